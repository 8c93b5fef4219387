"""The pages for those who do not use a mouse, or do not see them: axe-core finds nothing serious, keys do what is said,
and a screen reader is told a reply once, not token by token."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import Any

import pytest
from browsing import Open, answers, ask, finish, send, wait_for_thinking
from paced import PacedEngine
from playwright.sync_api import Page, expect
from running import ROOT
from test_compare_page import compare, enter

from kat_demo.ui import preview

pytestmark = pytest.mark.flaky(reruns=2)  # a browser on a busy machine


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, from npm."""
    if shutil.which("npm") is None:
        pytest.skip("there is no npm")
    folder = tmp_path_factory.mktemp("axe")
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), "axe-core@^4"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode:
        pytest.skip(f"npm cannot install axe-core: {done.stderr.strip().splitlines()[-1:]}")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page, axe: str) -> list[str]:
    """What axe-core finds on the page as it is, of impact serious or critical."""
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{rule['id']}: {node['html'][:160]} {json.dumps([check['message'] for check in node['any']])[:200]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def palette(scheme: str) -> dict[str, str]:
    """The colours of the page, by their names."""
    style = (ROOT / "assets" / "style.css").read_text(encoding="utf-8")
    blocks = {
        "light": re.search(r":root \{(.*?)\}", style, re.DOTALL),
        "dark": re.search(r"\.dark \{(.*?)\}", style, re.DOTALL),
    }
    light, dark = (dict(re.findall(r"--kat-([\w-]+): (#\w{6})", block[1])) for block in blocks.values() if block)
    return light if scheme == "light" else light | dark


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "text, ground",
    [
        *((text, ground) for text in ("ink", "muted", "warn") for ground in ("page", "card", "open-soft")),
        *((text, f"{text}-soft") for text in ("think", "direct", "open")),
        *((text, ground) for text in ("think", "direct", "ink") for ground in ("card", "raised")),
        ("on-accent", "think"), ("card", "ink"),
    ],
)  # fmt: skip
def test_every_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = palette(scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Open, axe: str, scheme: str) -> None:
    page = visit(color_scheme=scheme, reduced_motion="reduce")
    found = {"the empty chat": findings(page, axe)}
    ask(page, "What is 47 * 86?")
    found["a reply"] = findings(page, axe)
    enter(page)
    found["the empty comparison"] = findings(page, axe)
    compare(page, "What is 47 * 86?")
    found["a comparison"] = findings(page, axe)
    page.get_by_role("tab", name="Evaluate").click()
    expect(page.locator("#kat-evaluate-intro")).to_be_visible()
    found["the empty evaluation"] = findings(page, axe)
    page.get_by_role("tab", name="About").click()
    expect(page.locator(".kat-about")).to_be_visible()
    found["about"] = findings(page, axe)
    assert not any(found.values()), json.dumps(found, indent=1, ensure_ascii=False)


def test_the_keys_do_what_is_said(visit: Open, engine: PacedEngine) -> None:
    page = visit()
    page.locator("#kat-title").click()
    page.keyboard.press("/")
    expect(page.locator("#kat-box textarea")).to_be_focused()
    page.keyboard.press("Alt+Digit3")
    expect(page.locator("#kat-mode input").nth(2)).to_be_checked()
    page.keyboard.press("Alt+Digit2")
    expect(page.locator("#kat-mode input").nth(1)).to_be_checked()
    send(page, "a long one")
    wait_for_thinking(page)
    page.keyboard.press("Escape")
    expect(page.locator("#kat-badge")).to_contain_text("Stopped by you", timeout=30_000)
    finish(page)
    page.keyboard.press("Alt+KeyN")
    expect(answers(page)).to_have_count(0, timeout=30_000)


WATCH = """() => {
    window.heard = [];
    const said = document.getElementById("kat-said");
    new MutationObserver(() => window.heard.push(said.textContent)).observe(said, {childList: true});
}"""


def test_a_screen_reader_is_told_a_reply_once(visit: Open, engine: PacedEngine) -> None:
    page = visit()
    engine.hurry.set()
    said = page.locator("#kat-said")
    page.evaluate(WATCH)
    ask(page, "a long one")
    expect(page.locator("#kat-chat [role=log]")).to_have_attribute("aria-live", "off")
    expect(said).to_have_text("Long thought.", timeout=60_000)
    assert [text for text in page.evaluate("window.heard") if text] == ["Long thought."]


def test_what_moves_stands_still_for_those_who_ask_for_it(visit: Open) -> None:
    page = visit(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("body *")].filter((one) => {
        const style = getComputedStyle(one);
        return [style.transitionDuration, style.animationDuration].some(
            (time) => time.split(",").some((part) => parseFloat(part) > 0.01));
    }).map((one) => one.outerHTML.slice(0, 120))"""
    assert page.evaluate(moving) == []


def test_about_is_there_in_both_languages(visit: Open) -> None:
    page = visit()
    page.get_by_role("tab", name="About").click()
    expect(page.locator(".kat-about p")).to_have_count(5)
    expect(page.locator(".kat-about svg")).to_be_visible()
    page.locator("#kat-language label").nth(1).click()
    expect(page.locator(".kat-about h2")).to_contain_text("什么是", timeout=30_000)


def test_a_shared_link_shows_the_page_and_it_can_be_installed(visit: Open, url: str) -> None:
    page = visit()
    assert page.locator('meta[property="og:title"]').count() == 1
    assert page.get_attribute('meta[property="og:title"]', "content") == preview.TITLE
    image = page.get_attribute('meta[property="og:image"]', "content")
    assert image == f"{url}/preview.png"
    assert page.request.get(image).headers["content-type"] == "image/png"
    manifest = page.request.get(f"{url}/manifest.json").json()
    assert manifest["name"] == preview.TITLE and manifest["display"] == "standalone" and manifest["icons"]
    assert page.locator('link[rel="manifest"]').count() == 1


def test_tags_are_replaced_and_escaped() -> None:
    page = b'<html><head><meta property="og:title" content="Gradio" />\n<meta name="twitter:card" content="x" /></head>'
    made = preview.with_tags(page, 'http://x/"><script>').decode()
    assert "Gradio" not in made and made.count("og:title") == 1 and "<script>" not in made
