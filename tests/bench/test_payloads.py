"""The payloads that are judged, with and without the shared facts beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import payloads

from kibana_connectors import validate


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have the repository alone."""
    monkeypatch.setattr(payloads, "SHARED", tmp_path / "nowhere")


@pytest.mark.usefixtures("alone")
def test_the_repository_alone_has_payloads_of_every_spec_type() -> None:
    found = payloads.payloads("spec")

    assert payloads.groups() == ("spec",)
    assert payloads.source("spec") == "the tests' good payloads"
    # Types without an auth type that Terraform could set up have no payload.
    assert len({each.type_id for each in found}) > 0.9 * len(payloads.schemas("spec"))
    assert all(validate(each.type_id, each.config, each.secrets).ok for each in found)


@pytest.mark.skipif(not payloads.SHARED.is_dir(), reason=f"needs the shared facts in {payloads.SHARED}")
@pytest.mark.parametrize("group", ["classic", "spec"])
def test_every_shared_payload_has_its_schemas(group: str) -> None:
    found = payloads.payloads(group)

    assert {each.ok for each in found} == {True, False}
    assert {each.type_id for each in found} <= payloads.schemas(group).keys()
