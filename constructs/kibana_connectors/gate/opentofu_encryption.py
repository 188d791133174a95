"""OpenTofu's own encryption of the state: whether `terraform.encryption` makes sure of it.

It does where `state` names a method that encrypts, and is `enforced`; then no fallback may be plain text. A
state that was not encrypted before is read with such a fallback, and then OpenTofu cannot enforce: what it
writes is encrypted all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from .backend_blocks import is_there, only
from .document import Document, bodies
from .judged_secrets import Destination, SecretUse
from .problems import GateProblem
from .values import SourceKind

ADDRESS = "terraform.encryption"
_METHOD = re.compile(r"(?:\$\{\s*)?method\.([\w-]+)\.([\w-]+)(?:\s*\})?")
_PLAIN = "unencrypted"
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
    if method is None or method[0] == _PLAIN:
        return OpenTofuState("terraform.encryption.state has no method that encrypts", False)
    fallbacks = list(_fallbacks(state))
    reads_plain = any(fallback is None or fallback[0] == _PLAIN for fallback in fallbacks)
    is_migrating = reads_plain and None not in fallbacks and state.get("enforced") in (None, False)
    if reads_plain and not is_migrating:
        return OpenTofuState(_READS_PLAIN, False)
    if not is_migrating and state.get("enforced") is not True:
        return OpenTofuState("terraform.encryption.state is not enforced", False)
    if not all(_is_declared(encryption.get("method"), *each) for each in (method, *fallbacks) if each):
        return OpenTofuState("terraform.encryption does not declare the method that its state names", False)
    return OpenTofuState("", is_migrating)


def migration_notes(encryptions: list[Any]) -> Iterator[GateProblem]:
    """Warn of a state that is still read unencrypted."""
    if encryptions and state_of(encryptions).is_migrating:
        yield GateProblem(
            ADDRESS,
            "state.fallback",
            "a state that is not encrypted is read too, so that encryption cannot be enforced",
            "Apply once, which writes it encrypted, then take the fallback away",
        )


def forbidden_fallbacks(encryptions: list[Any]) -> Iterator[GateProblem]:
    """Find what OpenTofu refuses: plain text as a fallback where encryption is enforced."""
    for encryption in encryptions:
        for body in bodies(encryption):
            for target in ("state", "plan"):
                for given in bodies(body.get(target)):
                    if given.get("enforced") is True and any(
                        each is not None and each[0] == _PLAIN for each in _fallbacks(given)
                    ):
                        yield GateProblem(
                            ADDRESS,
                            f"{target}.fallback",
                            "OpenTofu refuses a fallback to method.unencrypted where encryption is enforced",
                            "Leave enforced out as long as plain text has to be read, for one apply",
                        )


def sources_too_late(uses: Iterable[SecretUse]) -> Iterator[GateProblem]:
    """Find keys that OpenTofu cannot know in time: it reads `encryption` before all else."""
    for use in uses:
        if use.destination is Destination.ENCRYPTION and any(
            source.kind is not SourceKind.VARIABLE for source in use.judgement.sources
        ):
            yield GateProblem(
                use.address,
                use.field,
                "OpenTofu reads the encryption before it reads or makes anything else, so that only a "
                "variable can be known then",
                "Take it from a variable, or leave it out and set TF_ENCRYPTION in the environment",
            )


def open_keys(document: Document, uses: Iterable[SecretUse]) -> Iterator[GateProblem]:
    """Warn of keys whose variable is not sensitive: the tool shows its value where it is used."""
    for use in uses:
        if use.destination is Destination.ENCRYPTION:
            for source in use.judgement.sources:
                declared = bodies(document.variables.get(source.address.removeprefix("var.")))
                if any(body.get("sensitive") not in (True, "true") for body in declared):
                    yield GateProblem(
                        use.address,
                        use.field,
                        f"{source.address} is not sensitive, so that OpenTofu may show its value",
                        "Declare it with sensitive = true, and ephemeral = true",
                    )


def _method(target: Mapping[str, Any]) -> tuple[str, str] | None:
    found = _METHOD.fullmatch(str(target.get("method", "")).strip())
    return None if found is None else (found[1], found[2])


def _fallbacks(target: Mapping[str, Any]) -> Iterator[tuple[str, str] | None]:
    """Yield the methods that a target also reads with, in order; None for one that cannot be told."""
    given = target.get("fallback")
    while given is not None:
        body = only(given)
        yield None if body is None else _method(body)
        given = None if body is None else body.get("fallback")


def _is_declared(methods: Any, type_: str, name: str) -> bool:
    named = (names for types in bodies(methods) for names in bodies(types.get(type_)))
    return any(is_there(names.get(name)) for names in named)
