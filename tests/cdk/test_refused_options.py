"""Options that cannot work are refused when a connector is made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from harness.refusals import MARK, NUMBER, Case

from kibana_connectors import PagerDuty, SecretsMode, ServerLog, Webhook

HOOK = {"url": "https://x.example"}
REFUSED: dict[str, Case] = {
    # secrets_version
    "version-without-secrets": (
        ServerLog,
        {"secrets_version": MARK},
        ["secrets_version"],
        r"this \.server-log has no secrets",
    ),
    "version-without-auth": (
        Webhook,
        {"config": {**HOOK, "hasAuth": False}, "secrets_version": MARK},
        ["secrets_version"],
        r"this \.webhook has no secrets",
    ),
    "version-empty": (PagerDuty, {"secrets_version": ""}, ["secrets_version"], "not blank"),
    "version-blank": (PagerDuty, {"secrets_version": " "}, ["secrets_version"], "not blank"),
    "version-number": (PagerDuty, {"secrets_version": NUMBER}, ["secrets_version"], "a text"),
    "version-in-state-mode": (
        PagerDuty,
        {"secrets_version": MARK, "secrets_mode": SecretsMode.STATE},
        ["secrets_version"],
        r"SecretsMode\.STATE",
    ),
    # all others
    "mode-text": (PagerDuty, {"secrets_mode": "state"}, ["secrets_mode"], r"SecretsMode"),
    "protect-text": (PagerDuty, {"protect": "false"}, ["protect"], "True or False"),
    "provider-text": (PagerDuty, {"provider": MARK}, ["provider"], "a provider construct"),
    "lifecycle-text": (PagerDuty, {"lifecycle": MARK}, ["lifecycle"], "a TerraformResourceLifecycle"),
    "lifecycle-misspelt": (
        PagerDuty,
        {"lifecycle": {"prevent_destroying": MARK}},
        ["lifecycle"],
        "a dict of its arguments",
    ),
    "lifecycle-wrong": (PagerDuty, {"lifecycle": {"prevent_destroy": MARK}}, ["lifecycle"], "a dict of its"),
    "lifecycle-contradicts": (
        PagerDuty,
        {"lifecycle": {"prevent_destroy": False}, "protect": True},
        ["protect"],
        "contradicts lifecycle",
    ),
    "depends-on-text": (PagerDuty, {"depends_on": MARK}, ["depends_on"], "a list of constructs"),
    "depends-on-texts": (PagerDuty, {"depends_on": [MARK]}, ["depends_on.0"], "a construct of Terraform's"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_wrong_option_is_refused(assert_refused: Callable[[Case], None], case: Case) -> None:
    assert_refused(case)
