"""Evaluation of a model: decoding, problems that training cannot have had, figures, tables, the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import torch
from test_nano import SUM
from transformers import AutoModelForCausalLM

from kat_demo.config import NANO
from kat_demo.errors import ConfigError, InputError, KatError, ModelError
from kat_demo.intervals import wilson
from kat_demo.nano import evaluate, first, model, problems, samples, tokenizer
from kat_demo.nano.decode import Batch, decode
from kat_demo.nano.evaluate import Work
from kat_demo.nano.figures import MIX, Outcome, Row, halves, mean_interval
from kat_demo.nano.problem import Problem
from kat_demo.nano.report import NOT_MEASURED, Report
from kat_demo.nano.subject import Subject


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def subject(made: Path) -> Subject:
    return Subject.load(made / "nano")


# Decoding


@pytest.fixture(scope="module")
def embedded() -> Subject:
    return Subject.load(NANO)


@pytest.fixture(scope="module")
def plain() -> Any:
    """The same weights as transformers runs them by itself."""
    return AutoModelForCausalLM.from_pretrained(NANO, dtype=torch.float32).eval()


def prompts_of(subject: Subject, count: int) -> list[list[int]]:
    """Prompts of quite different lengths."""
    rng = Random(5)
    texts = [subject.prompt(problems.draw(rng)) for _ in range(count)]
    return [subject.tokenizer.encode(text, add_special_tokens=False) for text in texts]


def reference(plain: Any, prompt: list[int], stops: set[int], limit: int) -> list[int]:
    """What transformers' own greedy generation writes behind a prompt that is alone."""
    output = plain.generate(
        input_ids=torch.tensor([prompt]),
        attention_mask=torch.ones(1, len(prompt), dtype=torch.long),
        max_new_tokens=limit,
        do_sample=False,
        temperature=None,
        top_p=None,
        top_k=None,
        eos_token_id=sorted(stops),
        pad_token_id=0,
    )
    return output[0, len(prompt) :].tolist()


def test_a_greedy_reply_is_the_one_that_transformers_gives_to_the_prompt_alone(embedded: Subject, plain: Any) -> None:
    prompts, limit = prompts_of(embedded, 9), 32
    alone = [reference(plain, prompt, set(), limit) for prompt in prompts]
    # stops that end the replies at many different places, so that rows leave the batch again and again
    stops = {alone[0][8], alone[1][17], alone[2][25]}
    expected = [reference(plain, prompt, stops, limit) for prompt in prompts]
    assert len({len(row) for row in expected}) > 3
    assert decode(embedded.model, prompts, stops, limit) == expected


def test_rows_that_are_done_are_not_computed_on(embedded: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    prompts, computed = prompts_of(embedded, 8), []
    step = Batch.step

    def counted(batch: Batch, tokens: torch.Tensor) -> torch.Tensor:
        computed.append(len(tokens))
        return step(batch, tokens)

    monkeypatch.setattr(Batch, "step", counted)
    stop = embedded.tokenizer.convert_tokens_to_ids("</judge>")
    replies = decode(embedded.model, prompts, {stop}, 80)
    assert computed[0] == 8 and computed == sorted(computed, reverse=True)
    for at, rows in enumerate(computed):
        assert sum(len(reply) > at for reply in replies) <= rows < max(2, 2 * sum(len(r) > at for r in replies) + 1)
    assert computed[-1] < 8


def test_the_same_seed_draws_the_same_replies(embedded: Subject) -> None:
    prompts, drawn = prompts_of(embedded, 3), []
    for seed in (1, 1, 2):
        torch.manual_seed(seed)
        drawn.append(decode(embedded.model, prompts, (), 12, temperature=3.0))
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_reply_ends_with_its_stop_or_at_the_limit(embedded: Subject) -> None:
    [prompt] = prompts_of(embedded, 1)
    [whole] = decode(embedded.model, [prompt], (), 6)
    assert len(whole) == 6
    [cut] = decode(embedded.model, [prompt], {whole[2]}, 6)
    assert cut == whole[: whole.index(whole[2]) + 1]


def test_more_prompts_than_lanes_keep_their_order(embedded: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [samples.prompt_text(embedded.tokenizer, [{"role": "user", "content": "1 +" * at}]) for at in range(1, 8)]
    at_once = embedded.write(texts, tokenizer.END, 30)
    monkeypatch.setattr("kat_demo.nano.subject.LANES", 3)
    assert embedded.write(texts, tokenizer.END, 30) == at_once
    assert len({text for text, _ in at_once}) > 1


@pytest.mark.parametrize("mode, decision", [("think", True), ("no_think", False)])
def test_a_forced_mode_writes_the_decision_for_the_model(subject: Subject, mode: str, decision: bool) -> None:
    for outcome in evaluate.run(subject, [Work((SUM, SUM), mode)], limit=40):
        assert outcome.thought is decision and outcome.agrees is None
        assert f"</judge>\n\n<{'think_on' if decision else 'think_off'}>\n" in outcome.reply


def test_four_bits_are_those_of_the_app(embedded: Subject) -> None:
    full, small = embedded, Subject.load(NANO, "nf4")
    kinds = {type(module).__name__ for module in small.model.modules()}
    assert "Linear4bit" in kinds
    assert 2 * small.model.get_memory_footprint() < full.model.get_memory_footprint()
    assert small.write([small.prompt(SUM)], "</judge>", 80)[0][0].endswith("</judge>")


# Problems that training cannot have had


def test_problems_are_the_same_for_a_seed() -> None:
    assert evaluate.draw_problems(2, 4) == evaluate.draw_problems(2, 4)
    assert evaluate.draw_problems(2, 4) != evaluate.draw_problems(2, 5)


def bare(problem: Problem) -> tuple[str, ...]:
    """A whole conversation without capitals and the signs around it."""
    return tuple(content.lower().strip(" ?!.,:~？！。，") for _, content in problem.messages)


def test_no_problem_of_the_evaluation_is_one_that_training_asks() -> None:
    trained = set()
    for name in problems.FAMILIES:
        rng = Random(f"training/{name}")
        trained |= {bare(problems.draw(rng, [name], held_out=False)) for _ in range(300)}
    asked, known = (evaluate.draw_problems(6, evaluate.SEED, held_out=held) for held in (True, False))
    assert not {bare(problem) for problem in asked} & trained
    assert {bare(problem) for problem in known} & trained  # such a small sample would show it


@pytest.mark.parametrize(
    ("name", "kept_apart"),
    [
        ("addition", lambda problem: problem.thinking),
        ("multiplication", lambda problem: problem.thinking),
        ("count_letters", lambda problem: problem.thinking),
        ("story", lambda problem: problem.question),
        ("inventory", lambda problem: problem.question),
        ("ordering", lambda problem: problem.question),
    ],
)
def test_operands_of_the_evaluation_are_kept_from_training_and_so_are_stories_with_their_names(
    name: str, kept_apart: Callable[[Problem], str]
) -> None:
    rng = Random(3)
    kept, trained = ({kept_apart(problems.draw(rng, [name], "en", held)) for _ in range(60)} for held in (True, False))
    assert not kept & trained


def test_no_seed_of_a_training_gives_the_random_state_of_an_evaluation(monkeypatch: pytest.MonkeyPatch) -> None:
    states: list[object] = []

    def noted(seed: object) -> Random:
        states.append(seed)
        return Random(seed)  # type: ignore[arg-type]

    monkeypatch.setattr(evaluate, "Random", noted)
    evaluate.draw_problems(1, 1, families=["addition"])
    assert states == ["evaluate/1/addition"]  # training: "<seed>/<step>", "<seed>/vote/<index>" and the like


def test_with_both_wordings_the_seen_ones_are_asked_in_one_mode_only() -> None:
    work = evaluate.plan(2, 4, ("auto", "think"), families=["addition"])
    assert [(one.mode, one.unseen, len(one.problems)) for one in work] == [
        ("auto", True, 2),
        ("think", True, 2),
        ("auto", False, 2),
    ]
    assert not {p.question for p in work[0].problems} & {p.question for p in work[2].problems}


# Figures


def outcome(correct: bool, thought: bool, pays: bool = True, **more: object) -> Outcome:
    found = Outcome(
        "a", pays, True, False, "q", "auto", correct, False, 100 if thought else 20, thought, thought is pays, True, "r"
    )
    return replace(found, **more)  # type: ignore[arg-type]


def test_a_report_counts_what_happened() -> None:
    family, pays = Report((outcome(True, True), outcome(False, False))).rows()
    assert family.family == "a" and pays.count == 2
    assert (pays.accuracy, pays.tokens, pays.think_rate, pays.agreement, pays.valid) == (0.5, 60, 0.5, 0.5, 1.0)


def test_the_mix_weighs_easy_and_hard_equally_whatever_their_number() -> None:
    easy = [outcome(True, False, pays=False)] * 8
    hard = [outcome(True, True), outcome(False, False)]
    *_, mix = halves("auto", [*easy, *hard])
    assert (mix.family, mix.count) == (MIX, 10)
    assert (mix.accuracy, mix.tokens, mix.think_rate, mix.agreement) == (0.75, 40, 0.25, 0.75)


def test_the_interval_of_the_mix_is_narrower_than_that_of_its_weaker_half_and_holds_the_share() -> None:
    easy = Row.of("auto", "x", [outcome(True, False)] * 90 + [outcome(False, False)] * 10)
    hard = Row.of("auto", "x", [outcome(True, True)] * 60 + [outcome(False, True)] * 40)
    low, high = mean_interval((easy, hard))
    assert low < 0.75 < high and high - low < hard.high - hard.low
    # the normal approximation, which is close here
    spread = 1.96 * 0.5 * (0.9 * 0.1 / 100 + 0.6 * 0.4 / 100) ** 0.5
    assert (low, high) == pytest.approx((0.75 - spread, 0.75 + spread), abs=0.012)
    assert mean_interval((hard, hard)) != (hard.low, hard.high)


def test_wilson_intervals() -> None:
    assert wilson(8, 10) == pytest.approx((0.490, 0.943), abs=0.001)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(40, 40)[1] == 1.0


def test_the_headline_has_a_row_a_mode_and_the_share_of_tokens() -> None:
    auto = (outcome(True, True), outcome(True, False, pays=False))
    always = tuple(replace(one, mode="think", tokens=100, agrees=None) for one in auto)
    text = Report((*auto, *always)).headline()
    assert "| auto | 100.0 % |".replace(" %", "%") in text and "| 60 | 60% | 50.0% | 100.0% | 100.0% |" in text
    assert "| always think | 100.0% |" in text and "| 100 | 100% |" in text
    assert f"| never think | {NOT_MEASURED} |" in text
    assert "2 problems kept from training" in text and "Half of the weight" in text


def test_further_figures_tell_refusals_and_unseen_wordings() -> None:
    unseen = [outcome(True, True), outcome(False, True), outcome(False, False, pays=False, refused=True)]
    unseen += [outcome(True, False, pays=False, refused=True, out_of_scope=True)]
    seen = [outcome(True, True, unseen=False), outcome(True, False, pays=False, unseen=False)]
    further = dict(Report((*unseen, *seen)).further())
    assert list(further.values()) == [
        "100.0% of 4",
        "50.0% (50.0% against 100.0% of 2)",
        "100.0% of 1",
        "33.3% of 3",
    ]
    nothing = dict(Report((outcome(True, True),)).further())
    assert list(nothing.values())[1:3] == [NOT_MEASURED, NOT_MEASURED]


def test_what_training_asks_stands_in_no_table() -> None:
    rows = Report((outcome(True, True), outcome(False, True, unseen=False, family="b"))).rows()
    assert {row.family for row in rows} == {"a", "thinking pays"} and all(row.accuracy == 1 for row in rows)


def test_a_report_is_read_back(tmp_path: Path) -> None:
    report = Report((outcome(True, True), outcome(False, False)), {"weights": "x"})
    report.write(tmp_path / "report.json")
    assert Report.read(tmp_path / "report.json") == report
    (tmp_path / "other.json").write_text('{"rows": []}')
    for name in ("other.json", "none.json"):
        with pytest.raises(ConfigError, match="no evaluation"):
            Report.read(tmp_path / name)


# An interrupted evaluation


class Counted:
    """A subject that counts the batches it answers, and breaks at one."""

    def __init__(self, subject: Subject, breaks_at: int = 99) -> None:
        self._subject, self.model, self.batches, self._breaks_at = subject, subject.model, 0, breaks_at

    def prompt(self, problem: Problem) -> str:
        return self._subject.prompt(problem)

    def write(self, *arguments: object, **more: object) -> list[tuple[str, int]]:
        if self.batches == self._breaks_at:
            raise KeyboardInterrupt
        self.batches += 1
        return self._subject.write(*arguments, **more)  # type: ignore[arg-type]


def test_an_interrupted_evaluation_goes_on_where_it_was(subject: Subject, tmp_path: Path) -> None:
    work = evaluate.plan(2, 1, ("auto",), families=["addition", "talk"], wordings="held-out", lanes=1)
    kept = tmp_path / "replies.jsonl"
    with pytest.raises(KeyboardInterrupt):
        evaluate.run(Counted(subject, breaks_at=3), work, 8, kept)  # type: ignore[arg-type]
    with kept.open("a") as file:
        file.write('[{"family": "ta')  # cut off by a crash
    rest = Counted(subject)
    assert evaluate.run(rest, work, 8, kept) == evaluate.run(subject, work, 8)  # type: ignore[arg-type]
    assert rest.batches == 1


def test_replies_of_other_weights_or_other_work_are_not_taken_over(subject: Subject, tmp_path: Path) -> None:
    work = evaluate.plan(1, 1, ("auto",), families=["addition"], wordings="held-out")
    kept = tmp_path / "replies.jsonl"
    evaluate.run(subject, work, 8, kept)
    for other, limit in ((subject, 9), (Subject(model.fresh(subject.model.config, 5).eval(), subject.tokenizer), 9)):
        again = Counted(other)
        evaluate.run(again, work, limit, kept)  # type: ignore[arg-type]
        assert again.batches == 1


# What people type first


def test_a_conversation_goes_on_from_the_models_own_answer(subject: Subject) -> None:
    asked: list[tuple[tuple[str, str], ...]] = []

    class Scripted(Counted):
        def prompt(self, problem: Problem) -> str:
            asked.append(problem.messages)
            return super().prompt(problem)

        def write(self, *arguments: object, **more: object) -> list[tuple[str, int]]:
            return [("Known.\n</judge>\n\n<think_off>\n<answer>\n12 * 12 = 144.\n</answer><|im_end|>", 20)]

    [table] = [turns for turns in first.CONVERSATIONS if len(turns) == 2]
    one, two = first.ask(Scripted(subject), [table])  # type: ignore[arg-type]
    assert asked[1] == (("user", "12*12?"), ("assistant", "12 * 12 = 144."), ("user", "and plus 6?"))
    assert (first.verdict(one), first.verdict(two)) == ("right", "wrong answer")
    assert "1 of 2 right" in first.table([one, two])


def test_the_right_answer_in_the_wrong_mode_or_format_is_not_right() -> None:
    assert first.verdict(outcome(True, True)) == "right"
    assert first.verdict(outcome(True, False)) == "wrong decision"
    assert first.verdict(outcome(True, True, valid=False)) == "broken format"


@pytest.mark.parametrize(
    ("prompt", "right", "wrong"),
    [
        ("How many r's are in strawberry?", "There are 3 r's in strawberry.", "There are 2 r's in strawberry."),
        ("Which is bigger, 9.11 or 9.9?", "9.9 is bigger than 9.11.", "9.11 is bigger than 9.9."),
        ("Is 91 prime?", "No, 91 is not prime, it is divisible by 7.", "Yes, 91 is prime."),
        ("capital of france", "The capital of France is Paris.", "The capital of France is Rome."),
    ],
)
def test_first_prompts_tell_right_from_wrong(prompt: str, right: str, wrong: str) -> None:
    [turn] = [turn for turns in first.CONVERSATIONS for turn in turns if turn.prompt == prompt]
    problem = first._problem(turn, (("user", prompt),))
    assert problems.grade(problem, right) and not problems.grade(problem, wrong)


# The command


def test_unknown_names_and_empty_requests_are_refused_with_what_is_allowed() -> None:
    with pytest.raises(InputError, match="addition"):
        evaluate.draw_problems(1, 0, families=["nonsense"])
    with pytest.raises(InputError, match="1 or more"):
        evaluate.draw_problems(0, 0)
    with pytest.raises(InputError, match="no_think"):
        evaluate.split([SUM], ["maybe"])
    with pytest.raises(InputError, match="at least one"):
        evaluate.split([])


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--mode", "maybe"], "no_think"),
        (["--n", "0"], "1 or more"),
        (["--lanes", "0"], "1 or more"),
        (["--family", "nonsense"], "addition"),
        (["--wordings", "odd"], "held-out"),
        (["--quantize", "int3"], "nf4"),
        (["--model", "/nonexistent"], "Run python -m kat_demo.nano"),
        (["--model", "/nonexistent", "--first"], "Run python -m kat_demo.nano"),
        (["--json", "/dev/null/x.json"], "cannot be written"),
    ],
)
def test_the_command_says_what_is_wrong(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main(["--n", "1", *arguments]) == 1
    assert message in capsys.readouterr().err


def test_the_command_writes_figures_and_replies(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluate.run, "__defaults__", (40, None))  # the toy model never stops by itself
    target = tmp_path / "out" / "report.json"
    arguments = ["--model", str(made / "nano"), "--n", "2", "--family", "addition", "--json", str(target)]
    assert evaluate.main(arguments) == 0
    said = capsys.readouterr().out
    assert "| no_think | addition | 2 |" in said and "| always think |" in said
    content = json.loads(target.read_text())
    assert len(content["outcomes"]) == 8 and {row["mode"] for row in content["rows"]} == set(evaluate.MODES)
    assert content["about"]["seed"] == evaluate.SEED


def test_the_command_shows_what_people_type_first(
    made: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first, "CONVERSATIONS", first.CONVERSATIONS[:2])
    monkeypatch.setattr(first.ask, "__defaults__", (first.CONVERSATIONS,))
    monkeypatch.setattr(evaluate.replies, "__defaults__", (20, 0.0))
    assert evaluate.main(["--model", str(made / "nano"), "--first"]) == 0
    said = capsys.readouterr().out
    assert "| How many r's are in strawberry? |" in said and "of 2 right." in said


def test_every_error_is_one_that_the_command_shows() -> None:
    assert issubclass(InputError, KatError) and issubclass(ModelError, ConfigError)
