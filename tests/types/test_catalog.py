"""`validate`: the verdict on a payload of any type, by the type's id."""

from __future__ import annotations

from typing import Any

import pytest
from harness.refusals import MARK, refusal

from kibana_connectors import UnknownConnectorType, validate


def test_a_verdict_holds_no_value() -> None:
    verdict = validate(".pagerduty", {"apiUrl": [MARK]}, {"routingKey": [MARK], MARK.lower(): "a"})

    assert not verdict.ok
    assert MARK not in repr(verdict)


@pytest.mark.parametrize(
    ("type_id", "hint"),
    [
        ("pagerduty", "did you mean .pagerduty?"),
        (".pagerdutty", "did you mean .pagerduty?"),
        (".zzzzz", "`kibana-connectors types` lists them all"),
        (None, "expected a type id"),
        (["x"], "expected a type id"),
    ],
    ids=str,
)
def test_an_unknown_type_id_is_refused_with_a_hint(type_id: Any, hint: str) -> None:
    error = refusal(lambda: validate(type_id, {}, {}), UnknownConnectorType)

    assert hint in str(error)
