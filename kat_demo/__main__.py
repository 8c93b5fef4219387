"""AutoThink in a terminal: `python -m kat_demo "What is 47 * 86?"` streams one reply, its sections in colour."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from dataclasses import replace

from kat_demo import config
from kat_demo.errors import InputError, KatError
from kat_demo.flags import add_sampling_flags, read_sampling
from kat_demo.format import Decision, Section
from kat_demo.records import Judge, Mode, Request, Sampling, Turn, choose

COLOURS = {Section.JUDGE: "\033[90m", Section.THINKING: "\033[35m", Section.ANSWER: "\033[1m"}
RESET = "\033[0m"


def main(argv: list[str] | None = None) -> int:
    """Ask one question; returns the exit status: 0 for a reply, 1 for a failure, 2 for a bad flag."""
    arguments = _parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    try:
        request = _request(arguments)
        settings = config.read(arguments)
        from kat_demo.autothink import reply
        from kat_demo.engines.open import open_engine

        engine = open_engine(settings)
        try:
            turn = _show(reply(engine, request), colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ)
        finally:
            engine.shutdown()
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KatError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(RESET if sys.stdout.isatty() else "")
        return 130
    if turn.error:
        print(f"error: {turn.error}", file=sys.stderr)
    return 1 if turn.error else 0


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m kat_demo", description="Ask AutoThink one question in the terminal.")
    made.add_argument("message", help="what to ask")
    made.add_argument("--mode", default="auto", metavar="auto|think|no_think", help="who decides whether to think")
    add_sampling_flags(made, Sampling().temperature)
    made.add_argument("--seed", type=int, metavar="N", help="the same seed gives the same reply")
    made.add_argument("--skip-judge", action="store_true", help="decide without writing a rationale")
    config.add_model_flags(made)
    return made


def _request(arguments: argparse.Namespace) -> Request:
    sampling = read_sampling(arguments)
    if arguments.skip_judge:
        sampling = replace(sampling, judge=Judge.SKIP)
    mode = choose(Mode, "mode", arguments.mode)
    return Request(arguments.message, mode=mode, system_prompt=arguments.system_prompt, sampling=sampling)


def _show(turns: object, colour: bool) -> Turn:
    """Print each section as it grows, and a line of figures at the end."""
    printed = {section: 0 for section in Section}
    turn = Turn()
    for turn in turns:  # type: ignore[attr-defined]
        for section in Section:
            text = getattr(turn, section.value)
            if not text[printed[section] :]:
                continue
            if not printed[section]:
                print(_heading(section, turn, colour), flush=True)
            print(_painted(text[printed[section] :], section, colour), end="", flush=True)
            printed[section] = len(text)
    print("\n\n" + figures(turn))
    return turn


def _heading(section: Section, turn: Turn, colour: bool) -> str:
    lead = "" if section is Section.JUDGE else "\n\n"
    words = {Section.JUDGE: "judge", Section.THINKING: "thinking", Section.ANSWER: "answer"}[section]
    if section is not Section.JUDGE and turn.decision:
        first = section is Section.THINKING or turn.decision is Decision.THINK_OFF
        if first:
            sure = "unknown" if turn.p_think is None else f"{turn.p_think:.3f}"
            lead += f"[{turn.decision.value}, {'forced' if turn.forced else 'automatic'}, p_think {sure}]\n"
    return lead + _painted(words, section, colour)


def _painted(text: str, section: Section, colour: bool) -> str:
    return f"{COLOURS[section]}{text}{RESET}" if colour else text


def figures(turn: Turn) -> str:
    """Tokens and seconds in one line."""
    usage = turn.usage
    reason = turn.finish_reason.value if turn.finish_reason else "stopped"
    return (
        f"{usage.reply} tokens (judge {usage.judge}, thinking {usage.thinking}, answer {usage.answer}) "
        f"in {turn.seconds.total:.1f} s, {turn.tokens_per_second:.0f} tokens/s, {reason}, {turn.model}"
    )


if __name__ == "__main__":
    sys.exit(main())
