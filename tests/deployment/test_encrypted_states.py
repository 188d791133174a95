"""States on real servers: what is stored there, two applies at once, and an apply that was killed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from harness.both_tools import use
from harness.cdk import TerraformStack
from harness.state_servers import aws, azure, google
from harness.state_servers.deployment import MARK, Deployment
from harness.state_servers.every_server import BY_OPENTOFU, BY_THE_SERVER, IN_AZURE, kept_in
from harness.state_servers.stored_state import StoredState

from kibana_connectors import OpenTofuEncryption, Pbkdf2Key, Secret
from kibana_connectors.schema.tool import Tool

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

PASSPHRASE = "value-of-the-passphrase"


class Kept(NamedTuple):
    """A kind of state, with the server that keeps it."""

    kind: str
    stored: StoredState
    by_opentofu: bool

    def encrypt(self, stack: TerraformStack) -> None:
        if self.by_opentofu:
            OpenTofuEncryption(
                stack, key=Pbkdf2Key(name="main", passphrase=Secret.variable("main"), iterations=200_000)
            )

    def deployment(self, root: Path) -> Deployment:
        return Deployment(root, self.stored, TF_VAR_main=PASSPHRASE)


CASES: list[tuple[str, Tool]] = [
    *((kind, tool) for kind in BY_THE_SERVER for tool in ("terraform", "opentofu")),  # type: ignore[misc]
    *((kind, "opentofu") for kind in (*IN_AZURE, *BY_OPENTOFU)),
]


@pytest.fixture(params=CASES, ids=lambda case: "-".join(case))
def kept(request: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    kind, tool = request.param
    use(monkeypatch, tool)
    with kept_in(kind, tmp_path) as stored:
        yield Kept(kind, stored, kind in BY_OPENTOFU)


def test_what_is_stored_is_encrypted(kept: Kept, tmp_path: Path) -> None:
    deployment = kept.deployment(tmp_path / "one")
    deployment.write("a", extra=kept.encrypt)
    deployment.workspace.apply()

    assert deployment.resources() == ["terraform_data.a"]
    assert deployment.workspace.plan() == []
    stored = kept.stored.stored()
    if kept.by_opentofu:
        assert b"encrypted_data" in stored
        for plain in (MARK, "terraform_data", "resources", "terraform_version", PASSPHRASE):
            assert plain.encode() not in stored
    else:
        assert MARK.encode() in stored, "the server gives it decrypted, to who has the key"
        expected = {
            "s3-kms": f"aws:kms {aws.KEY_ARN}",
            "s3-own-key": f"AES256 {aws.CUSTOMER_KEY}",
            "azure-scope": azure.SCOPE,
            "gcs-kms": google.KMS_KEY,
            "gcs-own-key": f"AES256 {google.CUSTOMER_KEY}",
        }
        assert kept.stored.how_encrypted() == expected[kept.kind]
    written = deployment.workspace.everything_written()
    for secret in kept.deployment(tmp_path / "two").workspace.environment.keys() & {
        "PGPASSWORD",
        "TF_HTTP_PASSWORD",
        "ARM_ACCESS_KEY",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SSE_CUSTOMER_KEY",
        "GOOGLE_OAUTH_ACCESS_TOKEN",
        "GOOGLE_ENCRYPTION_KEY",
        "TF_VAR_main",
    }:
        assert deployment.workspace.environment[secret] not in written, secret


def test_two_applies_at_once(kept: Kept, tmp_path: Path) -> None:
    first, second = (kept.deployment(tmp_path / name) for name in ("one", "two"))
    gate = tmp_path / "gate"
    gate.mkdir()
    first.write("a", waits_in=gate, extra=kept.encrypt)
    second.write("a", "b", extra=kept.encrypt)

    with first.applying(gate) as running:
        said = second.workspace.failing("apply", "-auto-approve")
        assert "Error acquiring the state lock" in said
        (gate / "go").touch()
        told, _ = running.communicate()
        assert running.returncode == 0, told

    assert first.resources() == ["terraform_data.a"]
    second.workspace.apply()
    assert second.resources() == ["terraform_data.a", "terraform_data.b"]
    assert second.workspace.plan() == []


def test_an_apply_that_was_killed(kept: Kept, tmp_path: Path) -> None:
    deployment = kept.deployment(tmp_path / "one")
    deployment.write("a", extra=kept.encrypt)
    deployment.workspace.apply()
    gate = tmp_path / "gate"
    gate.mkdir()
    deployment.write("a", "b", waits_in=gate, extra=kept.encrypt)

    with deployment.applying(gate):
        pass  # and it is killed

    assert "terraform_data.a" in deployment.resources()
    (gate / "go").touch()
    if kept.stored.keeps_lock:
        said = deployment.workspace.failing("apply", "-auto-approve")
        lock = re.search(r"Lock Info: ID: (\S+)", said)
        assert lock, said
        deployment.workspace.run("force-unlock", "-force", lock[1])
    deployment.workspace.apply()
    assert deployment.resources() == ["terraform_data.a", "terraform_data.b"]
    assert deployment.workspace.plan() == []
