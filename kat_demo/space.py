"""Checks this repository as the builder of a Hugging Face Space would: `python -m kat_demo.space` (`make check-space`).

It reads the settings at the top of README.md against the keys that Spaces document, and looks at what fails there and
not here: versions, packages that are imported but not required, files too large for git, an app that needs a GPU to be
imported or listens where nobody reaches it. It builds nothing and asks no other machine.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, packages_distributions, version
from pathlib import Path
from typing import Any, Final

import yaml
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet

ROOT: Final = Path(__file__).resolve().parent.parent
COLOURS: Final = ("red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray")
HARDWARE: Final = (
    "cpu-basic", "cpu-upgrade", "t4-small", "t4-medium", "l4x1", "l4x4", "l40sx1", "l40sx4", "l40sx8", "a10g-small",
    "a10g-large", "a10g-largex2", "a10g-largex4", "a100-large", "a100x4", "a100x8",
)  # fmt: skip
SHORT: Final = 60  # characters of a short_description
LIMIT: Final = 10 * 2**20  # bytes of a file that is in git as it is
ZERO_GPU_TORCH: Final = ("2.8.0", "2.9.1", "2.10.0", "2.11.0")
"""What ZeroGPU offers, as its page listed it in August 2026."""
COMES_WITH: Final = {
    "huggingface-hub": "transformers", "tokenizers": "transformers", "safetensors": "transformers",
    "numpy": "transformers", "tqdm": "transformers", "pyyaml": "transformers", "packaging": "transformers",
    "gradio-client": "gradio", "starlette": "gradio",
    "spaces": "gradio",
}  # fmt: skip
"""Packages that may be imported without being required, since a required one cannot be had without them; or, with
gradio, a Space: the Hub puts `spaces` into each, and only there is it imported."""

Rule = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _one_of(*allowed: str) -> Rule:
    return lambda value: value in allowed


def _like(pattern: str) -> Rule:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


KEYS: Final[dict[str, tuple[Rule, str]]] = {
    "title": (_text, "a text"),
    "emoji": (lambda value: _text(value) and not re.search(r"[\w\s]", value), "emoji only"),
    "colorFrom": (_one_of(*COLOURS), f"one of {', '.join(COLOURS)}"),
    "colorTo": (_one_of(*COLOURS), f"one of {', '.join(COLOURS)}"),
    "sdk": (_one_of("gradio"), "gradio"),
    "sdk_version": (_like(r"\d+\.\d+\.\d+"), "a whole version of gradio, in quotes if need be"),
    "python_version": (_like(r"3\.\d+(\.\d+)?"), "a version such as '3.12', in quotes"),
    "app_file": (_text, "a path"),
    "base_path": (_like("/.*"), "a path that starts with /"),
    "suggested_hardware": (_one_of(*HARDWARE), f"one of {', '.join(HARDWARE)}"),
    "fullWidth": (_flag, "true or false"),
    "header": (_one_of("mini", "default"), "mini or default"),
    "short_description": (
        lambda value: _text(value) and len(value) <= SHORT,
        f"a text of at most {SHORT} characters",
    ),
    "models": (
        lambda value: _texts(value) and all(re.fullmatch(r"[\w.-]+/[\w.-]+", name) for name in value),
        "a list of OWNER/NAME",
    ),
    "datasets": (_texts, "a list of OWNER/NAME"),
    "tags": (_texts, "a list of texts"),
    "thumbnail": (_like(r"https://\S+"), "an https address"),
    "pinned": (_flag, "true or false"),
    "license": (_text, "a licence id of the hub, such as mit"),
    "hf_oauth": (_flag, "true or false"),
    "hf_oauth_scopes": (_texts, "a list of texts"),
    "hf_oauth_expiration_minutes": (
        lambda value: isinstance(value, int) and 0 < value <= 43200,
        "a number up to 43200",
    ),
    "disable_embedding": (_flag, "true or false"),
    "startup_duration_timeout": (_like(r"\d+[smh]"), "a duration such as 1h or 30m"),
    "preload_from_hub": (_texts, "a list of 'OWNER/NAME [files [commit]]'"),
}
"""The keys that a gradio Space takes, as documented, with what each allows."""
NEEDED: Final = ("title", "emoji", "sdk", "sdk_version", "python_version", "app_file", "short_description")


def check(root: Path = ROOT, installed: Mapping[str, str] | None = None) -> list[str]:
    """What a Space made from `root` would stumble over; nothing is a clean bill.

    `installed` are versions by package, those of this Python unless given.
    """
    settings, wrong = front_matter(root / "README.md")
    return [*wrong, *look(root, settings, installed), *starts(root, str(settings.get("app_file", "app.py")))]


def look(root: Path, settings: Mapping[str, Any], installed: Mapping[str, str] | None = None) -> list[str]:
    """What can be told without running anything."""
    requirements, unreadable = required(root / "requirements.txt")
    return [
        *unreadable,
        *(_keys(settings, root) if settings else ()),
        *_versions(settings, requirements, installed, root),
        *_imports(root, requirements),
        *_sizes(root),
    ]


def front_matter(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The settings between the two lines of dashes at the top, and what is wrong with them as a whole."""
    found = re.match(r"---\n(.*?)\n---\n", path.read_text(encoding="utf-8"), re.DOTALL) if path.exists() else None
    if found is None:
        return {}, ["README.md: there are no settings between two lines of --- at its top."]
    try:
        settings = yaml.safe_load(found[1])
    except yaml.YAMLError as error:
        return {}, [f"README.md: the settings at its top are no YAML: {str(error).splitlines()[0]}."]
    if not isinstance(settings, dict):
        return {}, ["README.md: the settings at its top are no list of keys with values."]
    return settings, []


def required(path: Path) -> tuple[dict[str, Requirement], list[str]]:
    """The requirements by package, and the lines that are none."""
    found, wrong = {}, []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        text = line.partition("#")[0].strip()
        if not text:
            continue
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            wrong.append(f"requirements.txt: {text!r} is no requirement.")
            continue
        found[_plain(requirement.name)] = requirement
    return found, wrong


def _keys(settings: Mapping[str, Any], root: Path) -> Iterator[str]:
    for key in NEEDED:
        if key not in settings:
            yield f"README.md: {key} is missing."
    for key, value in settings.items():
        if key not in KEYS:
            yield f"README.md: {key} is no key that Spaces document."
        elif not KEYS[key][0](value):
            yield f"README.md: {key}: got {value!r}, allowed is {KEYS[key][1]}."
    app = settings.get("app_file")
    if isinstance(app, str) and not (root / app).is_file():
        yield f"README.md: app_file: there is no {app!r}."


def _versions(
    settings: Mapping[str, Any],
    requirements: Mapping[str, Requirement],
    installed: Mapping[str, str] | None,
    root: Path,
) -> Iterator[str]:
    sdk, gradio = str(settings.get("sdk_version", "")), requirements.get("gradio")
    here = _here("gradio") if installed is None else installed.get("gradio", "")
    if sdk and gradio is not None and not gradio.specifier.contains(sdk):
        yield f"README.md: sdk_version {sdk} is outside of what requirements.txt asks for ({gradio})."
    if sdk and here and here != sdk:
        yield f"README.md: sdk_version is {sdk}, but gradio {here} is installed, and tested with."
    project = root / "pyproject.toml"
    asked = re.search(r'requires-python = "([^"]+)"', project.read_text(encoding="utf-8")) if project.exists() else None
    python = str(settings.get("python_version", ""))
    if asked and re.fullmatch(r"3\.\d+(\.\d+)?", python) and not SpecifierSet(asked[1]).contains(python):
        yield f"README.md: python_version {python} is outside of what pyproject.toml asks for ({asked[1]})."
    torch = requirements.get("torch")
    if torch is not None and not any(torch.specifier.contains(offered) for offered in ZERO_GPU_TORCH):
        yield f"requirements.txt: {torch} allows no version that ZeroGPU offers ({', '.join(ZERO_GPU_TORCH)})."


def _imports(root: Path, requirements: Mapping[str, Requirement]) -> Iterator[str]:
    """Packages that the app imports and a fresh machine would not have."""
    providers = _providers()
    seen: dict[str, Path] = {}
    for path in [root / "app.py", *sorted((root / "kat_demo").rglob("*.py"))]:
        for name in _imported(path) if path.exists() else ():
            seen.setdefault(name, path.relative_to(root))
    for name, path in sorted(seen.items()):
        if name in sys.stdlib_module_names or name == "kat_demo":
            continue
        packages = [_plain(package) for package in providers.get(name, [name])]
        if not any(package in requirements or COMES_WITH.get(package) in requirements for package in packages):
            yield f"requirements.txt: {packages[0]} is missing, which {path} imports."


@cache
def _providers() -> Mapping[str, list[str]]:
    return packages_distributions()


def _imported(path: Path) -> Iterator[str]:
    """The top of every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _sizes(root: Path) -> Iterator[str]:
    attributes = root / ".gitattributes"
    text = attributes.read_text(encoding="utf-8") if attributes.exists() else ""
    apart = [line.split()[0] for line in text.splitlines() if "filter=lfs" in line]
    for path in _files(root):
        size = (root / path).stat().st_size
        if size > LIMIT and not any(path.match(pattern) for pattern in apart):
            yield (
                f"{path}: {size / 2**20:.1f} MiB, and Spaces take at most {LIMIT // 2**20} MiB in plain git. "
                "Make it smaller, or keep it in a model repository."
            )


def _files(root: Path) -> list[Path]:
    """What would be uploaded: what git knows or would add, or everything where there is no git."""
    if (root / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
        return [Path(name) for name in listed.split("\0") if name and (root / name).is_file()]
    return [path.relative_to(root) for path in sorted(root.rglob("*")) if path.is_file()]


STARTS: Final = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("app", sys.argv[1])
spec.loader.exec_module(importlib.util.module_from_spec(spec))
from kat_demo import config
print("listens on", config.load([]).host)
"""


def starts(root: Path, app: str) -> Iterator[str]:
    """Whether the app can be imported where there is no GPU, and listens where a Space looks for it."""
    if not (root / app).is_file():
        return
    # the variables of a Space that matter to the app, and no setting of this machine
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("KAT_", "SPACE"))}
    environ |= {"CUDA_VISIBLE_DEVICES": "", "SPACE_ID": "someone/kat", "PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", STARTS, app]
    done = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, timeout=300)
    if done.returncode:
        yield f"{app}: cannot be imported without a GPU: {(done.stderr.strip() or 'no reason given').splitlines()[-1]}"
    elif "listens on 0.0.0.0" not in done.stdout:
        yield f"{app}: on a Space it would not listen on 0.0.0.0, and nobody would reach it."


def _here(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def main() -> int:
    """Print what is wrong; the exit status is 1 if anything is."""
    wrong = check()
    print("\n".join(wrong) if wrong else "A Space can be made from this repository.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
