"""What the events of the Compare page do.

As on the chat page, making a comparison has two steps: *beginning* it checks the request and shows it at once,
*running* it takes a place of the engine and streams the lanes. Further samples run one after the other, and only what
is said of all of them is shown.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import gradio as gr

from kat_demo.answers import read_expected
from kat_demo.engines import Engine
from kat_demo.errors import KatError
from kat_demo.fork import Lanes, fork
from kat_demo.records import Mode, Request
from kat_demo.ui import conversation, guard, markdown, render
from kat_demo.ui.compare import export, link, show, votes
from kat_demo.ui.compare.session import Comparison, Viewer
from kat_demo.ui.compare.votes import Vote
from kat_demo.ui.conversation import Conversation
from kat_demo.ui.metrics import Metrics
from kat_demo.ui.pace import Changes, Pace, Updates, as_properties
from kat_demo.ui.session import Reader
from kat_demo.ui.settings_panel import SettingsPanel
from kat_demo.ui.text import Lang, say

if TYPE_CHECKING:
    from kat_demo.ui.compare import ComparePage


INTERVAL: Final = 0.15  # seconds between two updates: three lanes are more work for a browser than one reply


class CompareActions:
    """The actions of one Compare page. They keep nothing: all state comes in and goes out as values."""

    def __init__(self, engine: Engine, page: ComparePage, metrics: Metrics) -> None:
        self.engine = engine
        self.page = page
        self.metrics = metrics

    # Making a comparison

    def ask(
        self, current: Comparison | None, reader: Reader, viewer: Viewer, context: Conversation, expected: str,
        blind: bool, *rest: Any,
    ) -> Updates:  # fmt: skip
        """Begin with the message that comes last; an empty one is no question."""
        *settings, message = rest
        if not (message or "").strip():
            return {self.page.pending: None}
        if current is not None and current.running:
            gr.Info(say(reader.lang, "busy"))
            return {self.page.pending: None}
        try:
            system_prompt, sampling = SettingsPanel.read(tuple(settings))
            history = conversation.history(context)
            request = Request(message, history, system_prompt=system_prompt, sampling=sampling)
            comparison = Comparison.new(request, context, read_expected(expected), blind)
        except KatError as error:
            gr.Warning(html.escape(guard.words(error)), title=say(reader.lang, "not_sent"))
            return {self.page.pending: None}
        viewer.stopping, viewer.replacing, viewer.waiting = False, None, True
        for fold in viewer.folds.values():
            fold.begin()
        return {self.page.pending: comparison} | self._frame(comparison, reader, viewer, message=message)

    def run(self, comparison: Comparison | None, reader: Reader, viewer: Viewer) -> Iterator[Updates]:
        """Make the comparison that was begun, if one was."""
        if comparison is None:
            yield self._nothing()
            return
        viewer.waiting = False
        changes, pace, started = Changes(), Pace(INTERVAL), False
        try:
            with closing(self._fork(comparison.request, reader)) as series:  # type: ignore[type-var]
                for lanes in series:
                    comparison, started = replace(comparison, lanes=lanes), True
                    if pace.allows(*_progress(lanes)):
                        yield as_properties(changes.only(self._frame(comparison, reader, viewer)))
        except Exception as error:
            words = guard.words(error, reader.lang)
            if started:
                yield self._frame(comparison.failed(words), reader, viewer)
            else:
                gr.Warning(html.escape(words), title=say(reader.lang, "not_sent"))
                yield self.restored(None, reader, viewer)

    def repeat(self, current: Comparison | None, reader: Reader, viewer: Viewer, times: Any) -> Iterator[Updates]:
        """The same question with further seeds, as many `times`."""
        if current is None or current.running or not isinstance(times, int | float) or not 1 <= times <= 30:
            yield self._nothing()
            return
        sampling = current.judged.sampling
        if sampling.temperature == 0:
            gr.Info(say(reader.lang, "repeat_greedy"))
            yield self._nothing()
            return
        viewer.stopping = False
        comparison = replace(current, wanted=len(current.more) + int(times))
        yield self._frame(comparison, reader, viewer)
        pace = Pace(INTERVAL)
        while comparison.running:
            seed = ((sampling.seed or 0) + 1 + len(comparison.more)) % 2**32
            request = replace(comparison.request, sampling=replace(sampling, seed=seed))
            with closing(self._fork(request, reader)) as series:  # type: ignore[type-var]
                for lanes in series:
                    if all(turn.done for turn in lanes.values()):
                        comparison = replace(comparison, more=(*comparison.more, lanes))
                    elif pace.allows(None, 0):
                        yield self._nothing()
            yield self._frame(comparison, reader, viewer)

    def _fork(self, request: Request, reader: Reader) -> Iterator[Lanes]:
        modes = tuple(Mode)
        made = fork(self.engine, request, modes, partial(guard.words, lang=reader.lang))
        return self.metrics.lanes(made, "compare", modes)

    # Ending it early

    def stop(self, current: Comparison | None, reader: Reader, viewer: Viewer) -> Updates:
        """Keep what came, marked as stopped."""
        viewer.stopping = True
        return self.settle(current, reader, viewer)

    def settle(self, current: Comparison | None, reader: Reader, viewer: Viewer) -> Updates:
        """Runs after every comparison, and shows all of it again: a busy browser may have dropped an update."""
        if current is None:
            return self._nothing()
        return self._frame(current.stopped() if viewer.stopping else current, reader, viewer)

    def not_taken(self, current: Comparison | None, reader: Reader, viewer: Viewer) -> Updates:
        """Runs after a failure: what the line did not take, and said why, is as if it had not been asked."""
        if current is not None and viewer.waiting and not viewer.stopping:
            viewer.waiting = False
            return self.restored(None, reader, viewer)
        return self.settle(current, reader, viewer)

    # Voting

    def voting(self, vote: Vote) -> Callable[..., Updates]:
        """The action of one of the voting buttons."""

        def cast(current: Comparison | None, reader: Reader, viewer: Viewer, stored: Any) -> Updates:
            if current is None or current.order is None or not current.written:
                return self._nothing()
            totals = votes.cast(votes.read(stored), vote, current.order)
            frame = self._frame(replace(current, order=None), reader, viewer)
            return frame | {self.page.votes: totals, self.page.totals: votes.shown(totals, reader.lang)}

        return cast

    # Taking it elsewhere

    def as_markdown(self, current: Comparison | None, reader: Reader) -> tuple[str, str]:
        """Name and text of the comparison as Markdown; no text if there is none that may be seen."""
        return "autothink-compare.md", _written(current, reader, partial(export.to_markdown, lang=reader.lang))

    def as_json(self, current: Comparison | None, reader: Reader) -> tuple[str, str]:
        """Name and text of the comparison as JSON; no text if there is none that may be seen."""
        return "autothink-compare.json", _written(current, reader, export.to_json)

    def as_link(self, current: Comparison | None, reader: Reader, message: str, expected: str, *settings: Any) -> str:
        """The query of a link to what is in the box, with the seed that was used for it; "" if there can't be one."""
        try:
            system_prompt, sampling = SettingsPanel.read(settings)
            if current is not None and current.request.message == message:
                sampling = replace(sampling, seed=current.judged.sampling.seed)
            query = link.write(link.Linked(message, system_prompt, read_expected(expected), sampling))
        except KatError as error:
            gr.Warning(html.escape(guard.words(error)))
            return ""
        gr.Info(say(reader.lang, "link_copied"))
        return query

    # What is shown

    def open(self, context: Conversation, lang: Lang) -> Updates:
        """Let the next question go on from `context`."""
        page, line = self.page, say(lang, "goes_on_from", count=len(context))
        row = gr.update(visible=bool(context))
        return {page.context: context, page.context_row: row, page.context_line: f"<span>{line}</span>"}

    def drop_context(self) -> Updates:
        """Let the next question stand alone."""
        return {self.page.context: (), self.page.context_row: gr.update(visible=False)}

    def restored(self, current: Comparison | None, reader: Reader, viewer: Viewer) -> Updates:
        """The page at rest: as it is opened anew, or put into another language."""
        if current is not None:
            return self._frame(current, reader, viewer)
        page = self.page
        hidden = dict.fromkeys(
            [page.shared, page.lanes_area, page.vote_area, page.summary_area], gr.update(visible=False)
        )
        return {
            page.result: None,
            page.intro: gr.update(visible=True),
            page.box: self.box(False, reader.lang),
            **hidden,
        }

    def _nothing(self) -> Updates:
        """No change; gradio wants one all the same."""
        return {self.page.repeat: gr.skip()}

    def _frame(self, comparison: Comparison, reader: Reader, viewer: Viewer, message: str | None = None) -> Updates:
        """The page as it shows `comparison`; `message` goes into the box."""
        page, lang, hidden = self.page, reader.lang, comparison.hidden
        updates: Updates = {
            page.result: comparison,
            page.box: self.box(comparison.running, lang, message),
            page.intro: gr.update(visible=False),
            page.shared: gr.update(visible=not hidden),
            page.lanes_area: gr.update(visible=not hidden),
            page.vote_area: gr.update(visible=hidden),
            page.summary_area: gr.update(visible=not hidden),
            page.repeat: gr.update(interactive=not comparison.running),
        }
        if comparison.order is not None:
            return updates | self._voting(comparison, comparison.order, lang)
        updates[page.verdict] = show.judge_line(comparison.judged, lang)
        updates[page.judge] = render.judge(comparison.judged, lang)
        updates[page.summary] = show.summary(comparison, lang)
        costs = comparison.summary.costs
        for mode, turn in comparison.lanes.items():
            updates |= page.lanes[mode].update(turn, costs[mode], viewer, lang)
        return updates

    def _voting(self, comparison: Comparison, order: tuple[Mode, Mode], lang: Lang) -> Updates:
        """Two answers without their modes; nothing is seen of them before both are there, since speed would tell."""
        page, ready = self.page, comparison.written
        line = (
            f'<p class="kat-claim"{"" if ready else " data-live"}>{say(lang, "vote_now" if ready else "vote_wait")}</p>'
        )
        sides = {
            side: gr.update(value=render.answer(comparison.lanes[mode], lang) if ready else "", visible=ready)
            for side, mode in zip(page.sides, order, strict=True)
        }
        return {page.vote_line: line, page.vote_row: gr.update(visible=ready), **sides}

    def box(self, running: bool, lang: Lang, message: str | None = None) -> Any:
        """The question's box with the buttons that make sense now; `message` goes into it."""
        buttons = {
            "submit_btn": False if running else say(lang, "compare"),
            "stop_btn": say(lang, "stop") if running else False,
        }
        return gr.update(**buttons, **({} if message is None else {"value": markdown.written(message)}))


def _progress(lanes: Lanes) -> tuple[Any, int]:
    """The phase of each lane, and the letters of all."""
    letters = sum(len(turn.thinking) + len(turn.answer) for turn in lanes.values())
    return tuple(turn.phase for turn in lanes.values()), letters


def _written(current: Comparison | None, reader: Reader, write: Callable[[Comparison], str]) -> str:
    """The comparison as a file; "" if there is none, or one that is still hidden for a vote."""
    if current is None:
        return ""
    if current.hidden:
        gr.Info(say(reader.lang, "vote_first"))
        return ""
    return write(current)
