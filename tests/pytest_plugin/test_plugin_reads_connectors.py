"""`pytest-cdktf` on this library's constructs: what they write is found, and what they refuse fails."""

from __future__ import annotations

from typing import Any

import pytest
from constructs import Construct
from harness.cdk import TerraformStack
from hypothesis import given, settings
from hypothesis import strategies as st

from kibana_connectors import EncryptedS3Backend, PagerDuty, Webhook, hcl
from kibana_connectors import SynthesisError as RefusedByLibrary
from kibana_connectors.terraform.expressions import json_text
from pytest_cdktf import Synth, absent, json_with, ref, resource, variable
from pytest_cdktf.json_matchers import read_json

CONNECTOR = "elasticstack_kibana_action_connector"


def test_a_connector(synth: Synth) -> None:
    out = synth(PagerDuty, name="On-call")
    assert out.at("pager_duty")["name"] == "On-call"
    assert resource(CONNECTOR, secrets_wo=json_with(routingKey=ref("var.pager_duty_routing_key"))) in out
    assert variable("pager_duty_routing_key", sensitive=True, ephemeral=True, default=absent()) in out
    out.assert_no_secrets({"the key": "R0123456789"})


def test_config_with_texts_that_look_like_expressions(synth: Synth) -> None:
    headers = {'say "hi"': "${literal} %{text}"}
    out = synth(
        Webhook, name="Hook", config={"url": "https://x.example", "hasAuth": False, "headers": headers}
    )
    assert resource(CONNECTOR, config=json_with(headers=headers)) in out


def test_a_stack_without_an_encrypted_backend(synth: Synth) -> None:
    class OnCall(TerraformStack):
        def __init__(self, scope: Construct, id: str) -> None:
            super().__init__(scope, id)
            PagerDuty(self, "pager", name="On-call")

    with pytest.raises(RefusedByLibrary, match="its state is not in an encrypted remote backend"):
        synth(OnCall)


def test_an_encrypted_backend(synth: Synth) -> None:
    synth(
        lambda stack: EncryptedS3Backend(stack, bucket="b", key="k", region="eu-west-1", kms_key_id="alias/x")
    ).assert_encrypted_backend()


@pytest.mark.parametrize(
    ("name", "other", "version"), [("cdktf", "cdktn", "0.21."), ("cdktn", "cdktf", "0.24.")]
)
def test_the_engine_is_there_before_a_conftest_imports_the_library(
    pytester: pytest.Pytester, name: str, other: str, version: str
) -> None:
    pytester.makeconftest("from kibana_connectors import PagerDuty\n")
    pytester.makepyfile(f"""
        import sys

        from conftest import PagerDuty

        def test_it(synth):
            metadata = synth(PagerDuty, name="On-call").json["//"]["metadata"]
            assert metadata["version"].startswith({version!r})
            assert {other!r} not in sys.modules
    """)
    # A process of its own: this one has an engine already.
    result = pytester.runpytest_subprocess("-p", "no:randomly", "--cdk-engine", name)
    result.assert_outcomes(passed=1)


TEXTS = st.text(
    alphabet=st.characters(exclude_categories=("Cs",)) | st.sampled_from("${}%\"\\'\n"), max_size=12
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXTS, inside, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(value=VALUES)
def test_any_value_that_the_library_writes_is_read(value: Any) -> None:
    """Of texts without a token; the same expression as Terraform would get."""
    tree = {"value": value}
    assert read_json(json_text(tree)) == tree
    assert read_json("${jsonencode(" + _hcl(tree) + ")}") == tree


def _hcl(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{hcl.quoted(key)}" = {_hcl(item)}' for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_hcl, value)) + "]"
    if isinstance(value, str):
        return f'"{hcl.quoted(value)}"'
    return "null" if value is None else str(value).lower()
