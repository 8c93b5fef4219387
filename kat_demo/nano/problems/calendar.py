# ruff: noqa: E501
"""Weekdays, months and dates."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems import steps
from kat_demo.nano.problems.family import Family, Texts, choose, compose

DAYS: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}
MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    "zh": ("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"),
}  # fmt: skip
LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_AFTER: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "Today is {d}. What day is it in {n} days?", "If today is {d}, what day will it be in {n} days?",
            "What weekday is {n} days after {d}?", "It is {d}. Which day of the week is it {n} days from now?",
            "{n} days after {d} is what day?", "today is {d}, what day is it after {n} days",
            "What day comes {n} days after {d}?", "Starting on {d}, which weekday is it {n} days later?",
            "{d} plus {n} days?", "It's {d} today. In {n} days it will be which day?",
            "Tell me the weekday {n} days after {d}.",
            "My trip is in {n} days and today is {d}. On which weekday is it?", "{n} days from {d}?",
            "{d} + {n} days = which day", "Suppose today is {d}. Which weekday will we have in {n} days?",
            "Count {n} days on from {d}. Which day do you get?", "Can you tell me what day it is {n} days after {d}?",
            "What day of the week do we have {n} days after {d}?", "Give me the day of the week {n} days from {d}.",
            "{n} days ago it was {d}. What day is today?",
            "I have a test in {n} days. Today is {d}. What day of the week is the test?",
            "Do you know which day it is {n} days after {d}?", "weekday {n} days later than {d}",
            "Suppose it is {d} now, what day is it {n} days later?",
            "Suppose it is {d}. What day of the week is it {n} days later?",
            "Which weekday do we have {n} days from {d}?", "[My friend comes|The party is|My birthday is|We meet again] {n} days [from today|from now], and [today is|it is now|now it's] {d}. [Which|What] [day|weekday] [is that|will that be]?",
            "[After|When] {n} days [have passed|have gone by|are over], [which|what] [day|weekday] [is it|will it be] [if we start on|if today is|starting on] {d}?",
            "[We have|It is|It's] {d} [today|now]. [Let {n} days pass|Wait {n} days|Add {n} days]. [Which day is it then|What day do we get|What's the weekday]?",
            "[I'd like to know|I want to know|I need to know|Please work out] [which|what] [day|weekday] [it is|it will be] {n} days [after|from] {d}[.|]",
            "[Now|Today] {d}, [in {n} days|{n} days later|after {n} days]?",
            "[Given|Knowing|If you know] that today is {d}, [find|work out|name] the [day|weekday] {n} days [later|from now|ahead][.|]",
            "[Move|Go|Jump|Step] [forward {n} days|{n} days forward|ahead {n} days] from {d}[. Where do you land?|. Which day is it?|, what day is it?]",
            "[My teacher asks|Homework question|Our teacher wants to know]: [which|what] [day of the week|weekday|day] is {n} days [after|later than] {d}?",
            "[What|Which] day [will it be|is it] [once|when] {n} days [have passed|have gone by] since {d}?",
            "[A letter|A parcel|A package] [sent|posted|mailed] on {d} [arrives|gets here|comes] {n} days later. [On which day|On what weekday|On what day of the week] [is that|does it come]?",
            "[The weekday|The day of the week|The day] {n} days [after|past|from] {d} is [what|which one|called what]?",
            "It was {d} {n} days ago[, so|. So|; then] what [day|weekday] is it [today|now]?",
            "{d}, then {n} days [later|more|on][,| -| =] [what day|which day|weekday]?",
            "[If we count|Counting|If you count] {n} days [forward|ahead|onward] from {d}, [which|what] [day|weekday] [is reached|comes out|is it]?",
            "Today is {d}. Tell me the day of the week in {n} days.",
            "{d} is today. Which weekday will it be {n} days later?",
        ),
        (
            "A weekday {n} days after {d}. Whole weeks have to be removed first, so thinking pays.",
            "The user counts {n} days on from {d}. Taking out sevens and counting the rest is worth it.",
            "This is a calendar question with {n} days. It takes a division by 7 and a short count.",
        ),
        ("{n} days after {d} is {r}.",),
    ),
    "zh": Texts(
        (
            "今天{d}，{n}天后星期几？", "今天是{d}，{n}天后是星期几？", "今天{d}，{n}天后是星期几",
            "如果今天{d}，再过{n}天是星期几？", "{d}之后{n}天是星期几？", "{d}过{n}天是星期几",
            "今天是{d}，过了{n}天是星期几？", "从{d}算起，{n}天后星期几？", "假如今天是{d}，{n}天以后是周几？",
            "{n}天前是{d}，今天星期几？", "{d}再过{n}天是哪一天？", "{d}加{n}天是周几",
            "已知今天是{d}，那么过{n}天是星期几？", "求{d}之后{n}天是星期几", "今天{d}，{n}天之后是周几呀？",
            "告诉我{d}往后{n}天是星期几", "你知道{d}的{n}天后是星期几吗？",
            "帮我算算，今天{d}，{n}天后是哪天（星期几）？", "{d}往后数{n}天是星期几？",
            "那么从{d}开始，{n}天后是星期几？", "今天是{d}，那么{n}天之后是哪一天（星期几）？",
            "已知今天{d}，求{n}天后是星期几。", "[我们|我家|他们]{n}天后[去旅行|出发|见面]，今天是{d}，[那天是|那时是]星期几？",
            "[再等{n}天|等{n}天以后|过上{n}天]，[是|会是|就是][星期几|周几]？今天[是|]{d}[。|]",
            "[老师问|题目是|作业题]：今天{d}，[经过{n}天|再过{n}天|{n}天以后][是|到了][星期几|周几]？",
            "[我想知道|想问一下|请问]{d}[过后|以后|后面]{n}天[是星期几|是周几|是礼拜几][？|]",
            "{d}[往后|向后][推|走|算]{n}天，[到了星期几|是周几|是礼拜几][？|]",
            "[要是|若|假设]今天是{d}，[那么|那]{n}天[后|过后][应该是|就是|会是]星期几？",
            "{d}+{n}天[=|是|等于][星期几|周几]？",
            "[算一算|请计算|推算一下|请推算]：{d}[再过|经过|过了]{n}天是[星期几|周几|礼拜几][。|]",
            "[快递|包裹|信]{d}寄出，[{n}天后|过{n}天]到，[到的时候是|到的那天是]星期几？",
            "[既然|已经知道]{n}天前是{d}，[那么|那]今天[是|应该是|就是][周几|星期几]？",
            "以{d}为[起点|开始]，[数{n}天之后|过{n}天|{n}天之后][是|就是]星期几？",
            "今天{d}，[{n}天后|{n}天以后|过{n}天][礼拜几|周几|是礼拜几][？|呢？|]",
            "离[考试|生日|比赛]还有{n}天，今天[是|]{d}，[那天|到时候]是[星期几|周几]？",
            "[能告诉我|你能算出|能说出][今天{d}的话|从{d}起]{n}天[后|以后]是[星期几|周几]吗？",
            "今天是{d}，你知道过{n}天是星期几吗？", "{n}天以后是周几？今天是{d}。",
        ),
        (
            "求{d}之后{n}天的星期，要先去掉整周，值得思考。",
            "日期推算：{n}天，先除以7再往后数，需要一步步来。",
            "从{d}起数{n}天，先算余数更可靠。",
        ),
        ("{d}之后{n}天是{r}。",),
    ),
}  # fmt: skip
_BEFORE: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "Today is {d}. What day was it {n} days ago?", "If today is {d}, which weekday was {n} days ago?",
            "What day is {n} days before {d}?", "{n} days before {d} is which day?",
            "It's {d}. What day of the week was it {n} days ago?", "today is {d}, what was the day {n} days ago",
            "Which weekday comes {n} days before {d}?", "{d} minus {n} days?",
            "What is the weekday {n} days earlier than {d}?", "Suppose today is {d}. What day was it {n} days ago?",
            "It is {d}. Which day was it {n} days earlier?", "Tell me which day was {n} days before {d}",
            "Can you tell me the day of the week {n} days before {d}?", "{d} - {n} days = which day",
            "Count back {n} days from {d}. Which day do you get?", "Give me the weekday {n} days before {d}.",
            "In {n} days it will be {d}. What day is it today?", "Going {n} days back from {d}, what day is it?",
            "Do you know the weekday {n} days before {d}?",
            "I did it {n} days ago and today is {d}. On which weekday was it?",
            "It was {n} days ago and now it is {d}. Which weekday was that?", "weekday {n} days before {d}",
            "Starting on {d}, which weekday was it {n} days earlier?",
            "Now it is {d}. What day of the week was it {n} days before?", "Tell me the weekday {n} days before {d}.",
            "Suppose it is {d}. Which day was it {n} days earlier?",
            "[My friend left|The party was|My birthday was|We last met|It rained] {n} days ago, and [today is|it is now|now it's] {d}. [Which|What] [day|weekday] was that?",
            "[If we go|Going|If you go] back {n} days [from|starting at|starting from] {d}, [which|what] [day|weekday] [is reached|is that|comes out]?",
            "[We have|It is|It's] {d} [today|now]. [Go back {n} days|Take away {n} days|Turn back {n} days]. [Which day is it then|What day do we get|What's the weekday]?",
            "[I'd like to know|I want to know|I need to know|Please work out] [which|what] [day|weekday] [it was|we had] {n} days before {d}[.|]",
            "[Now|Today] {d}, [{n} days ago|{n} days earlier|{n} days back]?",
            "[Given|Knowing|If you know] that today is {d}, [find|work out|name] the [day|weekday] {n} days [ago|earlier|back][.|]",
            "[Step|Move|Jump] [back {n} days|{n} days back|backwards {n} days] from {d}[. Where do you land?|. Which day is it?|, what day is it?]",
            "[My teacher asks|Homework question|Our teacher wants to know]: [which|what] [day of the week|weekday|day] is {n} days [before|earlier than] {d}?",
            "[What|Which] [day|weekday] was it when [there were still {n} days|{n} days were left|we had {n} days] [until|to go until|to wait until] {d}?",
            "[A letter|A parcel|A package] [arrived|came|got here] on {d} and was [sent|posted|mailed] {n} days [before|earlier]. [On which day|On what weekday|On what day of the week] was it [sent|posted]?",
            "[The weekday|The day of the week|The day] {n} days [before|prior to|earlier than] {d} is [what|which one|called what]?",
            "It will be {d} in {n} days[, so|. So|; then] what [day|weekday] is it [today|now]?",
            "{d}, {n} days [earlier|before|back][,| -| =] [what day|which day|weekday]?",
            "[Which|What] [day|weekday] [do you get|comes out|do we get] [if you|when you] [subtract {n} days from|take {n} days off|count {n} days backwards from] {d}?",
            "What was the day of the week {n} days before {d}?",
            "Can you tell me which weekday it was {n} days ago if today is {d}?",
        ),
        (
            "A weekday {n} days before {d}. Whole weeks go first and the rest is counted back, so thinking pays.",
            "Counting back {n} days from {d} takes a division by 7 and a short count. Step by step is safer.",
        ),
        ("{n} days before {d} is {r}.",),
    ),
    "zh": Texts(
        (
            "今天{d}，{n}天前是星期几？", "今天是{d}，{n}天前星期几", "{d}的{n}天前是星期几？",
            "如果今天{d}，那么{n}天以前是星期几？", "{d}往前推{n}天是星期几？", "假如今天是{d}，{n}天之前是周几？",
            "{d}之前{n}天是星期几？", "{d}减{n}天是周几", "已知今天是{d}，{n}天以前是周几？", "求{d}前{n}天是星期几",
            "再过{n}天就是{d}，今天星期几？", "{n}天后是{d}，今天是星期几？", "告诉我{d}往前{n}天是星期几",
            "你知道{d}的{n}天前是星期几吗？", "帮我算算，今天{d}，{n}天前是星期几", "从{d}倒数{n}天，是星期几？",
            "今天{d}，{n}天前是周几呀", "{d}往回数{n}天是哪一天？", "今天是{d}，问{n}天前是星期几",
            "那么从{d}往前数{n}天是星期几？", "{n}天前是星期几？今天是{d}。", "已知今天{d}，求{n}天前是星期几。",
            "[我们|我家|他们]是{n}天前[出发的|去旅行的|到这里的]，今天是{d}，[那天是|那时是]星期几？",
            "[往前|往回|倒回去]{n}天是[星期几|周几]？今天[是|]{d}[。|]",
            "[老师问|题目是|作业题]：今天{d}，[倒退{n}天|往前{n}天|{n}天以前][是|应该是][星期几|周几]？",
            "[我想知道|想问一下|请问]{d}[以前|往前|前面]{n}天[是星期几|是周几|是礼拜几][？|]",
            "{d}[往前|往回|倒着][数|算]{n}天，[是星期几|是周几|是礼拜几][？|]",
            "[要是|若|假设]今天是{d}，[那么|那]{n}天[前|之前][应该是|就是]星期几[呢|]？",
            "{d}-{n}天[=|是|等于][星期几|周几]？",
            "[算一算|请计算|推算一下|请推算]：{d}[的{n}天前|之前{n}天|往前{n}天]是[星期几|周几|礼拜几][。|]",
            "[快递|包裹|信]{d}[送到|到了]，路上[走了|花了]{n}天，[寄出那天是|寄的那天是]星期几？",
            "[既然|已经知道]{n}天[后|以后|之后]是{d}，[那么|那]今天[是|应该是|就是][周几|星期几]？",
            "以{d}为[起点|开始]，[往回数{n}天|倒着数{n}天|退回{n}天][是|就是]星期几？",
            "今天{d}，[{n}天前|{n}天以前|{n}天之前][礼拜几|周几|是礼拜几][？|呢？|]",
            "[考试|比赛|聚会]是{n}天前的事，今天[是|]{d}，[那天|当时]是[星期几|周几]？",
            "[能告诉我|你能算出|能说出][今天{d}的话{n}天前|从{d}往前{n}天|{d}之前{n}天]是[星期几|周几]吗？",
            "你知道{n}天以前是星期几吗？今天{d}。",
            "从今天{d}往回算{n}天，是周几？",
        ),
        ("求{d}之前{n}天的星期，先去掉整周再往回数，值得思考。", "往回数{n}天，要先除以7，再从{d}倒数，应一步步来。"),
        ("{d}之前{n}天是{r}。",),
    ),
}  # fmt: skip


def _weekday(rng: random.Random, language: Language, held_out: bool) -> Problem:
    back = rng.random() < 0.25

    def sample() -> tuple[int, int]:
        return rng.randrange(7), rng.choice((rng.randint(2, 30), rng.randint(2, 30), rng.randint(8, 100)))

    day, count = choose(sample, held_out)
    rest, names = count % 7, DAYS[language]
    lines = [] if count < 7 else steps.weeks(count, language)
    sign = -1 if back else 1
    row = [names[day]] + [f"{at} {names[(day + sign * at) % 7]}" for at in range(1, rest + 1)]
    result = names[(day + sign * count) % 7]
    shown = names[day]
    if language == "zh":
        shown = rng.choice((shown, shown, shown.replace("星期", "周"))).replace("日", rng.choice("日天"))
    slots = {"d": shown, "n": count, "r": result}
    texts = (_BEFORE if back else _AFTER)[language]
    expected = (f"is {result}",) if language == "en" else (f"是{result}",)
    return compose(
        rng,
        "weekday",
        language,
        held_out,
        texts,
        pays=True,
        thinking=[*lines, ", ".join(row)],
        expected=expected,
        slots=slots,
    )


_DATE: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "What date is {n} days after {m} {d}?", "Which date comes {n} days after {m} {d}?", "{m} {d} plus {n} days",
            "It is {m} {d}. What is the date in {n} days?", "If today is {m} {d}, what date is it {n} days later?",
            "today is {m} {d}, which date is it in {n} days", "{n} days after {m} {d} is which date?",
            "I leave on {m} {d} and come back {n} days later. On what date?",
            "Count {n} days from {m} {d}. What date is that?", "{m} {d} + {n} days = ?",
            "Starting on {m} {d}, which date is it {n} days later?",
            "Starting from {m} {d}, what will be the date in {n} days?", "Give me the date {n} days after {m} {d}.",
            "Tell me the date that is {n} days after {m} {d}", "Can you tell me which date is {n} days from {m} {d}?",
            "date {n} days after {m} {d}", "Add {n} days to {m} {d}.",
            "What is the date after {n} days if today is {m} {d}?", "Do you know the date {n} days later than {m} {d}?",
            "I need the date that comes {n} days after {m} {d}.", "From {m} {d}, go {n} days ahead. Which date is it?",
            "Suppose it is {m} {d}. What's the date {n} days from now?",
            "My holiday starts on {m} {d} and ends {n} days later. What date is that?",
            "Starting on {m} {d}, what is the date after {n} days?", "Give me the date {n} days from {m} {d}.",
            "[Let|Now let] {n} days [pass|go by] [after|from] {m} {d}. [What|Which] date [is it|do we have] then?",
            "[My homework|The homework|The job] is [due|to be done] {n} days after {m} {d}[. Which date is that?|. What date is it?|, so on which date?]",
            "[I'd like to know|I want to know|Please work out|I have to find] [which date|what date|the date that] [is|falls] {n} days [after|past] {m} {d}[.|]",
            "[When|Once] {n} days [have passed|are over|have gone by] [since|from] {m} {d}, [what is the date|what date is it|which date do we have]?",
            "{m} {d}, {n} days later[,| -| =] [what date|which date|date]?",
            "[Today's date is|The date today is|The calendar shows] {m} {d}. [Find|Work out|Calculate] the date {n} days [later|from today|ahead][.|]",
            "[Move|Go|Jump|Step] {n} days [forward|ahead|on] from {m} {d}[. Where do you land?|, what's the date?|. Name the date.]",
            "[My teacher asks|Homework question|Our teacher wants to know]: [on what date|on which date] [are we|will we be] {n} days after {m} {d}?",
            "[A parcel|A letter|A package] [sent|posted|mailed] on {m} {d} [takes|needs] {n} days. [On which date|On what date] does it [arrive|get here|come]?",
            "[If you count|If we count|Counting] {n} days [forward|ahead|onward] from {m} {d}, [which|what] date [is reached|comes out|is it]?",
            "[In|After] {n} days it will be [what date|which date] [if it is|if it's|when it is] {m} {d} [today|now]?",
            "[What month and day is it|Which month and day do we have|On what day of which month are we] {n} days [after|on from] {m} {d}?",
            "[We leave|We go|The trip begins] on {m} {d}, and {n} days [later|after that] we [are home|come home|are back]. [What's the date then|Which date is it then|On which date is that]?",
            "[It's|It is] {m} {d} now and my [test|birthday|exam|match] is in {n} days. [What date is|Which date is|On what date is] [it|that]?",
            "Do you know what the date will be in {n} days if it is {m} {d} today?",
            "What will the date be if I add {n} days to {m} {d}?",
        ),
        (
            "A date {n} days after {m} {d}. The length of the month matters, so working it out pays.",
            "Adding {n} days to {m} {d} may cross into the next month. Thinking it through is worth it.",
        ),
        ("{n} days after {m} {d} is {r}.",),
    ),
    "zh": Texts(
        (
            "{m}{d}日之后{n}天是几月几日？", "今天是{m}{d}日，{n}天后是几月几日？", "{m}{d}日过{n}天是几号？",
            "从{m}{d}日起，再过{n}天是几月几日", "{m}{d}日加{n}天是哪一天？", "如果今天{m}{d}日，{n}天后是几号？",
            "{m}{d}日的{n}天后是哪天", "请推算{m}{d}日{n}天后的日期", "{m}{d}日往后推{n}天是几月几日？",
            "{m}{d}日之后的第{n}天是几号？", "今天{m}{d}日，{n}天之后是什么日期？", "算一下{m}{d}日过{n}天的日期",
            "{m}{d}日后第{n}天是几月几日", "告诉我{m}{d}日再过{n}天是哪一天", "你知道{m}{d}日的{n}天后是几号吗？",
            "帮我算算{m}{d}日加上{n}天是几月几日", "{n}天后是几号呀？今天{m}{d}日",
            "从{m}{d}日往后数{n}天，是几月几日？", "假如今天是{m}{d}日，{n}天以后是几号？",
            "{n}天后是几月几日？今天是{m}{d}日。", "请推算{m}{d}日之后第{n}天的日期。",
            "[考试|比赛|聚会|展览]在{m}{d}日[之后|以后]{n}天，[那是|也就是]几月几[日|号]？",
            "[老师问|题目是|作业题]：{m}{d}日[再过|经过|过了]{n}天[是|到了]几月几[日|号]？",
            "[我想知道|想问一下|请问]{m}{d}日[过后|以后]{n}天是[几月几号|哪月哪日|什么日期][？|]",
            "{m}{d}日+{n}天[=|是|等于][几月几号|几月几日|哪一天]？",
            "[算一算|请计算|推算一下]：{m}{d}日[再过|经过|加]{n}天是[几月几号|几号|哪一天][。|]",
            "[快递|包裹|信]{m}{d}日寄出，[{n}天后|过{n}天]到，[到的那天是|到的时候是]几月几[日|号]？",
            "[要是|若|假设]今天是{m}{d}日，[那么|那]{n}天[后|过后][应该是|就是|会是]几月几[号|日]？",
            "以{m}{d}日为[起点|开始]，[数{n}天之后|过{n}天|{n}天之后][是|就是][几号|几月几号]？",
            "日历上今天[写的|]是{m}{d}日，[翻过|再过]{n}天[后|以后]是[几月几号|几月几日|几号]？",
            "[能告诉我|你能算出|能说出][今天{m}{d}日的话|从{m}{d}日起]{n}天[后|以后]是[几月几号|几号]吗？",
            "[我们|他们|我家]{m}{d}日出发，{n}天[后|以后]回来，[回来那天|回家时]是[几号|几月几号]？",
            "[再等{n}天|等{n}天以后|过上{n}天]，[是|会是|就是][几号|几月几号]？今天[是|]{m}{d}日[。|]",
            "{m}{d}日，[{n}天后|{n}天之后|{n}天以后][几号|几月几号|哪天][？|呢？|]",
            "已知[今天是|今天]{m}{d}日，[求|请写出|写出]{n}天[后|之后|以后]的日期[。|]",
            "再过{n}天是什么日期？今天是{m}{d}日。", "请告诉我{m}{d}日加{n}天之后的日期。",
        ),
        ("推算{m}{d}日之后{n}天的日期，要看这个月有多少天，值得思考。", "日期加{n}天可能跨月，先加再减，应一步步来。"),
        ("{m}{d}日之后{n}天是{r}。",),
    ),
}  # fmt: skip


def _date(rng: random.Random, language: Language, held_out: bool) -> Problem:
    def sample() -> tuple[int, int, int]:
        month = rng.randrange(12)
        return month, rng.randint(1, LENGTHS[month]), rng.randint(2, 30)

    month, day, count = choose(sample, held_out)
    length, months, total = LENGTHS[month], MONTHS[language], day + count
    if language == "zh":
        months = tuple(f"{at}月" for at in range(1, 13))
    lines = steps.plus(day, count, language)
    says = f"{months[month]}: {length} days" if language == "en" else f"{months[month]}: {length}天"
    if total > length:
        lines += [f"{says}, {total} > {length}", *steps.minus(total, length, language)]
        month, total = (month + 1) % 12, total - length
        if total > LENGTHS[month]:
            return _date(rng, language, held_out)
    else:
        compared = "=" if total == length else "<"
        lines.append(f"{says}, {total} {compared} {length}")
    start = says.partition(":")[0]
    result = f"{months[month]} {total}" if language == "en" else f"{months[month]}{total}日"
    slots = {"m": start, "d": day, "n": count, "r": result}
    expected = (f"is {result}",) if language == "en" else (f"是{result}",)
    return compose(
        rng, "date", language, held_out, _DATE[language], pays=True, thinking=lines, expected=expected, slots=slots
    )


_NEXT: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "What {kind} comes {where} {x}?", "Which {kind} is {where} {x}?", "what {kind} is {where} {x}",
            "{kind} {where} {x}", "Tell me the {kind} {where} {x}.", "What is the {kind} {where} {x}?",
            "Name the {kind} {where} {x}", "the {kind} {where} {x}?", "Which {kind} {follows} {x}?",
            "What {kind} {follows} {x}?", "the {kind} that {follows} {x}",
            "Do you know which {kind} comes {where} {x}?", "Name the {kind} that comes right {where} {x}.",
            "Can you tell me the {kind} {where} {x}?", "The {kind} that {follows} {x} is?",
            "Give me the {kind} that is {where} {x}.", "{x}: which {kind} comes {where} it?",
            "which {kind} do we have right {where} {x}", "I need the {kind} directly {where} {x}.",
            "I forgot which {kind} {follows} {x}.", "Do you know what {kind} {follows} {x}?",
            "Do you know the {kind} {where} {x}?", "The {kind} that comes {where} {x} is?",
            "[I'd like to know|I want to know|I need to know|Please say] [which|what] {kind} [comes|is] {where} {x}[.|]",
            "[My teacher asks|Homework question|My little brother asks|Quiz question]: [which|what] {kind} [is|comes] {where} {x}?",
            "{x} [has|has got] [which|what] {kind} [directly|right|just] {where} it?",
            "[Directly|Right|Immediately|Just] {where} {x} [comes|is|we have] [which|what] {kind}?",
            "[Looking at the calendar|In the calendar|On the calendar], [which|what] {kind} [is|comes|stands] {where} {x}?",
            "[Say|Write down|Tell me] [which|what] {kind} {follows} {x}[.|, please.|]",
            "[So|Well|Now], [what's|what is|which is] the {kind} [directly|right|just] {where} {x}?",
            "{kind} [right|just|directly] {where} {x}[?|]",
            "[Help me|Can you help me|Please help me]: [what|which] {kind} {follows} {x}?",
            "There is a {kind} {where} {x}[, which one is it|; what is it called|; which one]?",
            "[What do you call|What do we call|What is the name of] the {kind} [that {follows}|which {follows}] {x}?",
            "[I can't remember|I don't remember|I don't know|I never know] [what|which] {kind} [comes|is] {where} {x}[. Do you?|. Can you help?|.]",
            "[In order, which|In the usual order, which|Going in order, what] {kind} [stands|comes|is] {where} {x}?",
            "[Think of|Take|Look at] {x}. [Which|What] {kind} [is|comes] [right|directly|just] {where} it?",
            "Can you name the {kind} that {follows} {x}?", "Tell me what {kind} we have {where} {x}.",
        ),
        (
            "The {kind} {where} {y} is known by heart. A direct answer is enough.",
            "Only one step from {y} in a list that everyone knows. No thinking needed.",
        ),
        ("The {kind} {where} {y} is {r}.",),
    ),
    "zh": Texts(
        (
            "{x}的{where}一{unit}是什么？", "{x}{where}面是哪一{unit}？", "{x}的{where}一{unit}",
            "{x}{where}一{unit}是？", "哪一{unit}在{x}的{where}面？", "{x}{where}一{unit}是哪{unit}",
            "{x}的{next}一{unit}是什么？", "{x}{next}一{unit}", "{x}的{next}一{unit}是哪一{unit}？",
            "告诉我{x}{where}面是哪一{unit}", "紧挨着{x}的{where}一{unit}是什么？", "{x}{where}面紧挨着的是哪{unit}",
            "你知道{x}的{next}一{unit}是什么吗？", "说说{x}的{where}一{unit}", "告诉我{x}的{next}一{unit}",
            "请说出{x}{where}面的一{unit}", "{x}{where}面那一{unit}是什么呀？", "{x}再往{where}一{unit}是？",
            "告诉我{x}的{where}一{unit}", "紧挨着{x}{where}面的是哪一{unit}？", "[我想知道|想问一下|请问]{x}的{where}一{unit}[是哪一{unit}|是什么|叫什么][？|]",
            "[老师问|弟弟问我|作业题|题目是]：{x}的{next}一{unit}是[哪一{unit}|什么][？|]",
            "[按顺序|按照顺序|顺着排]，{x}[{where}面|的{where}面]是哪一{unit}？",
            "{x}{where}面的[那一{unit}|那{unit}][叫什么|叫什么名字|是哪一{unit}]？",
            "[我忘了|我不记得|我不知道]{x}[{where}面|的{where}面]是哪一{unit}[，告诉我吧|，你知道吗？|。]",
            "[写出|请写出|请回答|回答]{x}的{where}一{unit}[。|]",
            "哪一{unit}[正好|刚好|就]在{x}[{where}面|的{where}面]？", "{x}[的|]{next}一{unit}[呢|是啥|叫什么]？",
            "[能告诉我|你能说出|能说说]{x}{where}面的[那一{unit}|一{unit}]是[什么|哪一{unit}]吗？",
            "[看日历|日历上|在日历上]，{x}[{where}面|的{where}面]是哪一{unit}？",
            "[帮我想想|考考你|问你一下]，{x}的{next}一{unit}是[什么|哪一{unit}]？",
            "{x}，它的{where}一{unit}是[什么|哪一{unit}][？|呢？|]",
            "[说出|快说|请你说说]{x}的{next}一{unit}[是什么|是哪一{unit}][。|]",
            "如果[现在|这]是{x}，[那么|那]{next}一{unit}是[什么|哪一{unit}]？",
            "哪一{unit}是{x}的{next}一{unit}？",
            "{x}的{where}面挨着哪一{unit}？",
        ),
        ("{x}的{where}一{unit}是常识，直接回答就行。", "只差一{unit}，从{x}就能说出来，不需要思考。"),
        ("{x}的{where}一{unit}是{r}。",),
    ),
}  # fmt: skip


_DAY_ASKS: Final[dict[Language, dict[bool, tuple[str, ...]]]] = {
    "en": {
        True: (
            "If today is {x}, what day is tomorrow?", "today is {x}, what is tomorrow?",
            "What day is tomorrow if today is {x}?",
            "Today is {x}. What day of the week is it tomorrow?", "What is tomorrow when today is {x}?",
            "[It's|It is] {x} today. [And tomorrow|So tomorrow is|Tomorrow will be]?",
            "Which day [follows|comes after] today, [if today is|given that today is|when it is] {x}?",
            "My calendar [says|shows] {x} [today|for today]. [What will it say|What will it show] tomorrow?",
            "[Tell me|Please tell me|Can you tell me] what day [we will have|it will be|we have] tomorrow[, today is {x}| if it is {x} today| when today is {x}].",
            "[I know|I think|I'm sure] today is {x}, [so what day is|but what day is|so which day will be] tomorrow?",
            "tomorrow is [which day|what weekday|what day] [if it's|when it's|if we have] {x} [today|now]",
            "[Suppose|Say|Let's say|Imagine] [it's|it is|today is] {x}. [Name|Give me|Tell me] tomorrow's [day|weekday].",
            "{x} today, [tomorrow|so tomorrow|and tomorrow]?",
            "[Since|As|Because] today is {x}, tomorrow [must be|will be|has to be] [what day|which day|which weekday]?",
            "[We have|Today we have|We've got] {x}[| now]. [Which weekday|Which day|What day] [is coming|comes|will we have] tomorrow?",
            "Today is {x}, [isn't it|right|yes]? [Then what is|So what is|And what's] tomorrow?",
            "[Our teacher asks|My teacher asks|My son wants to know|The question is]: today is {x}, [what is tomorrow called|what day will tomorrow be|which day is tomorrow]?",
            "[I'd like to know|I want to know|I need to know] [which|what] day tomorrow is[, today being {x}|. Today is {x}|, if today is {x}].",
            "[I have to get up early|I have school|I have a test] tomorrow[ and today is {x}|; today is {x}|. Today is {x}]. What [day|weekday] is that?",
            "It is {x} today. Which day comes tomorrow?", "If it's {x} today, which day will it be tomorrow?",
        ),
        False: (
            "If today is {x}, what day was yesterday?", "today is {x}, what was yesterday?",
            "What day was yesterday if today is {x}?", "Today is {x}. What day of the week was it yesterday?",
            "What was yesterday when today is {x}?", "[It's|It is] {x} today. [And yesterday|So yesterday was|Yesterday then was]?",
            "Which day [was|did we have] yesterday, [given that today is|if it is now|when it is already] {x}?",
            "My calendar [says|shows] {x} [today|for today]. [What did it say|What did it show] yesterday?",
            "[Tell me|Please tell me|Can you tell me] what day [we had|it was] yesterday[, today is {x}| if it is {x} today| when today is {x}].",
            "[I know|I think|I'm sure] today is {x}, [so what day was|but what day was|so which day was] yesterday?",
            "yesterday was [which day|what weekday|what day] [if it's|when it's|if we have] {x} [today|now]",
            "[Suppose|Say|Let's say|Imagine] [it's|it is|today is] {x}. [Name|Give me|Tell me] yesterday's [day|weekday].",
            "{x} today, [yesterday|so yesterday|and yesterday]?",
            "[Since|As|Because] today is {x}, yesterday [must have been|was] [what day|which day|which weekday]?",
            "[We have|Today we have|We've got] {x}[| now]. [Which weekday|Which day|What day] [did we have|was it|was there] yesterday?",
            "Today is {x}, [isn't it|right|yes]? [Then what was|So what was|And what was] yesterday?",
            "[Our teacher asks|My teacher asks|My son wants to know|The question is]: today is {x}, [what was yesterday called|what weekday was yesterday|which day was yesterday]?",
            "[I'd like to know|I want to know|I need to know] [which|what] day yesterday was[, today being {x}|. Today is {x}|, if today is {x}].",
            "[I was ill|I had a test|It rained|My friend visited me] yesterday[ and today is {x}|; today is {x}|. Today is {x}]. What [day|weekday] was that?",
            "It is {x} today. Which day was yesterday?",
            "If it's {x} today, which day did we have yesterday?",
        ),
    },
    "zh": {
        True: (
            "今天{x}，明天星期几？", "假如今天是{x}，明天是哪天", "今天是{x}的话，明天呢？",
            "今天是{x}，明天是星期几", "如果今天是{x}，明天星期几？",
            "今天{x}，那明天呢？",
            "明天[星期几|是周几|是星期几][呢|呀|]？今天[是|]{x}[。|]",
            "[我知道|我记得]今天是{x}，[可是明天是|那明天是|那么明天就是]星期几[呢|呀|]？",
            "[既然|因为]今天是{x}，[那|那么]明天[该是|应该是|就是][周几|星期几][了|]？",
            "[老师问|弟弟问我|妈妈考我]：今天{x}，明天[是周几|是星期几|是哪一天][？|]",
            "日历上[写着|显示]今天是{x}，明天[会是|该是|是][周几|星期几]？",
            "今天[正好|]是{x}，[过完今天|过了今天|等到明天]，[就是|会是]星期几[了|]？",
            "今天{x}，[告诉我|请说出|请告诉我|说说]明天[是星期几|是周几]",
            "{x}的[明天|第二天]是[星期几|周几][？|呢？|]",
            "[我想知道|请问|想问一下]，今天是{x}，[明天是礼拜几|明天星期几|明天是周几]？",
            "[假设|要是|若][今天是|今天]{x}，[那么明天|明天]就是[星期几|周几][？|]",
            "明天[要考试|要去公园|要出门]，今天是{x}，[那天|明天]是[星期几|周几]？",
            "今天是{x}[对吧|吧|没错吧]？[那明天|那么明天]是[星期几|周几]呢？",
            "今天{x}，明天[周几|礼拜几|是周几|是礼拜几][？|]",
            "[你知道|你能说出|能告诉我]今天{x}的话明天[是周几|是星期几|是礼拜几]吗？",
            "假如今天{x}，明天是哪一天？", "今天是{x}的话，明天是星期几？",
        ),
        False: (
            "今天{x}，昨天星期几？", "假如今天是{x}，昨天是哪天", "今天是{x}的话，昨天呢？",
            "今天是{x}，昨天是星期几", "如果今天是{x}，昨天星期几？",
            "今天{x}，那昨天呢？",
            "昨天[星期几|是周几|是星期几][呢|呀|]？今天[是|]{x}[。|]",
            "[我知道|我记得]今天是{x}，[可是昨天是|那昨天是|那么昨天就是]星期几[呢|呀|]？",
            "[既然|因为]今天是{x}，[那|那么]昨天[该是|应该是|就是][周几|星期几]？",
            "[老师问|弟弟问我|妈妈考我]：今天{x}，昨天[是周几|是星期几|是哪一天][？|]",
            "日历上[写着|显示]今天是{x}，昨天[会是|该是|是][周几|星期几]？",
            "今天[已经|]是{x}[了|]，昨天[那天|那一天][是|]星期几[来着|]？",
            "今天{x}，[告诉我|请说出|请告诉我|说说]昨天[是星期几|是周几]",
            "{x}的[昨天|前一天]是[星期几|周几][？|呢？|]",
            "[我想知道|请问|想问一下]，今天是{x}，[昨天是礼拜几|昨天过的是星期几|昨天是周几]？",
            "[假设|要是|若][今天是|今天]{x}，[那么昨天|昨天]就是[星期几|周几][？|]",
            "昨天[下雨了|考试了|我去了公园]，今天是{x}，[那天|昨天]是[星期几|周几]？",
            "今天是{x}[对吧|吧|没错吧]？[那昨天|那么昨天]是[星期几|周几]呢？",
            "今天{x}，昨天[周几|礼拜几|是周几|是礼拜几][？|]",
            "[你知道|你能说出|能告诉我]今天{x}的话昨天[是周几|是星期几|是礼拜几]吗？",
            "假如今天{x}，昨天是哪一天？", "今天是{x}的话，昨天是星期几？",
        ),
    },
}  # fmt: skip
"""Further ways to ask for the day after and the day before."""


def _next(rng: random.Random, language: Language, held_out: bool) -> Problem:
    of_days, after = rng.random() < 0.5, rng.random() < 0.6
    names = (DAYS if of_days else MONTHS)[language]
    at = rng.randrange(len(names))
    result = names[(at + (1 if after else -1)) % len(names)]
    slots = {
        "x": names[at].lower() if rng.random() < 0.3 else names[at],  # as people type it
        "y": names[at],
        "r": result,
        "kind": "day" if of_days else "month",
        "unit": "天" if of_days else "个月",
        "where": ("after" if after else "before") if language == "en" else ("后" if after else "前"),
        "follows": "follows" if after else "precedes",
        "next": "下" if after else "上",
    }
    line = f"{names[at]}, {result}" if after else f"{result}, {names[at]}"
    expected = (f"is {result}",) if language == "en" else (f"是{result}",)
    texts = _NEXT[language]
    if of_days and rng.random() < 0.25:
        texts = replace(texts, ask=_DAY_ASKS[language][after])
    return compose(rng, "next", language, held_out, texts, pays=False, thinking=[line], expected=expected, slots=slots)


_LENGTH: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "How many days does {m} have?", "How many days are in {m}?", "how many days in {m}", "How long is {m}?",
            "{m} has how many days?", "number of days in {m}", "What is the number of days in {m}?", "Days in {m}?",
            "How many days are there in {m}?", "Tell me the number of days in {m}.",
            "Do you know how many days {m} has?", "Can you tell me how many days are in {m}?", "{m}: how many days?",
            "Give me the number of days {m} has.", "What is the length of {m} in days?",
            "I need to know how many days there are in {m}.", "there are how many days in {m}?",
            "The month of {m} has how many days?", "{m} is how many days long?", "For how many days does {m} last?",
            "length of {m}", "Tell me how many days {m} has.", "Do you know how many days there are in {m}?",
            "[My teacher asks|Homework question|My little sister asks|Quiz question]: how many days [does {m} have|are there in {m}]?",
            "[I'd like to know|I want to know|I always forget|I'm not sure] how many days {m} has[.|, can you tell me?|]",
            "How many days [long is {m}|does {m} last|does {m} contain|make up {m}|must pass before {m} is over]?",
            "[From beginning to end|From start to end|In total|Altogether], how many days [does {m} have|is {m}|are in {m}]?",
            "{m} [contains|consists of|is made up of|lasts] how many days[, do you know|]?",
            "[Count|Please count|Give] the days [in|of] {m}[.|]",
            "How many [calendar days|days in all] belong to {m}?",
            "In {m}, how many days [do we have|are on the calendar|can you count|are there]?",
            "[My calendar page|The calendar page|The calendar sheet] for {m} [shows|has] how many days?",
            "[day total of|day count for|total days in|day count of] {m}[?|]",
            "[Say|State|Write down|Let me know] how many days [there are in|are in|belong to] {m}[.|, please.|]",
            "[If I stay|If we stay|If I'm away] [all of|the whole of] {m}, how many days is that?",
            "[So|Hey|Hello], how many days [has {m} got|does {m} have|are in {m}][, please|]?",
            "[What's|What is] the [total number|full number|count|total count] of days in {m}[?|]",
            "What number of days does {m} have?", "How long does {m} last in days?",
        ),
        (
            "The length of {M} is common knowledge. A direct answer is enough.",
            "The user asks how long {M} is; no thinking needed.",
        ),
        ("{M} has {r} days.",),
    ),
    "zh": Texts(
        (
            "{m}有多少天？", "{m}有几天？", "{m}有多少天", "{m}一共多少天？", "{m}共有几天？", "一年里{m}有多少天？",
            "{m}是多少天", "{m}的天数是多少？", "说说{m}有几天", "你知道{m}一共有多少天吗？", "告诉我{m}有多少天",
            "{m}总共几天？", "{m}这个月有几天呀", "{m}天数", "能说出{m}有多少天吗？", "{m}有几天来着？",
            "请问{m}的天数是几天？", "我想知道{m}有多少天", "请说出{m}的天数。", "你知道{m}有几天吗？",
            "[老师问|弟弟问我|作业题|题目是]：{m}[有几天|有多少天|一共几天][？|]",
            "[我忘了|我不记得|我老是记不住]{m}[有几天|有多少天|到底几天][，你知道吗？|。|，告诉我吧]",
            "[从头到尾|从月初到月底|整个算下来]，{m}[有|一共有]多少天？",
            "[要是|如果]整个{m}都[在家|放假|住这里]，[一共是|那是]多少天？",
            "{m}[里|里面|当中][有|共有|一共有][几天|多少天][？|]",
            "[数一数|算一算|写出|请写出]{m}[有多少天|的天数|一共有几天][。|]",
            "[翻开日历|日历上|看日历]，{m}[有几天|有多少天|一共多少天][？|呢？]",
            "[想问一下|问一下|我问你]，{m}[是几天|有几天|共多少天][？|]", "{m}[过完|结束]要[多少天|几天]？",
            "[多少|几]天[才算|才]过完{m}？", "[能告诉我|可以告诉我]{m}[有多少天|一共几天|的天数]吗？",
            "{m}[，|：|，它][有几天|有多少天|一共多少天]？", "{m}[天数是几|几天|多少天|有多少日子][？|呢？]",
            "{m}的[总天数|全部天数]是[多少|几|多少天]？",
            "{m}总共有几天，你能说出来吗？", "这个月是{m}，一共有几天？",
        ),
        ("{m}的天数是常识，直接回答就行。", "用户问{m}有多长，不需要思考。"),
        ("{m}有{r}天。",),
    ),
}  # fmt: skip


def _length(rng: random.Random, language: Language, held_out: bool) -> Problem:
    at = rng.randrange(12)
    name = MONTHS[language][at]
    february = " (29 in a leap year)" if language == "en" else "（闰年29天）"
    texts = _LENGTH[language]
    if at == 1:
        stop = "." if language == "en" else "。"
        texts = Texts(texts.ask, texts.judge, tuple(text.rstrip(stop) + february + stop for text in texts.answer))
    if language == "zh" and rng.random() < 0.4:
        name = f"{at + 1}月"
    typed = name.lower() if rng.random() < 0.3 else name
    slots = {"m": typed, "M": name, "r": LENGTHS[at]}
    expected = (f"has {LENGTHS[at]} days",) if language == "en" else (f"有{LENGTHS[at]}天",)
    return compose(
        rng,
        "month_length",
        language,
        held_out,
        texts,
        pays=False,
        thinking=[f"{name}: {LENGTHS[at]}"],
        expected=expected,
        slots=slots,
    )


FAMILIES: Final = (
    Family("weekday", True, _weekday, 2.5),
    Family("date", True, _date, 2.5),
    Family("next", False, _next, 2.0),
    Family("month_length", False, _length, 0.7),
)
