"""Policies: what is demanded of stacks of connectors and rules, said where they are made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import constructs

from .._cdk import Annotations, TerraformStack
from ..errors import InvalidCheck, InvalidPolicy
from ..formats.javascript import is_blank
from ..frames import forgetful
from ..policies.judging import Suppression
from ..policies.packs import Pack, pack, policy_classes, unknown_policy
from ..policies.policy import SEVERITIES, Policy
from .applied_policies import Applied
from .policy_judging import app_policies_of
from .scope import scope_of
from .stack_setup import record_of
from .suppression import cannot_be_switched_off, suppress_check

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@forgetful
class Policies:
    """Demands on everything in a scope: an app, a stack or a construct in a stack.

    The JSON that is written is judged, when it is written. So connectors and rules of other people's
    constructs, raw resources and generated bindings count as well, as far as their values are literal. An
    error stops synthesizing, a warning is a `PolicyWarning`, and an info is only told by `kibana-connectors
    policies`. Neither costs a call into Node for each construct.

    ```python
    Policies.apply(app)
    Policies.suppress(stack, "no-plain-http", reason="the gateway is in the same rack")
    ```
    """

    @staticmethod
    @forgetful
    def apply(
        scope: constructs.IConstruct, pack_name: Pack = "default", *, policies: Sequence[Policy] = ()
    ) -> None:
        """Demand a pack of policies, and policies of one's own, of everything in a scope.

        Args:
            scope: An app, a stack or a construct in a stack; stacks that are made later count too.
            pack_name: `default`, or `strict`, which has all policies and takes a warning for an error.
            policies: Further policies, such as `OwnerInName("team-.+")`. One with the id of a policy of the
                pack takes its place.

        Raises:
            InvalidPolicy: No construct, an unknown pack, or what is no policy.
        """
        where = _path_of(scope, "Policies.apply")
        for each in policies if isinstance(policies, Sequence) else [policies]:
            _check_policy(each, where)
        own = {each.id: each for each in policies}
        try:
            usual = {each.id: each for each in pack(pack_name)}
        except InvalidPolicy as error:
            raise InvalidPolicy(f"{where}: {error}") from None
        applied = Applied(tuple({**usual, **own}.values()), pack_name == "strict", scope.node.path)
        if _stack_of(scope) is None:
            app_policies_of(scope).add(applied)
        else:
            record_of(scope_of(scope)).policies.append(applied)

    @staticmethod
    @forgetful
    def suppress(scope: constructs.IConstruct, policy: str | type[Policy], *, reason: str) -> None:
        """Switch a policy off for a construct and everything in it, and say why.

        The reason is written into the stack's file, and `kibana-connectors policies` shows it.

        Args:
            scope: An app, a stack or a construct, such as a connector or a rule.
            policy: The policy's id, its class, or the name of a check. The reason why a check is off shows up
                as a warning at each synth, too.
            reason: Why this is right here, for whoever reads the code or the list later.

        Raises:
            InvalidPolicy: No construct, no reason, no policy of that id, or one that is about whole stacks,
                for a part of one.
            InvalidCheck: A check that cannot be switched off.
        """
        where = _path_of(scope, "Policies.suppress")
        id = policy.id if isinstance(policy, type) and issubclass(policy, Policy) else policy
        if not isinstance(reason, str) or is_blank(reason):
            raise InvalidPolicy(f"{where}: reason: expected a text that says why")
        demanded = _policy_named(policy)
        if demanded is None and id is policy:
            raise InvalidPolicy(f"{where}: {unknown_policy(id)}, or give the class of a policy of your own")
        stack = _stack_of(scope)
        if demanded is not None and demanded.is_of_stacks and stack is not None and stack is not scope:
            raise InvalidPolicy(f"{where}: {demanded.id} is about the whole stack: expected it, or the app")
        if demanded is not None and demanded.check:
            if not demanded.can_be_suppressed:
                raise InvalidCheck(f"{where}: {cannot_be_switched_off()}")
            if stack is not None and stack is scope:
                suppress_check(stack, demanded.check, reason=reason)
                return
            Annotations.of(scope).add_warning(f"The check {demanded.check} is switched off: {reason}")
        given = Suppression(str(id) if demanded is None else demanded.id, scope.node.path, reason)
        if stack is None:
            app_policies_of(scope).suppress(given)
        else:
            record_of(scope_of(scope)).policy_suppressions.append(given)


def _policy_named(given: object) -> type[Policy] | None:
    """Return this library's policy of an id, of the name of a check, or that is given as a class."""
    for each in policy_classes():
        if given is each or (isinstance(given, str) and given and given in (each.id, each.check)):
            return each
    return None


def _path_of(scope: Any, what: str) -> str:
    """Return how messages call a scope.

    Raises:
        InvalidPolicy: It is no construct.
    """
    if not constructs.Construct.is_construct(scope):
        raise InvalidPolicy(f"{what}: expected an app, a stack or a construct as its first argument")
    return f"{scope.node.path or 'the app'}: {what}"


def _stack_of(scope: constructs.IConstruct) -> TerraformStack | None:
    above: Any = scope
    while above is not None:
        if TerraformStack.is_stack(above):
            found: TerraformStack = above
            return found
        above = above.node.scope
    return None


def _check_policy(given: Any, where: str) -> None:
    if isinstance(given, type) and issubclass(given, Policy):
        raise InvalidPolicy(f"{where}: policies: expected an instance: {given.__name__}(…)")
    if not isinstance(given, Policy):
        raise InvalidPolicy(f"{where}: policies: expected instances of Policy")
    name = type(given).__name__
    for attribute in ("id", "severity", "reason", "remedy"):
        text = getattr(given, attribute, None)
        if not isinstance(text, str) or is_blank(text):
            raise InvalidPolicy(f"{where}: {name}.{attribute}: expected a text")
    if not _ID.fullmatch(given.id):
        raise InvalidPolicy(f"{where}: {name}.id: expected words of lower-case letters, joined by hyphens")
    if given.severity not in SEVERITIES:
        raise InvalidPolicy(f"{where}: {name}.severity: expected one of {', '.join(SEVERITIES)}")
