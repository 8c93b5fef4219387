"""Letters of a word: everything is spelled out before it is counted or turned round."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.words import word

_COUNT: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "How many {x}'s are in {w}?", "How many {x}'s are in {w}?", "How many {x}s are in the word {w}?",
            "how many {x}s in {w}", "How many times does {x} appear in {w}?", "Count the letter {x} in {w}.",
            'How many "{x}" are there in "{w}"?', "How often does the letter {x} occur in {w}?",
            "count the {x}'s in {w}", "In the word {w}, how many {x} are there?", "How many letters {x} does {w} have?",
            "number of {x} in {w}", "Does {w} have more than one {x}? How many?", "Can you count the {x}s in {w}?",
            "What is the count of {x} in '{w}'?", "{w}: how many {x}?", "how often is {x} used in the word {w}",
            "Tell me the number of {x}'s in {w}.", "The word {w} contains how many {x}'s?",
            "Does the word {w} contain {x}, and how many times?", "Can you tell me how many {x}'s {w} has?",
            'Give me the number of times {x} occurs in "{w}".', "I need to know how many {x}s there are in {w}",
            "{w} has how many {x}?", "How many {x}'s does the word {w} contain?",
            "tell me how many {x} there are in {w}", "Can you tell me how often {x} occurs in the word {w}?",
            "What is the number of {x}'s in {w}?",
        ),
        (
            "Counting the letter {x} in {w}. It has to be spelled out letter by letter, so thinking pays.",
            "The user asks how often {x} occurs in the word {w}. Letters are easy to miss, so I spell it first.",
            "A letter count in {w}: going through it one letter at a time is worth it.",
            "This asks for every {x} in a word. I do not see single letters at a glance, so spelling it out pays.",
        ),
        ('The letter {x} appears {r} {times} in "{w}".',),
    ),
    "zh": Texts(
        (
            "{w}里有几个{x}？", "{w}里有几个字母{x}？", "单词{w}中有多少个{x}？", "{w}这个词有几个{x}",
            "数一数{w}里的{x}", "字母{x}在{w}中出现几次？", "{w}中字母{x}有几个？", "在{w}里{x}出现了多少次？",
            "请数出{w}里有多少个{x}。", "英文单词{w}里面有几个{x}？", "{w}中含有多少个{x}？", "{w}含几个字母{x}",
            "{w}有几个{x}", "帮我数数{w}里有几个{x}", "告诉我{w}里{x}的个数", "你知道{w}里有多少个{x}吗？",
            "{w}里一共有几个{x}呀？", "{x}在单词{w}里有几个？", "数一下单词{w}里字母{x}有多少个",
            "{w}有多少个字母{x}？", "{w}有几个字母{x}？", "单词{w}有几个字母{x}",
            "{w}含有几个{x}", "{w}里面有几个字母{x}？", "{w}里的{x}有多少个？", "单词{w}中一共出现了几个{x}？",
        ),
        (
            "数{w}里的字母{x}，要逐个字母拼出来，值得思考。",
            "用户问字母{x}在{w}中出现几次，容易数漏，应先拼写再数。",
            "这是数字母的问题，单词是{w}，一个一个数更可靠。",
        ),
        ("{w}里有{r}个{x}。",),
    ),
}  # fmt: skip


def _letter_case(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[str, str]:
        found = word(rng)
        if rng.random() < 0.12:
            return found, rng.choice("aeiorstln")
        repeated = [letter for letter in sorted(set(found)) if found.count(letter) > 1]
        return found, rng.choice(repeated if repeated and rng.random() < 0.6 else sorted(set(found)))

    found, letter = choose(sample, held_out)
    look = rng.random()
    typed = found.capitalize() if look < 0.15 else found
    count = found.count(letter)
    running, marks = 0, []
    for character in found:
        running += character == letter
        marks.append(f"{character} {running}" if character == letter else character)
    lines = [f"{typed}: {' '.join(found)}", ", ".join(marks), f"{letter}: {count}"]
    times = "time" if count == 1 else "times"
    slots = {"w": typed, "x": letter.upper() if look > 0.95 else letter, "r": count, "times": times}
    expected = (f"{count} {times}",) if language == "en" else (f"有{count}个",)
    return compose(
        rng,
        "count_letters",
        language,
        held_out,
        _COUNT[language],
        pays=True,
        thinking=lines,
        expected=expected,
        slots=slots,
    )


_LENGTH: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "How many letters are in {w}?", "How many letters are in the word {w}?", "how many letters in {w}",
            "How many letters does {w} have?", "Count the letters of {w}.", "number of letters in {w}",
            "How long is the word {w}?", "{w} has how many letters?", 'How many letters are there in "{w}"?',
            "How many characters does {w} have?", "Can you count the letters in {w}?", "{w}: how many letters?",
            "Tell me how many letters {w} has.", "What is the length of the word {w}?",
            "how many letters does the word {w} have",
            "Do you know how long the word {w} is?", "{w} is made up of how many letters?",
            "so many letters make up {w}: how many?", "What is the number of letters in {w}?",
            "Do you know how many letters {w} has?", "How many letters make up the word {w}?",
            "The word {w} is how long?", "Can you tell me how many characters there are in {w}?",
        ),
        (
            "The length of the word {w} is asked for. Numbering its letters one by one pays.",
            "Counting all letters of {w}: I do not see them at a glance, so I spell it first.",
        ),
        ('The word "{w}" has {r} letters.',),
    ),
    "zh": Texts(
        (
            "{w}有几个字母？", "单词{w}有多少个字母？", "{w}一共有多少个字母？", "{w}这个词有几个字母",
            "{w}由几个字母组成？", "数一数{w}有几个字母", "单词{w}有多长？", "{w}的字母数是多少？",
            "请问{w}有几个字母？", "英文单词{w}有多少个字母", "{w}共有几个字母？", "你知道单词{w}有多长吗？",
            "总共有多少个字母：{w}", "告诉我{w}有几个字母", "{w}有多少个字母？", "数一下{w}的字母有多少个",
            "{w}总共几个字母？", "你知道{w}有多少个字母吗？", "{w}是由多少个字母组成的单词？",
            "组成{w}的字母一共有几个？",
        ),
        ("用户问{w}有几个字母，逐个编号更可靠，值得思考。", "要数出{w}的全部字母，应先拼写再数。"),
        ("{w}有{r}个字母。",),
    ),
}  # fmt: skip


def _word_length(rng: random.Random, language: Language, held_out: bool) -> Problem:
    found = choose(lambda: (word(rng, 12),), held_out)[0]
    lines = [", ".join(f"{letter} {at}" for at, letter in enumerate(found, 1))]
    slots = {"w": found, "r": len(found)}
    expected = (f"has {len(found)} letters",) if language == "en" else (f"有{len(found)}个字母",)
    return compose(
        rng,
        "word_length",
        language,
        held_out,
        _LENGTH[language],
        pays=True,
        thinking=lines,
        expected=expected,
        slots=slots,
    )


_BACKWARDS: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "Spell {w} backwards.", "Spell the word {w} backwards", "Write {w} backwards", "What is {w} backwards?",
            "Reverse the word {w}.", "reverse {w}", "How do you spell {w} in reverse?", "{w} backwards",
            "Say {w} from back to front.", 'Reverse the letters of "{w}".', "Turn {w} around, letter by letter",
            "What do you get if you spell {w} backwards?", "{w} spelled backwards", "{w} in reverse",
            "Spell {w} from the end", "Write the letters of {w} in reverse order.", "Can you reverse the word {w}?",
            "Give me {w} backwards.", "Spell {w} starting from the last letter.",
            "Go from the end of {w} to the start and spell it", "Tell me how {w} is spelled in reverse.",
            "I need {w} written backwards", "flip the word {w}", 'What is the reverse of "{w}"?',
            "Read {w} from right to left.", "Can you spell {w} from the end to the start?",
            "Give me the letters of {w} in reverse order.", "What do I get if I read {w} backwards?",
            "Turn the word {w} back to front.",
        ),
        (
            "Spelling {w} backwards means turning round {n} letters. Writing them out first pays.",
            "The user wants {w} reversed. I have to see every single letter, so thinking is worth it.",
            "A word with {n} letters, {w}, to be spelled in reverse. One letter at a time is safer.",
        ),
        ("{w} backwards is {r}.",),
    ),
    "zh": Texts(
        (
            "把{w}倒过来写。", "把{w}倒着拼", "{w}倒过来怎么拼？", "{w}反过来是什么？", "倒序拼写{w}",
            "请把单词{w}的字母倒过来。", "{w}的倒写是什么", "将{w}反转", "从后往前拼写{w}", "{w}倒着写",
            "把{w}反着拼一下", "颠倒{w}的字母顺序", "单词{w}倒过来怎么写？", "把{w}从最后一个字母写到第一个",
            "倒着写一下{w}", "帮我把{w}倒过来", "{w}从右往左怎么写？", "告诉我{w}倒着怎么拼", "你能把{w}反过来拼吗？",
            "{w}颠倒过来是什么呀", "单词{w}倒着写是什么？", "把{w}的字母顺序颠倒一下。", "将单词{w}的字母从右往左写。",
            "请告诉我{w}反着写是什么",
        ),
        (
            "把{w}倒过来要处理{n}个字母，先逐个写出来更可靠。",
            "用户要倒拼{w}，需要看清每个字母，值得思考。",
            "单词{w}有{n}个字母，要反着写，应一步步来。",
        ),
        ("{w}倒过来是{r}。",),
    ),
}  # fmt: skip


def _backwards(rng: random.Random, language: Language, held_out: bool) -> Problem:
    found = choose(lambda: (word(rng, 10),), held_out)[0]
    turned = found[::-1]
    ahead = ", ".join(f"{at} {letter}" for at, letter in enumerate(found, 1))
    back = ", ".join(f"{len(found) - at} {letter}" for at, letter in enumerate(turned))
    result = "-".join(turned)
    slots = {"w": found, "n": len(found), "r": result}
    return compose(
        rng,
        "backwards",
        language,
        held_out,
        _BACKWARDS[language],
        pays=True,
        thinking=[ahead, back],
        expected=(result, turned),
        slots=slots,
    )


FAMILIES: Final = (
    Family("count_letters", True, _letter_case, 6.0),
    Family("word_length", True, _word_length, 2.5),
    Family("backwards", True, _backwards, 4.5),
)
