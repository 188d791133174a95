"""Secrets in a file that SOPS encrypted."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import constructs
from typing_extensions import Never

from .._cdk import AssetType, TerraformAsset
from ..engine_objects import AnyProvider
from ..errors import Problem
from ..frames import forgetful
from ..hcl import quoted
from ..schema.secret_source import Secret
from ..terraform.secret_providers import SOPS
from .arguments import known_text_problem, text_problem, version_problem
from .manager import SecretManager, version_expression

_KNOWN = ("path", "input_type", "provider")
_TYPES = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".env": "dotenv", ".ini": "ini"}
_ENCRYPTED = {
    "yaml": re.compile(r"^sops:\s*$.*^\s+mac:\s+ENC\[", re.MULTILINE | re.DOTALL),
    "dotenv": re.compile(r"^sops_mac=ENC\[", re.MULTILINE),
    "ini": re.compile(r"^\[sops\]\s*$.*^mac\s*=\s*ENC\[", re.MULTILINE | re.DOTALL),
}
"""How a file of each type shows that SOPS encrypted it; JSON is read."""


class SopsFile(SecretManager):
    """Secrets in a file that SOPS encrypted.

    SOPS finds the key itself, such as with SOPS_AGE_KEY_FILE or the credentials of a key service, where
    Terraform runs. The encrypted file is copied beside the stack's JSON, and its hash is the version: a
    changed file is sent by the next apply, and nothing else is needed.
    """

    PROVIDER = SOPS

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        path: str | os.PathLike[str],
        input_type: str | None = None,
        provider: AnyProvider | None = None,
        **refused: Never,
    ) -> None:
        """Check the arguments and the file, and take part in the stack.

        Args:
            scope: The stack, or a construct in it.
            id: The construct's id; the block is named after it.
            path: The encrypted file, which must exist at synth; relative to the working directory.
            input_type: `json`, `yaml`, `dotenv`, `ini` or `raw`, where the file's name does not say so.
            provider: A provider construct of `carlpett/sops` to read with.
            refused: Nothing.

        Raises:
            InvalidSecretSource: Arguments that cannot work, or a file that SOPS did not encrypt.
        """
        found, kind = _read(path, input_type)
        super().__init__(
            scope,
            id,
            provider=provider,
            settings={},
            problems=[found],
            refused=refused,
            known=_KNOWN,
        )
        self._type, self._input_type = kind, input_type
        self._file = Path(path)
        asset = TerraformAsset(self, "file", path=str(self._file.absolute()), type=AssetType.FILE)
        self._copy = f"${{path.module}}/{asset.path}"

    @forgetful
    def secret(self, key: str | None = None, *, version: Any = None) -> Secret:
        """Return the source of one value in the file.

        Args:
            key: The key that holds the value; keys of nested objects are joined by dots, such as
                `pager.routing_key`. Left out for a `raw` file, whose whole text is the value.
            version: What tells the version, instead of the file's hash: a text, a token, a
                `TerraformVariable`, an expression `${…}`.

        Raises:
            InvalidSecretSource: Arguments that cannot work.
        """
        self._refuse(self._key_problem(key), version_problem(version, '"2026-11"'))
        label = self._file.name
        address = self._block(
            "ephemeral", "sops_file", label, {"source_file": self._copy, "input_type": self._input_type}
        )
        told = version_expression(version)
        if version is None:
            told = f'${{filesha256("{self._copy}")}}'
        if key is None:
            return self._secret(f"{address}.raw", told, f"the file {label} is blank")
        missing = f'the file {label} has no text under the key "{key}"'
        return self._secret(f'{address}.data["{quoted(key)}"]', told, missing)

    def _key_problem(self, key: Any) -> Problem | None:
        if self._type == "raw":
            message = "expected no key: a raw file is one value"
            return None if key is None else Problem("key", message)
        return known_text_problem("key", key, '"pager.routing_key"')


def _read(path: Any, input_type: Any) -> tuple[Problem | None, str]:
    """Return what is wrong with a file, and its type."""
    if input_type is not None and input_type not in (*_TYPES.values(), "raw"):
        return Problem("input_type", "expected json, yaml, dotenv, ini or raw"), ""
    found = text_problem("path", str(path) if isinstance(path, os.PathLike) else path, '"secrets.enc.yaml"')
    if found is not None:
        return found, ""
    file = Path(path)
    kind = input_type or _TYPES.get(".env" if file.name == ".env" else file.suffix, "raw")
    try:
        content = file.read_text("utf-8", errors="replace")
    except OSError:
        return Problem("path", "expected a file that exists and can be read"), kind
    if not _is_encrypted(content, kind):
        hint = "Encrypt it with `sops encrypt`; it would be copied into cdktf.out as it is"
        return Problem("path", "expected a file that SOPS encrypted", hint), kind
    return None, kind


def _is_encrypted(content: str, kind: str) -> bool:
    if kind in _ENCRYPTED:
        return _ENCRYPTED[kind].search(content) is not None
    try:
        told = json.loads(content)
    except ValueError:
        return False
    sops = told.get("sops") if isinstance(told, dict) else None
    return isinstance(sops, dict) and str(sops.get("mac", "")).startswith("ENC[")
