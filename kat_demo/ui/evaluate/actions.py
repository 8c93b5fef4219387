"""What the events of a run do: begin, run, stop, resume, look at a row, keep the results."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import gradio as gr

from kat_demo.compare import read_modes
from kat_demo.engines import Engine
from kat_demo.errors import EngineError, InputError, KatError
from kat_demo.evaluate import charts, report, sets
from kat_demo.evaluate.plan import Plan
from kat_demo.evaluate.results import summarize
from kat_demo.evaluate.rows import PromptSet
from kat_demo.evaluate.run import Progress, beside_others, run
from kat_demo.evaluate.store import Store
from kat_demo.evaluate.sweep import sweep
from kat_demo.ui import guard
from kat_demo.ui.evaluate import keep, picks, show
from kat_demo.ui.evaluate.picks import Pick
from kat_demo.ui.pace import Pace, Updates
from kat_demo.ui.session import Reader
from kat_demo.ui.settings_panel import SettingsPanel
from kat_demo.ui.text import Lang, of_browser, say

if TYPE_CHECKING:
    from kat_demo.ui.evaluate import EvaluatePage

TABLE: Final = 0.5  # seconds between two updates of the progress
CHARTS: Final = 3.0  # and of tables and charts, which are more work for a browser


class EvaluateActions:
    """The actions; all state comes in and goes out as values."""

    def __init__(self, engine: Engine, page: EvaluatePage) -> None:
        self.engine, self.page = engine, page

    def begin(
        self,
        prompts: PromptSet | None,
        reader: Reader,
        modes: Any,
        limit: Any,
        seeds: Any,
        greedy: bool,
        *settings: Any,
    ) -> Updates:
        """A new run of the set on show."""
        page = self.page
        try:
            if prompts is None:
                raise InputError(say(reader.lang, "set_missing"))
            if self.engine.info.status != "ready":
                raise EngineError(say(reader.lang, "loading_wait"))
            system_prompt, sampling = SettingsPanel.read(settings)
            sampling = replace(sampling, temperature=0.0) if greedy else sampling
            plan = Plan(prompts.limited(limit), read_modes(modes), seeds, sampling, system_prompt)
            token = keep.fresh()
            store = Store.open(keep.path_of(token), plan, self.engine.info)
        except Exception as error:
            raise _refused(error, reader.lang) from None
        return {page.token: token} | self._frame(store, reader.lang, True) | {page.trace.area: gr.update(visible=False)}

    def resume(self, current: Store | None, reader: Reader) -> Updates:
        """Go on with a run that was stopped, with the same model."""
        if current is None:
            return {self.page.resume: gr.skip()}
        try:
            store = Store.open(current.path, current.plan, self.engine.info)
        except Exception as error:
            raise _refused(error, reader.lang) from None
        return self._frame(store, reader.lang, True)

    def run(self, current: Store | None, reader: Reader, pick: str) -> Iterator[Updates]:
        """Ask what is left, row by row."""
        if current is None:
            yield {self.page.resume: gr.skip()}
            return
        often, seldom = Pace(TABLE), Pace(CHARTS)
        now, current.busy = Progress(current.done, current.total), True
        explain = partial(guard.words, lang=reader.lang)
        try:
            with closing(run(self.engine, current, beside_others(self.engine), explain)) as series:  # type: ignore[type-var]
                for now in series:
                    if seldom.allows(None, 3000 * now.done):  # what is shown takes longer, the more there is
                        yield self._frame(current, reader.lang, True, now) | self._lists(current, reader.lang, pick)
                    elif often.allows(None, 0):
                        yield {self.page.progress: self._progress(now, True, reader.lang)}
                    else:
                        yield {self.page.progress: gr.skip()}
        except KatError as error:
            gr.Warning(html.escape(str(error)))
        finally:
            current.busy = False
        yield self.settle(current, reader, pick)

    def settle(self, current: Store | None, reader: Reader, pick: str) -> Updates:
        """The page at rest, after the end of a run or its stop."""
        if current is None:
            return {self.page.resume: gr.skip()}
        return self._frame(current, reader.lang, False) | self._lists(current, reader.lang, pick)

    # Looking at it

    def filtered(self, current: Store | None, reader: Reader, pick: str) -> Any:
        """Other rows are to be shown."""
        if current is None:
            return gr.skip()
        return self._table(current, pick, reader.lang)

    def open(self, current: Store | None, reader: Reader, event: gr.SelectData) -> Updates:
        """A row was chosen: its traces side by side."""
        row = list(event.row_value or [])
        result = picks.find(current.plan, current.results, str(row[0])) if current is not None and row else None
        if current is None or result is None:
            return {self.page.trace.area: gr.skip()}
        return self.page.trace.update(current.plan, result, reader.lang)

    # Taking it elsewhere

    def keeping(self, kind: str) -> Callable[[Store | None, Reader], tuple[str, str]]:
        """The action of a button that downloads: name and text of a file, no text if there is nothing."""

        def write(current: Store | None, reader: Reader) -> tuple[str, str]:
            if current is None:
                return "", ""
            plan, found = current.plan, current.results
            name = f"autothink-{''.join(char if char.isalnum() else '-' for char in plan.prompts.name)[:40]}"
            if kind in ("svg", "png"):
                return f"{name}.{kind}", charts.sheet(charts.draw(plan, found, show.chart_words(reader.lang)))
            if kind == "report":
                return f"{name}.md", report.to_markdown(current, found)
            if kind == "csv":
                return f"{name}.csv", "\ufeff" + report.to_csv(plan, found)
            return f"{name}.jsonl", report.to_jsonl(plan, found)

        return write

    # Arriving and changing the language

    def arrive(
        self, request: gr.Request, chosen: str, token: Any, current: Store | None, prompts: Any, pick: str
    ) -> Updates:
        """The page as it is opened: the run that this browser began, or the set in the visitor's language."""
        known = chosen in [lang.value for lang in Lang]
        lang = Lang(chosen) if known else of_browser(request.headers.get("accept-language", ""))
        return self._restored(lang, keep.find(token), prompts, pick)

    def speak(self, chosen: str, token: Any, current: Store | None, prompts: Any, pick: str) -> Updates:
        """Another language was chosen."""
        return self._restored(Lang(chosen), current, prompts, pick)

    def _restored(self, lang: Lang, current: Store | None, prompts: PromptSet | None, pick: str) -> Updates:
        page = self.page
        updates: Updates = {page.preview: gr.skip()}
        if prompts is None:
            name = current.plan.prompts.name if current is not None else f"nano-{lang.value}"
            name = name if name in sets.names() else ""
            prompts = sets.built_in(name) if name else current.plan.prompts if current is not None else None
            updates |= {page.prompts: prompts, page.built_in: name or None}
        if prompts is not None:
            updates[page.preview] = show.preview(prompts, lang)
        if current is None:
            return updates
        return updates | self._frame(current, lang, current.busy) | self._lists(current, lang, pick)

    # What is shown

    def _frame(self, store: Store, lang: Lang, running: bool, now: Progress | None = None) -> Updates:
        """The page as it shows a run."""
        page, results = self.page, store.results
        now = now or Progress(store.done, store.total)
        left = store.done < store.total
        updates: Updates = {
            page.current: store,
            page.start: gr.update(visible=not running),
            page.stop: gr.update(visible=running),
            page.resume: gr.update(visible=not running and left),
            page.progress: gr.update(value=show.progress(now, running, lang), visible=True),
            page.area: gr.update(visible=bool(results)),
        }
        if results:
            found = sweep(results, store.plan.sampling.think_threshold)
            updates[page.figures] = show.figures(summarize(store.plan, results), found, lang)
            updates[page.charts] = show.plots(store.plan, results, lang)
        return updates

    def _lists(self, store: Store, lang: Lang, pick: str) -> Updates:
        if not store.done:
            return {}
        return {self.page.rows: self._table(store, pick, lang)}

    def _table(self, store: Store, pick: str, lang: Lang) -> Any:
        widths = ["15%", "37%", "17%", "10%", *["7%"] * len(store.plan.modes)]
        value = picks.table(store.plan, store.results, Pick(pick), lang)
        return gr.update(value=value, column_widths=widths)

    def _progress(self, now: Progress, running: bool, lang: Lang) -> Any:
        return gr.update(value=show.progress(now, running, lang), visible=True)


def _refused(error: Exception, lang: Lang) -> gr.Error:
    """What is shown where a run cannot begin; nothing follows then."""
    return gr.Error(html.escape(guard.words(error, lang)), title=say(lang, "not_sent"), print_exception=False)
