"""The work folder of the recipe: settings that must not change under its checkpoints, and the time of the stages."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kat_demo.errors import ConfigError
from kat_demo.nano import __main__ as recipe
from kat_demo.nano import work
from kat_demo.nano.recipe import smoke
from kat_demo.nano.stages import STAGES, Stage, spent, training_seconds


def claim(folder: Path, **settings: object) -> None:
    work.claim(folder, folder / "nano", settings)


def test_a_difference_is_named_with_both_values_and_what_to_do(tmp_path: Path) -> None:
    claim(tmp_path, seed=1, tokens=100)
    claim(tmp_path, seed=1, tokens=100)
    with pytest.raises(ConfigError, match=r"tokens: .* made with 100, this command says 200.*another --out, or delete"):
        claim(tmp_path, seed=1, tokens=200)
    claim(tmp_path, seed=1, tokens=100)  # the refused command left no trace


def test_lists_of_shapes_and_nested_settings_compare_as_they_are(tmp_path: Path) -> None:
    made = smoke(tmp_path, 3)
    work.claim(tmp_path, made.target, made.settings)
    work.claim(tmp_path, made.target, made.settings)
    other = replace(made, srpo=replace(made.srpo, size=3))
    with pytest.raises(ConfigError, match="srpo"):
        work.claim(tmp_path, made.target, other.settings)


def test_what_no_checkpoint_depends_on_may_change(tmp_path: Path) -> None:
    made = smoke(tmp_path, 3)
    other = replace(made, problems=7, target=tmp_path / "x", ablations=(tmp_path / "y",), compiled=True)
    assert made.settings == other.settings
    for name, value in {"seed": 4, "tokens": 5, "without": frozenset({"vote"}), "votes": 9, "depth": 4}.items():
        assert replace(made, **{name: value}).settings != made.settings, name  # type: ignore[arg-type]


def test_a_folder_of_an_older_recipe_is_taken_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "student.safetensors").write_bytes(b"x")
    claim(tmp_path, seed=1)
    assert "taken over" in capsys.readouterr().out
    with pytest.raises(ConfigError, match="seed"):
        claim(tmp_path, seed=2)


def test_a_setting_that_an_older_recipe_did_not_have_is_no_difference(tmp_path: Path) -> None:
    claim(tmp_path, seed=1)
    claim(tmp_path, seed=1, further=2)
    with pytest.raises(ConfigError, match="further"):
        claim(tmp_path, seed=1, further=3)


@pytest.mark.parametrize("text", ["{", "[]"])
def test_a_broken_file_of_settings_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / work.SETTINGS).write_text(text)
    with pytest.raises(ConfigError, match="Delete it"):
        claim(tmp_path, seed=1)


def test_folders_that_cannot_be_written_are_known_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert recipe.main(["--smoke", "--out", str(tmp_path / "file")]) == 1
    assert "cannot be written" in capsys.readouterr().err
    out, target = tmp_path / "out", tmp_path / "file" / "nano"
    assert recipe.main(["--out", str(out), "--target", str(target)]) == 1
    assert "cannot be written" in capsys.readouterr().err and not list(out.iterdir())


def test_other_settings_and_missing_ablations_stop_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim(tmp_path, **smoke(tmp_path, 1).settings)
    assert recipe.main(["--smoke", "--out", str(tmp_path), "--seed", "2"]) == 1
    assert "seed: the results in" in capsys.readouterr().err
    assert recipe.main(["--smoke", "--out", str(tmp_path), "--ablation", "nowhere.json"]) == 1
    assert "nowhere.json" in capsys.readouterr().err
    assert {file.name for file in tmp_path.iterdir()} == {work.SETTINGS}


# Time


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(work.time, "monotonic", lambda: now[0])
    return now


def test_the_time_of_a_stage_adds_up_across_interruptions(tmp_path: Path, clock: list[float]) -> None:
    with pytest.raises(KeyboardInterrupt), work.timed(tmp_path, "train", begun=False):
        clock[0] += 50
        raise KeyboardInterrupt
    with work.timed(tmp_path, "train", begun=True), work.timed(tmp_path, "vote", begun=False):
        clock[0] += 7
    found = work.times(tmp_path)
    assert (found["train"].seconds, found["vote"].seconds) == (57, 7)
    assert found["train"].whole and "core" in found["train"].hardware


def test_a_stage_that_began_before_times_were_kept_has_no_whole_time(tmp_path: Path) -> None:
    with work.timed(tmp_path, "train", begun=True):
        pass
    assert not work.times(tmp_path)["train"].whole


def test_a_crash_loses_little_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_TICK", 0.01)
    with work.timed(tmp_path, "train", begun=False):
        for _ in range(1000):
            if (tmp_path / work.TIMES).exists():
                break
            work.time.sleep(0.01)
        assert work.times(tmp_path)["train"].seconds > 0


def test_the_time_of_an_older_training_is_read_from_its_log(tmp_path: Path) -> None:
    lines = [{"step": step, "tokens": step * 1000, "tokens_per_second": 500} for step in (10, 20, 20, 25)]
    (tmp_path / "student.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert training_seconds(tmp_path / "student.jsonl") == (10 + 10 + 10 + 5) * 1000 / 500
    assert training_seconds(tmp_path / "none.jsonl") is None
    made = smoke(tmp_path, 1)
    for name in ("student.safetensors", "votes.jsonl"):
        (tmp_path / name).write_text("")
    known = spent(made)
    assert list(known) == ["train", "vote"] and known["vote"] is None
    assert known["train"] is not None and known["train"].seconds == 70


def test_every_stage_names_the_file_that_it_leaves(made: Path) -> None:
    for stage in STAGES[:-1]:  # the card is there before its stage: without figures
        assert (made / stage.leaves).exists(), stage.name
        assert work.times(made)[stage.name].whole


def test_a_stage_says_how_long_it_took(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipe._run(Stage("nothing", lambda recipe: None, "none"), smoke(tmp_path, 1))
    assert capsys.readouterr().out == "nothing: 0 s\n"
