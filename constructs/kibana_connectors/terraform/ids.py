"""Deterministic connector ids.

Kibana's ids are unique across all spaces of a deployment, and the provider takes UUIDs only
(docs/provider.md, "Ids and spaces"). So an id is the UUID v5, in the URL namespace, of a URL that is made of the id
namespace, the space and the construct's path below its stack. Terraform's `uuidv5("url", …)` gives the same,
where only Terraform knows the space.
"""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import quote

from .expressions import uuidv5_of_url

EACH_SPACE = "${each.key}"
"""Stands for the space in a block that serves many."""


def connector_uuid(namespace: str, space: str, path: str) -> str:
    """Return the id of the connector at a construct path, in a space that is known.

    Args:
        namespace: The id namespace; the stack's path unless `KibanaProvider(id_namespace=…)` sets another.
        space: The id of the Kibana space.
        path: The construct's path below its stack.
    """
    return str(uuid.uuid5(uuid.NAMESPACE_URL, _url(namespace, space, path)))


def connector_uuid_expression(namespace: str, space: str, path: str) -> Any:
    """Return the same id as an expression, for a space that only Terraform knows."""
    return uuidv5_of_url(_url(namespace, space, path))


def _url(namespace: str, space: str, path: str) -> str:
    # Each part is quoted, so that no two triples make the same URL. Quoting leaves no character that is
    # special in HCL.
    return f"kibana-connector://{quote(namespace, safe='')}/{space}/{quote(path)}"
