"""What the README says is so: its snippet runs, its flags exist, its tree is the tree."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from running import ROOT, App

from kat_demo import config
from kat_demo.records import Turn

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
OWN = re.sub(r"```bash\n.*?```", "", TEXT, flags=re.DOTALL)  # commands of other programs stand in such blocks


def test_the_python_snippet_runs(app: App) -> None:
    snippet = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert snippet is not None
    code = snippet[1].replace("http://127.0.0.1:7860", app.url)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "4042" in done.stdout and "KAT-nano" in done.stdout


def test_the_record_shown_is_a_record() -> None:
    block = re.search(r"```json\n(.*?)```", TEXT, re.DOTALL)
    assert block is not None
    shown = json.loads(block[1])
    assert list(shown) == list(Turn().to_dict())
    for part in ("usage", "seconds"):
        assert list(shown[part]) == list(Turn().to_dict()[part])


@pytest.mark.parametrize("flag", sorted(set(re.findall(r"`?(--[a-z][a-z-]+)", OWN))))
def test_every_flag_named_exists(flag: str) -> None:
    from kat_demo.__main__ import _parser
    from kat_demo.bench.__main__ import parser
    from kat_demo.evaluate.__main__ import parser as evaluation
    from kat_demo.nano.__main__ import parser as recipe

    parsers = (config.parser(), _parser(), parser(), evaluation(), recipe())
    assert flag in "".join(one.format_help() for one in parsers)


def test_every_make_target_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"`make ([a-z]+)`|^    make ([a-z]+)$", TEXT, re.MULTILINE)):
        assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE)


def test_every_file_in_the_tree_exists() -> None:
    tree = TEXT.split("## The code")[1].split("`make test`")[0]
    names = re.findall(r"^ {4}( *)([a-z_]+(?:\.py|/))", tree, re.MULTILINE)
    assert len(names) > 10
    for indent, name in names:
        assert (ROOT / ("kat_demo" if indent else "") / name).exists(), name


def test_every_picture_exists() -> None:
    for path in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT):
        assert (ROOT / path).stat().st_size > 1000


def test_every_dependency_is_justified() -> None:
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        package = re.split(r"[<>=]", line)[0]
        assert f"\n| {package} |" in TEXT, package
