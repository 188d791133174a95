"""Secrets in 1Password: what one line writes. None can be read here; Terraform checks the form."""

from __future__ import annotations

import pytest
from harness.cdk import TerraformStack
from manager_samples import pager, secret_expression, told_version

from kibana_connectors import OnePasswordSecrets
from pytest_cdktf import Synth

ADDRESS = "ephemeral.onepassword_item.op_On_call_pager"


def test_one_line_writes_everything(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        pager(stack, OnePasswordSecrets(stack, "op", vault="kcb2").secret("On-call pager"))

    document = synth(on_call).json

    assert document["ephemeral"] == {
        "onepassword_item": {"op_On_call_pager": {"vault": "kcb2", "title": "On-call pager"}}
    }
    assert document["variable"]["op_On_call_pager_version"]["default"] == "1"
    assert secret_expression(document) == f"{ADDRESS}.password"
    assert told_version(document) == "${var.op_On_call_pager_version}"
    required = document["terraform"]["required_providers"]["onepassword"]
    assert required == {"source": "1Password/onepassword", "version": ">= 3.2, < 4"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"key": "credential"}, "credential"),
        ({"key": "key", "section": "API"}, 'section_map["API"].field_map["key"].value'),
    ],
)
def test_fields(synth: Synth, options: dict[str, str], expected: str) -> None:
    def on_call(stack: TerraformStack) -> None:
        pager(stack, OnePasswordSecrets(stack, "op", vault="kcb2").secret("On-call pager", **options))

    assert secret_expression(synth(on_call).json) == f"{ADDRESS}.{expected}"


def test_an_id_is_told_from_a_title(synth: Synth) -> None:
    def on_call(stack: TerraformStack) -> None:
        manager = OnePasswordSecrets(stack, "op", vault="kcb2")
        pager(stack, manager.secret("abcdefghijklmnopqrstuvwxyz"))

    (block,) = synth(on_call).json["ephemeral"]["onepassword_item"].values()
    assert block == {"vault": "kcb2", "uuid": "abcdefghijklmnopqrstuvwxyz"}
