"""Runs: several rows at a time, kept one by one, going on where they were stopped; as files, and as a command."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from asking import AskingEngine
from running import ROOT

from kat_demo.engines.local import LocalEngine
from kat_demo.errors import ConfigError, EngineError, InputError
from kat_demo.evaluate import __main__ as command
from kat_demo.evaluate import charts, report, sets
from kat_demo.evaluate.graders import Grader, Key
from kat_demo.evaluate.plan import Plan, Result
from kat_demo.evaluate.results import summarize
from kat_demo.evaluate.rows import PromptSet, Row
from kat_demo.evaluate.run import beside_others, run
from kat_demo.evaluate.store import Store, regraded
from kat_demo.records import Mode, Sampling

ROWS = (
    Row("a", "12 p=0.9 easy", Key(("12",)), "sums"),
    Row("b", "14 p=0.8", Key(("14",)), "sums"),
    Row("c", "Paris p=0.2", Key(("Paris",)), "facts"),
    Row("d", "Rome p=0.1 easy", Key(("Rome",)), "facts"),
    Row("e", "fail here", Key(("x",)), "facts"),
    Row("f", "Oslo p=0.9 harm", Key(("Oslo",)), "=facts"),
    Row("g", "Bonn p=0.4"),
)
PLAN = Plan(PromptSet("set", ROWS))


def opened(path: Path, engine: AskingEngine, plan: Plan = PLAN) -> Store:
    return Store.open(path / "rows.jsonl", plan, engine.info)


def finished(path: Path, engine: AskingEngine, plan: Plan = PLAN) -> Store:
    store = opened(path, engine, plan)
    for _ in run(engine, store):
        pass
    return store


def said(results: Iterable[Result]) -> list[dict[str, Any]]:
    """Results without their clock; the last digits of p_think may differ in a batch."""
    kept = []
    for result in results:
        data = result.to_dict()
        for turn in data["turns"].values():
            turn |= {
                "model": None,
                "seconds": None,
                "tokens_per_second": None,
                "p_think": round(turn["p_think"] or 0, 3),
            }
            turn["usage"].pop("cached")
        kept.append(data | {"p_think": round(data["p_think"] or 0, 3)})
    return kept


@pytest.fixture
def engine() -> AskingEngine:
    return AskingEngine()


def test_every_row_is_asked_in_every_mode_from_one_judge(engine: AskingEngine, tmp_path: Path) -> None:
    store = finished(tmp_path, engine)
    assert store.done == store.total == 7
    assert [result.id for result in store.results] == list("abcdefg")
    right = {result.id: {mode.value: correct for mode, correct in result.correct.items()} for result in store.results}
    assert right["a"] == {"auto": True, "think": True, "no_think": True}
    assert right["b"] == {"auto": True, "think": True, "no_think": False}
    assert right["c"] == {"auto": False, "think": True, "no_think": False}
    assert right["f"] == {"auto": False, "think": False, "no_think": True}
    assert right["g"] == {"auto": None, "think": None, "no_think": None}
    assert engine.log.count("generate judge") == 7
    assert engine.log.count("generate think_on/thinking") == 6
    assert all(lane.closed for lane in engine.opened)


def test_a_row_that_fails_is_a_result_and_the_others_go_on(engine: AskingEngine, tmp_path: Path) -> None:
    rows = (*ROWS[:2], Row("long", "x" * 5000, Key(("1",))), *ROWS[2:5])
    store = opened(tmp_path, engine, Plan(PromptSet("set", rows)))
    for _ in run(engine, store, explain=lambda error: f"sorry ({type(error).__name__})"):
        pass
    found = {result.id: result for result in store.results}
    assert len(found) == 6 and found["long"].failed and found["e"].failed and not found["d"].failed
    assert found["long"].error == "sorry (ContextError)"
    text = (tmp_path / "rows.jsonl").read_text()
    assert "secret of the house" not in text
    assert store.forget_failed() == 2 and opened(tmp_path, engine, store.plan).done == 4


def test_some_modes_and_several_seeds(engine: AskingEngine, tmp_path: Path) -> None:
    plan = Plan(PromptSet("set", ROWS[:2]), (Mode.NO_THINK,), 3, Sampling(temperature=0.5, seed=7))
    store = finished(tmp_path, engine, plan)
    assert [(one.id, one.seed) for one in store.results] == [(name, seed) for seed in (7, 8, 9) for name in "ab"]
    assert all(list(one.turns) == [Mode.NO_THINK] for one in store.results)
    assert "generate think_on/thinking" not in engine.log


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"modes": ()}, "modes: got"),
        ({"seeds": 0}, "seeds: got 0, allowed is a whole number from 1 to 100"),
        ({"seeds": 2}, "seeds: got 2, allowed is 1 at temperature 0"),
    ],
)
def test_what_cannot_be_run_is_named(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        Plan(PromptSet("set", ROWS), **changes)


def test_a_model_that_is_not_ready_fails_the_run_and_no_row(engine: AskingEngine, tmp_path: Path) -> None:
    engine.info = replace(engine.info, error="lost")
    store = opened(tmp_path, engine)
    with pytest.raises(EngineError, match="not ready"):
        next(run(engine, store))
    assert store.done == 0


def test_a_stopped_run_goes_on_without_asking_again(engine: AskingEngine, tmp_path: Path) -> None:
    engine.lanes, engine.pause = 1, 0.01
    store = opened(tmp_path, engine)
    with closing(run(engine, store)) as series:  # type: ignore[type-var]
        for progress in series:
            if progress.done >= 2:
                break
    assert 2 <= store.done < 7 and not [one for one in threading.enumerate() if one.name.startswith("row ")]
    assert all(lane.closed for lane in engine.opened)
    again, fresh = opened(tmp_path, engine), AskingEngine()
    assert said(again.results) == said(store.results)
    for progress in run(fresh, again):
        last = progress
    assert last.done == 7
    assert fresh.log.count("generate judge") == 7 - store.done
    whole = finished(tmp_path / "whole", AskingEngine())
    assert [one["id"] for one in said(again.results)] == [one["id"] for one in said(whole.results)]
    assert said([one for one in again.results if not one.failed]) == said(
        [one for one in whole.results if not one.failed]
    )


def test_a_line_that_was_cut_off_is_asked_again(engine: AskingEngine, tmp_path: Path) -> None:
    finished(tmp_path, engine)
    path = tmp_path / "rows.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[:-40])
    store = opened(tmp_path, engine)
    assert store.done == 6
    for _ in run(engine, store):
        pass
    assert len(path.read_bytes().splitlines()) == len(whole.splitlines())


def test_a_file_of_another_run_is_not_touched(engine: AskingEngine, tmp_path: Path) -> None:
    finished(tmp_path, engine)
    before = (tmp_path / "rows.jsonl").read_bytes()
    for other, field in ((replace(PLAN, modes=(Mode.AUTO,)), "modes"), (Plan(PromptSet("set", ROWS[:3])), "rows")):
        with pytest.raises(ConfigError, match=rf"holds a run with other settings .*{field}"):
            opened(tmp_path, engine, other)
    for field in ("model", "weights"):
        other = AskingEngine()
        other.info = replace(engine.info, **{field: "another"})
        with pytest.raises(ConfigError, match=rf"other settings .*{field}"):
            opened(tmp_path, other)
    assert (tmp_path / "rows.jsonl").read_bytes() == before
    (tmp_path / "odd.jsonl").write_text("no such thing\n")
    with pytest.raises(ConfigError, match="no evaluation can be read there"):
        Store.read(tmp_path / "odd.jsonl")


def test_other_keys_grade_the_same_replies_anew(engine: AskingEngine, tmp_path: Path) -> None:
    store = finished(tmp_path, engine)
    rows = tuple(replace(row, key=Key(("wrong",), Grader.CONTAINS)) for row in ROWS)
    anew = regraded(store, PromptSet("set", rows))
    assert [one.correct.get(Mode.NO_THINK) for one in anew.results if one.id in "bc"] == [True, True]


# Files


def test_the_csv_opens_in_a_spreadsheet_and_starts_no_formula(engine: AskingEngine, tmp_path: Path) -> None:
    rows = (Row("=1+1", "@SUM(A1) p=0.9 easy", Key(("-2+3",), Grader.CONTAINS), "+x"), *ROWS)
    store = finished(tmp_path, engine, Plan(PromptSet("set", rows)))
    table = list(csv.DictReader(io.StringIO(report.to_csv(store.plan, store.results))))
    assert [table[0][name] for name in ("id", "category", "prompt", "expected")] == [
        "'=1+1", "'+x", "'@SUM(A1) p=0.9 easy", "'-2+3",
    ]  # fmt: skip
    for line in table:
        for cell in line.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
    found = next(line for line in table if line["id"] == "b")
    assert (found["auto_correct"], found["no_think_correct"], found["thinking"]) == ("1", "0", "helps")
    assert int(found["think_total_tokens"]) == sum(
        int(found[f"think_{part}_tokens"]) for part in ("judge", "thinking", "answer")
    )


def test_json_lines_and_report_hold_what_is_needed_to_do_it_again(engine: AskingEngine, tmp_path: Path) -> None:
    store = finished(tmp_path, engine)
    lines = [json.loads(line) for line in report.to_jsonl(store.plan, store.results).splitlines()]
    assert lines[1]["prompt"] == "14 p=0.8" and lines[1]["turns"]["think"]["decision"] == "think_on"
    assert [Result.from_dict(line) for line in lines] == store.results
    text = report.to_markdown(store)
    for words in (
        "KAT-test",
        "cores" if os.cpu_count() != 1 else "core",
        "Commit",
        "threshold 0.5",
        "| auto |",
        "## Th",
    ):
        assert words in text
    assert "7 of 7" in text and "failed: 1" in text


def test_files_are_written_with_charts_that_are_whole_pictures(engine: AskingEngine, tmp_path: Path) -> None:
    from xml.etree import ElementTree

    store = finished(tmp_path, engine)
    names = {path.name for path in report.write(store, tmp_path / "out")}
    assert {"rows.csv", "report.md", "summary.json", "accuracy_tokens.svg", "sweep_accuracy.svg"} <= names
    assert len([name for name in names if name.endswith(".svg")]) == 6
    for path in (tmp_path / "out").glob("*.svg"):
        assert ElementTree.parse(path).getroot().tag.endswith("svg")
        assert "var(" not in path.read_text(encoding="utf-8")
    sheet = charts.sheet(charts.draw(store.plan, store.results))
    assert len(list(ElementTree.fromstring(sheet))) == 7
    with pytest.raises(ConfigError, match="cannot be written"):
        report.write(store, Path("/dev/null/x"))


def test_a_chart_holds_nothing_that_a_page_would_run(engine: AskingEngine, tmp_path: Path) -> None:
    rows = tuple(replace(row, category="<script>${alert(1)}</script>{{x}}`\x07") for row in ROWS)
    store = finished(tmp_path, engine, Plan(PromptSet("set", rows)))
    text = "".join(charts.draw(store.plan, store.results).values())
    assert "<script" not in text and not set("${}`\\\x07") & set(text)


# The embedded model


def test_rows_of_the_built_in_set_come_out_as_the_recipe_measures_them(nano: LocalEngine, tmp_path: Path) -> None:
    from kat_demo.config import NANO
    from kat_demo.nano import evaluate as measured
    from kat_demo.nano import sets as recipe
    from kat_demo.nano.subject import Subject

    problems = [one for one in recipe.draw("en", 1) if one.family not in ("backwards", "trace")][::3]
    rows = tuple(recipe.row(one, str(at)) for at, one in enumerate(problems))
    store = Store.open(tmp_path / "rows.jsonl", Plan(PromptSet("some", rows)), nano.info)
    for _ in run(nano, store):
        pass
    outcomes = measured.run(Subject.load(NANO), measured.split(problems, measured.MODES))
    replies = {(one.mode, one.question): one for one in outcomes}
    same = 0
    for result in store.results:
        problem = problems[int(result.id)]
        for mode, turn in result.turns.items():
            other = replies[mode.value, problem.question]
            if turn.answer.strip() not in other.reply:  # near ties may fall either way in another batch
                continue
            same += 1
            assert result.correct[mode] is other.correct, (problem.question, turn.answer, other.reply)
            assert (turn.decision.value == "think_on") is other.thought  # type: ignore[union-attr]
            # a section's tags count here, and neither the end of the turn nor, where it was forced, the decision there
            assert abs(turn.usage.reply - other.tokens) <= 8
    assert same >= 0.95 * 3 * len(problems)


def command_line(out: Path, *more: str) -> list[str]:
    flags = ["--set", "nano-en", "--limit", "8", "--out", str(out), "--model", "nano", "--threads", "1", "--lanes", "2"]
    return [sys.executable, "-m", "kat_demo.evaluate", *flags, *more]


def test_a_killed_run_goes_on_to_the_same_results(nano: LocalEngine, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    process = subprocess.Popen(command_line(tmp_path), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 300
    while not path.exists() or path.read_text(encoding="utf-8").count('{"result"') < 3:
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = Store.read(path)
    assert 3 <= kept.done < 8, "killed too late"
    done = subprocess.run(command_line(tmp_path), cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert f"Going on: {kept.done} of 8" in done.stderr and "| always think |" in done.stdout
    again = Store.read(path)
    whole = Store.open(tmp_path / "whole" / "rows.jsonl", Plan(sets.built_in("nano-en").limited(8)), nano.info)
    for _ in run(nano, whole):
        pass
    for left, right in zip(said(again.results), said(whole.results), strict=True):
        assert left == right
    first, second = (summarize(one.plan, one.results).to_dict() for one in (again, whole))
    for modes in (first["modes"], second["modes"]):
        for figures in modes.values():
            figures.pop("seconds")
    assert first == second
    assert (tmp_path / "report.md").exists() and (tmp_path / "rows.csv").exists()


@pytest.mark.parametrize(
    ("flags", "code", "says"),
    [
        (["--set", "nothing.csv"], 2, "set: nothing.csv cannot be read"),
        (["--set", "nano-en", "--modes", "auto,fast"], 2, "modes[1]: got 'fast'"),
        (["--set", "nano-en", "--limit", "0"], 2, "limit: got 0"),
        (["--set", "nano-en", "--think-threshold", "2"], 2, "think_threshold: got 2"),
        (["--set", "nano-en", "--model", "/nonexistent"], 1, "/nonexistent"),
    ],
)
def test_the_command_says_what_is_wrong(
    flags: list[str], code: int, says: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert command.main([*flags, "--out", str(tmp_path)]) == code
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(("lanes", "rows"), [(1, 1), (2, 1), (4, 1), (5, 2), (16, 7)])
def test_a_page_leaves_a_lane_to_others(lanes: int, rows: int) -> None:
    engine = AskingEngine()
    engine.lanes = lanes
    assert beside_others(engine) == rows
