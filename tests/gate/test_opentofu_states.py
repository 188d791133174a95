"""OpenTofu's encryption as the gate judges it: methods, fallbacks, migration, and where keys come from."""

from __future__ import annotations

from typing import Any

import pytest
from gate_documents import MARK, accepted, judged, refused

from kibana_connectors.gate.state_judge.opentofu import state_of

METHODS = {"aes_gcm": {"a": {"keys": "${key_provider.pbkdf2.k}"}, "b": {}}, "unencrypted": {"p": {}}}
A, B, PLAIN = "method.aes_gcm.a", "${method.aes_gcm.b}", "method.unencrypted.p"


def document(state: Any, **more: Any) -> dict[str, Any]:
    return {"terraform": {"encryption": {"method": METHODS, "state": state, **more}}}


@pytest.mark.parametrize(
    ("state", "is_encrypted", "is_migrating"),
    [
        ({"method": A, "enforced": True}, True, False),
        ({"method": A, "enforced": True, "fallback": {"method": B}}, True, False),
        ({"method": A, "enforced": True, "fallback": [{"method": B}]}, True, False),
        ({"method": A, "enforced": True, "fallback": {"method": B, "fallback": {"method": A}}}, True, False),
        ({"method": A, "fallback": {"method": PLAIN}}, True, True),
        ({"method": A, "enforced": False, "fallback": {"method": PLAIN}}, True, True),
        ({"method": A, "fallback": {"method": B, "fallback": {"method": PLAIN}}}, True, True),
        ({"method": A, "fallback": {"method": B}}, False, False),
        ({"method": A, "enforced": True, "fallback": {"method": PLAIN}}, False, False),
        ({"method": A, "enforced": "true", "fallback": {"method": PLAIN}}, False, False),
        ({"method": A, "enforced": True, "fallback": {"method": "method.aes_gcm.other"}}, False, False),
        ({"method": A, "fallback": {"method": "method.unencrypted.other"}}, False, False),
        ({"method": A, "enforced": True, "fallback": [{"method": B}, {"method": B}]}, False, False),
        ({"method": A, "enforced": True, "fallback": "x"}, False, False),
        ({"method": PLAIN, "fallback": {"method": A}}, False, False),
    ],
)
def test_when_it_encrypts(state: Any, is_encrypted: bool, is_migrating: bool) -> None:
    found = state_of([document(state)["terraform"]["encryption"]])

    assert (not found.obstacle, found.is_migrating) == (is_encrypted, is_migrating)


def test_a_migration_is_noted() -> None:
    verdict = accepted(document({"method": A, "fallback": {"method": PLAIN}}), tool="opentofu")

    [note] = verdict.notes
    assert (note.address, note.field) == ("terraform.encryption", "state.fallback")
    assert "Apply once" in note.remedy
    assert accepted(document({"method": A, "enforced": True}), tool="opentofu").notes == ()


@pytest.mark.parametrize("target", ["state", "plan"])
def test_what_opentofu_refuses_is_refused(target: str) -> None:
    given = {"method": A, "enforced": True, "fallback": {"method": PLAIN}}
    encryption = {"state": {"method": A, "enforced": True}, target: given}

    [problem] = refused({"terraform": {"encryption": {"method": METHODS, **encryption}}}, tool="opentofu")

    assert problem.field == f"{target}.fallback"


PROVIDERS = [
    ("pbkdf2", "passphrase", "TF_ENCRYPTION"),
    ("aws_kms", "access_key", "AWS_ACCESS_KEY_ID"),
    ("aws_kms", "secret_key", "AWS_SECRET_ACCESS_KEY"),
    ("aws_kms", "token", "AWS_SESSION_TOKEN"),
    ("gcp_kms", "access_token", "GOOGLE_OAUTH_ACCESS_TOKEN"),
    ("azure_vault", "client_secret", "ARM_CLIENT_SECRET"),
    ("azure_vault", "client_certificate_password", "ARM_CLIENT_CERTIFICATE_PASSWORD"),
    ("openbao", "token", "BAO_TOKEN"),
]


@pytest.mark.parametrize(("kind", "setting", "instead"), PROVIDERS)
def test_a_key_in_the_file_is_refused(kind: str, setting: str, instead: str) -> None:
    state = {"method": A, "enforced": True}
    for value in (MARK, f"${{var.v}}{MARK}", "${local.l}", "${var.literal}"):
        found = refused(
            {
                **document(state, key_provider={kind: {"k": {setting: value}}}),
                "variable": {"v": {"sensitive": True}, "literal": {"sensitive": True, "default": MARK}},
                "locals": {"l": MARK},
            },
            tool="opentofu",
        )
        assert {problem.field for problem in found} == {f"key_provider.{kind}.k.{setting}"}
        assert f"set {instead} in the environment" in found[0].remedy


@pytest.mark.parametrize("value", ["${data.vault.v.data}", "${aws_thing.x.secret}", "${ephemeral.v.x.y}"])
def test_a_key_from_elsewhere_comes_too_late(value: str) -> None:
    given = document({"method": A, "enforced": True}, key_provider={"pbkdf2": {"k": {"passphrase": value}}})
    given |= {
        "data": {"vault": {"v": {}}},
        "resource": {"aws_thing": {"x": {}}},
        "ephemeral": {"v": {"x": {}}},
    }

    found = judged(given, tool="opentofu").errors

    assert any("only a variable can be known then" in problem.message for problem in found)


def test_a_key_from_a_variable_that_is_shown_is_noted() -> None:
    given = document(
        {"method": A, "enforced": True}, key_provider={"pbkdf2": {"k": {"passphrase": "${var.v}"}}}
    )

    [note] = accepted({**given, "variable": {"v": {"type": "string"}}}, tool="opentofu").notes
    assert note.field == "key_provider.pbkdf2.k.passphrase"
    assert "var.v is not sensitive" in note.message
    assert accepted({**given, "variable": {"v": {"sensitive": True}}}, tool="opentofu").notes == ()
