"""The remote engine on a real server, and what becomes of a reply when the server fails.

The server is `transformers serve`, which gives no log-probabilities; a proxy in front of it makes the failures.
"""

from __future__ import annotations

import logging
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tiny
from browsing import page_of, settle
from gradio_client import Client as Visitor
from playwright.sync_api import Browser, expect
from running import App, eventually, free_port
from serving import Fault, Proxy, Server

from kat_demo.autothink import reply
from kat_demo.config import NANO
from kat_demo.engines import Engine
from kat_demo.engines.remote.start import connect
from kat_demo.errors import InputError, KatError, ModelError
from kat_demo.fork import fork
from kat_demo.format import Decision
from kat_demo.records import Finish, Judge, Mode, Request, Sampling, Turn

SUM = "What is 7 + 5?"
APPLES = "小明有15个苹果，给了小红6个，又买了8个，现在有几个？"
KEY = "sk-of-the-tests"


def ask(engine: Engine, message: str = SUM, mode: Mode = Mode.AUTO, **sampling: Any) -> Turn:
    """The last record of a greedy reply."""
    options = {"temperature": 0.0, "seed": 1} | sampling
    *_, turn = reply(engine, Request(message, mode=mode, sampling=Sampling(**options)))
    return turn


def said(turn: Turn) -> tuple[object, ...]:
    return turn.decision, turn.judge, turn.thinking, turn.answer, turn.finish_reason


@pytest.fixture(scope="module")
def proxy(served: Server) -> Iterator[Proxy]:
    made = Proxy(served.port)
    yield made
    made.close()


@pytest.fixture(scope="module")
def through(proxy: Proxy) -> Iterator[Engine]:
    """The engine through the proxy."""
    engine = connect(proxy.url, key=KEY)
    yield engine
    engine.shutdown()


@pytest.fixture(autouse=True)
def well(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test starts with a proxy that does nothing, and an empty list of requests."""
    if "proxy" in request.fixturenames:
        made = request.getfixturevalue("proxy")
        made.fault = Fault()
        made.seen.clear()
    yield


# The same replies as this machine's engine.


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("message", [SUM, APPLES, "Which is bigger, 9.11 or 9.9?"])
def test_a_greedy_reply_is_that_of_the_local_engine(nano: Engine, remote: Engine, message: str, mode: Mode) -> None:
    here, there = ask(nano, message, mode), ask(remote, message, mode)
    assert said(here) == said(there)
    assert here.usage.reply == there.usage.reply and here.usage.prompt == there.usage.prompt
    assert there.p_think is None and there.forced is (mode is not Mode.AUTO)


def test_without_a_judge_the_decision_is_read_from_the_text_too(remote: Engine) -> None:
    turn = ask(remote, judge=Judge.SKIP)
    assert turn.decision is Decision.THINK_OFF and not turn.judge and "12" in turn.answer


# Failures before anything was shown: tried again.


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=503, headers={"retry-after": "0"}, times=2),
        Fault(status=429, headers={"retry-after": "0"}, times=1),
        Fault(status=500, times=1),
        Fault(cut=0, times=1),
    ],
)
def test_a_failure_before_the_first_text_is_not_noticed(through: Engine, proxy: Proxy, fault: Fault) -> None:
    proxy.fault = fault
    turn = ask(through, mode=Mode.NO_THINK)
    assert turn.finish_reason is Finish.STOP and "12" in turn.answer and turn.error is None


@pytest.mark.parametrize(
    "fault, tries, says",
    [
        (Fault(status=429, headers={"retry-after": "0"}), 3, "too many requests"),
        (Fault(status=503, headers={"retry-after": "3600"}), 1, "not ready or overloaded"),
        (Fault(status=401, body='{"error": {"message": "wrong key sk-of-the-tests"}}'), 1, "Set it as KAT_API_KEY"),
        (Fault(status=404, body='{"error": {"message": "no model called cat"}}'), 1, "no model called cat"),
        (Fault(cut=0), 3, "broke the connection off"),
    ],
)
def test_one_that_stays_is_said(
    through: Engine, proxy: Proxy, caplog: pytest.LogCaptureFixture, fault: Fault, tries: int, says: str
) -> None:
    caplog.set_level(logging.DEBUG)
    proxy.fault = fault
    turn = ask(through)
    assert turn.finish_reason is Finish.ERROR and turn.error is not None and says in turn.error
    assert "\n" not in turn.error and len(proxy.seen) == tries
    assert proxy.seen[0][1]["authorization"] == f"Bearer {KEY}"
    assert KEY not in turn.error and KEY not in caplog.text and KEY not in str(turn.to_dict())
    proxy.fault = Fault()
    assert "12" in ask(through).answer


# Failures afterwards: what came is kept.


@pytest.mark.parametrize("fault", [Fault(cut=-1), Fault(cut=900), Fault(cut=900, quiet_end=True)])
def test_a_server_that_dies_in_the_middle_leaves_what_came(through: Engine, proxy: Proxy, fault: Fault) -> None:
    whole = ask(through, APPLES)
    proxy.seen.clear()
    proxy.fault = fault
    turn = ask(through, APPLES)
    assert turn.finish_reason is Finish.ERROR and turn.error is not None and "broke the connection off" in turn.error
    assert whole.judge.startswith(turn.judge) and "\ufffd" not in turn.judge
    if fault.cut != -1:
        assert turn.judge and len(proxy.seen) == 1


def test_a_stream_byte_by_byte_is_the_same_text(through: Engine, proxy: Proxy) -> None:
    whole = ask(through, APPLES, Mode.NO_THINK)
    proxy.fault = Fault(bytewise=True)
    assert said(ask(through, APPLES, Mode.NO_THINK)) == said(whole)


def test_a_server_that_ignores_the_stop_strings_makes_no_difference(through: Engine, proxy: Proxy) -> None:
    whole = ask(through)
    proxy.fault = Fault(drop=("stop",))
    assert said(ask(through)) == said(whole)


def test_a_silent_server_is_given_up_in_time_and_can_be_left_before(proxy: Proxy) -> None:
    engine = connect(proxy.url)
    engine.client._openai = engine.client._openai.with_options(timeout=1.5)
    proxy.fault = Fault(hang=True)
    try:
        turns = reply(engine, Request(SUM, sampling=Sampling(seed=1)))
        next(turns)
        assert not next(turns).done  # a heartbeat, at which a visitor can leave
        turns.close()  # type: ignore[attr-defined]
        turn = ask(engine)
        assert turn.error is not None and "does not answer in time" in turn.error
    finally:
        proxy.fault = Fault()
        engine.shutdown()


def test_more_replies_than_requests_allowed_wait_for_their_turn(proxy: Proxy) -> None:
    engine = connect(proxy.url, concurrency=1)
    try:
        assert engine.lanes == 1
        *_, lanes = fork(engine, Request(SUM, sampling=Sampling(temperature=0, seed=1)), list(Mode))
        assert all(turn.finish_reason is Finish.STOP and "12" in turn.answer for turn in lanes.values())
        first = reply(engine, Request(SUM, mode=Mode.THINK, sampling=Sampling(seed=1)))
        next(first), next(first)
        left: list[Turn] = []
        waiting = threading.Thread(target=lambda: left.append(ask(engine)))
        waiting.start()
        first.close()  # type: ignore[attr-defined]
        waiting.join(60)
        assert "12" in left[0].answer
    finally:
        engine.shutdown()


def test_the_health_follows_the_server(served: Server) -> None:
    before = Proxy(served.port)
    engine = connect(before.url, watch=0.1)
    try:
        assert engine.info.status == "ready"
        before.close()
        eventually(lambda: engine.info.status == "failed")
        assert "connection refused" in engine.info.error or "broke the connection off" in engine.info.error
    finally:
        engine.shutdown()


# What cannot work is said at the start, in one line.


def refusal(url: str, **options: Any) -> str:
    with pytest.raises(ModelError) as caught:
        connect(url, **options).shutdown()
    words = str(caught.value)
    assert "\n" not in words
    return words


def test_nobody_there() -> None:
    url = f"http://127.0.0.1:{free_port()}/v1"
    assert refusal(url) == (
        f"The model server at {url} cannot be reached (connection refused). Start it, or correct --endpoint."
    )


def test_a_certificate_that_does_not_verify_and_https_where_there_is_none(served: Server, tmp_path: Path) -> None:
    pem = tmp_path / "own.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-keyout", str(pem), "-out", str(tmp_path / "certificate")],
        check=True, capture_output=True,
    )  # fmt: skip
    pem.write_text(pem.read_text() + (tmp_path / "certificate").read_text())
    secure = Proxy(served.port, pem)
    try:
        assert "does not verify (self" in refusal(secure.url)
    finally:
        secure.close()
    assert "does not speak https" in refusal(served.url.replace("http:", "https:"))


def test_a_wrong_model_a_wrong_path_a_wrong_key(served: Server, proxy: Proxy) -> None:
    assert f"does not serve 'cat'. It has '{NANO}'" in refusal(served.url, model="cat")
    assert "has no completions (status 404)" in refusal(f"{served.root}/api", model=str(NANO))
    proxy.fault = Fault(status=401)
    assert "Set it as KAT_API_KEY" in refusal(proxy.url)


def test_a_model_without_the_tags(served: Server, tmp_path: Path) -> None:
    tokenizer = tiny.plain_tokenizer()
    tokenizer.chat_template = tiny.TEMPLATE.replace("<judge>\n", "")
    tokenizer.save_pretrained(tmp_path)
    assert "does not end in <judge>" in refusal(served.url, tokenizer=str(tmp_path))
    tokenizer.chat_template = tiny.TEMPLATE
    tokenizer.add_special_tokens({"additional_special_tokens": ["<think_on>"]})
    tokenizer.save_pretrained(tmp_path)
    assert "(<think_on>) are special tokens, and transformers serve drops" in refusal(
        served.url, tokenizer=str(tmp_path)
    )
    assert "--tokenizer: none was found" in refusal(served.url, tokenizer="nowhere")


def test_a_server_that_only_chats_does_auto_and_says_so(
    served: Server, proxy: Proxy, nano: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    proxy.fault = Fault(missing=("/v1/completions",))
    engine = connect(proxy.url)
    try:
        assert not engine.info.forces and "takes no raw prompt: automatic mode works" in caplog.text
        here, there = ask(nano), ask(engine)
        assert said(here) == said(there) and there.p_think is None
        assert abs(here.usage.reply - there.usage.reply) <= 2 and there.usage.prompt == here.usage.prompt
        for mode, options in [
            (Mode.THINK, {}),
            (Mode.AUTO, {"judge": Judge.SKIP}),
            (Mode.AUTO, {"thinking_budget": 9}),
        ]:
            with pytest.raises(InputError, match="takes no raw prompt"):
                ask(engine, mode=mode, **options)
        with pytest.raises(InputError, match="takes no raw prompt"):
            next(iter(fork(engine, Request(SUM), list(Mode))))
        with pytest.raises(InputError, match="cannot be continued"):
            next(iter(reply(engine, Request(SUM), here.evolve(answer=""))))
    finally:
        engine.shutdown()


# Through the whole app.


def test_the_app_serves_an_endpoint(served: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAT_API_KEY", KEY)
    app = App("--endpoint", served.url)
    try:
        visitor = Visitor(app.url, verbose=False)
        eventually(lambda: visitor.predict(api_name="/model_info")["status"] == "ready", 120)
        info = visitor.predict(api_name="/model_info")
        assert (info["model"], info["engine"], info["status"]) == ("KAT-nano", "transformers serve", "ready")
        turn = visitor.predict(SUM, temperature=0, api_name="/generate")
        assert "12" in turn["answer"] and turn["p_think"] is None and turn["decision"] == "think_off"
        lanes = visitor.predict(SUM, temperature=0, api_name="/compare")["lanes"]
        assert all(lane["finish_reason"] == "stop" for lane in lanes.values())
        assert KEY not in str((info, turn, lanes))
    finally:
        log = app.close()
    assert "gives no log-probabilities" in log and KEY not in log and "Traceback" not in log


def test_the_page_says_that_the_server_gives_no_probabilities(browser: Browser, remote: Engine) -> None:
    with page_of(remote) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en")
        page.goto(address)
        expect(page.locator(".kat-model")).to_contain_text("transformers serve", timeout=60_000)
        expect(page.locator(".kat-model")).to_contain_text("This server gives no probabilities.")
        settle(page)
        page.fill("#kat-box textarea", SUM)
        page.keyboard.press("Enter")
        expect(page.locator("#kat-badge")).to_contain_text("Direct", timeout=60_000)
        expect(page.locator("#kat-badge")).to_contain_text("the model server gives no probabilities")
        page.close()


def test_an_error_of_the_start_ends_the_program_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    from kat_demo.__main__ import main

    assert main([SUM, "--endpoint", f"http://127.0.0.1:{free_port()}/v1"]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "connection refused" in error
    assert issubclass(ModelError, KatError)
