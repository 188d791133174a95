"""Finds the secrets of a file, and judges the source of each.

These are the `secrets` and `secrets_wo` of every connector, also of those that this library did not write,
the credentials with which the provider, or one of its resources by itself, reaches Kibana, and the keys with
which OpenTofu encrypts the state.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from ..terraform.elasticstack import PROVIDER, PROVIDER_SOURCE
from .backend_credentials import KEY_PROVIDERS
from .document import Block, Document, Place, bodies
from .judgement import Judgement, SourceProblem
from .quick_judge import QuickJudge

SecretPath: TypeAlias = tuple[str, ...]
"""The keys that lead to a field in Kibana's `secrets`."""

NOT_SENSITIVE: frozenset[SecretPath] = frozenset({("authType",)})
"""The fields that may be literals in any connector: they say which secrets follow."""


class Destination(enum.Enum):
    """Where a secret goes."""

    WRITE_ONLY = "secrets_wo"
    STATE = "secrets"
    CONNECTION = "connection"
    PROVIDER = "provider"
    ENCRYPTION = "encryption"


_ATTRIBUTES = (("secrets_wo", Destination.WRITE_ONLY), ("secrets", Destination.STATE))


KEPT_IN_STATE = (Destination.STATE, Destination.CONNECTION)
"""The destinations whose values lie in the state."""


class SecretUse(NamedTuple):
    """One secret in the file.

    Attributes:
        address: The block that it stands in.
        field: The place in it, as in `GateProblem`.
        destination: Where it goes.
        judgement: What its source is.
    """

    address: str
    field: str
    destination: Destination
    judgement: Judgement


_CREDENTIALS = ("api_key", "password", "bearer_token", "es_client_authentication", "key_data")
_PROVIDER_BLOCKS = ("kibana", "elasticsearch", "fleet")
_CONNECTIONS = frozenset({"kibana_connection", "elasticsearch_connection"})
_KEY_SETTINGS = frozenset().union(*KEY_PROVIDERS.values()) - {"credentials"}
"""`credentials` may be a path; OpenTofu takes it from the environment, too."""
_CREDENTIAL_HEADER = re.compile(r"auth|token|secret|key|cookie|password|session", re.IGNORECASE)

_LOGIN_IN_URL = re.compile(r"://[^/?#@]*:([^/?#@]*)@")


def secret_uses(
    document: Document,
    judge: QuickJudge,
    not_sensitive: Mapping[str, Collection[SecretPath]],
) -> Iterator[SecretUse]:
    """Yield every secret of the file with the judgement of its source.

    Args:
        document: The file.
        judge: Judges its expressions.
        not_sensitive: For a connector's address, the paths below `secrets` that may be literals.
    """
    for block in document.connectors():
        yield from _in_connector(block, judge, not_sensitive.get(block.address, NOT_SENSITIVE))
    for block in document.blocks_of_provider(PROVIDER):
        for body in block.bodies:
            for name in _CONNECTIONS.intersection(body) or (_CONNECTIONS if "dynamic" in body else ()):
                yield from _in_connection(name, block, body, judge, Destination.CONNECTION)
    for provider in document.providers_from(PROVIDER_SOURCE, PROVIDER):
        for body in provider.bodies:
            for name in _PROVIDER_BLOCKS:
                yield from _in_connection(name, provider, body, judge, Destination.PROVIDER)
    for body in bodies(document.raw.get("terraform")):
        for encryption in bodies(body.get("encryption")):
            yield from _in_encryption(encryption, judge)


def _in_connector(block: Block, judge: QuickJudge, free: Collection[SecretPath]) -> Iterator[SecretUse]:
    address = block.address
    for body in block.bodies:
        for attribute, destination in _ATTRIBUTES:
            given = body.get(attribute)
            if given is not None:
                for path, judgement in judge.leaves(given, block, free):
                    yield SecretUse(address, ".".join(("secrets", *path)), destination, judgement)


def _in_connection(
    name: str, block: Block, body: Mapping[str, Any], judge: QuickJudge, destination: Destination
) -> Iterator[SecretUse]:
    """Yield the credentials in a nested block that says how Kibana, or Elasticsearch, is reached."""
    for connection, place in _nested(name, body, Place(block)):
        for credential in _CREDENTIALS:
            given = connection.get(credential)
            if given is not None:
                judgement = judge.whole(given, place)
                yield SecretUse(block.address, f"{name}.{credential}", destination, judgement)
        headers = connection.get("headers")
        if isinstance(headers, Mapping):
            for header, given in headers.items():
                if given is not None and _CREDENTIAL_HEADER.search(header):
                    judgement = judge.whole(given, place)
                    yield SecretUse(block.address, f"{name}.headers", destination, judgement)
        for field in ("endpoints", "endpoint"):
            if any(map(_has_password, _texts(connection.get(field)))):
                yield SecretUse(block.address, f"{name}.{field}", destination, _LOGIN)


def _nested(name: str, body: Mapping[str, Any], place: Place) -> Iterator[tuple[Mapping[str, Any], Place]]:
    for nested in bodies(body.get(name)):
        yield nested, place
    for dynamic in bodies(body.get("dynamic")):
        for each in bodies(dynamic.get(name)):
            for content in bodies(each.get("content")):
                yield content, place._replace(dynamic=((name, each),))


def _in_encryption(encryption: Mapping[str, Any], judge: QuickJudge) -> Iterator[SecretUse]:
    """Yield the keys and credentials with which OpenTofu encrypts the state."""
    for address, body in _key_providers(encryption):
        for setting in sorted(_KEY_SETTINGS.intersection(body)):
            if body[setting] is not None:
                judgement = judge.whole(body[setting], Place())
                field = f"{address}.{setting}"
                yield SecretUse("terraform.encryption", field, Destination.ENCRYPTION, judgement)


def _key_providers(encryption: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for types in bodies(encryption.get("key_provider")):
        for type_, given in types.items():
            for named in bodies(given):
                for name, provider in named.items():
                    for body in bodies(provider):
                        yield f"key_provider.{type_}.{name}", body


_LOGIN = Judgement(
    (SourceProblem("a URL with a user and a password", "Give username and password instead"),), (), ()
)


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, (list, tuple)) else [value]
    return [each for each in values if isinstance(each, str)]


def _has_password(url: str) -> bool:
    found = _LOGIN_IN_URL.search(url)
    return found is not None and "${" not in found.group(1)
