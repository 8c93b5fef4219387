"""What the events do with which a prompt set is chosen, uploaded and understood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from kat_demo.errors import InputError
from kat_demo.evaluate import sets
from kat_demo.evaluate.columns import guess, named, understand
from kat_demo.evaluate.reading import MAX_BYTES, Table, read
from kat_demo.ui import guard
from kat_demo.ui.evaluate import show
from kat_demo.ui.pace import Updates
from kat_demo.ui.session import Reader

if TYPE_CHECKING:
    from kat_demo.ui.evaluate import EvaluatePage


class Choosing:
    """The actions; all state comes in and goes out as values."""

    def __init__(self, page: EvaluatePage) -> None:
        self.page = page

    def pick(self, name: str, reader: Reader) -> Updates:
        """A built-in set."""
        page, prompts = self.page, sets.built_in(name)
        return {
            page.sheet: None,
            page.prompts: prompts,
            page.mapping: gr.update(visible=False),
            page.preview: show.preview(prompts, reader.lang),
        }

    def upload(self, path: str | None, encoding: str, reader: Reader) -> Updates:
        """A file: its columns are told by their names, to be corrected by hand."""
        page = self.page
        if not path:
            return {page.preview: gr.skip()}
        updates: Updates = {page.built_in: gr.update(value=None), page.sheet: None, page.prompts: None}
        try:
            if (size := Path(path).stat().st_size) > MAX_BYTES:
                raise InputError(f"{Path(path).name}: has {size >> 20} MiB, allowed are {MAX_BYTES >> 20}. Split it.")
            table = read(Path(path).name, Path(path).read_bytes(), encoding)
        except Exception as error:
            words = guard.words(error, reader.lang)
            unread = not isinstance(error, InputError) or encoding != "auto"
            return updates | {page.mapping: gr.update(visible=unread), page.preview: show.refused(words)}
        found = guess(table.columns)
        names = [("–", ""), *((name, name) for name in table.columns)]
        updates |= {page.sheet: table, page.mapping: gr.update(visible=True)}
        updates |= {
            choice: gr.update(choices=names, value=getattr(found, role) or "") for role, choice in page.columns.items()
        }
        values = [getattr(found, role) for role in page.columns]
        return (
            updates | self.map(table, *values, "auto", "", encoding, reader) | {page.grader: "auto", page.tolerance: ""}
        )

    def map(self, table: Table | None, *values: Any) -> Updates:
        """What each column is was chosen by hand; the values end with grader, tolerance, encoding and the reader."""
        *columns, grader, tolerance, _, reader = values
        page = self.page
        if table is None:
            return {page.preview: gr.skip()}
        chosen = named(dict(zip(page.columns, columns, strict=True)))
        others = guess([name for name in table.columns if name not in columns])
        chosen = named({role: getattr(chosen, role) or getattr(others, role) if role not in page.columns
                        else getattr(chosen, role) for role in chosen.__slots__})  # fmt: skip
        try:
            prompts = understand(table, chosen, grader or "auto", tolerance or "")
        except Exception as error:
            return {page.prompts: None, page.preview: show.refused(guard.words(error, reader.lang))}
        return {page.prompts: prompts, page.preview: show.preview(prompts, reader.lang)}
