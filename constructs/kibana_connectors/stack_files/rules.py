"""The rules of synthesized stacks: alerting and detection rules, their actions, and what those go through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..gate.document import Block, bodies
from ..schema.target import DEFAULT_SPACE
from ..terraform.elasticstack import CONNECTOR
from .connectors import Endpoints, StackConnector, construct_of
from .reading import StackFile
from .values import Evaluator, Scope, Unknown, body_of, instances

ALERTING_RULE = "elasticstack_kibana_alerting_rule"
DETECTION_RULE = "elasticstack_kibana_security_detection_rule"
_REFERENCE = re.compile(
    r"\$\{\s*(?P<data>data\.)?elasticstack_kibana_action_connector\.(?P<name>[\w-]+)"
    r"(?:\[(?P<key>[^\]]*)\])?\.(?P<attribute>\w+)\s*\}"
)
_MENTION = re.compile(r"elasticstack_kibana_action_connector\.(?P<name>[\w-]+)")
_SYSTEM = "system-connector-"
_DETECTION_TYPES = {
    "query": "siem.queryRule",
    "eql": "siem.eqlRule",
    "esql": "siem.esqlRule",
    "threshold": "siem.thresholdRule",
    "machine_learning": "siem.mlRule",
    "threat_match": "siem.indicatorRule",
    "new_terms": "siem.newTermsRule",
    "saved_query": "siem.savedQueryRule",
}


@dataclass(frozen=True)
class StackAction:
    """One action of a rule.

    Attributes:
        index: Its place among the rule's actions, from 0.
        id: The connector's id: a text, or what only Terraform knows.
        key: What tells its connector from others: an address, a literal id, or an expression.
        attribute: The attribute of a connector that the id refers to; None for a literal.
        connector: The connector of the same stacks that it goes through; None where there is none.
        type_id: The connector's type; None where it is not known.
        group: Its group; None where it is left out.
        params: Its params.
        frequency: Its frequency; None where it has none.
        alerts_filter: Its filter; None where it has none.
    """

    index: int
    id: str | Unknown
    key: str
    attribute: str | None
    connector: StackConnector | None = field(repr=False)
    type_id: str | None
    group: str | Unknown | None
    params: dict[str, Any] | Unknown = field(repr=False)
    frequency: Mapping[str, Any] | None = field(repr=False)
    alerts_filter: Mapping[str, Any] | None = field(repr=False)

    @property
    def place(self) -> str:
        """Where it stands in the rule."""
        return f"actions[{self.index}]"

    @property
    def is_system(self) -> bool:
        """Whether it is one of Kibana's own, such as Cases."""
        return isinstance(self.id, str) and self.id.startswith(_SYSTEM)

    @property
    def is_summary(self) -> bool:
        """Whether one run tells of all alerts."""
        return self.frequency is not None and self.frequency.get("summary") in (True, "true")

    @property
    def literal_params(self) -> dict[str, Any]:
        """Its params, as far as they are known; else empty."""
        return {} if isinstance(self.params, Unknown) else self.params


@dataclass(frozen=True)
class StackRule:
    """One rule that a stack makes.

    Attributes:
        stack: The stack.
        block: The resource's name in the stack.
        resource: The resource's type.
        instance: What stands behind its address, as with connectors.
        construct: The path of its construct; None where the file does not tell.
        rule_type_id: Its type.
        consumer: What it belongs to in Kibana; None where it is left out.
        space: Its space.
        interval: How often it runs.
        params: Its params.
        actions: Its actions, those that the file lists.
        has_unlisted_actions: Whether it has further actions that only Terraform knows.
        body: What the block holds.
        waits_for: Names of connectors' blocks that it depends on, said by `depends_on`.
        rule_id: Its id; None where Kibana makes one.
        endpoints: Kibana's URLs that its provider names; empty where the environment does.
    """

    stack: StackFile = field(repr=False)
    block: str
    resource: str
    instance: str
    construct: str | None
    rule_type_id: str | Unknown | None
    consumer: str | Unknown | None
    space: str | Unknown
    interval: str | Unknown | None
    params: dict[str, Any] | Unknown = field(repr=False)
    actions: tuple[StackAction, ...] = field(repr=False)
    has_unlisted_actions: bool = False
    body: Mapping[str, Any] = field(repr=False, default_factory=dict)
    waits_for: frozenset[str] = frozenset()
    rule_id: str | Unknown | None = None
    endpoints: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Its address in Terraform."""
        return f"{self.resource}.{self.block}{self.instance}"

    @property
    def label(self) -> str:
        """How it is told to people: its construct's path below the stack, or its name in the stack."""
        path = self.construct or self.block
        return f"{path.removeprefix(f'{self.stack.name}/')}{self.instance}"

    @property
    def line(self) -> int:
        """The line of the file on which it begins."""
        return self.stack.line_of(self.resource, self.block)

    @property
    def literal_params(self) -> dict[str, Any]:
        """Its params, as far as they are known; else empty."""
        return {} if isinstance(self.params, Unknown) else self.params

    @property
    def is_alerting_rule(self) -> bool:
        """Whether it is made by the resource of alerting rules."""
        return self.resource == ALERTING_RULE


def rules_in(stacks: Iterable[StackFile], connectors: Sequence[StackConnector]) -> tuple[StackRule, ...]:
    """Return the rules of stacks, in the order of the files.

    Args:
        stacks: The stacks.
        connectors: The connectors of the same stacks, which actions go through.
    """
    by_id: dict[str, StackConnector] = {}
    for each in connectors:
        if isinstance(each.id, str):
            by_id.setdefault(each.id, each)
    found: list[StackRule] = []
    for stack in stacks:
        blocks: dict[str, list[StackConnector]] = {}
        for each in connectors:
            if each.stack is stack:
                blocks.setdefault(each.block, []).append(each)
        found += _Reading(stack, blocks, by_id).rules()
    return tuple(found)


class _Reading:
    def __init__(
        self,
        stack: StackFile,
        blocks: Mapping[str, list[StackConnector]],
        by_id: Mapping[str, StackConnector],
    ) -> None:
        self._stack = stack
        self._blocks = blocks
        self._by_id = by_id
        self._evaluator = Evaluator(stack.document)
        self._endpoints = Endpoints(stack, self._evaluator)

    def rules(self) -> Iterator[StackRule]:
        for resource in (ALERTING_RULE, DETECTION_RULE):
            for block in self._stack.document.blocks_of("resource", resource):
                for instance, scope in instances(block, self._evaluator):
                    yield self._rule(block, instance, scope)

    def _rule(self, block: Block, instance: str, scope: Scope) -> StackRule:
        body = body_of(block)
        listed = bodies(body.get("actions"))
        dynamic = any("actions" in each for each in bodies(body.get("dynamic")))
        if block.type == DETECTION_RULE:
            kind = self._text(body.get("type"), scope)
            type_id = _DETECTION_TYPES.get(kind) if isinstance(kind, str) else kind
        else:
            type_id = self._text(body.get("rule_type_id"), scope)
        return StackRule(
            stack=self._stack,
            block=block.name,
            resource=block.type,
            instance=instance,
            construct=construct_of(body),
            rule_type_id=type_id,
            consumer=self._text(body.get("consumer"), scope),
            space=self._text(body.get("space_id"), scope) or DEFAULT_SPACE,
            interval=self._text(body.get("interval"), scope),
            params=self._json(body.get("params"), scope),
            actions=tuple(self._action(index, each, scope) for index, each in enumerate(listed)),
            has_unlisted_actions=dynamic or ("actions" in body and isinstance(body["actions"], str)),
            body=body,
            waits_for=frozenset(
                found["name"]
                for each in body.get("depends_on") or ()
                if isinstance(each, str) and (found := _MENTION.search(each))
            ),
            rule_id=self._text(body.get("rule_id"), scope),
            endpoints=self._endpoints.of(body),
        )

    def _action(self, index: int, body: Mapping[str, Any], scope: Scope) -> StackAction:
        given = body.get("id")
        is_reference = isinstance(given, str) and _REFERENCE.fullmatch(given) is not None
        id = Unknown((CONNECTOR,), is_bare=True) if is_reference else self._text(given, scope)
        key, attribute, connector, type_id = self._through(given, "" if id is None else id, scope)
        told = self._text(body.get("action_type_id"), scope)
        if isinstance(told, str):
            type_id = told
        return StackAction(
            index=index,
            id="" if id is None else id,
            key=key,
            attribute=attribute,
            connector=connector,
            type_id=type_id,
            group=self._text(body.get("group"), scope),
            params=self._json(body.get("params"), scope),
            frequency=self._object(body.get("frequency"), scope),
            alerts_filter=self._object(body.get("alerts_filter"), scope),
        )

    def _through(
        self, given: Any, id: str | Unknown, scope: Scope
    ) -> tuple[str, str | None, StackConnector | None, str | None]:
        """Return what tells the connector from others, the attribute, the connector and its type."""
        found = _REFERENCE.fullmatch(given) if isinstance(given, str) else None
        if found is not None and found["data"]:
            block = self._stack.document.block("data", CONNECTOR, found["name"])
            told = self._text(body_of(block).get("connector_type_id"), scope) if block is not None else None
            type_id = told if isinstance(told, str) else None
            return f"data.{found['name']}[{found['key']}]", found["attribute"], None, type_id
        if found is not None:
            connector = self._instance(found["name"], found["key"], scope)
            key = connector.address if connector is not None else found["name"]
            return key, found["attribute"], connector, _type_of(connector)
        if isinstance(id, str):
            connector = self._by_id.get(id)
            return id if connector is None else connector.address, None, connector, _type_of(connector)
        mention = _MENTION.search(given) if isinstance(given, str) else None
        connector = self._instance(mention["name"], None, scope) if mention is not None else None
        return str(given), None, connector, _type_of(connector)

    def _instance(self, name: str, key: str | None, scope: Scope) -> StackConnector | None:
        """Return the instance of a block that a key names: `each.key`, a literal, or nothing."""
        there = self._blocks.get(name, [])
        if key is None or len(there) <= 1:
            return there[0] if there else None
        wanted = key.strip()
        if wanted == "each.key" and scope.each is not None:
            wanted = f'"{scope.each[0]}"'
        return next((each for each in there if each.instance == f"[{wanted}]"), None)

    # Values

    def _text(self, given: Any, scope: Scope) -> str | Unknown | None:
        if given is None:
            return None
        value = self._evaluator.of(given, scope)
        return value if isinstance(value, (str, Unknown)) else Unknown()

    def _json(self, given: Any, scope: Scope) -> dict[str, Any] | Unknown:
        if given is None:
            return {}
        value = self._evaluator.json(given, scope)
        return value if isinstance(value, (dict, Unknown)) else Unknown()

    def _object(self, given: Any, scope: Scope) -> Mapping[str, Any] | None:
        found = bodies(given)
        if not found:
            return None
        value: Mapping[str, Any] = self._evaluator.of(found[0], scope)
        return value


def _type_of(connector: StackConnector | None) -> str | None:
    return connector.type_id if connector is not None and isinstance(connector.type_id, str) else None
