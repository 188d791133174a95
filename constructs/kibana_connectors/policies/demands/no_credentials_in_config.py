"""No credential stands where everybody may read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import unquote_plus

from ...schema.credential_names import is_credential, is_credential_in_url
from ...stack_files.connectors import StackConnector
from ..config_texts import config_texts
from ..judged_stack import JudgedStack
from ..policy import ConnectorPolicy, Finding, Severity


class NoCredentialsInConfig(ConnectorPolicy):
    """No config holds a credential."""

    id: ClassVar[str] = "no-credentials-in-config"
    severity: ClassVar[Severity] = "error"
    reason: ClassVar[str] = (
        "A config is kept in Terraform's state, and Kibana shows it to everybody who may see the connector."
    )
    remedy: ClassVar[str] = "Move it into the secrets: secretHeaders, user and password, or the secret URL"

    def of_connector(self, connector: StackConnector, stack: JudgedStack) -> Iterator[Finding]:
        """Yield the places of credentials; never what they are."""
        for path, text in config_texts(connector):
            what = credential_in(path, text)
            if what:
                yield self.found(connector, what, place=path)


_LOGIN = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:[\\/]{2}[^/?#\s]*:[^/?#\s]*@")
_URL = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:[\\/]{2}")
_IN_PATH = re.compile(
    r"/bot\d+:|/services/T[A-Z0-9]+/B[A-Z0-9]+/\w+|/webhookb2/[^/]+@|/api/webhooks/\d+/[\w-]{20,}"
)
"""Parts of a URL's path that let anybody in: of Telegram, Slack, Teams and Discord."""


def credential_in(path: str, text: str) -> str:
    """Return which kind of credential a text of a config holds; empty where it holds none."""
    name = path.rpartition(".")[2]
    if is_credential(name, text):
        return "a credential, judged by its name"
    if name.lower() not in _NO_URLS and _URL.match(text):
        if _LOGIN.match(text):
            return "a URL with a user's password in it"
        query = text.partition("#")[0].partition("?")[2]
        for parameter in re.split("[&;]", query):
            key, _, value = parameter.partition("=")
            if is_credential_in_url(unquote_plus(key), value) or (key.lower() in _KEYS and value):
                return "a URL with a credential among its parameters"
        if _IN_PATH.search(text.partition("?")[0]):
            return "a URL whose path is a credential"
    return ""


_KEYS = frozenset({"token", "apikey", "api_key", "key", "sig", "signature", "code"})
_NO_URLS = frozenset({"description"})
