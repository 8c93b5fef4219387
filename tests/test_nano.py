"""KAT-nano's recipe: tokenizer, template, samples, batches, training and export, on toy budgets."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerFast

from kat_demo import format
from kat_demo.errors import ConfigError, ModelError
from kat_demo.format import Decision
from kat_demo.nano import __main__ as recipe
from kat_demo.nano import batches, export, model, muon, problems, samples, tokenizer, train
from kat_demo.nano.problem import Problem

SUM = Problem(
    family="addition",
    language="en",
    pays=True,
    messages=(("user", "What is 38 + 45?"),),
    judge="A sum with a carry, so thinking pays.",
    thinking="8 + 5 = 13\n3 + 4 + 1 = 8\n38 + 45 = 83",
    answer="38 + 45 = 83.",
    expected=("83",),
)


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> PreTrainedTokenizerFast:
    rng = Random(0)
    learned = tokenizer.train((samples.full_text(problems.draw(rng)) for _ in range(500)), 640)
    folder = tmp_path_factory.mktemp("tokenizer")
    learned.save_pretrained(folder)
    return tokenizer.load(folder)


def taught(words: PreTrainedTokenizerFast, sample: samples.Sample) -> list[str]:
    """The stretches of text on which the loss falls."""
    found: list[list[int]] = []
    for at, (token, learn) in enumerate(zip(sample.ids, sample.learn, strict=True)):
        if learn and (at == 0 or not sample.learn[at - 1]):
            found.append([])
        if learn:
            found[-1].append(token)
    return [words.decode(ids) for ids in found]


def encoded(words: PreTrainedTokenizerFast, pieces: list[samples.Piece]) -> samples.Sample:
    prompt = samples.prompt_text(words, [{"role": "user", "content": SUM.question}])
    return samples.encode(words, prompt, pieces)


# Tokenizer and template


@pytest.mark.parametrize("text", ["", "é ½ 🎉 中文 \x00\x7f", "a\r\n\r\n  b\t\t", "".join(map(chr, range(32, 400)))])
def test_any_text_comes_back_from_its_tokens(words: PreTrainedTokenizerFast, text: str) -> None:
    assert words.decode(words.encode(text)) == text


def test_tags_are_single_tokens_that_stay_when_special_ones_are_skipped(words: PreTrainedTokenizerFast) -> None:
    ids = words.encode("".join(format.TAGS) + tokenizer.END)
    assert len(ids) == len(format.TAGS) + 1
    assert words.decode(ids, skip_special_tokens=True) == "".join(format.TAGS)
    assert (words.eos_token, words.pad_token) == (tokenizer.END, tokenizer.PAD)


def test_digits_stand_alone(words: PreTrainedTokenizerFast) -> None:
    assert words.tokenize("2025") == ["2", "0", "2", "5"]


def test_a_vocabulary_too_small_for_all_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="267"):
        tokenizer.train(["text"], 266)


def test_a_folder_without_tokenizer_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no tokenizer"):
        tokenizer.load(tmp_path)


def test_history_keeps_answers_only_and_the_prompt_ends_inside_the_judge(words: PreTrainedTokenizerFast) -> None:
    messages = [
        {"role": "user", "content": "Hi"},
        {"role": "assistant", "content": "Why.</judge><think_off><answer>draft</answer><answer>\nHello!\n</answer>"},
        {"role": "user", "content": "a <answer> b"},
        {"role": "assistant", "content": " plain "},
        {"role": "user", "content": "Bye"},
    ]
    assert samples.prompt_text(words, messages) == (
        "<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
        "<|im_start|>assistant\nHello!<|im_end|>\n<|im_start|>user\na <answer> b<|im_end|>\n"
        "<|im_start|>assistant\n plain <|im_end|>\n<|im_start|>user\nBye<|im_end|>\n<|im_start|>assistant\n<judge>\n"
    )


def test_a_system_message_takes_the_place_of_the_default(words: PreTrainedTokenizerFast) -> None:
    messages = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}]
    text = words.apply_chat_template(messages, tokenize=False)
    assert text == "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"


# Samples


def test_the_whole_reply_teaches_and_parses(words: PreTrainedTokenizerFast) -> None:
    sample = encoded(words, samples.reply(SUM, Decision.THINK_ON))
    [reply] = taught(words, sample)
    parsed = format.parse(reply)
    assert (parsed.judge, parsed.thinking, parsed.answer) == (SUM.judge, SUM.thinking, SUM.answer)
    assert parsed.complete and parsed.decision == "think_on"
    assert reply.endswith("</answer><|im_end|>")


def test_a_forced_decision_teaches_everything_but_itself(words: PreTrainedTokenizerFast) -> None:
    before, after = taught(words, encoded(words, samples.reply(SUM, Decision.THINK_OFF, teach_decision=False)))
    assert before == SUM.judge + "\n</judge>\n\n"
    assert after == "\n<answer>\n38 + 45 = 83.\n</answer><|im_end|>"


def test_an_empty_judge_is_not_taught_but_what_follows_it_is(words: PreTrainedTokenizerFast) -> None:
    [reply] = taught(words, encoded(words, samples.reply(SUM, Decision.THINK_OFF, judge="")))
    assert reply.startswith("<think_off>\n<answer>\n")


def test_after_a_budget_only_the_answer_teaches(words: PreTrainedTokenizerFast) -> None:
    sample = encoded(words, samples.cut_reply(SUM, Random(0)))
    assert taught(words, sample) == ["38 + 45 = 83.\n</answer><|im_end|>"]
    thinking = format.parse(words.decode(sample.ids).rpartition("<judge>\n")[2]).thinking
    assert SUM.thinking.startswith(thinking + "\n")


def test_the_mix_holds_its_shares() -> None:
    rng, mix = Random(1), samples.Mix()
    drawn = [samples.choose_reply(SUM, rng, mix) for _ in range(4000)]
    contrary = sum(not pieces[1].learn for pieces in drawn if len(pieces) == 3)
    cut = sum(len(pieces) == 2 for pieces in drawn)
    empty = sum(len(pieces) == 3 and pieces[1].learn and pieces[0].text.startswith("</judge>") for pieces in drawn)
    assert contrary / 4000 == pytest.approx(mix.contrary, abs=0.02)
    assert cut / 4000 == pytest.approx(mix.budget, abs=0.01)
    assert empty / 4000 == pytest.approx(mix.empty_judge, abs=0.015)


def test_a_tag_in_a_question_does_not_act(words: PreTrainedTokenizerFast) -> None:
    asked = replace(SUM, messages=(("user", "What does <think_on> mean?<|im_end|>"),))
    messages = samples.conversation(asked, Random(0), samples.Mix(system=0, history=0), lambda rng, language: SUM)
    assert messages == [{"role": "user", "content": "What does < think_on> mean?< |im_end|>"}]


def test_an_earlier_exchange_comes_with_its_answer_alone() -> None:
    mix = samples.Mix(history=1, system=1)
    roles = [message["role"] for message in samples.conversation(SUM, Random(0), mix, lambda rng, language: SUM)]
    assert roles[0] == "system" and roles[1:3] == ["user", "assistant"] and roles[-1] == "user"


# Batches


def test_packing_keeps_samples_whole_and_apart() -> None:
    found = [samples.Sample(list(range(10, 10 + size)), [False] * 2 + [True] * (size - 2)) for size in (6, 5, 4, 4)]
    batch, left = batches.pack(found, rows=2, length=9)
    assert not left
    seen = []
    for row in range(2):
        for number in range(1, int(batch["document"][row].max()) + 1):
            inside = batch["document"][row] == number
            ids, labels = batch["ids"][row][inside], batch["labels"][row][inside]
            assert batch["position"][row][inside].tolist() == list(range(len(ids)))
            assert labels.tolist() == [batches.IGNORE, *range(12, 10 + len(ids) + 1)]
            seen.append(len(ids) + 1)
    assert sorted(seen) == [4, 4, 5, 6]
    assert (batch["labels"][batch["document"] == 0] == batches.IGNORE).all()


def test_a_sample_in_a_row_is_computed_as_if_alone() -> None:
    trainee = train.Trainee(model.fresh(model.shape(2, 300), 1), train.Plan(1, compiled=False), torch.device("cpu"))
    rng = Random(0)
    one, two = ([rng.randrange(300) for _ in range(size)] for size in (9, 7))
    loss = {}
    for name, group in {"one": [one], "two": [two], "both": [one, two]}.items():
        batch, _ = batches.pack([samples.Sample(ids, [True] * len(ids)) for ids in group], rows=1, length=20)
        with torch.no_grad():
            loss[name] = trainee.objective(batch).item()
    assert loss["both"] == pytest.approx(loss["one"] + loss["two"], rel=1e-4)


def test_the_loss_is_of_the_tokens_that_teach_and_of_no_others() -> None:
    trainee = train.Trainee(model.fresh(model.shape(1, 300), 1), train.Plan(1, compiled=False), torch.device("cpu"))
    ids = [Random(0).randrange(300) for _ in range(12)]
    batch, _ = batches.pack([samples.Sample(ids, [False] * 5 + [True] * 7)], rows=1, length=16)
    with torch.no_grad():
        told = trainee.model(torch.tensor([ids[:-1]]), use_cache=False).logits.log_softmax(-1)[0]
        expected = -sum(float(told[at - 1, ids[at]]) for at in range(5, 12))
        assert float(trainee.objective(batch)) == pytest.approx(expected, rel=1e-3)


def test_batches_depend_on_seed_and_step_alone(made: Path) -> None:
    source = batches.Recipe(made / "tokenizer", seed=5, shapes=((6, 256), (2, 512)))
    first, again = batches.Batches(source), batches.Batches(source)
    later = first[7]
    assert [tuple(batch["ids"].shape) for batch in later] == [(2, 512), (6, 256)]
    for batch, repeated, next_one in zip(later, again[7], first[8], strict=True):
        assert all(torch.equal(values, repeated[name]) for name, values in batch.items())
        assert not torch.equal(batch["ids"], next_one["ids"])
    filled = [(batch["document"] > 0).flatten() for step in range(6) for batch in first[step]]
    assert torch.cat(filled).float().mean() > 0.75


def test_what_finds_no_room_is_left_over() -> None:
    found = [samples.Sample(list(range(size)), [True] * size) for size in (5, 12, 9)]
    batch, left = batches.pack(found, rows=1, length=9)
    assert int(batch["document"].max()) == 1 and [len(one.ids) for one in left] == [12, 5]


# Training


def test_muon_is_pytorchs_in_float32() -> None:
    torch.manual_seed(0)
    start, slopes = torch.randn(48, 16), [torch.randn(48, 16) for _ in range(4)]
    moved = []
    for make in (
        lambda weight: muon.Muon([weight], lr=0.01, weight_decay=0.1),
        lambda weight: torch.optim.Muon([weight], lr=0.01, weight_decay=0.1, adjust_lr_fn="match_rms_adamw"),
    ):
        weight = torch.nn.Parameter(start.clone())
        optimizer = make(weight)
        for slope in slopes:
            weight.grad = slope.clone()
            optimizer.step()
        moved.append(weight.detach() - start)
    assert (moved[0] - moved[1]).norm() < 0.02 * moved[1].norm()  # bfloat16 has eight bits


def toy_stream(first: int, last: int) -> list[list[batches.Batch]]:
    found = []
    for step in range(first, last):
        rng = Random(step)
        start = rng.randrange(50)
        ids = [at % 50 for at in range(start, start + 30)]
        found.append([batches.pack([samples.Sample(ids, [True] * 30)], rows=2, length=32)[0]])
    return found


def toy_trainee(steps: int) -> train.Trainee:
    plan = train.Plan(steps, warmup=4, compiled=False)
    return train.Trainee(model.fresh(model.shape(1, 64), 0), plan, torch.device("cpu"))


def test_an_interrupted_run_ends_where_an_uninterrupted_one_does(tmp_path: Path) -> None:
    whole = toy_trainee(30)
    train.run(whole, tmp_path / "whole.safetensors", toy_stream)

    def breaks(first: int, last: int) -> list[list[batches.Batch]]:
        return toy_stream(first, 11)

    train.run(toy_trainee(30), tmp_path / "parts.safetensors", breaks)
    resumed = toy_trainee(30)
    train.run(resumed, tmp_path / "parts.safetensors", toy_stream)
    assert resumed.step == whole.step == 30
    ended, expected = (load_file(tmp_path / f"{name}.safetensors") for name in ("parts", "whole"))
    assert ended.keys() == expected.keys() and {name.partition("/")[0] for name in ended} > {"weight", "average"}
    for name, values in expected.items():
        torch.testing.assert_close(ended[name], values, rtol=1e-3, atol=1e-5)
    log = [json.loads(line) for line in (tmp_path / "whole.jsonl").read_text().splitlines()]
    assert [line["step"] for line in log] == [10, 20, 30]
    assert log[-1]["loss"] < log[0]["loss"]


def test_the_learning_rate_warms_up_and_falls_to_its_floor() -> None:
    plan = train.Plan(1000)
    rates = [plan.rate(step) for step in range(1001)]
    assert rates[0] == pytest.approx(plan.peak / 200) and max(rates) == pytest.approx(plan.peak)
    assert rates.index(max(rates)) in (199, 200)
    assert rates[1000] == pytest.approx(plan.peak * plan.floor)


def test_a_checkpoint_of_another_shape_is_a_model_error(tmp_path: Path) -> None:
    toy_trainee(1).save(tmp_path / "a.safetensors")
    with pytest.raises(ModelError, match="Delete it"):
        train.Trainee(model.fresh(model.shape(2, 64), 0), train.Plan(1, compiled=False), torch.device("cpu")).restore(
            tmp_path / "a.safetensors"
        )
    (tmp_path / "b.safetensors").write_bytes(b"no tensors")
    with pytest.raises(ModelError, match="no checkpoint"):
        train.averaged(tmp_path / "b.safetensors", model.fresh(model.shape(1, 64), 0))


def test_the_published_shape_has_five_million_weights() -> None:
    assert model.parameters(model.fresh(model.shape(), 0)) == 5_051_904


def test_a_model_grows_without_a_change_in_what_it_computes_and_its_new_layers_can_be_trained() -> None:
    small = model.fresh(model.shape(2, 64, eos=3, pad=5), 0)
    large = model.grown(small, 4)
    ids = torch.arange(60)[None]
    torch.testing.assert_close(large(ids).logits, small(ids).logits)
    assert (large.config.num_hidden_layers, large.config.eos_token_id, large.config.pad_token_id) == (4, 3, 5)
    large(ids, labels=ids).loss.backward()
    for layer in large.model.layers:
        assert layer.mlp.down_proj.weight.grad.abs().max() > 0 and layer.self_attn.o_proj.weight.grad.abs().max() > 0
    assert model.grown(small, 2) is small
    for depth in (1, 5):  # fewer layers, another width
        with pytest.raises(ModelError, match=f"A model of 2 layers 128 wide cannot grow to {depth} layers"):
            model.grown(small, depth)


# The whole recipe


def test_the_recipe_makes_a_folder_that_plain_transformers_loads(made: Path) -> None:
    folder = made / "nano"
    loaded = AutoModelForCausalLM.from_pretrained(folder)
    words = AutoTokenizer.from_pretrained(folder)
    assert loaded.dtype == torch.bfloat16 and type(loaded).__name__ == "Qwen2ForCausalLM"
    assert loaded.generation_config.temperature == 0.6 and loaded.generation_config.top_p == 0.95
    assert loaded.generation_config.eos_token_id == [
        words.convert_tokens_to_ids(t) for t in ("<|im_end|>", "<|endoftext|>")
    ]
    text = "12 * 17\n\n<think_on>\n中文"
    assert words.encode(text) == tokenizer.load(made / "tokenizer").encode(text)
    assert sum(file.stat().st_size for file in folder.iterdir()) < export.LIMIT
    assert not {file.suffix for file in made.rglob("*") if file.is_file()} & {".bin", ".pt", ".pkl", ".pth"}


def test_a_finished_recipe_does_nothing_again(made: Path) -> None:
    before = (made / "student.safetensors").stat().st_mtime_ns
    assert recipe.main(["--smoke", "--seed", "3", "--out", str(made), "--stage", "tokenizer", "--stage", "train"]) == 0
    assert (made / "student.safetensors").stat().st_mtime_ns == before


def test_a_target_that_cannot_be_written_is_a_config_error(
    made: Path, tmp_path: Path, words: PreTrainedTokenizerFast
) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ConfigError, match="cannot be written"):
        target = tmp_path / "file" / "nano"
        export.export(model.fresh(model.shape(1, len(words)), 0), words, target, lambda folder: None)
