"""What makes steps fast, as far as a CPU can tell; `test_gpu.py` has the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import torch
from bitsandbytes.nn import Linear4bit
from conftest import open_local
from transformers import AutoModelForCausalLM, Qwen2Config, Qwen2ForCausalLM

from kat_demo.config import NANO
from kat_demo.engines import fused, nf4, tune
from kat_demo.engines.cache import RowCache, argument
from kat_demo.engines.local import LocalEngine
from kat_demo.engines.tune import lay_out


@pytest.fixture(scope="module")
def four_bits() -> Iterator[LocalEngine]:
    engine = open_local(NANO, quantize="nf4")
    yield engine
    engine.shutdown()


def plain_model() -> Any:
    return AutoModelForCausalLM.from_pretrained(NANO, dtype=torch.float32).eval()


@torch.inference_mode()
def logits(model: Any, width: int) -> torch.Tensor:
    """Behind `width` tokens on two of three rows, of which one is longer than the other."""
    cache = RowCache(model.config, 3, model.device, model.dtype)
    cache.reserve(64, 64)
    ids = torch.randint(5, 500, (2, 20), generator=torch.Generator().manual_seed(0))
    for starts, tokens in (([0, 0], ids), ([20, 13], ids[:, :width])):
        positions, mask = cache.select([0, 2], starts, tokens.shape[1])
        options = {"position_ids": positions, "attention_mask": mask, "use_cache": True, argument(model): cache}
        found = model(input_ids=tokens, **options).logits
    return found


@pytest.mark.parametrize("width", [1, 5, 20])
def test_grouped_attention_is_transformers_own(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    model = plain_model()
    expected = logits(model, width)
    monkeypatch.setattr(fused, "QUERIES", 40)  # so that the widest here is left to transformers
    fused.use(model)
    assert model.config._attn_implementation == fused.NAME
    assert torch.allclose(logits(model, width), expected, atol=1e-4)


def test_where_a_kernel_cannot_be_compiled_everything_stays_as_it_was(caplog: pytest.LogCaptureFixture) -> None:
    if torch.cuda.is_available():
        pytest.skip("this machine can compile it")
    part = Linear4bit(256, 64, bias=False, compute_dtype=torch.bfloat16, quant_type="nf4").to("cpu")
    model = torch.nn.Sequential(part)
    assert nf4.parts(model) == [part] and nf4.use(model) != ""
    assert not isinstance(part.forward, nf4.Product) and tune.cheap(model) == 1
    tune.tune(plain_model().to(torch.bfloat16))
    assert "Small operations stay as they are" in caplog.text


def test_guesses_are_made_where_several_tokens_cost_as_much_as_one(four_bits: LocalEngine) -> None:
    assert tune.cheap(plain_model()) == tune.PLAIN
    assert tune.cheap(four_bits.model) == 1


def test_a_byte_is_a_pair_of_values_the_upper_half_first() -> None:
    code = torch.linspace(-1, 1, 16)
    pairs = nf4._pairs(code).view(torch.bfloat16).view(256, 2)
    assert torch.equal(pairs[0x3C], code[[0x3, 0xC]].bfloat16())


def small(tied: bool) -> Qwen2ForCausalLM:
    config = Qwen2Config(
        vocab_size=300, hidden_size=64, num_hidden_layers=2, intermediate_size=192, num_attention_heads=4,
        num_key_value_heads=2, tie_word_embeddings=tied,
    )  # fmt: skip
    torch.manual_seed(0)
    return Qwen2ForCausalLM(config).eval()


@pytest.mark.parametrize("tied", [True, False])
@torch.inference_mode()
def test_a_cpu_reads_tall_matrices_by_column(tied: bool) -> None:
    model, ids = small(tied), torch.arange(40)[None] * 7 % 300
    before, named = model(ids).logits, dict(model.named_parameters())
    names = [name for name, part in model.named_modules() if isinstance(part, torch.nn.Linear)]
    weights = {name: model.get_submodule(name).weight.clone() for name in names}
    lay_out(model)
    assert torch.allclose(model(ids).logits, before, atol=1e-5)
    turned = {name for name in names if not model.get_submodule(name).weight.is_contiguous()}
    assert {name.rpartition(".")[2] for name in turned} == {"gate_proj", "up_proj", *([] if tied else ["lm_head"])}
    assert (model.lm_head.weight is model.model.embed_tokens.weight) is tied
    assert all(torch.equal(model.get_submodule(name).weight, weights[name]) for name in names)
    assert named["model.embed_tokens.weight"].is_contiguous()
    strides = [list(model.get_submodule(name).weight.stride()) for name in turned]
    lay_out(model)  # which is there already, and nothing changes
    assert [list(model.get_submodule(name).weight.stride()) for name in turned] == strides
