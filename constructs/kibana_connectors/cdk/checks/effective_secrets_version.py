"""A secrets_version has an effect: not so where the provider puts secrets into the state."""

from __future__ import annotations

from collections.abc import Iterator

from ...policies.demands.effective_secrets_version import EffectiveSecretsVersion
from ...terraform.secrets_mode import SecretsMode
from .check import Check, CheckedStack, Wrong


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    record = checked.record
    for declaration in record.declarations:
        if declaration.secrets.version is None:
            continue
        if declaration.mode(record.settings_of(declaration)) is SecretsMode.STATE:
            yield Wrong(
                declaration.path.full,
                f"{declaration.path}: secrets_version: expected only with write-only secrets: in "
                "SecretsMode.STATE Terraform sees a changed secret by itself",
            )


EFFECTIVE_SECRETS_VERSION = Check(EffectiveSecretsVersion, _find)
