"""AlertingRule: a rule of Kibana's, and the actions that it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import constructs

from .._cdk import Annotations, TerraformResourceLifecycle
from ..engine_objects import AnyDependable, AnyLifecycle, AnyProvider
from ..errors import InvalidRule, Problem
from ..formats.known_text import is_known_text
from ..frames import forgetful
from ..rules.action import Action, FixedTarget, NotifyWhen
from ..rules.catalog import params_classes, validate_action
from ..rules.definition import Flapping, GivenActions, RuleDefinition, read_rule
from ..rules.mustache import Situation, variable_problems
from ..rules.params_base import texts_in
from ..rules.rule_params._base import RuleParams
from ..rules.rule_types import RuleType
from ..schema.system_types import SYSTEM_ID_PREFIX
from ..terraform.changes import change_problems, earlier_paths
from ..terraform.declaration import Declaration
from ..terraform.elasticstack import RULE
from ..terraform.logical_id import logical_id
from ..terraform.rule_declaration import RuleDeclaration
from ..terraform.rule_identity import RuleIdentity
from ..terraform.timeouts import Timeouts, timeout_problems
from .kept_resource import EscapeHatches
from .lean_resource import LifecycleDict, names_its_own_way, option_problems, read_lifecycle
from .other_stacks import other_stack_problems
from .provider import settings_of_provider
from .rule_resource import RuleResource
from .scope import scope_of
from .stack_record import StackRecord
from .stack_setup import record_of

_THROTTLE = (
    "cannot be taken back: the provider sends the old value again at each apply",
    "Give actions frequency=Frequency(notify_when='onThrottleInterval', throttle='…') instead",
)


class AlertingRule(EscapeHatches, RuleResource):
    """A rule, as one `elasticstack_kibana_alerting_rule`.

    It is checked at synth as Kibana checks it when it is saved, and as the provider does at apply. It is
    written so that it applies the first time, and the second plan is empty.
    """

    @forgetful
    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str,
        interval: str,
        rule: RuleParams | None = None,
        rule_type_id: str | RuleType | None = None,
        params: Mapping[str, Any] | str | None = None,
        consumer: str | None = None,
        actions: GivenActions | None = None,
        tags: list[str] | tuple[str, ...] | None = None,
        enabled: bool = True,
        alert_delay: int | None = None,
        flapping: Flapping | Mapping[str, Any] | None = None,
        notify_when: NotifyWhen | None = None,
        throttle: None = None,
        space: str | None = None,
        spaces: list[str] | tuple[str, ...] | None = None,
        rule_id: str | None = None,
        protect: bool = False,
        provider: AnyProvider | None = None,
        depends_on: Sequence[AnyDependable] | None = None,
        lifecycle: AnyLifecycle | LifecycleDict | None = None,
        identity: str | None = None,
        moved_from: str | list[str] | tuple[str, ...] | None = None,
        timeouts: Timeouts | None = None,
    ) -> None:
        """Check everything, and make the resource.

        Args:
            scope: The stack, or a construct in it.
            id: The construct's id.
            name: The name that Kibana shows. Not blank; need not be unique.
            interval: How often the rule runs: a number and s, m, h or d, such as `1m`.
            rule: The params of a rule type that has a class, such as `IndexThreshold(…)`.
            rule_type_id: For any other type its id, such as `transform_health`; for one that this library
                does not know, a `RuleType` that says which groups it has.
            params: With `rule_type_id`: the params in Kibana's spelling, as a dict or as JSON text.
            consumer: The part of Kibana that owns the rule; default the type's own, such as `stackAlerts`.
            actions: What it does: `connector.action(…)`, a pattern such as `pager.escalation()`, or several;
                also a dict with the arguments of Terraform's block.
            tags: Its tags.
            enabled: Whether it runs.
            alert_delay: How many runs in a row must find an alert before it counts; 1 is Kibana's default,
                and what takes another number back. Kibana 8.13 and later.
            flapping: When an alert counts as flapping, instead of the space's settings. Kibana 8.16 and
                later.
            notify_when: Deprecated: when all actions run. Only with actions that have no frequency.
            throttle: Nothing: it is refused, because the provider cannot take it back.
            space: The id of the Kibana space; default `default`.
            spaces: Ids of several spaces; one block with `for_each` then serves them all.
            rule_id: Letters, digits, `_` and `-`. Default: one derived from the id namespace, the space and
                the construct's path, the same at every synth. Before Kibana 8.17 a UUID of version 1 or 4.
            protect: Refuse any plan that would destroy the rule.
            provider: The provider to use, where the stack has several.
            depends_on: What must exist before, beside the connectors of its actions.
            lifecycle: Further lifecycle settings of Terraform's.
            identity: The path below the stack that the rule had when it was first deployed, for a construct
                that was renamed or moved; its id and its address stay.
            moved_from: The same, with the new address: a path, or several, newest first.
            timeouts: How long Terraform waits for Kibana, by operation.

        Raises:
            InvalidRule: Anything that Kibana or the provider would refuse, everything at once.
        """
        if not is_known_text(id):
            problem = Problem("id", "expected a text that is known at synth and not blank")
            raise InvalidRule(type(self).__name__, [problem])
        around = scope_of(scope)
        path = around.path.child(id)
        label = f"{path} ({type(self).__name__})"
        record = record_of(around)
        definition, problems = read_rule(
            name=name,
            rule=rule,
            rule_type_id=rule_type_id,
            params=params,
            interval=interval,
            consumer=consumer,
            actions=actions,
            tags=tags,
            enabled=enabled,
            notify_when=notify_when,
            alert_delay=alert_delay,
            flapping=flapping,
        )
        placed = RuleIdentity(space, spaces, rule_id)
        earlier = earlier_paths(moved_from)
        lifecycle_read = read_lifecycle(lifecycle)
        if throttle is not None:
            problems.append(Problem("throttle", *_THROTTLE))
        if not isinstance(protect, bool):
            problems.append(Problem("protect", "expected True or False"))
        if isinstance(lifecycle_read, Problem):
            problems.append(lifecycle_read)
        problems += [
            *placed.problems(),
            *change_problems(identity, moved_from),
            *option_problems(provider, depends_on),
            *other_stack_problems(around.stack, record.path, depends_on, lifecycle_read),
            *timeout_problems(timeouts),
        ]
        if definition is not None and not problems:
            problems += _space_problems(placed, definition.actions, partial(_connector_of, record))
            problems += _params_problems(definition, partial(_connector_of, record))
        if problems or definition is None:
            raise InvalidRule(label, problems)
        try:
            super().__init__(
                scope,
                id,
                terraform_resource_type=RULE,
                provider=provider,
                depends_on=depends_on,
                lifecycle=lifecycle_read if isinstance(lifecycle_read, TerraformResourceLifecycle) else None,
            )
        except RuntimeError as error:  # what jsii makes of any error in Node
            if "There is already a Construct with name" not in str(error):
                raise
            message = f'there is already a construct with the id "{path.below_stack[-1]}" here'
            raise InvalidRule(label, [Problem("id", message, "Give this one another")]) from None
        oldest = identity or (earlier[-1] if earlier else None)
        naming = tuple(oldest.split("/")) if oldest else path.below_stack
        self.declaration = RuleDeclaration(
            path=path,
            definition=definition,
            identity=placed,
            naming_path=naming,
            moved_from=earlier,
            timeouts=dict(timeouts or {}),
            is_protected=protect,
            provider=None if provider is None else settings_of_provider(provider),
            connector_of=partial(_connector_of, record),
        )
        if identity is not None:
            super().override_logical_id(logical_id(naming))
        if identity is not None or names_its_own_way(type(around.stack)):
            self.declaration.ask_logical_id = self._ask_logical_id
        record.add_rule(self.declaration)
        for warning in _warnings(self.declaration):
            Annotations.of(self).add_warning(warning)

    @property
    def rule_id(self) -> str:
        """The rule's id as a token, for what refers to the rule."""
        return str(self.get_string_attribute("rule_id"))

    def known_ids(self) -> tuple[str, ...]:
        """Return the ids that are known now, in the order of the spaces; empty when only Terraform knows."""
        record = record_of(scope_of(self))
        return self.declaration.known_ids(record.settings_of(self.declaration), record.path)


def _connector_of(record: StackRecord, action: Action) -> Declaration | None:
    """Return the connector of the stack that an action goes through; None for all others."""
    target: Any = action.target
    if isinstance(target, FixedTarget):
        known: object = target.connector_id
        return record.connector_named_by(known) if isinstance(known, str) else None
    declaration: Declaration | None = _declaration_of(target)
    if declaration is None or not record.holds(declaration):
        return None
    return declaration


def _declaration_of(target: Any) -> Declaration | None:
    """Return the declaration of the connector that a target stands for."""
    for holder in (target, getattr(target, "connector", None)):
        found = getattr(holder, "declaration", None)
        if isinstance(found, Declaration):
            return found
    return None


def _params_problems(
    definition: RuleDefinition, connector_of: Callable[[Action], Declaration | None]
) -> Iterator[Problem]:
    """Check the params of actions that were given as dicts; all others have checked them."""
    for index, action in enumerate(definition.actions):
        if not isinstance(action.target, FixedTarget) or action.target.type_id:
            continue
        connector = connector_of(action)
        type_id = connector.type_info.type_id if connector is not None else _system_type(action)
        if type_id is None or params_classes(type_id) is None:
            continue
        verdict = validate_action(type_id, action.params)
        for problem in (*verdict.errors, *verdict.failures):
            yield problem._replace(where=f"actions.{index}.{problem.where}")


def _variable_warnings(definition: RuleDefinition) -> Iterator[str]:
    """Tell of variables that Kibana leaves empty, in actions that were given as dicts."""
    kind = definition.rule_type
    for index, action in enumerate(definition.actions):
        if not isinstance(action.target, FixedTarget) or action.target.type_id or not kind.groups:
            continue
        situation = Situation(
            rule_type=kind,
            is_summary=action.frequency is not None and action.frequency.summary is True,
            is_recovered=action.group is not None and action.group == kind.recovery_group,
        )
        for where, text in texts_in(action.params, f"actions.{index}.params"):
            yield from map(str, variable_problems(text, where, situation))


def _system_type(action: Action) -> str | None:
    """Return the type of the system connector that an action goes through, or None."""
    return str(action.target.id_in("")).removeprefix(SYSTEM_ID_PREFIX) if action.is_system else None


def _space_problems(
    placed: RuleIdentity, actions: Sequence[Action], connector_of: Callable[[Action], Declaration | None]
) -> Iterator[Problem]:
    """Find actions through connectors of this library's that are not in the rule's spaces."""
    spaces = placed.placed.known_spaces
    for index, action in enumerate(actions):
        connector = connector_of(action) or _declaration_of(action.target)
        if connector is None or connector.repetition is not None:
            continue
        known = connector.identity.known_spaces
        missing = [space for space in spaces if known and space not in known]
        if missing:
            hint = "Kibana does not share connectors between spaces: make it in all of them, with spaces=[…]"
            listed = ", ".join(known)
            message = f"the connector is not in the rule's space {missing[0]}; its spaces: {listed}"
            yield Problem(f"actions.{index}.id", message, hint)
        elif placed.serves_many and connector_of(action) is None:
            hint = "Make a rule for each space, with space=…"
            yield Problem(f"actions.{index}.id", "the connector stands in another stack", hint)
        elif placed.serves_many and not connector.identity.serves_many:
            message = "the rule is in several spaces, and its connector in one"
            hint = "Give the connector the same spaces=[…]"
            yield Problem(f"actions.{index}.id", message, hint)


def _warnings(rule: RuleDeclaration) -> Iterator[str]:
    definition = rule.definition
    kind = definition.rule_type
    yield from _variable_warnings(definition)
    if not kind.is_known and not kind.groups:
        yield (
            f"{kind.rule_type_id} is not known to this library: Kibana may refuse at apply what is not "
            "checked here"
        )
    if definition.flapping is not None:
        yield (
            "flapping cannot be taken back once it is applied: without it the provider sends the old value "
            "again, at each apply. To have the space's settings again, give the rule another rule_id"
        )
    if definition.alert_delay is not None and definition.alert_delay != 1:
        yield (
            "alert_delay cannot be taken back by leaving it out: the old value stays in Kibana. Write "
            "alert_delay=1 to have Kibana's default again"
        )
