"""Credentials in the open part of a connector: one rule for all types.

Kibana shows a config to everybody who may see the connector, and Terraform keeps it in the state. So a
credential in a URL, a header or a field of JSON belongs into the secrets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import unquote_plus

from ..errors import Problem
from ..formats.urls import has_login
from .auth_types import Auth, AuthChoice
from .config_texts import ConfigText, config_texts, shown_name
from .credential_names import is_credential, is_credential_in_url
from .payload import Config, NoSecrets, Secrets

Places: TypeAlias = "type[Secrets] | type[AuthChoice]"
"""The fields in which a type keeps secrets."""

_URL = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:[\\/]{2}|[\w-]+(?:\.[\w-]+)+(?::\d+)?[/?])")
"""How a URL starts; several types take one without a scheme too."""
_OPEN = "would be kept in the open"
_WHY = "where its value becomes a variable"
_MOST_LISTED = 6

_LOGIN = "login"
_PARAMETER = "parameter"
_HEADER = "header"
_FIELD = "field"
_PLACES: dict[str, tuple[tuple[str, ...], ...]] = {
    _LOGIN: (("user", "password"), ("username", "password")),
    _PARAMETER: (("secret_query_params",), ("secrets_url",), ("secret_headers",)),
    _HEADER: (("secret_headers",), ("provider_secrets",), ("api_key",)),
    _FIELD: (("provider_secrets",), ("client_secret",)),
}
"""Fields of secrets that take each kind of credential, the best first; some go together."""


def credentials_in_config(config: Config, secrets: Secrets, places: Places) -> Iterator[Problem]:
    """Yield every credential that stands where everybody may see it: its place, never its value.

    Args:
        config: A connector's config.
        secrets: Its secrets; those of an auth type may be given in the open too.
        places: Where the type keeps secrets.
    """
    found: dict[Problem, None] = {}
    for text in config_texts(config):
        found.update(dict.fromkeys(_in_config_text(text, places)))
    if isinstance(secrets, Auth):
        for path, value, _ in secrets.leaves():
            if isinstance(value, str):
                found.update(dict.fromkeys(_in_text(".".join(("secrets", *path)), value, places)))
    yield from found


def holds_credential(text: ConfigText) -> bool:
    """Whether one text of a config is a credential, or has one in it."""
    return any(True for _ in _in_config_text(text, NoSecrets))


def _in_config_text(text: ConfigText, places: Places) -> Iterator[Problem]:
    for index, number in enumerate(text.numbers):
        if number and is_credential(text.path[index], text.text):
            in_headers = any(name.lower().endswith("headers") for name in text.path[:index])
            hint = _instead(places, _HEADER if in_headers else _FIELD)
            yield Problem(text.where(index + 1), f"a credential {_OPEN}", hint)
            return
    yield from _in_text(text.where(), text.text, places)


def _in_text(where: str, text: str, places: Places) -> Iterator[Problem]:
    if _URL.match(text):
        yield from _in_url(where, text, places)
    if text.lstrip()[:1] in ("{", "["):
        yield from _in_json(where, text, places)


def _in_url(where: str, url: str, places: Places) -> Iterator[Problem]:
    if has_login(url):
        yield Problem(where, f"the login in the URL {_OPEN}", _instead(places, _LOGIN))
    query = url.partition("#")[0].partition("?")[2]
    for parameter in re.split("[&;]", query):
        name, _, value = parameter.partition("=")
        name = unquote_plus(name)
        if is_credential_in_url(name, value):
            message = f"the parameter {shown_name(name)} is a credential, and {_OPEN}"
            yield Problem(where, message, _instead(places, _PARAMETER))


def _in_json(where: str, text: str, places: Places) -> Iterator[Problem]:
    try:
        left: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while left:
        value = left.pop()
        if isinstance(value, list):
            left += value
        elif isinstance(value, dict):
            left += value.values()
            for name, item in value.items():
                if isinstance(item, str) and is_credential(name, item):
                    message = f"the field {shown_name(name)} is a credential, and {_OPEN}"
                    yield Problem(where, message, _instead(places, _FIELD))


def _instead(places: Places, kind: str) -> str:
    """Say where a credential belongs."""
    fields = {spec.name: spec.kibana_name for spec in places.specs() if spec.kibana_name != "authType"}
    part = "auth" if issubclass(places, AuthChoice) else "secrets"
    for together in _PLACES[kind]:
        if fields.keys() >= set(together):
            return f"Move it into {part}, to {_spelled(together, fields)}, {_WHY}"
    if issubclass(places, Secrets) and not fields and places.model_config.get("extra") != "allow":
        return "Take it out: this type keeps no secrets"
    listed = f", to {_spelled(fields, fields)}" if 0 < len(fields) <= _MOST_LISTED else ""
    return f"Move it into {part}{listed}, {_WHY}"


def _spelled(names: Iterable[str], fields: Mapping[str, str]) -> str:
    return " or ".join(f"{fields[name]} ({name})" if fields[name] != name else name for name in names)
