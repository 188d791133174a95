"""RuleDefinition: what a rule looks for and does, as plain data, and what Kibana would refuse of it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..errors import Problem
from ..formats.javascript import is_blank
from ..schema.payload import Refused
from ..schema.shown_keys import shown_key
from ..tokens import Shape, is_token, is_token_of
from .action import Action, ActionSource
from .action_problems import action_problems, actions_problems
from .durations import seconds_of
from .given_action import read_action
from .javascript_numbers import number_problems, with_short_numbers
from .param_shapes import shape_problems
from .rule_params._base import RuleParams
from .rule_params.catalog import params_class
from .rule_types import RuleType, rule_type, rule_types

GivenActions: TypeAlias = ActionSource | Mapping[str, Any] | Sequence[ActionSource | Mapping[str, Any]]
"""What a rule takes as its actions: one or several of `connector.action(…)`, a pattern, or a dict."""

_DURATION = "expected a number above 0 and s, m, h or d, such as 1m"
_MADE_ELSEWHERE = {
    "siem.": "detection rules are made with elasticstack_kibana_security_detection_rule",
    "streams.rules.": "Kibana makes and manages rules of this type itself, and refuses those of others",
}
_NOTIFY_WHEN = ("onActionGroupChange", "onActiveAlert", "onThrottleInterval")


@dataclass(frozen=True)
class Flapping:
    """When an alert counts as flapping, for one rule.

    Once set it can be changed, but not be taken back: see docs/rules.md.

    Attributes:
        look_back_window: Over how many runs Kibana looks, 2 to 20.
        status_change_threshold: From how many changes on an alert flaps, 2 to `look_back_window`.
        enabled: Whether the rule looks for it at all. Kibana 9.3 and later knows it; left out, it is written
            as true there if the provider's `target` tells the version.
    """

    look_back_window: int
    status_change_threshold: int
    enabled: bool | None = None


@dataclass(frozen=True, kw_only=True)
class RuleDefinition:
    """A rule that Kibana would take.

    Attributes:
        name: The name that Kibana shows.
        rule_type: Its type.
        params: Its params in Kibana's spelling; values may be tokens.
        interval: How often it runs.
        consumer: The part of Kibana that owns it.
        actions: What it does.
        tags: Its tags.
        enabled: Whether it runs.
        notify_when: When its actions run, where none of them says so itself.
        alert_delay: How many runs in a row must find the alert; None for Kibana's default.
        flapping: When an alert counts as flapping; None for the space's settings.
    """

    name: Any
    rule_type: RuleType
    params: Any
    interval: Any
    consumer: Any
    actions: tuple[Action, ...] = ()
    tags: Any = ()
    enabled: Any = True
    notify_when: Any = None
    alert_delay: Any = None
    flapping: Flapping | None = None


def read_rule(
    *,
    name: object,
    rule: object,
    rule_type_id: object,
    params: object,
    interval: object,
    consumer: object,
    actions: object,
    tags: object,
    enabled: object,
    notify_when: object,
    alert_delay: object,
    flapping: object,
) -> tuple[RuleDefinition | None, list[Problem]]:
    """Read the arguments of a rule; returns the rule, or everything that is wrong.

    Args:
        name: As in `AlertingRule`, and all others too.
        rule: Typed params.
        rule_type_id: Kibana's id of the type, or a `RuleType`.
        params: Params as a dict, or as JSON text.
        interval: How often it runs.
        consumer: Who owns it.
        actions: Its actions.
        tags: Its tags.
        enabled: Whether it runs.
        notify_when: The deprecated setting of the whole rule.
        alert_delay: How many runs in a row must find an alert.
        flapping: When an alert counts as flapping.
    """
    problems = [*_name_problems(name), *_interval_problems(interval)]
    kind, found = _type(rule, rule_type_id)
    problems += found
    written: Any = {}
    if kind is not None:
        written, found = _params(kind, rule, params)
        problems += found
    owner = consumer if consumer is not None else (kind.consumers[0] if kind and kind.consumers else None)
    if kind is not None:
        problems += _consumer_problems(kind, owner)
    flapping = _read_flapping(flapping)
    read, found = _actions(actions, kind, interval)
    problems += [
        *found,
        *actions_problems(read, notify_when),
        *_tags_problems(tags),
        *_flag_problems("enabled", enabled),
        *_notify_problems(notify_when),
        *_delay_problems(alert_delay),
        *_flapping_problems(flapping),
    ]
    if problems or kind is None:
        return None, list(dict.fromkeys(problems))
    definition = RuleDefinition(
        name=name,
        rule_type=kind,
        params=written,
        interval=interval,
        consumer=owner,
        actions=read,
        tags=tags if is_token(tags) else tuple(dict.fromkeys(tags or ())),  # type: ignore[call-overload]
        enabled=enabled,
        notify_when=notify_when,
        alert_delay=alert_delay,
        flapping=flapping if isinstance(flapping, Flapping) else None,
    )
    return definition, []


def _type(rule: object, rule_type_id: object) -> tuple[RuleType | None, list[Problem]]:
    if isinstance(rule, Refused) and issubclass(rule.payload, RuleParams):
        return rule_type(rule.payload.RULE_TYPE_ID), []
    if rule is not None:
        if not isinstance(rule, RuleParams) or not rule.RULE_TYPE_ID:
            hint = "For a type without a class of params give rule_type_id and params"
            return None, [Problem("rule", "expected params such as IndexThreshold(…)", hint)]
        if rule_type_id is not None:
            return None, [Problem("rule_type_id", "rule names the type already", "Leave it out")]
        return rule_type(rule.RULE_TYPE_ID), []
    if isinstance(rule_type_id, RuleType):
        return rule_type_id, list(_elsewhere_problems(rule_type_id.rule_type_id))
    if rule_type_id is None:
        hint = "Give rule=IndexThreshold(…) or another class of params; or rule_type_id and params"
        return None, [Problem("rule", "required, and missing", hint)]
    if not isinstance(rule_type_id, str) or is_token(rule_type_id) or is_blank(rule_type_id):
        hint = "The provider checks params against it, and a change of it replaces the rule"
        return None, [Problem("rule_type_id", "expected Kibana's id of a rule type, known at synth", hint)]
    if elsewhere := list(_elsewhere_problems(rule_type_id)):
        return None, elsewhere
    known = rule_type(rule_type_id)
    if known is not None:
        return known, []
    ids = [each.rule_type_id for each in rule_types()]
    close = difflib.get_close_matches(rule_type_id, ids, n=1, cutoff=0.85)
    if close:
        hint = f'Did you mean "{close[0]}"? If not, give RuleType("…", groups=("…",)) of its module'
        return None, [Problem("rule_type_id", "no rule type of Kibana's", hint)]
    return RuleType(rule_type_id, groups=()), []


def _elsewhere_problems(rule_type_id: str) -> Iterator[Problem]:
    for beginning, reason in _MADE_ELSEWHERE.items():
        if rule_type_id.startswith(beginning):
            yield Problem("rule_type_id", reason)


def _params(kind: RuleType, rule: object, given: object) -> tuple[Any, list[Problem]]:
    if isinstance(rule, Refused):
        return {}, list(rule.problems)
    if rule is not None and given is not None:
        return {}, [Problem("params", "rule holds the params already", "Leave one of them out")]
    read: Any = rule
    if rule is None:
        read, problems = json_object("params", {} if given is None else given)
        if problems:
            return {}, problems
        problems = list(number_problems(read, "params"))
        cls = params_class(kind.rule_type_id) if kind.is_known else None
        if cls is not None:
            read = cls.from_code(with_short_numbers(read))
        elif kind.is_known and isinstance(kind.params, Mapping):
            problems += shape_problems(kind.params, read, "params")
        if isinstance(read, Refused):
            return {}, [*problems, *read.problems]
        if problems:
            return {}, problems
    if isinstance(read, RuleParams):
        problems = [*read.check(), *number_problems(read.written(), "params")]
        return with_short_numbers(read.written()), problems
    return with_short_numbers(read), []


def json_object(where: str, given: object) -> tuple[Any, list[Problem]]:
    """Read an object that was given as a dict, or as JSON text.

    Args:
        where: Its place.
        given: What was given.
    """
    read = given
    if isinstance(given, str) and not is_token(given):
        try:
            read = json.loads(given)
        except ValueError:
            return {}, [Problem(where, "expected a dict, or the JSON text of an object")]
    if not isinstance(read, Mapping) or is_token(read):
        hint = "Single values in it may be tokens"
        return {}, [Problem(where, "expected an object: a dict, or the JSON text of one", hint)]
    for number, key in enumerate(read, start=1):
        if not isinstance(key, str) or is_token(key):
            return {}, [Problem(f"{where}.{shown_key(key, number)}", "expected a name known at synth")]
    return read, []


def _actions(given: Any, kind: RuleType | None, interval: object) -> tuple[tuple[Action, ...], list[Problem]]:
    if given is None:
        return (), []
    if isinstance(given, Mapping) or hasattr(given, "actions_for"):
        given = [given]
    if isinstance(given, str) or not isinstance(given, Sequence):
        return (), [Problem("actions", "expected a list of actions, such as [connector.action(…)]")]
    read: list[Action] = []
    problems: list[Problem] = []
    for index, each in enumerate(given):
        where = "actions" if len(given) == 1 else f"actions.{index}"
        source: Any = each
        if isinstance(each, Mapping):
            source, found = read_action(each)
            problems += (_below(where, problem) for problem in found)
            if source is None:
                continue
        elif not hasattr(type(each), "actions_for"):
            hint = "connector.action(…) makes one, and so do patterns such as pager.escalation()"
            problems.append(Problem(where, "expected an action", hint))
            continue
        if kind is None:
            continue
        named = kind if kind.groups else _named_groups(kind, source)
        if named is None:
            problems.append(
                Problem(f"{where}.group", f"required: the groups of {kind.rule_type_id} are not known here")
            )
            continue
        known_interval = interval if isinstance(interval, str) and not is_token(interval) else None
        problems += (_below(where, problem) for problem in source.problems_for(named, known_interval))
        for one in source.actions_for(named):
            problems += (_below(where, problem) for problem in action_problems(one))
            read.append(one)
    return tuple(read), problems


def _named_groups(kind: RuleType, source: Any) -> RuleType | None:
    """Return a type whose groups are not known with the one that an action names."""
    if isinstance(source, Action) and source.group is None and not source.is_system:
        return None
    group = getattr(source, "group", None)
    return RuleType(kind.rule_type_id, groups=(str(group or "default"),))


def _below(where: str, problem: Problem) -> Problem:
    return problem._replace(where=f"{where}.{problem.where}")


def _name_problems(name: object) -> Iterator[Problem]:
    if is_token_of(name, Shape.TEXT):
        return
    if not isinstance(name, str) or is_blank(name):
        yield Problem("name", "expected a text that is not blank", "It is what Kibana shows")


def _interval_problems(interval: object) -> Iterator[Problem]:
    if not is_token_of(interval, Shape.TEXT) and seconds_of(interval) is None:
        yield Problem("interval", _DURATION)


def _consumer_problems(kind: RuleType, consumer: object) -> Iterator[Problem]:
    if consumer is None:
        hint = 'Most rule types take "alerts"'
        yield Problem("consumer", f"required: the consumers of {kind.rule_type_id} are not known here", hint)
    elif is_token_of(consumer, Shape.TEXT):
        return
    elif not isinstance(consumer, str) or is_blank(consumer):
        yield Problem("consumer", "expected a text that is not blank")
    elif kind.consumers and consumer not in kind.consumers:
        listed = ", ".join(kind.consumers)
        yield Problem("consumer", f"{kind.rule_type_id} has no such consumer", f"It has: {listed}")


def _tags_problems(tags: object) -> Iterator[Problem]:
    if tags is None or is_token_of(tags, Shape.LIST):
        return
    if isinstance(tags, str) or not isinstance(tags, (list, tuple, set, frozenset)):
        yield Problem("tags", "expected a list of texts")
    elif not all(isinstance(tag, str) and not is_blank(tag) for tag in tags):
        yield Problem("tags", "expected texts that are not blank")


def _flag_problems(where: str, value: object) -> Iterator[Problem]:
    if not isinstance(value, bool) and not is_token(value):
        yield Problem(where, "expected True or False")


def _notify_problems(notify_when: object) -> Iterator[Problem]:
    if notify_when is None:
        return
    if notify_when not in _NOTIFY_WHEN:
        yield Problem("notify_when", f"expected one of {', '.join(_NOTIFY_WHEN)}")
    elif notify_when == "onThrottleInterval":
        hint = "Give each action frequency=Frequency(notify_when='onThrottleInterval', throttle='…')"
        yield Problem("notify_when", "onThrottleInterval needs a throttle of the rule, see there", hint)


def _delay_problems(delay: object) -> Iterator[Problem]:
    if delay is None or is_token_of(delay, Shape.NUMBER):
        return
    if not isinstance(delay, int) or isinstance(delay, bool) or delay < 1:
        yield Problem("alert_delay", "expected a whole number from 1 on", "1 is Kibana's default")


def _read_flapping(given: object) -> object:
    """Return what was given as a dict as a `Flapping`, if it can be one."""
    if isinstance(given, Mapping):
        known = {"look_back_window", "status_change_threshold"}
        if known <= set(given) <= {*known, "enabled"}:
            return Flapping(**given)
    return given


def _flapping_problems(flapping: object) -> Iterator[Problem]:
    if flapping is None:
        return
    if not isinstance(flapping, Flapping):
        hint = "Both numbers belong together"
        yield Problem("flapping", "expected Flapping(look_back_window=…, status_change_threshold=…)", hint)
        return
    window, changes = flapping.look_back_window, flapping.status_change_threshold
    for where, value, most in (
        ("look_back_window", window, 20),
        ("status_change_threshold", changes, window if isinstance(window, int) else 20),
    ):
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        if not is_token(value) and not (is_whole and 2 <= value <= most):
            yield Problem(f"flapping.{where}", f"expected a whole number from 2 to {most}")
    if flapping.enabled is not None:
        yield from _flag_problems("flapping.enabled", flapping.enabled)
