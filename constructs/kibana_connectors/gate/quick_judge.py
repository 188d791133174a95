"""Judges what this library itself writes at one glance, and leaves all else to the judge of expressions.

That one is loaded only where there is something for it to judge: most stacks need none of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..schema.secret_source import INSTEAD
from .document import Block, Document, Place, bodies, is_empty_json
from .judgement import Judgement, SourceProblem
from .plain_secrets import plain_leaves, plain_reference
from .values import Source, SourceKind

if TYPE_CHECKING:
    from .expression_judge import ExpressionJudge

_LITERAL = Judgement((SourceProblem("a literal", INSTEAD),), (), ())


class QuickJudge:
    """Judges the secrets of one file.

    Args:
        document: The file.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._references: dict[str, Judgement] = {}

    @cached_property
    def _expressions(self) -> ExpressionJudge:
        from .expression_judge import ExpressionJudge

        return ExpressionJudge(self._document)

    def whole(self, given: Any, place: Place) -> Judgement:
        """Return the judgement of one secret.

        Args:
            given: What the file has for it.
            place: Where it stands.
        """
        reference = plain_reference(given) if isinstance(given, str) else None
        return self._expressions.whole(given, place) if reference is None else self._reference(reference)

    def leaves(
        self, given: Any, block: Block, free: Collection[tuple[str, ...]]
    ) -> Iterable[tuple[tuple[str, ...], Judgement]]:
        """Return each secret in the value of `secrets` or `secrets_wo`: its path and judgement.

        Args:
            given: The value.
            block: The connector.
            free: The paths of fields that may be literals.
        """
        plain = plain_leaves(given) if isinstance(given, str) else None
        if plain is None:
            return self._expressions.leaves(given, Place(block), free)
        return [
            (path, self._reference(reference) if reference else _LITERAL)
            for path, reference in plain
            if path not in free and path[:1] not in free
        ]

    def exported(self, given: Any) -> tuple[str, ...]:
        """Return which whole connectors, and which connectors' secrets, a value of the file holds."""
        return self._expressions.exported(given)

    def _reference(self, reference: str) -> Judgement:
        """Return the judgement of a plain reference, which is the same wherever it stands."""
        known = self._references.get(reference)
        if known is None:
            source = self._source(reference)
            if source is None:
                known = self._expressions.whole(f"${{{reference}}}", Place())
            else:
                known = Judgement((), (source,), ())
            self._references[reference] = known
        return known

    def _source(self, reference: str) -> Source | None:
        """Return what a reference refers to, where the file does not give it a value; None for all else."""
        address = reference.partition("[")[0]
        if address.startswith("var."):
            for body in bodies(self._document.variables.get(address[4:])):
                if body.get("default") is not None or "optional" in str(body.get("type")):
                    return None
            return Source(SourceKind.VARIABLE, address)
        kind, type_, name, attribute = address.split(".")
        block = self._document.block(kind, type_, name)
        if is_empty_json(kind, type_, attribute):
            return None
        if type_ == "terraform_remote_state" or (block is not None and block.sets(attribute)):
            return None
        source_kind = SourceKind.DATA if kind == "data" else SourceKind.EPHEMERAL
        return Source(source_kind, f"{kind}.{type_}.{name}")
