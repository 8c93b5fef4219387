"""The words of the page."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from kat_demo.records import Finish, Phase
from kat_demo.ui import text
from kat_demo.ui.text import WORDS, Lang, of_browser, say

HERE = Path(text.__file__)
SOURCES = "".join(path.read_text(encoding="utf-8") for path in HERE.parent.rglob("*.py") if path != HERE)


@pytest.mark.parametrize("key", WORDS)
def test_every_word_is_there_in_both_languages_with_the_same_places(key: str) -> None:
    english, chinese = WORDS[key]
    assert english and chinese
    assert _places(english) == _places(chinese)


def test_what_is_chinese_is_chinese() -> None:
    same = {key for key, (english, chinese) in WORDS.items() if english == chinese}
    assert same == {"export_markdown", "export_json", "top_p", "top_k"}


def test_every_state_of_a_reply_has_words() -> None:
    for lang in Lang:
        assert all(say(lang, f"note_{phase.value}") for phase in Phase if phase is not Phase.DONE)
        assert all(say(lang, f"finish_{finish.value}") for finish in Finish)


def test_no_word_is_left_over() -> None:
    made = re.compile(
        "note_|why_|loading_|finish_|mode_|part_|overruled_|intro_|agree_|vote_|.*_info$|plot_|pick_|grader_|column_|keep_"
    )
    unused = [key for key in WORDS if not made.match(key) and not re.search(rf"""["']{key}["']""", SOURCES)]
    assert not unused


@pytest.mark.parametrize(
    "header, lang",
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", Lang.ZH),
        ("zh-TW", Lang.ZH),
        ("en-GB,en;q=0.9,zh;q=0.5", Lang.EN),
        ("de-DE,de;q=0.9,zh;q=0.8,en;q=0.7", Lang.ZH),
        ("fr", Lang.EN),
        ("", Lang.EN),
    ],
)
def test_the_browser_s_preference_is_followed(header: str, lang: Lang) -> None:
    assert of_browser(header) is lang


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        say(Lang.EN, "nothing")


def _places(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}
