"""OpenTofu's own encryption of the state: whether `terraform.encryption` makes sure of it.

It does where `state` names a method that encrypts, and is `enforced`; then no fallback may be plain text. A
state that was not encrypted before is read with such a fallback, and then OpenTofu cannot enforce: what it
writes is encrypted all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .blocks import bodies, is_there, only

_METHOD = re.compile(r"method\.([\w-]+)\.([\w-]+)")
_KEY_PROVIDER = re.compile(r"\bkey_provider\.([\w-]+)\.")
_ENCRYPTING = ("aes_gcm", "external")
_KEY_PROVIDERS = ("pbkdf2", "aws_kms", "gcp_kms", "azure_vault", "openbao", "external")
"""The methods that encrypt and the key providers of OpenTofu 1.12. It refuses others."""
PLAIN = "unencrypted"
"""The method that writes plain text."""
_READS_PLAIN = "terraform.encryption.state has a fallback, which also reads what is not encrypted"


class OpenTofuState(NamedTuple):
    """How OpenTofu keeps the state.

    Attributes:
        obstacle: Why it does not encrypt it; empty if it does.
        is_migrating: Whether it also reads a state that is not encrypted, to write it encrypted.
    """

    obstacle: str
    is_migrating: bool


def state_of(encryptions: list[Any]) -> OpenTofuState:
    """Return how OpenTofu keeps the state.

    Args:
        encryptions: What the `encryption` blocks of a stack hold.
    """
    encryption = only(encryptions[0]) if len(encryptions) == 1 else None
    if encryption is None:
        return OpenTofuState("terraform.encryption is not one block", False)
    state = only(encryption.get("state"))
    if state is None:
        return OpenTofuState("terraform.encryption has no state", False)
    method = _method(state)
    if method is None or method[0] == PLAIN:
        return OpenTofuState("terraform.encryption.state has no method that encrypts", False)
    if method[0] not in _ENCRYPTING:
        return OpenTofuState(
            f"terraform.encryption.state has a method that OpenTofu lacks: {method[0]}", False
        )
    fallbacks = list(fallbacks_of(state))
    reads_plain = any(fallback is None or fallback[0] == PLAIN for fallback in fallbacks)
    is_migrating = reads_plain and None not in fallbacks and state.get("enforced") in (None, False)
    if reads_plain and not is_migrating:
        return OpenTofuState(_READS_PLAIN, False)
    if not is_migrating and state.get("enforced") is not True:
        return OpenTofuState("terraform.encryption.state is not enforced", False)
    if not all(_is_declared(encryption.get("method"), *each) for each in (method, *fallbacks) if each):
        return OpenTofuState("terraform.encryption does not declare the method that its state names", False)
    lacking = [
        each for each in _key_providers(encryption.get("method"), method) if each not in _KEY_PROVIDERS
    ]
    if lacking:
        return OpenTofuState(
            f"terraform.encryption has keys of a provider that OpenTofu lacks: {', '.join(lacking)}", False
        )
    return OpenTofuState("", is_migrating)


def fallbacks_of(target: Mapping[str, Any]) -> Iterator[tuple[str, str] | None]:
    """Yield the methods that a target also reads with, in order; None for one that cannot be told."""
    given = target.get("fallback")
    while given is not None:
        body = only(given)
        yield None if body is None else _method(body)
        given = None if body is None else body.get("fallback")


def _method(target: Mapping[str, Any]) -> tuple[str, str] | None:
    text = str(target.get("method", "")).strip()
    bare = text[2:-1].strip() if text.startswith("${") and text.endswith("}") else text
    found = _METHOD.fullmatch(bare)
    return None if found is None else (found[1], found[2])


def _is_declared(methods: Any, type_: str, name: str) -> bool:
    return any(True for _ in _declarations(methods, (type_, name)))


def _key_providers(methods: Any, method: tuple[str, str]) -> Iterator[str]:
    """Yield the kinds of key providers that a method takes its keys from."""
    for declared in _declarations(methods, method):
        for body in bodies(declared):
            yield from _KEY_PROVIDER.findall(str(body.get("keys", "")))


def _declarations(methods: Any, method: tuple[str, str]) -> Iterator[Any]:
    type_, name = method
    named = (names for types in bodies(methods) for names in bodies(types.get(type_)))
    return (found for names in named if is_there(found := names.get(name)))
