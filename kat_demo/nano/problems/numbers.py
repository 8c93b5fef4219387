"""Properties of whole numbers: primes, common divisors, parity, sequences."""

from __future__ import annotations

import itertools
import math
import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose

_PRIMES: Final = (2, 3, 5, 7, 11, 13, 17)
LARGEST: Final = 300
"""The largest number that is tested for being prime; 17 * 17 is 289."""

_PRIME: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "Is {n} prime?", "Is {n} a prime number?", "is {n} prime", "{n} is prime?", "Is the number {n} prime?",
            "Tell me if {n} is a prime.", "Is {n} prime or composite?", "Check whether {n} is prime.",
            "prime or not: {n}", "Can you tell whether {n} is a prime number?", "Would you call {n} a prime?",
            "Does {n} count as a prime number?", "{n}: prime?", "{n} - prime or not?",
            "Find out if {n} is a prime number.", "Could you find out whether {n} is a prime?",
            "Do you know if {n} is prime?", "Can you check if {n} is prime or not?",
            "I need to know whether {n} is a prime number", "Is {n} a composite number or a prime?",
            "{n}, is that a prime number?", "Please test if {n} is prime.", "I wonder if {n} is a prime",
            "does {n} belong to the primes?", "Is {n} a prime or not?", "Find out whether {n} is prime",
        ),
        (
            "A prime test for {n}. Small divisors have to be tried one after another, so thinking pays.",
            "The user asks about {n} being prime. I should try 2, 3, 5, 7 and so on before I answer.",
            "Whether {n} can be divided is not seen at a glance. Trying the small primes is worth it.",
            "This needs trial division of {n} by the small primes, so working it out is safer.",
        ),
        ("{r}",),
    ),
    "zh": Texts(
        (
            "{n}是质数吗？", "{n}是不是质数？", "{n}是素数吗", "{n}是质数还是合数？", "判断{n}是否为质数。",
            "请问{n}是不是素数？", "数字{n}是质数吗", "{n}是一个质数吗？", "检查一下{n}是不是质数", "{n}是否是素数？",
            "{n}算不算质数？", "{n}算素数吗", "判断一下{n}是不是质数", "请判断：{n}是质数吗？", "{n}，质数还是合数",
            "帮我看看{n}是不是质数", "你知道{n}是质数吗？", "告诉我{n}是质数还是合数", "{n}这个数是素数吗？",
            "{n}属于质数还是合数呀？", "{n}算质数吗？", "请判断{n}是质数还是合数",
        ),
        (
            "判断{n}的质数性，要依次试除小质数，值得思考。",
            "{n}能否被整除一眼看不出，应逐个试2、3、5、7。",
            "这需要对{n}试除，一步步来更可靠。",
        ),
        ("{r}",),
    ),
}  # fmt: skip


def _prime(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int]:
        n = rng.randint(2, rng.choice((60, 120, LARGEST)))
        if rng.random() < 0.35 and (n % 2 == 0 or n % 5 == 0):
            n = min(n | 1, LARGEST - 1)
        return (n,)

    n = choose(sample, held_out)[0]
    lines, factor = trial(n, language)
    english = language == "en"
    if factor:
        result = (
            f"No, {n} is not prime, it is divisible by {factor}." if english else f"不是，{n}能被{factor}整除，是合数。"
        )
    else:
        result = f"Yes, {n} is prime." if english else f"是的，{n}是质数。"
    expected = result.partition("," if english else "，")[0]
    texts = _PRIME[language]
    return compose(
        rng,
        "prime",
        language,
        held_out,
        texts,
        pays=True,
        thinking=lines,
        expected=(expected,),
        slots={"n": n, "r": result},
    )


def trial(n: int, language: Language) -> tuple[list[str], int]:
    """Try the small primes on n. The lines, and the divisor that was found, or 0 if n is prime."""
    lines: list[str] = []
    for prime in _PRIMES:
        if prime * prime > n:
            lines.append(f"{prime} * {prime} = {prime * prime}, {prime * prime} > {n}")
            break
        lines += _tried(n, prime, language)
        if n % prime == 0:
            return lines, prime
    return lines, 0


def _tried(n: int, prime: int, language: Language) -> list[str]:
    """What is left when n is divided by a prime; the last digit and the sum of the digits tell for 2, 5 and 3."""
    last, left = ("ends in", "left") if language == "en" else ("末位", "余")
    if prime in (2, 5):
        return [f"{prime}: {last} {n % 10}, {left} {n % prime}"]
    if prime == 3:
        digits = [int(digit) for digit in str(n)]
        total = f"{' + '.join(map(str, digits))} = {sum(digits)}" if n > 9 else f"{n}"
        return [f"3: {total}, {left} {n % 3}"]
    return [f"{prime}: {n} / {prime}", *steps.division_rows(n, prime), f"{left} {n % prime}"]


_GCD: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "What is the greatest common divisor of {a} and {b}?", "gcd of {a} and {b}",
            "What is the gcd of {a} and {b}?", "gcd({a}, {b})", "gcd({a}, {b}) = ?",
            "Find the greatest common factor of {a} and {b}.",
            "What is the largest number that divides both {a} and {b}?", "Compute the GCD of {a} and {b}",
            "greatest common divisor of {a}, {b}", "Calculate gcd({a},{b}).",
            "Tell me the greatest common divisor of {a} and {b}.", "highest common factor of {a} and {b}",
            "Find the highest common factor of {a} and {b}.", "What's the gcd for {a} and {b}?",
            "Give me the greatest common divisor for {a} and {b}.", "hcf of {a} and {b}", "gcf of {a} and {b}?",
            "I need the gcd of {a} and {b}", "Can you give me the greatest common factor of {a} and {b}?",
            "What is the highest number that goes into both {a} and {b}?", "{a} and {b}: gcd?",
            "Do you know the greatest common divisor of {a} and {b}?", "Work out the GCD of {a} and {b}.",
            "Which is the biggest common divisor of {a} and {b}?", "What's the highest common factor of {a} and {b}?",
            "Give me the gcd for {a} and {b}.",
        ),
        (
            "A greatest common divisor of {a} and {b}. Euclid's divisions go step by step, so thinking pays.",
            "The user wants the common divisor of two numbers. Dividing with remainder step by step is worth it.",
            "This needs several divisions with remainder, so working it out is safer.",
        ),
        ("The greatest common divisor of {a} and {b} is {r}.",),
    ),
    "zh": Texts(
        (
            "{a}和{b}的最大公约数是多少？", "求{a}和{b}的最大公约数", "{a}与{b}的最大公因数是多少？",
            "{a}和{b}的最大公约数", "{a}、{b}的最大公约数是几？", "计算{a}和{b}的最大公因数。",
            "能同时整除{a}和{b}的最大的数是多少？", "帮我求{a}和{b}的最大公约数是多少", "{a}跟{b}的最大公因数是几",
            "{a}与{b}的最大公约数等于多少？", "找出{a}和{b}的最大公约数", "请求出{a}跟{b}的最大公约数。",
            "{a}和{b}的最大公因数等于几？", "找一下{a}、{b}的最大公因数", "告诉我{a}和{b}的最大公约数",
            "你知道{a}和{b}的最大公约数是多少吗？", "{a}和{b}最大的公约数是多少呀", "请算出{a}与{b}的最大公约数",
            "gcd({a}, {b})是多少？", "{a}跟{b}的最大公约数等于几", "请找出{a}和{b}的最大公因数。",
        ),
        (
            "求{a}和{b}的最大公约数，要辗转相除，值得思考。",
            "这需要几次带余除法，一步步来更可靠。",
            "两个数的公约数一眼看不出，应先做辗转相除。",
        ),
        ("{a}和{b}的最大公约数是{r}。",),
    ),
}  # fmt: skip


def _gcd(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, int]:
        while True:
            base = rng.randint(1, 15)
            a, b = base * rng.randint(2, 15), base * rng.randint(1, 12)
            if a != b and len("\n".join(euclid(a, b, "en"))) <= 330:
                return (a, b)

    a, b = choose(sample, held_out)
    result = math.gcd(a, b)
    slots = {"a": a, "b": b, "r": result}
    expected = (f"is {result}",) if language == "en" else (f"是{result}",)
    return compose(
        rng,
        "gcd",
        language,
        held_out,
        _GCD[language],
        pays=True,
        thinking=euclid(a, b, language),
        expected=expected,
        slots=slots,
    )


def euclid(a: int, b: int, language: Language) -> list[str]:
    """Divisions with remainder until it goes in."""
    a, b = max(a, b), min(a, b)
    lines: list[str] = []
    while True:
        whole = a // b
        lines.append(f"{a}, {b}")
        if whole > 1:
            lines += steps.times(b, whole, language)
        if a == b * whole:
            break
        lines += steps.minus(a, b * whole, language)
        a, b = b, a - b * whole
    return [*lines, f"{b}"]


_PARITY: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "Is {n} even or odd?", "Is {n} an even number?", "Is {n} odd?", "{n}: even or odd?", "is {n} odd or even",
            "Tell me if {n} is even.", "even or odd: {n}", "Is the number {n} even?",
            "Can you tell me whether {n} is odd or even?", "{n} is even or odd?", "Do you know if {n} is even?",
            "Is {n} an odd or an even number?", "is {n} even", "{n} - odd or even?",
            "Is there a remainder if {n} is divided by 2?", "Is {n} divisible by two?", "Is {n} divisible by 2?",
            "Does 2 divide {n} evenly?", "Can I divide {n} by 2 without a remainder?", "can you halve {n} evenly",
            "Check whether {n} is even or odd.", "What is {n}, even or odd?", "I need to know if {n} is odd",
            "Would you say {n} is an odd number?", "Could {n} be an even number?", "The number {n}, is it odd?",
            "Decide whether {n} is odd or even.", "Can {n} be divided by 2?", "Is {n} an odd number?",
        ),
        (
            "Whether {n} is even shows in its last digit. A direct answer is enough.",
            "Odd or even, {n}: the last digit tells, no thinking needed.",
        ),
        ("{n} is {r}.",),
    ),
    "zh": Texts(
        (
            "{n}是奇数还是偶数？", "{n}是偶数吗？", "{n}是奇数吗", "{n}是单数还是双数？", "{n}是奇数还是偶数",
            "判断{n}是奇数还是偶数。", "{n}是不是奇数？", "{n}，奇数还是偶数", "{n}属于单数还是双数？",
            "请问{n}是奇数吗？", "{n}是不是双数", "数字{n}是偶数还是奇数？", "告诉我{n}是奇数还是偶数",
            "你知道{n}是单数还是双数吗？", "{n}算偶数还是奇数呀？", "帮我看看{n}是不是偶数",
            "{n}这个数是奇数还是偶数？", "{n}属于偶数吗", "请问{n}是不是偶数？", "{n}属于奇数还是偶数？",
        ),
        ("看{n}的末位就知道奇偶，直接回答即可。", "{n}的奇偶只看最后一位，不需要思考。"),
        ("{n}是{r}。",),
    ),
}  # fmt: skip


def _parity(rng: random.Random, language: Language, held_out: bool) -> Problem:
    n = rng.randint(0, rng.choice((20, 100, 1000)))
    result = (("even", "odd") if language == "en" else ("偶数", "奇数"))[n % 2]
    line = f"{n}: {n % 10}, {result}"
    return compose(
        rng,
        "parity",
        language,
        held_out,
        _PARITY[language],
        pays=False,
        thinking=[line],
        expected=(f"is {result}" if language == "en" else f"是{result}",),
        slots={"n": n, "r": result},
    )


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
            "How does this series go on: {s}?",
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
            "{s}，后面应该填几？",
        ),
        (
            "这是以{a}开头的数列，要从相邻的差找规律，值得思考。",
            "给了{n}项求下一项，需要逐个比较相邻的数。",
            "找规律要先比较相邻的数，一步步来更可靠。",
        ),
        ("下一个数是{r}。",),
    ),
}  # fmt: skip


def _sequence(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[str, tuple[int, ...]]:
        while True:
            kind = rng.choice(("step", "step", "step", "down", "ratio", "ratio", "growing", "sum"))
            terms = _terms(rng, kind)
            if min(terms) >= 0 and max(terms) <= 999:
                return kind, terms

    kind, terms = choose(sample, held_out)
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
    step, grows = rng.randint(1, 12), int(kind == "growing")
    step = rng.randint(1, 4) if grows else step
    terms = [rng.randint(1, 60) if kind == "step" else rng.randint(1, 12)]
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


FAMILIES: Final = (
    Family("prime", True, _prime, 2.5),
    Family("gcd", True, _gcd, 4.0),
    Family("parity", False, _parity, 2.0),
    Family("sequence", True, _sequence, 4.5),
)
