"""What every engine promises, whatever it is made of: the same tests on this machine's engine and on servers."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from kat_demo import format
from kat_demo.autothink import prompt_of, reply
from kat_demo.engines import Engine, Stop
from kat_demo.errors import ContextError
from kat_demo.fork import fork
from kat_demo.records import Finish, Message, Mode, Request, Sampling, Turn

SUM = Request("What is 7 + 5?", sampling=Sampling(temperature=0, seed=1))


@pytest.fixture(
    params=[
        "nano",
        "remote",
        pytest.param("vllm", marks=pytest.mark.vllm),
        pytest.param("llama", marks=pytest.mark.llama),
    ]
)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn, all with the embedded model."""
    found: Engine = request.getfixturevalue(request.param)
    return found


def judged(engine: Engine, request: Request = SUM, stop: tuple[str, ...] = (format.END_JUDGE,), most: int = 200) -> str:
    """What a fresh lane writes up to a stop string."""
    lane = engine.open(prompt_of(engine, request), request.sampling)
    try:
        return "".join(lane.generate(stop, most, "judge"))
    finally:
        lane.close()


def last(turns: Iterator[Turn]) -> Turn:
    *_, turn = turns
    return turn


def said(turn: Turn) -> tuple[object, ...]:
    return turn.decision, turn.judge, turn.thinking, turn.answer, turn.finish_reason


def test_it_says_what_it_is(engine: Engine) -> None:
    info = engine.info
    assert info.status == "ready" and info.context_length == 2048 and info.model and info.engine
    assert engine.lanes >= 1 and "<|im_end|>" in engine.markers


def test_the_template_opens_the_judge(engine: Engine) -> None:
    prompt = engine.template([{"role": "user", "content": "What is 7 + 5?"}])
    assert prompt.endswith("<|im_start|>assistant\n<judge>\n") and "What is 7 + 5?" in prompt
    assert engine.count_tokens(prompt) > 10


def test_generation_ends_before_the_stop_string_and_says_which_it_was(engine: Engine) -> None:
    lane = engine.open(prompt_of(engine, SUM), SUM.sampling)
    pieces = list(lane.generate(format.stops(format.Section.JUDGE), 200, "judge"))
    assert "".join(pieces) == lane.text and format.END_JUDGE not in lane.text and lane.text.strip()
    assert lane.stopped == Stop("stop", format.END_JUDGE)
    assert lane.generated >= sum(lane.count([])) > 5
    assert lane.prompt_tokens == engine.count_tokens(prompt_of(engine, SUM))
    lane.close()


def test_a_token_limit_is_kept(engine: Engine) -> None:
    lane = engine.open(prompt_of(engine, SUM), SUM.sampling)
    room = lane.room
    assert "".join(lane.generate((format.END_JUDGE,), 3, "judge"))
    assert lane.stopped == Stop("length") and lane.generated == 3
    assert sum(lane.count([])) == 3 and lane.room == room - 3
    lane.close()


def test_what_is_written_is_gone_on_from(engine: Engine) -> None:
    lane = engine.open(prompt_of(engine, SUM), SUM.sampling)
    lane.write(f"A small sum.\n{format.END_JUDGE}\n\n{format.Decision.THINK_OFF.tag}\n{format.ANSWER}\n")
    written = lane.text
    answer = "".join(lane.generate((format.END_ANSWER,), 100, "answer"))
    assert "12" in answer and lane.text == written + answer
    judge, rest = lane.count([written.index("\n\n<think_off>")])
    assert judge + rest == sum(lane.count([])) and judge and rest
    lane.close()


def test_a_fork_goes_its_own_way(engine: Engine) -> None:
    lane = engine.open(prompt_of(engine, SUM), SUM.sampling)
    lane.write(f"A small sum.\n{format.END_JUDGE}\n\n")
    other, before = lane.fork(), lane.text
    other.write(f"{format.Decision.THINK_OFF.tag}\n{format.ANSWER}\n")
    assert "12" in "".join(other.generate((format.END_ANSWER,), 100, "answer"))
    assert lane.text == before and other.text.startswith(before)
    other.close()
    lane.close()


def test_the_decision_is_scored_or_said_not_to_be(engine: Engine) -> None:
    lane = engine.open(prompt_of(engine, SUM), SUM.sampling)
    lane.write(f"A small sum, known by heart.\n{format.END_JUDGE}\n\n")
    scores = lane.score([decision.tag for decision in format.Decision])
    assert (scores is not None) is engine.info.scores
    if scores is not None:
        on, off = scores
        assert on < off <= 0
    lane.close()


def test_the_same_seed_and_stream_give_the_same_text(engine: Engine) -> None:
    texts = [
        judged(engine, Request("hello", sampling=Sampling(temperature=1.5, top_p=1.0, seed=seed)))
        for seed in (1, 1, 2, 3)
    ]
    assert texts[0] == texts[1] and len(set(texts)) > 1


def test_a_cancel_from_elsewhere_ends_it(engine: Engine) -> None:
    lane = engine.open(prompt_of(engine, SUM), SUM.sampling)
    lane.write(f"A hard one.\n{format.END_JUDGE}\n\n{format.Decision.THINK_ON.tag}\n{format.THINK}\n")
    threading.Timer(0.05, lane.cancel).start()
    for _ in lane.generate(("never written",), 1900, "thinking"):
        lane.cancel()
    assert lane.stopped.reason == "cancelled"
    lane.close()
    assert judged(engine)


def test_leaving_in_the_middle_frees_the_engine(engine: Engine) -> None:
    running = reply(engine, Request("What is 4747 + 8689?", mode=Mode.THINK))
    for turn in running:
        if turn.thinking:
            break
    running.close()  # type: ignore[attr-defined]
    assert judged(engine)


def test_a_prompt_that_does_not_fit_is_refused(engine: Engine) -> None:
    with pytest.raises(ContextError, match="at most 1792 fit"):
        engine.open(prompt_of(engine, Request("1 + " * 2000)), SUM.sampling)


@pytest.mark.parametrize("mode", Mode)
def test_a_reply_in_every_mode_is_whole(engine: Engine, mode: Mode) -> None:
    turn = last(reply(engine, Request("What is 7 + 5?", mode=mode, sampling=SUM.sampling)))
    assert turn.finish_reason is Finish.STOP and "12" in turn.answer and turn.judge
    assert (turn.p_think is not None) is engine.info.scores
    assert turn.decision is (mode.forces or format.Decision.THINK_OFF) and turn.forced is (mode is not Mode.AUTO)
    assert bool(turn.thinking) is (mode is Mode.THINK)
    assert turn.usage.judge and turn.usage.answer and bool(turn.usage.thinking) is bool(turn.thinking)
    assert turn.tokens_per_second > 0 and 0 < turn.seconds.first_token <= turn.seconds.total


def test_a_second_turn_knows_the_first(engine: Engine) -> None:
    history = (Message("user", "12*12?"), Message("assistant", "12 * 12 = 144."))
    alone, second = (
        last(reply(engine, Request("and plus 6?", before, Mode.NO_THINK, sampling=SUM.sampling)))
        for before in ((), history)
    )
    assert second.answer and said(alone) != said(second) and alone.usage.prompt < second.usage.prompt


def test_thinking_is_closed_by_its_budget_and_the_answer_follows(engine: Engine) -> None:
    sampling = Sampling(temperature=0, seed=1, thinking_budget=8)
    turn = last(reply(engine, Request("What is 7 + 5?", mode=Mode.THINK, sampling=sampling)))
    assert turn.finish_reason is Finish.BUDGET and turn.thinking and turn.answer


def test_a_reply_is_gone_on_from_where_it_was_cut(engine: Engine) -> None:
    for turn in reply(engine, Request("What is 47 * 86?", mode=Mode.THINK, sampling=SUM.sampling)):
        if len(turn.thinking) > 20:
            break
    now = last(reply(engine, Request("What is 47 * 86?", mode=Mode.THINK, sampling=SUM.sampling), turn))
    assert now.thinking == turn.thinking and now.answer and now.finish_reason is Finish.BUDGET


def test_a_comparison_is_the_replies_of_its_modes(engine: Engine) -> None:
    *_, lanes = fork(engine, SUM, list(Mode))
    for mode, turn in lanes.items():
        alone = last(reply(engine, Request(SUM.message, mode=mode, sampling=SUM.sampling)))
        assert said(turn) == said(alone) and turn.usage.reply == alone.usage.reply
