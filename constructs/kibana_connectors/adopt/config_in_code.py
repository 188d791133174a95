"""What a type's class takes of a config that exists, and what it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import Problem
from ..schema.connector_type import AnyConnectorType
from ..schema.payload import Refused
from .inventory import has_expression


@dataclass(frozen=True)
class ConfigInCode:
    """A config as code has it.

    Attributes:
        fields: The fields to write, in Kibana's spelling; those with their default are left out.
        dropped: What is not written, and why: the class, or the provider, would refuse the whole otherwise.
    """

    fields: Mapping[str, Any]
    dropped: tuple[Problem, ...] = ()


def config_in_code(kind: AnyConnectorType, config: Mapping[str, Any], secrets: object) -> ConfigInCode:
    """Return what to write of a config.

    A field that is refused, at any depth, is dropped as a whole: a part of it would be another value.

    Args:
        kind: The connector's type.
        config: The settled config. Values may be expressions; then nothing is judged.
        secrets: What the code gives as secrets: sources in a dict, or None.
    """
    fields = dict(config)
    if has_expression(fields):
        return ConfigInCode(fields)
    dropped: list[Problem] = []
    for _ in range(len(fields) + 1):
        refused = {
            name: problem
            for problem in _problems(kind, fields, secrets)
            if (name := _field(problem.where)) in fields
        }
        if not refused:
            break
        dropped += refused.values()
        fields = {name: value for name, value in fields.items() if name not in refused}
    return ConfigInCode(_without_defaults(kind, fields, secrets), tuple(dropped))


def _problems(kind: AnyConnectorType, fields: Mapping[str, Any], secrets: object) -> list[Problem]:
    """Find what is wrong with the config; what is wrong with the secrets is told elsewhere."""
    config = kind.read_config(dict(fields))
    found = kind.problems(config, kind.read_secrets(config, secrets))
    return [problem for problem in found if problem.where.startswith("config")]


def _field(where: str) -> str:
    return where.removeprefix("config.").partition(".")[0] if where.startswith("config.") else ""


def _without_defaults(kind: AnyConnectorType, fields: Mapping[str, Any], secrets: object) -> dict[str, Any]:
    """Leave out each field that the class adds again by itself, with the same value and the same verdict."""
    kept = dict(fields)
    whole = kind.read_config(kept)
    if isinstance(whole, Refused):
        return kept
    wanted = kind.provider_form(whole)
    known = {spec.kibana_name: spec for spec in kind.Config.specs()}
    for name in fields:
        spec = known.get(name)
        if spec is None or spec.is_required:
            continue
        fewer = {key: value for key, value in kept.items() if key != name}
        read = kind.read_config(fewer)
        if isinstance(read, Refused) or kind.provider_form(read) != wanted:
            continue
        if not _problems(kind, fewer, secrets):
            kept = fewer
    return kept
