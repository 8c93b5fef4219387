"""Single facts, answered directly: capitals, opposites, translations of words, colours, units, animals."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.facts import ANIMALS, CAPITALS, COLOURS, OPPOSITES, OTHER_NAMES, TRANSLATIONS, UNITS
from kat_demo.nano.problems.family import Family, Texts, compose

_JUDGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "A single fact about {x}, which I know. A direct answer is enough.",
        "The user asks for {kind}, here for {x}. It is recalled, not worked out, so no thinking is needed.",
        "This is general knowledge about {x}; thinking would add nothing.",
        "{Kind} is asked for. One fact, no steps, so I answer directly.",
    ),
    "zh": (
        "这是关于{x}的常识，直接回答即可。",
        "用户问{x}的{kind}，记得就能答，不需要思考。",
        "只问一个事实（{kind}），没有步骤，直接作答。",
        "{x}的{kind}是常识，思考没有帮助。",
    ),
}


def _fact(
    rng: random.Random,
    family: str,
    language: Language,
    held_out: bool,
    asks: tuple[str, ...],
    answer: str,
    kind: str,
    x: str,
    r: str,
    expected: str | None = None,
    **more: str,
) -> Problem:
    slots = {"x": x, "r": r, "kind": kind, "Kind": kind[0].upper() + kind[1:], **more}
    if x.isascii() and x[0].isupper() and rng.random() < 0.25:
        slots["x"] = x.lower()  # as people type it
    texts = Texts(asks, _JUDGE[language], (answer,))
    question = compose(
        rng,
        family,
        language,
        held_out,
        texts,
        pays=False,
        thinking=[f"{x}: {r}"],
        expected=(expected or r,),
        slots=slots,
    )
    clean = {**slots, "x": x, "X": x[0].upper() + x[1:]}
    return Problem(
        question.family,
        language,
        False,
        question.messages,
        rng.choice(_JUDGE[language]).format_map(clean),
        question.thinking,
        answer.format_map(clean),
        question.expected,
        wording=question.wording,
    )


CAPITAL_ASKS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "What is the capital of {x}?", "capital of {x}", "capital of {x}?", "What's the capital of {x}",
        "Which city is the capital of {x}?", "Name the capital of {x}.", "Tell me the capital of {x}", "{x} capital",
        "What is the capital city of {x}?", "Do you know the capital of {x}?", "{x}: what is its capital?",
        "The capital of {x} is?", "I forgot the capital of {x}. What is it?", "Give me the capital city of {x}",
        "what city is {x}'s capital?", "Can you tell me the capital of {x}?", "I need the capital of {x}.",
        "capital city of {x}?", "What is the name of the capital of {x}?", "I would like to know the capital of {x}.",
        "Could you name the capital of {x}, please?", "In {x}, what is the capital?", "the capital of {x}, please",
        "Which is the capital of {x}?", "Do you know what the capital city of {x} is?",
        "The capital of {x}, do you know it?", "I need to know what {x}'s capital is.",
    ),
    "zh": (
        "{x}的首都是哪里？", "{x}的首都是哪里", "{x}首都是哪？", "{x}的首都", "{x}的首都是什么？",
        "{x}的首都是哪座城市？", "哪个城市是{x}的首都？", "请问{x}首都在哪里？", "{x}首都", "说出{x}的首都。",
        "你知道{x}的首都吗？", "告诉我{x}的首都", "我想知道{x}的首都叫什么", "{x}首都的名字是什么？",
        "能告诉我{x}的首都是哪里吗？", "帮我查一下{x}的首都", "{x}的首都是哪儿呀？", "说说{x}的首都是哪个城市",
        "{x}把哪座城市定为首都？", "{x}的首都叫什么名字？", "{x}的首都在哪个城市？", "你能说出{x}的首都吗？",
        "{x}的哪座城市是首都？",
    ),
}  # fmt: skip


def _capital(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice(OTHER_NAMES if rng.random() < 0.12 else CAPITALS)
    country, city = row[:2] if language == "en" else row[2:]
    if language == "en":
        answer, kind = "The capital of {x} is {r}.", "a capital"
    else:
        answer, kind = "{x}的首都是{r}。", "首都"
    return _fact(rng, "capital", language, held_out, CAPITAL_ASKS[language], answer, kind, country, city)


_COUNTRY_ASKS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "{x} is the capital of which country?", "Of which country is {x} the capital?",
        "Which country has {x} as its capital?", "What country is {x} the capital of?", "{x} is the capital of what",
        "whose capital is {x}?", "{x} - capital of which country?", "What country's capital is {x}?",
        "Tell me the country whose capital is {x}.", "Name the country that has {x} as its capital city.",
        "{x} is what country's capital?", "which country has the capital {x}",
        "Do you know which country has {x} as its capital?", "Can you tell me whose capital {x} is?",
        "Give me the country with the capital {x}.", "I need to know which country {x} is the capital of.",
        "The capital city {x} belongs to which country?", "In which country is {x} the capital city?",
        "{x} is the capital, what is the country?", "the country with {x} as capital?",
        "Which country's capital is {x}?", "Name the country whose capital is {x}.",
        "Can you name the country that {x} is the capital of?", "What country has its capital in {x}?",
    ),
    "zh": (
        "{x}是哪个国家的首都？", "{x}是哪国首都", "哪个国家的首都是{x}？", "{x}是什么国家的首都？",
        "首都是{x}的国家是哪个？", "哪国的首都叫{x}", "{x}是谁的首都？", "你知道{x}是哪个国家的首都吗？",
        "告诉我{x}是哪国的首都", "{x}这个首都属于哪个国家？", "以{x}作为首都的是哪国？", "哪个国家把{x}定为首都？",
        "请问哪个国家的首都叫{x}？", "能告诉我{x}是哪国的首都吗？", "我想知道哪一国的首都是{x}",
        "{x}，是哪国的首都呀？", "帮我看看{x}是哪个国家的首都", "以{x}为首都的国家是哪个？", "请问{x}是哪一国的首都？",
        "你知道首都是{x}的国家叫什么吗？", "哪一国以{x}为首都？",
    ),
}  # fmt: skip


def _country(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice([row for row in CAPITALS if row[0] != "England"])
    country, city = row[:2] if language == "en" else row[2:]
    if language == "en":
        answer, kind = "{x} is the capital of {r}.", "a country"
    else:
        answer, kind = "{x}是{r}的首都。", "国家"
    return _fact(rng, "country", language, held_out, _COUNTRY_ASKS[language], answer, kind, city, country)


_OPPOSITE_ASKS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "What is the opposite of {x}?", "opposite of {x}", "What's the opposite of {x}", "the opposite of {x}?",
        "Give me the opposite of {x}.", "Which word is the opposite of {x}?", 'What is the opposite of the word "{x}"?',
        "Name the opposite of {x}", "{x} - what is the opposite?", "antonym of {x}", "Which word is an antonym of {x}?",
        "Give me an antonym for {x}.", 'antonym for "{x}"?', "{x}: antonym?", "Tell me the opposite of {x}",
        "Do you know the opposite of {x}?", "I need a word with the opposite meaning of {x}.",
        "Which word means the opposite of {x}?", "Can you tell me the antonym of the word {x}?",
        "What word is opposite to {x}?", "I am looking for the opposite of {x}.",
        "Find a word that is the opposite of {x}.", "{x} opposite", "What is the antonym of {x}?",
        "Tell me a word that means the opposite of {x}.", "Which antonym do you know for {x}?",
        "Can you name a word that is opposite to {x}?",
    ),
    "zh": (
        "{x}的反义词是什么？", "{x}的反义词", "“{x}”的反义词是什么？", "{x}的反义词是？", "说出{x}的反义词",
        "和{x}相反的词是什么？", "{x}反义词是什么", "{x}的反义词是哪个词？", "跟{x}意思相反的词",
        "哪个词和“{x}”的意思相反？", "{x}的相反词是什么", "与{x}相反的是什么？", "告诉我{x}的反义词",
        "你知道{x}的反义词吗？", "给我一个{x}的反义词", "帮我找出{x}的反义词", "什么是{x}的反义词？",
        "“{x}”的反义词是什么呀", "请说出与“{x}”意义相反的词。", "什么词与{x}意思相反？", "请给出{x}的反义词。",
        "{x}和哪个词相反？", "找一个词，意思和{x}相反",
    ),
}  # fmt: skip


def _opposite(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice(OPPOSITES)
    pair = row[:2] if language == "en" else row[2:]
    x, r = pair if rng.random() < 0.5 and row[0] != "young" else (pair[1], pair[0])
    if row[0] == "young" or x == "old":
        x, r = pair
    if language == "en":
        answer, kind = "The opposite of {x} is {r}.", "an opposite"
    else:
        answer, kind = "{x}的反义词是{r}。", "反义词"
    return _fact(
        rng,
        "opposite",
        language,
        held_out,
        _OPPOSITE_ASKS[language],
        answer,
        kind,
        x,
        r,
        f"is {r}" if language == "en" else f"是{r}",
    )


_TO_CHINESE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "What is {x} in Chinese?", "{x} in Chinese", "How do you say {x} in Chinese?", 'What is "{x}" in Chinese?',
        "Translate {x} into Chinese.", "translate the word {x} to Chinese", "What is the Chinese word for {x}?",
        "Chinese for {x}?", "how do I say {x} in mandarin", "{x} in mandarin?", 'Tell me the Chinese word for "{x}".',
        "Can you translate {x} to Chinese?", "Give me the Chinese translation of {x}.",
        "What is {x} called in Chinese?", "how would they say {x} in Chinese", "I need the Chinese word for {x}.",
        "Do you know what {x} is in Chinese?", 'Chinese translation of "{x}"', "Say {x} in Chinese.",
        "What do people in China call {x}?", "What do you call {x} in Chinese?", "What would {x} be in Chinese?",
        "How do the Chinese say {x}?", "translate {x}", "what do they say for {x} in Chinese",
        "What's the Chinese for \"{x}\"", "{x}, in Chinese please",
        'Give me the Chinese for "{x}".', "What do they call {x} in Chinese?",
        "What is the translation of {x} in Chinese?", "I need to say {x} in Chinese.",
    ),
    "zh": (
        "{x}的中文是什么？", "{x}中文怎么说？", "{x}是什么意思？", "{x}用中文怎么说", "把{x}翻译成中文",
        "英语单词{x}是什么意思", "{x}的中文意思", "{x}翻译成中文是什么？", "英文单词“{x}”的意思是什么？",
        "告诉我{x}的中文", "你知道{x}是什么意思吗？", "帮我把{x}译成中文", "英语里的{x}中文叫什么？",
        "{x}这个英文词是什么意思呀", "请翻译单词：{x}", "{x}用汉语怎么说？", "说说英文{x}的意思是什么",
        "“{x}”译成中文是？", "请把{x}译成中文。", "英文{x}的中文意思是？", "英语单词{x}翻译成汉语是什么？",
        "你知道{x}的中文怎么说吗？",
    ),
}  # fmt: skip
_TO_ENGLISH: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "What is {x} in English?", "{x} in English", "What does {x} mean?", "Translate {x} into English.",
        "how do you say {x} in English", "meaning of {x}", 'What is the English word for "{x}"?',
        "Do you know what {x} means in English?", "translate the Chinese word {x} to English",
        "English translation of {x}", 'What is the meaning of "{x}"?', "Tell me the English word for {x}.",
        "{x} - in English?", "Give me the English for {x}", "English word for {x}, thanks",
        "What's the English for \"{x}\"?", "Can you translate {x} to English, please?", "what does the word {x} mean",
        "I need {x} in English.", "translate {x}", "What do you call {x} in English?",
        "The Chinese word {x} means what?", "In Chinese I read {x}. What is that in English?",
        "What does {x} mean in English?", "English for {x}, please", "What would {x} be in English?",
        "Can you tell me what the word {x} means?",
    ),
    "zh": (
        "{x}的英文是什么？", "{x}用英语怎么说？", "{x}英文怎么说", "{x}的英语", "把{x}翻译成英文",
        "“{x}”用英文怎么说？", "{x}的英文单词是什么？", "{x}的英文", "帮我把{x}译成英文", "告诉我{x}的英语怎么说",
        "{x}这个词用英文怎么说？", "你知道{x}的英文是什么吗？", "{x}翻译成英语是什么？", "请把{x}翻译成英语",
        "英语里{x}叫什么？", "{x}英语单词怎么写", "“{x}”的英语是哪个单词呀", "我想知道{x}的英文单词",
        "请把“{x}”译成英语。", "{x}这个词英语是什么？", "我想用英语说“{x}”，怎么说？", "你知道{x}用英语叫什么吗？",
    ),
}  # fmt: skip


def _translation(rng: random.Random, language: Language, held_out: bool) -> Problem:
    english, chinese = rng.choice(TRANSLATIONS)
    to_chinese = rng.random() < 0.5
    asks = (_TO_CHINESE if to_chinese else _TO_ENGLISH)[language]
    x, r = (english, chinese) if to_chinese else (chinese, english)
    if language == "en":
        target = "Chinese" if to_chinese else "English"
        answer, kind = f'"{{x}}" in {target} is "{{r}}".', "a translation of one word"
    else:
        target = "中文" if to_chinese else "英文"
        answer, kind = f"“{{x}}”的{target}是“{{r}}”。", f"{target}词"
    expected = f'"{r}"' if language == "en" else f"“{r}”"
    return _fact(rng, "translation", language, held_out, asks, answer, kind, x, r, expected)


_COLOUR_ASKS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "What colour is {x}?", "What color is {x}?", "colour of {x}", "what is the color of {x}",
        "Which colour does {x} have?", "Tell me the colour of {x}.", "{x}: what colour?", "{x}, what color?",
        "Give me the color of {x}.", "Can you tell me the colour of {x}?", "Do you know the color of {x}?",
        "I need the colour of {x}", "the color of {x}?", "Name the usual colour of {x}.",
        "What is the typical color of {x}?", "Which color is typical of {x}?", "What's the colour of {x}",
        "If you think of {x}, what color is that?", "I would like to know what color {x} is.",
        "the natural colour of {x} is?", "Do you know what color {x} is?", "Name the color of {x}.",
        "What do you think is the colour of {x}?", "Can you name the natural color of {x}?",
    ),
    "zh": (
        "{x}是什么颜色？", "{x}是什么颜色的", "{x}的颜色是什么？", "{x}什么颜色？", "请问{x}是什么颜色的？",
        "{x}的颜色", "{x}是哪种颜色？", "{x}一般是哪种颜色的", "{x}通常是什么颜色？", "告诉我{x}是什么颜色",
        "你知道{x}是什么颜色的吗？", "{x}是啥颜色", "说出{x}的颜色", "{x}一般都是什么颜色的呀？",
        "{x}看起来是什么颜色？", "说说{x}的颜色", "能告诉我{x}的颜色吗？", "我想知道{x}是哪种颜色",
        "{x}一般是什么颜色？", "{x}的颜色是哪种？", "你能说出{x}是什么颜色吗？", "想一想{x}是什么颜色",
    ),
}  # fmt: skip


def _colour(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice(COLOURS)
    x, r = row[:2] if language == "en" else row[2:]
    if language == "en":
        answer, kind = "The colour of {x} is {r}.", "a colour"
    else:
        answer, kind = "{x}是{r}的。", "颜色"
    expected = f"is {r}" if language == "en" else f"是{r}"
    return _fact(rng, "colour", language, held_out, _COLOUR_ASKS[language], answer, kind, x, r, expected)


_UNIT_ASKS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "How many {u} are in {x}?", "How many {u} are there in {x}?", "how many {u} in {x}", "{u} in {x}?",
        "How many {u} does {x} have?", "Tell me how many {u} there are in {x}.", "number of {u} in {x}",
        "What is the number of {u} {x} has?", "How many {u} make up {x}?", "{x} has what number of {u}?",
        "{x}: how many {u}?", "Give me the number of {u} in {x}.", "Can you tell me how many {u} are in {x}?",
        "Do you know how many {u} {x} has?", "{x} is how many {u}?", "In {x}, how many {u} are there?",
        "{x} = how many {u}?", "I need the number of {u} in {x}", "I want to know how many {u} there are in {x}.",
        "{x} contains how many {u}?", "So how many {u} has {x}?", "{x} has how many {u}?",
        "What is the number of {u} in {x}?", "How many {u} do you need to make {x}?",
        "How many {u} do I have in {x}?",
    ),
    "zh": (
        "{x}有多少{u}？", "{x}有几{u}？", "{x}等于多少{u}？", "{x}是多少{u}", "{x}一共有多少{u}？", "请问{x}有多少{u}",
        "{x}共有几{u}？", "{x}里面有多少{u}？", "{x}总共多少{u}", "{x}包括多少{u}？", "{x}中包含几{u}？",
        "告诉我{x}有多少{u}", "你知道{x}有几{u}吗？", "{x}里有几{u}", "多少{u}是{x}？", "{x}含有多少{u}呀？",
        "我想知道{x}有多少{u}", "说说{x}一共有几{u}", "{x}包含多少{u}？", "{x}里有多少{u}？",
        "说一说{x}包括几{u}。", "{x}总共包含几{u}？",
    ),
}  # fmt: skip


def _unit(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice(UNITS)
    if language == "en":
        unit, x, r, answer, kind = row[0], row[1], row[2], "There are {r} {u} in {x}.", "a number of parts"
    else:
        unit, x, r, answer, kind = row[4], row[3], row[2], "{x}有{r}{u}。", "数量"
    return _fact(rng, "unit", language, held_out, _UNIT_ASKS[language], answer, kind, x, r, u=unit)


_LEGS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "How many legs does {an} {x} have?", "how many legs has {an} {x}", "legs of {an} {x}?",
        "How many legs are there on {an} {x}?", "{An} {x} has how many legs?", "number of legs of {an} {x}",
        "how many legs on {an} {x}?", "What is the number of legs of {an} {x}?",
        "Can you tell me how many legs there are on {an} {x}?", "Do you know how many legs {an} {x} has?",
        "{x}: how many legs?", "How many legs does the {x} have?", "Give me the number of legs of {an} {x}.",
        "I need to know how many legs {an} {x} has.", "{an} {x} walks on how many legs?", "Count the legs of {an} {x}",
        "How many legs will you see on {an} {x}?", "tell me the number of legs of {an} {x}", "legs per {x}?",
        "Tell me how many legs {an} {x} has.", "What is the number of legs {an} {x} has?",
        "What number of legs does {an} {x} have?", "How many legs do you count on {an} {x}?",
    ),
    "zh": (
        "{x}有几条腿？", "{x}有多少条腿", "一只{x}有几条腿？", "{x}几条腿", "请问{x}有几条腿？", "{x}共有多少条腿？",
        "{x}长了几条腿？", "告诉我{x}有几条腿", "你知道{x}有多少条腿吗？", "一只{x}长着多少条腿", "{x}总共几条腿？",
        "{x}的腿有几条？", "说说{x}有几条腿", "数数看，{x}有多少条腿？", "{x}一共几条腿呀", "{x}身上有几条腿？",
        "我想知道{x}有几条腿", "{x}长着几条腿？", "{x}一共有几条腿？", "一只{x}身上长了多少条腿？",
        "请你数一下，{x}的腿共有几条？",
    ),
}  # fmt: skip
_SOUNDS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "What sound does {an} {x} make?", "what does {an} {x} say", "How does {an} {x} sound?",
        "which sound does {an} {x} make?", "Tell me the sound of {an} {x}.", "sound of {an} {x}",
        "What is the sound of {an} {x}?", "Which noise does {an} {x} make?", "what kind of noise does {an} {x} make",
        "{an} {x} makes what sound?", "{x} sound?", "What does {an} {x} do when it makes a noise?",
        "Can you tell me what sound {an} {x} makes?", "Do you know the sound {an} {x} makes?",
        "Give me the sound of {an} {x}", "Name the noise {an} {x} makes.", "I need the sound that {an} {x} makes.",
        "what sound do we hear from {an} {x}", "the noise of {an} {x}?", "What noise does {an} {x} make?",
        "What is the sound {an} {x} makes?", "How does it sound when {an} {x} makes a noise?",
        "Can you name the sound of {an} {x}?",
    ),
    "zh": (
        "{x}怎么叫？", "{x}的叫声是什么", "{x}是怎么叫的？", "{x}发出什么声音？", "{x}的叫声", "{x}会发出怎样的声音？",
        "{x}叫的声音是什么？", "{x}叫起来怎么样", "告诉我{x}怎么叫", "你知道{x}怎么叫吗？", "{x}叫起来是怎样的？",
        "{x}平时怎么叫呀？", "学一下{x}的叫声", "{x}的声音是怎样的？", "说说{x}是怎么叫的", "{x}会怎么叫",
        "我想知道{x}的叫声是什么样的", "{x}的叫声是怎样的？", "{x}叫起来是什么声音？", "请说出{x}的叫声是什么样。",
        "学学看，{x}怎么叫？",
    ),
}  # fmt: skip


def _animal(rng: random.Random, language: Language, held_out: bool) -> Problem:
    row = rng.choice(ANIMALS)
    x = row[0] if language == "en" else row[3]
    an = "an" if row[0][0] in "aeiou" else "a"
    if row[2] and rng.random() < 0.5:
        sound = row[2] if language == "en" else row[4]
        answer, kind = ("{An} {x} {r}.", "an animal sound") if language == "en" else ("{x}{r}。", "叫声")
        return _fact(rng, "animal", language, held_out, _SOUNDS[language], answer, kind, x, sound, an=an, An=an.title())
    answer, kind = ("{An} {x} has {r} legs.", "a number of legs") if language == "en" else ("{x}有{r}条腿。", "腿数")
    return _fact(rng, "animal", language, held_out, _LEGS[language], answer, kind, x, row[1], an=an, An=an.title())


FAMILIES: Final = (
    Family("capital", False, _capital, 5.0),
    Family("country", False, _country, 2.0),
    Family("opposite", False, _opposite, 2.0),
    Family("translation", False, _translation, 5.0),
    Family("colour", False, _colour, 1.0),
    Family("unit", False, _unit, 1.5),
    Family("animal", False, _animal, 1.5),
)
