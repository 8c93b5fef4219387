"""The flags of a reply, which the commands share: how its tokens are drawn, and when it has to end."""

from __future__ import annotations

import argparse

from kat_demo.records import Sampling


def add_sampling_flags(made: argparse.ArgumentParser, temperature: float) -> None:
    """All but --seed, whose meaning differs; `temperature` is the default of that flag."""
    made.add_argument("--system-prompt", default="", metavar="TEXT", help="what the model is told before the question")
    made.add_argument("--max-new-tokens", type=int, metavar="N", help="limit of the whole reply")
    made.add_argument(
        "--temperature", type=float, default=temperature, metavar="T", help="0 is greedy (default %(default)s)"
    )
    made.add_argument(
        "--top-p", type=float, default=Sampling().top_p, metavar="P", help="share of probability drawn from"
    )
    made.add_argument("--thinking-budget", type=int, metavar="N", help="most tokens of thinking")
    made.add_argument("--think-threshold", type=float, default=0.5, metavar="P", help="think from this p_think on")


def read_sampling(arguments: argparse.Namespace) -> Sampling:
    """What those flags and --seed say. Raises InputError, naming the field, for a value that is not allowed."""
    return Sampling(
        max_new_tokens=arguments.max_new_tokens,
        temperature=arguments.temperature,
        top_p=arguments.top_p,
        seed=arguments.seed,
        thinking_budget=arguments.thinking_budget,
        think_threshold=arguments.think_threshold,
    )
