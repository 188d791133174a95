"""Any text reaches Kibana as it was written, through JSON text and through `jsonencode(…)` alike."""

from __future__ import annotations

import random

import pytest
from harness.cdk import TerraformResource, TerraformStack

from kibana_connectors import KibanaProvider, Webhook
from kibana_connectors.sandbox import Sandbox
from pytest_cdktf import Synth

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

_PIECES = [
    '"', "\\", "$", "%", "{", "}", "${", "%{", "$${", "%%{", "}}", "\n", "\r\n", "\t", "\x01", "\x7f",
    "\u2028",
    "é", "ü", "✓", "🚒", "\ufeff", "~", "'", "`", "<", "&", "#{", "a", "B", "7", " ", "/", "if", "var.x",
]  # fmt: skip


def _texts(count: int) -> dict[str, str]:
    chance = random.Random(20261122)
    return {
        f"X-{number}": "x" + "".join(chance.choices(_PIECES, k=chance.randint(1, 9)))
        for number in range(count)
    }


def test_any_text_survives(synth: Synth, sandbox: Sandbox) -> None:
    texts = _texts(400)

    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        source = TerraformResource(stack, "source", terraform_resource_type="terraform_data")
        source.add_override("input", "https://example.com")
        token = source.get_string_attribute("output")
        config = {"url": "https://example.com", "hasAuth": False, "headers": texts}
        beside = {name: f"{text}{token}{text}" for name, text in texts.items()}
        Webhook(stack, "plain", name="plain", config=config)
        Webhook(stack, "token", name="token", config={**config, "url": token})
        Webhook(stack, "beside", name="beside", config={**config, "headers": beside})

    synth(build).assert_plan_empty_after_apply(kibana=sandbox)

    headers = {each.name: each.config["headers"] for each in sandbox.connectors}
    assert headers["plain"] == texts
    assert headers["token"] == texts
    assert headers["beside"] == {name: f"{text}https://example.com{text}" for name, text in texts.items()}
