"""The conversations that are not open: kept, opened again, named, searched, deleted, and taken in from a file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browsing import Open, answers, ask, finish, send, wait_for_thinking
from playwright.sync_api import Page, expect

from kat_demo.engines import Engine
from kat_demo.errors import InputError
from kat_demo.records import Finish, Phase, Turn
from kat_demo.ui import export, shelf
from kat_demo.ui.conversation import Conversation, Entry
from kat_demo.ui.shelf import Shelf


def talk(*questions: str) -> Conversation:
    turn = Turn(phase=Phase.DONE, finish_reason=Finish.STOP, judge="j" * 50, thinking="t" * 500, answer="It is so.")
    return tuple(Entry(question, turn) for question in questions)


# The values


def test_a_conversation_comes_back_with_its_name_and_the_open_one_takes_its_place() -> None:
    kept = Shelf("cats").put(talk("What do cats eat?", "And dogs?")).put(()).put(talk("  What is\n7 + 5? "))
    assert [one.title for one in kept.kept] == ["What is 7 + 5?", "cats"]
    taken = kept.take(kept.kept[1].id)
    assert taken is not None and taken[1] == talk("What do cats eat?", "And dogs?") and taken[0].name == "cats"
    assert [one.title for one in taken[0].kept] == ["What is 7 + 5?"] and kept.take("nothing") is None


def test_every_word_is_searched_in_names_questions_and_answers() -> None:
    kept = Shelf("Pets").put(talk("What do cats eat?")).put(talk("What is 7 + 5?"))
    found = {words: [one.title for one in kept.having(words)] for words in ("", "pets", "CATS so", "cats 7", "Is it")}
    assert found == {
        "": ["What is 7 + 5?", "Pets"], "pets": ["Pets"], "CATS so": ["Pets"], "cats 7": [],
        "Is it": ["What is 7 + 5?", "Pets"],
    }  # fmt: skip


def test_a_shelf_is_kept_as_json_and_what_is_broken_of_it_is_left_out() -> None:
    kept = Shelf("now").put(talk("one")).put(talk("two", "three")).named("x" * 99)
    again = shelf.read(json.loads(json.dumps(shelf.store(kept))))
    assert again == kept and len(again.name) == shelf.LONGEST
    data = shelf.store(kept)
    data["kept"][0]["entries"][0]["turn"] = {"phase": "nonsense"}
    assert [one.title for one in shelf.read(data).kept] == ["now"]
    for nonsense in (None, [], "x", {"kept": 5}, {"kept": [5, {"id": 1}, {"id": "a"}]}, {"name": 7, "kept": []}):
        assert shelf.read(nonsense) == Shelf()


def test_what_is_too_much_for_a_browser_loses_traces_first_and_then_goes() -> None:
    kept = Shelf()
    for number in range(20):
        kept = kept.put(talk(f"question {number}"))
    size = len(json.dumps(shelf.store(kept)))
    less = shelf.read(shelf.store(kept, room=size // 2))
    assert 8 <= len(less.kept) <= 14 and less.kept[0] == kept.kept[0]
    assert len(json.dumps(shelf.store(kept, room=size // 2))) <= size // 2 + 100


@pytest.mark.parametrize(
    "file",
    [
        b"", b"\xff\xfe", b"[]", b"{}", b'{"format": "kat-demo conversation 1"}',
        b'{"format": "kat-demo conversation 1", "entries": []}',
        b'{"format": "kat-demo conversation 1", "entries": [{"message": 5, "turn": {}}]}',
        b'{"format": "another", "entries": []}', b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_file_that_is_no_conversation_says_what_would_be(file: bytes) -> None:
    with pytest.raises(InputError, match="a conversation exported here as JSON"):
        shelf.taken_in(file)


def test_a_file_that_was_exported_is_taken_in_and_one_that_is_too_large_is_not() -> None:
    entries = talk("What is 7 + 5?", "<script>alert(1)</script>")
    assert shelf.taken_in(export.to_json(entries).encode()) == entries
    with pytest.raises(InputError, match="at most"):
        shelf.taken_in(b" " * (shelf.LARGEST + 1))


# The page


def opened(page: Page) -> None:
    page.locator("#kat-open-shelf").click()
    expect(page.locator("#kat-shelf")).to_have_class(re.compile(r"\bopen\b"))


def put_away(page: Page, question: str) -> None:
    """Ask, and begin another conversation."""
    ask(page, question)
    page.locator("#kat-new").click()
    expect(answers(page)).to_have_count(0)


def titles(page: Page) -> list[str]:
    return page.locator("#kat-shelf-list label").all_inner_texts()


@pytest.mark.flaky(reruns=2)
def test_conversations_are_kept_opened_named_searched_and_deleted(visit: Open) -> None:
    page = visit()
    put_away(page, "What is 7 + 5?")
    ask(page, "What is 47 * 86?")
    opened(page)
    expect(page.locator("#kat-shelf-list label")).to_have_count(1)
    assert titles(page) == ["What is 7 + 5?"]
    expect(page.locator("#kat-shelf-name input, #kat-shelf-name textarea")).to_have_value("What is 47 * 86?")
    name = page.locator("#kat-shelf-name").get_by_role("textbox")
    name.fill("The product")
    name.press("Enter")

    page.locator("#kat-shelf-list label").first.click()
    expect(answers(page)).to_contain_text("12")
    expect(page.locator("#kat-shelf-list label")).to_have_text(["The product"])
    expect(name).to_have_value("What is 7 + 5?")
    page.locator("#kat-shelf-search").get_by_role("textbox").press_sequentially("no such words")
    expect(page.locator("#kat-shelf-list label")).to_have_count(0)
    page.locator("#kat-shelf-search").get_by_role("textbox").clear()
    page.locator("#kat-shelf-search").get_by_role("textbox").press_sequentially("86")
    expect(page.locator("#kat-shelf-list label")).to_have_text(["The product"])

    page.locator("#kat-shelf-delete").click()
    expect(answers(page)).to_have_count(0)
    page.reload()
    opened(page)
    expect(page.locator("#kat-shelf-list label")).to_have_text(["The product"])
    page.locator("#kat-shelf-list label").first.click()
    expect(answers(page)).to_contain_text("4042")
    expect(page.locator("#kat-shelf-list label")).to_have_count(0)


@pytest.mark.flaky(reruns=2)
def test_a_reply_under_way_is_kept_as_stopped_when_another_conversation_is_opened(
    visit: Open,
    engine: Engine,
) -> None:
    page = visit()
    put_away(page, "What is 7 + 5?")
    send(page, "a long one")
    wait_for_thinking(page)
    opened(page)
    page.locator("#kat-shelf-list label").first.click()
    expect(answers(page)).to_contain_text("12")
    finish(page)
    page.wait_for_timeout(1500)  # what comes in late changes nothing
    expect(answers(page)).to_contain_text("12")
    page.locator("#kat-shelf-list label").first.click()
    expect(page.locator("#kat-badge")).to_contain_text("Stopped by you")


@pytest.mark.flaky(reruns=2)
def test_a_file_is_taken_in_and_a_hostile_one_does_nothing(visit: Open, tmp_path: Path) -> None:
    page = visit()
    ask(page, "What is 7 + 5?")
    evil = '<img src=x onerror="window.evil = 1"><script>window.evil = 1</script>'
    turn = Turn(phase=Phase.DONE, finish_reason=Finish.STOP, judge=evil, thinking=evil, answer=evil, model=evil)
    good, bad = tmp_path / "talk.json", tmp_path / "bad.json"
    good.write_text(export.to_json((Entry(evil, turn),)))
    bad.write_text('{"format": "kat-demo conversation 1", "entries": [{}]}')
    opened(page)
    chooser = page.locator("#kat-shelf input[type=file]")
    chooser.set_input_files(bad)
    expect(page.locator(".toast-body")).to_contain_text("a conversation exported here as JSON")
    expect(answers(page)).to_contain_text("12")
    chooser.set_input_files(good)
    expect(answers(page)).to_contain_text("script>window.evil = 1")
    expect(page.locator("#kat-shelf-list label")).to_have_text(["What is 7 + 5?"])
    assert page.evaluate("window.evil") is None
