# ruff: noqa: E501
"""Stocks that grow and shrink: what is there, what happens to it, and how people ask for what is left.

A verb is written as [base|with he or she|past], or [base|with he or she] in a question.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Final

from kat_demo.nano.problem import Language
from kat_demo.nano.problems.phrasing import numbers
from kat_demo.nano.problems.things import agents, items, names

_MEASURED: Final = (
    ("书", "本"), ("铅笔", "支"), ("卡片", "张"), ("邮票", "张"), ("糖", "颗"), ("花", "朵"), ("鱼", "条"), ("贴纸", "张"), ("蛋糕", "块"),
)  # fmt: skip
"""Chinese things that are not counted with 个, and the word that they are counted with."""

_OTHERS: Final = ("{other}", "妈妈")
"""Who acts in a Chinese event instead of the one that the story is about."""

_LINKS: Final = ("", "又", "又", "后来", "然后", "再")
_LINKS_OF_OTHERS: Final = ("", "后来", "然后")

_EDIBLE: Final = frozenset((
    "apples", "oranges", "cookies", "eggs", "pears", "candies", "bananas", "lemons", "cakes", "peaches", "muffins", "nuts", "sweets", "grapes", "strawberries", "potatoes", "苹果", "橘子", "梨", "桃子", "鸡蛋", "面包", "饼干", "香蕉", "西瓜", "橙子", "糖", "鱼", "蛋糕", "土豆", "包子", "柠檬", "核桃", "草莓",
))  # fmt: skip
_EAT: Final = re.compile(r"\beat\b|吃")
_FORMS: Final = re.compile(r"\[([^]]+)\]")
_BASE, _THIRD, _PAST = range(3)

_STARTS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "{name} [have|has|had] {a} {item}",
        "{name} [have|has|had] {a} {item}",
        "{name} [start|starts|started] with {a} {item}",
        "{name} [own|owns|owned] {a} {item}",
        "{name} [collect|collects|collected] {a} {item}",
        "In the morning {name} [have|has|had] {a} {item}",
        "At first {name} [have|has|had] {a} {item}",
        "{name} [buy|buys|bought] {a} {item}",
        "There [are|are|were] {a} {item} in {whose} bag",
        "There [are|are|were] {a} {item} on the table",
    ),
    "zh": (
        "{name}有{a}{m}{item}",
        "{name}有{a}{m}{item}",
        "{name}原来有{a}{m}{item}",
        "{name}手里有{a}{m}{item}",
        "{name}的篮子里有{a}{m}{item}",
        "{name}一共有{a}{m}{item}",
        "早上{name}有{a}{m}{item}",
        "{name}家里有{a}{m}{item}",
        "一开始{name}有{a}{m}{item}",
        "{name}买了{a}{m}{item}",
    ),
}
GAINS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "[buy|buys|bought] {x} more", "[buy|buys|bought] {x} more", "[buy|buys|bought] {x}", "[get|gets|got] {x} more", "[find|finds|found] {x} more", "[get|gets|got] {x} from {other}", "[win|wins|won] {x}", "[win|wins|won] {x} more",
        "[add|adds|added] {x}", "[am|is|was] given {x} by {other}", "[pick|picks|picked] {x} more", "[receive|receives|received] {x} more", "[get|gets|got] {x} as a present", "[take|takes|took] {x} from {other}",
        "[gain|gains|gained] {x}", "[bring|brings|brought] home {x} more", "[find|finds|found] another {x}", "[buy|buys|bought] another {x}", "[receive|receives|received] {x} as a present",
        "[receive|receives|received] {x} from {other}", "[pick|picks|picked] another {x}", "[get|gets|got] another {x} from {other}", "[win|wins|won] another {x}",
    ),
    "zh": (
        "买了{x}{m}", "买了{x}{m}", "得到{x}{m}", "捡到{x}{m}", "{other}给了{he}{x}{m}", "妈妈给了{he}{x}{m}", "赢了{x}{m}", "拿来{x}{m}", "收到{x}{m}", "添了{x}{m}", "买来{x}{m}", "多了{x}{m}", "从{other}那里拿了{x}{m}",
        "找到{x}{m}", "带回{x}{m}", "{other}送{he}{x}{m}", "买{x}{m}", "从{other}那里得到{x}{m}", "妈妈送给{he}{x}{m}", "拿到{x}{m}", "赢得{x}{m}",
    ),
}  # fmt: skip
LOSSES: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "[give|gives|gave] {x} to {other}", "[give|gives|gave] {x} to {other}", "[give|gives|gave] away {x}", "[lose|loses|lost] {x}", "[sell|sells|sold] {x}", "[eat|eats|ate] {x}", "[eat|eats|ate] {x} of them", "[drop|drops|dropped] {x}",
        "[throw|throws|threw] away {x}", "[use|uses|used] {x}", "[lend|lends|lent] {x} to {other}", "[break|breaks|broke] {x}", "[hand|hands|handed] {x} to {other}", "[leave|leaves|left] {x} at home",
        "[give|gives|gave] {other} {x}", "[use|uses|used] up {x}", "[lose|loses|lost] {x} of them", "[sell|sells|sold] {x} to {other}", "[give|gives|gave] {x} of them to {other}", "[throw|throws|threw] {x} of them away", "[hand|hands|handed] {other} {x}",
    ),
    "zh": (
        "给了{other}{x}{m}", "给了{other}{x}{m}", "吃了{x}{m}", "吃掉{x}{m}", "丢了{x}{m}", "卖了{x}{m}", "送给{other}{x}{m}", "用掉{x}{m}", "扔了{x}{m}", "分给{other}{x}{m}", "坏了{x}{m}", "借给{other}{x}{m}", "拿走{x}{m}",
        "卖掉{x}{m}", "让给{other}{x}{m}", "少了{x}{m}", "给{other}{x}{m}", "卖给{other}{x}{m}", "丢掉{x}{m}", "扔掉{x}{m}", "送{x}{m}给{other}",
    ),
}  # fmt: skip
_MONEY: Final[dict[Language, dict[str, tuple[str, ...]]]] = {
    "en": {
        "+": (
            "[earn|earns|earned] {x}", "[earn|earns|earned] {x} more", "[save|saves|saved] {x}", "[find|finds|found] {x}", "[get|gets|got] {x} from {other}", "[am|is|was] given {x} by {other}", "[make|makes|made] {x} more",
            "[win|wins|won] {x}", "[receive|receives|received] {x}", "[get|gets|got] {x} for a small job", "[save|saves|saved] another {x}", "[get|gets|got] {x} for a job",
        ),
        "-": (
            "[spend|spends|spent] {x}", "[spend|spends|spent] {x} on lunch", "[pay|pays|paid] {x}", "[pay|pays|paid] {x} for a book", "[lose|loses|lost] {x}", "[give|gives|gave] {x} to {other}", "[lend|lends|lent] {x} to {other}",
            "[spend|spends|spent] {x} on a toy", "[pay|pays|paid] {x} for a ticket", "[spend|spends|spent] {x} of it", "[give|gives|gave] {other} {x}",
        ),
    },
    "zh": {
        "+": ("赚了{x}{m}", "挣了{x}{m}", "存了{x}{m}", "捡到{x}{m}", "{other}给了{he}{x}{m}", "妈妈给了{he}{x}{m}", "得到{x}{m}", "收到{x}{m}红包"),
        "-": ("花了{x}{m}", "花掉{x}{m}", "用了{x}{m}", "付了{x}{m}", "丢了{x}{m}", "给了{other}{x}{m}", "借给{other}{x}{m}", "买书花了{x}{m}", "吃饭花了{x}{m}", "买票用掉{x}{m}"),
    },
}  # fmt: skip
"""What happens to money."""
_CURRENCY: Final[dict[Language, tuple[tuple[str, str], ...]]] = {
    "en": (("dollars", ""), ("dollars", ""), ("euros", "")),
    "zh": (("钱", "元"), ("钱", "块")),
}
"""Money as a thing, and in Chinese the word that it is counted with."""
_MONEY_ASKS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "How much money [do|does] {name} have now?",
        "How much [do|does] {he} have left?",
        "How much money is left?",
        "How much of it is left?",
        "How much [do|does] {name} have now?",
        "how much money [do|does] {he} have in the end?",
        "How much [do|does] {he} have?",
    ),
    "zh": (
        "现在有多少钱？",
        "还剩多少钱？",
        "{name}现在有多少{m}？",
        "还有多少钱？",
        "{he}还剩多少{m}？",
        "一共有多少钱？",
    ),
}
"""How money is asked for, beside the ways of `_ASKS`."""
_NOT_MONEY: Final = re.compile(r"\[buy\||\[collect\||\[own\||买了|篮子|一共")
_ASKS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "How many {item} [do|does] {name} have now?",
        "How many [do|does] {he} have now?",
        "How many [do|does] {he} have?",
        "How many {item} are left?",
        "How many are left?",
        "How many {item} [do|does] {he} have in the end?",
        "How many {item} are there now?",
        "what is the total now?",
        "How many now?",
        "How many {item} [do|does] {name} have?",
        "How many {item} remain?",
        "So how many {item} [do|does] {he} have?",
        "how many [do|does] {name} have left?",
        "How many {item} [have|has] {he} got now?",
        "Tell me how many {item} are left at the end.",
        "What number of {item} [do|does] {name} have at the end?",
        "How many {item} [have|has] {name} got at the end?",
        "Tell me how many {item} {he} [have|has] now.",
        "What is the number of {item} now?",
        "In the end, how many are there?",
    ),
    "zh": (
        "现在有几{m}？",
        "现在有多少{m}？",
        "还剩几{m}？",
        "现在{name}有几{m}{item}？",
        "{name}现在有多少{m}{item}？",
        "最后有几{m}？",
        "现在一共有多少{m}？",
        "还剩多少{m}{item}？",
        "请问现在有几{m}？",
        "{he}现在有几{m}{item}？",
        "{name}还有几{m}？",
        "那么{name}还剩几{m}{item}？",
        "现在还有多少？",
        "一共还有多少{item}？",
        "{he}最后剩多少{m}？",
        "最后{he}还有几{m}{item}？",
        "那么现在有多少{item}？",
        "请问最后还剩多少{item}？",
        "{name}最后一共有多少{m}{item}？",
    ),
}


def story(rng: random.Random, language: Language, held_out: bool) -> tuple[str, str, str, int]:
    """The text, the plan, the answer and the number of the wording."""
    starts, questions = _STARTS[language], _ASKS[language]
    amount = rng.randint(2, rng.choice((10, 20, 60, 99)))
    name, he = rng.choice(agents(language))
    form = rng.choice((_THIRD, _THIRD, _PAST))
    if language == "en" and rng.random() < 0.12:
        name, he, form = "I", "I", rng.choice((_BASE, _PAST))
    item, measure = rng.choice(items(language)), "个"
    if language == "zh" and rng.random() < 0.3:
        item, measure = rng.choice(_MEASURED)
    happens = {"+": GAINS[language], "-": LOSSES[language]}
    if rng.random() < 0.2:
        (item, measure), happens = rng.choice(_CURRENCY[language]), _MONEY[language]
        starts = tuple(start for start in starts if not _NOT_MONEY.search(start))
        questions = (*_MONEY_ASKS[language], *questions)
    start = rng.choice(starts)
    wording = rng.choice(numbers(questions, held_out))
    # those of `_ASKS` count from 0, whatever stands before them
    asked, wording = questions[wording], wording - (len(questions) - len(_ASKS[language]))
    events, effects = _events(rng, language, happens, held_out, item in _EDIBLE)
    text = _opened(rng, start, events, language)
    question = _formed(asked, _BASE if name == "I" else _THIRD)
    told = _formed(text, form)
    if language == "en" and start.startswith("{name}") and ". " not in told and rng.random() < 0.2:
        text = f"If {told}, {question[0].lower()}{question[1:]}"
    else:
        text = told + (". " if language == "en" else rng.choice(("，", "，", "。"))) + question
    other = rng.choice([found for found in names(language) if found != name])
    slots = {"a": str(amount), "he": he, "name": name, "other": other, "item": item, "m": measure}
    text = text.format_map({**slots, "whose": "my" if name == "I" else f"{name}'s"})
    text = re.sub(r"(^|[.] )([a-z])", lambda match: match.group(1) + match.group(2).upper(), text)
    plan = f"{amount} " + " ".join(f"{sign} {value}" for sign, value in effects)
    return text, plan, f"现在有{{r}}{measure}。" if language == "zh" else "Now there are {r}.", wording


def _formed(text: str, form: int) -> str:
    """The text with its verbs in the asked form."""
    return _FORMS.sub(lambda match: match.group(1).split("|")[form], text)


def _events(
    rng: random.Random, language: Language, happens: Mapping[str, tuple[str, ...]], held_out: bool, edible: bool
) -> tuple[list[str], list[tuple[str, int]]]:
    """One to three things that happen to a stock, with sign and number."""
    events, effects = [], []
    for _ in range(rng.choice((1, 1, 2, 2, 2, 2, 3))):
        sign = rng.choice("+-")
        phrases = happens[sign]
        fitting = [phrases[at] for at in numbers(phrases, held_out and rng.random() < 0.5)]
        phrase = rng.choice([found for found in fitting if edible or not _EAT.search(found)])
        amount = rng.randint(1, rng.choice((5, 30)))
        effects.append((sign, amount))
        events.append(phrase.replace("{x}", str(amount)))
    return events, effects


def _opened(rng: random.Random, start: str, events: list[str], language: Language) -> str:
    """The start and the events as one text without its last stop."""
    if language == "zh":
        firsts = ("", "", "先") if len(events) > 1 and not events[0].startswith(_OTHERS) else ("",)
        parts = [rng.choice(firsts) + events[0]]
        for event in events[1:]:
            parts.append(rng.choice(_LINKS_OF_OTHERS if event.startswith(_OTHERS) else _LINKS) + event)
        return "，".join((start, *parts))
    if start.startswith("{name}") and rng.random() < 0.3:
        links = [", "] * (len(events) - 1) + [rng.choice((" and ", ", and ", ", then "))]
        return start + "".join(link + event for link, event in zip(links, events, strict=True))
    text = start + rng.choice((". {he} ", ". {he} ", ", {he} ", ". Then {he} ", " and {he} ")) + events[0]
    if "{whose}" not in start and "{name}" not in start:
        text = text.replace("{he}", "{name}")
    for event in events[1:]:
        text += rng.choice((", and then ", " and ", " and ", ", then ", ". Then {he} ", ". Later {he} ")) + event
    return text
