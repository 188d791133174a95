"""Secrets that would cross from one stack to another: CDKTF writes their values into both states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .document import Document, bodies
from .judged_secrets import SecretUse
from .problems import GateProblem
from .quick_judge import QuickJudge
from .values import SourceKind

_IDS = re.compile(r"\$\{[a-z_]+\.[\w-]+(?:\[(?:\d+|\"[^\"\\$%]*\")\])?\.(?:connector_id|id)\}", re.ASCII)
"""An output of a connector's id and nothing else."""


def foreign_sources(uses: Iterable[SecretUse]) -> Iterator[GateProblem]:
    """Find secrets whose source is declared in another stack."""
    for use in uses:
        for source in (*use.judgement.sources, *use.judgement.kept):
            if source.kind is SourceKind.REMOTE_STATE:
                yield GateProblem(
                    use.address,
                    use.field,
                    f"the source is declared in another stack, and comes through {source.address}: the value "
                    "would lie in the states of both stacks, as an output",
                    "Declare the variable, or the ephemeral resource, in this stack too",
                )


def whole_connectors(document: Document, judge: QuickJudge) -> Iterator[GateProblem]:
    """Find outputs that export a whole connector, or its secrets."""
    for name, given in document.outputs.items():
        for body in bodies(given):
            value = body.get("value")
            if isinstance(value, str) and ("${" not in value or _IDS.fullmatch(value)):
                continue
            for what in judge.exported(value):
                yield GateProblem(
                    f"output.{name}",
                    "value",
                    f"it exports {what}, which would lie in the states of other stacks",
                    "Export what is needed and no more: connector.connector_id, or connector_id_in(space)",
                )
