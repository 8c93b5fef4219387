"""The later stages of KAT-nano's recipe: distillation, multi-token prediction, the vote, Step-SRPO."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from random import Random

import pytest
import torch
from test_nano import toy_stream

from kat_demo.nano import __main__ as recipe
from kat_demo.nano import batches, model, objective, srpo, stages, tokenizer, train, vote
from kat_demo.nano.batches import IGNORE
from kat_demo.nano.recipe import smoke
from kat_demo.nano.srpo import Rollout
from kat_demo.nano.subject import Subject
from kat_demo.nano.vote import Vote


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


# Distillation and multi-token prediction


def trainee(seed: int = 0, teacher: int | None = None, **plan: float) -> train.Trainee:
    told = None if teacher is None else model.fresh(model.shape(1, 64), teacher)
    settings = train.Plan(40, warmup=4, compiled=False, **plan)  # type: ignore[arg-type]
    return train.Trainee(model.fresh(model.shape(1, 64), seed), settings, torch.device("cpu"), told)


def test_the_further_head_is_taught_the_token_after_the_next_within_a_sample() -> None:
    labels = torch.tensor([[5, 6, IGNORE, 8, 9, IGNORE]])
    document = torch.tensor([[1, 1, 1, 2, 2, 0]])
    assert objective.after_next(labels, document).tolist() == [[6, IGNORE, IGNORE, 9, IGNORE, IGNORE]]


def test_a_student_of_itself_has_nothing_to_learn_from_the_teacher() -> None:
    [batch] = toy_stream(0, 1)[0]
    same = trainee(seed=3, teacher=3, distil=1.0)
    other = trainee(seed=3, teacher=4, distil=1.0)
    with torch.no_grad():
        nothing, something = (float(one.objective(batch)) for one in (same, other))
    assert nothing == pytest.approx(0, abs=1e-3) and something > 1


def test_distillation_moves_the_student_towards_the_teacher() -> None:
    one = trainee(seed=0, teacher=1, distil=1.0)
    losses = [one.learn(step) for step in toy_stream(0, 30)]
    assert losses[-1] < 0.7 * losses[0]


def test_training_with_all_parts_resumes_and_exports_without_the_further_head(tmp_path: Path) -> None:
    path = tmp_path / "student.safetensors"
    whole = trainee(teacher=1, distil=0.5, ahead=0.3)
    train.run(whole, path, lambda first, last: toy_stream(first, 15))
    again = trainee(teacher=1, distil=0.5, ahead=0.3)
    again.restore(path)
    assert again.step == 15
    torch.testing.assert_close(again._weights["ahead"], whole._weights["ahead"])
    assert again._weights["ahead"].abs().sum() > 0
    plain = train.averaged(path, model.fresh(model.shape(1, 64), 0))
    assert not any("ahead" in name for name, _ in plain.named_parameters())


# The vote


def test_thinking_wins_only_by_a_margin() -> None:
    assert Vote(1, 0, "addition", 1.0, 0.5).think
    assert not Vote(1, 0, "addition", 1.0, 1.0).think
    assert not Vote(1, 0, "addition", 0.6, 0.5).think
    assert not Vote(1, 0, "addition", 0.0, 1.0).think and Vote(1, 0, "addition", 0.0, 1.0).contrast


def test_a_guess_that_was_lucky_does_not_decide_against_its_family(tmp_path: Path) -> None:
    path = tmp_path / "votes.jsonl"
    lucky, unlucky = Vote(1, 0, "prime", 1.0, 1.0), Vote(1, 1, "prime", 1.0, 0.0)
    known = [Vote(1, 2, "capital", 1.0, 1.0), Vote(1, 3, "capital", 1.0, 1.0)]
    path.write_text("".join(json.dumps(asdict(one)) + "\n" for one in (lucky, unlucky, *known)))
    assert [one.think for one in vote.decided(path)] == [True, True, False, False]
    assert vote.read(path)[0] == lucky and not lucky.think


def test_an_interrupted_vote_goes_on_and_keeps_what_is_there(made: Path, tmp_path: Path) -> None:
    subject = Subject.load(made / "nano")
    path = tmp_path / "votes.jsonl"
    kept = vote.collect(subject, 1, 2, 1, 20, path)
    with path.open("a") as file:
        file.write('{"seed": 1, "ind')  # cut off by a crash
    again = vote.collect(subject, 1, 4, 1, 20, path)
    assert [one.index for one in again] == [0, 1, 2, 3]
    assert [one for one in again if one.index < 2] == kept
    assert [one.family for one in again] == [vote.question(1, one.index).family for one in again]


def test_what_the_vote_decided_is_taught_with_a_rationale_for_it() -> None:
    changed = Counter[bool]()
    for index in range(60):
        problem = vote.question(7, index)
        for on, off in ((1.0, 0.0), (0.0, 0.0)):
            taught = vote.taught(Vote(7, index, problem.family, on, off))
            wanted = on > off and bool(problem.thinking)
            assert taught.pays is wanted and taught.messages == problem.messages
            assert (taught.judge == problem.judge) is (wanted == problem.pays)
            changed[wanted != problem.pays] += 1
    assert changed[True] > 10 and changed[False] > 10


def test_only_questions_of_the_vote_are_drawn_from_it(tmp_path: Path) -> None:
    path = tmp_path / "votes.jsonl"
    path.write_text(
        "".join(
            json.dumps({"seed": 7, "index": at, "family": "", "with_thinking": 1.0, "without": 0.0}) + "\n"
            for at in range(5)
        )
    )
    allowed = {vote.question(7, index).question for index in range(5)}
    drawn = {batches.Recipe(tmp_path, 1, votes=path).draw(Random(at)).question for at in range(40)}
    assert drawn == allowed


# Step-SRPO


def rollout(decision: float, answer: float, reply: int = 6, split: int = 2) -> Rollout:
    return Rollout([1, 2, 3], list(range(10, 10 + reply)), split, decision, answer, reply)


def test_each_reward_acts_on_its_own_tokens() -> None:
    weighed = srpo.weigh([rollout(1, 0), rollout(0, 1)])
    assert weighed is not None
    assert weighed[0].advantages == pytest.approx([1, 1, -1, -1, -1, -1])
    assert weighed[1].advantages == pytest.approx([-1, -1, 1, 1, 1, 1])


def test_a_group_without_contrast_teaches_nothing() -> None:
    assert srpo.weigh([rollout(1, 1), rollout(1, 1)]) is None
    one_sided = srpo.weigh([rollout(1, 1), rollout(1, 0)])
    assert one_sided is not None and one_sided[0].advantages[:2] == [0, 0]


def test_a_step_makes_the_rewarded_reply_likelier_and_the_other_one_less() -> None:
    learner = model.fresh(model.shape(1, 64), 0)
    reference = model.fresh(model.shape(1, 64), 0).requires_grad_(False)
    good = Rollout([1, 2, 3], [20, 21, 22, 23], 2, 1, 1, 4)
    bad = Rollout([1, 2, 3], [30, 31], 1, 0, 0, 2)  # shorter: padding must not count
    weighed = srpo.weigh([good, bad])
    assert weighed is not None
    subject = train.Trainee(learner, train.Plan(5, peak=1e-3, warmup=1, compiled=False), torch.device("cpu"))

    def likelihood(one: Rollout) -> float:
        ids = torch.tensor([one.prompt + one.reply])
        with torch.no_grad():
            return float(srpo._log_probabilities(learner, ids)[0, 2:].sum())

    before = likelihood(good), likelihood(bad)
    for _ in range(5):
        subject.update(srpo.losses(learner, reference, weighed, penalty=0.0, lanes=1))
    assert likelihood(good) > before[0] + 0.1 and likelihood(bad) < before[1] - 0.1


def test_the_penalty_is_nothing_at_the_start_and_grows_with_the_distance() -> None:
    same, other = (model.fresh(model.shape(1, 64), seed) for seed in (0, 1))
    reference = model.fresh(model.shape(1, 64), 0).requires_grad_(False)
    still = [srpo.Weighed(rollout(0, 0), [0.0] * 6)]
    assert next(srpo.losses(same, reference, still, 1.0)).item() == pytest.approx(0, abs=1e-5)
    assert next(srpo.losses(other, reference, still, 1.0)).item() > 0.01


def test_sampled_groups_carry_the_tokens_that_the_model_wrote(made: Path) -> None:
    subject = Subject.load(made / "nano")
    votes = [Vote(1, index, vote.question(1, index).family, 1.0, 0.0) for index in range(2)]
    groups = srpo.sample(subject, votes, srpo.Settings(size=3, limit=12))
    assert [len(group) for group in groups] == [3, 3]
    tags = set(subject.tokenizer.convert_tokens_to_ids(["<think_on>", "<think_off>"]))
    for one in (one for group in groups for one in group):
        assert 0 < len(one.reply) <= 12 and one.tokens == len(one.reply)
        assert not tags & set(one.reply[: one.split - 1])
        assert one.decision in (0, 1) and one.answer in (0, 1)


def test_an_interrupted_reinforcement_loses_the_step_it_was_in_alone(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = Subject.load(made / "nano")
    votes = [Vote(1, index, "", 1.0, 0.0) for index in range(3)]
    path, drawn = tmp_path / "srpo.safetensors", srpo._groups
    plan = train.Plan(5, warmup=1, compiled=False)

    def learner() -> train.Trainee:
        return train.Trainee(model.fresh(subject.model.config, 0), plan, torch.device("cpu"))

    reference = model.fresh(subject.model.config, 0).requires_grad_(False)
    calls: list[int] = []

    def breaks(*arguments: object) -> object:
        calls.append(len(calls))
        if len(calls) == 3:
            raise KeyboardInterrupt
        return drawn(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(srpo, "_groups", breaks)
    settings = srpo.Settings(groups=1, size=2, limit=4)
    with pytest.raises(KeyboardInterrupt):
        srpo.run(learner(), reference, subject.tokenizer, votes, settings, 1, path)
    again = learner()
    srpo.run(again, reference, subject.tokenizer, votes, settings, 1, path)
    assert again.step == 5 and len(calls) == 3 + 3
    assert [json.loads(line)["step"] for line in path.with_suffix(".jsonl").read_text().splitlines()] == [1, 2, 3, 4, 5]


# The whole


def test_every_stage_left_its_result_and_its_log(made: Path) -> None:
    for stage in ("teacher", "student", "start", "srpo"):
        assert (made / f"{stage}.safetensors").exists(), stage
        lines = [json.loads(line) for line in (made / f"{stage}.jsonl").read_text().splitlines()]
        assert lines and all("loss" in line for line in lines)
    assert len(vote.read(made / "votes.jsonl")) == 6


@pytest.mark.parametrize(
    ("without", "last"), [((), "srpo"), (("srpo",), "start"), (("srpo", "vote"), "student"), (("vote",), "srpo")]
)
def test_an_ablation_ends_with_the_last_stage_that_is_left(without: tuple[str, ...], last: str, tmp_path: Path) -> None:
    found, _ = recipe.read(["--out", str(tmp_path), *(part for name in without for part in ("--without", name))])
    assert found.last == last


def test_a_recipe_without_its_later_parts_leaves_them_out(made: Path, tmp_path: Path) -> None:
    for name in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
        target = tmp_path / "tokenizer" / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes((made / "tokenizer" / name).read_bytes())
    parts = [text for part in recipe.PARTS for text in ("--without", part)]
    stages = [text for name in ("teacher", "train", "vote", "start", "srpo", "export") for text in ("--stage", name)]
    assert recipe.main(["--smoke", "--out", str(tmp_path), *parts, *stages]) == 0
    assert {file.stem for file in tmp_path.glob("*.safetensors")} == {"student"}
    assert tokenizer.load(tmp_path / "nano").encode("12") and not (tmp_path / "votes.jsonl").exists()


def test_a_recipe_can_go_on_from_a_model_with_its_tokenizer(made: Path, tmp_path: Path) -> None:
    command = ["--out", str(tmp_path), "--start", str(made / "nano"), "--tokens", "10000", "--depth", "4"]
    found, _ = recipe.read([*command, *(part for name in recipe.PARTS for part in ("--without", name))])
    assert found.made.startswith("Gone on from an earlier model (weights ") and found.settings["start"] == str(
        made / "nano"
    )
    assert ", grown from 2 to 4 layers), " in found.made and ", grown" not in replace(found, depth=2).made
    stages.learn_tokenizer(found)
    assert tokenizer.load(tmp_path / "tokenizer").encode("12 * 17") == tokenizer.load(made / "nano").encode("12 * 17")
    with pytest.raises(SystemExit):
        recipe.read(["--start", str(tmp_path / "nothing")])
    for blend in ("0.5", "0", "1.5", "nan"):  # of nothing, or no share
        with pytest.raises(SystemExit):
            recipe.read(["--blend", blend])
    with pytest.raises(SystemExit):
        recipe.read(["--depth", "0"])
    for peak in ("0", "-1", "2", "nan"):
        with pytest.raises(SystemExit):
            recipe.read(["--peak", peak])


def test_a_model_that_cannot_grow_is_refused_before_anything_is_done(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert recipe.main(["--out", str(tmp_path), "--start", str(made / "nano"), "--tokens", "10000"]) == 1
    assert "A model of 2 layers 128 wide cannot grow to 6 layers 256 wide" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())  # so that the folder is free for the right settings


def test_the_finished_weights_can_be_a_mean_with_the_earlier_ones(made: Path, tmp_path: Path) -> None:
    for name in ("tokenizer", "student.safetensors"):
        (tmp_path / name).symlink_to(made / name)
    toy = smoke(tmp_path, 3, without=frozenset({"vote", "srpo"}))
    found = replace(toy, start=made / "nano", blend=0.25)
    assert found.made.endswith(" 25% of that and 75% of the earlier weights are these.")
    stages.publish(found)
    trained, earlier = dict(found.result("student").named_parameters()), Subject.load(made / "nano").model
    mean = dict(Subject.load(found.target).model.named_parameters())
    for name, before in earlier.named_parameters():
        expected = 0.25 * trained[name] + 0.75 * before.float()
        torch.testing.assert_close(mean[name].float(), expected, rtol=0.01, atol=1e-4)  # kept in bfloat16
    assert any(not torch.equal(mean[name], weight) for name, weight in earlier.named_parameters())
