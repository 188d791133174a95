"""Two stacks for the furnished stand-in of `scene.py`, and what the engine wrote for them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from .scene import CHAT, HOOK, PAGER

SYNTHESIZED = Path(__file__).resolve().parents[1] / "data" / "on_call_and_audit"
"""A copy of the engine's output folder; tests/stack_files/test_synthesized_data.py writes it anew."""


def declare(app: Any) -> None:
    """Declare the stacks: `on-call` fits the stand-in, `audit` does not."""
    from kibana_connectors import (
        Email,
        Index,
        KibanaProvider,
        PagerDuty,
        Secret,
        ServiceNow,
        SlackApi,
        VaultSecrets,
        Webhook,
    )

    from .cdk import TerraformStack, TerraformVariable
    from .stacks import encrypt_state

    on_call = TerraformStack(app, "on-call")
    encrypt_state(on_call)
    KibanaProvider(on_call)
    vault = VaultSecrets(on_call, "vault")
    PagerDuty(on_call, "pager", name="On-call", space="ops", connector_id=PAGER)
    SlackApi(
        on_call,
        "chat",
        name="Chat",
        space="ops",
        connector_id=CHAT,
        config=SlackApi.Config(allowed_channels=[{"name": "#ops"}]),
        secrets=SlackApi.Secrets(token=Secret.variable("slack_token")),
    )
    Webhook(
        on_call,
        "escalate",
        name="Escalate",
        spaces=["ops", "sec"],
        config=Webhook.Config(url="https://hooks.example.com:8443/in", has_auth=True),
    )
    Email(
        on_call,
        "mail",
        name="On-call mail",
        space="ops",
        config=Email.Config(
            service="other", host="smtp.example.com", port=587, from_="Kibana <kibana@example.com>"
        ),
        secrets=Email.Secrets(user=Secret.variable(), password=vault.secret("oncall/mail", key="password")),
    )

    audit = TerraformStack(app, "audit")
    encrypt_state(audit)
    KibanaProvider(audit)
    index = TerraformVariable(audit, "audit_index", type="string", default="audit")
    Index(audit, "trail", name="Audit trail", space="opps", config=Index.Config(index=index.string_value))
    ServiceNow(
        audit,
        "tickets",
        name="Tickets",
        space="sec",
        connector_id=HOOK,
        config=ServiceNow.Config(api_url="https://sn.example.com", uses_table_api=False),
    )


def write_cdktf_out(folder: Path) -> Path:
    """Put the output folder of both stacks into a folder, and return it."""
    out = folder / "cdktf.out"
    shutil.copytree(SYNTHESIZED, out)
    return out


def stack_of(folder: Path, name: str = "one", **blocks: Any) -> str:
    """Write a stack by hand, and return its file's path.

    Args:
        folder: Where to.
        name: The stack's name.
        blocks: What is in it; `connectors` are the resources of that type by their names.
    """
    connectors = blocks.pop("connectors", None)
    if connectors is not None:
        blocks.setdefault("resource", {})["elasticstack_kibana_action_connector"] = connectors
    file = folder / name / "cdk.tf.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(blocks, indent=2), encoding="utf-8")
    return str(file)
