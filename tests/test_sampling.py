"""Drawing tokens: the right distribution, one's own random numbers, no full sort."""

from __future__ import annotations

import pytest
import torch

from kat_demo.engines import sampling
from kat_demo.engines.sampling import Draw, sample

PLACES = torch.linspace(0, 1 - 1e-6, 4001).tolist()


def shares(logits: torch.Tensor, **options: float) -> torch.Tensor:
    """The share of each token over evenly spread random numbers."""
    values = {"temperature": 1.0, "top_p": 1.0, "top_k": 0} | options
    draws = [Draw(uniform=place, **values) for place in PLACES]  # type: ignore[arg-type]
    tokens = sample(logits.expand(len(draws), -1), draws)
    return torch.bincount(torch.tensor(tokens), minlength=len(logits)) / len(draws)


def expected(logits: torch.Tensor, temperature: float = 1.0, top_p: float = 1.0, top_k: int = 0) -> torch.Tensor:
    """The same by definition: temperature, then the top k, then the nucleus, from a full sort."""
    ordered, tokens = (logits / temperature).sort(descending=True)
    if top_k:
        ordered[top_k:] = -torch.inf
    probability = ordered.softmax(-1)
    probability[probability.cumsum(-1) - probability >= top_p] = 0
    return torch.zeros_like(logits).scatter(0, tokens, probability / probability.sum())


@pytest.mark.parametrize("size", [6, 5000])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"temperature": 0.6},
        {"top_p": 0.7},
        {"top_k": 3},
        {"top_k": 4, "top_p": 0.8},
        {"temperature": 2.0, "top_p": 0.95},
    ],
)
def test_the_shares_are_those_of_the_definition(size: int, options: dict[str, float]) -> None:
    logits = torch.randn(size, generator=torch.Generator().manual_seed(3)) * 2
    assert (shares(logits, **options) - expected(logits, **options)).abs().sum() < 0.01 + 0.0002 * size  # type: ignore[arg-type]


def test_a_flat_distribution_reaches_beyond_the_first_tokens() -> None:
    logits = torch.zeros(4 * sampling.NUCLEUS)
    tokens = sample(
        logits.expand(200, -1), [Draw(1.0, 0.95, 0, place) for place in torch.linspace(0, 0.999, 200).tolist()]
    )
    assert len(set(tokens)) > sampling.NUCLEUS / 2


def test_temperature_zero_takes_the_most_probable_token() -> None:
    logits = torch.tensor([[0.0, 3.0, 1.0], [5.0, 0.0, 0.0]])
    assert sample(logits, [Draw(0.0, 0.5, 1, 0.99), Draw(0.0, 1.0, 0, 0.0)]) == [1, 0]


def test_every_row_of_a_mixed_batch_draws_as_it_would_alone() -> None:
    logits = torch.randn(4, 900, generator=torch.Generator().manual_seed(5))
    draws = [Draw(0.0, 1.0, 0, 0.5), Draw(0.6, 0.95, 0, 0.3), Draw(1.0, 1.0, 0, 0.7), Draw(2.0, 0.99, 50, 0.9)]
    alone = [sample(logits[row : row + 1], [draws[row]])[0] for row in range(4)]
    assert sample(logits, draws) == alone


def test_the_last_random_number_never_draws_what_is_not_allowed() -> None:
    logits = torch.tensor([[5.0, 4.0, -30.0, -40.0]])
    assert sample(logits, [Draw(1.0, 0.9, 0, 1 - 2**-25)]) == [1]
