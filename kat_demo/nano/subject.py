"""A model under test, with its tokenizer: prompts -> what it writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from transformers import AutoModelForCausalLM, PreTrainedTokenizerFast, Qwen2ForCausalLM

from kat_demo.engines import local
from kat_demo.errors import ModelError
from kat_demo.nano import attention, decode
from kat_demo.nano import tokenizer as tokenizers
from kat_demo.nano.problem import Problem
from kat_demo.nano.samples import prompt_text
from kat_demo.prompts import neutralize

LANES: Final = 64
"""Replies decoded at a time, whatever was asked for: memory for their prompts grows with it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A model under test, with its tokenizer."""

    model: Qwen2ForCausalLM
    tokenizer: PreTrainedTokenizerFast

    @classmethod
    def load(cls, folder: Path, quantize: str = "none") -> Subject:
        """From a folder with config, weights and tokenizer; a ModelError if one is missing.

        `quantize` is "none" for the weights as 32-bit floats, or "nf4" for 4 bits, as the app loads them.
        """
        words = tokenizers.load(folder)
        if quantize == "nf4":
            engine = local.load(str(folder), quantize=quantize, threads=torch.get_num_threads())
            engine.shutdown()
            model: Qwen2ForCausalLM = engine.model
        else:
            try:
                model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
            except (OSError, ValueError) as error:
                raise ModelError(
                    f"{folder}: no model can be read there ({error}). Run python -m kat_demo.nano."
                ) from error
            model = model.to("cuda" if torch.cuda.is_available() else "cpu")
        attention.use(model)
        return cls(model.eval(), words)

    def generate(self, prompts: Sequence[str], stop: str, limit: int, temperature: float = 0.0) -> list[list[int]]:
        """The tokens that the model writes behind each prompt, up to the token `stop`; greedy at temperature 0."""
        encoded = self.tokenizer(list(prompts), add_special_tokens=False)["input_ids"]
        stops = {self.tokenizer.convert_tokens_to_ids(token) for token in (stop, tokenizers.END, tokenizers.PAD)}
        found: list[list[int]] = []
        for at in range(0, len(encoded), LANES):
            found += decode.decode(self.model, encoded[at : at + LANES], stops, limit, temperature)
        return found

    def write(self, prompts: Sequence[str], stop: str, limit: int, temperature: float = 0.0) -> list[tuple[str, int]]:
        """What `generate` gives, as text and number of tokens."""
        return [(self.tokenizer.decode(ids), len(ids)) for ids in self.generate(prompts, stop, limit, temperature)]

    def prompt(self, problem: Problem) -> str:
        """The prompt of a problem, up to and with the `<judge>` that opens the reply."""
        messages = [{"role": role, "content": neutralize(content)} for role, content in problem.messages]
        return prompt_text(self.tokenizer, messages)
