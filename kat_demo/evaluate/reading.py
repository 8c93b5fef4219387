"""Files -> tables: CSV, JSON Lines and Parquet, with what cannot be read named by row and column. Pure.

A file is told by what is in it, not by its name. Text is UTF-8 unless a byte-order mark or `encoding` says otherwise;
bytes that are no such text cost their own row alone.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from kat_demo.errors import InputError
from kat_demo.evaluate.rows import Issue

MAX_BYTES: Final = 64 * 2**20
MAX_ROWS: Final = 20_000
MAX_CELL: Final = 200_000
"""Characters of a cell."""

ENCODINGS: Final = ("auto", "utf-8", "utf-16", "gb18030", "cp1252")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_BINARY: Final = (
    (b"PK\x03\x04", "a ZIP archive or a spreadsheet such as .xlsx"), (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"SQLite", "a database"), (b"\x7fELF", "a program"),
)  # fmt: skip
_ALLOWED: Final = "CSV, JSON Lines or Parquet"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its number in the file, and its cells by column. A cell is text, or a list."""

    number: int
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file that could be read, and what is wrong with the others."""

    name: str
    kind: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    issues: tuple[Issue, ...] = ()


def read(name: str, data: bytes, encoding: str = "auto") -> Table:
    """The table in a file. Raises InputError where there is none, naming the file."""
    if encoding not in ENCODINGS:
        raise InputError.choice("encoding", encoding, ENCODINGS)
    if not data.strip():
        raise InputError(f"{name}: is empty. Allowed is {_ALLOWED} with a column of prompts.")
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: has {len(data) / 2**20:.0f} MiB, allowed are {MAX_BYTES >> 20}. Split it.")
    if data.startswith(b"PAR1"):
        return _parquet(name, data)
    text = _text(name, data, encoding)
    opening = text.lstrip()[:1]
    table = _json(name, text) if opening in ("{", "[") else _csv(name, text)
    if not table.lines and not table.issues:
        raise InputError(f"{name}: has a header and no rows.")
    return table


def of_records(name: str, records: object) -> Table:
    """The table of a list of objects, as the API takes it; a text in the list is a prompt."""
    if not isinstance(records, Sequence) or isinstance(records, str) or not records:
        raise InputError.of(
            name, records, "a name of a built-in set, or a list of rows like {'prompt': …, 'answer': …}"
        )
    return _of_objects(name, "rows", enumerate(records, 1))


def _text(name: str, data: bytes, encoding: str) -> str:
    """The text of a file. A byte that does not belong there becomes a lone surrogate, by which its cell is known."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "surrogateescape" if codec == "utf-8" else "replace")
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise InputError(f"{name}: is {what}, allowed is {_ALLOWED}.")
    if encoding == "utf-16":
        return data.decode("utf-16-le", "replace")
    if (at := data.find(b"\0")) >= 0:
        row = data.count(b"\n", 0, at) + 1
        raise InputError(f"{name}: is binary (a zero byte in row {row}), allowed is {_ALLOWED}.")
    return data.decode("utf-8" if encoding == "auto" else encoding, "surrogateescape")


def _csv(name: str, text: str) -> Table:
    head = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    issues, lines = list[Issue](), list[Line]()
    columns: tuple[str, ...] = ()
    for number, cells in _counted(text, delimiter, issues):
        if not any(cell.strip() for cell in cells):
            continue
        if not columns:
            columns = _named(cells)
        elif len(cells) > len(columns):
            issues.append(
                Issue(number, "", f"has {len(cells)} cells and the header {len(columns)}: are quotation marks missing?")
            )
        elif _full(len(lines), number, issues):
            break
        else:
            lines.append(Line(number, dict(zip(columns, cells, strict=False))))
    return _checked(name, "CSV", columns, lines, issues)


def _counted(text: str, delimiter: str, issues: list[Issue]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file with their numbers, as a spreadsheet has them.

    One that is broken costs the line in which it starts: a quotation mark left open does not swallow the rest.
    """
    lines, at, number = list(io.StringIO(text, newline="")), 0, 0
    while at < len(lines):
        reader = csv.reader(islice(lines, at, None), delimiter=delimiter, strict=True)
        start, read = at, 0
        try:
            for cells in reader:
                number += 1
                yield number, cells
                read = reader.line_num
            return
        except csv.Error as error:
            number += 1
            issues.append(Issue(number, "", f"cannot be read ({error}): is a quotation mark missing?"))
            at = start + read + 1


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns, each its own."""
    found: dict[str, None] = {}
    for at, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {at}"
        while name in found:
            name = f"{name} ({at})"
        found[name] = None
    return tuple(found)


def _json(name: str, text: str) -> Table:
    if text.lstrip().startswith("["):
        try:
            records = json.loads(text)
        except ValueError as error:
            raise InputError(f"{name}: is no JSON ({error}). Allowed is {_ALLOWED}.") from None
        return _of_objects(name, "JSON", enumerate(records, 1))
    issues: list[Issue] = []
    return _of_objects(name, "JSON Lines", _parsed(text, issues), issues)


def _parsed(text: str, issues: list[Issue]) -> Iterable[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                issues.append(Issue(number, "", f"is no JSON ({error})"))


def _of_objects(name: str, kind: str, numbered: Iterable[tuple[int, Any]], issues: list[Issue] | None = None) -> Table:
    issues, lines, columns = [] if issues is None else issues, list[Line](), dict[str, None]()
    for number, record in numbered:
        record = {"prompt": record} if isinstance(record, str) else record
        if not isinstance(record, Mapping):
            issues.append(Issue(number, "", f"is {type(record).__name__}, allowed is an object like {{'prompt': …}}"))
        elif _full(len(lines), number, issues):
            break
        else:
            columns |= dict.fromkeys(map(str, record))
            lines.append(Line(number, {str(key): _cell(value) for key, value in record.items()}))
    return _checked(name, kind, tuple(columns), lines, issues)


def _parquet(name: str, data: bytes) -> Table:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise InputError(f"{name}: is Parquet, which needs the package pyarrow. Install it, or use CSV.") from None
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        batches = file.iter_batches(batch_size=1000)
        records = (record for batch in batches for record in batch.to_pylist())
        return _of_objects(name, "Parquet", enumerate(records, 1))
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"{name}: cannot be read as Parquet ({str(error).splitlines()[0]}).") from None


def _cell(value: Any) -> Any:
    """What a cell holds: text, or a list as it is."""
    if value is None or value != value:  # a missing number
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value if isinstance(value, str | list) else json.dumps(value, ensure_ascii=False, default=str)


def _full(count: int, number: int, issues: list[Issue]) -> bool:
    if count >= MAX_ROWS:
        issues.append(Issue(number, "", f"and what follows is left out: a set has at most {MAX_ROWS} rows"))
    return count >= MAX_ROWS


def _checked(name: str, kind: str, columns: tuple[str, ...], lines: list[Line], issues: list[Issue]) -> Table:
    """Without the rows in which a cell cannot be used."""
    good: list[Line] = []
    for line in lines:
        wrong = [(column, _wrong(value)) for column, value in line.cells.items()]
        wrong = [(column, says) for column, says in wrong if says]
        issues += [Issue(line.number, column, says) for column, says in wrong]
        if not wrong:
            good.append(line)
    return Table(name, kind, columns, tuple(good), tuple(sorted(issues, key=lambda issue: issue.row)))


def _wrong(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    if bad := next((char for char in value if "\ud800" <= char <= "\udfff"), ""):
        byte = f" (byte {ord(bad) - 0xDC00:#04x})" if "\udc80" <= bad <= "\udcff" else ""
        return f"is not in this encoding{byte}: save the file as UTF-8, or name its encoding"
    return f"has {len(value):,} characters, allowed are {MAX_CELL:,}" if len(value) > MAX_CELL else ""
