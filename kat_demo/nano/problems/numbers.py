"""Properties of whole numbers: primes and parity."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose, stated
from kat_demo.nano.problems.wordings import wordings

_PRIMES: Final = (2, 3, 5, 7, 11, 13, 17)
LARGEST: Final = 300
"""The largest number that is tested for being prime; 17 * 17 is 289."""

_PRIME: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("prime", "en"),
        (
            "A prime test for {n}. Small divisors have to be tried one after another, so thinking pays.",
            "The user asks about {n} being prime. I should try 2, 3, 5, 7 and so on before I answer.",
            "Whether {n} can be divided is not seen at a glance. Trying the small primes is worth it.",
            "This needs trial division of {n} by the small primes, so working it out is safer.",
        ),
        ("{r}",),
    ),
    "zh": Texts(
        wordings("prime", "zh"),
        (
            "判断{n}的质数性，要依次试除小质数，值得思考。",
            "{n}能否被整除一眼看不出，应逐个试2、3、5、7。",
            "这需要对{n}试除，一步步来更可靠。",
        ),
        ("{r}",),
    ),
}


def _prime(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int]:
        if rng.random() < 0.05:
            return (rng.randint(0, 1),)
        n = rng.randint(2, rng.choice((10, 60, 120, LARGEST)))
        if rng.random() < 0.35 and (n % 2 == 0 or n % 5 == 0):
            n = min(n | 1, LARGEST - 1)
        return (n,)

    n = choose(sample, held_out)[0]
    lines, factor = trial(n, language) if n > 1 else ([f"{n} < 2"], 0)
    english = language == "en"
    if n < 2:
        result = f"No, {n} is not prime, the primes start at 2." if english else f"不是，{n}不是质数，质数从2开始。"
    elif factor:
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


_PARITY: Final[dict[Language, Texts]] = {
    "en": Texts(
        wordings("parity", "en"),
        (
            "Whether {n} is even shows in its last digit. A direct answer is enough.",
            "Odd or even, {n}: the last digit tells, no thinking needed.",
        ),
        ("{n} is {r}.",),
    ),
    "zh": Texts(
        wordings("parity", "zh"),
        ("看{n}的末位就知道奇偶，直接回答即可。", "{n}的奇偶只看最后一位，不需要思考。"),
        ("{n}是{r}。",),
    ),
}


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
        expected=(stated(result, language),),
        slots={"n": n, "r": result},
    )


FAMILIES: Final = (
    Family("prime", True, _prime, 2.5),
    Family("parity", False, _parity, 2.0),
)
