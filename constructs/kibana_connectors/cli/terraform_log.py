"""TF_LOG, with which the Terraform provider logs the secrets that it sends to Kibana."""

from __future__ import annotations

from collections.abc import Mapping

TF_LOG = "TF_LOG"
_WITHOUT_SECRETS = ("", "INFO", "WARN", "ERROR", "OFF")

LOGS_SECRETS = (
    f"{TF_LOG} is set to a level at which the Terraform provider logs secrets in plain text: unset it, or "
    "use TF_LOG_CORE and TF_LOG_PROVIDER, with which it does not"
)


def logs_secrets(environment: Mapping[str, str]) -> bool:
    """Whether the provider logs secrets; it takes a level that it does not know for TRACE.

    Args:
        environment: The environment in which Terraform runs.
    """
    return environment.get(TF_LOG, "").upper() not in _WITHOUT_SECRETS
