"""A rule's identity in Kibana: its space or spaces, and its id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..errors import Problem
from ..formats.known_text import is_known_text
from ..tokens import Shape, is_token, is_token_of
from .expressions import toset
from .identity import DEFAULT_SPACE, Identity
from .ids import EACH_SPACE, Repetition, rule_uuid

_ID = re.compile(r"[A-Za-z0-9_-]+")
_RANDOM_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[14][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.I)


def is_taken_by_old_kibanas(rule_id: str) -> bool:
    """Whether Kibana before 8.17 takes an id: a UUID of version 1 or 4."""
    return _RANDOM_UUID.fullmatch(rule_id) is not None


@dataclass(frozen=True)
class RuleIdentity:
    """The spaces and the id of a rule.

    Attributes:
        space: One space, or None for the default space.
        spaces: Several spaces served by one block, or None.
        rule_id: The id that was given, or None for a derived one.
    """

    space: Any
    spaces: Any
    rule_id: Any

    @property
    def serves_many(self) -> bool:
        """Whether one block serves several spaces."""
        return self.spaces is not None

    @property
    def placed(self) -> Identity:
        """The same spaces, as connectors have them."""
        return Identity(self.space, self.spaces, None)

    def problems(self) -> Iterator[Problem]:
        """Find what is wrong with them."""
        yield from self.placed.problems()
        if self.rule_id is None:
            return
        if self.serves_many:
            hint = "Leave it out: each space gets an id of its own"
            yield Problem("rule_id", "one id cannot serve several spaces", hint)
        elif not is_token_of(self.rule_id, Shape.TEXT) and not (
            isinstance(self.rule_id, str) and _ID.fullmatch(self.rule_id)
        ):
            hint = "The provider encodes others twice, and does not find the rule again that it made"
            yield Problem("rule_id", "expected letters, digits, _ and -", hint)

    @property
    def is_taken_by_old_kibanas(self) -> bool:
        """Whether Kibana before 8.17 takes the id: a UUID of version 1 or 4."""
        if is_token(self.rule_id):
            return True
        return self.rule_id is not None and is_taken_by_old_kibanas(self.rule_id)

    def adopted(self, import_id: object) -> RuleIdentity | Problem:
        """Return the identity of a rule that is imported, or what contradicts.

        Args:
            import_id: What the provider imports by: `<space>/<rule id>`.
        """
        if not is_known_text(import_id) or import_id.count("/") != 1 or not all(import_id.split("/")):
            return Problem("import_from", 'expected "<space>/<rule id>", known at synth')
        space, id = import_id.split("/")
        if self.serves_many or is_token(self.space) or is_token(self.rule_id):
            hint = "Give space and rule_id as texts"
            return Problem("import_from", "expected a rule of one space that is known at synth", hint)
        if (self.space or space) != space:
            return Problem("import_from", f"the id names the space {space}, and the rule {self.space}")
        if (self.rule_id or id) != id:
            return Problem("import_from", "the id is another than rule_id", "Leave rule_id out")
        adopted = replace(self, space=self.space or (None if space == DEFAULT_SPACE else space), rule_id=id)
        for problem in adopted.problems():
            return problem._replace(where="import_from", message=f"{problem.where}: {problem.message}")
        return adopted

    def attributes(self, namespace: str, path: str, repetition: Repetition | None = None) -> dict[str, Any]:
        """Return the resource's attributes.

        Args:
            namespace: The id namespace.
            path: The rule's path below its stack.
            repetition: What makes the block several instances, beside `spaces`.
        """
        if self.serves_many:
            return {
                "for_each": toset(list(self.spaces)),
                "space_id": EACH_SPACE,
                "rule_id": rule_uuid(namespace, EACH_SPACE, path),
            }
        attributes = {} if self.space is None else {"space_id": self.space}
        id = self.rule_id or rule_uuid(namespace, self.space or DEFAULT_SPACE, path, repetition)
        return {**attributes, "rule_id": id}

    def known_ids(self, namespace: str, path: str) -> tuple[str, ...]:
        """Return the rule ids that are known at synth, in the order of the spaces."""
        if self.rule_id is not None:
            return () if is_token(self.rule_id) else (self.rule_id,)
        return tuple(str(rule_uuid(namespace, space, path)) for space in self.placed.known_spaces)
