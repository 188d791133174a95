"""Which policies there are, and the packs that they come in."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache
from typing import Literal, TypeAlias, get_args

from ..errors import InvalidPolicy
from .policy import Policy

Pack: TypeAlias = Literal["default", "strict"]
PACKS: tuple[Pack, ...] = get_args(Pack)
"""`default` has what nearly always is a mistake. `strict` has everything, and a warning is an error."""

_POLICIES = {
    "json-output": "JsonOutput",
    "encrypted-state": "EncryptedState",
    "resource-names": "ResourceNames",
    "references-in-the-stack": "ReferencesInTheStack",
    "unique-connector-ids": "UniqueConnectorIds",
    "unique-ids-across-stacks": "UniqueIdsAcrossStacks",
    "effective-secrets-version": "EffectiveSecretsVersion",
    "variable-names": "VariableNames",
    "target-compatibility": "TargetCompatibility",
    "rule-target": "RuleTarget",
    "unique-rule-ids": "UniqueRuleIds",
    "recovery-for-incident-actions": "RecoveryForIncidentActions",
    "no-recovery-on-one-way-types": "NoRecoveryOnOneWayTypes",
    "no-recovery-where-none-comes": "NoRecoveryWhereNoneComes",
    "dedup-key-on-incident-actions": "DedupKeyOnIncidentActions",
    "dedup-key-is-per-alert": "DedupKeyIsPerAlert",
    "one-key-opens-and-closes": "OneKeyOpensAndCloses",
    "dedup-key-fits": "DedupKeyFits",
    "action-group-known": "ActionGroupKnown",
    "slo-windows-have-actions": "SloWindowsHaveActions",
    "action-id-is-connector-id": "ActionIdIsConnectorId",
    "action-params-fit-type": "ActionParamsFitType",
    "template-names-known": "TemplateNamesKnown",
    "recovered-context-filled": "RecoveredContextFilled",
    "json-body-safe": "JsonBodySafe",
    "no-notify-every-check": "NoNotifyEveryCheck",
    "no-action-twice": "NoActionTwice",
    "throttle-not-below-interval": "ThrottleNotBelowInterval",
    "frequency-everywhere-or-nowhere": "FrequencyEverywhereOrNowhere",
    "summary-where-allowed": "SummaryWhereAllowed",
    "system-action-plain": "SystemActionPlain",
    "connector-and-rule-in-same-space": "ConnectorAndRuleInSameSpace",
    "connector-outlives-its-rules": "ConnectorOutlivesItsRules",
    "detection-rules-by-their-resource": "DetectionRulesByTheirResource",
    "rule-params-known": "RuleParamsKnown",
    "attribute-can-be-taken-back": "AttributeCanBeTakenBack",
    "consumer-known": "ConsumerKnown",
    "rules-run-with-a-lasting-key": "RulesRunWithALastingKey",
    "rules-run-with-no-persons-key": "RulesRunWithNoPersonsKey",
    "no-credentials-in-config": "NoCredentialsInConfig",
    "no-plain-http": "NoPlainHttp",
    "verification-not-none": "VerificationNotNone",
    "deprecated-types-and-fields": "DeprecatedTypesAndFields",
    "used-connector-is-protected": "UsedConnectorIsProtected",
    "same-service-once": "SameServiceOnce",
    "secrets-young-enough": "SecretsYoungEnough",
    "owner-in-name": "OwnerInName",
    "values-are-literal": "ValuesAreLiteral",
}
"""By id, the class in the module of `demands/` that has the id's name."""

_CHECKS = {
    "rule-connector-ids": "action-id-is-connector-id",
    "rule-credentials": "rules-run-with-a-lasting-key",
}
"""Checks whose name is not the id of the policy that demands the same."""

_NEEDS_ARGUMENTS = frozenset({"owner-in-name"})


@cache
def policy_class(id: str) -> type[Policy]:
    """Return a policy's class.

    Args:
        id: Its id, or the name of a check.

    Raises:
        InvalidPolicy: There is no policy of that id.
    """
    id = _CHECKS.get(id, id)
    if id not in _POLICIES:
        raise InvalidPolicy(f"{unknown_policy(id)}")
    module = importlib.import_module(f".demands.{id.replace('-', '_')}", __package__)
    found: type[Policy] = getattr(module, _POLICIES[id])
    return found


def policy_classes() -> Iterator[type[Policy]]:
    """Yield the class of every policy."""
    yield from map(policy_class, _POLICIES)


def pack(name: str) -> tuple[Policy, ...]:
    """Return the policies of a pack; none that needs arguments.

    Args:
        name: `default` or `strict`.

    Raises:
        InvalidPolicy: There is no such pack.
    """
    if name not in PACKS:
        raise InvalidPolicy(f"pack: expected one of {', '.join(PACKS)}")
    return tuple(
        found()
        for id, found in ((id, policy_class(id)) for id in _POLICIES)
        if id not in _NEEDS_ARGUMENTS and (name == "strict" or found.is_usual)
    )


def unknown_policy(id: object, known: Iterator[str] | None = None) -> str:
    """Return what to say of an id that no policy has."""
    import difflib

    ids = [*_POLICIES, *_CHECKS, *(known or ())]
    close = difflib.get_close_matches(str(id), ids, n=1)
    return "there is no policy of that id; " + (
        f"did you mean {close[0]}?" if close else "`kibana-connectors policies` lists them"
    )
