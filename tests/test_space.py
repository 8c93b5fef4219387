"""What a Space is made from: the repository as it is passes, and each planted fault is named."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from running import ROOT

from kat_demo import config, space

SDK = space.front_matter(ROOT / "README.md")[0]["sdk_version"]


def test_a_space_can_be_made_from_this_repository() -> None:
    """Whatever gradio is installed here: whether it is the one of the Space, `make check-space` says."""
    assert space.check(ROOT, installed={"gradio": SDK}) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository without its models, to plant faults in."""
    for path in space._files(ROOT):
        if path.suffix in (".py", ".md", ".txt", ".toml") and not {"nano", "tests", "bench"} & set(path.parts):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, tmp_path / path)
    return tmp_path


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    def planted(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return planted


def large(root: Path) -> None:
    with (root / "weights.bin").open("wb") as file:
        file.truncate(11 * 2**20)


@pytest.mark.parametrize(
    "plant, says",
    [
        (change("README.md", f"sdk_version: {SDK}", "sdk_version: 5.49.1"), "sdk_version 5.49.1 is outside"),
        (change("README.md", "colorTo: green", "colorTo: teal"), "colorTo: got 'teal', allowed is one of red"),
        (change("README.md", "emoji: 💭", "emoji: K"), "emoji: got 'K'"),
        (change("README.md", "python_version: 3.12.12", "python_version: 3.10"), "python_version: got 3.1"),
        (change("README.md", "python_version: 3.12.12", "python_version: 3.10.13"), "python_version 3.10.13 is"),
        (change("README.md", "short_description: ", f"short_description: {'very ' * 9}"), "at most 60 characters"),
        (change("README.md", "app_file: app.py", "app_file: main.py"), "app_file: there is no 'main.py'"),
        (change("README.md", "suggested_hardware: cpu-basic", "suggested_hardware: h100"), "suggested_hardware"),
        (change("README.md", "license: mit", "licence: mit"), "licence is no key"),
        (change("README.md", "sdk: gradio\n", ""), "sdk is missing"),
        (change("README.md", "---\n", ""), "there are no settings"),
        (change("README.md", "models:\n", "models: [\n"), "are no YAML"),
        (change("requirements.txt", "psutil", "# psutil"), "psutil is missing, which kat_demo/engines/memory.py"),
        (change("requirements.txt", "torch>=2.8,<=2.13.0", "torch==2.13.0"), "no version that ZeroGPU offers"),
        (change("requirements.txt", "torch>=2.8,<=2.13.0", "torch >> 2"), "is no requirement"),
        (large, "weights.bin: 11.0 MiB, and Spaces take at most 10 MiB"),
    ],
)
def test_a_planted_fault_is_named(copy: Path, plant: Callable[[Path], None], says: str) -> None:
    plant(copy)
    settings, wrong = space.front_matter(copy / "README.md")
    found = [*wrong, *space.look(copy, settings, {"gradio": SDK})]
    assert any(says in fault for fault in found) and len(found) <= 2, found


def test_another_gradio_than_the_tested_one_is_named(copy: Path) -> None:
    settings, _ = space.front_matter(copy / "README.md")
    assert any("but gradio 6.0.0 is installed" in fault for fault in space.look(copy, settings, {"gradio": "6.0.0"}))


def test_a_large_file_may_be_kept_apart_by_git_lfs(copy: Path) -> None:
    large(copy)
    (copy / ".gitattributes").write_text("*.bin filter=lfs diff=lfs merge=lfs -text\n")
    assert space.look(copy, space.front_matter(copy / "README.md")[0], {"gradio": SDK}) == []


@pytest.mark.parametrize(
    "app, says",
    [
        ("raise RuntimeError('no CUDA GPUs are available')", "no CUDA GPUs are available"),
        ("import os\ndel os.environ['SPACE_ID']", "would not listen on 0.0.0.0"),
    ],
)
def test_an_app_that_does_not_start_there_is_named(copy: Path, app: str, says: str) -> None:
    (copy / "app.py").write_text(app)
    found = list(space.starts(copy, "app.py"))
    assert len(found) == 1 and says in found[0], found


def test_what_git_ignores_is_no_part_of_it(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("*.bin\n")
    large(tmp_path)
    assert space._files(tmp_path) == [Path(".gitignore")]


def test_a_space_listens_to_the_outside_unless_told_otherwise() -> None:
    assert config.load([], {"SPACE_ID": "someone/kat"}).host == "0.0.0.0"
    assert config.load(["--host", "127.0.0.1"], {"SPACE_ID": "someone/kat"}).host == "127.0.0.1"
