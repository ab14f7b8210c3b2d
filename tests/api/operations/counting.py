"""What /metrics tells, as numbers to compare."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

Counted = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def counters(text: str) -> Counted:
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def rise(client: TestClient, act: Callable[[], object], name: str, **labels: str) -> float:
    """By how much a counter rises while something is done."""
    key = (name, tuple(sorted(labels.items())))
    before = counters(client.get("/metrics").text).get(key, 0)
    act()
    return counters(client.get("/metrics").text).get(key, 0) - before
