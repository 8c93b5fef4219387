"""The Compare page in a real browser, over an engine that speaks at a pace one can watch."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browsing import Open, answers, ask, finish, settle, starting
from paced import JUDGE, PacedEngine
from playwright.sync_api import Locator, Page, expect
from running import eventually

from kat_demo.format import TAGS

pytestmark = pytest.mark.flaky(reruns=2)  # a browser on a busy machine
MODES = ("auto", "think", "no_think")


def enter(page: Page) -> None:
    page.get_by_role("tab", name="Compare").click()
    expect(page.locator("#kat-compare-box")).to_be_visible()


def start(page: Page, question: str) -> None:
    with starting(page):
        page.fill("#kat-compare-box textarea", question)
        page.locator("#kat-compare-box textarea").press("Enter")


def compared(page: Page) -> None:
    """Wait until all lanes are done."""
    finish(page, "#kat-compare-box")
    page.wait_for_timeout(400)


def compare(page: Page, question: str) -> None:
    start(page, question)
    compared(page)


def lane(page: Page, mode: str) -> Locator:
    return page.locator(f"#kat-lane-{mode}")


def answer(page: Page, mode: str) -> Locator:
    return lane(page, mode).locator(".prose.kat-lane-answer")


def thinking(page: Page, mode: str) -> Locator:
    return page.locator(f"#kat-thinking-{mode}-text")


@pytest.fixture
def page(visit: Open) -> Page:
    opened = visit()
    enter(opened)
    return opened


def test_a_stranger_sees_what_the_page_does(page: Page) -> None:
    expect(page.locator("#kat-compare-intro")).to_contain_text("written with and without thinking, at the same time")
    page.locator("#kat-compare-intro").get_by_role("button", name="What is 7 + 5?").click()
    expect(answer(page, "auto")).to_have_text("It is 12.")


def test_three_lanes_from_one_judge_and_which_way_it_went(page: Page) -> None:
    compare(page, "What is 47 * 86?")
    expect(page.locator("#kat-shared")).to_contain_text(JUDGE)
    expect(page.locator("#kat-shared")).to_contain_text("97 %")
    expect(answer(page, "auto")).to_have_text("It is 4042.")
    expect(answer(page, "think")).to_have_text("It is 4042.")
    expect(answer(page, "no_think")).to_have_text("It is 4000.")
    expect(lane(page, "think")).to_contain_text("the judge went this way")
    expect(lane(page, "no_think")).to_contain_text("the way not taken")
    expect(lane(page, "auto").locator(".kat-pill")).to_have_text("Thinking")
    expect(page.locator(".kat-claim")).to_contain_text(re.compile(r"Auto thought too.*\+\d+ % tokens"))
    expect(page.locator(".kat-said").first).to_contain_text("The answers differ")
    expect(page.locator(".kat-said").first).to_contain_text("One sample, seed")
    assert not any(tag in page.locator("body").inner_text() for tag in TAGS)


def test_a_saving_is_shown_in_tokens_and_time_with_both_charts(page: Page) -> None:
    compare(page, "What is 7 + 5?")
    expect(page.locator(".kat-claim")).to_contain_text(re.compile(r"Auto used (−|\+|±)\d+ % tokens and .\d+ % time"))
    expect(page.locator(".kat-said").first).to_contain_text("All answers agree")
    expect(page.locator(".kat-chart")).to_have_count(2)
    expect(page.locator(".kat-chart-row")).to_have_count(6)
    expect(page.locator(".kat-chart").first.locator(".kat-chart-row i.kat-judge")).to_have_count(1)


def test_folding_one_lane_leaves_the_others(page: Page, engine: PacedEngine) -> None:
    start(page, "a long one")
    expect(thinking(page, "auto")).to_contain_text("3760")
    page.locator("#kat-thinking-auto > .label-wrap").click()
    expect(thinking(page, "auto")).not_to_be_visible()
    page.wait_for_timeout(800)
    expect(thinking(page, "auto")).not_to_be_visible()
    expect(thinking(page, "think")).to_be_visible()
    engine.hurry.set()
    compared(page)
    expect(thinking(page, "think")).not_to_be_visible()


def test_stop_ends_all_lanes_and_keeps_what_came(page: Page, engine: PacedEngine) -> None:
    start(page, "a long one")
    expect(thinking(page, "think")).to_contain_text("3760")
    expect(answer(page, "no_think")).to_have_text("Long thought.")
    page.locator("#kat-compare-box .stop-button").click()
    compared(page)
    page.wait_for_timeout(1200)
    expect(lane(page, "think")).to_contain_text("Stopped by you")
    expect(thinking(page, "think")).to_contain_text("3760")
    expect(answer(page, "no_think")).to_have_text("Long thought.")
    expect(page.locator(".kat-claim")).to_contain_text("nothing can be said of a saving")
    eventually(lambda: engine.opened[-1].closed and engine.opened[-2].closed)


def test_one_lane_that_fails_leaves_the_others(page: Page) -> None:
    compare(page, "half")
    expect(lane(page, "no_think")).to_contain_text(re.compile(r"something went wrong on our side \(id [0-9a-f]{6}\)"))
    expect(answer(page, "think")).to_have_text("Half of it.")
    expect(answer(page, "auto")).to_have_text("Half of it.")
    assert "secret of the house" not in page.content()


def test_a_lane_takes_the_whole_width_and_gives_it_back(page: Page) -> None:
    compare(page, "What is 7 + 5?")
    narrow = width(page, "think")
    lane(page, "think").get_by_role("button", name="Widen").click()
    eventually(lambda: width(page, "think") > 2.5 * narrow)
    expect(answer(page, "no_think")).to_be_visible()
    lane(page, "think").get_by_role("button", name="Widen").click()
    eventually(lambda: width(page, "think") == narrow)


def width(page: Page, mode: str) -> float:
    box = lane(page, mode).bounding_box()
    assert box
    return box["width"]


def test_an_expected_answer_marks_right_and_wrong(page: Page) -> None:
    page.get_by_label("Right answer, to check").fill("4042")
    compare(page, "What is 47 * 86?")
    expect(page.locator(".kat-right")).to_have_text(["✓ Auto", "✓ Think"])
    expect(page.locator(".kat-wrong")).to_have_text(["✗ Don’t think"])


def test_what_cannot_be_compared_is_refused_by_name(page: Page) -> None:
    page.get_by_label("Right answer, to check").fill("???")
    page.fill("#kat-compare-box textarea", "Why?")
    page.locator("#kat-compare-box textarea").press("Enter")
    expect(page.locator(".toast-body")).to_contain_text("expected: got '???', allowed is a number or a few words")
    expect(page.locator("#kat-compare-intro")).to_be_visible()


def test_a_message_that_does_not_fit_stays_in_the_box(page: Page) -> None:
    page.fill("#kat-compare-box textarea", "x" * 5000)
    page.locator("#kat-compare-box textarea").press("Enter")
    expect(page.locator(".toast-body")).to_contain_text("at most 4000 fit this model's context")
    expect(page.locator("#kat-compare-box textarea")).to_have_value("x" * 5000)
    expect(page.locator("#kat-compare-box .submit-button")).to_be_visible()


def test_a_vote_hides_which_is_which_until_it_is_cast_and_is_counted(page: Page) -> None:
    page.get_by_label("Vote before I see").check()
    start(page, "What is 47 * 86?")
    expect(page.locator("#kat-vote")).to_contain_text("You will see them together")
    expect(page.locator("#kat-lanes-area")).not_to_be_visible()
    compared(page)
    sides = page.locator(".prose.kat-side-answer")
    assert sorted(sides.all_inner_texts()) == ["It is 4000.", "It is 4042."]
    body = page.locator("#kat-compare").inner_text()
    assert JUDGE not in body and "went this way" not in body
    page.get_by_role("button", name="Left" if "4042" in sides.first.inner_text() else "Right").click()
    expect(lane(page, "think")).to_contain_text("the judge went this way")
    expect(page.locator("#kat-vote")).not_to_be_visible()
    expect(page.locator(".kat-votes")).to_have_text(re.compile(r"Your votes\s*Think 1\s*Don’t think 0\s*Tie 0"))
    page.reload()
    settle(page)
    enter(page)
    expect(page.locator(".kat-votes")).to_contain_text("Think 1")


def test_repeating_gives_means_with_intervals(page: Page) -> None:
    compare(page, "What is 7 + 5?")
    page.get_by_label("How many further samples").fill("2")
    page.get_by_role("button", name="Repeat").click()
    expect(page.locator(".kat-means h3")).to_have_text("3 of 3 samples")
    expect(page.locator(".kat-means table")).to_contain_text(re.compile(r"Auto\s*\d+ \[\d+, \d+\]"))
    expect(page.locator(".kat-means")).to_contain_text("answers agree: 100 %")


def test_a_comparison_can_be_taken_home(page: Page) -> None:
    compare(page, "What is 47 * 86?")
    with page.expect_download() as download:
        page.locator("#kat-compare").get_by_role("button", name="JSON").click()
    data = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert data["format"] == "kat-demo comparison 1" and data["message"] == "What is 47 * 86?"
    assert list(data["samples"][0]["lanes"]) == list(MODES)
    assert data["samples"][0]["summary"]["answers_agree"] == "different"
    with page.expect_download() as download:
        page.locator("#kat-compare").get_by_role("button", name="Markdown").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("# Comparison with KAT-test") and "## Don’t think\n\n### Answer\n\nIt is **4000**." in text


def test_a_link_opens_the_page_with_question_and_settings(page: Page) -> None:
    page.locator("#kat-open-settings").click()
    page.get_by_label("Thinking budget").fill("77")
    page.locator("#kat-settings").get_by_label("Toggle Sidebar").click()
    compare(page, "What is 7 + 5?")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_url("**view=compare**")
    assert "seed=" in page.url
    page.reload()
    expect(page.locator("#kat-compare-box textarea")).to_have_value("What is 7 + 5?")
    expect(page.locator("#kat-compare-box")).to_be_visible()
    eventually(lambda: page.get_by_label("Thinking budget").input_value() == "77")
    eventually(lambda: f"seed={page.get_by_label('Seed').input_value()}" in page.url)


def test_from_the_chat_to_a_comparison_and_on_with_one_of_its_replies(visit: Open, engine: PacedEngine) -> None:
    page = visit()
    ask(page, "What is 7 + 5?")
    ask(page, "What is 47 * 86?")
    page.locator("#kat-compare-this").click()
    expect(page.locator("#kat-compare-box textarea")).to_have_value("What is 47 * 86?")
    expect(page.locator("#kat-context")).to_contain_text("Goes on from your chat (1 earlier")
    with starting(page):
        page.locator("#kat-compare-box textarea").press("Enter")
    compared(page)
    expect(answer(page, "no_think")).to_have_text("It is 4000.")
    assert engine.opened[-1].prompt == ("user: What is 7 + 5?\nassistant: It is 12.\nuser: What is 47 * 86?\n<judge>\n")
    lane(page, "no_think").get_by_role("button", name="Continue in chat").click()
    expect(answers(page).last).to_have_text("It is 4000.")
    expect(answers(page)).to_have_count(2)
    expect(page.locator("#kat-badge")).to_contain_text("Direct")
    page.reload()
    settle(page)
    expect(answers(page).last).to_have_text("It is 4000.")


def test_another_conversation_is_replaced_only_when_asked_for_twice(visit: Open) -> None:
    page = visit()
    ask(page, "What is 7 + 5?")
    enter(page)
    compare(page, "What is 47 * 86?")
    lane(page, "think").get_by_role("button", name="Continue in chat").click()
    lane(page, "think").get_by_role("button", name="This replaces your chat").click()
    expect(answers(page)).to_have_text(["It is 4042."])


def test_the_page_speaks_chinese_also_of_what_is_there(page: Page) -> None:
    compare(page, "What is 47 * 86?")
    page.get_by_label("中文").check()
    expect(lane(page, "think")).to_contain_text("模型走了这条路")
    expect(page.locator(".kat-claim")).to_contain_text("自动模式也思考了")
    expect(page.get_by_role("tab", name="对比")).to_be_visible()
    expect(page.locator("#kat-compare-box .submit-button")).to_have_text("对比")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width, height", [(1280, 800), (390, 844)])
def test_lanes_and_charts_fit_every_window(visit: Open, width: int, height: int, scheme: str) -> None:
    page = visit(width, height, color_scheme=scheme, has_touch=width < 500)
    enter(page)
    compare(page, "What is 47 * 86?")
    eventually(lambda: page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
    for mode, choice in zip(MODES, ("Auto", "Think", "Don’t think"), strict=True):
        if width < 500:
            page.locator("#kat-lane-choice").get_by_label(choice, exact=True).check()
        expect(answer(page, mode)).to_be_visible()
        box = lane(page, mode).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width and box["width"] > 300
    for bar in page.locator(".kat-stack i.kat-thinking").all():
        box = bar.bounding_box()
        assert box and box["width"] > 2 and box["height"] > 8
        assert bar.evaluate("bar => getComputedStyle(bar).backgroundColor") not in ("rgba(0, 0, 0, 0)", "")
