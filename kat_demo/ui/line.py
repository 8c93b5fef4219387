"""The waiting line: everything that generates, from pages and programs alike, in the order in which it came.

gradio keeps the line; this reads it, so nothing is kept twice and nobody who leaves has to be signed off. What is read
are the queue's own fields in gradio 6, which its documentation does not promise: they are touched in this module only.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

GENERATE: Final = "generate"
"""The concurrency_id that every event has that generates a reply or a comparison."""
EVALUATE: Final = "evaluate"
"""That of evaluations, which run one at a time, beside the line."""
LONGEST: Final = 64
"""Events that may wait at the same time."""
PER_VISITOR: Final = 16
"""Events of one address that may wait or run at the same time, unless the host sets another number."""


class Refusal(str, Enum):
    """Why no further event is taken; the page has the words."""

    FULL = "line_full"
    ENOUGH = "line_enough"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the line: how many are before it, and how many seconds that may take (None before any reply)."""

    ahead: int
    seconds: float | None


class Line:
    """The line of one page, whose `lanes` events run at the same time; at most `per_visitor` of one address."""

    def __init__(self, blocks: Any, lanes: int, per_visitor: int = PER_VISITOR) -> None:
        self._blocks, self.lanes, self.per_visitor = blocks, lanes, per_visitor

    @property
    def waiting(self) -> int:
        """Events that wait."""
        return len(self._waiting(GENERATE))

    @property
    def running(self) -> int:
        """Events that run."""
        return len(self._running(GENERATE))

    def place(self, session: str | None) -> Place | None:
        """Where the first waiting event of a session stands; None if it has none."""
        for ahead, event in enumerate(self._waiting(GENERATE)):
            if event.session_hash == session:
                mean = self._mean()
                return Place(ahead, None if mean is None else (ahead + 1) * mean / self.lanes)
        return None

    def refusal(self, visitor: str) -> Refusal | None:
        """Whether a further event of this address is to be refused, and why."""
        waiting = self._waiting(GENERATE) + self._waiting(EVALUATE)
        if len(waiting) >= LONGEST:
            return Refusal.FULL
        everything = waiting + self._running(GENERATE) + self._running(EVALUATE)
        own = sum(address(event.request.client, event.request.headers) == visitor for event in everything)
        return Refusal.ENOUGH if own >= self.per_visitor else None

    async def leave(self, session: str) -> None:
        """A page was closed: what it waits for is taken out, and what runs for it ends at its next step. gradio sees to
        that itself for a page that listens already, but not in the moment between its asking and its listening."""
        await self._blocks._queue.clean_events(session_hash=session)

    def generates(self, fn_index: object = None, api_name: str | None = None) -> bool:
        """Whether the function with this number, or this name, generates; an evaluation does too."""
        return any(
            fn.concurrency_id in (GENERATE, EVALUATE) and (fn._id == fn_index or (api_name and fn.api_name == api_name))
            for fn in self._blocks.fns.values()
        )

    def _waiting(self, kind: str) -> list[Any]:
        queue = self._blocks._queue.event_queue_per_concurrency_id.get(kind)
        return list(queue.queue) if queue else []

    def _running(self, kind: str) -> list[Any]:
        jobs = [job for job in self._blocks._queue.active_jobs if job]
        return [event for job in jobs for event in job if event.concurrency_id == kind and event.alive]

    def _mean(self) -> float | None:
        """Seconds that an event has taken on average."""
        times = [
            time for fn, time in list(self._blocks._queue.process_time_per_fn.items()) if fn.concurrency_id == GENERATE
        ]
        count = sum(time.count for time in times)
        return sum(time.process_time for time in times) / count if count else None


def address(client: Any, headers: Mapping[str, str]) -> str:
    """Where a request comes from. Behind a proxy, which is known by its private address, that is the last public
    address that proxies wrote down: what stands before it, anybody could have written."""
    host = client.host if client else ""
    if not _private(host):
        return str(host)
    told = [part.strip() for part in headers.get("x-forwarded-for", "").split(",")]
    return next((one for one in reversed(told) if one and not _private(one)), str(host))


def _private(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return True
