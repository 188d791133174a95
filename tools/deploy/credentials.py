"""Find the credential for Kibana in the environment, as the elasticstack provider does."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from tools.errors import ToolError

CREDENTIAL_VARIABLES = ("KIBANA_API_KEY", "KIBANA_BEARER_TOKEN", "KIBANA_USERNAME", "KIBANA_PASSWORD")


def authorization(environment: Mapping[str, str]) -> str:
    """Return the Authorization header for the credential in the environment.

    If several credentials are set, it is the one that the provider uses: the bearer token before the API
    key, and that before user and password.

    Raises:
        ToolError: None is set, or only one of user and password.
    """
    api_key, bearer_token, username, password = map(environment.get, CREDENTIAL_VARIABLES)
    if bearer_token:
        return f"Bearer {bearer_token}"
    if api_key:
        return f"ApiKey {api_key}"
    if username and password:
        return f"Basic {base64.b64encode(f'{username}:{password}'.encode()).decode()}"
    if username or password:
        given, missing = ("USERNAME", "PASSWORD") if username else ("PASSWORD", "USERNAME")
        raise ToolError(
            f"KIBANA_{given} is set, but KIBANA_{missing} is not: "
            f"set it too, or set KIBANA_API_KEY or KIBANA_BEARER_TOKEN instead"
        )
    raise ToolError(
        "KIBANA_ENDPOINT is set, but no credential is: "
        "set KIBANA_API_KEY, or KIBANA_BEARER_TOKEN, or KIBANA_USERNAME and KIBANA_PASSWORD"
    )
