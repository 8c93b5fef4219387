"""What a load balancer and Prometheus are told, by a server that is really asked."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from browsing import page_of
from gradio_client import Client
from gradio_client.exceptions import AppError
from paced import PacedEngine
from prometheus_client.parser import text_string_to_metric_families
from test_loading_page import INFO, SlowLoader

from kat_demo.engines.deferred import Deferred
from kat_demo.errors import ModelError
from kat_demo.records import Mode, Turn, Usage
from kat_demo.ui.metrics import Metrics


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def figures(url: str) -> dict[str, float]:
    """Every sample of /metrics, by its name and the values of its labels, in the order of their names."""
    status, text = get(f"{url}/metrics")
    assert status == 200
    return {
        f"{sample.name}{{{','.join(sample.labels.values())}}}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with page_of(PacedEngine(pause=0.0)) as address:
        yield address


def test_a_loaded_model_is_healthy(url: str) -> None:
    status, text = get(f"{url}/health")
    health = json.loads(text)
    assert status == 200
    assert health == {"status": "ready", "model": "KAT-test", "lanes": 4, "running": 0, "waiting": 0}


def test_a_model_is_not_healthy_before_it_is_loaded_nor_when_it_cannot_be() -> None:
    loader = SlowLoader([ModelError("model: there is no such thing")])
    with page_of(Deferred(loader, INFO, 4)) as address:
        status, text = get(f"{address}/health")
        assert status == 503 and json.loads(text)["status"] == "loading"
        assert figures(address)["kat_ready{}"] == 0
        loader.end()
        for _ in range(600):
            status, text = get(f"{address}/health")
            if json.loads(text)["status"] == "failed":
                break
        assert status == 503 and "no such thing" not in text


def test_replies_are_counted_by_section_and_mode(url: str) -> None:
    client, before = Client(url, verbose=False), figures(url)
    turn = client.predict("What is 47 * 86?", api_name="/generate")
    client.predict("What is 7 + 5?", mode="think", api_name="/generate")
    with pytest.raises(AppError):
        client.predict("long " * 2000, api_name="/generate")  # more than the context takes
    client.predict("What is 7 + 5?", modes=["auto", "think"], api_name="/compare")
    after = figures(url)

    def grown(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert turn["usage"]["thinking"] > 0
    assert grown("kat_tokens_total{auto,thinking}") == turn["usage"]["thinking"]
    assert grown("kat_requests_total{stop,auto,api}") == 1 and grown("kat_requests_total{stop,think,api}") == 1
    assert grown("kat_requests_total{refused,auto,api}") == 1
    assert grown("kat_requests_total{stop,auto,api_compare}") == 1
    assert grown("kat_decisions_total{model,think}") >= 1 and grown("kat_decisions_total{visitor,think}") >= 1
    assert grown("kat_reply_seconds_count{auto}") >= 1 and grown("kat_first_token_seconds_count{think}") >= 1
    assert after["process_resident_memory_bytes{}"] > 1e6
    assert after["kat_waiting{}"] == 0 and after["kat_ready{}"] == 1


def test_no_text_of_a_visitor_is_in_them(url: str) -> None:
    Client(url, verbose=False).predict("What is the Zanzibar number?", api_name="/generate")
    assert "Zanzibar" not in get(f"{url}/metrics")[1] and not re.search(r"\b127\.0\.0\.1\b", get(f"{url}/metrics")[1])


def made() -> Metrics:
    return Metrics(lambda: True, lambda: 0, lambda: 0)


def iterate(*turns: Turn) -> Iterator[Turn]:
    yield from turns


def test_a_reply_that_is_left_counts_as_cancelled_with_what_it_took() -> None:
    metrics = made()
    turns = metrics.reply(iterate(Turn(usage=Usage(judge=7)), Turn(usage=Usage(judge=9))), "chat", Mode.AUTO)
    next(turns)
    turns.close()  # type: ignore[attr-defined]
    text = metrics.text().decode()
    assert 'kat_requests_total{finish="cancelled",mode="auto",page="chat"} 1.0' in text
    assert 'kat_tokens_total{mode="auto",section="judge"} 7.0' in text


def test_a_failure_counts_as_an_error_and_is_passed_on() -> None:
    def broken() -> Iterator[Turn]:
        yield Turn()
        raise RuntimeError("broken")

    metrics = made()
    with pytest.raises(RuntimeError):
        list(metrics.reply(broken(), "chat", Mode.THINK))
    assert 'finish="error",mode="think",page="chat"} 1.0' in metrics.text().decode()


def test_what_was_taken_over_is_not_counted_again() -> None:
    metrics, before = made(), Turn(judge="known", usage=Usage(judge=30))
    list(metrics.reply(iterate(Turn(judge="known", usage=Usage(judge=30, answer=5))), "chat", Mode.AUTO, before))
    text = metrics.text().decode()
    assert 'section="judge"} 0.0' in text and 'section="answer"} 5.0' in text
