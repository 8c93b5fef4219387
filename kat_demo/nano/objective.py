"""What a batch teaches: the next token, where there is a teacher its distribution (knowledge distillation), and where
there is a further head the token after the next one (multi-token prediction).

Logits are computed for the tokens that teach alone, and the attention's mask once for all layers: compiled together
with them it is computed anew in each, which costs more than the softmax.
"""

from __future__ import annotations

from typing import Final

import torch
import torch.nn.functional as F
from transformers import Qwen2ForCausalLM

from kat_demo.nano import attention
from kat_demo.nano.batches import IGNORE, Batch

_ROUND: Final = 512
"""The tokens that teach are filled up to a multiple of this: for every number of rows that a product of matrices has,
the CPU's library keeps a program and its memory."""


class Objective:
    """The loss of `model`, summed over a batch.

    Args:
        teacher: a model whose distribution makes up `distil` of the loss.
        head: a linear layer [width, width] whose output, beside the last hidden state, tells the token after the next
            one; its loss weighs `ahead`.
        compiled: whether to compile it, for each shape of a batch once.
    """

    def __init__(
        self,
        model: Qwen2ForCausalLM,
        teacher: Qwen2ForCausalLM | None = None,
        distil: float = 0.0,
        head: torch.nn.Linear | None = None,
        ahead: float = 0.0,
        compiled: bool = False,
    ) -> None:
        for one in (model, teacher):
            if one is not None:
                attention.use(one)
        self._model, self._teacher, self._head = model, teacher, head
        self._distil, self._ahead = distil, ahead
        self._sum = torch.compile(self._summed, dynamic=False) if compiled else self._summed

    def __call__(self, batch: Batch) -> torch.Tensor:
        """The loss of the tokens that teach, a scalar; `batch` as `batches` makes it, on the model's device."""
        labels = batch["labels"]
        taught = (labels.flatten() != IGNORE).nonzero().squeeze(1)
        filled, missing = len(taught), -len(taught) % _ROUND
        taught = F.pad(taught, (0, missing))
        told = [labels] if self._head is None else [labels, after_next(labels, batch["document"])]
        following = torch.stack([one.flatten()[taught] for one in told])
        following[:, filled:] = IGNORE
        mask = attention.mask(batch["document"])
        return self._sum(batch["ids"], batch["position"], mask, taught, following)

    def _summed(
        self,
        ids: torch.Tensor,
        position: torch.Tensor,
        mask: torch.Tensor,
        taught: torch.Tensor,
        following: torch.Tensor,
    ) -> torch.Tensor:
        """`taught` [tokens] numbers the tokens of ids [rows, length] that teach, and `following` [1 or 2, tokens] holds
        what follows each: the next token, and with a head the one after it."""
        inputs = {"input_ids": ids, "attention_mask": mask, "position_ids": position, "use_cache": False}
        hidden = self._model.model(**inputs).last_hidden_state.flatten(0, 1)[taught]
        logits = self._model.lm_head(hidden).float()
        loss = F.cross_entropy(logits, following[0], ignore_index=IGNORE, reduction="sum")
        if self._teacher is not None:
            with torch.no_grad():
                known = self._teacher.model(**inputs).last_hidden_state.flatten(0, 1)[taught]
                told = self._teacher.lm_head(known).float().log_softmax(-1)
            distance = F.kl_div(logits.log_softmax(-1), told, reduction="none", log_target=True).sum(-1)
            loss = (1 - self._distil) * loss + self._distil * (distance * (following[0] != IGNORE)).sum()
        if self._head is not None:
            further = self._model.lm_head(hidden + F.silu(self._head(hidden))).float()
            loss = loss + self._ahead * F.cross_entropy(further, following[1], ignore_index=IGNORE, reduction="sum")
        return loss


def after_next(labels: torch.Tensor, document: torch.Tensor) -> torch.Tensor:
    """The labels of the token after the next one, within each sample: (rows, length) like `labels`."""
    later = torch.full_like(labels, IGNORE)
    same = document[:, 1:] == document[:, :-1]
    later[:, :-1] = torch.where(same, labels[:, 1:], IGNORE)
    return later
