# ruff: noqa: E501
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
        "{x}'s capital[?| is?|, please| city?]", "[What is|What's] {x}'s capital[ city|] [called|named]?",
            "[Which|What] city [serves as|acts as|functions as] the capital of {x}?",
            "[My teacher|My son|My little sister|A friend] [asks|asked me|wants to know] [what the capital of {x} is|which city is the capital of {x}][.|. Can you help?|]",
            "[Which|What] city [would|do|should] I [name|write down|mark on the map] as the capital of {x}?",
            "[Geography|Quiz|Test] question: [what is {x}'s capital|which city is the capital of {x}|the capital of {x}]?",
            "[I'd like|I want|I'm trying] to [find out|learn|remember] [{x}'s capital|the capital of {x}|what {x}'s capital is called][.|]",
            "[Please|Kindly] [name|tell me|give me|say] {x}'s capital[ city|][.|]",
            "[Remind me|Tell me again|Quickly]: [what's|what is] {x}'s capital?",
            "[For|Thinking of] {x}, the capital [city would be|city is|is]...?",
            "{x} has [which|what] [city as its capital|capital city|capital]?",
            "[Any idea|Any clue] [what {x}'s capital is|which city is {x}'s capital|what they call the capital of {x}]?",
            "[I'm looking for|I am searching for|Looking for] [{x}'s capital|the name of {x}'s capital city|the capital city of {x}][.|]",
            "[Could|Would|Can] you [please |]tell me [which city {x} has as its capital|what {x}'s capital is|the name of {x}'s capital]?",
            "[capital|capital city], {x}[?|]", "Country: {x}[. Capital|, capital| - capital][?|:]",
            "What's {x}'s [capital|capital city][, do you know|, please|, by the way|]?",
            "[The country is|Take the country|Here is a country:] {x}. [What is|What's|Name] its capital[ city|]?",
            "{x}[ -|,] [which city is the capital|what's the capital|what is the capital called][ there|]?",
            "[If I travel|If I go|Say I fly] to {x}, [what is the capital city there|which city is the capital]?",
            "[What's|What is] the [name of the |]capital city [in|for] {x}?",
            "[Let me know|Please let me know|Help me remember] [which city is the capital of {x}|what {x}'s capital is|{x}'s capital][.|, please.|]",
            "[whats|what's|wats] the capital [city |]of {x}[ pls| again| plz|]",
            "[I don't know|I can't remember|I never remember] [{x}'s capital|what the capital of {x} is|which city is {x}'s capital]. [Do you|Can you help me]?",
            "[Fill in the gap|Complete the sentence|Finish the sentence]: [The capital of {x} is|{x}'s capital is] ...",
            "[We are|I am|The class is] [learning about|studying|talking about] {x}[ at school|]. [What is the capital|What's its capital|Which city is its capital]?",
            "[So|Well|OK], {x}'s capital[ is what| is which city| would be]?",
            "{x} [must have|surely has] a capital[. What is it called|, but what is it called|. Which city is it|, but which city is it]?",
            "What [do they call|is the name of] {x}'s capital[ city|][?|]",
            "[Write|Write down|Type|State] the [name of the |]capital [city |]of {x}[.|]",
            "The people of {x} [call which city|have which city as] their capital?",
            "{x}'s capital city, [what is it|which one is it|do you know it]?",
            "The capital of {x}, do you know it?", "I need to know what {x}'s capital is.",
    ),
    "zh": (
        "{x}的首都是哪里？", "{x}的首都是哪里", "{x}首都是哪？", "{x}的首都", "{x}的首都是什么？",
        "{x}的首都是哪座城市？", "哪个城市是{x}的首都？", "请问{x}首都在哪里？", "{x}首都", "说出{x}的首都。",
        "你知道{x}的首都吗？", "告诉我{x}的首都", "我想知道{x}的首都叫什么", "{x}首都的名字是什么？",
        "能告诉我{x}的首都是哪里吗？", "帮我查一下{x}的首都", "{x}的首都是哪儿呀？", "说说{x}的首都是哪个城市",
        "{x}把哪座城市定为首都？", "{x}的首都叫什么名字？", "{x}的首都在哪个城市？", "{x}首都[是哪座城市|是哪个城市|叫啥|叫什么][呢|呀|]？", "[首都|国家的首都]：{x}",
            "{x}这个国家的首都[是哪里|在哪儿|叫什么|是哪个城市][？|]", "[哪座|哪一座|哪个]城市是{x}的首都[呢|呀|]？",
            "[老师|同学|我儿子|妹妹][问我|想知道]{x}的首都[是哪里|是哪座城市|叫什么][。|，你知道吗？|]",
            "[我忘了|我不记得|想不起来]{x}的首都[是哪儿|叫什么]了[，帮帮我|，提醒我一下|]。",
            "[请|麻烦你|请你][写出|回答|说一下|说出]{x}的首都[名称|]。",
            "[地理题|问答题|考考你|抢答]：{x}的首都是[哪里|哪座城市|什么]？",
            "{x}[定都|建都]在[哪里|哪儿|哪座城市|什么地方]？", "[填空|完成句子]：{x}的首都是[___|……|（ ）]。",
            "[想问一下|问一下|请教一下|打听一下]，{x}的首都[在哪|是哪里|叫啥][？|]",
            "[说到|提起|提到]{x}，它的首都[是哪里|是哪座城市|叫什么]？",
            "[有没有人|有人]知道{x}的首都[是哪里|是哪座城市|叫什么]吗？", "{x}[呢|]，首都是[哪|哪儿|哪里]？",
            "作为{x}首都的[城市|那座城市]是[哪座|哪个|哪一个]？",
            "[如果|要是]我去{x}[旅游|玩|旅行]，[那里的首都是哪里|首都是哪座城市]？",
            "[我在|我们在|孩子在][学|学习]世界地理，{x}的首都[是哪里|是哪座城市|叫什么]？",
            "{x}的首都[是哪座城|是啥地方|在哪里|在什么地方][啊|呀|呢|]？",
            "[能不能|可不可以]说一下{x}的首都[是哪里|是哪座城市|叫什么][？|]",
            "[快说|快告诉我|直接说]，{x}首都[是哪|在哪儿|叫啥]", "{x}[的|]首都[城市|][，谢谢|，请回答|：|？]",
            "[这道题|这个问题|这题]我不会[做|]：{x}的首都[是哪里|是哪座城市]？", "国家：{x}[，|；]首都：[？|哪里？|]",
            "[我要|我需要|我得]知道{x}首都的[名字|名称][。|]", "{x}以[哪座|哪个|哪一座]城市为首都？",
            "[你知不知道|你清不清楚|你晓不晓得]{x}的首都[在哪儿|是哪座城市|叫什么]？",
            "[拜托|请问一下|你好]，{x}的首都[叫什么名字|是哪座城市|在哪儿]？",
            "{x}的[中央政府|政府]所在的首都[是哪里|是哪座城市]？",
            "[关于|说说]{x}：[首都是哪里|它的首都是哪座城市|首都叫什么]？", "{x}首都[名|名称|的名称]是[什么|啥]？",
            "[我|我一直][很好奇|想了解一下|想弄清楚]{x}的首都到底是[哪里|哪座城市][。|]",
            "要说{x}的首都，[那|应该][是哪座城市|是哪里]呢？",
            "你能说出{x}的首都吗？",
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
        "{x} [serves as|acts as|functions as] the capital of [which|what] [country|nation]?",
            "[I know|I've heard|I read] that {x} is a capital[ city|], but [of which country|of what country|whose]?",
            "[My teacher|My daughter|A classmate|My grandpa] [asks|asked|wants to know] [which country {x} is the capital of|whose capital {x} is][.|]",
            "[Quiz|Test|Geography] question: {x} is the capital [city |]of [which|what] country?",
            "[Please|Kindly] [tell me|say|write down] [which country has {x} as its capital|what country {x} is the capital of][.|]",
            "Capital: {x}. [Country|Which country|What country|The country is][?| ?|...?]",
            "[If|When] {x} is the capital, [which|what] country [are we in|am I in|are we talking about]?",
            "[I'd like to know|I wonder|I am wondering|I'm asking myself] [which country's capital {x} is|what country {x} is the capital of][.|]",
            "[Any idea|Any clue] [which country {x} is the capital of|whose capital city {x} is]?",
            "[Fill in|Complete|Finish]: {x} is the capital of [...|____]",
            "{x} is a capital city[. Which country does it belong to|; which is the country|. Of what country|, but where]?",
            "{x}, [that's the capital of|isn't that the capital of|the capital of] [what|which] country[ again|]?",
            "[Could|Would] you [please |][name|tell me] the [country|nation] [with|that has] {x} as [its|the] capital[ city|]?",
            "[what|which] country has a capital [that is called|by the name of|whose name is] {x}[?|]",
            "[capital|capital city] {x}[, country| which country| what country][?|]",
            "[Which|What] country's [government sits|government is|president or king sits] in the capital {x}?",
            "[I forgot|I can't remember|I don't know] [which country {x} is the capital of|whose capital {x} is]. [Can you help|Do you know]?",
            "[Find|Look for|Identify] the country [whose capital city is|that has the capital|with the capital city] {x}[.|]",
            "[I fly|I travel|We go] to {x}, the capital [of which country|of what country|city of which country]?",
            "{x}: [name the country it is the capital of|it is the capital of which country|a capital, but of which country][?|]",
            "[The answer is a country|Guess the country]: its capital is {x}[.|]",
            "[For|In] [which|what] country is {x} the [capital|capital city][?|, please?]",
            "[Let me know|Help me remember] [which country has the capital {x}|whose capital {x} is][.|, please.]",
            "Can you name the country that {x} is the capital of?", "What country has its capital in {x}?",
    ),
    "zh": (
        "{x}是哪个国家的首都？", "{x}是哪国首都", "哪个国家的首都是{x}？", "{x}是什么国家的首都？",
        "首都是{x}的国家是哪个？", "哪国的首都叫{x}", "{x}是谁的首都？", "你知道{x}是哪个国家的首都吗？",
        "告诉我{x}是哪国的首都", "{x}这个首都属于哪个国家？", "以{x}作为首都的是哪国？", "哪个国家把{x}定为首都？",
        "请问哪个国家的首都叫{x}？", "能告诉我{x}是哪国的首都吗？", "我想知道哪一国的首都是{x}",
        "{x}，是哪国的首都呀？", "帮我看看{x}是哪个国家的首都", "以{x}为首都的国家是哪个？", "请问{x}是哪一国的首都？",
        "{x}是[哪一个|哪个|什么][国家|国]的首都[城市|][呢|呀|啊]？",
            "[老师|同学|弟弟|我女儿][问我|想知道]{x}是哪个国家的首都[。|，你知道吗？|]",
            "[地理题|问答题|考考你|抢答]：{x}是[哪国|哪个国家]的首都？",
            "[填空|完成句子]：{x}是[___|……|（ ）]的首都。", "首都：{x}[，|；]国家：[？|哪个？|]",
            "[我知道|听说|书上说]{x}是[一个|一国的]首都，[但是哪个国家的|可是是哪国的|是哪个国家的]？",
            "[哪国|哪个国家]的[政府|首都]设在{x}？", "{x}首都[，哪国|，哪个国家|是哪国的][？|]",
            "[我忘了|我不记得|想不起来]{x}是哪[个国家|一国]的首都了[，帮帮我|，提醒一下|]。",
            "[请|麻烦你|请你][写出|说出|回答]首都[是|为|叫]{x}的国家。", "[定都|建都]{x}的是[哪个国家|哪国]？",
            "[如果|要是]首都是{x}，[那是哪个国家|这个国家是哪个|那么国家是哪一个]？",
            "[猜国家|猜猜看|猜一猜]：它的首都是{x}[。|，是哪个国家？]",
            "[想问一下|问一下|请教一下]，[首都是{x}的是哪国|{x}是哪个国家的首都|哪国的首都是{x}][？|]",
            "[谁|有谁]知道{x}是[哪个国家|哪国]的首都[？|]", "{x}[作为首都|这座首都]，是[哪个国家|哪国]的[？|呢？]",
            "[我去|我要去|我们去]{x}[旅游|出差]，这是[哪个国家|哪国]的首都[呢|]？",
            "[你知不知道|你清不清楚|你晓不晓得]首都[叫|是|为]{x}的[国家是哪个|是哪个国家]？",
            "[能不能|可不可以]说一下{x}是[哪国|哪个国家|哪一国]的首都？",
            "[有个|有一个]国家的首都[叫|是]{x}，[是哪个国家|那是哪国|这个国家叫什么]？",
            "{x}这座城市是[哪国|哪个国家|什么国家]的首都[呀|呢|]？",
            "[找出|查一下|说说]以{x}为首都的[国家|那个国家][。|]",
            "把首都[定在|设在]{x}的[国家是哪个|是哪国|国家叫什么]？",
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
        "Tell me a word that means the opposite of {x}.", "[What|Which word] do you [call|use for|say for] the opposite of {x}?",
            "[What's|What is] [a word|the word] [that is|that's] the opposite of [\"{x}\"|{x}]?",
            "[My teacher|My son|My workbook|The exercise] [asks for|wants] [the opposite of {x}|the antonym of {x}|an antonym of {x}][.|]",
            "[Not {x}, but the opposite|The very opposite of {x}|The exact opposite of {x}][: what is it| is what| is which word]?",
            "If [something|it] is not {x}, but the opposite, [what is it|what do you call it|then what is it]?",
            "[Fill in|Complete|Finish]: the opposite of {x} is [...|____]",
            "[Opposites|Antonyms]: {x} [-|and|<->] [?|...|what?]",
            '[Please|Kindly] [write|say|give me|name] the [opposite|antonym] of [the word |]["{x}"|{x}][.|]',
            "[I'd like|I want|I'm trying] to [know|find out|learn] [the opposite of {x}|the antonym of {x}|which word is the opposite of {x}][.|]",
            "[Could|Would] you [please |][tell me|give me|say] the opposite of {x}?",
            "[The word is|I say|Here's a word:] {x}. [What is its opposite|You say the opposite|Name the opposite|What's the opposite][?|]",
            "[Any idea|Any clue] what the [opposite|antonym] of {x} [is|could be|might be]?",
            "{x} is the opposite of [what|which word|what word]?",
            '["{x}"|{x}] has [what|which] [word as its opposite|opposite|antonym]?',
            "[{x} and its opposite|{x} and its antonym]: [what is the other word|what's the second word|which word is missing]?",
            "[What|Which] word has [exactly |][the opposite meaning to|the reverse meaning of|the opposite sense of] {x}?",
            "[whats|what's|wats] the [opposite|antonym] of {x}[ pls| again| plz|]",
            "[I forgot|I can't remember|I don't know] the [opposite|antonym] of {x}. [Can you help|Do you know it|Do you]?",
            "[Let me know|Help me find|Remind me of] the [opposite of {x}|antonym of {x}|word opposite to {x}][.|, please.|]",
            "[What|Which word] is the [contrary|reverse] of {x}?",
            '[Turn|Change] ["{x}"|{x}|the word {x}] into its [opposite|antonym][.|]',
            '[How|With which word] [do|would|can] you say the opposite of ["{x}"|{x}]?',
            "{x}[,| -|:] [and the opposite|and its opposite|now the opposite|the opposite word][?|, please]",
            "[Grammar|Vocabulary|English] [exercise|question|homework]: [what is the opposite of {x}|the opposite of {x}|give an antonym of {x}][?|.]",
            "[A word|One word] that [means|says] the [exact opposite|contrary|reverse] of {x}[?|, please.]",
            "Which antonym do you know for {x}?",
        "Can you name a word that is opposite to {x}?",
    ),
    "zh": (
        "{x}的反义词是什么？", "{x}的反义词", "“{x}”的反义词是什么？", "{x}的反义词是？", "说出{x}的反义词",
        "和{x}相反的词是什么？", "{x}反义词是什么", "{x}的反义词是哪个词？", "跟{x}意思相反的词",
        "哪个词和“{x}”的意思相反？", "{x}的相反词是什么", "与{x}相反的是什么？", "告诉我{x}的反义词",
        "你知道{x}的反义词吗？", "给我一个{x}的反义词", "帮我找出{x}的反义词", "什么是{x}的反义词？",
        "“{x}”的反义词是什么呀", "请说出与“{x}”意义相反的词。", "什么词与{x}意思相反？", "请给出{x}的反义词。",
        "[老师|同学|作业|练习册][问|让我写|要我找]{x}的反义词[。|，是什么？|]",
            "[填空|完成句子]：{x}的反义词是[___|……|（ ）]。", "[反义词|相反的词|写反义词]：{x}[——？|（ ）|]",
            "[请|麻烦你|请你][写出|写一个|找一个|说一个][和|跟|与]{x}意思相反的词[。|]",
            "[语文题|考考你|抢答|问答题]：{x}的反义词[是什么|是哪个|怎么写]？",
            "[想问一下|问一下|请教一下]，{x}的反义词[是啥|是什么|是哪个][？|]",
            "[不是|不]{x}，[而是相反的|反过来][，|那]是什么[词|]？", "[“{x}”|{x}]的[反面|反义|对立面]是什么[词|]？",
            "[“{x}”|{x}]反过来[怎么说|是什么|应该怎么说]？",
            "[跟|和|与][“{x}”|{x}]正好相反的[是什么|是哪个词|词是什么]？",
            "[我忘了|想不起来|我不知道]{x}的反义词[是什么|]了[，帮帮我|，提醒我一下|]。",
            "{x}对什么？[说反义词|要反义词|我要的是反义词][。|]",
            "[谁|有谁]知道[和|跟]{x}相反的[词|词语]是[什么|哪个][？|]",
            "[能不能|可不可以]告诉我[“{x}”|{x}]的反义词[是什么|]？",
            "[我说|我出]“{x}”，你[说|答|回答]它的反义词[。|]",
            "[“{x}”|{x}]这个词的反义词[是啥|是哪个|怎么说][呀|呢|]？",
            "[什么|哪个][词|词语]是[“{x}”|{x}]的反义词[呢|]？", "[有没有|有什么][词|词语][和|跟]{x}[意思相反|相反]？",
            "[词语|单词]：{x}[，|；]反义词：[？|]", "[我想找|我要找|帮我想]一个[和|跟|与]{x}[相反|意思相反]的词[。|]",
            "把[“{x}”|{x}][换成|改成|变成]它的反义词[。|，是什么？]",
            "[你知不知道|你清不清楚|你会不会说]{x}的反义词[？|是什么？]",
            "[意思|意义]与[“{x}”|{x}]相反的[词语|词]是[什么|哪一个]？",
            "{x}的反义[词语|词][是哪一个|是啥|叫什么][呢|啊|]？",
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
        '[What|Which word] do [Chinese people|the Chinese|people in Beijing] [say|use] for ["{x}"|{x}]?',
            'How [would|can|could] [I|you|one] [say|express|put] ["{x}"|{x}] in [Chinese|Mandarin]?',
            "[I'd like|I want|I'm trying] to [say|learn to say] [\"{x}\"|{x}] in [Chinese|Mandarin][. How do I do that?|. What do I say?|, how?|.]",
            "[My teacher|My friend|My daughter] [asks|wants to know] [how to say {x} in Chinese|what {x} is in Chinese][.|]",
            "[I'm learning|I am studying|I started learning] [Chinese|Mandarin]. [What's the word for {x}|How do you say {x}|What is {x}]?",
            "[English|English word]: {x}[. Chinese|, Chinese| - Chinese][?|:| word?]",
            '[Please|Kindly] [translate|put|turn] ["{x}"|{x}|the word {x}] into [Chinese|Mandarin][.|]',
            '["{x}"|{x}] [translated|put] into [Chinese|Mandarin][ is what|, please|]?',
            "[What's|What is] {x} [translated to|translated into] [Chinese|Mandarin]?",
            "[What's|What is] the [Mandarin|Chinese] [translation of|term for|expression for|name for] [\"{x}\"|{x}]?",
            "[How|With which characters] [do|would] you write {x} in Chinese[ characters|]?",
            '[Write|Type|Give|Show me] ["{x}"|{x}|the word {x}] in Chinese[ characters|][.|, please.]',
            "[Could|Would] you [please |][say|translate|write] {x} [in|into] Chinese[ for me|]?",
            "[Any idea|Any clue] how [to say|they say|you say] {x} in [Chinese|Mandarin]?",
            "[I forgot|I don't know|I can't remember] [the Chinese word for|how to say|the Chinese for] {x}[. Can you help|. Do you know it]?",
            '["{x}"|{x}]: [Chinese word|the Chinese word, please|Chinese translation|now in Chinese][?|]',
            "[The Chinese word for|The Chinese for|In Chinese,] {x} is [...|____|what?]",
            "[what|which] Chinese word [means|stands for|corresponds to] {x}[?|]",
            "[Let me know|Help me remember|Teach me] [how to say {x} in Chinese|the Chinese word for {x}][.|, please.|]",
            "in [chinese|mandarin] {x} [is|means|would be] [what|which word][?|]",
            "[If I want|If I have] to [talk about|name|mention] {x} in China, [which word do I use|what's the Chinese word|what do I say]?",
            "[whats|what's] {x} in [chinese|mandarin][ pls| again| plz|]",
            "[I need|I'm looking for|Looking for] [a|the] [Chinese translation|Chinese word|Mandarin word] for {x}[.|]",
            "[Vocabulary|Homework|Quiz] question: [what is {x} in Chinese|the Chinese word for {x}|how do you say {x} in Chinese]?",
            "[English to Chinese|Into Chinese|From English to Chinese|en to zh]: {x}[.|]",
            "What is the translation of {x} in Chinese?", "I need to say {x} in Chinese.",
    ),
    "zh": (
        "{x}的中文是什么？", "{x}中文怎么说？", "{x}是什么意思？", "{x}用中文怎么说", "把{x}翻译成中文",
        "英语单词{x}是什么意思", "{x}的中文意思", "{x}翻译成中文是什么？", "英文单词“{x}”的意思是什么？",
        "告诉我{x}的中文", "你知道{x}是什么意思吗？", "帮我把{x}译成中文", "英语里的{x}中文叫什么？",
        "{x}这个英文词是什么意思呀", "请翻译单词：{x}", "{x}用汉语怎么说？", "说说英文{x}的意思是什么",
        "“{x}”译成中文是？", "请把{x}译成中文。", "英文{x}的中文意思是？", "[英译中|英译汉|翻译成中文|译成汉语]：{x}",
            "[英文|英语单词|英语][：|]{x}[，中文|，中文意思|，汉语][？|：|是什么？]",
            "[老师|同学|孩子|妹妹][问我|想知道][“{x}”|{x}][是什么意思|的中文是什么|用中文怎么说][。|？]",
            "[我在|我正在|孩子在]学英语，[“{x}”|{x}][是什么意思|中文是什么|怎么翻译]？",
            "[“{x}”|{x}][怎么翻译|怎么译|翻译过来是什么|翻成中文是啥][呀|呢|]？",
            "[“{x}”|{x}][啥意思|是啥意思|什么意思][呀|啊|]",
            "[请|麻烦你|请你][翻译一下|解释一下|说一下][“{x}”|{x}]这个[英文单词|英语单词|单词][。|]",
            "[想问一下|问一下|请教一下]，[“{x}”|{x}][的中文怎么说|是什么意思|中文叫什么][？|]",
            "[单词|英文单词|英语单词]{x}[的|]中文[是啥|是什么|怎么讲][？|]",
            "[我不认识|我看不懂|我忘了]{x}这个[词|单词|英文词]，[它是什么意思|中文是什么|帮我翻译一下]",
            "[填空|完成句子]：{x}的[中文|汉语|中文意思]是[___|……|（ ）]。",
            "{x}[在中文里|在汉语里|在汉语中]是[什么|哪个词|什么词]？",
            "[中国人|我们中国人|汉语里]把{x}叫[做|作]什么？", "{x}[对应的|相应的][中文|汉语][词|词语]是[什么|哪个]？",
            "[能不能|可不可以][帮我|给我]翻译[一下|]英文词[“{x}”|{x}]？",
            "[课本里|书上|歌里]有个[单词|词]{x}，[什么意思|是什么意思|中文怎么说]？",
            "[“{x}”|{x}]的[汉语|中文][翻译|释义|意思]是[什么|啥]？", "{x}[，中文呢|，汉语呢|，翻译一下|，请翻译]",
            "[哪个|什么][中文词|汉语词]是{x}的意思？", "[谁|有谁]知道{x}[中文怎么说|是什么意思|的汉语意思][？|]",
            "[你知不知道|你晓不晓得|你清不清楚]{x}[用中文怎么说|是什么意思|的中文意思是什么]？",
            "[用中文|用汉语][说|写|解释]一下[“{x}”|{x}][。|]",
            "{x}这个[单词|英语单词|词][中文|汉语]怎么[说|讲|写][呢|]？",
            "[考考你|单词测验|抢答]：{x}[是什么意思|的中文是什么|中文怎么说]？",
            "英语单词{x}翻译成汉语是什么？",
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
        "What does {x} mean in English?", "English for {x}, please", "[What|Which word] do [English speakers|people in England|the English] [say|use] for [“{x}”|{x}]?",
            "[How|How exactly] [would|can|could] [I|you|one] [say|express|put] [the Chinese word |]{x} in English?",
            "[My teacher|My friend|My classmate] [asks|wants to know] [what {x} means|what {x} is in English][.|]",
            "[I'm learning|I am studying] [Chinese|Mandarin] and [don't know|don't understand|forgot] {x}. [What does it mean|What is it in English]?",
            "[Chinese|Chinese word]: {x}[. English|, English| - English][?|:| word?]",
            '[Please|Kindly] [translate|put|turn] ["{x}"|{x}|the word {x}] into English[.|]',
            '["{x}"|{x}] [translated|put] into English[ is what|, please|]?',
            "[What's|What is] {x} [translated to|translated into] English?",
            "[What's|What is] the English [translation of|term for|expression for|name for|meaning of] [\"{x}\"|{x}]?",
            '[Write|Type|Give me|Say] ["{x}"|{x}|the word {x}] in English[.|, please.|]',
            "[Could|Would] you [please |][explain|tell me] [what {x} means|what the word {x} means|the meaning of {x}][ in English|]?",
            "[Any idea|Any clue] what [the word |the Chinese word |]{x} [means|is in English]?",
            "[I forgot|I don't know|I can't remember] [what {x} means|the English for {x}|the meaning of {x}][. Can you help|. Do you know it]?",
            '["{x}"|{x}]: [English word|the English word, please|English translation|now in English|meaning][?|]',
            "[The English word for|The English for|In English,] {x} is [...|____|what?]",
            "[what|which] English word [matches|stands for|corresponds to] {x}[?|]",
            "[Let me know|Help me remember|Teach me] [what {x} means|the English word for {x}][.|, please.|]",
            "[A sign says|My book says|I see the word|Someone wrote] {x}. [What does that mean|What is that in English|What's the English word]?",
            "[whats|what's] {x} in [english|English][ pls| again| plz|]",
            "[I need|I'm looking for|Looking for] the English [translation of|word for|meaning of] {x}[.|, please.|]",
            "[Vocabulary|Homework|Quiz] question: [what is {x} in English|the English word for {x}|what does {x} mean]?",
            "[Chinese to English|Into English|From Chinese to English|zh to en]: {x}[.|]",
            "{x} [means|is] [what|which word] in English[?|]",
            "[When|If] [a Chinese person says|my Chinese friend says|someone says] {x}, [what does it mean|what do they mean in English|what is that in English]?",
            "[I don't speak Chinese|My Chinese is bad|I can't read this]. [What is {x}|What does {x} mean] [in English|for an English speaker]?",
            "What would {x} be in English?",
        "Can you tell me what the word {x} means?",
    ),
    "zh": (
        "{x}的英文是什么？", "{x}用英语怎么说？", "{x}英文怎么说", "{x}的英语", "把{x}翻译成英文",
        "“{x}”用英文怎么说？", "{x}的英文单词是什么？", "{x}的英文", "帮我把{x}译成英文", "告诉我{x}的英语怎么说",
        "{x}这个词用英文怎么说？", "你知道{x}的英文是什么吗？", "{x}翻译成英语是什么？", "请把{x}翻译成英语",
        "英语里{x}叫什么？", "{x}英语单词怎么写", "“{x}”的英语是哪个单词呀", "我想知道{x}的英文单词",
        "请把“{x}”译成英语。", "{x}这个词英语是什么？", "[中译英|汉译英|翻译成英文|译成英语]：{x}", "[中文|汉语]：{x}[，|；][英文|英语]：[？|]",
            "[老师|同学|孩子|妹妹][问我|想知道][“{x}”|{x}][的英文是什么|用英语怎么说|的英语单词是什么][。|？]",
            "[我在|我正在|孩子在]学英语，[“{x}”|{x}][用英语怎么说|英文是什么|的英语单词是哪个]？",
            "[“{x}”|{x}][翻成英文|译成英文|翻译成英语][是什么|怎么说|怎么写][呀|呢|]？",
            "[“{x}”|{x}][英文|英语][是啥|咋说|怎么讲][呀|啊|]",
            "[请|麻烦你|请你][用英语|用英文][说|写][一下|出][“{x}”|{x}][。|]",
            "[想问一下|问一下|请教一下]，[“{x}”|{x}][的英语怎么说|英文叫什么|的英文单词是什么][？|]",
            "[我忘了|我记不清|我想不起来][“{x}”|{x}]的[英文|英语单词|英语]了[，是什么来着|，帮帮我|]",
            "[填空|完成句子]：{x}的[英文|英语|英文单词]是[___|……|（ ）]。",
            "{x}[在英文里|在英语里|在英语中]是[什么|哪个词|哪个单词]？",
            "[英国人|外国人|说英语的人]把{x}叫[做|作]什么？", "{x}[对应的|相应的][英文|英语][词|单词]是[什么|哪个]？",
            "[能不能|可不可以][帮我|给我]把[“{x}”|{x}][翻译成英文|译成英语|换成英语]？",
            "[哪个|什么][英文单词|英语单词][的意思是|表示]{x}？",
            "[谁|有谁]知道{x}[英语怎么说|的英文是什么|用英文怎么讲][？|]",
            "[你知不知道|你会不会说][“{x}”|{x}][这个词|]的英[语|文][？|]",
            "{x}这个[词|词语][英语|英文]怎么[讲|写|翻译][呢|]？",
            "[考考你|单词测验|抢答]：{x}[的英文是什么|用英语怎么说|的英语单词是哪个]？",
            "[教我|告诉我]用[英语|英文]怎么[说|写]{x}[。|]",
            "[我要|我想|我需要]用[英语|英文]表达“{x}”，[该怎么说|应该用哪个词|用什么单词]？",
            "{x}[，英语呢|，英文呢|，翻译成英文|，用英语说]",
            "[跟外国人|和外国朋友|在英国][说话|聊天]，{x}[怎么说|该怎么说|用英语怎么说]？",
            "[给出|写出|说出][“{x}”|{x}]的英[文|语]单词[。|]",
            "我想用英语说“{x}”，怎么说？", "你知道{x}用英语叫什么吗？",
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
        "[What|Which] colour [would|do] you [paint|draw|use to draw] {x}?",
            "[My teacher|My little brother|A child|My daughter] [asks|asked me|wants to know] [what colour {x} is|what color {x} has|the color of {x}][.|]",
            "[In|With] [what|which] [colour|color] [should|do|would] I [paint|draw|colour in] {x}?",
            "[Usually|Normally|In general], [what colour is {x}|what color does {x} have|{x} is what color]?",
            "[What|Which] color [can|do|would] [we|you|I] see when looking at {x}?",
            "{x} [is|has] [what|which] [colour|color][?|]",
            "[Please|Kindly] [name|tell me|say] [the colour of {x}|what color {x} is|{x}'s color][.|]",
            "[Any idea|Any clue] [what colour|what color|which color] {x} is?",
            "[I wonder|I'd like to find out|I want to know] [what colour|what color|which colour] {x} [is|has][.|]",
            "[Fill in|Complete|Finish]: [the colour of {x} is|{x} has the color] [...|____]",
            "[Close your eyes and think of|Picture|Imagine] {x}[. What colour is it|. Which color do you see|: what color is it]?",
            "[color|colour] {x}[?| pls| please]", "{x} - [colour|color|its colour|which colour][?|]",
            "[whats|what's|wats] the [color|colour] of {x}[ pls| again|]",
            "[Quiz|Test|Easy] question: [what colour is {x}|what's the color of {x}|the color of {x}]?",
            "[Could|Would|Can] you [please |]say [what colour|what color|which color] {x} [is|has]?",
            "[What|Which] [colour|color] [comes to mind|do you think of] [when you hear|if I say|with] {x}?",
            "What [colour|color] does {x} [look|seem to be|appear to be][ to us| normally|]?",
            "[I'm colouring a picture|I have crayons here|I'm painting]. [Which colour is right|What color do I need|Which crayon colour do I take] for {x}?",
            "[I can't see colours well|I am colour-blind|I don't see colors]: [what colour is {x}|what color does {x} have]?",
            "[Let me know|Remind me|Tell me again] [what colour {x} is|what color {x} has|which color {x} is][.|, please.|]",
            "What [colour|color] would you say {x} [is|has]?",
            "{x} is [usually|normally|mostly|typically] [what|which] [colour|color]?",
            "[Which|What] colour [fits|matches|belongs to|goes with] {x}[ best|]?",
            "[Thing|Object]: {x}[. Colour|. Color|, colour][?|:]",
            "What do you think is the colour of {x}?", "Can you name the natural color of {x}?",
    ),
    "zh": (
        "{x}是什么颜色？", "{x}是什么颜色的", "{x}的颜色是什么？", "{x}什么颜色？", "请问{x}是什么颜色的？",
        "{x}的颜色", "{x}是哪种颜色？", "{x}一般是哪种颜色的", "{x}通常是什么颜色？", "告诉我{x}是什么颜色",
        "你知道{x}是什么颜色的吗？", "{x}是啥颜色", "说出{x}的颜色", "{x}一般都是什么颜色的呀？",
        "{x}看起来是什么颜色？", "说说{x}的颜色", "能告诉我{x}的颜色吗？", "我想知道{x}是哪种颜色",
        "{x}一般是什么颜色？", "{x}的颜色是哪种？", "[老师|弟弟|孩子|小朋友][问我|想知道]{x}是什么颜色[的|][。|？]",
            "给{x}[涂色|上色|涂颜色]，[该用|要用|应该用][什么|哪种]颜色？",
            "[填空|完成句子]：{x}的颜色是[___|……|（ ）]。",
            "[想问一下|问一下|请教一下]，{x}[是什么颜色|是哪种颜色的|的颜色是什么][？|]",
            "{x}[，颜色呢|颜色是啥|，什么色|的颜色呢][？|]",
            "[通常|一般|平常|大多数时候]{x}是[什么|哪种|啥]颜色[的|]？",
            "[你看|你说|你觉得]{x}是[什么|哪种]颜色[的|][呢|呀|]？",
            "[想象一下|想一想|闭上眼睛想想]{x}，[它是什么颜色|是哪种颜色的|你看到什么颜色]？",
            "[提到|说到|一说起]{x}，[你会想到什么颜色|是什么颜色|想到的是哪种颜色]？",
            "{x}[呈|呈现|呈现出]什么颜色？", "{x}[有着|带着|具有]什么[样的|]颜色[呢|]？",
            "[考考你|抢答|小问题|常识题]：{x}是[什么|哪种]颜色[的|]？",
            "[请|麻烦你|请你][说一下|写出|回答][{x}的颜色|{x}是什么颜色][。|]",
            "[什么|哪种|哪一种]颜色是{x}[的颜色|的本色|常有的颜色]？", "[谁|有谁]知道{x}是[什么|哪种]颜色[的|][？|]",
            "[你知不知道|你记不记得]{x}[是什么颜色|是哪种颜色][的|]？", "[东西|事物]：{x}[，|；]颜色：[？|]",
            "[我分不清颜色|我是色盲|我看不清颜色]，{x}是[什么|哪种]颜色[的|]？",
            "[我忘了|我不知道]{x}是[什么|哪种|啥]颜色[的|][，告诉我吧|，你说说|]",
            "{x}[到底|究竟]是[什么|哪种|啥]颜色[的|][呀|啊|]？",
            "{x}[该|要|应该]用[什么颜色|哪种颜色]的[笔|彩笔|蜡笔]来[画|涂]？",
            "[能不能|可不可以]说说{x}[是什么颜色的|是哪种颜色|的颜色]？",
            "{x}的[本色|自然颜色|常见颜色]是[什么|哪种]？",
            "[我很好奇|我想弄清楚|我想问]{x}是[什么|哪种]颜色[的|][。|]",
            "你能说出{x}是什么颜色吗？", "想一想{x}是什么颜色",
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
        "What is the number of {u} in {x}?", "[What|Which] number of {u} [makes|equals|gives|makes up] {x}?",
            "{x} [consists of|is made up of|is composed of|comprises] how many {u}?",
            "How many {u} [does {x} contain|does {x} consist of|does {x} come to|does {x} equal]?",
            "How many {u} [go into|fit into|add up to|equal|form|give|are equal to] {x}[?|, please?]",
            "[My teacher|My son|A child|My homework] [asks|wants to know] how many {u} [are in {x}|{x} has|there are in {x}][.|]",
            "[I'd like|I want] to [find out|learn|remember] how many {u} [make|are in|go into] {x}[.|]",
            "[Please|Kindly] [tell me|say|write down] how many {u} [{x} has|are in {x}|make {x}][.|]",
            "[Convert|Turn|Change] {x} [into|to] {u}[.|, please.|]",
            "[{x} in {u}|{x} into {u}|{x} to {u}][?| please| = ?|]",
            "[What is|What's] {x} [in {u}|measured in {u}|expressed in {u}|when counted in {u}]?",
            "[I forgot|I can't remember|I don't know] how many {u} [are in {x}|{x} has|make {x}][. Can you help|. Do you know]?",
            "[Any idea|Any clue] how many {u} [are in|make|there are in|go into] {x}?",
            "[Fill in|Complete|Finish]: [{x} has|{x} is|in {x} there are] [...|____] {u}",
            "[Count|Count up] the {u} in {x}[.|. How many are there?|: how many?]",
            "[Could|Would] you [please |][say|tell me] how many {u} [{x} has|{x} contains|make up {x}]?",
            "[Quiz|Maths|Test|Easy] question: how many {u} [are in {x}|does {x} have|make {x}]?",
            "[how many|number of] {u} [per|for|making up] {x}[?|]",
            "If [I have|you have|we have|there is] {x}, how many {u} [is that|is it|would that be]?",
            "How much is {x}[ if you count| when counted|] in {u}?",
            "[When|If] I count the {u} [of|in] {x}, [how many do I get|what number do I get|what is the result]?",
            "[Let me know|Remind me|Tell me again] how many {u} [are in {x}|{x} has|make {x}][.|, please.|]",
            "[I wonder|I was wondering|I'm wondering] how many {u} [are in {x}|{x} has|there are in {x}][.|]",
            "{u}, {x}: [how many|what number|number][?|]",
            "{x} [equals|is equal to|is the same as|amounts to|comes to] how many {u}?",
            "[There are how many|There are what number of] {u} in {x}?",
            "You need how many {u} [to make|to get|to fill|for] {x}?",
            "how many {u} [r|are] in {x}[ pls| plz| again|]",
            "Into how many {u} [can you divide|do we divide|do people divide|can I split] {x}?",
            "[I really don't know|Sorry, I don't know|Honestly, I have no idea] how many {u} [{x} has|are in {x}]. [Do you know|Can you tell me]?",
            "[What's|What is] the [count|total|exact number|total number] of {u} [in|for] {x}?",
            "{x} [is divided into|can be split into|breaks down into] how many {u}?",
            "So {x}, [how many {u} is that|that is how many {u}|that makes how many {u}]?",
            "How many {u} do you need to make {x}?",
        "How many {u} do I have in {x}?",
    ),
    "zh": (
        "{x}有多少{u}？", "{x}有几{u}？", "{x}等于多少{u}？", "{x}是多少{u}", "{x}一共有多少{u}？", "请问{x}有多少{u}",
        "{x}共有几{u}？", "{x}里面有多少{u}？", "{x}总共多少{u}", "{x}包括多少{u}？", "{x}中包含几{u}？",
        "告诉我{x}有多少{u}", "你知道{x}有几{u}吗？", "{x}里有几{u}", "多少{u}是{x}？", "{x}含有多少{u}呀？",
        "我想知道{x}有多少{u}", "说说{x}一共有几{u}", "{x}包含多少{u}？", "{x}里有多少{u}？",
        "{x}[相当于|等于|就是|合]几{u}？", "{x}[换算成|折算成|化成|换成]{u}是[多少|多少{u}|几{u}]？",
            "[多少|几]{u}[等于|是|组成|构成|合成]{x}[呢|]？",
            "[老师|弟弟|孩子|作业][问|问我]{x}[有|等于|是][多少|几]{u}[。|？]",
            "[填空|完成句子|算一算]：{x}[=|等于|有][___|（ ）]{u}[。|]",
            "[想问一下|问一下|请教一下]，{x}[有|是|等于][多少|几]{u}[？|]", "{x}[=|＝][几|多少|？]{u}[？|]",
            "[考考你|抢答|数学题|常识题]：{x}[有|等于|是|包含][多少|几]{u}？",
            "[我忘了|我不记得|记不清]{x}[有|是|等于][几|多少]{u}了[，帮帮我|，提醒一下|]",
            "[请|麻烦你|请你][写出|回答|说一下]{x}[有|等于|包含][多少|几]{u}[。|]",
            "{x}[由|是由][多少|几]{u}[组成|构成]的？", "[一共|总共|合计][多少|几]{u}[才是|才有|才等于|算是]{x}？",
            "[如果|要是]用{u}[算|来算|计算|表示]，{x}是[多少|几]{u}？",
            "{x}[能|可以][分成|分为|换|换成][多少|几]{u}？", "{x}[，几|，多少|几|多少]{u}[？|呀？|呀|]",
            "[谁|有谁]知道{x}[有|是|等于][多少|几]{u}[？|]",
            "[你知不知道|你记不记得|你清不清楚]{x}[有|是|等于][多少|几]{u}？",
            "[把|请把|帮我把]{x}[换算成|换成|化成]{u}[。|，是多少？|]",
            "[能不能|可不可以]告诉我{x}[是|等于|有][多少|几]{u}？",
            "{x}[里头|里边|当中|之中][有|包含|共有][多少|几]{u}？", "{x}[到底|究竟]有[多少|几]{u}[呢|呀|啊|]？",
            "[帮我算算|算一下|算算看]{x}[有|是|等于][多少|几]{u}[。|]", "{x}[一共|总共|总计]是[多少|几]{u}[呢|呀|]？",
            "不知道[怎么换算|如何换算|怎么算]：{x}是[多少|几]{u}？",
            "[数一数|数数看]，{x}[里有|有|中有][多少|几]{u}？", "说到{x}，[那是|就是|一共是][多少|几]{u}？",
            "[我很好奇|我想弄清楚|我想问问]{x}[有|等于|是][几|多少]{u}[。|]",
            "[要|得|需要][多少|几]{u}才[能凑成|够|算]{x}？", "[那么|那|所以]，{x}[是|有|等于][多少|几]{u}[呢|]？",
            "{x}[如果|要是]按{u}[来|]算，[有|是][多少|几]{u}？",
            "同学说他不知道{x}[有|是][多少|几]{u}，[你知道吗|你说呢]？",
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
        "[{An}|One] {x} [walks|runs|stands|moves] on how many legs?",
            "[My teacher|My little sister|A child|My son] [asks|asked me|wants to know] how many legs {an} {x} has[.|]",
            "[I'd like|I want] to [know|find out|learn] how many legs [{an} {x} has|there are on {an} {x}|you can count on {an} {x}][.|]",
            "[Please|Kindly] [tell me|say|write down] how many legs {an} {x} [has|has got][.|]",
            "How many legs [has {an} {x} got|does {an} {x} have in all|does one {x} have|are on one {x}|belong to {an} {x}]?",
            "[If|When] I [draw|paint] {an} {x}, how many legs [do I need to draw|must I draw|should it have|does it get]?",
            "{x}[, | - ][legs|how many legs|number of legs|leg count][?|]",
            "[{x} legs|legs {x}|{x} leg number][, how many|][?|]",
            "[Any idea|Any clue] how many legs {an} {x} [has|has got]?",
            "[Fill in|Complete|Finish]: {an} {x} has [...|____] legs",
            "[Could|Would] you [please |][say|tell me|count] how many legs {an} {x} has?",
            "[Quiz|Biology|Test|Animal] question: how many legs does {an} {x} have?",
            "[I forgot|I don't know|I'm not sure] how many legs {an} {x} has[. Can you help|. Do you know]?",
            "[Think of|Look at|Imagine|Picture] {an} {x}[. How many legs does it have|. How many legs do you count|: how many legs has it got]?",
            "[Let me know|Remind me|Tell me again] how many legs [there are on {an} {x}|{an} {x} has][.|, please.|]",
            "how many legs does {an} {x} have[ pls| plz| again]",
            "[I wonder|I was wondering|I'm wondering] how many legs {an} {x} [has|has got][.|]",
            "What is the [leg count|total number of legs] [of|for|on] {an} {x}?",
            "[Animal|The animal is]: {x}[. Legs|. Number of legs|. How many legs][?|]",
            "[By nature|Normally|Usually], {an} {x} has how many legs?",
            "[An animal quiz|Animals]: {an} {x} has [how many|what number of] legs?",
            "One {x}, how many legs[ in total| altogether| does it have|]?",
            "[Say|Name|State|Give] the [leg count|number of legs] [of|for] {an} {x}[.|]",
            "What number of legs does {an} {x} have?", "How many legs do you count on {an} {x}?",
    ),
    "zh": (
        "{x}有几条腿？", "{x}有多少条腿", "一只{x}有几条腿？", "{x}几条腿", "请问{x}有几条腿？", "{x}共有多少条腿？",
        "{x}长了几条腿？", "告诉我{x}有几条腿", "你知道{x}有多少条腿吗？", "一只{x}长着多少条腿", "{x}总共几条腿？",
        "{x}的腿有几条？", "说说{x}有几条腿", "数数看，{x}有多少条腿？", "{x}一共几条腿呀", "{x}身上有几条腿？",
        "我想知道{x}有几条腿", "{x}长着几条腿？", "{x}一共有几条腿？", "[老师|弟弟|孩子|小朋友][问我|想知道]{x}[有|长][几|多少]条腿[。|？]",
            "[画|我要画]{x}，[要画|该画|应该画][几|多少]条腿？", "[填空|完成句子]：{x}有[___|（ ）]条腿[。|]",
            "[想问一下|问一下|请教一下]，{x}[有|长着|长了][几|多少]条腿[？|]", "{x}的腿[，|有|是][几|多少]条[？|]",
            "[考考你|抢答|动物题|常识题]：[一只|]{x}有[几|多少]条腿？",
            "[我忘了|我不记得|记不清]{x}有[几|多少]条腿了[，帮帮我|，提醒一下|]",
            "[请|麻烦你|请你][写出|回答|说一下]{x}有[几|多少]条腿[。|]", "{x}[用|靠][几|多少]条腿[走路|站立|行走]？",
            "{x}[腿的数量|腿的数目|的腿数]是[多少|几][？|]", "[谁|有谁]知道{x}[有|长了][几|多少]条腿[？|]",
            "[你知不知道|你记不记得|你清不清楚]{x}[有|长着][几|多少]条腿？",
            "[能不能|可不可以][说说|告诉我]{x}有[几|多少]条腿？",
            "[想一想|想象一下|看看图]，{x}[有|长着][几|多少]条腿？",
            "[你说|你看|你觉得]{x}[会有|有|长了][几|多少]条腿[呢|呀|]？",
            "[到底|究竟]{x}有[几|多少]条腿[呢|呀|啊|]？", "[动物|名称]：{x}[，|；]腿：[几条？|？|多少条？]",
            "[单只|每只|每一只]{x}[有|长着][几|多少]条腿？", "{x}[这种动物|这个动物]有[几|多少]条腿[呢|]？",
            "[帮我|给我]数一下{x}[有|长了][几|多少]条腿[。|]",
            "[我很好奇|我想弄清楚|我想问问]{x}有[几|多少]条腿[。|]", "{x}[是|属于][几|多少]条腿的动物？",
            "[要是|如果]有一只{x}，[它有几条腿|一共有多少条腿|能数出几条腿]？",
            "[通常|一般|正常的]{x}[有|长][几|多少]条腿？",
            "一只{x}身上长了多少条腿？",
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
        "What is the sound {an} {x} makes?", "[What|Which] [sound|noise] [comes|would come] from {an} {x}?",
            "[My teacher|My little sister|A child|My baby] [asks|asked me|wants to know] [what sound {an} {x} makes|what {an} {x} says|how {an} {x} sounds][.|]",
            "[I'd like|I want] to [know|hear|learn] [what sound {an} {x} makes|what {an} {x} says|how {an} {x} sounds][.|]",
            "[Please|Kindly] [imitate|make the sound of|tell me the sound of|do the noise of] {an} {x}[.|]",
            "[Imitate|Make a sound like|Make a noise like|Talk like] {an} {x}[.|, please.|]",
            "What would {an} {x} say if it [made a noise|wanted to be heard|called out]?",
            "[Fill in|Complete|Finish]: {an} {x} [says|goes|makes the sound] [...|____]",
            "{an} {x} [goes|says] [what?|what, exactly?|how?|...?]",
            "{x}[, | - ][sound|noise|what sound|which noise][?|]",
            "[Any idea|Any clue] [what sound {an} {x} makes|how {an} {x} sounds|what {an} {x} says]?",
            "[Could|Would] you [please |][imitate {an} {x}|make the sound of {an} {x}|tell me how {an} {x} sounds]?",
            "[Quiz|Animal|Test] question: [what sound does {an} {x} make|how does {an} {x} sound|what does {an} {x} say]?",
            "[When|If] {an} {x} opens its mouth, [what sound do you hear|what do we hear|which noise comes out]?",
            "[Think of|Imagine|Picture] {an} {x}[. What sound does it make|. How does it sound|: what noise does it make]?",
            "[I forgot|I don't know|I can't remember] [what sound {an} {x} makes|what {an} {x} says|how {an} {x} sounds][. Can you help|. Do you know]?",
            "[Let me know|Remind me|Tell me again] [how {an} {x} sounds|what sound {an} {x} makes|what {an} {x} says][.|, please.|]",
            "what [noise|sound] does {an} {x} make[ pls| plz| again|]",
            "[I wonder|I was wondering|I'm wondering] [how {an} {x} sounds|what noise {an} {x} makes|what sound {an} {x} makes][.|]",
            "[On the farm or in the wild|In a picture book|In a children's song], what [does {an} {x} say|sound does {an} {x} make]?",
            "[Animal|The animal is]: {x}[. Sound|. Its sound|. Which sound][?|]",
            "{an} {x} makes [which|what] [noise|kind of sound|sort of noise]?",
            "[How|With which sound|With what noise] does {an} {x} [call|make itself heard]?",
            "What [do you hear|would I hear|can you hear] [if there is|when there is|near] {an} {x}?",
            "[What's|What is] the [typical|usual|well-known] [sound|noise|call] of {an} {x}?",
            "How does it sound when {an} {x} makes a noise?",
        "Can you name the sound of {an} {x}?",
    ),
    "zh": (
        "{x}怎么叫？", "{x}的叫声是什么", "{x}是怎么叫的？", "{x}发出什么声音？", "{x}的叫声", "{x}会发出怎样的声音？",
        "{x}叫的声音是什么？", "{x}叫起来怎么样", "告诉我{x}怎么叫", "你知道{x}怎么叫吗？", "{x}叫起来是怎样的？",
        "{x}平时怎么叫呀？", "学一下{x}的叫声", "{x}的声音是怎样的？", "说说{x}是怎么叫的", "{x}会怎么叫",
        "我想知道{x}的叫声是什么样的", "{x}的叫声是怎样的？", "{x}叫起来是什么声音？", "[老师|弟弟|孩子|小宝宝][问我|想知道]{x}[怎么叫|是怎么叫的|的叫声是什么][。|？]",
            "[学学|学一学|模仿一下|模仿]{x}[叫|的叫声|的声音][。|吧|]",
            "[填空|完成句子]：{x}的叫声是[___|……|（ ）]。",
            "[想问一下|问一下|请教一下]，{x}[怎么叫|是怎样叫的|叫起来是什么声音][？|]",
            "{x}[，怎么叫|，叫声|，声音|，它的叫声][？|呢？|]",
            "[考考你|抢答|动物题|常识题]：{x}[怎么叫|的叫声是什么|发出什么声音]？",
            "[我忘了|我不记得]{x}[是怎么叫的|的叫声是什么|怎么叫]了[，提醒一下|，帮帮我|]",
            "[请|麻烦你|请你][说出|写出|学一下|模仿]{x}的[叫声|声音][。|]",
            "{x}[张开嘴|张嘴]会[发出什么声音|怎么叫|叫什么声]？",
            "[谁|有谁]知道{x}[怎么叫|是怎么叫的|的叫声是什么样的][？|]",
            "[你知不知道|你会不会学|你清不清楚]{x}[怎么叫|是怎么叫的]？",
            "[能不能|可不可以][学一下|模仿一下|告诉我]{x}的叫声？",
            "[想一想|想象一下]，{x}[会怎么叫|叫起来是什么样|发出的是什么声音]？",
            "[要是|如果]{x}叫起来，[是什么声音|会听到什么声音|那是怎样的声音]？",
            "[动物|名称]：{x}[，|；]叫声：[？|]", "{x}[发出的|的][叫声|声音][像什么|听起来怎样|听起来是怎样的]？",
            "[什么|怎样的|哪种]声音是{x}的叫声[呢|]？",
            "{x}[这种动物|这个动物][怎么叫|会发出什么声音|叫起来是什么声音][呢|]？",
            "[儿歌里|故事里|图画书里]的{x}[是怎么叫的|怎么叫|发出什么叫声]？",
            "[我很好奇|我想弄清楚|我想问问]{x}[怎么叫|是怎么叫的|的叫声是什么][。|]",
            "{x}[一叫|叫的时候]是[什么|哪种|怎样的]声音[呢|]？",
            "[到底|究竟]{x}[是怎么叫的|会怎么叫|发出什么声音][呀|呢|]？",
            "{x}[咋叫|咋叫的|叫声是啥|叫声啥样][呀|啊|][？|]",
            "[一只|]{x}[通常|一般|平常][怎么叫|发出什么声音|是怎样叫的]？",
            "请说出{x}的叫声是什么样。",
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
