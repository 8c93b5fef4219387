"""What is kept of conversations that no row holds: within the budget, the oldest gone first, found by tokens alone."""

from __future__ import annotations

import torch

from kat_demo.engines.store import Store


def put(store: Store, ids: list[int], used: int) -> None:
    store.put(ids, used, lambda: torch.tensor(ids))


def holds(store: Store, ids: list[int]) -> bool:
    found, tokens = store.find(ids)
    return found is not None and tokens == len(ids) and found.states[: len(ids)].tolist() == ids


def test_what_shares_the_longest_beginning_is_found_and_nothing_that_shares_none() -> None:
    store = Store(100, 1)
    put(store, [1, 2, 3, 4], 1)
    put(store, [1, 2, 9], 2)
    found, tokens = store.find([1, 2, 3, 7])
    assert found is not None and found.ids == [1, 2, 3, 4] and tokens == 3
    assert store.find([1, 2])[0].ids == [1, 2, 9]  # type: ignore[union-attr]  # the younger of two
    assert store.find([5, 1, 2]) == (None, 0) and store.find([]) == (None, 0)


def test_the_budget_holds_and_the_one_used_longest_ago_goes_first() -> None:
    store = Store(100, 10)
    for used, first in enumerate((1, 2, 3), start=1):
        put(store, [first, 0, 0], used)
    assert store.bytes == 90
    found, _ = store.find([1, 0, 0])
    assert found is not None
    found.used = 4  # gone on with in the meantime
    put(store, [5, 0, 0, 0], 5)
    assert store.bytes == 100
    assert [holds(store, [first, 0, 0]) for first in (1, 2, 3, 5)] == [True, False, True, True]


def test_younger_ones_are_not_dropped_for_an_older_one_and_none_for_what_never_fits() -> None:
    store = Store(60, 10)
    put(store, [1] * 3, 8)
    put(store, [2] * 3, 9)
    put(store, [3] * 2, 1)
    put(store, [4] * 7, 10)
    put(store, [1] * 9, 11)
    assert holds(store, [1] * 3) and holds(store, [2] * 3) and store.bytes == 60
    put(Store(0, 10), [1], 1)


def test_a_conversation_that_goes_on_is_kept_once() -> None:
    store = Store(100, 10)
    put(store, [1, 2], 1)
    put(store, [1, 2, 3], 2)
    put(store, [1, 2], 3)
    assert store.bytes == 30 and holds(store, [1, 2, 3])


def test_no_memory_lets_everything_go() -> None:
    store = Store(100, 10)
    put(store, [1], 1)

    def fails() -> torch.Tensor:
        raise torch.OutOfMemoryError

    store.put([2], 2, fails)
    assert store.bytes == 0
