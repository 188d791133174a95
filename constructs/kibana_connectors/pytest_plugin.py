"""The library's own pytest plugin: the stand-in Kibana as a fixture.

Tests of stacks have `pytest-cdktf` for the rest; this adds what only this library has. pytest loads this
module at every start, so it imports nothing heavy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .sandbox import Sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Run an empty stand-in Kibana for this test alone."""
    from .errors import MissingExtra

    try:
        from .sandbox import Sandbox
    except MissingExtra as error:
        pytest.fail(f"the fixture sandbox: {error}", pytrace=False)
    # A shared one would save a fifth of a second, but would pass a test's listeners and settings to the next.
    with Sandbox() as server:
        yield server
