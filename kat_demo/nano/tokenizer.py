"""KAT-nano's tokenizer: byte-level BPE cut like Qwen2's, with the format's tags as single, non-special tokens.

Digits stand alone, all 256 bytes are in the vocabulary, so any text goes in and comes back. The tokens of ChatML are
special; a reply ends with `<|im_end|>`, and `<|endoftext|>` pads. A saved folder loads with plain `AutoTokenizer`.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Final

from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers, trainers
from tokenizers.models import BPE
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from kat_demo import format
from kat_demo.errors import ModelError

VOCABULARY: Final = 2048
"""Tokens in all, with the tags and ChatML's."""

PAD: Final = "<|endoftext|>"
START: Final = "<|im_start|>"
END: Final = "<|im_end|>"
SPECIAL: Final = (PAD, START, END)

_CUT: Final = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""Qwen2's pattern: what it keeps apart, no merge joins."""


def chat_template() -> str:
    """The template in Jinja, as it is saved with the tokenizer."""
    return files("kat_demo.nano").joinpath("template.jinja").read_text(encoding="utf-8")


def train(texts: Iterable[str], size: int = VOCABULARY) -> PreTrainedTokenizerFast:
    """Learn a vocabulary of `size` tokens from `texts`. The same texts give the same tokenizer."""
    smallest = 256 + len(SPECIAL) + len(format.TAGS)
    if size < smallest:
        raise ValueError(f"size: got {size}, allowed is {smallest} or more: bytes, tags and ChatML's tokens.")
    core = Tokenizer(BPE())
    core.normalizer = normalizers.NFC()
    core.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_CUT), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    core.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size - len(format.TAGS),
        special_tokens=[AddedToken(token, special=True, normalized=False) for token in SPECIAL],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    core.train_from_iterator(texts, trainer)
    core.add_tokens([AddedToken(tag, special=False, normalized=False) for tag in format.TAGS])
    return wrap(core)


def wrap(core: Tokenizer) -> PreTrainedTokenizerFast:
    """The tokenizer as transformers knows it, with the chat template."""
    return PreTrainedTokenizerFast(
        tokenizer_object=core,
        eos_token=END,
        pad_token=PAD,
        clean_up_tokenization_spaces=False,
        model_max_length=2048,
        padding_side="left",
        chat_template=chat_template(),
    )


def load(folder: Path) -> PreTrainedTokenizerFast:
    """The tokenizer that lies in `folder`; a ModelError if none can be read there."""
    try:
        tokenizer: PreTrainedTokenizerFast = AutoTokenizer.from_pretrained(folder)
    except (OSError, ValueError) as error:
        raise ModelError(f"{folder}: no tokenizer can be read there ({error}). Run python -m kat_demo.nano.") from error
    missing = [tag for tag in (*format.TAGS, *SPECIAL) if len(tokenizer.encode(tag, add_special_tokens=False)) != 1]
    if missing:
        raise ModelError(f"{folder}: {', '.join(missing)} should be one token each. Run python -m kat_demo.nano anew.")
    return tokenizer
