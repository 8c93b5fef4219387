"""A ZeroGPU Space: the app on the real `spaces` package, with a service beside it that lends GPUs that are none.

What a process does that is lent a GPU is seen here whole, from the packed weights to the records that come back, except
that the weights go to plain memory. No real GPU was ever lent to these tests.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from browsing import answers, ask, finish, thinking
from conftest import open_local
from device_api import DeviceApi
from gradio_client import Client
from gradio_client.exceptions import AppError
from playwright.sync_api import Page, expect
from running import ROOT, App, eventually

from kat_demo.autothink import reply
from kat_demo.config import NANO
from kat_demo.engines import Lender, ModelInfo
from kat_demo.engines.local import Loaded, LocalEngine
from kat_demo.engines.memory import Room, Spare
from kat_demo.engines.zero import LONGEST, ZeroEngine, plain
from kat_demo.errors import ContextError, EngineError, InputError
from kat_demo.fork import fork
from kat_demo.format import Decision
from kat_demo.quantize import main as quantize
from kat_demo.records import Mode, Request, Sampling, Turn
from kat_demo.ui import guard

pytestmark = pytest.mark.flaky(reruns=2)  # a browser on a busy machine
QUESTION = "What is 47 * 86?"
LONG = "What is 37% of 5800?"


def space(api: DeviceApi, folder: Path, *flags: str) -> App:
    environ = {
        "SPACES_ZERO_GPU": "true",
        "SPACES_ZERO_DEVICE_API_URL": api.url,
        "ZEROGPU_OFFLOAD_DIR": str(folder / "tensors"),
    }
    return App(*flags, program=("tests/without_cuda.py", "app.py"), environ=environ)


@pytest.fixture(scope="module")
def api() -> Iterator[DeviceApi]:
    with DeviceApi() as service:
        yield service


@pytest.fixture(scope="module")
def app(api: DeviceApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    running = space(api, tmp_path_factory.mktemp("zero"))
    yield running
    running.close()


def said(record: Any) -> tuple[Any, ...]:
    usage = record["usage"]
    names = ("decision", "forced", "p_think", "judge", "thinking", "answer", "finish_reason", "error")
    return (*(record[name] for name in names), usage["judge"], usage["thinking"], usage["answer"])


@pytest.mark.parametrize("mode", list(Mode))
def test_a_reply_is_the_one_of_a_local_engine(mode: Mode, app: App, api: DeviceApi, nano: LocalEngine) -> None:
    client, before = Client(app.url, verbose=False), len(api.calls)
    came = client.predict(QUESTION, mode=mode.value, temperature=0, seed=1, api_name="/generate")
    *_, here = reply(nano, Request(QUESTION, mode=mode, sampling=Sampling(temperature=0, seed=1)))
    assert said(came) == said(here.to_dict())
    calls = [name for name, _ in api.calls[before:] if name != "allow"]  # asked for once by each process
    assert calls == ["schedule", "release"] and api.asked("release")[-1]["fail"] == "false"
    assert 0 < int(api.asked("schedule")[-1]["durationSeconds"]) <= LONGEST


def test_both_branches_of_a_comparison_share_a_gpu(app: App, api: DeviceApi, nano: LocalEngine) -> None:
    before = len(api.asked("schedule"))
    client = Client(app.url, verbose=False)
    lanes = client.predict(QUESTION, temperature=0, seed=1, api_name="/compare")["lanes"]
    *_, here = fork(nano, Request(QUESTION, sampling=Sampling(temperature=0, seed=1)), tuple(Mode))
    assert {mode: said(lanes[mode.value]) for mode in Mode} == {m: said(turn.to_dict()) for m, turn in here.items()}
    assert len(api.asked("schedule")) == before + 1


def test_stopping_gives_the_gpu_back(app: App, api: DeviceApi) -> None:
    client, before = Client(app.url, verbose=False), len(api.asked("release"))
    job = client.submit(LONG, mode="think", seed=1, api_name="/generate")
    eventually(lambda: len(job.outputs()) > 2)
    job.cancel()
    eventually(lambda: len(api.asked("release")) == before + 1, 10)
    assert client.predict(QUESTION, temperature=0, api_name="/generate")["finish_reason"] == "stop"


def test_what_was_asked_wrongly_is_said_in_the_same_words(app: App) -> None:
    client = Client(app.url, verbose=False)
    with pytest.raises(AppError, match=r"message: the conversation has \d+ tokens, and at most 1792 fit"):
        client.predict("seven " * 3000, api_name="/generate")
    with pytest.raises(AppError, match="message: got '', allowed is a text that is not empty"):
        client.predict("", api_name="/generate")


REFUSALS = {
    "quota": ((429, {"x-authenticated": "regular"}, '{"left": 10, "wait": 5400}'), "Try again in 1:30:00"),
    "runs": ((429, {"x-authenticated": "regular"}, '{"left": 10, "wait": 0}'), "exceeded your ZeroGPU runs limit"),
    "anonymous": ((429, {}, '{"left": 10, "wait": 5400}'), "has reached its GPU limit"),
    "queue": ((200, {"content-type": "text/event-stream"}, "event: failed\n\n"), "No GPU was available after 60s"),
    "none": ((503, {}, ""), "No GPU was available"),
}


@pytest.mark.parametrize("refusal, words", REFUSALS.values(), ids=REFUSALS)
def test_no_gpu_is_said_in_plain_words(refusal: Any, words: str, app: App, api: DeviceApi) -> None:
    known = words.startswith(("Try again in", "exceeded"))
    token = {"x-ip-token": "e30.e30.e30"} if known else {}  # what Hugging Face sends along for a visitor
    client = Client(app.url, verbose=False, headers=token)
    api.refusal = refusal
    try:
        with pytest.raises(AppError) as caught:
            client.predict(QUESTION, api_name="/generate")
    finally:
        api.refusal = None
    said = str(caught.value)
    assert said.startswith("No GPU was lent: ") and words in said and "<" not in said
    assert client.predict("hello", api_name="/generate")["finish_reason"] == "stop"


def test_the_page_streams_and_says_what_went_wrong(page: Page, api: DeviceApi) -> None:
    ask(page, "hello")
    expect(answers(page).last).not_to_be_empty()
    expect(page.locator(".kat-model")).to_contain_text("ZeroGPU lends a GPU for each reply.")
    api.refusal = REFUSALS["none"][0]
    try:
        page.fill("#kat-box textarea", "capital of france")
        page.keyboard.press("Enter")
        expect(page.locator(".toast-body")).to_contain_text("No GPU was lent: No GPU was available.")
    finally:
        api.refusal = None
    expect(page.locator("#kat-box textarea")).to_have_value("capital of france")
    expect(answers(page)).to_have_count(1)


@pytest.fixture
def held(page: Page, api: DeviceApi) -> Iterator[int]:
    """A reply in the midst of its thinking, held there; the number of its process."""
    ask(page, "hello")  # so that a process is there
    page.get_by_label("Think", exact=True).check()
    process = int(api.asked("allow")[-1]["pid"])
    page.fill("#kat-box textarea", LONG)
    page.keyboard.press("Enter")
    for _ in range(600):  # in slow motion, for the page may be slow too
        os.kill(process, signal.SIGSTOP)
        page.wait_for_timeout(150)
        if "37" in "".join(thinking(page).all_inner_texts()):
            break
        os.kill(process, signal.SIGCONT)
        page.wait_for_timeout(30)
    yield process
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGCONT)


def test_a_gpu_that_is_taken_back_leaves_what_came(held: int, page: Page) -> None:
    os.kill(held, signal.SIGKILL)
    expect(page.locator("#kat-trace")).to_contain_text("The GPU was taken back before the reply was done.")
    expect(thinking(page)).to_contain_text("37")
    ask(page, "capital of france")  # another process is lent one
    expect(answers(page).last).to_contain_text("Paris")


def test_answer_now_goes_on_with_the_answer(held: int, page: Page) -> None:
    page.locator("#kat-answer-now").click()
    page.wait_for_timeout(1500)  # the server has heard of it, before the reply goes on and is done
    os.kill(held, signal.SIGCONT)
    expect(page.locator("#kat-badge")).to_contain_text("Thinking closed early")
    finish(page)
    expect(answers(page).last).not_to_be_empty()


def test_a_checkpoint_in_four_bits_is_packed_too(api: DeviceApi, tmp_path: Path) -> None:
    assert quantize([str(NANO), str(tmp_path / "nf4")]) == 0
    local = open_local(tmp_path / "nf4")
    app = space(api, tmp_path, "--model", str(tmp_path / "nf4"))
    try:
        client = Client(app.url, verbose=False)
        info = client.predict(api_name="/model_info")
        came = client.predict(QUESTION, temperature=0, seed=1, api_name="/generate")
        *_, here = reply(local, Request(QUESTION, sampling=Sampling(temperature=0, seed=1)))
    finally:
        app.close()
        local.shutdown()
    assert info["quantization"] == "nf4" and info["status"] == "ready"
    assert (came["answer"], came["error"]) == (here.answer, None)


def test_elsewhere_spaces_is_not_even_imported() -> None:
    code = (
        "import sys; from kat_demo import config; from kat_demo.engines.open import open_later;"
        "engine = open_later(config.load(['--model', 'nano'], {})); engine.wait(); print('spaces' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True).stdout == "False\n"


# The engine alone.


def engine(speed: float | None = None, weights: int = 0, context: int = 32768) -> ZeroEngine:
    """One whose GPU is this process."""
    info = ModelInfo("KAT", "transformers", "nf4", "H200", "bfloat16", context, 0, weights)

    class Words:
        all_special_tokens = ("<|im_end|>",)
        backend_tokenizer = None

    def gpu(task: Any, duration: Any) -> Any:
        return task

    made = ZeroEngine(Loaded(None, Words(), info, Room(context, 2, Spare("cuda", 10))), 4, gpu)
    made._speed = speed or made._speed
    return made


def asked(mode: Mode = Mode.AUTO, **sampling: Any) -> Request:
    return Request("Why?", mode=mode, sampling=Sampling(**sampling))


@pytest.mark.parametrize(
    "made, request_, seconds",
    [
        (engine(100), asked(), 5 + 9000 / 100),
        (engine(100), asked(Mode.NO_THINK), 5 + 1000 / 100),
        (engine(100), asked(thinking_budget=1000), 5 + 2000 / 100),
        (engine(100), asked(max_new_tokens=500), 5 + 500 / 100),
        (engine(100, context=2000), asked(), 5 + 2000 / 100),
        (engine(100, weights=24 * 2**30), asked(Mode.NO_THINK), 5 + 12 + 1000 / 100),
        (engine(10), asked(), LONGEST),
    ],
)
def test_a_gpu_is_asked_for_as_long_as_the_reply_may_take(made: ZeroEngine, request_: Request, seconds: float) -> None:
    assert made.seconds(reply, request_) == round(seconds)


def test_an_answer_to_finished_thinking_takes_less() -> None:
    assert engine(100).seconds(reply, asked(), Turn(decision=Decision.THINK_ON)) == 5 + 8
    assert engine(100).seconds(reply, asked(), Turn(judge="It is hard.")) == 5 + 90


def test_thinking_ends_in_time_for_the_answer() -> None:
    assert engine(20).fitting(asked()).sampling.thinking_budget == (120 - 5) * 20 - 1000
    assert engine(20).fitting(asked(thinking_budget=7)).sampling.thinking_budget == 7
    assert engine(0.1).fitting(asked()).sampling.thinking_budget == 64


def test_the_speed_is_that_of_the_replies() -> None:
    from kat_demo.records import Phase

    made = engine(100)

    def work(*_: Any) -> Iterator[Any]:
        yield Turn(tokens_per_second=5)
        yield Turn(phase=Phase.DONE, tokens_per_second=200)

    made._there = object()  # type: ignore[assignment]  what `work` does not look at
    assert len(list(made.lend(work, asked()))) == 2
    assert made._speed == pytest.approx(130)


@pytest.mark.parametrize("error", [EngineError("lost"), ContextError(70, 50), InputError.of("mode", 3, "a word")])
def test_errors_arrive_as_they_were_raised(error: Exception) -> None:
    def work(*_: Any) -> Iterator[Any]:
        raise error
        yield

    made = engine()
    made._there = object()  # type: ignore[assignment]
    with pytest.raises(type(error), match=str(error)[:20]):
        list(made.lend(work, asked()))
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_it_lends_and_does_not_compute_here() -> None:
    assert isinstance(engine(), Lender)
    with pytest.raises(EngineError, match="one is lent for a whole reply"):
        engine().open("?", Sampling())


def test_what_spaces_says_is_put_plainly() -> None:
    said = 'You have exceeded your free ZeroGPU quota. Try again in 1:00:00. <a href="https://x">Join</a> to get more.'
    assert plain("ZeroGPU quota exceeded", said) == (
        "No GPU was lent: You have exceeded your free ZeroGPU quota. Try again in 1:00:00. Join to get more. "
        "Signed in to Hugging Face, you may have more time."
    )
    assert "failed on the GPU that was lent for it (OutOfMemoryError)" in plain(
        "ZeroGPU worker error", "OutOfMemoryError"
    )
    assert guard.words(EngineError(plain("ZeroGPU worker error", "GPU task aborted"))).startswith("The GPU was taken")
