"""A stand-in for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kibana_connectors.sandbox import Sandbox


@pytest.fixture
def kibana() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running
