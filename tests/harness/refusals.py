"""What must be refused: with the construct's path, the field and the remedy, and never with the value."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from harness.cdk import App
from harness.secrecy import everything_told
from kibana_connectors import InvalidConnector, Secret, SynthesisError
from kibana_connectors import synth as synth_app

MARK = "Hunter2Hunter2"
"""Part of every text that is refused in these tests: no message may hold it."""
NUMBER = 7315917
"""The same for numbers."""

Case: TypeAlias = "tuple[Any, dict[str, Any], list[str] | None, str]"
"""Connector class, arguments, the fields that the error names, and what the message says (a pattern)."""


def refusal(make: Callable[[], object], kind: type[Exception] = InvalidConnector) -> Any:
    """Return the error that a call raises, after making sure that it holds nothing that was given."""
    with pytest.raises(kind) as caught:
        make()
    told = everything_told(caught.value)
    assert MARK not in told
    assert str(NUMBER) not in told
    return caught.value


def synth_refusal(app: App) -> str:
    """Return what `synth` says, after making sure that `app.synth()` fails too, for the same reason."""
    error = refusal(lambda: synth_app(app), SynthesisError)
    with pytest.raises(RuntimeError) as bare:
        app.synth()
    for line in str(error).splitlines():
        assert line in str(bare.value)
    assert not re.search(r"^\s+at ", str(error), re.MULTILINE)
    assert not re.search(r"\.js\b|node_modules|jsii", str(error))
    return str(error)


def sources(*names: str) -> dict[str, Secret]:
    """Return a variable as the source of each of these secrets."""
    return {name: Secret.variable() for name in names}
