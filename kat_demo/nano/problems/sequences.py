# ruff: noqa: E501
"""Sequences of numbers to go on with: the neighbours are compared, and the rule is applied once more."""

from __future__ import annotations

import itertools
import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose

_SEQUENCE: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "What comes next: {s}, ?", "What number comes next? {s}", "Continue the sequence: {s}", "{s}, ?",
            "{s}, ...", "Which number continues {s}?", "Find the next number: {s}", "next number in the sequence {s}",
            "What is the next term of {s}?", "Complete the pattern: {s}, _",
            "The sequence {s} goes on with which number?", "{s} - what is next?",
            "Which number follows in this series: {s}?", "Give the next number of the series {s}.",
            "How does the sequence {s} go on?", "What number follows {s}?", "Tell me the number that comes after {s}.",
            "Continue this series: {s}", "Can you give me the next number? {s}", "which number comes after these: {s}",
            "How do I continue this pattern: {s}?", "I need the number that follows in the pattern {s}",
            "{s}, and then?", "Do you know how this sequence continues: {s}?", "Give the number that follows: {s}",
            "How does this series go on: {s}?", "[I'd like to know|I wonder|I'm wondering|I want to know] what [comes|number comes|number is] next in [the sequence |the pattern |the series |]{s}[.|]",
            "[Look at|Study|Look closely at] the [pattern|sequence|series|numbers] {s}. [What is the next number|What comes next|Which number is next|What follows]?",
            "[Fill in|Write|Write down|Find|Supply] the [missing|next] [number|term]: {s}, [_|__|...|?]",
            "{s}, [what's next|what next|what comes next|next one|next number|what now|which one is next][?|]",
            "{s} [and so on|etc], [what is the next number|which number comes next|give me the next one][?|]",
            "[If|When] a [pattern|sequence|series|row] [starts|begins|goes] {s}, what [is the next number|comes next|number follows]?",
            "[My teacher|My homework|The quiz|The test] [asks|wants to know] [what comes after|which number follows|how to continue] {s}[.|]",
            "[Predict|Guess|Work out|Determine|Calculate] the next [number|term|value] [in|of] [the sequence |the series |the pattern |]{s}[.|]",
            "[Can|Could|Would] you [continue|extend|carry on|go on with] [the sequence|the pattern|this row|these numbers]: {s}[?|]",
            "[Extend|Carry on|Go on with|Keep going with] the [sequence|series|pattern|row] {s} [by one number|by one term|with one more number][.|]",
            "[next|next number|next term|what's next|number after this|continue]: {s}",
            "[The numbers|The terms] [are|go] {s}. [The next one is|What will the next one be|What is the next one|And the next is][?|]",
            "[What|Which number] [should|would|must|will] [come|be] next in [the series |the sequence |the row |]{s}?",
            "[I count|I'm counting|Someone counts] {s}. [Which number|What] [comes next|is next|has to come next]?",
            "[Here is|This is|I have] a [sequence|pattern|number pattern|series]: {s}. [What is the next number|What comes after that|Find the next term|Continue it][.|]",
            "[Tell me|Say|Give me] [what comes next|the next number|which number is next] [here|in this pattern|in this row]: {s}",
            "[After|Following] {s} [comes what|comes which number|we get what|what number comes][?|]",
            "Do you know the next number after {s}?",
            "What is next in the series {s}?",
        ),
        (
            "A sequence that starts with {a}. The rule has to be found from the gaps, so thinking pays.",
            "The user gives {n} terms and wants the next one. Checking the differences one by one is worth it.",
            "To continue these {n} numbers I must compare neighbours first. Step by step is safer.",
            "A number sequence: its rule shows only after comparing neighbours, so working it out pays.",
        ),
        ("The next number is {r}.",),
    ),
    "zh": Texts(
        (
            "找规律：{s}，下一个数是多少？", "{s}，下一个是？", "{s}，接下来是几？", "数列{s}的下一项是多少？",
            "按规律填数：{s}，（ ）", "接着写：{s}，然后是什么数？", "{s} 后面是哪个数？", "请写出数列的下一个数：{s}",
            "{s}，下一个数字", "{s}，后面一个数是几？", "{s}，接下来应该是几？", "这列数的下一个是什么：{s}",
            "看规律，后面该填什么数：{s}", "{s}的规律是什么，接着填几？", "这个数列后面是多少：{s}",
            "告诉我{s}后面的数", "你知道{s}的下一个数是几吗？", "帮我找规律，{s}，下一个是多少",
            "根据规律，{s}之后应该填多少？", "{s}，再往后是多少呀", "这列数的规律是什么，下一个是几：{s}",
            "{s}，后面应该填几？", "[我想知道|想问一下|我想问|问一下]{s}[后面|之后|的后面][是几|是多少|该是几|是什么数][。|]",
            "[观察|看看|仔细看|看一看][数列|这列数|这串数|这些数]：{s}，[下一个数是几|后面该是多少|接着是几|下一项是什么][？|]",
            "[续写|接着写|往下写|继续写]：{s}，[（ ）|…|？|__]", "{s}，[接着呢|然后呢|再来呢|往下呢|下一个呢][？|]",
            "{s}，[按照|按|照]这个[规律|顺序|规则][，|][下一个是几|后面是多少|接下来是什么数|往下写是几][？|]",
            "[老师|作业|题目][问|问我]{s}[后面|的后面|之后]是[几|多少|什么数][。|，怎么答？|]",
            "[如果|假如]一列数是{s}，[那么|那|]下一个[数|][是几|是多少|应该是多少][？|]",
            "[猜猜|猜一猜|想想|想一想|推测]{s}[的下一个数|后面的数|后面那个数|接下来的数]是[几|多少][？|]",
            "[求|写出|算出|推出][数列|]{s}的[下一项|下一个数|后一项][。|]",
            "[填空|填数|找规律填空|找规律填数]：{s}，[__|（　）|？|_]",
            "[下一个数|下一项|后一个数|接下来的数][是|是几|是多少|]：{s}",
            "[请|请你|麻烦你|帮我][写出|续写|补上|填上][这个数列|这列数|这串数字]的下一个数：{s}",
            "{s}[这个数列|这列数|这串数|这组数][接下来|后面|往下|再往后][是几|是多少|该写几|应该是哪个数][？|]",
            "[有|给你|这里有|下面是]一[列|串|组]数：{s}。[下一个是多少|后面接几|后面是哪个数|接下来是几][？|]",
            "{s}，[下面|下一个|接着|往后][该写几|该是几|该填多少|应该是什么][？|]",
            "在[数列|序列]{s}[中|里]，[下一个数|接下来的数|后面的数]是[几|多少|什么][？|]",
            "我[依次|]写了{s}，[下一个该是几|接下来是多少|后面该写几][？|]",
            "{s}，你看下一个该是几？", "这个数列接着该写什么数：{s}",
        ),
        (
            "这是以{a}开头的数列，要从相邻的差找规律，值得思考。",
            "给了{n}项求下一项，需要逐个比较相邻的数。",
            "找规律要先比较相邻的数，一步步来更可靠。",
        ),
        ("下一个数是{r}。",),
    ),
}  # fmt: skip


_KNOWN: Final = (
    *(("step", tuple(range(step, step * count + 1, step))) for step in (1, 2, 3, 4, 5, 10) for count in (4, 5, 6)),
    *(("growing", tuple(root * root for root in range(1, count + 1))) for count in (5, 6, 7)),
    *(("ratio", terms) for terms in ((1, 2, 4, 8, 16, 32), (2, 4, 8, 16, 32), (1, 3, 9, 27, 81), (1, 10, 100, 1000))),
    *(("sum", (1, 1, 2, 3, 5, 8, 13, 21)[:count]) for count in (6, 7, 8)),
)
"""Sequences that everybody tries first: always trained, never kept for evaluation."""


def _sequence(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[str, tuple[int, ...]]:
        while True:
            kind = rng.choice(("step", "step", "step", "down", "ratio", "ratio", "growing", "sum"))
            terms = _terms(rng, kind)
            if min(terms) >= 0 and max(terms) <= 999 and (kind, terms) not in _KNOWN:
                return kind, terms

    known = not held_out and rng.random() < 0.15
    kind, terms = rng.choice(_KNOWN) if known else choose(sample, held_out)
    given, result = terms[:-1], terms[-1]
    gap = rng.choice((", ", ", ", ",", " "))
    slots = {"s": gap.join(map(str, given)), "a": given[0], "n": len(given), "r": result}
    expected = (f"number is {result}",) if language == "en" else (f"数是{result}",)
    return compose(
        rng,
        "sequence",
        language,
        held_out,
        _SEQUENCE[language],
        pays=True,
        thinking=_rule(kind, terms, language),
        expected=expected,
        slots=slots,
    )


def _terms(rng: random.Random, kind: str) -> tuple[int, ...]:
    """The given terms and the one that follows."""
    size = rng.choice((4, 4, 5))
    if kind == "ratio":
        factor, terms = rng.choice((2, 2, 3, 4, 5, 10)), [rng.randint(1, 6)]
        while len(terms) < size + 1 and terms[-1] * factor <= 999:
            terms.append(terms[-1] * factor)
        return tuple(terms) if len(terms) > 4 else _terms(rng, kind)
    if kind == "sum":
        terms = [rng.randint(1, 6), rng.randint(1, 8)]
        while len(terms) < size + 2:
            terms.append(terms[-1] + terms[-2])
        return tuple(terms)
    grows = int(kind == "growing")
    if grows:
        step = rng.randint(1, 4)
    elif rng.random() < 0.15:
        step = rng.choice((5, 10))
    else:
        step = rng.randint(1, 12)
    terms = [rng.randint(1, 12 if grows else 60)]
    if not grows and rng.random() < 0.12:  # round numbers, as people like them
        step = rng.choice((5, 10, 10, 20, 25, 50, 100))
        terms = [step * rng.randint(0, 6)]
    for at in range(size):
        terms.append(terms[-1] + step + grows * at * (1 + step % 2))
    return tuple(reversed(terms)) if kind == "down" else tuple(terms)


def _rule(kind: str, terms: tuple[int, ...], language: Language) -> list[str]:
    """Compare the neighbours, then apply the rule once more."""
    given, last = terms[:-1], terms[-2]
    if kind == "sum":
        lines = [f"{x} + {y} = {z}" for x, y, z in zip(given, given[1:], given[2:], strict=False)]
        lines = [line for line, y in zip(lines, given[1:], strict=False) if y <= 20]
        return [*lines, *steps.plus(given[-2], last, language)]
    if kind == "ratio":
        factor = terms[1] // terms[0]
        lines = [f"{x} * {factor} = {y}" for x, y in itertools.pairwise(given) if x <= 12]
        return [*lines, *steps.times(last, factor, language)]
    gaps = [y - x for x, y in itertools.pairwise(terms)]
    if kind == "down":
        lines = [f"{x} - {y} = {x - y}" for x, y in itertools.pairwise(given)]
        return [*lines, *steps.minus(last, -gaps[-1], language)]
    lines = [f"{y} - {x} = {gap}" for x, y, gap in zip(given, given[1:], gaps, strict=False)]
    if kind == "growing":
        lines.append(f"{gaps[-2]} + {gaps[1] - gaps[0]} = {gaps[-1]}")
    return [*lines, *steps.plus(last, gaps[-1], language)]


FAMILIES: Final = (Family("sequence", True, _sequence, 4.5),)
