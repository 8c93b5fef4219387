"""What people type first, on the embedded model. Opt-in: `pytest -m slow tests/test_first_prompts.py`."""

from __future__ import annotations

import pytest
import torch

from kat_demo.config import NANO
from kat_demo.nano import first
from kat_demo.nano.subject import Subject

PROMPTS = [turn.prompt for turns in first.CONVERSATIONS for turn in turns]


@pytest.fixture(scope="module")
def verdicts() -> dict[str, str]:
    torch.set_num_threads(1)
    outcomes = first.ask(Subject.load(NANO))
    return {outcome.question: f"{first.verdict(outcome)}: {outcome.reply}" for outcome in outcomes}


@pytest.mark.slow
@pytest.mark.parametrize("prompt", PROMPTS)
def test_the_embedded_model_gets_it_right(prompt: str, verdicts: dict[str, str]) -> None:
    assert verdicts[prompt].startswith("right"), verdicts[prompt]
