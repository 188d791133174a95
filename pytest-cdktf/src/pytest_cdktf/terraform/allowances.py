"""Which secret values may be in the state, because a test says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .made_up import is_secret
from .variables import StackVariable

_WHERE = "assert_plan_empty_after_apply: may_be_in_state"
_EXPECTED = (
    'expected names with reasons, such as {"var.password": "the database keeps it"}, or a list of names'
)


def allowed_variables(
    given: Mapping[str, str] | Iterable[str], known: Mapping[str, list[StackVariable]]
) -> dict[str, list[StackVariable]]:
    """Return the variables that a test allows to be in the state, by the names that it gives.

    Args:
        given: Names of variables with reasons, or names alone.
        known: The variables that each name stands for.

    Raises:
        TypeError: It is something else.
        ValueError: A name is unknown, or its value is not searched for, or a reason is blank.
    """
    __tracebackhide__ = True
    problems = []
    found = {}
    for name in _names(given):
        variables = known.get(_without_prefix(name), [])
        found[name] = [each for each in variables if is_secret(each.variable)]
        if not variables:
            problems.append(f"there is no variable {name}")
        elif not found[name]:
            problems.append(f"{name} is neither sensitive nor ephemeral, so no file is searched for it")
    if problems:
        secrets = sorted(
            f"var.{name}"
            for name, variables in known.items()
            if "/" not in name and any(is_secret(each.variable) for each in variables)
        )
        raise ValueError(f"{_WHERE}: {'; '.join(problems)}; the secrets are: {', '.join(secrets) or 'none'}")
    return found


def _names(given: Mapping[str, str] | Iterable[str]) -> list[str]:
    __tracebackhide__ = True
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        raise TypeError(f"{_WHERE}: {_EXPECTED}; got {type(given).__name__}")
    has_reasons = isinstance(given, Mapping)
    names = [*given]
    wrong = [type(name).__name__ for name in names if not isinstance(name, str)]
    if wrong:
        raise TypeError(f"{_WHERE}: {_EXPECTED}; got a name of the type {', '.join(wrong)}")
    reasons = dict(given) if isinstance(given, Mapping) else dict.fromkeys(names, "")
    no_texts = [name for name, reason in reasons.items() if not isinstance(reason, str)]
    if no_texts:
        raise TypeError(f"{_WHERE}: {', '.join(no_texts)}: the reason is no text; {_EXPECTED}")
    blank = [name for name, reason in reasons.items() if has_reasons and not reason.strip()]
    if blank:
        raise ValueError(f"{_WHERE}: {', '.join(blank)}: the reason is blank: say why it may be in the state")
    return names


def _without_prefix(name: str) -> str:
    stack, slash, variable = name.rpartition("/")
    return f"{stack}{slash}{variable.removeprefix('var.')}"
