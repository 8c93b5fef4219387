# ruff: noqa: E501
"""Second turns: a calculation that goes on from the result before, and a fact about something else."""

from __future__ import annotations

import random
from typing import Final

from kat_demo.nano.problem import Language, Problem
from kat_demo.nano.problems.arithmetic import is_easy, solve
from kat_demo.nano.problems.facts import CAPITALS
from kat_demo.nano.problems.family import Family, Texts, choose, compose
from kat_demo.nano.problems.frames import asks, written
from kat_demo.nano.problems.knowledge import CAPITAL_ASKS
from kat_demo.nano.problems.phrasing import phrase

History = tuple[tuple[str, str], ...]

_EN: Final = {
    "+": (
        "and plus {n}?", "plus {n}?", "and plus {n}", "Now add {n}.", "now add {n}", "add {n}", "+ {n}", "+{n}?", "and {n} more?", "Then add {n} to it.", "what if I add {n}",
        "and if you add {n}?", "add {n} to that", "What about plus {n}?", "What is that plus {n}?", "then plus {n}", "how much is it plus {n}?", "add {n} to the result", "And now plus {n}?", "add another {n}",
        "Increase it by {n}.", "ok and plus {n}", "and what if I add {n} to that?", "then what is it plus {n}?", "[Let's|Let us|We] add {n} [to it|to that|on top][.|, what is it now?|]", "[What do I get|What do we get|What comes out] [if I add|when I add|after adding] {n} [to that|to it]?", "[Put|Throw in|Give it] {n} more[.|, please.| - what is it now?|]",
            "{n} [more than that|added to that|on top of that] [is|makes]?", "[With|After adding|Together with] {n} more, [how much is it|what is it|what do we have]?", "[Make it|Now make it|Please make it] {n} [more|bigger|larger][.|]", "the [result|answer|sum] [plus|+] {n}[?|]",
            "[Someone gives me|I get|I find] {n} more, [how many is that|what is it now|how many now]?", "[Take|Use] [that number|the result|that answer] and add {n}[.|]", "[Please|Next,|Now please] [also add|add another] {n}[| to it]", "[Next|Next step|After that]: [plus|add|+] {n}",
            "how [much|many] [with|if we add] {n} more?", "[that|this] + {n} [= ?|is what|makes what|makes how much]", "[I'd like to|I want to|I will] add {n} [to this|to the answer|to that number][, what is it?|, how much is it?|.]",
            "and the result plus {n}?", "if you add {n} to it, how much is that?",
    ),
    "-": (
        "and minus {n}?", "minus {n}?", "and minus {n}", "minus {n}", "Now subtract {n}.", "subtract {n}", "- {n}", "-{n}?", "take away {n}", "Then take {n} from it.", "and if you take away {n}?",
        "subtract {n} from that", "less {n}?", "What about minus {n}?", "What is that minus {n}?", "then minus {n}", "how much is it minus {n}?", "subtract {n} from the result", "And now minus {n}?", "now take away {n}",
        "Decrease it by {n}.", "what if I subtract {n}", "and what if I take away {n}?", "then what is it minus {n}?", "[Let's|Let us|We] take {n} [away|off][.|, what is it now?|]", "[What do I get|What do we get|What comes out] [if I subtract|when I subtract|after subtracting] {n} [from that|from it]?", "[Remove|Drop|Knock off] {n}[.|, please.| - what is it now?|]",
            "{n} [less than that|fewer than that|taken from that] [is|makes]?", "[How much is left|What is left|What remains] [without|if I take away|after taking away] {n}?", "[Make it|Now make it|Please make it] {n} [less|smaller][.|]", "the [result|answer|number] [minus|-] {n}[?|]",
            "[Someone takes|I lose|I give away] {n}, [how many are left|what is left|how many now]?", "[Take|Use] [that number|the result|that answer] and subtract {n}[.|]", "[Please|Next,|Now please] [also subtract|take off|deduct] {n}[| from it]",
            "[Next|Next step|After that]: [minus|subtract|-] {n}", "and [with|if it's|if it is] {n} less?", "[that|this] - {n} [= ?|is what|makes what|makes how much]", "[I'd like to|I want to|I will] subtract {n} [from this|from the answer|from that number][, what is it?|, how much is it?|.]",
            "What is the result minus {n}?", "how much is it if I take {n} from that?",
    ),
    "*": (
        "and times {n}?", "times {n}?", "and times {n}", "Now multiply by {n}.", "multiply by {n}", "* {n}", "x{n}?", "times {n}", "and multiplied by {n}?", "Then multiply it by {n}.", "what is that times {n}?",
        "multiply that by {n}", "that times {n}", "what about times {n}", "how much is it times {n}?", "then times {n}", "And now times {n}?", "and if I multiply it by {n}?", "Now multiply the result by {n}.",
        "And {n} times as much?", "what if you multiply by {n}", "and what if I multiply that by {n}?", "then what is it times {n}?", "[Let's|Let us|We] multiply [it|this|the answer] by {n}[.|, what is it now?|]", "[What do I get|What do we get|What comes out] [if I multiply|when I multiply|after multiplying] [that|it] by {n}?", "{n} times [that|this|the result|the answer] [is|makes]?",
            "[Make it|Now make it|Please make it] {n} times [as big|as large|as much][.|]", "the [result|answer|number] [times|x|*] {n}[?|]", "[I need|I want|I take] that {n} times, [how much is that|what is it now|how many together]?",
            "[Take|Use] [that number|the result|that answer] and multiply it by {n}[.|]", "[Please|Next,|Now please] [multiply it|multiply this] by {n}", "[Next|Next step|After that]: [times|multiply by|x] {n}", "[that|this] [*|x|times] {n} [= ?|is what|makes what|makes how much]",
            "[I'd like to|I want to|I will] multiply [this|the answer|that number] by {n}[, what is it?|, how much is it?|.]", "[what would|and what would] {n} times [that|the result|this] be?", "[how much is|how much would be|what's] {n} times [that|the answer|this]?",
            "and if I [take it|count that|use that] {n} times[, what is that|, how much is it|]?",
            "and what is the result multiplied by {n}?", "if I multiply that by {n}, how much is it?",
    ),
    "/": (
        "and divided by {n}?", "divided by {n}?", "Now divide by {n}.", "divide by {n}", "/ {n}", "/{n}?", "then divide by {n}", "Then divide it by {n}.", "what is that divided by {n}?", "divide that by {n}",
        "and over {n}?", "what about divided by {n}?", "how much is it divided by {n}?", "then divided by {n}", "And now divided by {n}?", "and if I divide it by {n}?", "Now divide the result by {n}.", "and divide by {n}",
        "what if you divide by {n}", "and what if I divide that by {n}?", "then what is it divided by {n}?", "[Let's|Let us|We] divide [it|this|the answer] by {n}[.|, what is it now?|]", "[What do I get|What do we get|What comes out] [if I divide|when I divide|after dividing] [that|it] by {n}?",
            "[Split|Cut|Divide] [it|that] into {n} equal parts[, how much is one|, how big is one part|. How much is each]?", "[share|split] [it|that|the result] among {n} [children|people|friends][, how much does each get?|. How much for each?|]",
            "the [result|answer|number] [divided by|/|over] {n}[?|]", "[Take|Use] [that number|the result|that answer] and divide it by {n}[.|]", "[Please|Next,|Now please] divide [it|this|the answer] by {n}", "[Next|Next step|After that]: [divided by|divide by|/] {n}",
            "[that|this] [/|divided by|over] {n} [= ?|is what|makes what|makes how much]", "[I'd like to|I want to|I will] divide [this|the answer|that number] by {n}[, what is it?|, how much is it?|.]", "how [many times|often] does {n} [go into|fit into] [that|it|the result]?",
            "[what would|and what would] [that|the result|this] divided by {n} be?", "{n} [goes into that|fits into that|goes into it] how [many times|often]?", "and [shared between|split between|shared among|split among] {n}[, how much each|, how much is it|]?",
            "and the result divided by {n}?", "how much is it then if you divide by {n}?",
    ),
}  # fmt: skip
_ZH: Final = {
    "+": (
        "再加{n}呢？", "再加{n}", "加{n}呢？", "然后加{n}", "再加上{n}是多少？", "加上{n}等于几？", "+{n}呢", "结果再加{n}？", "加{n}", "如果再加上{n}呢？", "接着加{n}", "那再加{n}等于多少？", "现在加{n}是多少",
        "把结果加上{n}", "那么加{n}呢？", "如果再加{n}呢？", "接着加{n}是多少？", "[在这个基础上|在此基础上|在结果上][再加|加上|加]{n}[，是多少？|等于几？|呢？]", "[多加|添上|再添]{n}[是多少|等于多少|呢]？", "[刚才的结果|刚才的得数|上面的答案|这个数][加|加上|再加]{n}[是多少？|等于几？|呢？|]", "[我想|我要|我还想]再加{n}，[是多少|等于多少|结果是几]？",
            "[给它|给这个数][加上|加|添上]{n}[。|，是多少？|]", "[请|请你|麻烦]再加[上|]{n}[。|]", "[又来了|又多了|又得到]{n}个，[现在是多少|一共多少|现在多少]？", "比[它|这个数|刚才的结果][多|大]{n}的[是多少|数是多少|数是几]？", "[下一步|第二步|接下来][：|，][加|加上|再加]{n}",
            "用[它|结果|刚才的答案]加{n}[呢|是几|等于多少]？", "[增加|多]{n}[以后|之后|的话]是[多少|几]？", "[要是|假如][还要|再|又]加{n}[呢|，等于多少|，是几]？", "[得数|答案|和]+{n}[=|是|等于]？", "[加完|加了]{n}[以后|之后|][是几|变成多少|得多少]？",
            "它加{n}等于多少？", "再把{n}加上呢？",
    ),
    "-": (
        "再减{n}呢？", "再减{n}", "减{n}呢？", "然后减去{n}", "再减去{n}是多少？", "减掉{n}等于几？", "-{n}呢", "结果再减{n}？", "减{n}", "如果再减去{n}呢？", "接着减{n}", "那再减{n}等于多少？", "现在减{n}是多少",
        "把结果减去{n}", "那么减{n}呢？", "如果再减{n}呢？", "接着减{n}是多少？", "[在这个基础上|在此基础上|在结果上][再减|减去|减]{n}[，是多少？|等于几？|呢？]", "[去掉|拿走|扣掉|少了]{n}[是多少|还剩多少|呢]？", "[刚才的结果|刚才的得数|上面的答案|这个数][减|减去|再减]{n}[是多少？|等于几？|呢？|]", "[我想|我要|我还想]再减{n}，[是多少|等于多少|结果是几]？",
            "[从中|从里面|从结果里][减去|减掉|拿走]{n}[。|，是多少？|]", "[请|请你|麻烦]再减[去|]{n}[。|]", "[又用掉|又送走|又吃了]{n}个，[还剩多少|现在多少|还有几个]？", "比[它|这个数|刚才的结果][少|小]{n}的[是多少|数是多少|数是几]？", "[下一步|第二步|接下来][：|，][减|减去|再减]{n}",
            "用[它|结果|刚才的答案]减{n}[呢|是几|等于多少]？", "[减少|少]{n}[以后|之后|的话]是[多少|几]？", "[要是|假如][还要|再|又]减{n}[呢|，等于多少|，是几]？", "[得数|答案|差]-{n}[=|是|等于]？", "[减完|减了]{n}[以后|之后|][是几|变成多少|得多少]？",
            "它减{n}等于多少？", "再把{n}减掉呢？",
    ),
    "*": (
        "再乘以{n}呢？", "乘以{n}呢", "再乘{n}", "乘以{n}呢？", "然后乘{n}", "再乘以{n}是多少？", "乘上{n}等于几？", "×{n}呢", "结果再乘{n}？", "乘{n}", "如果再乘以{n}呢？", "接着乘{n}", "那再乘{n}等于多少？", "现在乘{n}是多少",
        "把结果乘以{n}", "那么乘{n}呢？", "如果再乘{n}呢？", "接着乘{n}是多少？", "[在这个基础上|在此基础上|在结果上][再乘|乘以|乘]{n}[，是多少？|等于几？|呢？]", "[它的|结果的|这个数的]{n}倍[是多少|等于几|呢]？", "[刚才的结果|刚才的得数|上面的答案|这个数][乘|乘以|再乘]{n}[是多少？|等于几？|呢？|]", "[我想|我要|我还想]再乘{n}，[是多少|等于多少|结果是几]？",
            "[扩大|放大|增加]到原来的{n}倍[呢|是多少|等于几]？", "[请|请你|麻烦]再乘[以|]{n}[。|]", "[这样的|这么多][来|有|要]{n}份，[一共多少|总共是多少|是多少]？", "{n}个[它|这样的数|这个数][是多少|等于多少|加起来是多少]？", "[下一步|第二步|接下来][：|，][乘|乘以|再乘]{n}",
            "用[它|结果|刚才的答案]乘{n}[呢|是几|等于多少]？", "[要是|假如][还要|再|又]乘{n}[呢|，等于多少|，是几]？", "[得数|答案|结果]×{n}[=|是|等于]？", "[乘完|乘了]{n}[以后|之后|][是几|变成多少|得多少]？", "[变成|变为]原来的{n}倍[是多少|呢|等于几]？",
            "它乘{n}等于多少？", "把它再乘以{n}呢？",
    ),
    "/": (
        "再除以{n}呢？", "除以{n}呢", "再除以{n}", "除以{n}呢？", "然后除以{n}", "再除以{n}是多少？", "除以{n}等于几？", "÷{n}呢", "结果再除以{n}？", "除以{n}", "如果除以{n}呢？", "接着除以{n}", "那再除以{n}等于多少？",
        "现在除以{n}是多少", "把结果除以{n}", "那么除以{n}呢？", "如果再除以{n}呢？", "接着除以{n}是多少？", "[在这个基础上|在此基础上|在结果上][再除以|除以]{n}[，是多少？|等于几？|呢？]", "[平均分成|分成]{n}份，[每份|一份]是多少？", "[刚才的结果|刚才的得数|上面的答案|这个数][除以|再除以]{n}[是多少？|等于几？|呢？|]", "[我想|我要|我还想]再除以{n}，[是多少|等于多少|结果是几]？",
            "[分给|平分给|平均分给]{n}个人，[每人多少|每人几个|一人得多少]？", "[请|请你|麻烦]再除以{n}[。|，谢谢|]", "[里面|它里面|结果里][有|包含]几个{n}？", "[它的|结果的|这个数的]{n}分之一[是多少|等于几|呢]？", "[下一步|第二步|接下来][：|，][除以|再除以]{n}",
            "用[它|结果|刚才的答案]除以{n}[呢|是几|等于多少]？", "[要是|假如][还要|再|又]除以{n}[呢|，等于多少|，是几]？", "[得数|答案|结果]÷{n}[=|是|等于]？", "除以{n}[以后|之后][是几|变成多少|得多少]？", "[{n}份平分|分{n}等份|平均分{n}份][呢|，一份是几|，每份多少]？",
            "它除以{n}等于多少？", "把它再除以{n}呢？",
    ),
}  # fmt: skip
_HALF: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "and half of that?", "half of that?", "and half of it", "Now halve it.", "what is half of that?", "What about half of it?", "half of the result?", "then take half of it", "how much is half of that?", "now half of that",
        "halve it", "and halve that?", "and what is half of it?", "now halve the result", "[Let's|Let us|Please] [cut it in half|halve this|divide it by two][.|, what is it now?|]", "[What do I get|What do we get|What comes out] [if I halve it|when I halve that|after halving it]?", "[cut|split|divide] [that|it|the result] in [half|two][.|, please.|]",
            "the [result|answer|number] [divided by 2|divided by two|/ 2][?|]", "[only half|just half] [of it|of that|of this][?|, how much is it?|]", "[Take|Use] [that number|the answer|that result] and [halve it|divide it by 2][.|]", "[Next|Next step|After that]: [half|halve it|take half]",
            "[I'd like to know|I want|I need|Give me] half of [that|it|the answer][.|]", "[and|now|then] divide [that|it|this] by [two|2][?|]", "[If I share it|If we share that|If I split it] [with a friend|between two people|in two equal parts], how much is [one part|each part]?",
            "[half as much|and half as much|now half as much][?|, how much is it?|]", "[what would|and what would] half of [that|it|the answer] be?", "[half|a half] [please|of the answer|of this number][?|]", "[I only want|I only need|I take only] half[, how much is that?|, what is it?|.]",
            "what if I take half of that?", "how much is it if you halve the result?",
    ),
    "zh": ("那一半呢？", "它的一半呢？", "再取一半", "一半是多少？", "那么它的一半是多少？", "结果的一半呢", "现在取一半", "然后再取它的一半", "那结果的一半是多少？", "一半呢", "那么取一半呢？", "结果的一半是？", "[把它|把结果|把这个数][平分成两份|平均分成两份|平分成两半][，一份是多少？|，每份多少？|呢？]", "[除以2|除以二][呢|是多少|等于几]？", "[刚才的结果|刚才的得数|上面的答案|这个数]的一半[是多少|呢|等于几]？", "[我想|我要|我只要][取一半|一半]，[是多少|等于多少|结果是几]？",
            "[减半|对半分|减去一半][呢|是多少|等于几]？", "[请|请你|麻烦][取它的一半|算出它的一半|说出它的一半][。|]", "[两个人|两人|我们两个]平分，[每人多少|一人得多少|每人是多少]？", "[它的|结果的|这个数的][二分之一|1/2][是多少|等于几|呢]？", "[下一步|第二步|接下来][：|，][取一半|除以2|减半]",
            "[只要|只留|只取]一半[的话|]是[多少|几]？", "[要是|假如|如果][减半|只有一半|除以2]呢？", "[得数|答案|结果]÷2[=|是|等于]？", "[它一半|那它一半|那一半][有多少|是几|等于多少]？", "[再|接着|现在][除以2|除以二|减半][。|呢？|是多少？]",
            "把结果取一半呢？", "把它减半呢？"),
}  # fmt: skip
_DOUBLE: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "and double that?", "double it", "and twice that?", "Now double it.", "what is double that?", "twice that", "What about twice that?", "and double the result?", "then double it", "how much is twice that?", "and what if I double it?",
        "double that", "now double the result", "and what is twice that?", "[Let's|Let us|Please] [double this|multiply it by two|make it twice as much][.|, what is it now?|]", "[What do I get|What do we get|What comes out] [if I double it|when I double that|after doubling it]?", "[two times|2 times] [that|it|the result|the answer][?|, please.|]",
            "the [result|answer|number] [times 2|times two|x 2][?|]", "[twice as much|twice as many|and twice as much][?|, how much is it?|]", "[Take|Use] [that number|the answer|that result] and [double it|multiply it by 2][.|]", "[Next|Next step|After that]: [twice that|double it|times two]",
            "[I'd like to know|I want|I need|Give me] [double|twice] [the amount|that number|the answer][.|]", "[and|now|then] multiply [that|it|this] by [two|2][?|]", "[that number|this number|the answer] [plus itself|added to itself|and the same again][?|, how much?|]",
            "[If I had|If we had|If I take] [twice|two times] as much, [how much is that|how much would it be|what would it be]?", "[what would|and what would] [double|twice] [that|the answer|this number] be?", "[make it|now make it|please make it] [double|two times as big|twice as big][.|]",
            "[how about|what about] [doubling it|doubling that|two times that]?",
            "how much is it if you double that?", "What is twice the result?",
    ),
    "zh": ("翻倍呢？", "它的两倍呢？", "再翻一倍", "两倍是多少？", "那么它的两倍是多少？", "结果翻倍是多少？", "结果的两倍呢", "然后翻倍", "现在再翻倍", "那两倍呢", "那么翻一倍呢？", "结果翻倍是？", "[把它|把结果|把这个数][乘以2|变成两倍|翻一倍][，是多少？|，等于几？|呢？]", "[乘以2|乘2|乘以二][呢|是多少|等于几]？", "[刚才的结果|刚才的得数|上面的答案|这个数]的[两倍|2倍|二倍][是多少|呢|等于几]？", "[我想|我要|我还要][两倍|翻倍]，[是多少|等于多少|结果是几]？",
            "[加倍|加一倍|多一倍][呢|是多少|等于几]？", "[请|请你|麻烦][算出它的两倍|把它翻倍|说出它的两倍][。|]", "两份[这样的|这么多|一样的][是多少|一共多少|加起来是多少]？", "[它|这个数|结果]再加[它自己|一个自己|上自己][是多少|等于几|呢]？", "[下一步|第二步|接下来][：|，][翻倍|乘以2|取两倍]",
            "[变成|变为|增加到]原来的两倍[是多少|呢|等于几]？", "[要是|假如|如果][加倍|变成两倍|乘以2]呢？", "[得数|答案|结果]×2[=|是|等于]？", "[它的2倍|它的二倍|那它的两倍][有多少|是几|等于多少]？", "[再|接着|现在][乘以2|乘以二|加倍][。|呢？|是多少？]",
            "如果把它翻倍呢？", "接着取它的两倍"),
}  # fmt: skip
_JUDGE: Final[dict[Language, dict[bool, tuple[str, ...]]]] = {
    "en": {
        False: (
            "A follow-up on the last result, {a}: {c} is known by heart, so a direct answer is enough.",
            "The user goes on from {a} with a small step, {sign} {b}. No thinking needed.",
        ),
        True: (
            "A follow-up on the last result, {a}. Now {c} has to be worked out in columns, so thinking pays.",
            "The user goes on from {a}: {c} is too big to know by heart. Writing the steps is worth it.",
            "This continues the calculation with {sign} {b}. The earlier result is large enough that step by step is safer.",
        ),
    },
    "zh": {
        False: ("接着上一个结果{a}，{c}可以直接说出，不需要思考。", "用户从{a}继续，只有一小步，直接回答。"),
        True: (
            "接着上一个结果{a}，现在要算{c}，需要列竖式，值得思考。",
            "用户从{a}继续，{c}不能直接背出，应写出步骤。",
            "这是在上一步结果上继续运算，数目较大，一步步来更可靠。",
        ),
    },
}


def _first(rng: random.Random, language: Language) -> tuple[History, int]:
    """A calculation with its answer, and the result from which it goes on."""
    sign = rng.choice("+-***")
    a, b = (rng.randint(2, 12), rng.randint(2, 12)) if rng.random() < 0.6 else (rng.randint(10, 99), rng.randint(2, 99))
    if sign == "-":
        a, b = max(a, b), min(a, b)
    result = {"+": a + b, "-": a - b, "*": a * b}[sign]
    question, _ = phrase(rng, asks(language), language, False, {"e": written(rng, a, sign, b, language)})
    stop = "." if language == "en" else "。"
    return (("user", question), ("assistant", f"{a} {sign} {b} = {result}{stop}")), result


def _next_number(rng: random.Random, value: int, sign: str) -> int:
    if sign == "/":
        return rng.randint(2, 9)
    if sign == "*":
        return rng.randint(2, 9) if value > 99 or rng.random() < 0.6 else rng.randint(10, 40)
    high = rng.choice((9, 20, 99))
    return rng.randint(1, min(high, value)) if sign == "-" else rng.randint(1, high)


def _sample(rng: random.Random, language: Language) -> tuple[History, int, str, int, tuple[str, ...]]:
    texts = _EN if language == "en" else _ZH
    while True:
        history, value = _first(rng, language)
        if rng.random() < 0.25:
            more, sign = rng.choice("+-"), rng.randint(1, 20)
            after = value + sign if more == "+" else value - sign
            question, _ = phrase(rng, texts[more], language, False, {"n": sign})
            stop = "." if language == "en" else "。"
            history += (("user", question), ("assistant", f"{value} {more} {sign} = {after}{stop}"))
            value = after
        kind = rng.choice(("+", "+", "-", "*", "*", "/", "half", "double"))
        sign_of = {"half": "/", "double": "*"}.get(kind, kind)
        wordings = _HALF[language] if kind == "half" else _DOUBLE[language] if kind == "double" else texts[kind]
        if value < 1 or (kind == "half" and value % 2):
            continue
        number = 2 if kind in ("half", "double") else _next_number(rng, value, sign_of)
        if value <= 9999:
            return history, value, sign_of, number, wordings


def _followup(rng: random.Random, language: Language, held_out: bool) -> Problem:
    history, value, sign, number, wordings = choose(lambda: _sample(rng, language), held_out)
    easy = is_easy(value, sign, number)
    thinking, result = solve(value, sign, number, language)
    plan = f"{value} {sign} {number}"
    slots = {"n": number, "a": value, "b": number, "c": plan, "sign": sign, "r": result}
    answer = "{c} = {r}." if language == "en" else "{c} = {r}。"
    texts = Texts(wordings, _JUDGE[language][not easy], (answer,))
    lines = thinking if thinking[0].startswith(plan) else [plan, *thinking]
    return compose(
        rng,
        "followup",
        language,
        held_out,
        texts,
        pays=not easy,
        thinking=lines,
        expected=(result,),
        slots=slots,
        history=history,
    )


_ABOUT: Final[dict[Language, Texts]] = {
    "en": Texts(
        (
            "and of {x}?", "and {x}?", "What about {x}?", "and the capital of {x}?", "what about {x}", "of {x}?", "And for {x}?", "{x}?", "how about {x}", "and what is it for {x}?", "And what about {x}?",
            "what is the capital of {x} then?", "and that of {x}", "same for {x}", "What is it for {x}?", "ok, and {x}?", "now {x}", "What about the capital of {x}?", "and what is that of {x}?", "And how about {x}?", "What about that of {x}?",
            "[And if|What if] [it is|it's|I ask about|we take] {x}?", "[I'd also like to know|I also want to know|I also need] [the one for|the one of|that of|the capital of] {x}[.|]", "{x}, [what's its capital|which is its capital|what is the capital there|and its capital]?",
            "[which city is it|which one is it|what city is it] [for|in the case of] {x}?", "[Same question|The same question|Same thing|The same again] [for|about|with] {x}[.|, please.|?|]", "[Next|Next one|Next country|One more]: {x}[?|]",
            "[Do you know|Do you also know|Can you tell me|Can you also say] [the one of|that of|the capital of|the one for] {x}[, please|]?", "[And|Now|Then] [the one of|the one for] {x}[, please|, which city|]?", "[then|and then|so] [what about|how about] {x}[, do you know| then|, which city]?",
            "[Let's move on to|Let's go on with|Now let's take|Let's do] {x}[.|]", "{x} [too|as well][, please|?|]", "[My friend asks|My teacher asks|My sister asks] [about|the same about] {x}[. What is it there?|. Which city is it?|.]",
            "[What is|What's|Which city is] the [one|capital city] [of|for] {x}[, then|]?",
            "Now tell me the capital of {x}.", "And what is {x}'s capital?",
        ),
        ("A follow-up about capitals, now for {x}. One known fact, so I answer directly.", "The user asks the same of {x}; no thinking needed."),
        ("The capital of {x} is {r}.",),
    ),
    "zh": Texts(
        (
            "那{x}呢？", "{x}呢？", "{x}呢", "那么{x}呢？", "{x}的呢？", "换成{x}呢？", "那{x}的首都呢？", "{x}的首都呢", "还有{x}呢？", "那{x}的是哪里？", "如果是{x}呢？", "再说说{x}", "{x}首都是哪里？", "那么换成{x}呢",
            "{x}又是哪里？", "还有{x}的首都呢？", "那么{x}的是哪里？", "[再问一个|下一个|还有一个|再来一个][：|，]{x}[？|呢？|]", "[同样的问题|一样的问题|同一个问题][，|：]{x}呢[？|]", "[我还想知道|我也想知道|还想问问|请再告诉我]{x}的[首都|][。|]", "[你知道|你也知道|能告诉我|能说说]{x}的首都是哪[里|个城市|座城市]吗？",
            "[要是|假如|那如果][换成|问的是|说到]{x}[呢|，是哪里|，又是哪个城市]？", "[至于|说到]{x}，[首都是哪里|它的首都是哪里|是哪个城市]？", "{x}[，它的首都|的首都|那边的首都][叫什么|是哪座城市|在哪]？", "[老师|朋友|弟弟]又问[到|了]{x}[，是哪里？|的首都。|，首都是哪里？]",
            "[接着|再|现在]说[{x}|{x}的|{x}的首都][。|]", "{x}[也说一下|也告诉我|也说说吧|也讲讲][。|]", "[另外|顺便问一下|对了]，{x}[呢|的首都呢|的首都是哪里]？", "[轮到|该]{x}了[，首都是哪里？|，是哪里？|。]", "[那么|那|然后]{x}的首都[是哪个城市|叫什么|在哪里]？",
            "{x}[是哪个|是哪座]城市[呢|呀|]？",
            "那如果是{x}，首都是哪里？", "再说一下{x}的首都",
        ),
        ("接着问首都，这次是{x}，一个已知的事实，直接回答。", "用户对{x}问同样的问题，不需要思考。"),
        ("{x}的首都是{r}。",),
    ),
}  # fmt: skip


def _capital(rng: random.Random, language: Language, held_out: bool) -> Problem:
    before, now = rng.sample(CAPITALS, 2)
    (x, city), (then, old) = (now[:2], before[:2]) if language == "en" else (now[2:], before[2:])
    question, _ = phrase(rng, CAPITAL_ASKS[language], language, False, {"x": then})
    said = f"The capital of {then} is {old}." if language == "en" else f"{then}的首都是{old}。"
    return compose(
        rng,
        "followup_capital",
        language,
        held_out,
        _ABOUT[language],
        pays=False,
        thinking=[f"{x}: {city}"],
        expected=(city,),
        slots={"x": x, "r": city},
        history=(("user", question), ("assistant", said)),
    )


FAMILIES: Final = (
    Family("followup", True, _followup, 4.0),
    Family("followup_capital", False, _capital, 0.6),
)
