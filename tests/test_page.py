"""The chat page in a real browser, over an engine that speaks at a pace one can watch."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browsing import Open, answers, ask, finish, send, settle, thinking, wait_for_thinking
from paced import JUDGE, THOUGHT, PacedEngine
from playwright.sync_api import Page, expect
from running import eventually

from kat_demo.format import TAGS
from kat_demo.ui.markdown import GUARD

pytestmark = pytest.mark.flaky(reruns=2)  # a browser on a busy machine


def test_a_stranger_sees_what_the_page_is_about(visit: Open) -> None:
    page = visit()
    expect(page.locator("#kat-title")).to_contain_text("judges whether your question is worth thinking about")
    expect(page.locator(".kat-model")).to_contain_text(
        "KAT-test · 5.1 M parameters · not quantized · text · CPU · 4,000 tokens of context"
    )
    expect(page.locator(".kat-model")).to_contain_text("No GPU was found")
    expect(page.locator("#kat-intro li")).to_have_count(3)
    expect(page.locator("#kat-chat .example").nth(5)).to_be_visible()


def test_an_example_is_asked_at_a_click(visit: Open) -> None:
    page = visit()
    page.get_by_role("button", name="What is 7 + 5?").click()
    expect(answers(page)).to_have_text("It is 12.")


def test_a_thoughtful_reply_shows_everything_and_the_conversation_the_answer_only(
    visit: Open, engine: PacedEngine
) -> None:
    page = visit()
    send(page, "a long one")
    wait_for_thinking(page)
    expect(thinking(page)).to_be_visible()
    expect(page.locator("#kat-thinking .label-wrap")).to_contain_text("Thinking…")
    engine.hurry.set()
    finish(page)
    expect(thinking(page)).not_to_be_visible()
    expect(page.locator("#kat-thinking .label-wrap")).to_have_text(re.compile(r"Thought for .* s · [\d,]+ tokens"))
    expect(page.locator("#kat-badge")).to_contain_text("Thinking")
    expect(page.locator("#kat-badge")).to_contain_text("decided by the model")
    expect(page.locator("#kat-badge")).to_contain_text("97 %")
    expect(page.locator("#kat-judge-text")).to_have_text(JUDGE)
    expect(page.locator("#kat-figures")).to_contain_text("Complete")
    expect(answers(page)).to_have_text("Long thought.")
    assert not any(tag in page.locator("body").inner_text() for tag in TAGS)


def test_a_forced_mode_says_so_and_that_it_overruled_the_judge(visit: Open) -> None:
    page = visit()
    page.get_by_label("Don’t think").check()
    ask(page, "What is 47 * 86?")
    expect(page.locator("#kat-badge")).to_contain_text("Direct")
    expect(page.locator("#kat-badge")).to_contain_text("as you asked")
    expect(page.locator("#kat-badge")).to_contain_text("you overruled it")
    expect(page.locator("#kat-thinking")).not_to_be_visible()


def test_the_thinking_pane_never_moves_against_its_reader(visit: Open, engine: PacedEngine) -> None:
    page = visit()
    fold = page.locator("#kat-thinking > .label-wrap")
    send(page, "a long one")
    wait_for_thinking(page)
    fold.click()
    expect(thinking(page)).not_to_be_visible()
    fold.click()
    expect(thinking(page)).to_be_visible()
    engine.hurry.set()
    finish(page)
    expect(page.locator("#kat-figures")).to_contain_text("Complete")
    expect(thinking(page)).to_be_visible()
    engine.hurry.clear()
    send(page, "a long one")
    wait_for_thinking(page)
    fold.click()
    expect(thinking(page)).not_to_be_visible()
    engine.hurry.set()
    finish(page)
    expect(thinking(page)).not_to_be_visible()


def test_the_pane_follows_what_is_written_until_one_scrolls_up_and_the_page_stays(visit: Open) -> None:
    page = visit(height=620)
    send(page, "a long one")
    pane = page.locator("#kat-thinking-text")
    page.wait_for_function("() => document.getElementById('kat-thinking-text')?.scrollTop > 60")
    pane.evaluate("pane => pane.scrollTo(0, 10)")
    page.wait_for_timeout(700)
    assert pane.evaluate("pane => pane.scrollTop") == 10
    assert page.evaluate("scrollY") == 0


def test_stop_keeps_what_came_and_says_so(visit: Open) -> None:
    page = visit()
    send(page, "a long one")
    wait_for_thinking(page)
    page.locator("#kat-box .stop-button").click()
    finish(page)
    page.wait_for_timeout(500)
    expect(page.locator("#kat-badge")).to_contain_text("Stopped by you")
    expect(answers(page)).to_have_text("Stopped before there was an answer.")
    expect(thinking(page)).to_contain_text("3760")
    expect(page.locator("#kat-answer-now")).not_to_be_visible()
    ask(page, "What is 7 + 5?")
    expect(answers(page).last).to_have_text("It is 12.")


def test_a_stopped_reply_frees_its_place(visit: Open, engine: PacedEngine) -> None:
    page = visit()
    send(page, "a long one")
    wait_for_thinking(page)
    lane = engine.opened[-1]
    page.locator("#kat-box .stop-button").click()
    finish(page)
    eventually(lambda: lane.closed)


def test_answer_now_goes_on_with_the_answer(visit: Open, engine: PacedEngine) -> None:
    page = visit()
    send(page, "a long one")
    wait_for_thinking(page)
    page.locator("#kat-answer-now").click()
    expect(answers(page)).to_have_text("Long thought.")
    finish(page)
    expect(page.locator("#kat-badge")).to_contain_text("Thinking closed early")
    expect(page.locator("#kat-judge-text")).to_have_text(JUDGE)
    assert "3760" in engine.opened[-1].text
    eventually(lambda: engine.opened[-2].closed)


def test_a_direct_answer_can_be_thought_through(visit: Open, engine: PacedEngine) -> None:
    page = visit()
    ask(page, "What is 7 + 5?")
    page.locator("#kat-think-more").click()
    expect(page.locator("#kat-thinking .label-wrap")).to_contain_text("Thought for")
    finish(page)
    expect(answers(page)).to_have_count(1)
    expect(page.locator("#kat-think-more")).not_to_be_visible()
    expect(page.locator("#kat-judge-text")).to_have_text("A small fact.")
    assert engine.log[-2:] == ["generate think_on/thinking", "generate think_on/answer"]


def test_an_earlier_answer_shows_its_own_trace(visit: Open) -> None:
    page = visit()
    ask(page, "What is 47 * 86?")
    ask(page, "What is 7 + 5?")
    answers(page).first.click()
    expect(page.locator("#kat-question")).to_contain_text("An earlier reply, to “What is 47 * 86?”")
    expect(page.locator("#kat-judge-text")).to_have_text(JUDGE)
    expect(page.locator("#kat-where")).to_have_text("1 of 2")
    page.get_by_role("button", name="Later").click()
    expect(page.locator("#kat-judge-text")).to_have_text("A small fact.")
    expect(page.locator("#kat-question")).not_to_be_visible()


def test_looking_at_an_earlier_answer_is_not_disturbed_by_a_new_one(visit: Open) -> None:
    page = visit()
    ask(page, "What is 7 + 5?")
    send(page, "a long one")
    wait_for_thinking(page)
    answers(page).first.click()
    expect(page.locator("#kat-judge-text")).to_have_text("A small fact.")
    page.wait_for_timeout(600)
    expect(page.locator("#kat-judge-text")).to_have_text("A small fact.")
    page.get_by_role("button", name="Later").click()
    expect(page.locator("#kat-judge-text")).to_have_text(JUDGE)
    page.locator("#kat-box .stop-button").click()
    finish(page)


def test_only_answers_go_back_to_the_model(visit: Open, engine: PacedEngine) -> None:
    page = visit()
    ask(page, "What is 47 * 86?")
    send(page, "a long one")
    wait_for_thinking(page)
    page.locator("#kat-box .stop-button").click()
    finish(page)
    page.wait_for_timeout(300)
    ask(page, "What is 7 + 5?")
    assert engine.opened[-1].prompt == (
        "user: What is 47 * 86?\nassistant: It is **4042**.\nuser: What is 7 + 5?\n<judge>\n"
    )


def test_a_new_chat_also_ends_the_reply_under_way(visit: Open, engine: PacedEngine) -> None:
    page = visit()
    send(page, "a long one")
    wait_for_thinking(page)
    page.get_by_role("button", name="New chat").click()
    finish(page)
    page.wait_for_timeout(700)
    expect(page.locator("#kat-intro")).to_be_visible()
    expect(page.locator("#kat-chat .example").first).to_be_visible()
    eventually(lambda: engine.opened[-1].closed)
    ask(page, "What is 7 + 5?")
    expect(answers(page)).to_have_text("It is 12.")


def test_an_edited_question_is_asked_anew_and_what_followed_is_gone(visit: Open) -> None:
    page = visit()
    ask(page, "What is 47 * 86 <now>?")
    ask(page, "What is 7 + 5?")
    page.get_by_label("Edit").first.click()
    box = page.locator("#kat-chat textarea")
    eventually(lambda: box.input_value().replace(GUARD, "") == "What is 47 * 86 <now>?")
    box.fill("What is 2 + 2?")
    page.get_by_label("Submit").click()
    expect(answers(page)).to_have_count(1)
    finish(page)
    expect(page.locator("#kat-chat .user")).to_contain_text("What is 2 + 2?")
    expect(answers(page)).to_have_text("It is 12.")


def test_retry_asks_the_last_question_again_in_the_mode_chosen_now(visit: Open) -> None:
    page = visit()
    ask(page, "What is 7 + 5?")
    page.get_by_label("Think", exact=True).check()
    page.get_by_label("Retry").click()
    expect(page.locator("#kat-thinking .label-wrap")).to_contain_text("Thought for")
    finish(page)
    expect(answers(page)).to_have_count(1)


def stored(page: Page) -> None:
    """Wait until the browser has stored the conversation, which it does a moment after the reply."""
    page.wait_for_timeout(1000)


def test_the_conversation_survives_a_reload(visit: Open) -> None:
    page = visit()
    ask(page, "What is 47 * 86?")
    stored(page)
    page.reload()
    settle(page)
    expect(answers(page)).to_have_text("It is 4042.")
    expect(page.locator("#kat-judge-text")).to_have_text(JUDGE)
    expect(thinking(page)).not_to_be_visible()
    page.get_by_role("button", name="New chat").click()
    expect(page.locator("#kat-intro")).to_be_visible()
    page.reload()
    settle(page)
    expect(page.locator("#kat-chat .example").first).to_be_visible()


def test_a_reply_cut_off_by_closing_the_page_reads_as_stopped(visit: Open) -> None:
    page = visit()
    send(page, "a long one")
    wait_for_thinking(page)
    page.reload()
    settle(page)
    expect(answers(page)).to_have_text("Stopped before there was an answer.")
    expect(page.locator("#kat-badge")).to_contain_text("Stopped by you")


def test_damaged_storage_is_an_empty_conversation(visit: Open) -> None:
    page = visit()
    ask(page, "What is 7 + 5?")
    stored(page)
    page.evaluate("localStorage.setItem('kat-demo-conversation', 'nonsense')")
    page.reload()
    settle(page)
    expect(page.locator("#kat-chat .example").first).to_be_visible()
    ask(page, "What is 7 + 5?")
    expect(answers(page)).to_have_text("It is 12.")


def test_a_wrong_setting_is_named_and_nothing_is_lost(visit: Open) -> None:
    page = visit()
    ask(page, "What is 7 + 5?")
    page.locator("#kat-open-settings").click()
    page.get_by_label("Thinking budget").fill("lots")
    page.locator("#kat-settings").get_by_label("Toggle Sidebar").click()
    page.fill("#kat-box textarea", "And now?")
    page.keyboard.press("Enter")
    expect(page.locator(".toast-body")).to_contain_text("thinking_budget: got 'lots', allowed is a whole number")
    assert page.input_value("#kat-box textarea") == "And now?"
    expect(answers(page)).to_have_text("It is 12.")


def test_a_message_that_does_not_fit_goes_back_into_the_box(visit: Open) -> None:
    page = visit()
    ask(page, "What is 7 + 5?")
    page.fill("#kat-box textarea", "x" * 5000)
    page.keyboard.press("Enter")
    expect(page.locator(".toast-body")).to_contain_text("at most 4000 fit this model's context")
    expect(page.locator("#kat-box textarea")).to_have_value("x" * 5000)
    expect(answers(page)).to_have_count(1)
    expect(page.locator("#kat-badge")).to_contain_text("Direct")


def test_a_failure_is_an_apology_with_an_id_and_no_secret(visit: Open, caplog: pytest.LogCaptureFixture) -> None:
    page = visit()
    ask(page, "break down")
    expect(page.locator("#kat-error")).to_contain_text(
        re.compile(r"something went wrong on our side \(id [0-9a-f]{6}\)")
    )
    expect(answers(page)).to_have_text("The reply failed. Please try again.")
    assert "secret of the house" not in page.content()
    number = re.search(r"id ([0-9a-f]{6})", page.locator("#kat-error").inner_text())
    assert number and number[1] in caplog.text and "the secret of the house" in caplog.text


def test_what_a_model_writes_is_text_and_loads_nothing(visit: Open) -> None:
    page = visit()
    ask(page, "some markup <img src='http://elsewhere.test/mine.png'>")
    expect(answers(page).locator("pre")).to_contain_text("indented")
    answer = answers(page).inner_text()
    assert f"A literal <{GUARD}think> stays" in answer and "at $5 and $6" in answer
    assert answer.replace(GUARD, "").startswith("2*3*4 is 24, about 1~2 or 3~4, and this is meant.")
    assert "std::vector<int> v;\n    indented();" in answer
    expect(page.locator("#kat-judge-text")).to_contain_text("bold")
    assert page.locator("#kat-judge-text b, #kat-chat img, #kat-judge-text img, .katex").count() == 0
    assert page.evaluate("window.hacked") is None


def test_copy_takes_the_answer_and_nothing_else(visit: Open) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    ask(page, "What is 47 * 86?")
    page.get_by_label("Copy message").last.click()
    eventually(lambda: page.evaluate("navigator.clipboard.readText()") == "It is **4042**.")


def test_the_conversation_can_be_taken_home(visit: Open) -> None:
    page = visit()
    ask(page, "What is 47 * 86?")
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    data = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert download.value.suggested_filename == "autothink.json"
    assert data["entries"][0]["message"] == "What is 47 * 86?"
    assert data["entries"][0]["turn"]["thinking"] == THOUGHT.strip()
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    assert "> 47 * 80 = 3760." in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_chinese_browser_gets_chinese_and_a_choice_is_remembered(visit: Open) -> None:
    page = visit(locale="zh-CN")
    expect(page.locator("#kat-box .submit-button")).to_have_text("发送")
    expect(page.locator("#kat-chat")).to_contain_text("想问点什么？")
    eventually(lambda: page.evaluate("document.documentElement.lang") == "zh-CN")
    ask(page, "What is 47 * 86?")
    expect(page.locator("#kat-badge")).to_contain_text("由模型决定")
    page.get_by_label("EN", exact=True).check()
    expect(page.locator("#kat-badge")).to_contain_text("decided by the model")
    expect(answers(page)).to_have_text("It is 4042.")
    page.reload()
    settle(page)
    expect(page.locator("#kat-box .submit-button")).to_have_text("Send")


def test_the_language_can_change_while_a_reply_is_written(visit: Open, engine: PacedEngine) -> None:
    page = visit()
    send(page, "a long one")
    wait_for_thinking(page)
    page.get_by_label("中文").check()
    expect(page.locator("#kat-badge")).to_contain_text("由模型决定")
    engine.hurry.set()
    finish(page)
    expect(page.locator("#kat-box .submit-button")).to_have_text("发送")
    expect(answers(page)).to_have_text("Long thought.")


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_a_phone_has_it_all_without_scrolling_sideways(visit: Open, locale: str) -> None:
    page = visit(390, 844, locale=locale, has_touch=True)
    ask(page, "What is 47 * 86?")
    eventually(lambda: page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
    box, judge = page.locator("#kat-box").bounding_box(), page.locator("#kat-judge").bounding_box()
    assert box and judge and box["y"] + box["height"] < 844 and judge["y"] > box["y"]
    assert judge["x"] >= 0 and judge["x"] + judge["width"] <= 390


def test_all_controls_are_reached_by_keyboard_and_have_names(visit: Open) -> None:
    page = visit()
    ask(page, "What is 7 + 5?")
    names = set()
    page.locator("#kat-language input:checked").focus()
    for _ in range(40):
        names.add(page.evaluate("(document.activeElement.innerText || document.activeElement.ariaLabel || '').trim()"))
        page.keyboard.press("Tab")
    assert {"Settings", "Send", "New chat", "↓ Markdown", "Think it through", "Copy message", "Retry"} <= names
    assert page.get_by_role("textbox", name="Your question").count() == 1
    assert page.get_by_role("radio", name="Auto").count() == 1
