"""The pure parts of the Compare page: links, votes, files, and what is shown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import pytest

from kat_demo.errors import InputError
from kat_demo.format import Decision
from kat_demo.records import Finish, Judge, Mode, Phase, Request, Sampling, Seconds, Turn, Usage
from kat_demo.ui.compare import export, link, show, votes
from kat_demo.ui.compare.link import Linked
from kat_demo.ui.compare.session import Comparison
from kat_demo.ui.compare.votes import Vote
from kat_demo.ui.text import Lang
from kat_demo.ui.thinking import Fold

EVIL = "<script>x</script> ${alert(1)} {{x}}"
DIRECT = Turn(
    mode=Mode.NO_THINK, decision=Decision.THINK_OFF, forced=True, p_think=0.1, judge="J", answer="12",
    phase=Phase.DONE, finish_reason=Finish.STOP, usage=Usage(prompt=40, judge=30, answer=10), model="KAT-nano",
    seconds=Seconds(first_token=0.1, judge=0.3, first_answer=0.5, total=0.6), sampling=Sampling(seed=7),
)  # fmt: skip
THOUGHT = DIRECT.evolve(
    mode=Mode.THINK, decision=Decision.THINK_ON, thinking="T", usage=Usage(40, 0, 30, 80, 20),
    seconds=Seconds(first_token=0.1, judge=0.3, thinking=0.8, first_answer=1.3, total=1.5),
)  # fmt: skip
LANES = {Mode.AUTO: DIRECT.evolve(mode=Mode.AUTO, forced=False), Mode.THINK: THOUGHT, Mode.NO_THINK: DIRECT}
DONE = Comparison(Request("What is 7 + 5?", sampling=Sampling(seed=7)), (), "12", LANES)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    "linked",
    [
        Linked("What is 47 * 86?", "", "", Sampling()),
        Linked("你好 & more\n?", "Be brief.", "12", Sampling(64, 0.0, 0.9, 5, 7, 12, 0.25, Judge.SKIP)),
    ],
)
def test_a_link_reads_back_as_it_was_written(linked: Linked) -> None:
    assert link.read(dict(parse_qsl(link.write(linked)))) == linked


def test_a_link_holds_nothing_that_is_as_it_is_anyway() -> None:
    assert link.write(Linked("Hi", "", "", Sampling(seed=3))) == "view=compare&message=Hi&seed=3"


def test_another_address_is_no_link() -> None:
    assert link.read({}) is None and link.read({"message": "x", "__theme": "dark"}) is None


@pytest.mark.parametrize("name, value", [("temperature", "hot"), ("seed", "1.5"), ("top_p", "7"), ("judge", "loud")])
def test_a_bad_setting_in_a_link_is_named(name: str, value: str) -> None:
    with pytest.raises(InputError, match=f"^{name}: got"):
        link.read({"view": "compare", name: value})


def test_a_text_that_is_too_long_for_a_link_is_refused() -> None:
    with pytest.raises(InputError, match=r"^message: got .* fits a link"):
        link.write(Linked("x" * 7000, "", "", Sampling()))


@pytest.mark.parametrize(
    "vote, counted", [(Vote.LEFT, "no_think"), (Vote.RIGHT, "think"), (Vote.TIE, "tie"), (Vote.BOTH_BAD, "both_bad")]
)
def test_a_vote_counts_for_the_mode_that_stood_there(vote: Vote, counted: str) -> None:
    totals = votes.cast(votes.read({"think": 2}), vote, (Mode.NO_THINK, Mode.THINK))
    before = {"think": 2, "no_think": 0, "tie": 0, "both_bad": 0}
    assert totals == before | {counted: before[counted] + 1}


@pytest.mark.parametrize("stored", [None, [], "x", {"think": -1}, {"think": "many"}, {"think": True}, {"other": 5}])
def test_damaged_totals_count_as_none(stored: Any) -> None:
    assert sum(votes.read(stored).values()) == 0 and votes.shown(votes.read(stored), Lang.EN) == ""


def test_a_blind_comparison_puts_each_road_on_either_side() -> None:
    orders = {Comparison.new(Request("?"), (), "", blind=True).order for _ in range(60)}
    assert orders == {(Mode.THINK, Mode.NO_THINK), (Mode.NO_THINK, Mode.THINK)}
    assert not Comparison.new(Request("?"), (), "", blind=False).hidden


def test_a_stopped_comparison_keeps_what_came_and_hides_nothing() -> None:
    under_way = THOUGHT.evolve(phase=Phase.THINKING, finish_reason=None, answer="")
    blind = replace(DONE, lanes=LANES | {Mode.THINK: under_way}, order=(Mode.THINK, Mode.NO_THINK), wanted=3)
    stopped = blind.stopped()
    assert stopped.lanes[Mode.THINK].finish_reason is Finish.CANCELLED and stopped.lanes[Mode.THINK].thinking == "T"
    assert stopped.lanes[Mode.NO_THINK] == DIRECT and not stopped.hidden and not stopped.running


def test_the_summary_says_what_was_saved_and_by_whom_it_was_measured() -> None:
    shown = words(show.summary(DONE, Lang.EN))
    assert "Auto used −60 % tokens and −50 % time against always thinking." in shown
    assert "One sample, seed 7 All answers agree ✓ Auto ✓ Think ✓ Don’t think" in shown
    assert "Tokens Auto 40 Think 100 Don’t think 10 Time Auto 0.60 s Think 1.2 s Don’t think 0.30 s" in shown


def test_bars_of_one_chart_share_one_scale() -> None:
    chart = show.summary(DONE, Lang.EN).split("<figcaption>")[1]
    assert re.findall(r'class="kat-(\w+)" style="width:([\d.]+)%"', chart) == [
        ("judge", "30.00"), ("answer", "10.00"), ("thinking", "80.00"), ("answer", "20.00"), ("answer", "10.00"),
    ]  # fmt: skip


def test_a_lane_at_its_limit_says_so_and_nothing_is_claimed() -> None:
    cut = replace(DONE, lanes=LANES | {Mode.THINK: THOUGHT.evolve(finish_reason=Finish.LENGTH)})
    assert "nothing can be said of a saving" in words(show.summary(cut, Lang.EN))
    assert "Cut off at the token limit" in words(show.lane_head(cut.lanes[Mode.THINK], Lang.EN))


@pytest.mark.parametrize("lang", Lang)
def test_no_text_of_the_model_is_ever_html(lang: Lang) -> None:
    evil = {mode: turn.evolve(judge=EVIL, thinking=EVIL, answer=EVIL, error=EVIL) for mode, turn in LANES.items()}
    comparison = replace(DONE, lanes=evil, more=(evil, evil), wanted=2, expected=EVIL)
    shown = show.summary(comparison, lang) + show.judge_line(comparison.judged, lang)
    for mode, turn in evil.items():
        shown += show.lane_head(turn, lang) + show.lane_figures(turn, comparison.summary.costs[mode], lang)
    assert "alert" not in shown and "script" not in shown


def test_files_hold_the_records_and_read_like_the_page() -> None:
    data = json.loads(export.to_json(replace(DONE, more=(LANES,), wanted=1)))
    assert [list(sample["lanes"]) for sample in data["samples"]] == [["auto", "think", "no_think"]] * 2
    assert Turn.from_dict(data["samples"][0]["lanes"]["think"]) == THOUGHT
    text = export.to_markdown(DONE)
    assert text.startswith(
        "# Comparison with KAT-nano\n\n## You\n\nWhat is 7 + 5?\n\n## The judge\n\n> J\n\n## Auto\n\n"
    )
    assert text.count("> J") == 1 and "| Auto | 30 | 0 | 10 | 40 | 0.60 s |" in text


def test_a_pane_knows_the_program_s_own_moves_from_its_reader_s() -> None:
    fold, thinking = Fold(), THOUGHT.evolve(phase=Phase.THINKING)
    assert fold.for_turn(thinking) == {"open": True}
    assert fold.for_turn(thinking) == {"open": True}  # the first may have been lost
    fold.moved(True)
    assert fold.for_turn(thinking) == {}
    assert fold.for_turn(THOUGHT) == {"open": False}
    assert fold.for_turn(thinking) == {"open": True} and fold.for_turn(THOUGHT) == {"open": False}
    fold.moved(False)
    fold.moved(True)  # told late, when it is to be closed already
    fold.moved(False)
    assert not fold.touched and fold.for_turn(THOUGHT) == {"open": False}
    fold.moved(True)
    assert fold.touched and fold.for_turn(THOUGHT) == {}
    fold.begin()
    assert fold.for_turn(thinking) == {"open": True}
