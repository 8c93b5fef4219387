"""How often a page is told of a reply that is being written."""

from __future__ import annotations

import pytest

from kat_demo.records import Phase
from kat_demo.ui import pace
from kat_demo.ui.pace import Changes, Pace, as_properties


class Clock:
    now = 0.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(pace, "time", made)
    return made


def shown(clock: Clock, letters: int, seconds: float = 2.0) -> int:
    """Updates in `seconds` of a reply that changes a hundred times a second."""
    regular, count = Pace(), 0
    for _ in range(int(seconds * 100)):
        count += regular.allows(Phase.THINKING, letters)
        clock.now += 0.01
    return count


def test_updates_come_about_twelve_times_a_second(clock: Clock) -> None:
    assert 10 <= shown(clock, 0) / 2 <= 13


def test_they_come_more_slowly_the_longer_the_text_is(clock: Clock) -> None:
    assert shown(clock, 120_000) / 2 <= 2.5


def test_a_new_phase_is_shown_at_once(clock: Clock) -> None:
    regular = Pace()
    assert regular.allows(Phase.THINKING, 0) and not regular.allows(Phase.THINKING, 0)
    assert regular.allows(Phase.ANSWER, 0) and regular.allows(Phase.DONE, 0)


def test_only_what_has_changed_is_sent() -> None:
    changes = Changes()
    assert changes.only({"a": 1, "b": 2}) == {"a": 1, "b": 2}
    assert changes.only({"a": 1, "b": 3}) == {"b": 3}
    assert list(changes.only({"a": 1, "b": 3})) == ["a"]


def test_text_is_sent_as_a_property() -> None:
    sent = as_properties({"a": "text"})["a"]
    assert sent["__type__"] == "update" and sent["value"] == "text"
