"""How an action names its connector: by Kibana's id, and not by anything else of the same resource."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Problem
from ..formats.javascript import is_blank
from ..tokens import is_token

_OTHER_ATTRIBUTE = re.compile(
    r"\b(?:data\.)?elasticstack_kibana_action_connector\.[\w-]+(?:\[[^\]]*\])?\.(?!connector_id\b)(\w+)"
)
_HINT = "Write connector.connector_id, or make the action with connector.action(…)"


def id_problem(where: str, value: object) -> Iterator[Problem]:
    """Find an action's connector id that Kibana would not find.

    Args:
        where: Its place.
        value: A text, an expression, or a token.
    """
    if is_token(value):
        return
    if not isinstance(value, str) or is_blank(value):
        yield Problem(where, "expected a connector's id", _HINT)
        return
    if "${" in value:
        found = _OTHER_ATTRIBUTE.search(value)
        if found is not None:
            yield Problem(where, f"{found[1]} is no id of Kibana's{_what_it_is(found[1])}", _HINT)
        return
    if "/" in value:
        hint = "Kibana's id is what follows the slash"
        yield Problem(where, "this is Terraform's id, <space>/<connector id>", hint)
    elif value.startswith("."):
        yield Problem(where, "this is a connector type, and no connector's id", _HINT)


def _what_it_is(attribute: str) -> str:
    return {
        "id": ": it is Terraform's, <space>/<connector id>",
        "connector_type_id": ": it is the type's",
    }.get(attribute, "")
