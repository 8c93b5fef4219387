# ruff: noqa: E501
"""Decimal numbers: sums and differences, comparisons, percentages."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.arithmetic import EXTRA
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.frames import asks, written

_SUM_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "A {name} of two decimals, {a} and {b}. The places have to be lined up, so working it out pays.",
        "The task is {c} with {n} decimal places. Lining up the points and going column by column is worth it.",
        "{a} and {b} are decimals; a slip with the point is easy, so I should think.",
        "Decimal {name}: {n} places after the point must be aligned first. Thinking pays.",
    ),
    "zh": (
        "这是小数{name}，{a}和{b}，要先对齐小数点，值得一步步算。",
        "题目{c}有{n}位小数，需要对齐数位再逐列计算。",
        "{a}和{b}是小数，容易弄错小数点，应该思考。",
        "小数{name}，先补齐{n}位小数再算，写出步骤更可靠。",
    ),
}
_SUM_ANSWER: Final[dict[Language, tuple[str, ...]]] = {"en": ("{c} = {r}.",), "zh": ("{c} = {r}。",)}
_NAMES: Final[dict[Language, dict[str, str]]] = {
    "en": {"+": "sum", "-": "difference"},
    "zh": {"+": "加法", "-": "减法"},
}


def shown(value: Decimal) -> str:
    """The number without trailing zeros after the point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(rng: random.Random, whole: int) -> Decimal:
    places = rng.choice((1, 1, 2, 2))
    return Decimal(rng.randrange(1, whole * 10**places)).scaleb(-places)


def _pair(rng: random.Random) -> tuple[Decimal, Decimal]:
    while True:
        whole = rng.choice((10, 10, 20, 100))
        a, b = _decimal(rng, whole), _decimal(rng, whole)
        if rng.random() < 0.12:
            b = Decimal(rng.randint(1, whole))
        if "." in shown(a) or "." in shown(b):
            return a, b


def _sums(rng: random.Random, language: Language, held_out: bool) -> Problem:
    sign = rng.choice("++-")
    a, b = choose(lambda: _pair(rng), held_out)
    if sign == "-" and a < b:
        a, b = b, a
    left, right = shown(a), shown(b)
    places = max(len(text.partition(".")[2]) for text in (left, right))
    whole = [int(value.scaleb(places)) for value in (a, b)]
    result = shown(a + b if sign == "+" else a - b)
    lines = [f"{text} = {value:.{places}f}" for text, value in ((left, a), (right, b)) if text != f"{value:.{places}f}"]
    lines += (steps.plus if sign == "+" else steps.minus)(whole[0], whole[1], language)
    total = whole[0] + whole[1] if sign == "+" else whole[0] - whole[1]
    lines.append(moved(total, places, result, language))
    lines.append(f"{left} {sign} {right} = {result}")
    slots = {
        "a": left,
        "b": right,
        "c": f"{left} {sign} {right}",
        "e": written(rng, left, sign, right, language),
        "r": result,
        "n": places,
        "name": _NAMES[language][sign],
    }
    texts = Texts(asks(language, *EXTRA[language][sign]), _SUM_JUDGE[language], _SUM_ANSWER[language])
    return compose(
        rng, "decimals", language, held_out, texts, pays=True, thinking=lines, expected=(result,), slots=slots
    )


def moved(total: int, places: int, result: str, language: Language) -> str:
    """The line that puts the point back into `total`, so that it has `places` decimal places."""
    pointed = f"{Decimal(total).scaleb(-places):.{places}f}"
    tail = pointed if pointed == result else f"{pointed} = {result}"
    return f"{total}, point {places}: {tail}" if language == "en" else f"{total}，{places}位小数：{tail}"


_COMPARE: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "Which is bigger, {a} or {b}?", "Which is larger, {a} or {b}?", "which number is greater: {a} or {b}",
            "{a} > {b}?", "is {a} > {b}?", "{a} < {b}?", "is {a} smaller than {b}?", "Is {a} larger than {b}?",
            "is {a} greater than {b}", "bigger: {a} or {b}", "{a} or {b}?", "Is {a} more than {b}?",
            "Is {a} bigger than {b}?", "{a} or {b}, which is bigger?", "What is bigger, {a} or {b}",
            "{a} vs {b}, which one is larger?", "Compare {a} and {b}.", "Which is more, {a} or {b}?",
            "Tell me the bigger one of {a} and {b}", "Which of {a} and {b} is the larger number?", "bigger: {a} or {b}",
            "is {a} less than {b}", "bigger number: {a} or {b}?", "I have {a} and {b}, which is the larger one?",
            "Of the two numbers {a} and {b}, which is greater?", "Is {a} greater or less than {b}?",
            "Can you compare {a} with {b}?", "which one is bigger: {a}, {b}",
            "Do you know which is greater, {a} or {b}?", "Give me the larger of {a} and {b}.",
            "I need the bigger number of {a} and {b}", "I have two numbers, {a} and {b}. Which is larger?",
            "{a} vs {b}", "{a} vs. {b}: which is bigger?", "Tell me which is larger: {a} or {b}.",
            "Of {a} and {b}, which is the greater?",
            "I have {a} and {b}. Which one is bigger?", "[Between|Out of|Among] {a} and {b}, [which|which one|which number] is [bigger|larger|greater|higher][?|]",
            "[My teacher asks|Homework|Quick question]: which [has the larger value|is the larger number|is higher], {a} or {b}[?|]",
            "[I'm not sure|I can't tell|I don't know] [which is bigger|which one is greater|what is larger], {a} or {b}[. Help?|.|]",
            "[Look at|Take|Here are] the numbers {a} and {b}. [Which one is bigger?|Which is the greater one?|Name the larger one.]",
            "[Name|Pick|Choose|Say] the [bigger|larger|greater] number: {a} or {b}[.|]",
            "{a} [is bigger than|is larger than|is greater than] {b}, [right|correct|true or false|is that so]?",
            "{a} is [less|smaller] than {b}, [right|correct|true or not]?",
            "[Put|Place] the right sign, [> or <|< or >], between {a} and {b}[.|]",
            "[True or false|Right or wrong|Yes or no]: {a} is [bigger|larger|greater|more] than {b}[.|?|]",
            "[What's|What is] the [maximum|bigger one|larger value|greater number] [of|out of] {a} and {b}[?|]",
            "max({a}, {b})[?| = ?|]",
            "[I'd like|I want|I need] to know [whether|if] {a} is [bigger|larger|greater|more] than {b}[.|]",
            "[If I compare|When I compare|Comparing] {a} [with|to|and] {b}, which [comes out bigger|comes out larger|wins][?|]",
            "[On a number line|On the number line], which [lies|is] further to the right, {a} or {b}[?|]",
            "[Is it|Would it be] {a} or {b} that is [bigger|larger|greater][?|]",
            "{a} or {b} - [who wins|which number wins|which one's more|which one is higher][?|]",
            "Can you tell me which of {a} and {b} is bigger?",
            "Is {a} or {b} the bigger number?",
        ),
        (
            "Comparing two decimals that {same}. Their places have to be lined up digit by digit, so thinking pays.",
            "A comparison of decimals is a classic trap when {count}. Working through the places is worth it.",
            "Two numbers with a point, and {count}. I should compare place by place before answering.",
            "The user compares decimals; {count}, so a careful look at each place pays.",
        ),
        ("{r} is bigger than {l}.",),
    ),
    "zh": Texts(
        (
            "{a}>{b}吗？", "{a}大于{b}吗？", "{a}小于{b}吗", "{a}是不是比{b}大？", "{a}还是{b}大",
            "{a}和{b}哪个大？", "{a}和{b}谁更大", "比较{a}和{b}的大小。", "{a}大还是{b}大？", "{a}跟{b}相比哪个更大？",
            "哪个数更大，{a}还是{b}？", "{a}与{b}哪个大", "{a}比{b}大吗？", "请比较 {a} 和 {b}",
            "在{a}和{b}中，较大的是哪个？", "{a}和{b}，哪个大一些？", "{a}跟{b}哪个大一点", "告诉我{a}大还是{b}大",
            "你知道{a}和{b}哪个更大吗？", "{a}、{b}比大小", "{a}、{b}两个数哪个更大？", "比一比{a}和{b}谁大",
            "帮我看看{a}和{b}哪个数大", "告诉我{a}与{b}谁大一些", "{a}和{b}，大的是哪个呀？", "{a}、{b}哪个数大一些？",
            "告诉我{a}和{b}哪个更大", "[老师问|作业题|题目]：{a}和{b}[相比|比较|比起来]，[谁大|哪个大|哪一个更大][？|]",
            "[在|]{a}和{b}[之间|当中|中间|里]，[哪个更大|谁更大|大的是谁][？|]",
            "{a}[和|与|跟]{b}中间[该填|应该填|填]大于号还是小于号[？|]", "{a}○{b}，[圆圈里填|○里填|填]＞还是＜[？|]",
            "{a}和{b}[两个数|这两个数]，[把大的|请把较大的]那个[告诉我|说出来|找出来|写出来][。|]",
            "[我分不清|我不确定|不知道]{a}和{b}[哪个大|谁大|哪个数更大][，帮帮我|，你说呢|。]",
            "[选出|挑出|找出|指出]{a}和{b}[里|中][较大的|更大的|大的]数[。|]",
            "{a}比{b}[大还是小|小吗|要大吗|更大，对吗|大，对不对][？|]", "{a}是[大于|小于]{b}[的吗|吗|，对不对][？|]",
            "[判断对错|对还是错|对不对]：{a}[大于{b}|比{b}大|＞{b}][。|]",
            "{a}和{b}的[最大值|较大值|大者]是[哪个|谁|多少][？|]", "[数轴上|在数轴上]，{a}和{b}哪个更靠右[？|呢|]",
            "[如果|要是|]让你[选个大的|挑个更大的|选大的数]，选{a}还是{b}[？|]",
            "{a}，{b}，[谁大谁小|哪个大哪个小|哪个大|谁比较大][？|]",
            "[拿|把|将]{a}[和|跟|同]{b}比[一比|较一下|一下]，[谁大|哪个大|大的是哪个][？|]",
            "[到底|究竟]是{a}大[还是|，还是]{b}大[呢|呀|啊|][？|]",
            "较大的数是{a}还是{b}？", "帮我比较一下{a}和{b}谁更大",
        ),
        (
            "比较两个小数，{same}，要逐位对齐，值得思考。",
            "小数比大小容易上当，{count}，应该一位一位看。",
            "小数点后要逐位比较，{count}，先对齐数位再下结论。",
        ),
        ("{r}比{l}大。",),
    ),
}  # fmt: skip


def _compare_pair(rng: random.Random) -> tuple[str, str]:
    while True:
        whole = rng.choice((rng.randint(0, 9), rng.randint(0, 30)))
        other = whole if rng.random() < 0.85 else rng.randint(0, 30)
        lengths = rng.choice(((1, 2), (2, 1), (2, 1), (1, 2), (2, 2), (1, 3), (2, 3), (1, 1), (0, 1), (2, 0)))
        alike = "".join(rng.choices("0123456789", k=rng.choice((0, 0, 1, 2))))
        a, b = (_with_places(rng, start, alike, size) for start, size in zip((whole, other), lengths, strict=True))
        if Decimal(a) != Decimal(b):
            return a, b


def _with_places(rng: random.Random, whole: int, alike: str, size: int) -> str:
    """A number with `size` places behind those that two numbers have alike, the last one not 0; none if size is 0."""
    if not size:
        return str(whole)
    return f"{whole}.{alike}{''.join(rng.choices('0123456789', k=size - 1))}{rng.randint(1, 9)}"


def _compare(rng: random.Random, language: Language, held_out: bool) -> Problem:
    a, b = choose(lambda: _compare_pair(rng), held_out)
    larger, less = (a, b) if Decimal(a) > Decimal(b) else (b, a)
    (left, _, tail_a), (right, _, tail_b) = a.partition("."), b.partition(".")
    english = language == "en"
    lines = _places(a, b, language)
    if left == right:
        same = f"both start with {left}" if english else f"整数部分都是{left}"
    else:
        same = "differ before the point" if english else "整数部分不同"
    if len(tail_a) == len(tail_b):
        count = "both have the same number of places" if english else "小数位数相同"
    else:
        count = "one has more places than the other" if english else "小数位数不同"
    slots = {"a": a, "b": b, "r": larger, "l": less, "same": same, "count": count}
    expected = (f"{larger} is bigger",) if english else (f"{larger}比{less}大",)
    return compose(
        rng,
        "compare_decimals",
        language,
        held_out,
        _COMPARE[language],
        pays=True,
        thinking=lines,
        expected=expected,
        slots=slots,
    )


def _places(a: str, b: str, language: Language) -> list[str]:
    """Compare place by place: the whole parts, then digit after digit."""
    (left, _, tail_a), (right, _, tail_b) = a.partition("."), b.partition(".")
    whole, place = ("whole part", "place") if language == "en" else ("整数部分", "位")
    if left != right:
        return [f"{whole}: {left} {_sign(int(left), int(right))} {right}", f"{a} {_sign(Decimal(a), Decimal(b))} {b}"]
    lines, size = [f"{whole}: {left} = {right}"], max(len(tail_a), len(tail_b))
    lines += [f"{text} = {Decimal(text):.{size}f}" for text, tail in ((a, tail_a), (b, tail_b)) if len(tail) < size]
    for at, (x, y) in enumerate(zip(tail_a.ljust(size, "0"), tail_b.ljust(size, "0"), strict=True), 1):
        name = f"{place} {at}" if language == "en" else f"第{at}{place}"
        lines.append(f"{name}: {x} {_sign(int(x), int(y))} {y}")
        if x != y:
            break
    return [*lines, f"{a} {_sign(Decimal(a), Decimal(b))} {b}"]


def _sign(a: Decimal | int, b: Decimal | int) -> str:
    return "=" if a == b else "<" if a < b else ">"


_INTEGERS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "Two whole numbers, {a} and {b}, are compared; that is seen at once, so a direct answer is enough.",
        "The user asks which of {a} and {b} is bigger. Whole numbers need no thinking.",
    ),
    "zh": ("比较两个整数{a}和{b}，一眼就能看出，直接回答即可。", "整数{a}和{b}的大小很明显，不需要思考。"),
}


def _compare_integers(rng: random.Random, language: Language, held_out: bool) -> Problem:
    a, b = rng.sample(range(1, rng.choice((20, 100, 100, 1000))), 2)
    if rng.random() < 0.4:  # neighbours, also those with a digit more
        a = rng.choice((10, 100, 1000, rng.randint(2, 1000)))
        b = max(0, a + rng.choice((-1, 1)) * rng.randint(1, 9))
    elif rng.random() < 0.3:  # one has more digits, of which none may be larger
        digits = rng.randint(1, 3)
        a, b = rng.randrange(10 ** (digits - 1), 10**digits), rng.randrange(10**digits, 10 ** (digits + 1))
    if rng.random() < 0.5:
        a, b = b, a
    slots = {"a": a, "b": b, "r": max(a, b), "l": min(a, b)}
    texts = Texts(_COMPARE[language].ask, _INTEGERS[language], _COMPARE[language].answer)
    expected = f"{max(a, b)} is bigger" if language == "en" else f"{max(a, b)}比{min(a, b)}大"
    return compose(
        rng,
        "compare_integers",
        language,
        held_out,
        texts,
        pays=False,
        thinking=[f"{a} {_sign(a, b)} {b}"],
        expected=(expected,),
        slots=slots,
    )


_PERCENT: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "What is {p}% of {n}?", "{p}% of {n}", "{p} % of {n}?", "How much is {p} percent of {n}?",
            "what's {p} percent of {n}", "Calculate {p}% of {n}.", "Find {p} percent of {n}", "{n} * {p}%",
            "Give me {p}% of {n}", "I need {p}% of {n}.", "Work out {p}% of {n}.", "can you calculate {p}% of {n}",
            "If you take {p} percent of {n}, how much is it?", "{p}% of {n} comes to what?", "Do you know {p}% of {n}?",
            "{p}% of {n} is how much", "What does {p}% of {n} make?", "Take {p} percent of {n}. What do you get?",
            "tell me {p}% of {n}", "Can you tell me what {p} percent of {n} is?", "How much does {p}% of {n} come to?",
            "Compute {p}% of {n}", "{p} percent of {n} = ?", "What number is {p}% of {n}?", "Take {p}% of {n}.",
            "What does {p}% of {n} come to?", "[I'd like|I want|I would like] to [know|find out] [how much|what] {p}% of {n} is[.|]",
            "[My teacher asks|Homework|Quick question]: [what's|what is|find|how much is] {p}% of {n}[?|]",
            "[How do I|How would I|How do you] [get|work out|calculate] {p}[%| percent] of {n}, and [what is it|what's the result]?",
            "{n}, {p}% of [it|that][ is what|, how much is it| =|][?|]",
            "{n} is [the whole|100%|a hundred percent]. [What is|How much is|Tell me] {p}[%| percent][?|]",
            "[Out of|From|Of] {n}, how much is {p}[%| percent][?|]",
            "If 100% is {n}, [how much is|what is|then what's] {p}[%| percent][?|]",
            "[Figure out|Determine|Evaluate] {p}[%| percent] of {n}[ for me|, please|.]",
            "{p}[%| percent] from {n}[ is how much| =|, please|][?|]",
            "[If I pay|If I get|If I keep] {p}[%| percent] of {n}, how much is [that|it][?|]",
            "[I only need|I only want|Just give me] {p}[%| percent] of {n}, [how much is that|what's that|what is the number][?|]",
            "[Any idea|Can you figure out|Do you happen to know] [what|how much] {p}[%| percent] of {n} is[?|]",
            "{p}[%| percent] times {n}[ is what| equals what|, how much is that| =][?|]",
            "[The total is|The whole amount is|We have a total of] {n}. [How much is|What is|Find] {p}[%| percent] of [it|that][?|]",
            "{p}[%| percent] of {n} [equals|gives|is equal to] [what|what number|which number][?|]",
            "[Multiply|Please multiply] {n} by {p}[%| percent][.|. What comes out?|, what do you get?]",
            "How much do I get if I take {p}% of {n}?",
            "I need to know how much {p}% of {n} is.",
        ),
        (
            "A percentage, {p}% of {n}. It takes a product and a shift of the point, so working it out pays.",
            "The user wants {p} percent of {n}: a product and a division by 100. Two steps, so I think first.",
            "{p}% of {n} is not known by heart. A product and then hundredths: thinking is worth it.",
            "Percentages need a product first, here with a {d}-digit number. Step by step is safer.",
        ),
        ("{p}% of {n} is {r}.",),
    ),
    "zh": Texts(
        (
            "{n}的{p}%是多少？", "{n}的百分之{p}是多少？", "求{n}的{p}%", "{n}的{p}%", "计算{n}的{p}%。",
            "{p}%的{n}是多少", "算一下{n}的百分之{p}", "{n}乘以{p}%等于多少？", "请问{n}的{p}%等于几",
            "帮我算{n}的{p}%", "百分之{p}乘以{n}是多少？", "{n}的百分之{p}", "求一下{n}的百分之{p}是多少",
            "告诉我{n}的{p}%是多少", "你知道{n}的百分之{p}是多少吗？", "{n}的{p}%有多少？", "帮我求{n}的百分之{p}",
            "{n} × {p}% = ?", "{n}的{p}%是多少呀", "取{n}的百分之{p}，得多少？", "百分之{p}的{n}是多少？",
            "帮我求{n}的{p}%是多少", "[老师问|作业题|题目]：{n}的[{p}%|百分之{p}][是几|是多少|等于多少][？|]",
            "[总数|总量|全部|整体]是{n}，[其中的|它的|那么]{p}%是[多少|几][？|]",
            "[如果|假如|若]100%是{n}，[那么|那]{p}%是[多少|几][？|]",
            "{n}[中的|里的|当中的]百分之{p}[有多少|是多少|是几][？|]",
            "[我想知道|我想问|想问一下]{n}的[{p}%|百分之{p}][是多少|有多大|等于几][？|]",
            "{n}×[{p}%|百分之{p}][得多少|等于几|是几|=？]",
            "[把|将]{n}[乘上|乘以][{p}%|百分之{p}]，[得几|得到多少|结果是什么][？|]",
            "[有|一共有|总共是]{n}，取[其中的|它的]百分之{p}，[是多少|取了多少|得几][？|]",
            "{n}，[它的|求它的|算它的][{p}%|百分之{p}][|。]",
            "[麻烦|请|劳驾][求出|算出|写出]{n}的[{p}%|百分之{p}][，谢谢|。|]",
            "[哪个数|什么数|几]是{n}的[{p}%|百分之{p}][？|]",
            "[我不会算|不会求|我忘了怎么算]{n}的[{p}%|百分之{p}]，[帮帮我|你来算|是多少呀]",
            "[怎么算|怎么求]{n}的[{p}%|百分之{p}]，[结果是多少|得几|答案是什么][？|]",
            "{n}的[{p}%|百分之{p}][该是|应该是|会是][多少|几]呢[？|]",
            "[要占|取]{n}的[{p}%|百分之{p}]，[那是多少|就是多少|是几][？|]",
            "[快说|快告诉我|说说看]，{n}的[{p}%|百分之{p}]得[几|多少][？|]",
            "{n}乘百分之{p}得多少？", "算算{n}的百分之{p}有多少",
        ),
        (
            "求{n}的{p}%，要乘也要除以100，值得一步步算。",
            "百分数问题：{n}和{p}%，要两步，需要思考。",
            "{n}的百分之{p}不能直接背出，写出乘法更可靠。",
        ),
        ("{n}的{p}%是{r}。",),
    ),
}  # fmt: skip


def _percentage(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, int]:
        p = rng.choice((rng.randrange(5, 100, 5), rng.randrange(5, 100, 5), rng.randint(1, 99)))
        tens = rng.choice((rng.randrange(10, 1000, 10), rng.randrange(20, 1000, 20), rng.randrange(1000, 10000, 10)))
        return p, rng.choice((rng.randrange(10, 100), tens, tens, rng.randrange(100, 10000, 100)))

    p, n = choose(sample, held_out)
    lines, result = percent(p, n, language)
    slots = {"p": p, "n": n, "r": result, "d": len(str(n))}
    return compose(
        rng,
        "percentage",
        language,
        held_out,
        _PERCENT[language],
        pays=True,
        thinking=lines,
        expected=(f"is {result}" if language == "en" else f"是{result}",),
        slots=slots,
    )


def percent(p: int, n: int, language: Language) -> tuple[list[str], str]:
    """p per cent of n: the product, with the point moved by two places before or after."""
    result = shown(Decimal(p * n) / 100)
    if n % 100 == 0 and n:  # whole hundreds come first, which keeps the product small
        return [f"{n} / 100 = {n // 100}", *steps.times(n // 100, p, language)], result
    return [*steps.times(n, p, language), f"{n * p} / 100 = {result}"], result


FAMILIES: Final = (
    Family("decimals", True, _sums, 3.0),
    Family("compare_decimals", True, _compare, 3.5),
    Family("compare_integers", False, _compare_integers, 2.0),
    Family("percentage", True, _percentage, 4.0),
)
