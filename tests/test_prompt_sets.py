"""Prompt sets: from files of every kind, with everything that is wrong named by row and column."""

from __future__ import annotations

import io
import json
from pathlib import Path
from random import Random

import pandas
import pytest

from kat_demo.errors import InputError
from kat_demo.evaluate import reading, sets
from kat_demo.evaluate.columns import Columns, guess, understand
from kat_demo.evaluate.graders import Grader
from kat_demo.evaluate.rows import PromptSet, Row
from kat_demo.nano import sets as recipe
from kat_demo.nano.evaluate import SEED
from kat_demo.records import Message

HEAD = "id,prompt,answer\n"


def opened(data: bytes | str, encoding: str = "auto", **options: str) -> PromptSet:
    table = reading.read("set.csv", data.encode() if isinstance(data, str) else data, encoding)
    return understand(table, guess(table.columns), **options)


def said(prompts: PromptSet) -> list[str]:
    return [str(issue) for issue in prompts.issues]


def test_a_plain_file() -> None:
    prompts = opened("id,prompt,answer,category\na,What is 7 + 5?,12,sums\nb,Why?,,\n")
    one, two = prompts.rows
    assert (one.id, one.prompt, one.key.answers, one.key.grader, one.category) == (
        "a", "What is 7 + 5?", ("12",), Grader.NUMERIC, "sums",
    )  # fmt: skip
    assert two.key.answers == () and prompts.graded == 1 and not prompts.issues


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Question", "Expected Answer", "ID", "Subject"], ("Question", "Expected Answer", "ID", "Subject")),
        (["问题", "参考答案", "编号", "类别"], ("问题", "参考答案", "编号", "类别")),
        (["user_query", "gold_label", "uid"], ("user_query", "gold_label", "uid", None)),
        (["anything"], ("anything", None, None, None)),
        (["a", "b"], (None, None, None, None)),
    ],
)
def test_columns_are_told_by_forgiving_names(names: list[str], found: tuple[str | None, ...]) -> None:
    columns = guess(names)
    assert (columns.prompt, columns.answer, columns.id, columns.category) == found


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_marks_and_encodings(delimiter: str, encoding: str) -> None:
    text = delimiter.join(["题目", "答案"]) + "\r\n" + delimiter.join(['"3 加 4\n等于几？"', "7"]) + "\r\n"
    [row] = opened(text.encode(encoding)).rows
    assert (row.prompt, row.key.answers) == ("3 加 4\n等于几？", ("7",))


def test_a_named_encoding() -> None:
    [row] = opened("问题,答案\n你好,1\n".encode("gb18030"), "gb18030").rows
    assert row.prompt == "你好"
    with pytest.raises(InputError, match="encoding: got 'latin', allowed is one of 'auto'"):
        opened("prompt\nx\n", "latin")


def test_bytes_of_another_encoding_cost_their_row_alone() -> None:
    prompts = opened(HEAD.encode() + b"a,good,1\nb,caf\xe9,2\nc,good too,3\n")
    assert [row.id for row in prompts.rows] == ["a", "c"]
    assert said(prompts) == [
        "row 3, column prompt: is not in this encoding (byte 0xe9): save the file as UTF-8, or name its encoding"
    ]


def test_json_lines_json_and_parquet(tmp_path: Path) -> None:
    records = [
        {"prompt": "Sum?", "answer": ["12", "twelve"], "grader": "contains"},
        {"prompt": [{"role": "user", "content": "12*12?"}, {"role": "assistant", "content": "144"},
                    {"role": "user", "content": "and plus 6?"}], "answer": 150},
    ]  # fmt: skip
    lines = "\n".join(map(json.dumps, records))
    for data in (lines, json.dumps(records)):
        one, two = opened(data).rows
        assert one.key.answers == ("12", "twelve") and one.key.grader is Grader.CONTAINS
        assert two.prompt == "and plus 6?" and two.key.answers == ("150",)
        assert two.history == (Message("user", "12*12?"), Message("assistant", "144"))
    pandas.DataFrame({"question": ["Sum?", None], "target": [12.0, None]}).to_parquet(tmp_path / "set.parquet")
    prompts = opened((tmp_path / "set.parquet").read_bytes())
    assert prompts.rows[0].key.answers == ("12",)
    assert said(prompts) == ["row 2, column question: got '', allowed is a text that is not empty."]


def test_a_damaged_parquet_file_is_named() -> None:
    with pytest.raises(InputError, match=r"set.csv: cannot be read as Parquet"):
        opened(b"PAR1" + b"nothing of the kind" * 9 + b"PAR1")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "set.csv: is empty"),
        (b" \n\n", "set.csv: is empty"),
        (b"prompt,answer\n", "set.csv: has a header and no rows"),
        (b"a,b\nx,y\n", "set.csv: has no column of prompts. Say which of its columns that is: 'a', 'b'."),
        (b"PK\x03\x04" + b"x" * 50, "is a ZIP archive or a spreadsheet such as .xlsx, allowed is CSV, JSON Lines or"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"prompt\nwhy\0not\n", r"is binary \(a zero byte in row 2\)"),
        (b"prompt,answer\n ,12\n", "has no row that can be asked. row 2, column prompt: got ' '"),
        (b'[{"prompt": 1', "set.csv: is no JSON"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_is_wrong(data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        opened(data)


def test_every_bad_row_is_named_and_the_good_ones_stay() -> None:
    text = (
        "id,prompt,answer,grader\n"
        "a,good,1,\n"
        "b,,2,\n"
        "a,good too,3,\n"
        "c,unread,about five,numeric\n"
        "d,odd,1,magic\n"
        "e,too,many,,cells\n"
        "f,last,4,\n"
    )
    prompts = opened(text)
    assert [row.id for row in prompts.rows] == ["a", "a#4", "c", "d", "f"]
    assert [row.key.answers for row in prompts.rows] == [("1",), ("3",), (), (), ("4",)]
    assert said(prompts) == [
        "row 3, column prompt: got '', allowed is a text that is not empty.",
        "row 4, column id: 'a' stands in row 2 too, so this one is called 'a#4'",
        "row 5, column answer: got 'about five', allowed is a number, with a unit or without, for the grader "
        "'numeric'. The row is asked and not graded.",
        "row 6, column grader: got 'magic', allowed is one of 'auto', 'exact', 'numeric', 'choice', 'contains', "
        "'regex'. The row is asked and not graded.",
        "row 7: has 5 cells and the header 4: are quotation marks missing?",
    ]
    assert [issue.used for issue in prompts.issues] == [False, True, True, True, False]


def test_a_quotation_mark_left_open_does_not_swallow_the_rest() -> None:
    prompts = opened(HEAD + 'a,"open,1\nb,good,2\nc,"fine, too",3\n')
    assert [row.id for row in prompts.rows] == ["b", "c"]
    assert prompts.rows[1].prompt == "fine, too"
    assert said(prompts)[0].startswith("row 2: cannot be read")


def test_lines_that_are_no_json_are_named() -> None:
    prompts = opened('{"prompt": "good"}\n{"prompt": \n[1]\n"just a prompt"\n')
    assert [row.prompt for row in prompts.rows] == ["good", "just a prompt"]
    assert [issue.row for issue in prompts.issues] == [2, 3]


def test_fifty_megabytes_are_read_up_to_the_limit_of_rows() -> None:
    line = "why " * 200 + ",1\n"
    text = "prompt,answer\n" + line * (50 * 2**20 // len(line))
    prompts = opened(text)
    assert len(prompts.rows) == reading.MAX_ROWS
    assert said(prompts) == [f"row {reading.MAX_ROWS + 2}: and what follows is left out: a set has at most 20000 rows"]
    with pytest.raises(InputError, match=r"set\.csv: has 65 MiB, allowed are 64"):
        opened(b"x" * (65 * 2**20))


def test_a_mapping_by_hand_and_a_grader_for_the_set() -> None:
    table = reading.read("set.csv", b"a,b\nPick one,B) Paris\n")
    [row] = understand(table, Columns(prompt="a", answer="b"), "choice").rows
    assert row.key.grader is Grader.CHOICE and row.id == "row 2"
    with pytest.raises(InputError, match="column of the answer: got 'c', allowed is one of 'a', 'b'"):
        understand(table, Columns(prompt="a", answer="c"))


def test_rows_of_a_program() -> None:
    prompts = sets.open_set([{"prompt": "Sum?", "answer": "12"}, "Why?"])
    assert [row.prompt for row in prompts.rows] == ["Sum?", "Why?"]
    for bad in ([], 7, None):
        with pytest.raises(InputError, match="set: got"):
            sets.open_set(bad)
    with pytest.raises(InputError, match="set: got 'none', allowed is one of 'nano-en', 'nano-zh', 'typed'"):
        sets.open_set("none")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sets")
    assert recipe.main(["--out", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_built_in_sets_are_what_the_recipe_writes(language: str, written: Path) -> None:
    prompts = sets.built_in(f"nano-{language}")
    assert not prompts.issues and prompts.graded == len(prompts.rows) >= 400
    assert (written / f"nano-{language}.jsonl").read_bytes() == (sets.FOLDER / f"nano-{language}.jsonl").read_bytes()
    families = {row.category for row in prompts.rows}
    assert {row.category for row in prompts.rows[: len(families)]} == families
    assert len({(row.prompt, row.history) for row in prompts.rows}) == len(prompts.rows)


def test_the_set_of_what_people_type_is_graded_throughout() -> None:
    prompts = sets.built_in("typed")
    assert not prompts.issues and prompts.graded == len(prompts.rows)
    assert len({row.prompt for row in prompts.rows}) == len(prompts.rows)
    assert {row.id.partition("-")[0] for row in prompts.rows} == {"en", "zh"}


def test_the_built_in_sets_are_drawn_from_a_state_of_their_own() -> None:
    name = recipe.draw("en", 1)[0].family
    assert Random(f"{recipe.SEED}/en/{name}").random() != Random(f"evaluate/{SEED}/{name}").random()


def test_rows_come_back_from_their_file_form() -> None:
    for row in (*sets.built_in("nano-en").rows[:80], Row("x", "Why?")):
        assert Row.from_dict(json.loads(json.dumps(row.to_dict()))) == row


@pytest.mark.parametrize("limit", [0, -1, 1.5, "ten", True])
def test_a_limit_that_is_none_is_named(limit: object) -> None:
    with pytest.raises(InputError, match="limit: got"):
        sets.built_in("nano-en").limited(limit)  # type: ignore[arg-type]


def test_a_table_of_a_spreadsheet_program_is_read(tmp_path: Path) -> None:
    frame = pandas.DataFrame({"Prompt": ['He said "hi"', "two\nlines"], "Answer": [1, 2]})
    out = io.BytesIO()
    frame.to_csv(out, index=False, encoding="utf-8-sig")
    assert [row.prompt for row in opened(out.getvalue()).rows] == ['He said "hi"', "two\nlines"]
