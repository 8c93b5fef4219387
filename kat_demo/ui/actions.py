"""What the events of the chat page do.

Making a reply has two steps. *Beginning* it checks the request and shows the question at once, without waiting for a
place; *running* it takes a place of the engine and streams the record. For *Stop* and *Answer now*, a page's `Live`
value holds the newest record. The conversation itself lives in the browser: it is read from there, and written back
when a reply has started and when it has ended.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from kat_demo import autothink
from kat_demo.engines import Engine
from kat_demo.errors import KatError
from kat_demo.format import Decision
from kat_demo.prompts import flatten
from kat_demo.records import Finish, Mode, Phase, Request, Turn
from kat_demo.ui import conversation, guard, markdown, render
from kat_demo.ui.conversation import Conversation
from kat_demo.ui.metrics import Metrics
from kat_demo.ui.pace import Changes, Pace, Updates
from kat_demo.ui.session import Live, Reader, Task
from kat_demo.ui.settings_panel import SettingsPanel
from kat_demo.ui.text import Lang, say

if TYPE_CHECKING:
    from kat_demo.ui.chat import ChatPage


class Actions:
    """The actions of one chat page. They keep nothing: all state comes in and goes out as values."""

    def __init__(self, engine: Engine, page: ChatPage, metrics: Metrics) -> None:
        self.engine = engine
        self.page = page
        self.metrics = metrics

    # Beginning a reply

    def ask(self, reader: Reader, live: Live | None, stored: Any, mode: str, *rest: Any) -> Updates:
        """The message in the input box; an empty one is no question."""
        *settings, message = rest
        message = markdown.written(message or "")
        if not message.strip():
            return {self.page.pending: None}
        entries = conversation.read(stored)
        return self._begin(reader, live, entries, message, len(entries), mode, tuple(settings), typed=True)

    def example(
        self, event: gr.SelectData, reader: Reader, live: Live | None, stored: Any, mode: str, *settings: Any
    ) -> Updates:
        """One of the examples, shown while the conversation is empty."""
        return self._begin(reader, live, (), event.value["text"], 0, mode, settings)

    def retry(
        self, event: gr.RetryData, reader: Reader, live: Live | None, stored: Any, mode: str, *settings: Any
    ) -> Updates:
        """The last question once more, in the mode that is chosen now."""
        entries = conversation.read(stored)
        at = conversation.entry_of(event.index)
        if at >= len(entries):
            return {self.page.pending: None}
        return self._begin(reader, live, entries, entries[at].message, at, mode, settings)

    def edit(
        self, event: gr.EditData, reader: Reader, live: Live | None, stored: Any, mode: str, *settings: Any
    ) -> Updates:
        """A changed question: what came after it is dropped."""
        entries = conversation.read(stored)
        message = markdown.written(flatten(event.value, "message"))
        return self._begin(reader, live, entries, message, conversation.entry_of(event.index), mode, settings)

    def think_it_through(self, reader: Reader, live: Live | None, stored: Any, mode: str, *settings: Any) -> Updates:
        """The last question again, with the same judge, but this time with thinking."""
        entries = conversation.read(stored)
        if not entries:
            return {self.page.pending: None}
        last = entries[-1]
        partial = last.turn.evolve(decision=None, thinking="", answer="", forced=False)
        at = len(entries) - 1
        return self._begin(reader, live, entries, last.message, at, Mode.THINK.value, settings, partial=partial)

    def _begin(
        self,
        reader: Reader,
        live: Live | None,
        entries: Conversation,
        message: str,
        at: int,
        mode: str,
        settings: tuple[Any, ...],
        partial: Turn | None = None,
        typed: bool = False,
    ) -> Updates:
        """Check the request and show the question. What cannot be served changes nothing."""
        page = self.page
        if live is not None and live.running:
            gr.Info(say(reader.lang, "busy"))
            return {page.pending: None, page.chatbot: render.messages(live.within(entries), reader.lang)}
        try:
            system_prompt, sampling = SettingsPanel.read(settings)
            history = conversation.history(entries[:at])
            request = Request(message, history, Mode(mode), system_prompt, sampling)
        except KatError as error:
            gr.Warning(html.escape(guard.words(error)), title=say(reader.lang, "not_sent"))
            return {page.pending: None, page.chatbot: render.messages(entries, reader.lang)}
        reader.looks_at, reader.stopping, reader.moved, reader.waiting = None, False, None, True
        reader.fold.begin()
        judge = partial.judge if partial else ""
        live = Live(Task(request, at, partial, typed), Turn(mode=request.mode, judge=judge, sampling=sampling))
        return {page.pending: live.task} | self._show(live, entries, reader) | self._controls(live, reader, typed)

    # Running it

    def run(self, task: Task | None, reader: Reader, stored: Any) -> Iterator[Updates]:
        """Make the reply that was begun, if one was."""
        if task is None:
            yield self._nothing()
            return
        reader.waiting = False
        yield from self._stream(task, reader, conversation.read(stored))

    def answer_now(self, live: Live | None, reader: Reader, stored: Any) -> Iterator[Updates]:
        """Close the thinking of the reply under way, and let it answer from what it has thought so far."""
        if live is None or not live.running:
            yield self._nothing()
            return
        task = replace(live.task, partial=live.turn.evolve(answer=""))
        yield from self._stream(task, reader, conversation.read(stored))

    def _stream(self, task: Task, reader: Reader, entries: Conversation) -> Iterator[Updates]:
        turn: Turn | None = None
        changes, pace = Changes(), Pace()
        try:
            made = autothink.reply(self.engine, task.request, task.partial)
            watched = self.metrics.reply(made, "chat", task.request.mode, task.partial)
            with closing(watched) as turns:  # type: ignore[type-var]
                for turn in turns:
                    if pace.allows(turn.phase, len(turn.thinking) + len(turn.answer)):
                        frame = self._frame(Live(task, turn), turn, entries, reader)
                        yield frame if turn.done else changes.only(frame)  # a busy browser may have dropped any
        except Exception as error:
            words = guard.words(error, reader.lang)
            if turn is None:
                yield self._refused(task, words, entries, reader)
            else:
                failed = turn.evolve(phase=Phase.DONE, finish_reason=Finish.ERROR, error=words)
                yield self._frame(Live(task, failed), failed, entries, reader)

    def _frame(self, live: Live, turn: Turn, entries: Conversation, reader: Reader) -> Updates:
        """The page as it shows `turn`. The browser stores the conversation when a reply starts, and when it ends."""
        updates = self._show(live, entries, reader) | self._controls(live, reader)
        if turn.done or turn.phase is Phase.PREFILL:
            updates[self.page.store] = conversation.store(live.within(entries))
        return updates

    def _refused(self, task: Task, words: str, entries: Conversation, reader: Reader) -> Updates:
        """Nothing came of it, and why: the conversation as it was, and the message back in the box."""
        gr.Warning(html.escape(words), title=say(reader.lang, "not_sent"))
        return self._given_back(task, entries, reader)

    def _given_back(self, task: Task, entries: Conversation, reader: Reader) -> Updates:
        page, reader.waiting = self.page, False
        box = gr.update(value=task.request.message, **self._buttons(False, reader.lang)) if task.typed else None
        updates = self.restored(entries, reader) | {page.live: None}
        return updates | ({page.box: box} if box else {})

    # Ending it early

    def stop(self, live: Live | None, reader: Reader, stored: Any) -> Updates:
        """Keep what came, marked as stopped."""
        reader.stopping = True
        return self.settle(live, reader, stored)

    def settle(self, live: Live | None, reader: Reader, stored: Any) -> Updates:
        """Runs after every reply. After *Stop* or another conversation it shows again what they did, over what came in
        late."""
        if reader.moved is not None:
            return self.open(reader.moved, reader)
        if live is None or not reader.stopping:
            return self._nothing()
        turn = conversation.stopped(live.turn)
        return self._frame(replace(live, turn=turn), turn, conversation.read(stored), reader)

    def not_taken(self, live: Live | None, reader: Reader, stored: Any) -> Updates:
        """Runs after a failure: what the line did not take, and said why, goes back into its box."""
        if live is not None and reader.waiting and not (reader.stopping or reader.moved is not None):
            return self._given_back(live.task, conversation.read(stored), reader)
        return self.settle(live, reader, stored)

    # At rest

    def open(self, entries: Conversation, reader: Reader) -> Updates:
        """Another conversation, or a new one where there are no `entries`."""
        reader.looks_at, reader.stopping, reader.moved = None, False, entries
        return self.restored(entries, reader) | {self.page.store: conversation.store(entries), self.page.live: None}

    def restored(self, entries: Conversation, reader: Reader) -> Updates:
        """The page at rest, showing `entries`: as it is loaded, cleared, or put into another language."""
        page = self.page
        at = len(entries) - 1 if reader.looks_at is None else min(reader.looks_at, len(entries) - 1)
        updates = {page.chatbot: render.messages(entries, reader.lang)}
        updates |= page.trace.update(entries, at if entries else None, reader)
        live = Live(Task(Request("-"), at), entries[-1].turn) if entries else None
        return updates | self._controls(live, reader)

    # What is shown

    def _nothing(self) -> Updates:
        """No change; gradio wants one all the same."""
        return {self.page.now: gr.skip()}

    def _show(self, live: Live, entries: Conversation, reader: Reader) -> Updates:
        """The conversation with the live reply in it, and its trace unless the reader looks at another."""
        page, entries = self.page, live.within(entries)
        updates: Updates = {page.live: live, page.chatbot: render.messages(entries, reader.lang)}
        if reader.looks_at in (None, live.task.at):
            updates |= page.trace.update(entries, live.task.at, reader)
        return updates

    def _controls(self, live: Live | None, reader: Reader, clear: bool = False) -> Updates:
        """The buttons that make sense now."""
        page, turn = self.page, live.turn if live else Turn(phase=Phase.DONE)
        box = gr.update(**self._buttons(not turn.done, reader.lang), **({"value": ""} if clear else {}))
        direct = turn.done and turn.decision is Decision.THINK_OFF and turn.finish_reason is not Finish.ERROR
        return {
            page.box: box,
            page.now: gr.update(visible=turn.phase is Phase.THINKING),
            page.more: gr.update(visible=direct),
        }

    @staticmethod
    def _buttons(running: bool, lang: Lang) -> dict[str, Any]:
        return {
            "submit_btn": False if running else say(lang, "send"),
            "stop_btn": say(lang, "stop") if running else False,
        }
