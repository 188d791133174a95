"""Hints for the mistakes that people make most often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import Problem
from ..formats.placeholders import has_placeholder
from .payload import Config, Secrets
from .payload_problems import UNKNOWN_FIELD


def with_hint(
    problem: Problem, config: type[Config], secrets: type[Secrets], hints: Mapping[str, str]
) -> Problem:
    """Return a problem with a hint at what is most likely meant.

    Args:
        problem: A problem with a payload.
        config: The connector type's Config.
        secrets: Its Secrets.
        hints: The type's own hints, by place: `config.url`.
    """
    if problem.where in hints and (not problem.hint or problem.message == UNKNOWN_FIELD):
        return problem._replace(hint=hints[problem.where])
    part, _, name = problem.where.partition(".")
    other = {"config": secrets, "secrets": config}.get(part)
    if problem.message != UNKNOWN_FIELD or other is None:
        return problem
    if not any(name in (spec.kibana_name, spec.name) for spec in other.specs()):
        return problem
    return problem._replace(hint=f"{name} belongs to {'secrets' if part == 'config' else 'config'}")


def likely_mistakes(config: Config) -> Iterator[Problem]:
    """Yield what Kibana takes in a config and what is most likely a mistake."""
    for spec in config.specs():
        value: Any = getattr(config, spec.name)
        if spec.is_url and isinstance(value, str) and has_placeholder(value):
            yield Problem(
                f"config.{spec.kibana_name}", "holds a <placeholder>", "Replace it, with its brackets"
            )
