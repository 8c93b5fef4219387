"""Decimal numbers: sums and differences, comparisons, percentages."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose, stated
from kat_demo.nano.problems.frames import asks, written
from kat_demo.nano.problems.wordings import wordings

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
    texts = Texts(asks(language, *wordings(f"pair {sign}", language)), _SUM_JUDGE[language], _SUM_ANSWER[language])
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
        wordings("compare", "en"),
        (
            "Comparing two decimals that {same}. Their places have to be lined up digit by digit, so thinking pays.",
            "A comparison of decimals is a classic trap when {count}. Working through the places is worth it.",
            "Two numbers with a point, and {count}. I should compare place by place before answering.",
            "The user compares decimals; {count}, so a careful look at each place pays.",
        ),
        ("{r} is bigger than {l}.",),
    ),
    "zh": Texts(
        wordings("compare", "zh"),
        (
            "比较两个小数，{same}，要逐位对齐，值得思考。",
            "小数比大小容易上当，{count}，应该一位一位看。",
            "小数点后要逐位比较，{count}，先对齐数位再下结论。",
        ),
        ("{r}比{l}大。",),
    ),
}


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
        expected=(expected,),
        slots=slots,
    )


_PERCENT: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("percentage", "en"),
        (
            "A percentage, {p}% of {n}. It takes a product and a shift of the point, so working it out pays.",
            "The user wants {p} percent of {n}: a product and a division by 100. Two steps, so I think first.",
            "{p}% of {n} is not known by heart. A product and then hundredths: thinking is worth it.",
            "Percentages need a product first, here with a {d}-digit number. Step by step is safer.",
        ),
        ("{p}% of {n} is {r}.",),
    ),
    "zh": Texts(
        wordings("percentage", "zh"),
        (
            "求{n}的{p}%，要乘也要除以100，值得一步步算。",
            "百分数问题：{n}和{p}%，要两步，需要思考。",
            "{n}的百分之{p}不能直接背出，写出乘法更可靠。",
        ),
        ("{n}的{p}%是{r}。",),
    ),
}


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
        expected=(stated(result, language),),
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
