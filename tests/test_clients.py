"""What docs/api.md shows is run as it stands there, in each language, against the real app."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT, App

from kat_demo.records import Turn

TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:7860"


def snippets(language: str, url: str) -> list[str]:
    """The snippets of a language, with the address of the app that runs here."""
    found = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    assert found and all(ADDRESS in one for one in found)
    return [one.replace(ADDRESS, url) for one in found]


def run(*command: str, folder: Path | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_python_snippet_streams_a_reply(app: App) -> None:
    said = run(sys.executable, "-c", snippets("python", app.url)[0])
    lines = said.splitlines()
    assert len(lines) > 5 and lines[0].startswith(("prefill", "queued", "judge"))
    assert "done" in said and "4042" in said


def test_the_python_snippet_for_errors_says_what_is_allowed(app: App) -> None:
    said = run(sys.executable, "-c", snippets("python", app.url)[1])
    assert "mode: got 'fast', allowed is one of 'auto', 'think', 'no_think'" in said


def test_the_curl_snippet_streams_a_reply(app: App) -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl")
    said = run("bash", "-c", snippets("bash", app.url)[0])
    records = [json.loads(line.removeprefix("data:"))[0] for line in said.splitlines() if line.startswith("data: [")]
    assert len(records) > 5 and list(records[-1]) == list(Turn().to_dict())
    assert records[-1]["phase"] == "done" and "4042" in records[-1]["answer"] and "event: complete" in said


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which @gradio/client is installed."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("there is no Node.js with npm")
    folder = tmp_path_factory.mktemp("node")
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "@gradio/client@^2"]
    installed = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, env=dict(os.environ))
    if installed.returncode:
        pytest.skip(f"npm cannot install @gradio/client: {installed.stderr.strip().splitlines()[-1:]}")
    return folder


def test_the_javascript_snippet_streams_a_reply(app: App, node: Path) -> None:
    (node / "snippet.js").write_text(snippets("javascript", app.url)[0], encoding="utf-8")
    said = run("node", "snippet.js", folder=node)
    assert len(said.splitlines()) > 5 and "done" in said and "4042" in said


def test_the_mcp_snippet_lists_the_tools_and_gets_the_judge(app: App) -> None:
    tools, _, record = run(sys.executable, "-c", snippets("python", app.url)[2]).partition("\n")
    assert len(json.loads(tools.replace("'", '"'))) >= 3 and "generate" in tools
    assert re.search(r"""['"]judge['"]:\s*['"]\S""", record) and "12" in record


def test_the_mcp_configuration_is_json_with_the_right_way() -> None:
    shown = re.search(r"```json\n(.*?)```", TEXT, re.DOTALL)
    assert shown is not None
    assert json.loads(shown[1])["mcpServers"]["autothink"]["url"] == f"{ADDRESS}/gradio_api/mcp/"
