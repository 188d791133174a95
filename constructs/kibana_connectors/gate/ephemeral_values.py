"""Ephemeral values where Terraform refuses them: in what a connector keeps, and so in its secrets' version.

Terraform says so only at plan, and does not say what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..schema.secret_source import EPHEMERAL_IN_STATE, EPHEMERAL_IN_STATE_REMEDY
from .document import Document, bodies
from .problems import GateProblem

VERSION = "secrets_wo_version"
_TAKES_THEM = {"//", "secrets_wo", "lifecycle", "provisioner", "connection", "depends_on", "provider"}
_MAY_BE_KEPT = ("secrets", "kibana_connection", "for_each", "count")
_WHAT_TELLS_A_VERSION = (
    "Take what tells the version without the value, such as a data source or a variable, or let a secret "
    "manager of this library write it (docs/secret_managers.md)"
)


def ephemeral_values(document: Document) -> Iterator[GateProblem]:
    """Yield where a connector keeps an ephemeral value.

    Args:
        document: The file.
    """
    references = None
    for block in document.connectors():
        for body in block.bodies:
            for name, value in body.items():
                if name in _TAKES_THEM or not may_refer(value):
                    continue
                if references is None:
                    from .references import References  # what reads expressions; most stacks need none of it

                    references = References(document)
                for address in sorted(references.of(value)):
                    if _is_ephemeral(document, name, address):
                        yield _problem(block.address, name, address)


def _problem(connector: str, attribute: str, address: str) -> GateProblem:
    if attribute == "secrets":
        return GateProblem(
            connector, attribute, f"{EPHEMERAL_IN_STATE} (found: {address})", EPHEMERAL_IN_STATE_REMEDY
        )
    message = (
        f"expected nothing ephemeral, found {address}: Terraform keeps this attribute in the state, and "
        "refuses ephemeral values there, also inside a function"
    )
    if attribute == VERSION:
        return GateProblem(connector, "secrets_version", message, _WHAT_TELLS_A_VERSION)
    return GateProblem(
        connector, attribute, message, f"Only secrets take it: take {address} out of {attribute}"
    )


def may_refer(value: Any) -> bool:
    """Whether a value may refer to something ephemeral, or to data, without reading it.

    Args:
        value: A value of the file.
    """
    text = value if isinstance(value, str) else repr(value)
    return ("${" in text or "%{" in text) and any(
        root in text for root in ("ephemeral", "var", "local", "data")
    )


def _is_ephemeral(document: Document, attribute: str, address: str) -> bool:
    kind, _, name = address.partition(".")
    if kind == "ephemeral":
        return True
    if attribute in _MAY_BE_KEPT or kind != "var":
        return False  # what becomes of variables that feed these, `gate/ephemeral.py` says
    declared = bodies(document.variables.get(name))
    return any(body.get("ephemeral") in (True, "true") for body in declared)
