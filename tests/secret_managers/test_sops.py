"""Secrets in files that SOPS encrypted: what one line writes. None is decrypted here; the form is checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness.cdk import TerraformStack
from harness.refusals import MARK, refusal
from manager_samples import SOPS_JSON, pager, secret_expression, sops_file, told_version

from kibana_connectors import InvalidSecretSource, SopsFile
from pytest_cdktf import Synth

ENCRYPTED = {
    "a.json": SOPS_JSON,
    "a.yaml": "key: ENC[AES256_GCM,data:x]\nsops:\n    age: []\n    mac: ENC[AES256_GCM,data:y]\n",
    "a.enc.yml": "key: ENC[x]\nsops:\n  lastmodified: 'x'\n  mac: ENC[AES256_GCM,data:y]\n",
    "a.env": "KEY=ENC[AES256_GCM,data:x]\nsops_mac=ENC[AES256_GCM,data:y]\n",
    ".env": "KEY=ENC[AES256_GCM,data:x]\nsops_mac=ENC[AES256_GCM,data:y]\n",
    "a.ini": "[a]\nkey = ENC[x]\n\n[sops]\nmac = ENC[AES256_GCM,data:y]\n",
}
PLAIN = {
    "a.json": f'{{"key": "{MARK}"}}',
    "b.json": f'{{"key": "{MARK}", "sops": {{}}}}',
    "c.json": f'["{MARK}"]',
    "a.yaml": f"key: {MARK}\n",
    "b.yaml": f"key: {MARK}\nsops: later\n",
    "a.env": f"KEY={MARK}\n",
    "a.ini": f"[sops]\nkey = {MARK}\n",
    "a.txt": MARK,
}


def test_one_line_writes_everything(synth: Synth, tmp_path: Path) -> None:
    out = synth(lambda stack: pager(stack, sops_file(stack, tmp_path).secret("pager.routing_key")))
    document = out.json

    (block,) = document["ephemeral"]["sops_file"].values()
    assert list(block) == ["source_file"]
    copy = block["source_file"]
    assert copy.startswith("${path.module}/assets/")
    assert copy.endswith("/secrets.enc.json")
    address = "ephemeral.sops_file.sops_secrets_enc_json"
    assert secret_expression(document) == f'{address}.data["pager.routing_key"]'
    assert told_version(document) == f'${{filesha256("{copy}")}}'
    assert str(tmp_path) not in out.text


@pytest.mark.parametrize("name", ENCRYPTED)
def test_encrypted_files_are_taken(stack: TerraformStack, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ENCRYPTED[name])

    assert SopsFile(stack, "sops", path=str(tmp_path / name)).secret("key").is_reference


@pytest.mark.parametrize("name", PLAIN)
def test_a_file_in_plain_text_is_refused(stack: TerraformStack, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PLAIN[name])

    error = refusal(lambda: SopsFile(stack, "sops", path=tmp_path / name), InvalidSecretSource)

    assert str(error).startswith("stack/sops (SopsFile): path: expected a file that SOPS encrypted")


def test_a_raw_file_is_one_value(synth: Synth, tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text(SOPS_JSON)

    def on_call(stack: TerraformStack) -> None:
        pager(stack, SopsFile(stack, "sops", path=tmp_path / "key.pem", input_type="raw").secret())

    document = synth(on_call).json

    assert secret_expression(document) == "ephemeral.sops_file.sops_key_pem.raw"
    assert document["ephemeral"]["sops_file"]["sops_key_pem"]["input_type"] == "raw"
