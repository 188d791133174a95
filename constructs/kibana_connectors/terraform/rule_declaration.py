"""RuleDeclaration: one rule in a stack, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..hcl import template
from ..rules.action import Action, ActionTarget, FixedTarget
from ..rules.action_problems import goes_to_system
from ..rules.definition import Flapping, RuleDefinition
from ..rules.javascript_numbers import json_of, with_short_numbers
from ..tokens import contains_token, is_token
from .changes import Import
from .construct_path import ConstructPath
from .declaration import Declaration
from .declared_resource import DeclaredResource
from .elasticstack import RULE
from .expressions import json_text
from .identity import DEFAULT_SPACE, Identity
from .ids import EACH_SPACE, Repetition
from .json_with_tokens import JsonWithTokens
from .overrides import Overrides
from .provider_settings import ProviderSettings
from .rule_identity import RuleIdentity


@dataclass(eq=False)
class RuleDeclaration(DeclaredResource):
    """What a rule's construct declares; the stack's record keeps it, the writer and the checks read it.

    Attributes:
        path: Where the construct stands.
        definition: What the rule looks for and does.
        identity: The spaces and the id.
        naming_path: The ids below the stack that the rule's id is named after.
        moved_from: The paths that the construct had before, newest first.
        timeouts: How long Terraform waits, by operation.
        is_protected: Whether Terraform refuses to destroy it.
        provider: The settings of the provider that it names; None for the default provider.
        connector_of: Tells the connector, of the same stack, that an action's target stands for; None for
            one that stands elsewhere.
        overrides: What `add_override` was called with.
        imports: What `import_from` was called with.
        repetition: What makes the block several instances, beside `spaces`.
        ask_logical_id: Asks the engine for a logical id that does not follow CDKTF's rule.
        is_moved: Whether the resource was moved to another, so that this one is not written.
        is_removed: Whether the construct was removed from the tree.
    """

    RESOURCE_TYPE: ClassVar[str] = RULE

    path: ConstructPath
    definition: RuleDefinition
    identity: RuleIdentity
    naming_path: tuple[str, ...]
    moved_from: tuple[str, ...]
    timeouts: dict[str, Any]
    is_protected: bool
    provider: ProviderSettings | None
    connector_of: Callable[[Action], Declaration | None]
    overrides: Overrides = field(default_factory=Overrides)
    imports: list[Import] = field(default_factory=list)
    repetition: Repetition | None = None
    ask_logical_id: Callable[[], str] | None = None
    is_moved: bool = False
    is_removed: bool = False
    _tokens: dict[tuple[int, Any], Any] = field(default_factory=dict, repr=False)

    @property
    def placed(self) -> Identity:
        """The spaces that it is in."""
        return self.identity.placed

    def known_ids(self, settings: ProviderSettings, stack_path: str) -> tuple[str, ...]:
        """Return the rule ids that are known at synth."""
        return self.identity.known_ids(*self._id_source(settings, stack_path))

    def connectors(self) -> Iterator[tuple[Action, Declaration]]:
        """Yield the actions that use a connector of the same stack, each with it."""
        for action in self.definition.actions:
            connector = self.connector_of(action)
            if connector is not None:
                yield action, connector

    def attributes(
        self, settings: ProviderSettings, stack_path: str, *, is_resolved_later: bool = False
    ) -> dict[str, Any]:
        """Return the resource's attributes, overrides included.

        What is left out is not written: the provider keeps an empty set of tags, and what Kibana adds to the
        params, apart from what it reads back.

        Args:
            settings: The settings of the provider that serves it.
            stack_path: The stack's path, the default namespace of ids.
            is_resolved_later: Whether JSON with tokens stays a `JsonWithTokens`, for whoever can resolve
                them; otherwise it becomes a token of the engine's.
        """
        rule = self.definition
        written: dict[str, Any] = {
            "rule_type_id": rule.rule_type.rule_type_id,
            "name": _text(rule.name),
            "consumer": _text(rule.consumer),
            "interval": _text(rule.interval),
            "params": self._json(rule.params, is_resolved_later),
            **self.identity.attributes(*self._id_source(settings, stack_path), self.repetition),
        }
        if rule.tags:
            written["tags"] = rule.tags if is_token(rule.tags) else [_text(tag) for tag in rule.tags]
        if rule.enabled is not True:
            written["enabled"] = rule.enabled
        if rule.notify_when is not None:
            written["notify_when"] = rule.notify_when
        if rule.alert_delay is not None:
            written["alert_delay"] = rule.alert_delay
        if rule.flapping is not None:
            written["flapping"] = _flapping(rule.flapping, settings)
        if rule.actions:
            written["actions"] = [self._action(action, is_resolved_later) for action in rule.actions]
        if self.timeouts:
            written["timeouts"] = self.timeouts
        if self.is_protected:
            written["lifecycle"] = {"prevent_destroy": True}
        return self.overrides.applied_to(written)

    def _action(self, action: Action, is_resolved_later: bool) -> dict[str, Any]:
        written: dict[str, Any] = {
            "id": self._connector_id(action),
            "params": self._json(action.params, is_resolved_later),
        }
        if goes_to_system(action):
            return written
        if action.group is not None:
            written["group"] = _text(action.group)
        if action.frequency is not None:
            written["frequency"] = action.frequency.block()
        if action.alerts_filter is not None:
            written["alerts_filter"] = {
                key: _text(value) if key == "kql" else value
                for key, value in action.alerts_filter.block().items()
            }
        return written

    def _connector_id(self, action: Action) -> Any:
        """Return the id of an action's connector; in the same stack a reference, which makes an order.

        The reference is written as text: a token would be a call into Node for each action.
        """
        connector = self.connector_of(action)
        if isinstance(action.target, FixedTarget) and (
            connector is None or is_token(action.target.connector_id) or "${" in action.target.connector_id
        ):
            return action.target.connector_id
        if connector is None or connector.repetition is not None:
            return self._token(action.target)
        address = connector.address
        if connector.identity.serves_many:
            address += "[each.key]" if self.identity.serves_many else f'["{self._space}"]'
        return f"${{{address}.connector_id}}"

    def _token(self, target: ActionTarget) -> Any:
        """Return the id of a connector of another stack; the same token each time.

        The engine notes while it prepares which tokens refer to another stack.
        """
        space = EACH_SPACE if self.identity.serves_many else self._space
        key = (id(target), space)
        if key not in self._tokens:
            self._tokens[key] = target.id_in(space)
        return self._tokens[key]

    @property
    def _space(self) -> Any:
        return self.identity.space or DEFAULT_SPACE

    def _json(self, value: Mapping[str, Any], is_resolved_later: bool) -> Any:
        short = with_short_numbers(value)
        if not contains_token(short):
            return template(json_of(short))
        return JsonWithTokens(short) if is_resolved_later else json_text(short)


def _flapping(flapping: Flapping, settings: ProviderSettings) -> dict[str, Any]:
    enabled = flapping.enabled
    if enabled is None and settings.target is not None and settings.target.has("9.3"):
        enabled = True
    return {
        "look_back_window": flapping.look_back_window,
        "status_change_threshold": flapping.status_change_threshold,
        **({} if enabled is None else {"enabled": enabled}),
    }


def _text(value: Any) -> Any:
    return template(value) if isinstance(value, str) else value
