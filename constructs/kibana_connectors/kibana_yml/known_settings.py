"""The settings below `xpack.actions` that Kibana knows (docs/kibana_yml.md, "Settings")."""

from __future__ import annotations

import difflib
import re

PREFIX = "xpack.actions."
ALLOWED_HOSTS = "xpack.actions.allowedHosts"
ENABLED_TYPES = "xpack.actions.enabledActionTypes"
DOMAIN_ALLOWLIST = "xpack.actions.email.domain_allowlist"
RECIPIENT_ALLOWLIST = "xpack.actions.email.recipient_allowlist"
MAIL_SERVICES = "xpack.actions.email.services.enabled"
CUSTOM_HOSTS = "xpack.actions.customHostSettings"
PROXY_URL = "xpack.actions.proxyUrl"
PROXY_BYPASS = "xpack.actions.proxyBypassHosts"
PROXY_ONLY = "xpack.actions.proxyOnlyHosts"
PRECONFIGURED = "xpack.actions.preconfigured"

KNOWN = (
    ALLOWED_HOSTS,
    ENABLED_TYPES,
    PRECONFIGURED,
    "xpack.actions.preconfiguredAlertHistoryEsIndex",
    CUSTOM_HOSTS,
    PROXY_URL,
    "xpack.actions.proxyHeaders",
    PROXY_BYPASS,
    PROXY_ONLY,
    "xpack.actions.ssl.verificationMode",
    "xpack.actions.ssl.proxyVerificationMode",
    "xpack.actions.maxResponseContentLength",
    "xpack.actions.responseTimeout",
    "xpack.actions.microsoftGraphApiUrl",
    "xpack.actions.microsoftGraphApiScope",
    "xpack.actions.microsoftExchangeUrl",
    DOMAIN_ALLOWLIST,
    RECIPIENT_ALLOWLIST,
    "xpack.actions.email.maximum_body_length",
    MAIL_SERVICES,
    "xpack.actions.email.services.ses.host",
    "xpack.actions.email.services.ses.port",
    "xpack.actions.enableFooterInEmail",
    "xpack.actions.run.maxAttempts",
    "xpack.actions.run.connectorTypeOverrides",
    "xpack.actions.queued.max",
    "xpack.actions.webhook.ssl.pfx.enabled",
    "xpack.actions.rateLimiter",
    "xpack.actions.auth",
    "xpack.actions.relay",
    "xpack.actions.inboundEvents",
    "xpack.actions.usage",
)
"""Settings, and groups of settings that may hold others."""
_OPEN = (PRECONFIGURED, "xpack.actions.proxyHeaders")
"""Settings whose keys are the user's own."""

OUTDATED = {
    "xpack.actions.whitelistedHosts": ALLOWED_HOSTS,
    "xpack.actions.enabled": "",
    "xpack.actions.rejectUnauthorized": "xpack.actions.ssl.verificationMode",
    "xpack.actions.proxyRejectUnauthorizedCertificates": "xpack.actions.ssl.proxyVerificationMode",
    "xpack.actions.tls": "xpack.actions.ssl",
}
"""Settings of older versions, and what took their place."""

SERVICE_NAMES = {
    "elastic_cloud": "elastic-cloud",
    "exchange_server": "microsoft-exchange",
    "gmail": "google-mail",
    "other": "other",
    "outlook365": "microsoft-outlook",
    "ses": "amazon-ses",
}
"""What `email.services.enabled` calls the services of an `.email` connector."""
MAIL_SERVICE_VALUES = (*sorted(SERVICE_NAMES.values()), "*")

HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?|\[?[0-9A-Fa-f:.]+\]?")
"""An item of `allowedHosts`: a host name without scheme, port, path or partial wildcard."""


def is_known(setting: str) -> bool:
    """Whether Kibana knows a setting below `xpack.actions`, or a group that it belongs to.

    Args:
        setting: Its full name.
    """
    return any(setting == known or setting.startswith(f"{known}.") for known in KNOWN)


def outdated(setting: str) -> str | None:
    """Return what took the place of an outdated setting: empty where nothing did, None if it is not one."""
    for old, new in OUTDATED.items():
        if setting == old or setting.startswith(f"{old}."):
            return new
    return None


def closest(setting: str) -> str | None:
    """Return the setting that was most likely meant."""
    found = difflib.get_close_matches(setting, KNOWN, n=1, cutoff=0.8)
    return found[0] if found else None
