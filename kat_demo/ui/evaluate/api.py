"""The endpoint `/evaluate`. The annotations here are read at run time to describe it, so they are no strings."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import gradio as gr

from kat_demo.compare import read_modes
from kat_demo.engines import Engine
from kat_demo.evaluate import report, sets
from kat_demo.evaluate.plan import Plan, Result
from kat_demo.evaluate.results import summarize
from kat_demo.evaluate.run import beside_others, run
from kat_demo.evaluate.store import Store
from kat_demo.records import Judge, Sampling, choose
from kat_demo.ui import guard
from kat_demo.ui.line import EVALUATE
from kat_demo.ui.pace import Pace


def add(engine: Engine) -> None:
    """Add the endpoint to the Blocks that is being built."""
    gr.api(_evaluate(engine), api_name="evaluate", concurrency_id=EVALUATE, concurrency_limit=1)


def _evaluate(engine: Engine) -> Callable[..., Iterator[dict[str, Any]]]:
    def evaluate(
        prompts: Any = "nano-en",
        modes: list[str] = ["auto", "think", "no_think"],  # noqa: B006  the API page shows it, nobody changes it
        limit: int | None = 60,
        seeds: int = 1,
        system_prompt: str = "",
        max_new_tokens: int | None = None,
        temperature: float = 0.0,
        top_p: float = 0.95,
        seed: int = 0,
        thinking_budget: int | None = None,
        think_threshold: float = 0.5,
        judge: str = "keep",
    ) -> Iterator[dict[str, Any]]:
        """Ask AutoThink a whole prompt set in several modes and stream {"done", "total", "rows", "summary"}.

        Args:
            prompts: The name of a built-in set (nano-en, nano-zh, typed), or a list of rows like {"prompt": text,
                "answer": text}; a row may also have id, category, tolerance and grader (auto, exact, numeric, choice,
                contains, regex).
            modes: The modes to ask in, each once, out of "auto", "think" and "no_think".
            limit: Only so many rows from the first on; null is all of them.
            seeds: How many seeds each row and mode gets; more than one needs a temperature.
            system_prompt: What the model is told before each prompt.
            max_new_tokens: Limit of each whole reply in tokens; null is what the context leaves.
            temperature: 0 to 2; 0 always takes the likeliest token.
            top_p: Above 0 to 1, the share of probability from which is drawn.
            seed: The first seed.
            thinking_budget: Most tokens of thinking before the model has to answer; null is no limit.
            think_threshold: 0 to 1; in mode "auto" the model thinks if p_think is at least this.
            judge: "keep" lets the judge write its rationale; "skip" decides at once.

        Returns:
            {"done", "total", "rows", "summary"}: rows are those that came since the last record, in the last one all.
        """
        try:
            sampling = Sampling(
                max_new_tokens=max_new_tokens, temperature=temperature, top_p=top_p, seed=seed,
                thinking_budget=thinking_budget, think_threshold=think_threshold, judge=choose(Judge, "judge", judge),
            )  # fmt: skip
            given = sets.open_set(prompts)
            plan = Plan(given.limited(limit), read_modes(modes), seeds, sampling, system_prompt)
            with tempfile.TemporaryDirectory(prefix="kat-demo-") as folder:
                store = Store.open(Path(folder) / "rows.jsonl", plan, engine.info)
                problems, pace, fresh = [str(issue) for issue in given.issues], Pace(0.5), list[Result]()
                with closing(run(engine, store, beside_others(engine), guard.words)) as series:  # type: ignore[type-var]
                    for now in series:
                        fresh += now.new
                        if now.done < now.total and pace.allows(None, 0):
                            summary = summarize(plan, store.results).to_dict() | {"problems": problems}
                            yield _record(store, fresh, summary)
                            fresh = []
                yield _record(store, store.results, report.to_summary(store) | {"problems": problems})
        except Exception as error:
            raise gr.Error(guard.words(error), print_exception=False) from None

    return evaluate


def _record(store: Store, rows: list[Result], summary: dict[str, Any]) -> dict[str, Any]:
    return {"done": store.done, "total": store.total, "rows": [row.to_dict() for row in rows], "summary": summary}
