"""An action that was given as a dict, in the words of the Terraform resource."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from typing import Any

from ..errors import Problem
from ..schema.shown_keys import shown_key
from ..schema.system_types import is_system_id
from ..tokens import is_token
from .action import Action, AlertsFilter, FixedTarget, Frequency, Timeframe
from .connector_references import id_problem

_KEYS = ("id", "params", "group", "frequency", "alerts_filter")
_FREQUENCY = ("summary", "notify_when", "throttle")
_FILTER = ("kql", "timeframe")
_TIMEFRAME = ("days", "timezone", "hours_start", "hours_end")


def read_action(given: Mapping[str, Any]) -> tuple[Action | None, list[Problem]]:
    """Read an action, or tell what is wrong.

    Args:
        given: `id`, the connector's id, and `params`, as a dict or JSON text; `group`, `frequency`
            and `alerts_filter`.
    """
    problems = _unknown("", given, _KEYS)
    connector_id = given.get("id")
    if connector_id is None:
        problems.append(Problem("id", "required, and missing", "Write connector.connector_id"))
    params: Any = given.get("params", {})
    if isinstance(params, str) and not is_token(params):
        try:
            params = json.loads(params)
        except ValueError:
            problems.append(Problem("params", "expected a dict, or the JSON text of an object"))
            params = {}
    sent: Mapping[str, Any] = {}
    if not isinstance(params, Mapping) or is_token(params):
        problems.append(Problem("params", "expected an object: a dict, or the JSON text of one"))
    else:
        sent = params
    frequency = _part("frequency", given.get("frequency"), _FREQUENCY, ("summary", "notify_when"), problems)
    alerts_filter = _part("alerts_filter", given.get("alerts_filter"), _FILTER, (), problems)
    timeframe = None
    if alerts_filter is not None:
        where = "alerts_filter.timeframe"
        timeframe = _part(where, alerts_filter.get("timeframe"), _TIMEFRAME, _TIMEFRAME, problems)
        if timeframe is not None and not is_token(timeframe.get("days")):
            days = timeframe.get("days")
            if not isinstance(days, (list, tuple, set, frozenset)):
                problems.append(Problem(f"{where}.days", "expected a list of days"))
            else:
                timeframe = {**timeframe, "days": tuple(days)}
    if problems:
        return None, [*(id_problem("id", connector_id) if connector_id is not None else ()), *problems]
    # The provider writes that group for a system action, and reads it where there is none.
    is_system = isinstance(connector_id, str) and is_system_id(connector_id)
    return (
        Action(
            target=FixedTarget("", connector_id),  # type: ignore[arg-type]
            params=sent,
            group=None if is_system and given.get("group") == "default" else given.get("group"),
            frequency=None if frequency is None else Frequency(**frequency),
            alerts_filter=None
            if alerts_filter is None
            else AlertsFilter(
                kql=alerts_filter.get("kql"),
                timeframe=None if timeframe is None else Timeframe(**timeframe),
            ),
            is_system=is_system,
            is_raw=True,
        ),
        [],
    )


def _part(
    where: str, given: Any, keys: tuple[str, ...], required: tuple[str, ...], problems: list[Problem]
) -> dict[str, Any] | None:
    """Read a block inside an action, and add what is wrong with it to the problems."""
    if given is None:
        return None
    if isinstance(given, (list, tuple)) and len(given) == 1:
        given = given[0]  # Terraform takes a block as a list of one, too
    if not isinstance(given, Mapping):
        problems.append(Problem(where, "expected a dict"))
        return None
    problems += _unknown(f"{where}.", given, keys)
    problems += [
        Problem(f"{where}.{key}", "required, and missing") for key in required if given.get(key) is None
    ]
    known = {key: value for key, value in given.items() if key in keys and value is not None}
    return known if all(key in known for key in required) else None


def _unknown(where: str, given: Mapping[str, Any], known: tuple[str, ...]) -> list[Problem]:
    problems = []
    for number, key in enumerate(given, start=1):
        if key not in known:
            close = difflib.get_close_matches(str(key), known, n=1)
            hint = f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(known)}"
            problems.append(Problem(f"{where}{shown_key(key, number, list(known))}", "unknown field", hint))
    return problems
