"""Deterministic ids of connectors and rules.

Kibana's ids are unique across all spaces of a deployment, and the provider takes UUIDs only
(docs/provider.md, "Ids and spaces"). So an id is the UUID v5, in the URL namespace, of a URL that is made of
the id namespace, the space and the connector's path below its stack. Terraform's `uuidv5("url", …)` gives the
same, where only Terraform knows the space or the instance.
"""

from __future__ import annotations

import enum
import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ..hcl import quoted
from ..tokens import is_token
from .expressions import uuidv5_of_url

EACH_SPACE = "${each.key}"
"""Stands for the space in a block that serves many."""


class Repetition(enum.Enum):
    """What makes one block several instances, beside `spaces`."""

    COUNT = "count"
    FOR_EACH = "for_each"


def connector_uuid(namespace: str, space: str, path: str) -> str:
    """Return the id of the connector at a path, in a space that is known.

    Args:
        namespace: The id namespace; the stack's path unless `KibanaProvider(id_namespace=…)` sets another.
        space: The id of the Kibana space.
        path: The connector's path below its stack.
    """
    return str(uuid.uuid5(uuid.NAMESPACE_URL, _url(namespace, space, path)))


def connector_uuid_expression(namespace: str, space: str, path: str) -> Any:
    """Return the same id as an expression, for a space that only Terraform knows."""
    return uuidv5_of_url(_url(namespace, space, path))


def repeated_uuid_expression(namespace: str, space: str, path: str, repetition: Repetition) -> Any:
    """Return the id of each instance of a repeated block, as an expression.

    Instance 0 of `count` has the id that the block has without it: Terraform itself moves a resource without
    instances to instance 0, and back.
    """
    url = _url(namespace, space, path)
    if repetition is Repetition.FOR_EACH:
        return uuidv5_of_url(f"{url}#${{each.key}}")
    return uuidv5_of_url(f'{url}${{count.index == 0 ? "" : "#${{count.index}}"}}')


def known_uuid_expression(known: Mapping[str, str], namespace: str, path: str) -> str:
    """Return the id in each space of a block that serves many, where some spaces have an id already.

    Args:
        known: The ids that exist already, by space.
        namespace: The id namespace.
        path: The connector's path below its stack.
    """
    derived = str(connector_uuid_expression(namespace, EACH_SPACE, path))[2:-1]
    listed = ", ".join(f'"{quoted(space)}" = "{quoted(id)}"' for space, id in known.items())
    return f"${{lookup({{{listed}}}, each.key, {derived})}}"


def rule_uuid(namespace: str, space: str, path: str, repetition: Repetition | None = None) -> Any:
    """Return the id of the rule at a path, as connectors' ids are made; an expression where it has to be.

    Args:
        namespace: The id namespace.
        space: The id of the Kibana space, a token, or `EACH_SPACE`.
        path: The rule's path below its stack.
        repetition: What makes the block several instances, beside `spaces`.
    """
    url = f"kibana-rule://{quote(namespace, safe='')}/{space}/{quote(path)}"
    if repetition is Repetition.FOR_EACH:
        return uuidv5_of_url(f"{url}#${{each.key}}")
    if repetition is Repetition.COUNT:
        return uuidv5_of_url(f'{url}${{count.index == 0 ? "" : "#${{count.index}}"}}')
    if is_token(space) or space == EACH_SPACE:
        return uuidv5_of_url(url)
    return str(uuid.uuid5(uuid.NAMESPACE_URL, url))


def _url(namespace: str, space: str, path: str) -> str:
    # Each part is quoted, so that no two triples make the same URL. Quoting leaves no character that is
    # special in HCL.
    return f"kibana-connector://{quote(namespace, safe='')}/{space}/{quote(path)}"
