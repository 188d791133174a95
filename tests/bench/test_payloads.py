"""The payloads that are judged, and the schemas that they are judged by."""

from __future__ import annotations

from typing import Any

import pytest
from bench import payloads
from harness.kibana_facts import classic_vectors, spec_vectors


@pytest.mark.parametrize("group", payloads.GROUPS)
def test_every_payload_has_its_schemas(group: str) -> None:
    found = payloads.payloads(group)

    assert {each.ok for each in found} == {True, False}
    assert {each.type_id for each in found} <= payloads.schemas(group).keys()


@pytest.mark.parametrize(("group", "vectors"), [("classic", classic_vectors()), ("spec", spec_vectors())])
def test_what_the_tests_know_is_judged(group: str, vectors: tuple[Any, ...]) -> None:
    assert len(payloads.payloads(group)) == len(vectors)
