"""Which environment variables hold the secrets of connectors that were exported without them.

A variable is named as a construct names its own: `TF_VAR_<name>_<field>`, with the connector's name in place
of the construct's id. Whatever is no letter, digit or `_` becomes `_`. Connectors whose names give the same
variable get their id into it: `TF_VAR_<name>_<id>_<field>`.

- A secret that is an object, such as `secretHeaders`, is a JSON object in its variable.
- Where a type has several ways to authenticate as data, `TF_VAR_<name>_auth_type` says which.
- A type that this library does not know takes all its secrets as one JSON object, in `TF_VAR_<name>_secrets`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from ..formats.javascript import is_blank
from ..frames import forgetful
from ..kibana.shown_text import one_line
from ..schema.fields import OneSource, SecretBranch
from ..schema.payload import Refused
from ..terraform.secret_variable import variable_name
from ..types.catalog import TYPES
from .export_file import ExportedConnector

PREFIX = "TF_VAR_"
_AUTH_TYPE = "authType"


@dataclass(frozen=True)
class SecretWanted:
    """One secret of a connector.

    Attributes:
        variable: The environment variable that holds it.
        path: Where it goes in Kibana's `secrets`; empty for all secrets as one object.
        is_needed: Whether the connector cannot do without it.
        is_object: Whether the variable holds a JSON object.
        hint: What to set it to, where that is not plain.
    """

    variable: str
    path: str
    is_needed: bool
    is_object: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Filled:
    """What a connector is updated with.

    Attributes:
        connector: The connector, as it was exported.
        config: Its settled config.
        secrets: Its secrets, in no repr.
        variables: The variables that they came from.
    """

    connector: ExportedConnector
    config: dict[str, Any]
    secrets: dict[str, Any] = field(repr=False)
    variables: tuple[str, ...] = ()


def naming_parts(connectors: Sequence[ExportedConnector]) -> dict[str, tuple[str, ...]]:
    """Return what the variables of each connector begin with, by its id.

    Args:
        connectors: All connectors of an import.
    """
    names = Counter(variable_name([each.name], ()) for each in connectors)
    return {
        each.id: (each.name,) if names[variable_name([each.name], ())] == 1 else (each.name, each.id)
        for each in connectors
    }


def secrets_wanted(
    connector: ExportedConnector, naming: Sequence[str], environment: Mapping[str, str]
) -> tuple[SecretWanted, ...]:
    """Return the secrets that a connector may have, those that it needs marked.

    Args:
        connector: The connector.
        naming: What its variables begin with.
        environment: The environment, which may choose among auth types.
    """

    def wanted(path: str, **more: Any) -> SecretWanted:
        return SecretWanted(f"{PREFIX}{variable_name(naming, (path or 'secrets',))}", path, **more)

    if connector.type_id not in TYPES:
        if not connector.is_missing_secrets:
            return ()
        hint = "a JSON object with all secrets, for this library does not know the type"
        return (wanted("", is_needed=True, is_object=True, hint=hint),)
    kind = TYPES[connector.type_id]
    if hasattr(kind, "AUTH_TYPES"):
        usable = kind.auth_types()
        choice = wanted(_AUTH_TYPE, is_needed=True, hint=f"one of {', '.join(usable)}")
        chosen = next(iter(usable)) if len(usable) == 1 else environment.get(choice.variable, "")
        first = () if len(usable) == 1 else (choice,)
        if chosen not in usable:
            return first
        specs = [spec for spec in usable[chosen].specs() if spec.kibana_name != _AUTH_TYPE]
        fields = usable[chosen].model_fields
        needed = {spec.name for spec in specs if spec.is_required}
    else:
        first, specs, fields = (), kind.Secrets.specs(), kind.Secrets.model_fields
        config = kind.Config.from_wire(connector.config)
        needed = (
            {spec.name for spec in specs if spec.is_required}
            if isinstance(config, Refused)
            else set(kind.needed_secrets(config))
        )
    return (
        *first,
        *(
            wanted(
                spec.kibana_name,
                is_needed=spec.name in needed,
                is_object=_is_object(fields[spec.name].annotation, fields[spec.name].metadata),
            )
            for spec in specs
        ),
    )


def _is_object(*annotations: Any) -> bool:
    for each in annotations:
        if isinstance(each, (OneSource, SecretBranch)):
            return True
        inner = (*each,) if isinstance(each, list) else (*get_args(each), *getattr(each, "__metadata__", ()))
        if inner and _is_object(*inner):
            return True
    return False


@forgetful
def fill(
    connectors: Sequence[ExportedConnector], environment: Mapping[str, str]
) -> tuple[list[Filled], list[str]]:
    """Take the secrets of connectors from the environment.

    Connectors that need none, and for which no variable is set, are left as they are.

    Args:
        connectors: All connectors of an import.
        environment: The environment.

    Returns:
        What to update each connector with, and everything that is missing or wrong, without any value.
    """
    naming = naming_parts(connectors)
    filled: list[Filled] = []
    problems: list[str] = []
    for connector in connectors:
        wanted = secrets_wanted(connector, naming[connector.id], environment)
        found, wrong = _values(connector, wanted, environment)
        problems += wrong
        if wrong or not found:
            continue
        update = _judged(connector, found, [each.variable for each in wanted if each.variable in environment])
        if isinstance(update, list):
            problems += update
        else:
            filled.append(update)
    return filled, problems


def _values(
    connector: ExportedConnector, wanted: Iterable[SecretWanted], environment: Mapping[str, str]
) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    problems: list[str] = []
    who = f'connector "{one_line(connector.name, longest=60)}" ({connector.type_id})'
    for each in wanted:
        what = f"{who}: secret {each.path}" if each.path else f"{who}: secrets"
        text = environment.get(each.variable, "")
        if is_blank(text):
            if each.is_needed:
                problems.append(
                    f"{what}: {each.variable} is not set" + (f": expected {each.hint}" if each.hint else "")
                )
        elif not each.is_object:
            values[each.path] = text
        elif (value := _object(text)) is None:
            problems.append(f"{what}: {each.variable}: expected a JSON object")
        elif each.path:
            values[each.path] = value
        else:
            values.update(value)
    return values, problems


def _object(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _judged(
    connector: ExportedConnector, secrets: dict[str, Any], variables: Sequence[str]
) -> Filled | list[str]:
    """Return the update, or what Kibana would refuse in it."""
    if connector.type_id not in TYPES:
        return Filled(connector, connector.config, secrets, tuple(variables))
    kind = TYPES[connector.type_id]
    if hasattr(kind, "AUTH_TYPES") and _AUTH_TYPE not in secrets:
        secrets = {_AUTH_TYPE: next(iter(kind.auth_types())), **secrets}
    config, _, refused = kind.read_wire(connector.config, secrets, hints=False)
    if refused:
        who = f'connector "{one_line(connector.name, longest=60)}" ({connector.type_id})'
        return [f"{who}: {problem.kibana_text}" for problem in refused]
    return Filled(connector, config.settled(), secrets, tuple(variables))
