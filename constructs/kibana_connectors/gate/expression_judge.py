"""Judges whatever expression stands for a secret, by reading it and following it through the file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from ..terraform.elasticstack import CONNECTOR
from .document import Document, Place
from .evaluation import Evaluation, Scope
from .expression_reader import CannotRead
from .expressions import Call
from .judgement import UNREAD, Judgement
from .secret_sources import inside, judge
from .values import Choice, Instances, Kept, Literal, Record, Source, SourceKind, Value

_SHOWN = re.compile(r"[A-Za-z][\w.-]{0,63}", re.ASCII)
"""Keys that messages may show."""


class ExpressionJudge:
    """Judges the expressions of one file.

    Args:
        document: The file.
    """

    def __init__(self, document: Document) -> None:
        self._evaluation = Evaluation(document)

    def whole(self, given: Any, place: Place) -> Judgement:
        """Return the judgement of one secret.

        Args:
            given: What the file has for it.
            place: Where it stands.
        """
        self._evaluation.start()
        try:
            return judge(self._evaluation.of_json(given, self._scope(place)), self._evaluation)
        except (CannotRead, RecursionError):
            return UNREAD

    def leaves(
        self, given: Any, place: Place, free: Collection[tuple[str, ...]]
    ) -> list[tuple[tuple[str, ...], Judgement]]:
        """Return the judgement of each secret in what may be a `jsonencode(…)` of an object.

        Args:
            given: What the file has.
            place: Where it stands.
            free: The paths in the object that may be literals.
        """
        self._evaluation.start()
        try:
            scope = self._scope(place)
            encoded = self._encoded(given, scope)
            if encoded is None:
                return [((), judge(self._evaluation.of_json(given, scope), self._evaluation))]
            leaves = list(self._walk(encoded, (), free))
        except (CannotRead, RecursionError):
            return [((), UNREAD)]
        return [(path, self._judged(leaf)) for path, leaf in leaves]

    def exported(self, given: Any) -> tuple[str, ...]:
        """Return which whole connectors, and which connectors' secrets, a value of the file holds."""
        self._evaluation.start()
        try:
            return tuple(self._connectors_in(self._evaluation.of_json(given, Scope())))
        except (CannotRead, RecursionError):
            return ()  # Terraform refuses it, or what it is cannot be told

    def _judged(self, value: Value) -> Judgement:
        self._evaluation.start()
        return judge(value, self._evaluation)

    def _scope(self, place: Place) -> Scope:
        scope = Scope(place.block)
        for label, body in place.dynamic:
            scope = self._evaluation.in_dynamic(label, body, scope)
        return scope

    def _encoded(self, given: Any, scope: Scope) -> Value | None:
        """Return what stands in `jsonencode(…)`; None if it is anything else."""
        if not isinstance(given, str):
            return None
        node = self._evaluation.read(given)
        if not isinstance(node, Call) or node.expands or len(node.arguments) != 1:
            return None
        if node.name.removeprefix("core::") != "jsonencode":
            return None
        return self._evaluation.of_node(node.arguments[0], scope)

    def _walk(
        self, value: Value, path: tuple[str, ...], free: Collection[tuple[str, ...]]
    ) -> Iterator[tuple[tuple[str, ...], Value]]:
        """Yield where the branches of an object end, but for fields that may be literals."""
        self._evaluation.spend()
        if path in free:
            return
        if isinstance(value, Record):
            for key, item in value.items:
                name = key.text if isinstance(key, Literal) and _SHOWN.fullmatch(key.text) else "…"
                yield from self._walk(item, (*path, name), free)
        elif isinstance(value, Choice) and all(isinstance(option, Record) for option in value.options):
            for option in value.options:
                yield from self._walk(option, path, free)
        else:
            yield path, value

    def _connectors_in(self, value: Value) -> dict[str, None]:
        found: dict[str, None] = {}
        seen: set[int] = set()
        left = [value]
        while left:
            each = left.pop()
            self._evaluation.spend()
            if id(each) in seen:
                continue
            seen.add(id(each))
            if isinstance(each, Instances):
                if each.block.kind == "resource" and each.block.type == CONNECTOR:
                    found[f"the whole of {each.block.address}"] = None
            elif isinstance(each, Source):
                if each.kind is SourceKind.CONNECTOR_SECRETS:
                    found[f"the secrets of {each.address}"] = None
            else:
                left += inside(each)
                if isinstance(each, Kept):
                    left.append(each.by)
                elif isinstance(each, Record):
                    left += (key for key, _ in each.items)
        return found
