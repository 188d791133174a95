"""Data sources that tell a secret's version, and keep the secret itself in the state: warned of."""

from __future__ import annotations

from collections.abc import Iterator

from .document import Block, Document
from .ephemeral import EPHEMERAL_INSTEAD
from .ephemeral_values import VERSION, may_refer
from .problems import GateProblem

_WITHOUT_VALUE = {
    "aws_ssm_parameter": ("with_decryption", "load_value"),
    "google_secret_manager_secret_version": ("fetch_secret_data",),
}
"""Arguments that keep the value out of a data source, if they are false; or in the form that KMS gave it."""


def version_sources(document: Document) -> Iterator[GateProblem]:
    """Yield a warning for each data source behind a secrets' version that holds a secret's value.

    Args:
        document: The file.
    """
    references = None
    for connector in document.connectors():
        for body in connector.bodies:
            version = body.get(VERSION)
            if not isinstance(version, str) or "data." not in version or not may_refer(version):
                continue
            if references is None:
                from .references import References  # what reads expressions; most stacks need none of it

                references = References(document)
            for address in sorted(references.of(version)):
                kind, _, rest = address.partition(".")
                type_, _, name = rest.partition(".")
                block = document.block("data", type_, name) if kind == "data" else None
                if block is not None and type_ in EPHEMERAL_INSTEAD and not _is_without_value(block):
                    yield GateProblem(
                        connector.address,
                        "secrets_version",
                        f"{address}, which tells the version, keeps the secret's value in the state, and in "
                        "a saved plan, in plain text",
                        "Take what tells the version without the value (docs/secret_managers.md)",
                    )


def _is_without_value(block: Block) -> bool:
    arguments = _WITHOUT_VALUE.get(block.type, ())
    return any(body.get(each) in (False, "false") for body in block.bodies for each in arguments)
