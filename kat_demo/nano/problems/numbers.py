# ruff: noqa: E501
"""Properties of whole numbers: primes, common divisors, parity."""

from __future__ import annotations

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
            "[I'd like|I want|I would like] to [know|find out] [if|whether] {n} is [prime|a prime|a prime number][.|]",
            "[My teacher asks|Homework|Quick question|Quiz]: is {n} [a prime number|prime|prime or not][?|]",
            "{n} is [prime|a prime|a prime number], [right|correct|isn't it|yes or no|true or false]?",
            "[True or false|Right or wrong|Yes or no]: {n} is [prime|a prime|a prime number][.|]",
            "Does {n} have no [divisors|factors] [besides|other than|apart from] 1 and itself[?|]",
            "[My number is|The number is|Number:] {n}. [Is it prime?|Prime or not?|Would that be a prime number?|Is this one a prime?]",
            "Is {n} [only divisible|divisible only] by [1|one] and itself[?|]",
            "[Prime or composite|Prime or not prime|Composite or prime]? {n}",
            "[How about|What about] {n}, [is it|would that be] [prime|a prime|a prime number][?|]",
            "[Determine|Decide|Figure out|Work out] [if|whether] {n} is [prime|a prime number|prime or composite][.|]",
            "Is {n} [among|one of|in the list of] the prime numbers[?|]",
            "Which is it for {n}: [a prime|prime] or [a composite number|composite][?|]",
            "[Test|Check|Verify]: {n} [prime|is prime|is a prime][?|]",
            "[I'm not sure|I can't tell|I don't know] [if|whether] {n} is [prime|a prime number]. [Is it?|Can you check?|What do you say?]",
            "What [kind of number|sort of number] is {n}, prime or [composite|not][?|]",
            "[Will|Would] I find {n} [in a list of|in a table of|among] [primes|prime numbers][?|]",
            "[Am I right|Is it true|Is it correct|Is it right] that {n} is [prime|a prime|a prime number][?|]",
            "[Take|Look at|Consider] the number {n}. [Is it prime?|Prime or not?|Is it a prime number?|Is that a prime?]",
            "[Should I|Can I|May I] [list|count|put] {n} [among|with] the primes[?|]",
            "{n} [prime number|prime][, yes or no|, y/n| yes/no][?|]", "[isprime|is_prime|isPrime]({n})[?| = ?|]",
            "[Please|Can you|Could you] [say|decide|tell me] [if|whether] {n} is [prime|a prime number] or [composite|not]",
            "[hey|hi|ok], is {n} [one of those prime numbers|a prime number or what|prime, do you think|a prime]?",
            "Isn't {n} [a prime number|a prime|prime][?|]",
            "[Would|Does] {n} [qualify|pass] as a prime[ number|][?|]",
            "[primes|prime numbers]: [does|would] {n} [count|qualify|be one][?|]",
            "Has {n} [exactly|only|just] two [divisors|factors][?|]",
            "Does {n} have [exactly|only|just] two [divisors|factors][, 1 and itself|][?|]",
            "[Prime check|Prime test|Primality test]: {n}[?|]",
            "[What would you say|What do you think|Tell me honestly]: is {n} [prime|a prime number|prime or composite][?|]",
            "I need you to check if {n} is a prime.", "{n}: prime or composite number?",
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
            "{n}属于质数还是合数呀？", "{n}算质数吗？", "请判断{n}是质数还是合数", "[老师问|作业题|题目|数学题]：{n}是[质数|素数][吗|还是合数][？|]",
            "[我想知道|我想问|想问一下]{n}是不是[质数|素数|一个质数][？|。|]",
            "{n}[除了|除]1和[它本身|自己|它自己]，[是不是没有别的因数|是不是没有其他约数|是不是不能被别的数整除][？|]",
            "{n}[是否|是不是]只能被1和[它自己|自身|它本身]整除[？|]",
            "{n}是[质数|素数]，[对吗|对不对|是吧|没错吧][？|]",
            "[判断对错|对还是错|对不对]：{n}是[质数|素数|一个质数][。|]",
            "[看看|看一看|瞧瞧]{n}，[它是质数吗|是素数吗|是质数还是合数][？|]",
            "[质数还是合数|素数还是合数|是质数吗|素数吗][？|：]{n}",
            "[能不能|可不可以|能否][帮我|]判断[一下|]{n}[是不是|是否为][质数|素数][？|]",
            "[我的数是|给你一个数|题里的数是]{n}，[是质数吗|它是不是素数|质数还是合数][？|]",
            "{n}[应该算|该算|能算][质数|素数]还是合数[呢|][？|]", "[质数表里|素数表里|质数里面|素数当中]有{n}吗[？|]",
            "{n}[在不在|是不是在][质数表|素数表|质数]里[？|]",
            "[我不确定|我分不清|不知道]{n}是不是[质数|素数]，[帮我查查|你说呢|你看看]",
            "{n}[这个数字|这数|这个整数][是素数不是|是不是质数|是素数还是合数|到底是不是素数][？|]",
            "[确定|确认|验证|查][一下|]{n}[是否为|是不是][质数|素数][。|]", "{n}[质数？|素数？|是素数不|是质数不]",
            "[质数判断|素数判断|素数检验|质数检验]：{n}",
            "{n}[是否|是不是]除了1和[自己|本身]就没有[因数了|约数了|别的因数][？|]",
            "{n}[可以|能]叫[质数|素数|做质数|作素数]吗[？|]", "[说说|说说看|说一下]{n}是[质数|素数]还是合数[。|]",
            "{n}是[哪一种|什么样的|哪种]数，[质数|素数]还是合数[？|]",
            "[请|麻烦][测试|检验|鉴定|判定]{n}是不是[质数|素数][。|，谢谢]",
            "{n}[到底|究竟]是[质数|素数]还是合数[呢|][？|]", "{n}[恰好|刚好|正好]只有两个[因数|约数]吗[？|]",
            "把{n}归为[质数|素数]还是合数[？|好？|呢]", "{n}[真的是|确实是|真是|也是][质数|素数]吗[？|]",
            "[质数|素数]：{n}[算吗|算不算|是不是][？|]",
            "[有个数是|假设有个数是|现在有个数]{n}，[它是质数吗|它是不是素数|它是质数还是合数][？|]",
            "[你说|你看|你认为|你觉得]{n}是[质数|素数][吗？|吗|还是合数？|还是合数呢]",
            "{n}属不属于质数？",
            "请你告诉我，{n}这个数算不算素数？",
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
            "Give me the gcd for {a} and {b}.", "[I'd like|I want|I would like] to [know|find out] the [gcd|greatest common divisor|greatest common factor|highest common factor] of {a} and {b}[.|]",
            "[My teacher asks|Homework|Quick question|Quiz]: [what's|find|give] the [greatest common divisor|gcd|highest common factor|hcf] of {a} and {b}[?|]",
            "[Which|What] is the [biggest|largest|greatest] number [that|which] [goes into|fits into|divides] {a} as well as {b}[?|]",
            "By [which|what] [biggest|largest|greatest] number can [both {a} and {b}|{a} and also {b}|{a} as well as {b}] be divided[?|]",
            "[Among|Of] [all the|the] common [divisors|factors] of {a} and {b}, [which is|what is|name] the [largest|biggest|greatest|highest]",
            "{a} and {b} [have|share] [what|which] greatest common [divisor|factor][?|]",
            "{a}, {b} [gcd|hcf|gcf|greatest common divisor][?|]",
            "[greatest common factor|largest common factor|largest common divisor|biggest common factor] [for|of] {a} and {b}[, please| please|?|]",
            "[To simplify|To reduce] the fraction {a}/{b}, [which|what] [largest|biggest|greatest] number can I [cancel|divide both by|divide top and bottom by][?|]",
            "[What's|What is] the [largest|biggest|greatest] [factor|divisor] {a} and {b} have in common[?|]",
            "[Figure out|Determine|Look for|Search for] the [largest|biggest|greatest] [divisor|factor] [shared by|common to] {a} and {b}[.|]",
            "[Use Euclid's algorithm to find|By Euclid's algorithm, find|With Euclid's method, work out] the [gcd|greatest common divisor] of {a} and {b}[.|]",
            "[Take|Here are|I have] the [numbers|two numbers] {a} and {b}. [What is their greatest common divisor?|What's their gcd?|Find their highest common factor.|What is their greatest common factor?]",
            "[Can|Could|Would] you [find|work out|tell me|calculate] the [largest|biggest|greatest] common [divisor|factor] of {a} and {b}[, please|][?|]",
            "[I'm stuck on this|Please help me|I need help]: [gcd|hcf|greatest common divisor] of {a} and {b}[?|]",
            "{a} and {b} are both [multiples of|divisible by] [which|what] [largest|biggest|greatest] number[?|]",
            "[HCF|GCD|GCF]({a}, {b})[?| is what| equals what?|, please]", "[math.gcd|gcf|hcf]({a}, {b})[?| = ?|]",
            "[If I|When I] [look for|want|need] the [greatest|largest] common [divisor|factor] of {a} and {b}, [what do I get|what's the answer|which number is it][?|]",
            "[How big|How large] is the [greatest|largest|highest] common [divisor|factor] of {a} and {b}[?|]",
            "[Which|What] is the [biggest|largest|greatest] [whole number|integer|number] [dividing|that divides] {a} and {b} [without a remainder|evenly|exactly][?|]",
            "[Say|Name|State|Write down] the [gcd|hcf|greatest common divisor|highest common factor] [of|for] {a} and {b}[.|]",
            "The [greatest common divisor|gcd|highest common factor], for {a} and {b}, is [what|which number][?|]",
            "[Numbers|Given|Two numbers]: {a} and {b}. [gcd?|Greatest common divisor?|Find the gcd.|hcf?]",
            "[What|Which] [largest|biggest|greatest] common [divisor|factor] do {a} and {b} have[?|]",
            "[Do {a} and {b} have|Have {a} and {b} got] a common [divisor|factor], and [what's|what is] the [largest|biggest|greatest][ one|][?|]",
            "[What is the|Find the|Give the] [largest|biggest|greatest] number [so that|such that] {a} and {b} are both [multiples of it|divisible by it]",
            "[hey|hi|ok], [what would be|what's|do you know] the [gcd|hcf|greatest common factor|biggest common divisor] of {a} and {b}[?|]",
            "[Any idea|Do you happen to know|Can you figure out] what the [gcd|greatest common divisor|highest common factor|gcf] of {a} and {b} is[?|]",
            "[I want to|I have to|We should] divide {a} and {b} by the same number, as [big|large] as possible, [nothing left over|with no remainder|without remainders]. Which [number is it|number|one is it]?",
            "Can you work out the highest common factor of {a} and {b}?",
            "Which is the largest common factor for {a} and {b}?",
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
            "[老师问|作业题|题目|数学题]：{a}和{b}的[最大公约数|最大公因数]是[几|多少][？|]",
            "[我想知道|我想问|想问一下]{a}和{b}的[最大公约数|最大公因数][是多少|是几|有多大][？|]",
            "[哪个|什么][最大的数|最大的整数][能|可以]同时[整除|除尽]{a}和{b}[？|]",
            "{a}和{b}都能被[哪个|什么]最大的[数|整数]整除[？|]",
            "{a}和{b}[共有的|公共的|共同的][因数|约数][里|中]，最大的是[几|哪个|多少][？|]",
            "{a}，{b}，[最大公约数|最大公因数][？|是几|是多少]", "[最大公约数|最大公因数|GCD|gcd]：{a}和{b}",
            "[约分|化简]{a}/{b}[时|的时候]，[分子分母|上下]最大[能|可以]同时除以[几|多少][？|]",
            "[用|请用]辗转相除法[求|算|求出]{a}和{b}的[最大公约数|最大公因数][。|]",
            "[有两个数|两个数]{a}和{b}，[它们的最大公约数|它们的最大公因数|最大公因数]是[几|多少][？|]",
            "[能不能|可不可以|能否][帮我|][求|算|找]一下{a}和{b}的[最大公约数|最大公因数][？|]",
            "[我不会求|我不会算|我忘了怎么求]{a}和{b}的[最大公约数|最大公因数]，[帮帮我|你来算|是多少呀]",
            "{a}和{b}都是[哪个|什么|几]的倍数，[求最大的那个数|这个数最大是多少|最大是几][？|]",
            "{a}、{b}[最大的|最大][公因数|公约数][=？|等于几|是谁|为多少]",
            "[写出|说出|给出|求得]{a}[与|和|跟]{b}的[最大公因数|最大公约数][。|]",
            "把{a}和{b}[除以|都除以]同一个数[，没有余数|，正好除尽]，这个数最大是[几|多少][？|]",
            "[要把|想把]{a}和{b}都分成同样大的[小份，每份|小组，每组|小段，每段]最大是[几|多少][？|]",
            "{a}和{b}的公约数[里面|里|当中][哪个最大|最大的是几|最大的是多少][？|]",
            "{a}和{b}的公因数[里面|里|当中][哪个最大|最大的是谁|最大是多少][？|]",
            "[设|已知|给定]两个[数|整数]{a}和{b}，[求|算出]它们的[最大公约数|最大公因数][。|]",
            "[GCD|gcd|HCF]({a},{b})[=？|等于几|是几|求值]", "{a}和{b}最大能[同时|一起|都]被[几|多少|哪个数]整除[？|]",
            "[快说|考考你|说说看|来算算]，{a}和{b}的[最大公约数|最大公因数]是[几|多少][？|]",
            "[麻烦|请|劳驾]把{a}和{b}的[最大公约数|最大公因数][算出来|求出来|告诉我][，谢谢|。|]",
            "{a}和{b}的[gcd|GCD|最大公约数gcd][是几|是多少|等于多少][？|]",
            "既是{a}的[因数|约数]又是{b}的[因数|约数]，[这样的数最大|最大的这种数]是[几|多少][？|]",
            "[对|对于]{a}和{b}，[最大公约数|最大公因数]是[多少|几|什么][？|]",
            "{a}[同|和|跟]{b}[有|存在]最大公约数[吗|么]，是[几|多少][？|]",
            "{a}和{b}[怎么求|如何求|该怎么算][最大公约数|最大公因数]，[结果是几|答案是多少|得几][？|]",
            "{a}与{b}[之间|]的最大[公约数|公因数][究竟|到底]是[几|多少][呢|][？|]",
            "帮我算一下{a}、{b}的最大公因数",
            "一个数能同时整除{a}和{b}，最大是多少？",
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
            "Can you tell me whether {n} is odd or even?", "{n} is even or odd?", "Is {n} evenly divisible by 2?",
            "Can {n} be divided evenly by 2?", "Can you divide {n} by 2 with nothing left over?", "Can {n} be halved?",
            "Can {n} be divided by two without a remainder?", "Do you know if {n} is even?",
            "Is {n} an odd or an even number?", "is {n} even", "{n} - odd or even?",
            "Is there a remainder if {n} is divided by 2?", "Is {n} divisible by two?", "Is {n} divisible by 2?",
            "Does 2 divide {n} evenly?", "Can I divide {n} by 2 without a remainder?", "can you halve {n} evenly",
            "Check whether {n} is even or odd.", "What is {n}, even or odd?", "I need to know if {n} is odd",
            "Would you say {n} is an odd number?", "Could {n} be an even number?", "The number {n}, is it odd?",
            "Decide whether {n} is odd or even.", "Can {n} be divided by 2?", "can you divide {n} by 2",
            "is {n} divisible by 2?", "Tell me whether {n} is even or odd.", "Is {n} an odd number?",
            "[I'd like|I want|I would like] to [know|find out] [if|whether] {n} is [even or odd|odd or even|an even number|an odd number][.|]",
            "[My teacher asks|Homework|Quick question|Quiz]: is {n} [odd or even|even or odd|an even number|an odd number][?|]",
            "{n} is [even|odd|an even number|an odd number], [right|correct|isn't it|true or false]?",
            "[True or false|Right or wrong|Yes or no]: {n} is [even|odd|an even number|an odd number][.|]",
            "[Which|What] is {n}: [odd or even|even or odd|an odd number or an even number][?|]",
            "Does {n} [belong to|count among|go with] the [even|odd] [numbers|ones][?|]",
            "[What kind of number|What sort of number|What type of number] is {n}, [odd or even|even or odd][?|]",
            "[If|When] I [split|share|divide] {n} into two equal [parts|groups|halves], [is anything left over|is there one left over|does it work out exactly|does it come out even][?|]",
            "Is {n} [in the two times table|a multiple of 2|a multiple of two][?|]",
            "[What is|What's] the parity of {n}[?|]",
            "[odd or even|even or odd]? [It's|The number is|My number is] {n}[.|]",
            "[I can't tell|I'm not sure|I don't know] [if|whether] {n} is [odd or even|even or odd][. Help?|, do you?|.]",
            "Can [I|we|you] [split|share|divide] {n} [evenly|equally|fairly] between two [people|children|friends][?|]",
            "[Figure out|Determine|Work out|Say] [if|whether] {n} is [even or odd|odd or even|an even number][.|, please]",
            "[Is it true|Is it correct|Am I right] that {n} is [even|odd|an even number|an odd number][?|]",
            "[Take|Look at|Consider] the number {n}. [Is it odd or even?|Even or odd?|Is it even?|Is it an odd number?]",
            "{n}, would you say it is odd or even?", "Does {n} divide evenly by two?",
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
            "{n}这个数是奇数还是偶数？", "{n}属于偶数吗", "{n}能被2整除吗？", "{n}能不能被2整除",
            "请问{n}是不是偶数？", "{n}属于奇数还是偶数？", "[老师问|作业题|题目|数学题]：{n}是[奇数还是偶数|单数还是双数|偶数吗|奇数吗][？|]",
            "[我想知道|我想问|想问一下]{n}是不是[奇数|偶数|单数|双数][？|。|]",
            "{n}是[奇数|偶数|单数|双数]，[对吗|对不对|是吧|没错吧][？|]",
            "[判断对错|对还是错|对不对]：{n}是[奇数|偶数|单数|双数][。|]",
            "{n}除以[2|二][有余数吗|会有余数吗|能除尽吗|有没有余数][？|]",
            "{n}是[2的倍数吗|不是2的倍数|二的倍数吗][？|]",
            "[奇数还是偶数|偶数还是奇数|单数还是双数|单还是双][？|：]{n}",
            "[能不能|可不可以|能否]把{n}平均分成[两份|两半|2份][？|]", "{n}的奇偶性[是什么|是怎样的|如何|][？|]",
            "[我分不清|我不确定|不知道]{n}是[奇数还是偶数|单数还是双数]，[你说呢|帮帮我|你看看]",
            "[说说|说一下|说出|指出]{n}是[奇数还是偶数|单数还是双数|双数还是单数][。|]",
            "{n}[到底|究竟]是[奇数还是偶数|单数还是双数|偶数还是奇数][呢|][？|]",
            "{n}[可以|能]被[两个人|两人]平分吗[？|]",
            "[有|现在有]一个数{n}，它是[单数还是双数|奇数还是偶数|偶数吗|奇数吗][？|]",
            "{n}[是单是双|是奇是偶|单数双数|奇还是偶][？|]",
            "[判定|确定|检查|检验][一下|]{n}[是否为|是不是][偶数|奇数|双数|单数][。|]",
            "{n}算不算偶数？", "{n}这个数算不算偶数？",
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


FAMILIES: Final = (
    Family("prime", True, _prime, 2.5),
    Family("gcd", True, _gcd, 4.0),
    Family("parity", False, _parity, 2.0),
)
