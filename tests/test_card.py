"""The model card and its charts, from what lies in the work folder."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from test_evaluate import outcome

from kat_demo.errors import ConfigError
from kat_demo.nano import __main__ as recipe
from kat_demo.nano import card, export
from kat_demo.nano.card import ACCURACY, REWARD, Card, ablation, cost, made
from kat_demo.nano.drawing import Axis, Series, chart
from kat_demo.nano.report import Report
from kat_demo.nano.work import Spent

SHAPE = {"parameters": "5.1", "layers": "6", "vocabulary": "2048"}
AUTO = (outcome(True, True), outcome(True, False, pays=False))
REPORT = Report((*AUTO, *(replace(one, mode="think", tokens=90, agrees=None) for one in AUTO)))


def tags(svg: str) -> set[str]:
    return {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}


def test_a_chart_is_drawing_and_text_alone() -> None:
    svg = chart("<script>&", Axis("x", 0, 10), Axis("y", 0, 1, percent=True), [Series("a<b", [(1, 0.5)])])
    assert tags(svg) == {"svg", "rect", "text", "line", "circle"}
    assert "<script>" not in svg and "a&lt;b" in svg and "href" not in svg


def test_points_stand_where_their_values_are() -> None:
    svg = chart("t", Axis("x", 0, 10), Axis("y", 0, 1), [Series("a", [(0, 0), (10, 1)]), Series("b", [(5, 0.5)], True)])
    low, high = (
        (float(one.get("cx", "")), float(one.get("cy", "")))
        for one in ElementTree.fromstring(svg).iter()
        if one.tag.endswith("circle")
    )
    assert low[0] < high[0] and low[1] > high[1]
    middle = f"{(low[0] + high[0]) / 2:.1f},{(low[1] + high[1]) / 2:.1f}"
    assert f'points="{middle}"' in svg


def test_names_of_curves_that_end_together_stand_apart() -> None:
    curves = [Series(name, [(1, 0.9)], joined=True) for name in ("one", "two", "three")]
    svg = ElementTree.fromstring(chart("t", Axis("x", 0, 1), Axis("y", 0, 1), curves))
    heights = sorted(float(one.get("y", "")) for one in svg.iter() if one.text in ("one", "two", "three"))
    assert len(heights) == 3 and all(later - sooner >= 14 for sooner, later in pairwise(heights))


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 60), (0, 173.4), (0.71, 1), (5, 5), (0, 3)])
def test_ticks_are_few_round_and_inside(low: float, high: float) -> None:
    axis = Axis("x", low, high)
    ticks = axis.ticks()
    assert 1 <= len(ticks) <= 9 and all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks)
    assert all(len(axis.label(tick)) <= 5 for tick in ticks)


def test_what_was_not_measured_is_called_that(tmp_path: Path) -> None:
    text = Card(SHAPE, "For a test.").text()
    assert text.count("Not measured.") == 5 and "{" not in text and ".svg" not in text
    Card(SHAPE, "For a test.").write(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["README.md"]


def test_a_whole_card_has_figures_charts_cost_and_ablation(tmp_path: Path) -> None:
    log = [{"step": 1, "decision": 0.5, "answer": 0.4}, {"step": 2, "decision": 0.7, "answer": 0.6}]
    without = Report(AUTO[:1], {"settings": {"without": ["distil", "ahead"], "tokens": 40_000_000}})
    whole = Card(SHAPE, "For a test.", REPORT, {"train": Spent(7200, "Some CPU, 2 cores")}, log, [without])
    whole.write(tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "Not measured." not in text and "{" not in text
    assert "| train | 2.0 h | Some CPU, 2 cores |" in text and "Together 2.0 h." in text
    assert "| distillation, multi-token prediction | 40 M tokens | 100.0%" in text
    assert f"]({ACCURACY})" in text and f"]({REWARD})" in text
    for name in (ACCURACY, REWARD):
        assert tags((tmp_path / name).read_text()) <= {"svg", "rect", "text", "line", "circle", "polyline"}


def test_a_step_done_again_after_an_interruption_counts_once() -> None:
    log = [{"step": 1, "decision": 0.9, "answer": 0.9}, {"step": 1, "decision": 0.5, "answer": 0.4}]
    once = Card(SHAPE, "", rewards=log[1:])._reward_chart()
    assert once and Card(SHAPE, "", rewards=log)._reward_chart() == once


def test_the_cost_says_which_times_are_missing() -> None:
    text = cost({"teacher": None, "train": Spent(600, "X")})
    assert "| teacher | not measured | – |" in text and "Together 10 min (of the stages that were measured)." in text
    assert cost({"teacher": None}) == ""


def test_an_ablation_stands_below_the_whole_recipe() -> None:
    full = replace(REPORT, about={"settings": {"without": [], "tokens": 4_000_000}})
    lines = ablation(full, [Report((), {"settings": {"without": ["srpo"], "tokens": 4_000_000}})]).split("\n")
    assert lines[2].startswith("| nothing | 4 M tokens | 100.0%")
    assert lines[3].startswith("| Step-SRPO | 4 M tokens | not measured |")
    further = Report((), {"settings": {"without": ["distil"], "tokens": 3_000_000, "start": "earlier"}})
    assert "| distillation, multi-token prediction | 3 M tokens |" in ablation(full, [further])


def test_a_folder_that_cannot_be_written_is_a_config_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be written"):
        Card(SHAPE, "").write(tmp_path / "none")


def test_the_recipe_writes_a_card_of_what_it_measured(made: Path) -> None:
    text = (made / "nano" / "README.md").read_text(encoding="utf-8")
    assert "From scratch with seed 3, 0 M tokens" in text and "| auto | mix |" in text and "{" not in text
    assert "| always think |" in text and "| evaluate | < 2 min |" in text
    assert (made / "nano" / ACCURACY).exists() and (made / "nano" / REWARD).exists()
    assert not (made / "replies.jsonl").exists()
    export.check_size(made / "nano")


def test_an_evaluation_of_other_weights_is_not_shown(made: Path, tmp_path: Path) -> None:
    from kat_demo.nano.recipe import smoke
    from kat_demo.nano.stages import describe

    (tmp_path / "model.safetensors").write_bytes(b"other")
    describe(smoke(made, 3), tmp_path)
    assert "| always think |" not in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_the_stage_card_takes_ablations_in(made: Path, tmp_path: Path) -> None:
    content = json.loads((made / "evaluation.json").read_text())
    content["about"]["settings"]["without"] = ["vote"]
    path = tmp_path / "evaluation.json"
    path.write_text(json.dumps(content))
    before = (made / "nano" / "README.md").read_text(encoding="utf-8")
    flags = ["--smoke", "--seed", "3", "--out", str(made), "--stage", "card"]
    try:
        assert recipe.main([*flags, "--ablation", str(path)]) == 0
        after = (made / "nano" / "README.md").read_text(encoding="utf-8")
    finally:
        assert recipe.main(flags) == 0
    assert "| the vote and its cold start |" in after and "| the vote and its cold start |" not in before


def test_the_log_of_a_recipe_without_step_srpo_is_empty(tmp_path: Path) -> None:
    assert card.rewards(tmp_path / "srpo.jsonl") == []
    (tmp_path / "srpo.jsonl").write_text('{"step": 1}\n{"st')  # the last line was cut off
    assert card.rewards(tmp_path / "srpo.jsonl") == [{"step": 1}]


def test_a_card_tells_how_the_model_was_made_that_it_went_on_from(tmp_path: Path) -> None:
    Card(SHAPE, made("From scratch.", Spent(190, "an H200"), None)).write(tmp_path)
    told = made("Gone on.", None, tmp_path)
    first = "1. From scratch. Pre-training took 3 min on an H200."
    assert told == f"Gone on.\n\nThe models before it, the latest first:\n\n{first}"
    assert made("Gone on.", None, tmp_path / "nowhere") == "Gone on."
    Card(SHAPE, told).write(tmp_path)
    assert made("Once more.", None, tmp_path) == (
        f"Once more.\n\nThe models before it, the latest first:\n\n1. Gone on.\n{first}"
    )
