"""How well a model of this format does on problems it has not seen: accuracy, tokens, decisions, format.

Decoding is greedy and batched. A forced mode lets the model write its judge section, then writes the decision in its
place. `python -m kat_demo.nano.evaluate` prints the tables; with `--first`, how it does on what people type first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Final

from tqdm import tqdm

from kat_demo import format
from kat_demo.errors import InputError, KatError
from kat_demo.nano import tokenizer as tokenizers
from kat_demo.nano.figures import Outcome
from kat_demo.nano.problem import Problem
from kat_demo.nano.report import Report
from kat_demo.nano.subject import Subject

MODES: Final = ("auto", "think", "no_think")
LIMIT: Final = 640
"""Tokens that a reply may have."""

LANES: Final = 48
SEED: Final = 20_250_711
"""Of the published figures. Training draws from other random states, whatever its seed."""

WORDINGS: Final = ("seen", "held-out", "both")
QUANTIZATIONS: Final = ("none", "nf4")


@dataclass(frozen=True, slots=True)
class Work:
    """Problems to be answered in one batch and mode; `unseen` if they were kept from training."""

    problems: tuple[Problem, ...]
    mode: str
    unseen: bool = True


def draw_problems(
    count: int, seed: int, *, families: Iterable[str] | None = None, held_out: bool = True
) -> list[Problem]:
    """`count` problems of each family; held-out ones have wordings and operands that training never draws."""
    from kat_demo.nano import problems

    if count < 1:
        raise InputError.of("n", count, "1 or more")
    names = list(families or problems.FAMILIES)
    for name in names:
        if name not in problems.FAMILIES:
            raise InputError.choice("family", name, sorted(problems.FAMILIES))
    found = []
    for name in names:
        rng = Random(f"evaluate/{seed}/{name}")
        found += [problems.draw(rng, families=[name], held_out=held_out) for _ in range(count)]
    return found


def split(
    problems: Sequence[Problem], modes: Sequence[str] = ("auto",), *, unseen: bool = True, lanes: int = LANES
) -> list[Work]:
    """Every problem in every mode, `lanes` at a time, those of like length together."""
    for mode in modes:
        if mode not in MODES:
            raise InputError.choice("mode", mode, MODES)
    if not problems:
        raise InputError.of("problems", 0, "at least one problem")
    if lanes < 1:
        raise InputError.of("lanes", lanes, "1 or more")
    ordered = sorted(problems, key=lambda problem: (problem.family, len(problem.question)))
    groups = [tuple(ordered[at : at + lanes]) for at in range(0, len(ordered), lanes)]
    return [Work(group, mode, unseen) for mode in modes for group in groups]


def plan(
    count: int,
    seed: int,
    modes: Sequence[str] = MODES,
    *,
    families: Iterable[str] | None = None,
    wordings: str = "both",
    lanes: int = LANES,
) -> list[Work]:
    """All that an evaluation asks. With both wordings the seen ones are only asked in the first mode, to compare."""
    if wordings not in WORDINGS:
        raise InputError.choice("wordings", wordings, WORDINGS)
    families, found = list(families or ()), list[Work]()
    if wordings != "seen":
        found += split(draw_problems(count, seed, families=families), modes, lanes=lanes)
    if wordings != "held-out":
        asked = draw_problems(count, seed, families=families, held_out=False)
        found += split(asked, modes if wordings == "seen" else modes[:1], unseen=False, lanes=lanes)
    return found


def run(subject: Subject, work: Sequence[Work], limit: int = LIMIT, kept: Path | None = None) -> tuple[Outcome, ...]:
    """Do the work, `limit` tokens a reply at most.

    In the file `kept` it is written down batch by batch, and what stands there already of the same work by the same
    weights is not done again.
    """
    done = _resume(subject, work, limit, kept) if kept else []
    for one in tqdm(work[len(done) :], unit="batch", disable=None, leave=False):
        done.append(replies(subject, one, limit))
        if kept:
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps([asdict(outcome) for outcome in done[-1]]) + "\n")
    return tuple(outcome for group in done for outcome in group)


def _resume(subject: Subject, work: Sequence[Work], limit: int, kept: Path) -> list[list[Outcome]]:
    """What stands in the file; a file of other work starts anew. A last line that was cut off is left out."""
    digest = hashlib.sha256(repr((limit, work)).encode())
    for weight in subject.model.state_dict().values():
        digest.update(weight.cpu().float().numpy().tobytes())
    key, *lines = kept.read_text(encoding="utf-8").split("\n")[:-1] if kept.exists() else [""]
    if key != digest.hexdigest():
        lines = []
    kept.write_text("".join(line + "\n" for line in (digest.hexdigest(), *lines)), encoding="utf-8")
    return [[Outcome(**outcome) for outcome in json.loads(line)] for line in lines]


def replies(subject: Subject, work: Work, limit: int = LIMIT, temperature: float = 0.0) -> list[Outcome]:
    """One batch, in its order: the judge first and the decision in the model's place, if the mode is forced."""
    prompts = [subject.prompt(problem) for problem in work.problems]
    heads, spent = [""] * len(prompts), [0] * len(prompts)
    if work.mode != "auto":
        forced = (
            f"\n\n{format.THINK_ON}\n{format.THINK}\n"
            if work.mode == "think"
            else f"\n\n{format.THINK_OFF}\n{format.ANSWER}\n"
        )
        for at, (text, tokens) in enumerate(subject.write(prompts, format.END_JUDGE, limit, temperature)):
            heads[at] = _judge(text) + forced
            spent[at] = tokens
    prompts = [prompt + head for prompt, head in zip(prompts, heads, strict=True)]
    rest = subject.write(prompts, tokenizers.END, limit, temperature)
    return [
        judged(problem, work.mode, head + text, before + tokens, work.unseen)
        for problem, head, before, (text, tokens) in zip(work.problems, heads, spent, rest, strict=True)
    ]


def _judge(text: str) -> str:
    """The judge section of what the model wrote, closed."""
    return text.partition(format.END_JUDGE)[0].rstrip() + "\n" + format.END_JUDGE


def judged(problem: Problem, mode: str, reply: str, tokens: int, unseen: bool = False) -> Outcome:
    """How a reply went."""
    from kat_demo.nano.problems import critic

    parsed = format.parse(reply)
    thought = parsed.decision == "think_on"
    return Outcome(
        family=problem.family,
        pays=problem.pays,
        unseen=unseen,
        out_of_scope=problem.kind == "fallback",
        question=problem.question,
        mode=mode,
        correct=critic.grade(problem, parsed.answer),
        refused=critic.refuses(parsed.answer),
        tokens=tokens,
        thought=thought,
        agrees=thought == problem.pays if mode == "auto" else None,
        valid=parsed.complete and parsed.decision is not None and bool(parsed.answer),
        reply=reply,
    )


def read(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m kat_demo.nano.evaluate", description=__doc__)
    parser.add_argument("--model", type=Path, default=Path("assets/nano"), help="folder of the model (%(default)s)")
    parser.add_argument("--first", action="store_true", help="only what people type first, prompt by prompt")
    parser.add_argument("--n", type=int, default=40, help="problems a family (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="of the problems (%(default)s)")
    parser.add_argument("--mode", default="all", help=f"{', '.join(MODES)} or all (%(default)s)")
    parser.add_argument("--family", action="append", help="only this family (repeatable)")
    parser.add_argument("--wordings", default="both", help=f"{', '.join(WORDINGS)} (%(default)s)")
    parser.add_argument("--quantize", default="none", help=f"{', '.join(QUANTIZATIONS)} (%(default)s)")
    parser.add_argument("--json", type=Path, help="write figures and replies to this file")
    parser.add_argument("--lanes", type=int, default=LANES, help="replies decoded at a time (%(default)s)")
    parser.add_argument("--wrong", type=int, default=0, help="print so many wrong replies a family (%(default)s)")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Measure a model and print what was found; the exit code."""
    options = read(arguments)
    try:
        if options.quantize not in QUANTIZATIONS:
            raise InputError.choice("quantize", options.quantize, QUANTIZATIONS)
        print(_first(options) if options.first else _measured(options))
    except KatError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _first(options: argparse.Namespace) -> str:
    from kat_demo.nano import first

    return first.table(first.ask(Subject.load(options.model, options.quantize)))


def _measured(options: argparse.Namespace) -> str:
    if options.mode not in (*MODES, "all"):
        raise InputError.choice("mode", options.mode, (*MODES, "all"))
    modes = MODES if options.mode == "all" else (options.mode,)
    work = plan(options.n, options.seed, modes, families=options.family, wordings=options.wordings, lanes=options.lanes)
    if options.json:
        Report(()).write(options.json)  # a file that cannot be written should not cost the whole run
    about = {"model": str(options.model), "quantize": options.quantize, "seed": options.seed, "n": options.n}
    report = Report(run(Subject.load(options.model, options.quantize), work), about)
    if options.json:
        report.write(options.json)
    weights = "4-bit weights (NF4)" if options.quantize == "nf4" else "Full precision"
    wrong = "\n\n" + report.wrong(options.wrong) if options.wrong else ""
    return f"{weights}, {options.model}.\n\n{report.headline()}\n\n{report.table()}{wrong}"


if __name__ == "__main__":
    sys.exit(main())
