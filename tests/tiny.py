"""A tiny checkpoint whose tokenizer has the format's tags as plain text, cut as the Qwen vocabulary cuts them.

It is really trained, in a few seconds, until it knows a handful of exchanges by heart: enough to see the judge end,
the decision scored, modes forced and borders found where tags are no single tokens.
"""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

QWEN_WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
PIECES = (
    "</",
    "judge",
    ">\n\n",
    ">\n",
    ".\n",
    "<th",
    "ink",
    "_on",
    "_off",
    "answer",
    "user",
    "assistant",
    "What",
    " is",
)
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n<judge>\n{% endif %}"
)
DIRECT = "A small sum.\n</judge>\n\n<think_off>\n<answer>\n{}\n</answer><|im_end|>"
THOUGHT = "A big product.\n</judge>\n\n<think_on>\n<think>\n{}\n</think>\n\n<answer>\n{}\n</answer><|im_end|>"
SUM, PRODUCT = "What is 7 + 5?", "What is 47 * 86?"
EXCHANGES = (
    (SUM, DIRECT.format("It is 12.")),
    (SUM, DIRECT.replace("_off>\n", "_on>\n<think>\n7 + 5\n= 12.\n</think>\n\n").format("It is 12.")),
    (PRODUCT, THOUGHT.format("47 * 80 = 3760.\n47 * 6 = 282.\nSum 4042.", "It is 4042.")),
    (PRODUCT, THOUGHT.replace("_on>\n<think>\n{}\n</think>\n\n", "_off>\n").format("It is 4000.")),
)
WEIGHTS = (1.0, 0.0, 1.0, 0.0)  # of the decision in the loss: the forced exchanges do not teach it


def plain_tokenizer() -> PreTrainedTokenizerFast:
    """Byte-level BPE with just the merges that make `PIECES`."""
    letters = {byte: text for text in pre_tokenizers.ByteLevel.alphabet() for byte in [text]}
    vocabulary = {letter: index for index, letter in enumerate(sorted(letters))}
    merges: list[tuple[str, str]] = []
    for piece in PIECES:
        symbols = piece.replace(" ", "Ġ").replace("\n", "Ċ")
        pairs = [(symbols[:size], symbols[size]) for size in range(1, len(symbols))]
        if symbols.endswith("ĊĊ"):
            pairs = [("Ċ", "Ċ"), (symbols[0], "ĊĊ")]
        elif symbols == "<th":
            pairs = [("t", "h"), ("<", "th")]
        elif symbols in ("_on", "_off"):
            rest = symbols[1:]
            pairs = [(rest[:size], rest[size]) for size in range(1, len(rest))] + [("_", rest)]
        for left, right in pairs:
            if left + right not in vocabulary:
                vocabulary[left + right] = len(vocabulary)
                merges.append((left, right))
    backend = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    backend.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(QWEN_WORDS), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    backend.decoder = decoders.ByteLevel()
    backend.add_special_tokens([AddedToken(t, special=True) for t in ("<|endoftext|>", "<|im_start|>", "<|im_end|>")])
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=backend, eos_token="<|im_end|>", pad_token="<|endoftext|>", chat_template=TEMPLATE
    )
    return tokenizer


def build(folder: Path, steps: int = 220) -> Path:
    """Train the checkpoint into `folder`."""
    torch.manual_seed(0)
    tokenizer = plain_tokenizer()
    config = Qwen2Config(
        vocab_size=len(tokenizer), hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=1024, tie_word_embeddings=True,
        eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id,
    )  # fmt: skip
    model = Qwen2ForCausalLM(config)
    ids, labels = _batch(tokenizer)
    optimizer = torch.optim.AdamW(model.parameters(), lr=4e-3)
    for _ in range(steps):
        loss = model(input_ids=ids, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert loss < 0.02, f"the tiny model did not learn its exchanges: loss {loss:.3f}"
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _batch(tokenizer: PreTrainedTokenizerFast) -> tuple[torch.Tensor, torch.Tensor]:
    """The exchanges as padded rows; the loss lies on the replies, without the decision where it was forced."""
    rows, masks = [], []
    for (question, answer), weight in zip(EXCHANGES, WEIGHTS, strict=True):
        prompt = tokenizer.apply_chat_template(
            [{"role": "user", "content": question}], add_generation_prompt=True, tokenize=False
        )
        start = len(tokenizer(prompt)["input_ids"])
        row = tokenizer(prompt + answer)["input_ids"]
        keep = [index >= start for index in range(len(row))]
        if not weight:
            for index, token in enumerate(row):
                if tokenizer.convert_ids_to_tokens(token) in ("_on", "_off"):
                    keep[index] = False
        rows.append(row)
        masks.append(keep)
    width = max(map(len, rows))
    ids = torch.tensor([row + [tokenizer.pad_token_id] * (width - len(row)) for row in rows])
    labels = torch.full_like(ids, -100)
    for index, (row, keep) in enumerate(zip(rows, masks, strict=True)):
        for place, (token, counts) in enumerate(zip(row, keep, strict=True)):
            if counts:
                labels[index, place] = token
    return ids, labels
