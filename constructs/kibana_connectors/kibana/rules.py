"""Alerting rules, as far as they use connectors: `/api/alerting/rules/_find`."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Mapping
from typing import Any

from .answers import as_
from .call import Call, InEachSpace
from .connectors import AT_ONCE
from .errors import UnexpectedAnswer
from .model import Model, text

_PAGE = 200
_WINDOW = 10_000
"""Kibana's searches show no more than so many objects, whatever the page."""
_READ = "the privilege to read rules (Stack Rules, or the feature that the rule belongs to)"


class RuleAction(Model):
    """What a rule does with one connector.

    Attributes:
        id: The connector's id; preconfigured and system connectors have theirs too.
        connector_type_id: The connector's type.
        group: When: the action group, such as `default` or `recovered`. System actions have none.
        uuid: The action's own id.
    """

    id: str
    connector_type_id: str | None = None
    group: str | None = None
    uuid: str | None = None


class Rule(Model):
    """An alerting rule.

    Attributes:
        id: Its id.
        name: Its name.
        rule_type_id: Its type, such as `.index-threshold`.
        consumer: The feature that it belongs to.
        enabled: Whether it runs.
        actions: What it does.
        tags: Its tags.
    """

    id: str
    name: str
    rule_type_id: str | None = None
    consumer: str | None = None
    enabled: bool | None = None
    actions: tuple[RuleAction, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def connector_ids(self) -> frozenset[str]:
        """The ids of all connectors that it uses."""
        return frozenset(action.id for action in self.actions)


class _Page(Model):
    total: int
    data: tuple[Rule, ...] = ()


_page = as_(_Page)


def list_rules(*, space: str | None = None) -> Generator[Call[Any], Any, tuple[Rule, ...]]:
    """List all rules of one space that the credential may read, page by page.

    Args:
        space: The space; None takes the client's.
    """
    return _all_pages({}, space)


def list_rules_in_each_space(
    *, spaces: Iterable[str] | None = None, at_most: int = AT_ONCE
) -> InEachSpace[tuple[Rule, ...]]:
    """List the rules of many spaces; yields each space's as they come.

    Args:
        spaces: Ids of spaces; None takes all that the credential may see.
        at_most: How many spaces are asked at once; only `AsyncKibana` asks more than one.
    """
    return InEachSpace(
        lambda space: list_rules(space=space), None if spaces is None else tuple(spaces), at_most
    )


def list_rules_using(
    connector_id: str, *, is_preconfigured: bool = False, space: str | None = None
) -> Generator[Call[Any], Any, tuple[Rule, ...]]:
    """List the rules of one space that use a connector, page by page.

    Args:
        connector_id: The connector's id.
        is_preconfigured: Whether it is a preconfigured one: Kibana keeps no reference to these, and is asked
            in another way.
        space: The space; None takes the client's.
    """
    connector_id = text("connector_id", connector_id)
    if is_preconfigured:
        quoted = connector_id.replace("\\", "\\\\").replace('"', '\\"')
        return _all_pages(
            {"filter": f'alert.attributes.actions:{{ actionRef: "preconfigured:{quoted}" }}'}, space
        )
    return _all_pages({"has_reference": json.dumps({"type": "action", "id": connector_id})}, space)


def list_rules_using_in_each_space(
    connector_id: str,
    *,
    is_preconfigured: bool = False,
    spaces: Iterable[str] | None = None,
    at_most: int = AT_ONCE,
) -> InEachSpace[tuple[Rule, ...]]:
    """List the rules of many spaces that use a connector; yields each space's as they come.

    Args:
        connector_id: The connector's id.
        is_preconfigured: Whether it is a preconfigured one.
        spaces: Ids of spaces; None takes all that the credential may see.
        at_most: How many spaces are asked at once; only `AsyncKibana` asks more than one.
    """
    return InEachSpace(
        lambda space: list_rules_using(connector_id, is_preconfigured=is_preconfigured, space=space),
        None if spaces is None else tuple(spaces),
        at_most,
    )


def _all_pages(query: Mapping[str, str], space: str | None) -> Generator[Call[Any], Any, tuple[Rule, ...]]:
    # A rule that is added or deleted meanwhile moves the others between pages: each counts once.
    found: dict[str, Rule] = {}
    for number in range(1, _WINDOW // _PAGE + 1):
        paging: dict[str, str | int] = {
            "per_page": _PAGE,
            "page": number,
            "sort_field": "name",
            "sort_order": "asc",
        }
        call: Call[_Page] = Call(
            "GET", "/api/alerting/rules/_find", _page, query={**query, **paging}, space=space, needs=_READ
        )
        page = yield from call
        found.update((rule.id, rule) for rule in page.data)
        if page.total > _WINDOW:
            raise UnexpectedAnswer(
                f"GET /api/alerting/rules/_find: the space has {page.total:,} rules, and Kibana shows only "
                f"the first {_WINDOW:,}; which connectors the others use cannot be told"
            )
        if not page.data or number * _PAGE >= page.total:
            break
    return tuple(found.values())
