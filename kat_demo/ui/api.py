"""The endpoints for programs: gradio_client, the JavaScript client, curl and MCP.

The annotations here are read at run time to describe the endpoints, so they are no strings.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import gradio as gr

from kat_demo import autothink
from kat_demo.answers import read_expected
from kat_demo.compare import read_modes, summarize
from kat_demo.engines import Engine
from kat_demo.fork import fork
from kat_demo.prompts import read_history
from kat_demo.records import Judge, Mode, Request, Sampling, choose
from kat_demo.ui import guard
from kat_demo.ui.metrics import Metrics

PUBLIC = (
    "model",
    "engine",
    "quantization",
    "device",
    "dtype",
    "context_length",
    "parameters",
    "memory_bytes",
    "status",
)


def add(engine: Engine, metrics: Metrics) -> None:
    """Add the endpoints to the Blocks that is being built."""
    places: dict[str, Any] = {"concurrency_id": "generate", "concurrency_limit": engine.lanes}
    gr.api(_generate(engine, metrics), api_name="generate", **places)
    gr.api(_compare(engine, metrics), api_name="compare", **places)
    gr.api(_model_info(engine), api_name="model_info", queue=False)


def _generate(engine: Engine, metrics: Metrics) -> Callable[..., Iterator[dict[str, Any]]]:
    def generate(
        message: str,
        history: list[dict[str, Any]] = [],  # noqa: B006  the API page shows it, nobody changes it
        mode: str = "auto",
        system_prompt: str = "",
        max_new_tokens: int | None = None,
        temperature: float = 0.6,
        top_p: float = 0.95,
        seed: int | None = None,
        thinking_budget: int | None = None,
        think_threshold: float = 0.5,
        judge: str = "keep",
    ) -> Iterator[dict[str, Any]]:
        """Ask AutoThink one question and stream its reply as Turn records; the last one has the phase "done".

        A record holds the judge's rationale, the decision with p_think, the thinking, the answer, tokens and seconds.

        Args:
            message: The question.
            history: Earlier messages, oldest first, as {"role": "user" or "assistant", "content": text}; answers only.
            mode: "auto" lets the model decide whether to think; "think" and "no_think" force it.
            system_prompt: What the model is told before the conversation.
            max_new_tokens: Limit of the whole reply in tokens; null is what the context leaves.
            temperature: 0 to 2; 0 always takes the likeliest token.
            top_p: Above 0 to 1, the share of probability from which is drawn.
            seed: Of the random numbers; null draws a new one, and the record says which.
            thinking_budget: Most tokens of thinking before the model has to answer; null is no limit.
            think_threshold: 0 to 1; in mode "auto" the model thinks if p_think is at least this.
            judge: "keep" lets the judge write its rationale; "skip" decides at once.

        Returns:
            A Turn record.
        """
        try:
            sampling = _sampling(max_new_tokens, temperature, top_p, seed, thinking_budget, think_threshold, judge)
            request = Request(message, read_history(history), choose(Mode, "mode", mode), system_prompt, sampling)
            watched = metrics.reply(autothink.reply(engine, request), "api", request.mode)
            with closing(watched) as turns:  # type: ignore[type-var]
                for turn in turns:
                    yield turn.to_dict()
        except Exception as error:
            raise gr.Error(guard.words(error), print_exception=False) from None

    return generate


def _compare(engine: Engine, metrics: Metrics) -> Callable[..., Iterator[dict[str, Any]]]:
    def compare(
        message: str,
        history: list[dict[str, Any]] = [],  # noqa: B006  as above
        system_prompt: str = "",
        max_new_tokens: int | None = None,
        temperature: float = 0.6,
        top_p: float = 0.95,
        seed: int | None = None,
        thinking_budget: int | None = None,
        think_threshold: float = 0.5,
        judge: str = "keep",
        modes: list[str] = ["auto", "think", "no_think"],  # noqa: B006  as above
        expected: str = "",
    ) -> Iterator[dict[str, Any]]:
        """Ask AutoThink one question in several modes at once, from one judge, and stream {"lanes", "summary"}.

        The judge runs once; from there the reply goes both ways, with and without thinking, and automatic mode is the
        way that the judge chose. Each lane is the Turn record that /generate gives for its mode with the same seed.

        Args:
            message: The question.
            history: Earlier messages, oldest first, as {"role": "user" or "assistant", "content": text}; answers only.
            system_prompt: What the model is told before the conversation.
            max_new_tokens: Limit of each whole reply in tokens; null is what the context leaves.
            temperature: 0 to 2; 0 always takes the likeliest token.
            top_p: Above 0 to 1, the share of probability from which is drawn.
            seed: Of the random numbers; null draws a new one, and the records say which.
            thinking_budget: Most tokens of thinking before the model has to answer; null is no limit.
            think_threshold: 0 to 1; in mode "auto" the model thinks if p_think is at least this.
            judge: "keep" lets the judge write its rationale; "skip" decides at once.
            modes: The modes to compare, each once, out of "auto", "think" and "no_think".
            expected: The right answer, a number or a few words, to check each answer against.

        Returns:
            {"lanes": {mode: Turn record}, "summary": {...}}; in the last one every lane has the phase "done".
        """
        try:
            sampling = _sampling(max_new_tokens, temperature, top_p, seed, thinking_budget, think_threshold, judge)
            wanted, right = read_modes(modes), read_expected(expected)
            request = Request(message, read_history(history), system_prompt=system_prompt, sampling=sampling)
            watched = metrics.lanes(fork(engine, request, wanted, guard.words), "api_compare", wanted)
            with closing(watched) as series:  # type: ignore[type-var]
                for lanes in series:
                    yield {
                        "lanes": {mode.value: turn.to_dict() for mode, turn in lanes.items()},
                        "summary": summarize(lanes, right).to_dict(),
                    }
        except Exception as error:
            raise gr.Error(guard.words(error), print_exception=False) from None

    return compare


def _model_info(engine: Engine) -> Callable[[], dict[str, Any]]:
    def model_info() -> dict[str, Any]:
        """Say which model is loaded, in what form and where.

        Returns:
            Its name, engine, quantization, device, dtype, context length, parameters, memory, and its status: ready,
            loading or failed.
        """
        info = engine.info
        return {name: getattr(info, name) for name in PUBLIC}

    return model_info


def _sampling(
    max_new_tokens: int | None,
    temperature: float,
    top_p: float,
    seed: int | None,
    thinking_budget: int | None,
    think_threshold: float,
    judge: str,
) -> Sampling:
    """What both endpoints take, checked."""
    return Sampling(
        max_new_tokens=max_new_tokens,
        temperature=temperature,
        top_p=top_p,
        seed=seed,
        thinking_budget=thinking_budget,
        think_threshold=think_threshold,
        judge=choose(Judge, "judge", judge),
    )
