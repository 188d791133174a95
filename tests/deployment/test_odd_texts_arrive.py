"""Texts that are special in JSON, in HCL or in a template reach Kibana as they were given."""

from __future__ import annotations

import uuid

import pytest
from harness.cdk import TerraformResource, TerraformStack
from harness.odd_texts import ODD_TEXTS

from kibana_connectors import KibanaProvider, ServerLog, Webhook
from kibana_connectors.sandbox import Sandbox
from pytest_cdktf import Synth


@pytest.mark.terraform
@pytest.mark.slow
def test_odd_texts_arrive_as_they_were_given(synth: Synth, sandbox: Sandbox) -> None:
    """Odd texts, as JSON text and beside a token, in headers' values and names and in names."""

    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        source = TerraformResource(stack, "source", terraform_resource_type="terraform_data")
        source.add_override("input", "from terraform")
        token = source.get_string_attribute("output")
        for label, extra in {
            "text": {},
            "token": {
                "Token": token,
                **{f"Around {key}": f"{text}{token}{text}" for key, text in ODD_TEXTS.items()},
            },
        }.items():
            Webhook(
                stack,
                label,
                name=f"{label}: {''.join(ODD_TEXTS.values())}",
                config={
                    "url": "https://x.example",
                    "has_auth": False,
                    "headers": {**ODD_TEXTS, **{text: key for key, text in ODD_TEXTS.items()}, **extra},
                },
            )
        ServerLog(
            stack,
            "named",
            name=f"{ODD_TEXTS['interpolation']}{token}{ODD_TEXTS['quote']}{ODD_TEXTS['dollars']}{token}",
        )
        ServerLog(stack, 'log-ä"$%/x', name="Many", spaces=["ops", "sec"])

    synth(build).assert_plan_empty_after_apply(kibana=sandbox)

    plain = {**ODD_TEXTS, **{text: key for key, text in ODD_TEXTS.items()}}
    around = {f"Around {key}": f"{text}from terraform{text}" for key, text in ODD_TEXTS.items()}
    everything = "".join(ODD_TEXTS.values())
    received = {each.name: each for each in sandbox.connectors if each.name != "Many"}
    assert received.keys() == {
        f"text: {everything}",
        f"token: {everything}",
        '${x}from terraforma"b$$$from terraform',
    }
    for label, headers in {"text": plain, "token": {**plain, "Token": "from terraform", **around}}.items():
        got = received[f"{label}: {everything}"].config["headers"]
        assert [(name, text, got.get(name)) for name, text in headers.items() if got.get(name) != text] == []
        assert got.keys() == headers.keys()
    assert {each.space: each.id for each in sandbox.connectors if each.name == "Many"} == {
        space: str(uuid.uuid5(uuid.NAMESPACE_URL, f"kibana-connector://stack/{space}/log-%C3%A4%22%24%25--x"))
        for space in ("ops", "sec")
    }
