"""The Evaluate page in a real browser, and `/evaluate` through a real client, over a scripted engine."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas
import pytest
from asking import AskingEngine
from browsing import Open, page_of
from gradio_client import Client
from gradio_client.exceptions import AppError
from playwright.sync_api import Page, expect

from kat_demo.ui.evaluate import keep

pytestmark = pytest.mark.flaky(reruns=2)  # a browser on a busy machine
SLOW = 60_000
"""Milliseconds that a loaded machine may take."""


@pytest.fixture(scope="module")
def engine() -> AskingEngine:
    return AskingEngine(pause=0.01, lanes=2)


@pytest.fixture(scope="module")
def url(engine: AskingEngine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    kept, keep.FOLDER = keep.FOLDER, tmp_path_factory.mktemp("runs")  # type: ignore[misc]
    with page_of(engine) as address:
        yield address
    keep.FOLDER = kept  # type: ignore[misc]


@pytest.fixture
def page(visit: Open) -> Page:
    return enter(visit())


def enter(page: Page) -> Page:
    page.set_default_timeout(SLOW)
    page.get_by_role("tab", name=re.compile("Evaluate|评测")).click()
    expect(page.locator(".kat-preview")).to_be_visible()
    return page


def odd_file(count: int = 20, pause: int = 1) -> bytes:
    """Column names that nobody would guess, a byte-order mark, a formula, markup."""
    words = ["Paris", "Rome", "Oslo", "Bonn"]
    rows = []
    for at in range(count):
        word, easy = words[at % 4], " easy" if at % 3 else ""
        prompt = f"{word} p={0.1 + at % 9 / 10:.1f} n={pause}{easy}"
        rows.append((f"=r{at}", prompt, word, ["north", "<b>south</b> ${1+1}"][at % 2]))
    out = io.BytesIO()
    frame = pandas.DataFrame(rows, columns=["Nr.", "What we say", "What we hope for", "Where"])
    frame.to_csv(out, index=False, encoding="utf-8-sig")
    return out.getvalue()


def upload(page: Page, data: bytes, name: str = "odd.csv") -> None:
    page.locator("#kat-set input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})


def choose(page: Page, label: str, option: str) -> None:
    box = page.locator("#kat-mapping").get_by_label(label, exact=True)
    box.click()
    page.get_by_role("option", name=option, exact=True).click()


def mapped(page: Page, data: bytes) -> None:
    upload(page, data)
    expect(page.locator(".kat-refused")).to_contain_text("has no column of prompts. Say which of its columns that is")
    choose(page, "Prompt", "What we say")
    expect(page.locator(".kat-preview")).to_contain_text("20 rows")
    choose(page, "Expected", "What we hope for")
    expect(page.locator(".kat-preview")).to_contain_text("20 with an answer to check")
    choose(page, "Id", "Nr.")
    expect(page.locator(".kat-preview")).to_contain_text("=r0")
    choose(page, "Category", "Where")
    expect(page.locator(".kat-preview")).to_contain_text("2 categories")


def finish(page: Page, rows: int) -> None:
    expect(page.locator(".kat-run-progress")).to_contain_text(f"{rows} of {rows} rows", timeout=3 * SLOW)
    expect(page.locator("#kat-start")).to_be_visible()


def run(page: Page, rows: int) -> None:
    page.locator("#kat-limit input").fill(str(rows))
    page.locator("#kat-start").click()
    finish(page, rows)


def test_a_file_with_odd_columns_is_mapped_run_stopped_resumed_and_taken_home(
    page: Page, engine: AskingEngine, visit: Open
) -> None:  # fmt: skip
    before = engine.log.count("generate judge")
    mapped(page, odd_file(pause=60))
    page.locator("#kat-start").click()
    expect(page.locator(".kat-run-progress")).to_contain_text(re.compile(r"\b([1-9]|1[0-5]) of 20 rows"))
    page.locator("#kat-stop").click()
    expect(page.locator(".kat-run-progress")).to_contain_text("stopped; what is done is kept")
    expect(page.locator("#kat-resume")).to_be_visible()
    assert engine.log.count("generate judge") - before < 20

    page.reload()
    enter(page)
    expect(page.locator(".kat-run-progress")).to_contain_text("stopped")
    page.locator("#kat-resume").click()
    finish(page, 20)
    assert engine.log.count("generate judge") - before <= 20 + engine.lanes, "rows that were done were asked again"

    expect(page.locator(".kat-plot")).to_have_count(6)
    expect(page.locator(".kat-modes tr")).to_have_count(4)
    expect(page.locator(".kat-claim")).to_contain_text("Auto against always thinking")
    expect(page.locator(".kat-swept")).to_contain_text("The threshold in use, 0.5")
    assert page.locator(".kat-plot b").count() == 0
    expect(page.locator(".kat-plots")).to_contain_text("<b>south</b> ${1")

    with page.expect_download() as download:
        page.get_by_role("button", name="Save CSV").click()
    table = pandas.read_csv(download.value.path())
    assert len(table) == 20 and list(table["id"])[:2] == ["'=r0", "'=r1"]
    assert table["think_correct"].mean() == 1 and table["no_think_correct"].mean() < 1
    for kind, opening in (("JSONL", b'{"id": "=r0"'), ("report", b"# Evaluation: odd.csv"), ("SVG", b"<svg "),
                          ("PNG", b"\x89PNG")):  # fmt: skip
        with page.expect_download() as download:
            page.get_by_role("button", name=re.compile(f"(Save|as) {kind}")).click()
        assert Path(download.value.path()).read_bytes().startswith(opening), kind


def test_rows_are_filtered_and_opened(page: Page) -> None:
    upload(page, b"prompt,answer\nParis p=0.2,Paris\nRome p=0.9 easy,Rome\n<i>Oslo</i> p=0.9 easy,Oslo\n")
    expect(page.locator(".kat-preview")).to_contain_text("3 rows")
    run(page, 3)
    table = page.locator("#kat-row-table")
    expect(table).to_contain_text("Rome p=0.9")
    expect(table).to_contain_text("<i>Oslo</i>")
    page.locator("#kat-pick input").click()
    page.get_by_role("option", name="Auto wrong, Think right").click()
    expect(table).not_to_contain_text("Rome p=0.9")
    table.get_by_text("Paris p=0.2").filter(visible=True).first.click()
    expect(page.locator("#kat-row")).to_contain_text("Weighed.")
    expect(page.locator("#kat-row-lanes")).to_contain_text("A thought.")
    expect(page.locator("#kat-row-lanes .kat-right")).to_have_count(1)
    expect(page.locator("#kat-row-lanes .kat-wrong")).to_have_count(2)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "empty.csv", "empty.csv: is empty"),
        (b"PK\x03\x04" + b"\0" * 99, "table.csv", "table.csv: is a ZIP archive or a spreadsheet"),
        (b"a,b\nx,y\n", "odd.csv", "odd.csv: has no column of prompts. Say which of its columns that is: 'a', 'b'."),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_is_not_run(page: Page, data: bytes, name: str, says: str) -> None:
    upload(page, data, name)
    expect(page.locator(".kat-refused")).to_contain_text(says)
    page.locator("#kat-start").click()
    expect(page.locator(".toast-body")).to_contain_text("choose one, or upload a file that can be read")


def test_what_is_wrong_with_some_rows_is_named_and_the_others_run(page: Page) -> None:
    upload(page, b"id,prompt,answer\na,Paris easy,Paris\na,Rome easy,Rome\nb,,x\nc,caf\xe9,1\n")
    expect(page.locator(".kat-issues")).to_contain_text("3 remarks on this file; 2 rows are left out")
    expect(page.locator(".kat-issues")).to_contain_text("row 3, column id: 'a' stands in row 2 too")
    expect(page.locator(".kat-issues")).to_contain_text("row 5, column prompt: is not in this encoding (byte 0xe9)")
    run(page, 2)
    expect(page.locator(".kat-modes")).to_contain_text("100 %")


def test_settings_that_cannot_be_run_are_named(page: Page) -> None:
    page.locator("#kat-seeds input").fill("3")
    page.locator("#kat-start").click()
    expect(page.locator(".toast-body")).to_contain_text("seeds: got 3, allowed is 1 at temperature 0")


def test_the_page_speaks_chinese_also_of_what_is_there(page: Page) -> None:
    upload(page, b"prompt,answer\nParis p=0.2,Paris\nRome p=0.9,Rome\n")
    expect(page.locator(".kat-preview")).to_contain_text("2 rows")
    run(page, 2)
    page.get_by_label("中文").check()
    expect(page.locator(".kat-claim")).to_contain_text("自动相对总是思考")
    expect(page.locator(".kat-plots")).to_contain_text("各阈值下的正确率")
    expect(page.locator("#kat-start")).to_have_text("运行")
    expect(page.locator(".kat-preview")).to_contain_text("题目")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width, height", [(1280, 800), (390, 844)])
def test_everything_fits_every_window(visit: Open, width: int, height: int, scheme: str) -> None:
    page = enter(visit(width, height, color_scheme=scheme, has_touch=width < 500))
    upload(page, b"prompt,answer,category\nParis p=0.2,Paris,a\nRome p=0.9,Rome,b\n")
    expect(page.locator(".kat-preview")).to_contain_text("2 rows")
    run(page, 2)
    expect(page.locator(".kat-plot")).to_have_count(6)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for plot in page.locator(".kat-plot svg").all():
        box = plot.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width and box["width"] > 280
    paint = page.locator(".kat-plot svg text").first.evaluate("text => getComputedStyle(text).fill")
    assert (paint == "rgb(231, 235, 240)") is (scheme == "dark")


# The endpoint


@pytest.fixture(scope="module")
def client(url: str) -> Client:
    return Client(url, verbose=False)


def test_the_endpoint_streams_rows_and_figures(client: Client) -> None:
    rows = [
        {"prompt": "Paris p=0.2 n=9", "answer": "Paris"},
        {"prompt": "Rome p=0.9 easy", "answer": "Rome"},
        {"answer": 1},
    ]
    job = client.submit(prompts=rows, api_name="/evaluate")
    last = job.result()
    assert list(last) == ["done", "total", "rows", "summary"]
    assert (last["done"], last["total"]) == (2, 2)
    assert [one["correct"] for one in last["rows"]] == [
        {"auto": False, "think": True, "no_think": False}, {"auto": True, "think": True, "no_think": True},
    ]  # fmt: skip
    assert last["summary"]["problems"] == ["row 3, column prompt: got '', allowed is a text that is not empty."]
    modes, points = last["summary"]["modes"], last["summary"]["sweep"]["points"]
    assert modes["think"]["accuracy"]["mean"] == points[0]["accuracy"] == 1
    assert modes["no_think"]["accuracy"]["mean"] == points[-1]["accuracy"] == 0.5
    for record in job.outputs()[:-1]:
        assert 0 <= record["done"] <= 2 and "modes" in record["summary"]
    json.dumps(last)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"prompts": "none"}, "set: got 'none', allowed is one of 'nano-en', 'nano-zh', 'typed'"),
        ({"prompts": []}, r"set: got \[\], allowed is a name of a built-in set, or a list of rows"),
        ({"prompts": [{"text": " "}]}, "has no row that can be asked"),
        ({"modes": ["fast"]}, r"modes\[0\]: got 'fast'"),
        ({"limit": 0}, "limit: got 0"),
        ({"seeds": 2}, "seeds: got 2, allowed is 1 at temperature 0"),
        ({"temperature": 9}, "temperature: got 9"),
    ],
)
def test_bad_input_is_refused_by_name(client: Client, options: dict[str, Any], says: str) -> None:
    with pytest.raises(AppError, match=says) as caught:
        client.predict(**options, api_name="/evaluate")
    assert "Traceback" not in str(caught.value)
