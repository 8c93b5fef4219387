# ruff: noqa: E501
"""Expressions with brackets and precedence, and a few lines of code to trace."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.arithmetic import solve
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.frames import asks

_SHAPES: Final = (
    "(a+b)*c",
    "a*(b+c)",
    "(a-b)*c",
    "a*(b-c)",
    "a+b*c",
    "a*b+c",
    "a*b-c",
    "a-b*c",
    "(a+b)-c",
    "a-(b+c)",
    "a+b-c",
    "a+b+c",
    "a-b+c",
    "(a+b)*(c-d)",
    "a*b+c*d",
    "(a-b)*c+d",
    "a*(b+c)-d",
    "a*b*c",
    "(a+b)/c",
    "(a-b)/c",
    "a/b+c",
    "a*b/c",
    "a-b/c",
)
_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "The expression {c} has {n} operations whose order matters. Doing them one by one pays.",
        "An expression with {n} operations, starting from {a}. {kind}, so I should work it out step by step.",
        "This is {c}, {n} operations in one line. {kind}; thinking avoids a slip.",
        "{kind}, and there are {n} operations to carry out. Reasoning first is worth it.",
        "An expression with several operations. {kind}, so reasoning first is worth it.",
    ),
    "zh": (
        "算式{c}有{n}步运算，顺序很重要，值得逐步计算。",
        "这个算式有{n}步运算，{kind}，应该一步步来。",
        "题目是{c}，{kind}，先思考不容易出错。",
        "{kind}，一共{n}步，写出过程再回答更可靠。",
        "算式里有好几步运算，{kind}，应该逐步思考。",
    ),
}
_KINDS: Final[dict[Language, dict[bool, str]]] = {
    "en": {
        True: "The brackets come first",
        False: "Products and quotients come before sums, and the rest goes from left to right",
    },
    "zh": {True: "要先算括号", False: "要先乘除后加减，再从左到右"},
}
_ANSWER: Final[dict[Language, tuple[str, ...]]] = {"en": ("{c} = {r}.",), "zh": ("{c} = {r}。",)}
_EXTRA: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Evaluate {e}", "Simplify {e}", "What is the value of {e}?"),
    "zh": ("{e}的值是多少？", "计算下面的算式：{e}"),
}


def _filled(rng: random.Random, shape: str) -> str:
    """The shape with numbers for its letters, with spaces around the signs."""
    small = "*" in shape or "/" in shape
    text = ""
    for character in shape:
        if character.isalpha():
            text += str(rng.randint(2, 20) if small or rng.random() < 0.4 else rng.randint(10, 99))
        else:
            text += f" {character} " if character in "+-*/" else character
    return text


def reduce(text: str, language: Language, limit: int = 999) -> tuple[list[str], int] | None:
    """Carry out an expression one operation at a time; None if a value on the way is not a whole number to `limit`."""
    lines = [text]
    tokens = text.replace("(", "( ").replace(")", " )").split()
    while len(tokens) > 1:
        at = _first(tokens)
        a, sign, b = int(tokens[at - 1]), tokens[at], int(tokens[at + 1])
        if sign == "/" and (b not in range(1, 13) or a % b):
            return None
        value = a // b if sign == "/" else {"+": a + b, "-": a - b, "*": a * b}[sign]
        if not 0 <= value <= limit:
            return None
        lines += solve(a, sign, b, language)[0]
        tokens[at - 1 : at + 2] = [str(value)]
        while True:
            closed = [i for i in range(1, len(tokens) - 1) if tokens[i - 1] == "(" and tokens[i + 1] == ")"]
            if not closed:
                break
            tokens[closed[0] - 1 : closed[0] + 2] = [tokens[closed[0]]]
        if len(tokens) > 1:
            lines.append("= " + " ".join(tokens).replace("( ", "(").replace(" )", ")"))
    return lines, int(tokens[0])


def _first(tokens: list[str]) -> int:
    """Where the operation stands that comes first."""
    start, end = 0, len(tokens)
    if ")" in tokens:
        end = tokens.index(")")
        start = max(i for i in range(end) if tokens[i] == "(")
    inside = range(start, end)
    return next((i for i in inside if tokens[i] in "*/"), next(i for i in inside if tokens[i] in "+-*/"))


def _sample(rng: random.Random, language: Language) -> tuple[str, tuple[str, ...], int]:
    while True:
        text = _filled(rng, rng.choice(_SHAPES))
        done = reduce(text, language)
        if done is not None and len("\n".join(done[0])) <= 420:
            return text, tuple(done[0]), done[1]


def _expression(rng: random.Random, language: Language, held_out: bool) -> Problem:
    # choose on the text alone, so that both languages split alike
    text = choose(lambda: (_sample(rng, language)[0],), held_out)[0]
    done = reduce(text, language)
    assert done is not None
    lines, value = done
    count = sum(text.count(f" {sign} ") for sign in "+-*/")
    surface = text.replace(" ", "") if rng.random() < 0.4 else text
    if rng.random() < 0.3:
        surface = surface.replace("*", rng.choice("x×")).replace("/", "÷")
    if language == "zh" and rng.random() < 0.3:
        surface = surface.replace("(", "（").replace(")", "）")
    slots = {
        "e": surface,
        "c": text,
        "r": value,
        "n": count,
        "a": text.strip("(").split()[0],
        "kind": _KINDS[language]["(" in text],
    }
    texts = Texts(asks(language, *_EXTRA[language]), _JUDGE[language], _ANSWER[language])
    return compose(
        rng, "expression", language, held_out, texts, pays=True, thinking=lines, expected=(str(value),), slots=slots
    )


_TRACE: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "What does this code print?\n{code}",
            "What is the output of this program?\n{code}",
            "what does it print: {code}",
            "Trace this code:\n{code}",
            "{code}\nWhat is printed?",
            "Python: {code}. What comes out?",
            "Run this in your head:\n{code}",
            "What will the following print? {code}",
            "What's the output of {code}",
            "{code}\noutput?",
            "What does this Python code do?\n{code}",
            "what is the output? {code}",
            "{code}\nWhat does this print?",
            "What number is printed by the following code?\n{code}",
            "Run this program and tell me the output:\n{code}",
            "{code}\nTell me what this program prints.",
            "Which number will these lines print?\n{code}",
            "Follow the code and tell me what it prints:\n{code}",
            "what will be the output of this python code {code}",
            "Which number does this code print?\n{code}",
            "Follow these lines and tell me the output:\n{code}",
            "{code}\n[What's|What is] the [output|result|printed number][?|]",
            "{code}\n[which|what] number is on the screen after [running it|running this|it runs][?|]",
            "{code}\n[what will this give me|what does this give|what would this give me][?|]",
            "{code}\n[If I|When I] run [this|that|it], what [will I see|do I see|shows up|appears][?|]",
            "[My teacher asks|Homework|Exam question]: what [is printed|gets printed|is displayed|is output] by [this|this program|these lines][?|]\n{code}",
            "[Here's|Here is|This is] [my|a|a small|a short] [program|script|piece of code]:\n{code}\n[What does it print?|What will it print?|What comes out?|What is the output?]",
            "[I'd like|I want|I need] to know [what this prints|what this program outputs|the output of this code][.|:]\n{code}",
            "[Can|Could] you [tell me|work out|figure out] [what this prints|what the output is|what this code displays][?|]\n{code}",
            "[Predict|Determine|Give|Find|State] the output[ of this program| of the code| of these lines|][:|.]\n{code}",
            "{code}\n[the output is|this prints|it prints|that results in][ ...|...| what?| what]",
            "[Suppose|Imagine|Let's say] [I run|you run|someone runs] [this|this code|these lines]. What [is displayed|is printed|does Python print]?\n{code}",
            "[Execute|Step through|Go through|Walk through] [this|this code|the following program] and [say|tell me|report] what [it prints|is printed|comes out][.|:]\n{code}",
            "{code}\n[prints|so it prints|and that prints] [what|which number][?|]",
            "[After|Once] [this code|this program|this script] [has run|is done|finishes], [what's on the screen|what has it printed|which number do we see]?\n{code}",
            "[what number comes out|which number comes out|what comes out] [here|at the end|of this][?|]\n{code}",
            "{code}\n[What value|Which value|What number] does [the program|the script|Python] [show|display|print|output][?|]",
            "[Python question|Coding question|Code quiz|Quick quiz]:\n{code}\n[What is printed?|Output?|What's the output?|Which number appears?]",
            "[output|result|prints what]?\n{code}",
            "[I don't understand|I'm not sure about|I'm stuck on] this code. What [does it print|is the output|will it print]?\n{code}",
            "{code}\n[I typed|I ran|I entered] this [in Python|on my computer|in the console]. What [did it print|was the output|number did it show]?",
            "[Say|Tell me|Show me] what [Python|the computer|the interpreter] [prints|will print|shows|displays] for:\n{code}",
            "{code}\n[What do you get|What do I get|What do we get] [if you run it|when this is run|from this program|out of this][?|]",
            "[Read|Look at|Study|Consider] [the code|this program|the lines]. [What number is printed|What will be printed|What is the output]?\n{code}",
            "{code}\n[Any idea|Do you know|Can you see] what [this prints|the output is|gets printed][?|]",
            "[Act like|Pretend you are|Be] [a Python interpreter|the Python console|the computer] and [give me the output|run this|print the result][:|.]\n{code}",
            "{code}\n[The screen shows|The console shows|The program prints] [what|which number] [in the end|at the end|when it's run][?|]",
            "[Which result|What result|Which number] does this [program|script|code] [produce|give in the end|spit out|return to the screen][?|]\n{code}",
            "{code}\n[Do it|Trace it|Run it|Go through it] [step by step|line by line|in your head] and [tell me|give me|say] [the output|the printed number|what it prints][.|]",
            "[Without|Without actually] [running it|a computer|executing it]: what [is the output of|is printed by|comes out of] this[?|]\n{code}",
            "{code}\nTell me what comes out.",
            "What will be printed by these lines?\n{code}",
        ),
        (
            "The user wants a short program traced, {n} lines with changing variables. Following the values pays.",
            "Tracing code: {n} lines that depend on each other, so I should think and keep track of each variable.",
            "This program assigns {x} and {y} in turn. Working through its {n} lines is worth it.",
            "The program changes {x} and {y} several times. Going line by line, so as not to lose track, pays.",
        ),
        ("It prints {r}.",),
    ),
    "zh": Texts(
        (
            "这段代码输出什么？\n{code}",
            "下面的程序打印什么？\n{code}",
            "{code}\n结果是多少？",
            "运行后输出多少：{code}",
            "请追踪这段代码：\n{code}",
            "{code} 会输出什么",
            "这段Python代码的输出是什么？{code}",
            "看代码说结果：\n{code}",
            "{code}\n输出是多少？",
            "这个程序运行后打印的数是多少？\n{code}",
            "下面几行代码运行的结果是什么？\n{code}",
            "执行下面的代码，输出什么？\n{code}",
            "代码：{code}，输出结果是？",
            "{code}\n这几行程序会打印什么数？",
            "看下面的Python程序，打印结果如何？\n{code}",
            "程序如下，请说出输出：\n{code}",
            "下面几行代码打印的数是多少？\n{code}",
            "代码如下：\n{code}\n输出是？",
            "{code}\n[这段程序|这段代码|上面的代码|这个程序][会输出什么|输出的是几|打印出几|显示什么][？|]",
            "{code}\n[运行完|跑完|执行完|运行之后][屏幕上|屏幕][显示几|是什么数|会出现什么|显示的数是多少][？|]",
            "{code}\n[这个|这|它]会[给我什么|给出什么|得到什么|输出几][？|]",
            "{code}\n[打印几|输出几|结果多少|显示什么|结果呢]",
            "[老师问|作业题|考试题|题目]：[这段程序|这段代码|下面的代码][打印的是什么|输出几|输出多少][？|]\n{code}",
            "[我写了|我有|这是|这里有]一[小段|段][代码|程序|Python]：\n{code}\n[它会打印什么|运行结果是什么|输出是几|结果呢][？|]",
            "[我想知道|我想问|想问一下][这段代码|这个程序|下面几行]的[输出|运行结果|打印结果][是什么|是多少|是几][？|]\n{code}",
            "[能不能|能否|可不可以][告诉我|帮我看看|帮我算算][这段代码|这个程序|下面的程序][输出什么|打印几|的运行结果是多少][？|]\n{code}",
            "[写出|给出|求出|说出][这段代码|下列程序|这个程序|下面代码]的[输出|输出结果|运行结果][。|：]\n{code}",
            "[如果|要是|假如][运行|执行|跑一下][这段代码|这个程序|下面几行]，[会看到什么|屏幕上会显示什么|会打印几][？|]\n{code}",
            "{code}\n[请|麻烦|帮我][说出|写出|算出][结果|输出|打印的数][。|]",
            "[一步一步|一行一行|逐行]地[执行|走一遍|看][下面的代码|这段程序|这些语句]，[最后打印什么|最后输出几|结果是多少][？|]\n{code}",
            "{code}\n[把它|将它]运行[一下|一遍]，[得几|会打印什么|输出什么数|结果是什么][？|]",
            "[不用电脑|不运行|不上机]，[说出|说说|告诉我]这段[代码|程序]的[输出|结果][。|：]\n{code}",
            "{code}\n[你觉得|你知道|你看][会打印什么|输出是多少|结果是几|屏幕上出现什么][？|]",
            "[假装你是|你就是|你来当][Python解释器|电脑|计算机]，[给出输出|运行这段代码|说出打印结果]：\n{code}",
            "[输出|结果|打印][？|是？|几？]\n{code}",
            "{code}\n[最后|最终|到最后][打印出的|输出的|显示的][数|数字][是几|是多少|是哪个][？|]",
            "[看不懂|我不懂|搞不清楚]这段[代码|程序]，[它输出什么|它打印几|运行结果是多少][？|]\n{code}",
            "[Python题|编程题|代码题|小测验]：\n{code}\n[输出|结果|打印的数]是[什么|多少|几][？|]",
            "[电脑|计算机|Python][执行|运行|跑完][下面的语句|这几行|这段程序][后|之后][显示什么|输出几|打印哪个数][？|]\n{code}",
            "[读|看|阅读|分析][一下|][这段代码|下面的程序|这几行]，[写出输出|告诉我输出|说出会打印的数][。|：]\n{code}",
            "{code}\n[我运行了|我跑了|我执行了][这段代码|这个程序]，[屏幕上是几|它打印了什么|输出了多少][？|]",
            "[预测|猜猜|推断][一下|][这段代码|这个程序|下面几行][会打印什么|的输出|的运行结果][。|]\n{code}",
            "[哪个数|什么数|哪个数字]会被[打印出来|输出|显示出来][？|]\n{code}",
            "{code}\n[以上|上面][程序|代码|几行][运行的结果|的输出|的打印结果][是什么|为多少|是几][？|]",
            "[跟着|按照|顺着][代码|程序|这几行][走一遍|算一遍|想一遍]，[输出是几|会打印多少|结果如何][？|]\n{code}",
            "[运行|执行]：\n{code}\n[得到什么|得几|会显示什么|输出？]",
            "{code}\n[print|print语句|最后的print][出来的是什么|打印几|输出什么数|打印的是多少][？|]",
            "[心算|在脑子里跑|在脑中运行][一下|一遍]：\n{code}\n[输出多少|打印几|得到什么数][？|]",
            "运行这几行代码，会打印什么？\n{code}",
            "{code}\n请说出执行后的结果。",
        ),
        (
            "这是一段{n}行的代码，变量会变化，需要逐行推演。",
            "追踪代码：{n}行前后相关，应该思考并记下每个变量。",
            "程序依次给{x}和{y}赋值，一步步走完{n}行更可靠。",
            "程序多次改变{x}和{y}的值，需要逐行思考。",
        ),
        ("输出{r}。",),
    ),
}


def _trace(rng: random.Random, language: Language, held_out: bool) -> Problem:
    x, y = rng.sample(("a", "b", "x", "y", "n", "m", "k"), 2)
    while True:
        code, lines, value = _program(rng, x, y, language)
        if 0 <= value <= 999 and len("\n".join(lines)) <= 380:
            break
    joined = ("\n" if rng.random() < 0.6 else "; ").join(code)
    slots = {"code": joined, "n": len(code), "x": x, "y": y, "r": value}
    return compose(
        rng,
        "trace",
        language,
        held_out,
        _TRACE[language],
        pays=True,
        thinking=lines,
        expected=(str(value),),
        slots=slots,
    )


def _program(rng: random.Random, x: str, y: str, language: Language) -> tuple[list[str], list[str], int]:
    """A program of assignments, its trace, and what it prints."""
    values = {x: rng.randint(2, 12)}
    code, lines = [f"{x} = {values[x]}"], [f"{x} = {values[x]}"]
    for at in range(rng.choice((2, 2, 3))):
        target = y if at == 0 else rng.choice((x, y))
        left = rng.choice(sorted(values))
        sign = rng.choice("++-*")
        other = rng.choice(sorted(values)) if len(values) > 1 and rng.random() < 0.5 else str(rng.randint(2, 12))
        a, b = values[left], values[other] if other in values else int(other)
        if sign == "-" and a < b:
            sign = "+"
        short = target == left and rng.random() < 0.5
        code.append(f"{target} {sign}= {other}" if short else f"{target} = {left} {sign} {other}")
        steps, result = solve(a, sign, b, language)
        lines += [f"{target}: {left} {sign} {other}", *steps, f"{target} = {result}"]
        values[target] = int(result)
    shown = rng.choice(sorted(values))
    return [*code, f"print({shown})"], [*lines, f"print({shown}): {values[shown]}"], values[shown]


FAMILIES: Final = (
    Family("expression", True, _expression, 5.0),
    Family("trace", True, _trace, 5.0),
)
