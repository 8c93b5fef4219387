"""A checkpoint as llama.cpp reads it: one GGUF file, in full precision."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import gguf
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer


def write(folder: Path, path: Path) -> None:
    """The `Qwen2ForCausalLM` in `folder`, with its tokenizer and chat template, at `path`."""
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    config = model.config
    writer = gguf.GGUFWriter(path, "qwen2")
    writer.add_name(folder.name)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    _words(writer, folder)
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.QWEN2, config.num_hidden_layers)
    for name, weight in model.named_parameters():  # a tied head is not among them
        writer.add_tensor(names.get_name(name, try_suffixes=(".weight", ".bias")), weight.detach().numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _words(writer: gguf.GGUFWriter, folder: Path) -> None:
    """Vocabulary, merges, special tokens and template."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    whole: dict[str, Any] = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokens = [
        (text, gguf.TokenType.NORMAL) for text, _ in sorted(whole["model"]["vocab"].items(), key=lambda one: one[1])
    ]
    for added in sorted(whole["added_tokens"], key=lambda one: one["id"]):
        kind = gguf.TokenType.CONTROL if added["special"] else gguf.TokenType.USER_DEFINED
        tokens[added["id"] : added["id"] + 1] = [(added["content"], kind)]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list([text for text, _ in tokens])
    writer.add_token_types([kind for _, kind in tokens])
    writer.add_token_merges([" ".join(pair) if isinstance(pair, list) else pair for pair in whole["model"]["merges"]])
    writer.add_eos_token_id(tokenizer.eos_token_id)
    writer.add_add_bos_token(False)
    writer.add_chat_template(tokenizer.chat_template)
