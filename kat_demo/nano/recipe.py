"""What the recipe is set to: every size, in one value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from transformers import Qwen2Config, Qwen2ForCausalLM

from kat_demo.nano import batches, evaluate, export, model, srpo, tokenizer, train
from kat_demo.nano.subject import Subject

TOKENS: Final = 40_000_000
"""The budget of a pre-training from scratch, prompts included."""

PEAK: Final = 2e-3
"""The learning rate of what goes on from a model, after its warm-up."""

PARTS: Final = {
    "distil": "distillation",
    "ahead": "multi-token prediction",
    "vote": "the vote and its cold start",
    "srpo": "Step-SRPO",
}
"""What an ablation can leave out, and what it is called."""

WIDE: Final = ((16, 512),)
"""Rows of one length, for steps of several batches on a GPU, where fewer and larger operations are faster. A CPU gains
a sixth from short rows for short samples."""

_UNDECIDING: Final = ("work", "target", "compiled", "problems", "modes", "blend")
"""Settings that no checkpoint depends on."""


def left_out(without: Iterable[str], continued: bool) -> list[str]:
    """What `PARTS` calls the parts that a recipe was without; a further head is only learned from scratch."""
    missing = {*without, *(("ahead",) if continued else ())}
    return [name for part, name in PARTS.items() if part in missing]


@dataclass(frozen=True, slots=True)
class Recipe:
    """Every size of the recipe. The defaults are those of a run from scratch.

    Attributes:
        tokens: of pre-training; the teacher is trained on `teacher_share` of as many.
        shapes, batch: of the rows of a training step, see `batches.Recipe`.
        votes: questions of the vote, each answered `vote_samples` times either way.
        start_tokens: of the supervised training on what the vote decided.
        problems: of the evaluation, for each family.
        without: names of `PARTS`.
        start: a model folder whose weights and tokenizer pre-training goes on from, instead of starting from scratch.
            One of fewer layers is grown.
        peak: the learning rate of pre-training that goes on from `start`, after its warm-up.
        blend: the share of what was trained in the finished weights; the rest are those of `start`. A short training
            leaves weights that are worse than their mean with the ones before (Wortsman et al., 2022).
        ablations: evaluations of recipes that left parts out, for the model card.
    """

    work: Path
    target: Path
    seed: int = 1
    tokens: int = TOKENS
    depth: int = model.DEPTH
    teacher_depth: int = 9
    teacher_share: float = 0.3
    vocabulary: int = tokenizer.VOCABULARY
    texts: int = 60_000
    shapes: tuple[tuple[int, int], ...] = ((24, 256), (4, 512))
    batch: int = 1
    compiled: bool = True
    votes: int = 600
    vote_samples: int = 4
    start_tokens: int = 400_000
    srpo_steps: int = 12
    srpo: srpo.Settings = field(default_factory=srpo.Settings)
    problems: int = 40
    limit: int = evaluate.LIMIT
    modes: tuple[str, ...] = evaluate.MODES
    without: frozenset[str] = frozenset()
    start: Path | None = None
    peak: float = PEAK
    blend: float = 1.0
    ablations: tuple[Path, ...] = ()

    @property
    def settings(self) -> dict[str, object]:
        """What decides the result of a stage, as JSON can hold it."""
        found = {name: value for name, value in asdict(self).items() if name not in (*_UNDECIDING, "ablations")}
        return {**found, "without": sorted(self.without), "start": str(self.start) if self.start else None}

    @property
    def data(self) -> batches.Recipe:
        return batches.Recipe(self.work / "tokenizer", self.seed, self.shapes, self.batch)

    @property
    def evaluation(self) -> Path:
        """The file of the figures and replies."""
        return self.work / "evaluation.json"

    def checkpoint(self, stage: str) -> Path:
        return self.work / f"{stage}.safetensors"

    def fresh(self, depth: int | None = None) -> Qwen2ForCausalLM:
        """A model with new weights, the student unless another depth is named."""
        words = tokenizer.load(self.data.folder)
        end, pad = (words.convert_tokens_to_ids(token) for token in (tokenizer.END, tokenizer.PAD))
        return model.fresh(model.shape(depth or self.depth, len(words), eos=end, pad=pad), self.seed)

    def begun(self) -> Qwen2ForCausalLM:
        """What pre-training begins with: the model in `start`, grown to `depth`, or new weights."""
        return self.fresh() if self.start is None else model.grown(Subject.load(self.start).model, self.depth)

    def result(self, stage: str, depth: int | None = None) -> Qwen2ForCausalLM:
        """The model that a stage left."""
        return train.averaged(self.checkpoint(stage), self.fresh(depth))

    @property
    def last(self) -> str:
        """The name of the last stage of training that is not left out."""
        return next(
            name for part, name in (("srpo", "srpo"), ("vote", "start"), ("", "student")) if part not in self.without
        )

    @property
    def made(self) -> str:
        """What was done, in a sentence for the model card."""
        missing = left_out(self.without, bool(self.start))
        told = f" Left out: {', '.join(missing)}." if missing else ""
        begun, mean = "From scratch", ""
        if self.start is not None:
            layers = Qwen2Config.from_pretrained(self.start).num_hidden_layers
            more = f", grown from {layers} to {self.depth} layers" if layers != self.depth else ""
            begun = f"Gone on from an earlier model (weights {export.digest(self.start)[:12]}{more}),"
            if self.blend < 1:
                mean = f" {self.blend:.0%} of that and {1 - self.blend:.0%} of the earlier weights are these."
        return f"{begun} with seed {self.seed}, {self.tokens / 1e6:.0f} M tokens of pre-training.{told}{mean}"


def smoke(work: Path, seed: int, without: frozenset[str] = frozenset(), ablations: tuple[Path, ...] = ()) -> Recipe:
    """The recipe on a toy budget: every stage runs, and nothing is learned that is worth having."""
    return Recipe(
        work,
        work / "nano",
        seed,
        tokens=80_000,
        depth=2,
        teacher_depth=3,
        vocabulary=768,
        texts=1500,
        shapes=((8, 256), (2, 512)),
        compiled=False,
        votes=6,
        vote_samples=2,
        start_tokens=8_000,
        srpo_steps=2,
        srpo=srpo.Settings(groups=2, size=2, limit=30),
        problems=1,
        limit=40,
        without=without,
        ablations=ablations,
    )
