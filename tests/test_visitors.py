"""Many visitors at once: one line in the order of arrival, a limit each, a login, and nobody sees another's text."""

from __future__ import annotations

import json
import os
import random
import re
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx
import psutil
import pytest
from browsing import answers, finish, page_of, send, settle, visitor
from gradio_client import Client
from paced import SMALL, PacedEngine, PacedLane
from playwright.sync_api import Browser, Page, expect
from running import App
from scripted import ScriptedLane
from test_health import figures, get

from kat_demo.engines import Stop
from kat_demo.records import Sampling
from kat_demo.ui.line import Place, address
from kat_demo.ui.text import Lang
from kat_demo.ui.waiting import shown

pytestmark = pytest.mark.flaky(reruns=2)  # a browser on a busy machine


class EchoLane(PacedLane):
    """Asked to hold, it goes on until it is cancelled."""

    def generate(self, stop: Sequence[str], max_tokens: int, stream: str) -> Iterator[str]:
        if "hold" not in self.prompt:
            yield from super().generate(stop, max_tokens, stream)
            return
        end = time.monotonic() + 200
        while not self.cancelled and time.monotonic() < end:
            time.sleep(0.02)
            self.text += "on and "
            self.generated += 1
            yield "on and "
        self.stopped = Stop("cancelled")


@dataclass
class EchoEngine(PacedEngine):
    """Answers with the number it was asked about."""

    pause: float = 0.002

    def open(self, prompt: str, sampling: Sampling, text: str = "") -> ScriptedLane:
        plain = super().open(prompt, sampling, text)
        self.opened[-1] = EchoLane(plain.engine, plain.prompt, plain.text)
        return self.opened[-1]

    def script_of(self, prompt: str) -> tuple[float, str, str, str]:
        question = prompt.rpartition("user: ")[2]
        number = re.search(r"\d{4,}", question)
        return (0.1, f"About {number[0]}.", "", f"You said {number[0]}.") if number else SMALL


def until(done: Callable[[], Any], seconds: float = 60) -> None:
    """Wait for it."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


def health(url: str) -> dict[str, Any]:
    return dict(json.loads(get(f"{url}/health")[1]))


@pytest.fixture
def narrow() -> Iterator[tuple[str, EchoEngine]]:
    """A server that writes one reply at a time, and takes three of an address."""
    engine = EchoEngine(lanes=1, pause=0.01)
    with page_of(engine, per_visitor=3) as address:
        yield address, engine
        for lane in engine.opened:
            lane.cancel()


@pytest.fixture
def page(browser: Browser, narrow: tuple[str, EchoEngine]) -> Iterator[Page]:
    context = visitor(browser)
    opened = context.new_page()
    opened.goto(narrow[0])
    settle(opened)
    yield opened
    context.close()


def test_a_crowd_gets_its_own_answers(app: App) -> None:
    """Eight visitors of the real app, three questions each: every number comes back to whom it belongs."""
    with ThreadPoolExecutor(8) as crowd:
        faults = [fault for fault in crowd.map(lambda who: visit(app.url, who, lambda done: done < 3)[1], range(8))]
    assert faults == [[]] * 8
    until(lambda: health(app.url)["running"] == health(app.url)["waiting"] == 0)


def visit(url: str, who: int, goes_on: Callable[[int], bool]) -> tuple[int, list[str]]:
    """One visitor, who asks with numbers of their own; returns how often, and what went wrong."""
    client, chance, done, faults = Client(url, verbose=False), random.Random(who), 0, []
    while goes_on(done):
        number = 1000 * (who + 1) + chance.randrange(1000)
        turn = client.predict(f"What is {number} + 1?", temperature=0, max_new_tokens=200, api_name="/generate")
        text = (turn["judge"] + turn["thinking"] + turn["answer"]).replace(",", "")
        if turn["finish_reason"] not in ("stop", "length") or str(number) not in text:
            faults.append(f"{number}: {turn['finish_reason']}: {text}")
        done += 1
    return done, faults


def test_the_line_is_served_in_the_order_of_arrival() -> None:
    engine = EchoEngine(lanes=1)
    with page_of(engine) as url:
        clients = [Client(url, verbose=False) for _ in range(4)]
        first = clients[0].submit("hold", api_name="/generate")
        until(lambda: health(url)["running"] == 1)
        jobs = []
        for number, client in enumerate(clients):
            jobs.append(client.submit(f"{5000 + number}", api_name="/generate"))
            until(lambda number=number: health(url)["waiting"] == number + 1)
        engine.opened[0].cancel()
        texts = [job.result(timeout=60)["answer"] for job in jobs]
        first.result(timeout=60)
    assert texts == [f"You said {5000 + number}." for number in range(4)]
    served = [re.findall(r"500\d", lane.prompt) for lane in engine.opened[1:]]
    assert served == [[f"{5000 + number}"] for number in range(4)]


def test_too_much_of_one_visitor_is_refused_and_others_are_not(narrow: tuple[str, EchoEngine]) -> None:
    url, engine = narrow
    client = Client(url, verbose=False)
    jobs = [client.submit("hold", api_name="/generate") for _ in range(3)]
    until(lambda: health(url)["running"] + health(url)["waiting"] == 3)
    body = {"data": ["too many"]}
    refused = httpx.post(f"{url}/gradio_api/call/generate", json=body, timeout=60)
    assert refused.status_code == 429 and refused.json()["detail"].startswith("3 replies for you are waiting")
    chinese = httpx.post(f"{url}/gradio_api/call/generate", json=body, headers={"accept-language": "zh-CN"}, timeout=60)
    assert "排队" in chinese.json()["detail"]
    with pytest.raises(httpx.HTTPStatusError, match="429"):
        client.predict("too many", api_name="/generate")
    with pytest.raises(httpx.HTTPStatusError, match="429"):
        client.predict("nano-en", api_name="/evaluate")
    assert client.predict(api_name="/model_info")["status"] == "ready"
    other = httpx.post(
        f"{url}/gradio_api/call/generate", json=body, headers={"x-forwarded-for": "1.1.1.1, 8.8.8.8"}, timeout=60
    )
    assert other.status_code == 200
    for job in jobs:
        job.cancel()
    engine.opened[0].cancel()
    until(lambda: health(url)["waiting"] + health(url)["running"] == 0)


def test_an_oversized_request_is_refused(narrow: tuple[str, EchoEngine]) -> None:
    answer = httpx.post(f"{narrow[0]}/gradio_api/queue/join", content=b"x" * 9_000_000, timeout=60)
    assert answer.status_code == 413 and "too much" in answer.json()["detail"]


JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"fn_index": "x"}', b'{"data": [], "fn_index": 99999}'])
def test_a_broken_request_does_no_harm(narrow: tuple[str, EchoEngine], body: bytes) -> None:
    answer = httpx.post(f"{narrow[0]}/gradio_api/queue/join", content=body, headers=JSON, timeout=60)
    assert 400 <= answer.status_code <= 500 and health(narrow[0])["status"] == "ready"


def test_who_waits_is_told_their_place(page: Page, narrow: tuple[str, EchoEngine]) -> None:
    url, engine = narrow
    client = Client(url, verbose=False)
    job = client.submit("hold", api_name="/generate")
    until(lambda: health(url)["running"] == 1)
    send(page, "my 7777")
    expect(page.locator("#kat-waiting")).to_contain_text("you are next", timeout=30_000)
    engine.opened[0].cancel()
    job.result(timeout=60)
    expect(answers(page)).to_have_text("You said 7777.", timeout=60_000)
    expect(page.locator("#kat-waiting")).not_to_be_visible(timeout=30_000)


def test_a_page_that_is_refused_keeps_its_message(page: Page, narrow: tuple[str, EchoEngine]) -> None:
    url, engine = narrow
    client = Client(url, verbose=False)
    jobs = [client.submit("hold", api_name="/generate") for _ in range(3)]
    until(lambda: health(url)["running"] + health(url)["waiting"] == 3)
    page.fill("#kat-box textarea", "my 7777")
    page.keyboard.press("Enter")
    expect(page.locator(".toast-body").first).to_contain_text("3 replies for you are waiting", timeout=60_000)
    finish(page)
    expect(page.locator("#kat-box textarea")).to_have_value("my 7777", timeout=60_000)
    for job in jobs:
        job.cancel()
    engine.opened[0].cancel()
    until(lambda: health(url)["waiting"] + health(url)["running"] == 0)
    page.keyboard.press("Enter")
    expect(answers(page).last).to_have_text("You said 7777.", timeout=60_000)


def test_a_closed_tab_gives_its_place_back(page: Page, narrow: tuple[str, EchoEngine]) -> None:
    url, engine = narrow
    send(page, "hold")
    until(lambda: engine.opened and engine.opened[-1].generated > 20)
    lane = engine.opened[-1]
    page.close()
    until(lambda: lane.closed and health(url)["running"] == 0)


def test_a_closed_tab_that_waited_leaves_the_line(page: Page, narrow: tuple[str, EchoEngine]) -> None:
    url, engine = narrow
    job = Client(url, verbose=False).submit("hold", api_name="/generate")
    until(lambda: health(url)["running"] == 1)
    send(page, "my 7777")
    until(lambda: health(url)["waiting"] == 1)
    page.close()
    until(lambda: health(url)["waiting"] == 0)
    engine.opened[0].cancel()
    job.result(timeout=60)
    assert not any("7777" in lane.prompt for lane in engine.opened)


@pytest.mark.parametrize(
    "place, english, chinese",
    [
        (Place(3, 12.0), "Waiting for a free place: 3 before you, about 12.0 s.", "还有 3 位，约需 12.0 s。"),
        (Place(0, None), "Waiting for a free place: you are next", "正在排队：下一位就是你"),
    ],
)  # fmt: skip
def test_a_place_is_said_in_words(place: Place, english: str, chinese: str) -> None:
    assert english in shown(place, Lang.EN) and chinese in shown(place, Lang.ZH)


@dataclass
class Peer:
    host: str


@pytest.mark.parametrize(
    "peer, forwarded, is_",
    [
        ("8.8.8.8", "", "8.8.8.8"),
        ("8.8.8.8", "1.1.1.1", "8.8.8.8"),
        ("10.0.0.7", "6.6.6.6, 1.1.1.1, 10.0.0.3", "1.1.1.1"),
        ("127.0.0.1", "nonsense, ", "127.0.0.1"),
        ("10.0.0.7", "", "10.0.0.7"),
        ("2606:4700::1", "", "2606:4700::1"),
    ],
)
def test_a_visitor_is_known_by_the_address_that_nobody_can_write_himself(peer: str, forwarded: str, is_: str) -> None:
    assert address(Peer(peer), {"x-forwarded-for": forwarded}) == is_


def test_a_login_is_asked_for_and_its_password_never_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAT_AUTH", "guest:correct-horse host:battery-staple")
    guarded = App()
    try:
        assert get(f"{guarded.url}/config")[0] == 401 and get(f"{guarded.url}/health")[0] == 200
        assert get(f"{guarded.url}/gradio_api/info")[0] == 401
        assert httpx.post(f"{guarded.url}/gradio_api/call/generate", json={"data": ["hi"]}).status_code == 401
        with pytest.raises(Exception, match=r"(?i)auth|credential|log"):
            Client(guarded.url, auth=("guest", "battery-staple"), verbose=False)
        for user in (("guest", "correct-horse"), ("host", "battery-staple")):
            client = Client(guarded.url, auth=user, verbose=False)
            assert client.predict(api_name="/model_info")["model"] == "KAT-nano"
    finally:
        log = guarded.close()
    assert "horse" not in log and "staple" not in log and "Traceback" not in log


@pytest.mark.slow
def test_thirty_two_visitors_for_two_minutes() -> None:
    """Against the real app and KAT-nano; prints what it measured. Ends by itself."""
    running, slowest, rss = App("--per-visitor", "64"), 0.0, []
    memory = psutil.Process(running.process.pid).memory_info
    end = time.monotonic() + 120
    with ThreadPoolExecutor(32) as crowd:
        visits = [crowd.submit(visit, running.url, who, lambda _: time.monotonic() < end) for who in range(32)]
        while not all(one.done() for one in visits):
            started = time.perf_counter()
            urllib.request.urlopen(running.url, timeout=60).read()
            slowest = max(slowest, time.perf_counter() - started)
            if end - time.monotonic() < 90:
                rss.append(memory().rss)
            time.sleep(1)
    done, faults = zip(*(one.result() for one in visits), strict=True)
    counted = figures(running.url)
    log = running.close()
    spread = (max(rss) - min(rss)) / rss[0]
    print(
        f"\n{sum(done)} replies, {min(done)} to {max(done)} a visitor, page at worst after {slowest:.2f} s, "
        f"memory {rss[0] / 2**20:.0f} to {rss[-1] / 2**20:.0f} MiB (spread {spread:.1%}), "
        f"{counted['kat_tokens_total{auto,answer}']:.0f} answer tokens, {os.cpu_count()} cores"
    )
    assert not any(faults) and "Traceback" not in log
    assert min(done) >= 0.5 * max(done) and spread < 0.1
