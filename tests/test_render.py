"""What is shown of a Turn record."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kat_demo.engines import ModelInfo, Progress, Stage, Why
from kat_demo.format import Decision
from kat_demo.records import Finish, Judge, Mode, Phase, Sampling, Seconds, Turn, Usage
from kat_demo.ui import render
from kat_demo.ui.text import Lang

EN = Lang.EN
EVIL = "<script>x</script> ${alert(1)} {{x}}"
DONE = Turn(
    decision=Decision.THINK_ON,
    p_think=0.97,
    judge="J",
    thinking="T",
    answer="A",
    phase=Phase.DONE,
    finish_reason=Finish.STOP,
    usage=Usage(prompt=40, cached=12, judge=10, thinking=1200, answer=30),
    seconds=Seconds(first_token=0.12, judge=0.4, thinking=3.14, first_answer=3.7, total=4.9),
    tokens_per_second=253.4,
    sampling=Sampling(seed=7),
)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_badge_says_mode_and_who_chose_it_and_how_sure_the_judge_was() -> None:
    assert words(render.badge(DONE, EN)) == "Thinking decided by the model Leaning towards thinking 97 %"
    assert 'class="kat-badge kat-think"' in render.badge(DONE, EN)


def test_a_forced_mode_is_named_and_an_overruled_judge_too() -> None:
    turn = DONE.evolve(mode=Mode.NO_THINK, decision=Decision.THINK_OFF, forced=True)
    assert "Direct as you asked" in words(render.badge(turn, EN))
    assert "The judge would have chosen to think; you overruled it." in words(render.badge(turn, EN))
    agreed = DONE.evolve(mode=Mode.THINK, forced=True)
    assert "as you asked" in words(render.badge(agreed, EN)) and "overruled" not in render.badge(agreed, EN)


@pytest.mark.parametrize(
    "finish, says",
    [(Finish.LENGTH, "Cut off at the token limit"), (Finish.BUDGET, "Thinking closed early"),
     (Finish.CANCELLED, "Stopped by you"), (Finish.ERROR, "Failed")],
)  # fmt: skip
def test_an_end_that_is_not_ordinary_stands_on_the_badge(finish: Finish, says: str) -> None:
    assert says in words(render.badge(DONE.evolve(finish_reason=finish), EN))


def test_a_reply_under_way_is_marked_and_undecided_at_first() -> None:
    early = Turn(phase=Phase.JUDGE)
    assert words(render.badge(early, EN)) == "Deciding" and "data-live" in render.badge(early, EN)
    assert "data-live" not in render.badge(DONE, EN)
    assert words(render.badge(Turn(phase=Phase.DONE), EN)) == "Undecided"


def test_figures_give_tokens_and_seconds_of_each_section() -> None:
    shown = words(render.figures(DONE, EN))
    assert "Judge 10 tokens 0.40 s Thinking 1,200 tokens 3.1 s Answer 30 tokens 1.2 s Total 1,240 tokens 4.9 s" in shown
    assert (
        "253 tokens/s first token after 0.12 s answer after 3.7 s 12 of 40 prompt tokens from cache seed 7 Complete"
        in shown
    )
    assert render.figures(Turn(), EN) == ""


def test_a_section_without_tokens_has_no_row() -> None:
    direct = DONE.evolve(decision=Decision.THINK_OFF, usage=Usage(judge=10, answer=30))
    assert "Thinking" not in words(render.figures(direct, EN))


def test_the_thinking_pane_is_headed_by_what_it_cost() -> None:
    assert render.thought_label(DONE, EN) == "Thought for 3.1 s · 1,200 tokens"
    assert render.thought_label(DONE.evolve(phase=Phase.THINKING, finish_reason=None), EN).startswith("Thinking… 3.1 s")
    assert render.thought_label(DONE.evolve(finish_reason=Finish.BUDGET), EN).endswith("closed early")


@pytest.mark.parametrize(
    "turn, says",
    [
        (Turn(phase=Phase.QUEUED), "Waiting"),
        (Turn(phase=Phase.JUDGE), "Judging whether to think"),
        (Turn(phase=Phase.THINKING), "Thinking"),
        (Turn(phase=Phase.DONE, finish_reason=Finish.CANCELLED), "Stopped before there was an answer."),
        (Turn(phase=Phase.DONE, finish_reason=Finish.LENGTH), "The token limit was reached"),
        (Turn(phase=Phase.DONE, finish_reason=Finish.STOP), "The answer is empty."),
        (DONE, "A"),
    ],
)
def test_the_conversation_always_says_something(turn: Turn, says: str) -> None:
    assert says in render.answer(turn, EN)


def test_a_judge_that_was_skipped_or_silent_says_so() -> None:
    assert "Skipped" in render.judge(DONE.evolve(judge="", sampling=Sampling(judge=Judge.SKIP)), EN)
    assert "wrote nothing" in render.judge(DONE.evolve(judge=""), EN)
    assert render.judge(DONE, EN).endswith("J")


@pytest.mark.parametrize("lang", Lang)
def test_no_text_of_the_model_is_ever_html(lang: Lang) -> None:
    turn = DONE.evolve(judge=EVIL, thinking=EVIL, answer=EVIL, error=EVIL, model=EVIL)
    shown = render.trace(turn, lang)
    assert "alert" not in shown.badge + shown.figures + render.thought_label(turn, lang)
    for text in (shown.judge, shown.error, render.answer(turn, lang)):
        assert "<script" not in text and "script" in text


def test_what_a_host_wrote_is_escaped() -> None:
    figures = {"free": EVIL, "weights": EVIL}
    info = ModelInfo(EVIL, "e", "nf4", "CPU", "bf16", 1024, 40_570_000_000, 23 << 30, Why.GPU_HOLDS, figures)
    line = render.model_line(info, EN)
    assert "<script" not in line and "${" not in line and "{{" not in line
    assert "40.6 B parameters · nf4 · bf16 · CPU · 23.0 GiB of weights · 1,024 tokens of context" in words(line)
    assert "<script" not in render.model_line(replace(info, error=EVIL), EN)


def test_loading_is_shown_as_far_as_it_is_known() -> None:
    info = ModelInfo("m", "e", "", "", "", 0, 0, 0, progress=Progress())
    assert "Starting…" in words(render.model_line(info, EN))
    download = Progress(Stage.DOWNLOAD, 8_100_000_000, 81_000_000_000, 720.0)
    shown = words(render.model_line(replace(info, progress=download), EN))
    assert "Downloading · 8.1 of 81.0 GB · 10 % · about 12 min 0 s left" in shown
    tensors = Progress(Stage.WEIGHTS, 312, 1_200)
    assert "312 / 1,200 个张量 · 26 %" in words(render.model_line(replace(info, progress=tensors), Lang.ZH))
    assert "could not be loaded. No room." in words(render.model_line(replace(info, error="No room."), EN))


@pytest.mark.parametrize(
    "share, shown",
    [(0.0, "0 %"), (0.001, "< 1 %"), (0.5, "50 %"), (0.994, "99 %"), (0.9999, "> 99 %"), (1.0, "100 %")],
)
def test_nearly_certain_is_not_shown_as_certain(share: float, shown: str) -> None:
    assert render.percent(share) == shown


@pytest.mark.parametrize("seconds, shown", [(0.0, "0.00 s"), (0.42, "0.42 s"), (3.14, "3.1 s"), (75.0, "1 min 15 s")])
def test_seconds_have_the_digits_that_matter(seconds: float, shown: str) -> None:
    assert render.time(seconds) == shown


# A model server: what it does not give is said, not shown as nothing.

SERVED = ModelInfo(
    "KAT-V1-40B", "vLLM", "", "", "", 32768, 0, 0, why=Why.ENDPOINT, figures={"server": "vLLM"}, scores=False
)


def test_an_unknown_p_think_is_said_to_be_unknown() -> None:
    assert "How sure it was is not known" in words(render.badge(DONE.evolve(p_think=None), EN))
    assert "not known" not in render.badge(DONE, EN)
    assert "not known" not in render.badge(Turn(phase=Phase.JUDGE), EN)


def test_the_head_of_the_page_names_the_server_and_what_it_lacks() -> None:
    line = words(render.model_line(SERVED, EN))
    assert line == (
        "KAT-V1-40B · 32,768 tokens of context Asked over the network: vLLM. This server gives no probabilities."
    )
    assert "only Auto works" in render.model_line(replace(SERVED, forces=False), EN)
    assert "gives no" not in render.model_line(replace(SERVED, scores=True), EN)
    assert "The model server cannot be used. It is away." in words(
        render.model_line(replace(SERVED, error="It is away."), EN)
    )
