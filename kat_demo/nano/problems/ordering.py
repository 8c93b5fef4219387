# ruff: noqa: E501
"""What stands before what: people in an order that has to be put together from pairs, and lists to sort."""

from __future__ import annotations

import itertools
import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.plots import NAMES

_RELATIONS: Final = (
    ("taller", "shorter", "the tallest", "the shortest", "高", "矮"),
    ("older", "younger", "the oldest", "the youngest", "大", "小"),
    ("faster", "slower", "the fastest", "the slowest", "快", "慢"),
    ("heavier", "lighter", "the heaviest", "the lightest", "重", "轻"),
    ("stronger", "weaker", "the strongest", "the weakest", "强", "弱"),
    ("richer", "poorer", "the richest", "the poorest", "富", "穷"),
)
_TEXTS: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "{clues} Who is {top}?",
            "{clues} who is {top}",
            "{clues} Who is {bare}?",
            "{clues} who's {bare}",
            "{clues} Who is {bare} of them?",
            "Who is {bare}? {clues}",
            "{clues} Who is {top} of them?",
            "{clues} So who is {top}?",
            "{clues} Which of them is {top}?",
            "{clues} Tell me who is {top}.",
            "Who is {top}? {clues}",
            "{clues} Name {top} one.",
            "Given: {clues} Who is {top}?",
            "If {listed}, who is {top}?",
            "If {listed}, then who is {top}?",
            "{listed}. Who is {top}?",
            "{listed}, who is {top}?",
            "{clues} Who of them all is {top}?",
            "{clues} Which one is {top}?",
            "Tell me which of them is {top}: {clues}",
            "{clues} Can you tell who is {top} of all?",
            "{clues} Can you say which one is {top}?",
            "I say that {listed}. Who is {top} one?",
            "{clues} Then which of them is {top}?",
            "Given that {listed}, who of them is {top}?",
            "{clues} [Do you know|Can you work out|Can you figure out|Could you tell me] who is {top}[?|]",
            "{clues} [I'd like to know|I wonder|I want to know|I'm wondering] who is {top}[.|]",
            "{clues} [Find|Find out|Work out|Figure out|Determine|Say] who is {top}[.|]",
            "{clues} [Of|Out of|Among] [them|them all|all of them|these], who is {top}?",
            "{clues} [Now|Well then|Ok|So|Therefore|In that case], [who|which one|which of them] is {top}[?|]",
            "{clues} [The {bare} one|The {bare} person|The {bare} of them] is [who|which one]?",
            "{clues} [Who's|Who is] the {bare} [one|person|of all|of the group][?|]",
            "{clues} [{bare}|{bare} one|{bare} of all|{bare} person]?",
            "{clues} [What is|What's|Give|Give me|Tell me] the name of the {bare} [one|person][?|]",
            "{clues} [Who|Which person|Which of them|Which one] [must be|has to be|would be|should be] {top}[?|]",
            "{clues} [From this|From that|Based on this|According to this], who is {top}?",
            "{clues} [Who|Which of them|Which one] [would you say|do you think] is {top}?",
            "[We know that|It is known that|Let's say that|Imagine that|I know that] {listed}. [Who|Which of them|Which one] is {top}[?|]",
            "[Suppose|Assume|Suppose that|Assuming] {listed}. [Then who|Who|Which one] is {top}?",
            "[Since|Because|As|When|Knowing that] {listed}, [who|which of them|which one] is {top}?",
            "Who is {top} [if|when|given that|knowing that] {listed}[?|]",
            "[Who|Which of them|Which one] [would be|must be|has to be] {top} if {listed}?",
            "[Find|Name|Identify] the {bare} [one|person]: {clues}",
            "[Find|Name|Identify] the {bare} [person|one|of the group] if {listed}[.|]",
            "[Read this|Listen|Here is a riddle|A puzzle|Think about this|Logic puzzle]: {clues} [Who is {top}|Which of them is {top}|So who is {top}]?",
            "[My teacher|My friend|The book|The puzzle] says that {listed}. [Who|Which one|Which of them] is {top}?",
            "[I want to know|Please tell me|Can you tell me|Tell me|Say] who is {top}[ of them|]. {clues}",
            "{listed}[. So|; so|, so] [who|which one|which of them] is {top}[ then|][?|]",
            "{listed}, [can you tell me|do you know|tell me|say] who is {top}[?|]",
            "In a [group|class|family|team], {listed}. [Who is {top}|Which one is {top}|Name the {bare} one][.|]",
            "[Question|Problem|Q|Task]: {clues} [Who|Which one|Which of them] is {top}?",
            "{clues} [Please answer|Answer|Tell me|My question]: [who is {top}|which one is {top}|which of them is {top}][?|]",
            "{clues} [Comparing|If you compare|If we compare] them[ all|], [who is {top}|who comes out {bare}|which one is {top}]?",
            "Which [of them|one|person] is {top}, [knowing|given|considering] that {listed}?",
            "[Someone told me|I heard|They say|Mom says] that {listed}. [So who|Who|Then who] is {top}?",
            "{clues} Can you name {top} one?",
            "Which of them is {top} if {listed}?",
        ),
        (
            "An ordering of {n} people from {m} comparisons. They have to be put in a row first, so thinking pays.",
            "The user compares {n} people pair by pair. Building the chain step by step is worth it.",
            "To find {top} one, {m} comparisons must be joined, so I should reason.",
        ),
        ("{r} is {top}.",),
    ),
    "zh": Texts(
        (
            "{clues}，谁最{top}？",
            "{clues}，谁最{top}",
            "{clues}。谁最{top}？",
            "{clues}，他们中谁最{top}？",
            "{clues}，请问谁最{top}？",
            "{clues}，那么谁最{top}？",
            "谁最{top}？{clues}。",
            "{clues}，最{top}的是谁？",
            "已知{clues}，谁最{top}？",
            "如果{clues}，谁最{top}？",
            "{clues}，他们里面哪个人最{top}？",
            "{clues}，最{top}的人是哪个？",
            "{clues}，其中谁最{top}？",
            "{clues}，你说最{top}的是哪一个？",
            "请问最{top}的是谁？{clues}。",
            "{clues}，说说谁是最{top}的",
            "如果{clues}，那么最{top}的人是谁？",
            "已知{clues}，他们中哪个最{top}？",
            "[我们知道|大家知道|听说|我知道]{clues}[，|。][谁最{top}|那谁最{top}|最{top}的是谁|请问谁最{top}][？|]",
            "[假设|假如|要是|若|倘若]{clues}，[谁最{top}|那么谁最{top}|谁是最{top}的|最{top}的是哪个人][？|]",
            "[因为|既然|由于]{clues}，[谁是最{top}的|最{top}的人是哪个|他们当中谁最{top}][？|]",
            "[根据|由|从]“{clues}”，[可知谁最{top}|可以知道谁最{top}|判断谁最{top}|能推出谁最{top}][？|]",
            "{clues}，[由此可知|可见|这样看来|这么说来]谁最{top}[？|]",
            "{clues}，[请|请你|你来|试着][判断|推断|推出|找出]谁最{top}[。|]",
            "{clues}，[你知道|你看得出|你能说出|你能告诉我|能看出]谁最{top}吗[？|]",
            "{clues}[，|。][我想知道|想问一下|我想问|问一下]谁最{top}[。|]",
            "{clues}，[几个人里|几个人当中|大家当中|这些人中|所有人里][谁最{top}|最{top}的是谁|哪个最{top}][？|]",
            "{clues}，[到底|究竟]谁[最{top}|才是最{top}的|是最{top}的][？|呢？]",
            "{clues}，谁[才|]是[最{top}的|最{top}的人|最{top}的那个|最{top}的一个][？|呢？|]",
            "{clues}，最{top}的[是哪位|叫什么名字|人叫什么|那个人是谁|是哪一位][？|]",
            "{clues}[，|。]最{top}的[是|人是|人：|是谁呢？]",
            "[请问|问一下|你说|猜猜|想一想][，|]谁[最{top}|是最{top}的][：|？]{clues}[。|]",
            "[最{top}的人是谁|谁是最{top}的|哪一个人最{top}|他们谁最{top}][？|：]{clues}[。|]",
            "[找出|说出|写出|指出]最{top}的人：{clues}[。|]",
            "[推理题|思考题|小题目|题目|问题]：{clues}[，|。][谁最{top}|最{top}的是谁|问谁最{top}][？|]",
            "老师[说|告诉我们|讲]{clues}，[问我们谁最{top}|那谁最{top}|然后问谁最{top}|最{top}的是谁][？|]",
            "{clues}，[比一比|比较一下|比下来|排一排][，|][谁最{top}|最{top}的是谁|哪个最{top}][？|]",
            "{clues}，[所以|于是|因此][最{top}的是谁|谁最{top}|最{top}的人是哪一位][？|]",
            "[知道|已经知道|现在知道]{clues}，[求最{top}的人|最{top}的是谁|请说出谁最{top}|你说谁最{top}][。|]",
            "{clues}，[告诉我|请告诉我|说一下|请回答|麻烦说一下][谁最{top}|最{top}的是谁|最{top}的人是谁][。|]",
            "{clues}，[那|那么|那你说][最{top}的是谁|最{top}的是哪个|他们里谁最{top}][呢？|呀？|？|]",
            "[班里|家里|小组里|他们当中]{clues}，[谁最{top}|哪个最{top}|最{top}的是谁][？|]",
            "{clues}，[他们几个|这几个人|这几位][谁最{top}|里谁最{top}|当中最{top}的是谁|里最{top}的是哪个][？|]",
            "{clues}，[谁最{top}啊|谁最{top}呀|哪个最{top}呢|谁最{top}呢][？|]",
            "[我说|他说|妈妈说|同学说]{clues}，[你说谁最{top}|那谁最{top}|你觉得最{top}的是谁][？|]",
            "{clues}，请问哪个人最{top}？",
            "最{top}的人是谁？已知{clues}。",
        ),
        (
            "由{m}个比较给{n}个人排序，要先排成一列，值得思考。",
            "用户两两比较了{n}个人，需要一步步连成链。",
            "要找最{top}的人，得把{m}个条件连起来，应该推理。",
        ),
        ("{r}最{top}。",),
    ),
}


def _ordering(rng: random.Random, language: Language, held_out: bool) -> Problem:
    count = rng.choice((3, 3, 3, 4, 4, 5))
    row = choose(lambda: tuple(rng.sample(NAMES[language], count)), held_out)
    relation = rng.choice(_RELATIONS)
    pairs = list(itertools.pairwise(row))
    rng.shuffle(pairs)
    highest = rng.random() < 0.6
    more, less = (relation[4], relation[5]) if language == "zh" else (relation[0], relation[1])
    clues = [_clue(rng, left, right, more, less, language) for left, right in pairs]
    stop = rng.choice(("，", "，", "。", "；"))
    joined = " ".join(f"{clue}." for clue in clues) if language == "en" else stop.join(clues)
    listed = ", ".join(clues[:-1]) + rng.choice((" and ", ", and ")) + clues[-1]
    top = (more if highest else less) if language == "zh" else relation[2 if highest else 3]
    winner = row[0] if highest else row[-1]
    lines = [*(f"{left} > {right}" for left, right in pairs), *_chain(pairs), f"{top}: {winner}"]
    slots = {
        "clues": joined,
        "listed": listed,
        "top": top,
        "bare": top.removeprefix("the "),
        "n": count,
        "m": count - 1,
        "r": winner,
    }
    expected = (f"{winner} is {top}",) if language == "en" else (f"{winner}最{top}",)
    return compose(
        rng, "ordering", language, held_out, _TEXTS[language], pays=True, thinking=lines, expected=expected, slots=slots
    )


def _clue(rng: random.Random, left: str, right: str, more: str, less: str, language: Language) -> str:
    if rng.random() < 0.3:
        left, right, more = right, left, less
    return f"{left} is {more} than {right}" if language == "en" else f"{left}比{right}{more}"


def _chain(pairs: list[tuple[str, str]]) -> list[str]:
    """The row as it grows, one comparison a line."""
    chain, left, lines = list(pairs[0]), list(pairs[1:]), []
    while left:
        pair = next(pair for pair in left if pair[0] == chain[-1] or pair[1] == chain[0])
        left.remove(pair)
        chain = [*chain, pair[1]] if pair[0] == chain[-1] else [pair[0], *chain]
        lines.append(" > ".join(chain))
    return lines


_SORT: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "Sort {l}{up}.", "Sort{up}: {l}", "sort{up} {l}", "Sort these numbers{up}: {l}",
            "Put {l} in order, {way}.", "Order {l}{up}",
            "Arrange the numbers {l}{up}.", "sort {l}{up}", "Can you sort {l}{up}?",
            "Here are some numbers: {l}. Sort them{up}.", "List {l} {way}.", "Write {l} {way}",
            "Sort the list [{l}]{up}", "I need {l} sorted{up}.", "{l}: sort{up}", "Bring {l} into order, {way}",
            "Rank {l} {way}.", "Please arrange {l}{up}", "bring these numbers into order, {way}: {l}",
            "order these numbers{up}: {l}", "I want to rank the numbers {l} {way}.", "Give me {l} {way}.",
            "Could you put {l} in order for me, {way}?", "{l} sorted {way}?", "What is {l} sorted {way}?",
            "Arrange {way}: {l}", "Please bring {l} into order {way}.", "Rank these numbers {way}: {l}",
            "[I'd like|I want|I would like] {l} [sorted|arranged|put in order|ordered]{up}[, please|.|]",
            "[My teacher|The task|My homework] [wants|asks] me to [sort|order|arrange] [the numbers |]{l}{up}[.|]",
            "{l} [in order|in the right order|put into order], {way}[?|]", "{l}, {way}[?|, please|]", "{way}: {l}",
            "[How|In what order] do the numbers {l} [go|come|stand] when [sorted|arranged|ordered]{up}?",
            "What is the [right|correct|proper] order of [the numbers |]{l}, {way}?",
            "[Take|Here are|I have|These are] [the numbers|my numbers]: {l}. [Arrange|Order|Sort|List] them {way}[.|]",
            "[Take|I have|We have] {l}. [Put them in order|Bring them into order|Write them in order|Line them up], {way}[.|]",
            "[Rewrite|Rearrange|Line up|Reorder] [the numbers |]{l} {way}[.|]",
            "[If|When] [I|you|we] [sort|arrange|order] {l}{up}, what [do I get|is the result|comes out|does the list look like]?",
            "[Show me|Tell me|Write down|Give me] the numbers {l} [in order, |sorted |arranged |]{way}[.|]",
            "[Help me|Please help me|I need help to] [sort|order|arrange|rank] {l}{up}[.|]",
            "[Return|Print|Output|Display|Show] {l} [sorted|ordered]{up}[.|]",
            "[The list|The row|My list] is {l}. [Sort it|Please sort it|Order it|Now sort it]{up}[.|]",
            "[pls|please|plz|hey,] [sort|order|arrange] [these|them|these for me]{up}: {l}",
            "Can you give me these numbers {way}: {l}", "Could you list the numbers {l} {way}?",
        ),
        (
            "Sorting {n} numbers takes one comparison after another. Picking them one at a time pays.",
            "A list of {n} numbers that starts with {a} has to be put in order. Step by step is safer.",
            "The user wants {n} numbers sorted{up}. I should pick the next one each time, so thinking is worth it.",
        ),
        ("{r}",),
    ),
    "zh": Texts(
        (
            "把{l}{up}排列。", "把{l}{up}排序", "将{l}{up}排序。", "请{up}排列：{l}", "{l}，{up}排一下",
            "给这些数排序（{up}）：{l}", "对{l}{up}排序", "{up}写出{l}", "把这几个数{up}排列：{l}", "帮我把{l}{up}排好",
            "把下列各数{up}排列：{l}", "把这些数字{up}排一排：{l}", "{l}{up}怎么排？",
            "下面的数字{up}排序的结果是什么：{l}", "将这几个数字{up}排列：{l}", "你能把{l}{up}排列吗？",
            "{l}，请{up}排好", "{l}{up}排序是什么结果？", "请将下列的数{up}排序：{l}", "请把下列数字{up}排列：{l}",
            "{l}{up}排列的结果是什么？", "[我想|我要|我想要]把{l}{up}[排列|排序|排好|排一下][。|]",
            "[老师|作业|题目][要求|让我|叫我]把{l}{up}[排列|排序|排好][。|，怎么排？]",
            "[请问|问一下，|]{l}{up}[应该怎么排|怎么排列|排列是怎样的|排好是什么][？|]",
            "{l}，{up}[排列|排序|排好|写出来|排一排][。|]", "{up}[排列|排序|排一下|排好]：{l}",
            "[给|对][数字|数列|列表|数组]{l}{up}[排个序|排序|进行排序][。|]",
            "[有|我有|这里有|给你]几个数：{l}。[请|请你|][把它们|将它们]{up}[排列|排好|排序][。|]",
            "[如果|要是]把{l}{up}排[，|起来，|列，][结果是什么|会得到什么|是什么样][？|]",
            "[麻烦|麻烦你|请你|请帮忙]{up}[排一下|排列|整理][这些数|这几个数|下面的数]：{l}",
            "{l}[这几个数|这些数|这组数]{up}[依次是什么|的顺序是什么|排列是怎样的|应当怎么写][？|]",
            "[能不能|可不可以|能否]{up}[排一下|排列一下|排一排]{l}[？|]",
            "[重新排列|整理|排一排][数字|]{l}，{up}[。|，谢谢|]", "{l}，[要|需要|请]{up}[排列|列出来|写出来|排][。|]",
            "[告诉我|说说|写出]{l}{up}[排列|排序|排好]的[结果|顺序|样子][。|]",
            "{l}{up}[的顺序|排序结果|排列结果|的排列]是[？|什么？|什么]",
            "把{l}[重新|依次|]{up}[写一遍|列出来|写出来|排成一排][。|]",
            "请给{l}{up}排个序", "帮我{up}写出这几个数：{l}",
        ),
        (
            "要把{n}个数排好，需要一个一个挑，值得思考。",
            "这是{n}个数的排序，第一个是{a}，每次选出一个更可靠。",
            "用户要{up}排{n}个数，应该逐个比较。",
        ),
        ("{r}",),
    ),
}  # fmt: skip
_UP: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "in ascending order", "from smallest to largest", "from low to high", "from small to big", "smallest first",
        "in increasing order", "from least to greatest", "from lowest to highest", "starting with the smallest",
    ),
    "zh": ("从小到大", "按从小到大的顺序", "按升序", "由小到大"),
}  # fmt: skip
_DOWN: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "in descending order", "from largest to smallest", "from high to low", "from big to small", "largest first",
        "in decreasing order", "from greatest to least", "from highest to lowest", "starting with the largest",
    ),
    "zh": ("从大到小", "按从大到小的顺序", "按降序", "由大到小"),
}  # fmt: skip


def _sorting(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, ...]:
        return tuple(rng.sample(range(1, rng.choice((20, 100, 100, 300))), rng.choice((3, 4, 4, 5, 5, 6, 7))))

    values = choose(sample, held_out)
    down = rng.random() < 0.4
    word_of = {"en": ("smallest", "largest"), "zh": ("最小", "最大")}[language][down]
    left, lines, done = list(values), [], []
    while len(left) > 1:
        pick = max(left) if down else min(left)
        lines.append(f"{', '.join(map(str, left))}: {word_of} {pick}")
        left.remove(pick)
        done.append(pick)
    done += left
    lines.append(f"{left[0]}")
    result = ", ".join(map(str, done))
    gap = rng.choice((", ", ", ", ",", " ") if language == "en" else ("、", "，", ", ", ","))
    way = rng.choice((_DOWN if down else _UP)[language])
    up = way  # stands directly after the list; English may leave it out, as sorting means upwards by itself
    if language == "en":
        up = "" if not down and rng.random() < 0.15 else f" {way}"
    slots = {"l": gap.join(map(str, values)), "n": len(values), "a": values[0], "up": up, "way": way, "r": result}
    return compose(
        rng,
        "sorting",
        language,
        held_out,
        _SORT[language],
        pays=True,
        thinking=lines,
        expected=(result,),
        slots=slots,
    )


FAMILIES: Final = (
    Family("ordering", True, _ordering, 5.5),
    Family("sorting", True, _sorting, 5.0),
)
