# ruff: noqa: E501
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
            "tell me how many {x} there are in {w}", "How [many times|often] [do we find|do you see|can you find] the letter {x} in [the word |]{w}?",
            "[I'd like to know|I wonder|I'm wondering] how [often|many times] {x} [appears|occurs|shows up|is found] in [the word |]{w}[.|]",
            "[Look at|Take] the word {w}. How many {x}'s [do you see|can you find|are there|does it have]?",
            "[Spell|Go through] {w} and count [the {x}'s|how many {x}'s there are|every {x}][.|]",
            "[My teacher|My son|The puzzle|My homework] [asks|wants to know] how many {x}'s [there are|are found] in {w}[.|]",
            "[Find out|Determine|Work out|State] [the number of {x}'s|how many times {x} occurs|how many {x}'s there are] in [the word |]{w}[.|]",
            "[If I write|When you write|When I spell] [the word |]{w}, how [many times|often] [must I|do I] [write|need|use] [the letter |]{x}?",
            "[letter {x}|the letter {x}] in {w}[, how many times| - how many| - how often|: count][?|]",
            "{x} in {w}[, how many| - how many times| count|, count them][?|]",
            "[Among|Of] the letters of {w}, how many are {x}[?|]",
            "[Of all|Out of] the letters in [the word |]{w}, how many are [the letter |]{x}?",
            "[Could|Would|Can] you [please |]check how [many times|often] [the letter |]{x} [is found|comes up|appears|occurs] in {w}?",
            "[The letter {x}|{x}] [appears|occurs|is found|shows up] in {w} how [many times|often][?|]",
            "[hey|hi|quick one], how many {x}'s [does {w} have|are in {w}|do you count in {w}][?|]",
            "[Please count|Count up|Just count] [all the {x}'s|every letter {x}|the occurrences of {x}] in [the word |]{w}[.|]",
            "[What's|Give me|Tell me] the [frequency|count|number] of [the letter |]{x} in [the word |]{w}[?|]",
            "Can you tell me how often {x} occurs in the word {w}?",
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
            "{w}含有几个{x}", "{w}里面有几个字母{x}？", "[我想知道|想问一下|我想问|问一下]{w}[里|中|里面]有[几个|多少个]{x}[。|]",
            "[请问|问一下，|]字母{x}在[单词|英文单词|]{w}[里|里面|中][有几个|出现了几次|出现过多少次][？|]",
            "[看看|看一下|检查|查一下]单词{w}，[里面有几个{x}|{x}有几个|{x}出现了几次][？|]",
            "[老师|妹妹|同学]问[我|][单词|]{w}[里|里面]有[几个{x}|多少个字母{x}][，怎么答？|。|]",
            "[统计|计算|求|数出][单词|]{w}[中|里]{x}的[个数|数量|次数|出现次数][。|]",
            "{w}[里|中|里面]{x}的[个数|数量|出现次数]是[多少|几][？|]",
            "{x}在{w}[里|中]一共[出现几次|出现多少回|有几个|有多少个][？|]",
            "[写|拼写|拼出]{w}[这个词|这个单词|]要[用|写]几[个|次]{x}[？|]",
            "组成{w}的字母[里|中|当中]，[有几个是{x}|{x}有几个|{x}占几个][？|]",
            "{w}[，|：]{x}[有几个|几个|多少个|出现几次][？|]", "{w}[里|中][几个|多少个]{x}[？|呀？|呢？|]",
            "[麻烦|麻烦你|请你][数一数|数一下|数数]，[单词|]{w}[里|中][有几个{x}|{x}有多少个][。|]",
            "[你看|你说|你数]{w}[这个单词|这个词|][里|里面]{x}有几个[？|呢？|]",
            "[在|]单词{w}[里|当中][能|可以]找到[几个|多少个]{x}[？|]",
            "{w}[这个单词|这个英文词][里|里面]，字母{x}[用了几次|出现了几回|有多少个|共几个][？|]",
            "[把|请把]{w}[里|中]的{x}数[一数|一下|出来]，[有几个|一共几个|共多少个][？|]",
            "{w}里的{x}有多少个？", "单词{w}中一共出现了几个{x}？",
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
            "[I'd like to know|I wonder|I'm wondering|I want to know] how [long the word {w} is|many letters {w} has|many letters are in {w}][.|]",
            "[Count|Please count|Just count] [how many letters|the letters that] [make up|form|are used for] [the word |]{w}[.|]",
            "[Find|State|Give|Determine] the [number of letters|letter count|length] of [the word |]{w}[.|]",
            "[letter count|word length|length] of {w}[?|]", "[length|letters|letter count|no. of letters]: {w}",
            "{w}, [how long is it|how many letters is that|how many letters long|how many letters][?|]",
            "{w} is how [long|many letters long|many letters][?|]",
            "The word {w} [has|contains|consists of] how many letters[?|]",
            "[When|If] [I|you|we] [spell|write|type] [the word |]{w}, how many letters [are needed|are there|are used][?|]",
            "[To|In order to] [spell|write|type] {w}, how many letters do [I|you|we] need[?|]",
            "How many letters [do I need|do you need|does it take|are needed] to [spell|write|form] [the word |]{w}?",
            "[My teacher|My daughter|The crossword|My friend] [asks|wants to know] how many letters [{w} has|are in {w}|the word {w} has][.|]",
            "[Can|Could|Would] you [tell me|work out|find out|say] how [long {w} is|many letters {w} contains|many letters there are in {w}][?| please]",
            "How many letters long is [the word |]{w}[?|]",
            "Of how many letters [is {w} made|does {w} consist|is {w} composed][?|]",
            "How many [letters|characters] [does the word {w} contain|does {w} consist of|is {w} composed of|do you count in {w}][?|]",
            "[Look at|Take|Here is] the word {w}. How [many letters does it have|long is it|many letters do you count]?",
            "[hey|hi|ok|so], how [long is {w}|many letters are in {w}|many letters does {w} have][?|]",
            "[What's|Give|Tell me] the [letter count|length] of [the word |]{w}[?|]",
            "What [number|amount] of letters [does {w} have|makes up {w}|do we find in {w}|is in {w}][?|]",
            "Spell {w} and [count the letters|tell me how many letters you used|say how many letters it has][.|]",
            "[Give me|I need|Let me know|Please give me] the [number of letters|letter count] [of|in|for] [the word |]{w}[.|]",
            "{w} - [count the letters|length of this word|how many letters are there|how many characters][?|]",
            "[Is|So is] {w} a long word? [How many letters does it have|How many letters|Count the letters|How many letters are in it]?",
            "[How many letters|How many characters] [would|will] I [type|write|see] for [the word |]{w}[?|]",
            "If every letter of {w} [gets|needs|takes up] one [box|square|tile], how many [do I need|are needed|will there be][?|]",
            "I have to [fill|write] {w} in a [crossword|puzzle]. How many [squares|letters] does it [take|need|have]?",
            "[Number|Count] of [characters|letters] [making up|found in|used in] {w}[?|]",
            "[pls|please|plz] [count the letters in {w}|tell me how long {w} is|say how many letters {w} has]",
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
            "{w}总共几个字母？", "你知道{w}有多少个字母吗？", "[我想知道|想问一下|我想问|问一下][单词|]{w}有[几个|多少个]字母[。|]",
            "[数数|数数看|数一数|来数一下][，|][单词|]{w}[里|里面]有[几个|多少个]字母[？|]",
            "[求|计算|统计|写出]单词{w}的[字母个数|字母数|长度|字母数量][。|]",
            "{w}的[长度|字母个数|字母总数][是几|是多少|等于多少][？|]",
            "{w}，[几个字母|多少个字母|有多长|共几个字母][？|]", "{w}[多长|几个字母|多少字母|字母数][？|]",
            "[字母数|字母个数|单词长度|字母总数]：{w}",
            "[写|拼|拼写|打出]{w}[这个词|这个单词|]要[用|写|打][几个|多少个]字母[？|]",
            "[写|拼写|拼出]单词{w}[需要|要用|得用][几个|多少个]字母[？|]",
            "[老师|妈妈|同学|弟弟]问[我|]{w}[有几个字母|由几个字母组成|一共有多少个字母][，怎么答？|。|]",
            "[组成|构成]{w}的字母[有几个|一共有多少个|总共有几个|共有多少][？|]",
            "{w}是由多少个字母[组成的|拼成的|构成的][？|]", "{w}这个[单词|英文单词|英语单词]是几个字母[的|][？|]",
            "{w}[里|里面|中]有[几个|多少个]字母[呢？|呀？|？|]",
            "{w}[里|里面|中][一共|总共|共][有|含][几个|多少个]字母[？|]",
            "[你说|你看|你数数|你猜]{w}有[几个|多少个]字母[？|呢？]",
            "[帮我|帮忙|请帮我]数[一下|数|一数]{w}[的字母|有几个字母|里有多少个字母][。|]",
            "[麻烦|麻烦你|请你|请]告诉我[单词|]{w}[有多少个字母|由几个字母组成|的字母数|的长度][。|，谢谢|]",
            "[看看|看一下|请看]单词{w}，它[有几个字母|由多少个字母组成|一共有几个字母|有多长][？|]",
            "{w}这个词[长不长|长吗]？[有几个字母|一共几个字母|数数有几个字母]",
            "[如果|要是]一个字母占一格，{w}[要占几格|要几格|一共占多少格|需要多少格][？|]",
            "把{w}的字母数一[遍|数|下]，[一共几个|共有多少个|是几个][？|]",
            "单词{w}[含|包含|包括|含有][几个|多少个]字母[？|]",
            "[拼一拼|写一写]{w}，[有几个字母|看它有几个字母|一共用了几个字母][？|]",
            "英语[词|单词]{w}，[字母有几个|字母共多少个|字母一共几个|里面有多少字母][？|]",
            "[几个字母|多少个字母]组成了[单词|]{w}[？|]",
            "{w}的字母[共几个|总共有多少个|加起来有几个|到底有几个][？|]",
            "{w}是由多少个字母组成的单词？",
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
            "Give me the letters of {w} in reverse order.", "[I'd like|I want|I would like] [the word |]{w} [spelled backwards|in reverse|backwards|written from back to front][, please|.|]",
            "[I'd like to know|I wonder|I want to know] [what {w} is backwards|how {w} looks backwards|what {w} looks like in reverse][.|]",
            "[Can|Could|Would] you [write|spell|type] [the word |]{w} [backwards|in reverse|back to front][ for me|, please|][?|]",
            "[backwards|reversed|in reverse|back to front|mirrored]: {w}",
            "{w} [reversed|back to front|from back to front|from end to start|mirrored][?|]",
            "{w}, [but backwards|but reversed|now backwards|backwards please|in reverse please|from the end]",
            "What does [the word |]{w} look like [backwards|in reverse|when reversed|spelled backwards]?",
            "How [would|do|can] [you|I|we] [write|spell|type] [the word |]{w} [backwards|back to front|from the end|from right to left]?",
            "What do [I|you|we] get [when|if] {w} is [reversed|spelled backwards|written backwards|turned around]?",
            "If [I|you|we] [read|write|spell] [the word |]{w} [backwards|from right to left|from the last letter], what [comes out|is the result|do you get]?",
            "[Take|Here is|Look at] the word {w}. [Spell it backwards|Write it in reverse|Reverse it|Now turn it around|What is it backwards][.|]",
            "[Start|Begin] [with|at] the last letter of {w} and [spell|go] [to the first|back to the first letter|to the front][.|]",
            "[Type|Print|Output|Display|Show|Show me] {w} [backwards|in reverse|in reverse order|reversed][.|]",
            "[Please|Pls|Kindly] [reverse|flip|turn around|invert] [the word |]{w}[.|]",
            "[Change|Switch|Reverse] the [order of the letters|letter order] in {w}[ so the last comes first| so that the last letter comes first|, last letter first][.|]",
            "Put the letters [of {w}|in {w}|of the word {w}] in [reverse|the opposite|backward] order[.|]",
            "[My teacher|My brother|The game|My friend] [asks|wants] me to [spell|write|say] {w} [backwards|in reverse][.|]",
            "[Mirror|Invert|Turn round|Flip around] the [word {w}|letters of {w}|spelling of {w}][.|]",
            "[hey|hi|ok], [what's {w} backwards|spell {w} backwards|how is {w} spelled in reverse|reverse {w}][?|]",
            "[List|Name|Say|Write down] the letters of {w} from [last to first|the last to the first|back to front|right to left][.|]",
            "[Last letter first|From last to first|Right to left|From the end to the start]: [how do you spell {w}|spell {w}|write {w}|{w}][?|]",
            "[What is|What's|Tell me] the [reversed|backward|mirrored|inverted] [form|version|spelling] of {w}[?|]",
            "[In reverse|Backwards|From back to front|From right to left], [how is {w} spelled|the word {w} is what|what is {w}|how do we write {w}]?",
            "[Do you know|Can you tell me|Could you say|Tell me] [what {w} is backwards|how to spell {w} backwards|how {w} is written in reverse|what {w} reversed is][?|]",
            "{w} [spelled|written|read] [from right to left|from the end|from last letter to first|in reverse] is what[?|]",
            "[The reverse of|The opposite letter order of|The backward spelling of] {w}[ is|?|, please]",
            "[Let's|Let us] [play backwards|reverse words|spell backwards]: {w}[.|]",
            "The word is {w}. [Backwards, please|What is it backwards|Spell it from the end|Give me the reverse|Now say it in reverse][.|]",
            "What do I get if I read {w} backwards?",
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
            "{w}颠倒过来是什么呀", "单词{w}倒着写是什么？", "把{w}的字母顺序颠倒一下。", "[我想知道|想问一下|我想问|问一下][单词|]{w}[倒过来|反过来|倒着][怎么写|怎么拼|是什么][。|]",
            "[请|请你|麻烦|麻烦你]把[单词|]{w}[倒着写一遍|倒着拼出来|反过来写|从后往前写][。|]",
            "[请|请你|]从[最后一个字母|后面|末尾|尾部]开始[写|拼|拼写][单词|]{w}[。|]",
            "{w}[，倒着|，倒过来|，反过来|，反着写|，倒写][。|]", "[倒过来|倒着写|反着拼|倒写|反转|逆序]：{w}",
            "{w}的逆序[是什么|怎么写|写法|拼写][？|]",
            "{w}[的字母|]按[相反|颠倒|从后到前]的顺序[写是什么|怎么写|写出来是什么|怎么拼][？|]",
            "按[相反|从后到前|颠倒]的顺序[写出|拼出|排列]{w}的[字母|各个字母|所有字母][。|]",
            "[如果|要是|假如]把{w}[倒过来写|反着写|从后往前拼|从右往左读]，[会得到什么|是什么|会变成什么][？|]",
            "把{w}[倒过来|反过来|颠倒一下|翻转一下][会是|就是|等于|得到|变成]什么[？|]",
            "[倒着|反着|从后往前]读{w}，[是什么|读出来是什么|得到什么][？|]",
            "[老师|同学|妹妹][让我|叫我|要我]把{w}[倒着写|倒过来拼|反过来写][，怎么写？|，答案是什么？|。]",
            "[输出|显示|写出|给出]{w}的[反转|倒序|逆序|倒写]结果[。|]", "[反转|翻转|颠倒|倒转][单词|字符串|]{w}[。|]",
            "{w}[从后往前|从右到左|从尾到头|从最后一个字母开始][写|拼|读]是什么[？|]",
            "[单词|]{w}从[后面|尾巴|末尾|右边][往前|向前][是什么|怎么写|怎么拼][？|]",
            "[能不能|可不可以|能否]把{w}[倒着写|反过来拼|倒过来写][给我看|一下|一遍][？|]",
            "[帮我|帮忙|你来|给我][倒着写一下|反过来拼一下|倒着拼一下]{w}[。|]",
            "[你会|你能|你可以]倒着[拼|写][单词|]{w}吗[？|]",
            "{w}的字母[前后颠倒|首尾倒过来|从尾到头排列|反着排列][是什么|怎么写|会得到什么][？|]",
            "[把|将]{w}的[每个|所有|各个]字母从[后|尾|最后]往前[写一遍|排一遍|列出来][。|]",
            "[这个|英文]单词倒着[写|拼]是什么：{w}[？|]",
            "[单词|英文单词]是{w}，[请倒着写|请反过来拼|倒过来是什么|倒着怎么写][？|]",
            "[玩个游戏|来玩倒着拼|试一试]：把{w}[反过来写|倒着拼出来|从后往前写][。|]",
            "{w}[最后一个字母在前|字母倒着排|首尾颠倒][，|][怎么写|怎么拼|写出来是什么][？|]",
            "怎么[把{w}倒过来写|倒着写{w}|反着拼{w}|从后往前拼{w}][？|呢？|]",
            "[告诉我|说说|讲讲]{w}[反过来|倒过来|颠倒后|反转后][怎么写|是什么|的样子][。|]",
            "将单词{w}的字母从右往左写。",
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
    Family("word_length", True, _word_length, 4.0),
    Family("backwards", True, _backwards, 5.5),
)
