"""A connector's identity in Kibana: its space or spaces, and its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from ..errors import Problem
from ..formats.kibana_ids import is_space_id, is_uuid
from ..formats.known_text import is_known_text
from ..tokens import Shape, contains_token, is_token, is_token_of
from .adoption import Adopt
from .expressions import toset
from .ids import (
    EACH_SPACE,
    Repetition,
    connector_uuid,
    connector_uuid_expression,
    known_uuid_expression,
    repeated_uuid_expression,
)

DEFAULT_SPACE = "default"
_SPACE_ID = "expected the id of a Kibana space: lower-case letters, digits, _ and -"
_UUID = "expected a UUID in lower case, such as 6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d"


@dataclass(frozen=True)
class Identity:
    """The spaces and the id of a connector.

    Attributes:
        space: One space, or None for the default space.
        spaces: Several spaces served by one block, or None.
        connector_id: The id that was given, or None for a derived one; with `spaces` the ids that exist
            already, by space.
        adopt: How the connector that exists already is taken in; None for one that Terraform creates.
    """

    space: Any
    spaces: Any
    connector_id: Any
    adopt: Adopt | None = field(default=None, kw_only=True)

    @property
    def has_foreign_id(self) -> bool:
        """Whether its id is no UUID: the provider keeps such an id only where none is written."""
        return is_known_text(self.connector_id) and not is_uuid(self.connector_id)

    @property
    def is_unwritten(self) -> bool:
        """Whether no id is written, so that the one in the state, or of the import, stays."""
        return self.has_foreign_id or (self.adopt is Adopt.IN_STATE and self.connector_id is None)

    @property
    def cannot_come_back(self) -> bool:
        """Whether its id would be lost with it, or it must not be touched: no plan may destroy it."""
        return self.is_unwritten or self.adopt is Adopt.TOUCH_NOTHING

    @property
    def serves_many(self) -> bool:
        """Whether one block serves several spaces."""
        return self.spaces is not None

    @property
    def is_derived(self) -> bool:
        """Whether the id, or some of the ids, are derived from the path."""
        return self.serves_many or (self.connector_id is None and not self.is_unwritten)

    @property
    def has_new_id_when_replaced(self) -> bool:
        """Whether another space, or another path, gives it another id, so that old and new can both exist."""
        return self.is_derived or self.has_foreign_id

    @cached_property
    def known_spaces(self) -> tuple[str, ...]:
        """The spaces that are known at synth; empty when only Terraform knows them."""
        asked = self.spaces if self.serves_many else [self.space or DEFAULT_SPACE]
        return () if contains_token(asked) else tuple(asked)

    @property
    def named_spaces(self) -> tuple[str, ...]:
        """The spaces whose names are known at synth, also where others are not."""
        if is_token(self.spaces):
            return ()
        asked = self.spaces if self.serves_many else [self.space or DEFAULT_SPACE]
        return tuple(space for space in asked if not is_token(space))

    @property
    def existing_ids(self) -> Mapping[str, str]:
        """The ids that were given, by space, of a connector in several spaces."""
        return self.connector_id if self.serves_many and self.connector_id else {}

    def problems(self) -> Iterator[Problem]:
        """Find what is wrong with them."""
        if self.space is not None and self.spaces is not None:
            yield Problem("spaces", "space and spaces exclude each other", "Name every space in spaces")
        if self.space is not None and not _is_space(self.space):
            yield Problem("space", _SPACE_ID)
        if self.serves_many and not is_token_of(self.spaces, Shape.LIST):
            yield from self._spaces_problems()
        if self.connector_id is not None:
            yield from self._ids_problems() if self.serves_many else self._id_problems()
        if self.adopt is not None:
            yield from self._adopt_problems()

    def _id_problems(self) -> Iterator[Problem]:
        if self.adopt is not None and is_known_text(self.connector_id):
            if "/" in self.connector_id or self.connector_id in (".", ".."):
                hint = "The provider cannot import it; use its id where an id is asked for"
                yield Problem("connector_id", "expected an id without a slash, and neither . nor ..", hint)
            return
        if is_token_of(self.connector_id, Shape.TEXT):
            return
        if not (isinstance(self.connector_id, str) and is_uuid(self.connector_id)):
            hint = (
                "The provider takes no other form; left out, it is derived from the construct's path. If "
                "the connector exists in Kibana already, write adopt=Adopt.TAKE_OVER beside it"
            )
            yield Problem("connector_id", _UUID, hint)

    def _adopt_problems(self) -> Iterator[Problem]:
        if not isinstance(self.adopt, Adopt):
            yield Problem("adopt", "expected Adopt.TAKE_OVER, Adopt.TOUCH_NOTHING or Adopt.IN_STATE")
            return
        if self.serves_many:
            yield from self._adopt_in_spaces_problems()
            return
        if contains_token(self.space) or contains_token(self.connector_id):
            hint = "Give space and connector_id as texts"
            yield Problem("adopt", "expected a connector whose space and id are known at synth", hint)
        elif self.connector_id is None and self.adopt is not Adopt.IN_STATE:
            hint = "GET /s/<space>/api/actions/connectors lists the ids"
            yield Problem("connector_id", "required with adopt: the id that the connector has", hint)

    def _adopt_in_spaces_problems(self) -> Iterator[Problem]:
        if self.adopt is Adopt.IN_STATE:
            hint = "Leave adopt out, and give the ids in the state as connector_id={space: id}"
            yield Problem("adopt", "Adopt.IN_STATE serves one space only", hint)
        elif contains_token(self.spaces):
            hint = "Name the spaces, or write a connector for each"
            yield Problem("adopt", "expected spaces that are known at synth", hint)
        elif isinstance(self.connector_id, Mapping):
            left_out = [space for space in self.known_spaces if space not in self.connector_id]
            if self.adopt is Adopt.TOUCH_NOTHING and left_out:
                message = f"required for each space, so that none is created; missing: {', '.join(left_out)}"
                yield Problem("connector_id", message)
        elif self.connector_id is None:
            yield Problem("connector_id", "required with adopt: a dict with the id in each space")

    def _ids_problems(self) -> Iterator[Problem]:
        if not isinstance(self.connector_id, Mapping) or is_token(self.connector_id):
            yield Problem(
                "connector_id",
                "one id cannot serve several spaces: Kibana's ids are unique across all of them",
                "Leave it out: each space gets an id of its own; or give the existing ids as a dict by space",
            )
            return
        for space, id in self.connector_id.items():
            if not (isinstance(id, str) and is_uuid(id)):
                hint = "An id of another form can be adopted by a connector of its own, with space=…"
                yield Problem(f"connector_id.{space}", _UUID, hint)
            if self.known_spaces and space not in self.known_spaces:
                listed = ", ".join(self.known_spaces)
                yield Problem(f"connector_id.{space}", f"this is none of the connector's spaces: {listed}")
        times = Counter(map(str, self.connector_id.values()))
        if any(number > 1 for number in times.values()):
            yield Problem("connector_id", "each id may be given once: ids are unique across all spaces")

    def _spaces_problems(self) -> Iterator[Problem]:
        if isinstance(self.spaces, str) or not isinstance(self.spaces, Sequence):
            yield Problem("spaces", "expected a list of space ids", "For a single space write space=…")
            return
        if not self.spaces:
            yield Problem("spaces", "expected at least one space, got an empty list")
        for index, space in enumerate(self.spaces):
            if not _is_space(space):
                yield Problem(f"spaces.{index}", _SPACE_ID)
        times = Counter(space for space in self.spaces if isinstance(space, str))
        repeated = sorted(space for space, named in times.items() if named > 1 and _is_space(space))
        if repeated:
            yield Problem("spaces", f"each space may be named once; repeated: {', '.join(repeated)}")

    def adopted(self, import_id: object) -> Identity | Problem:
        """Return the identity of a connector that is imported, or what contradicts.

        Args:
            import_id: What the provider imports by: `<space>/<connector id>`.
        """
        if not is_known_text(import_id) or import_id.count("/") != 1 or not all(import_id.split("/")):
            hint = "GET /s/<space>/api/actions/connectors lists the ids"
            return Problem("import_from", 'expected "<space>/<connector id>", known at synth', hint)
        space, id = import_id.split("/")
        if self.serves_many:
            return self._adopted_in_one_of_many(space, id)
        if contains_token(self.space) or contains_token(self.connector_id):
            hint = "Give space and connector_id as texts"
            return Problem("import_from", "expected a connector whose space and id are known at synth", hint)
        if (self.space or space) != space:
            return Problem("import_from", f"the id names the space {space}, and the connector {self.space}")
        if (self.connector_id or id) != id:
            return Problem("import_from", "the id is another than connector_id", "Leave connector_id out")
        adopt = self.adopt or Adopt.TAKE_OVER
        kept = self.space or (None if space == DEFAULT_SPACE else space)
        adopted = replace(self, space=kept, connector_id=id, adopt=adopt)
        for problem in adopted.problems():
            return problem._replace(where="import_from", message=f"{problem.where}: {problem.message}")
        return adopted

    def _adopted_in_one_of_many(self, space: str, id: str) -> Identity | Problem:
        if space not in (self.known_spaces or (space,)):
            listed = ", ".join(self.known_spaces)
            return Problem("import_from", f"the id names the space {space}, which is none of: {listed}")
        if not is_uuid(id):
            hint = "Import it into a connector of its own, with space=…"
            return Problem("import_from", "an id that is no UUID cannot be kept in several spaces", hint)
        if self.existing_ids.get(space, id) != id:
            return Problem("import_from", f"connector_id has another id for the space {space}")
        adopt = self.adopt or Adopt.TAKE_OVER
        return replace(self, connector_id={**self.existing_ids, space: id}, adopt=adopt)

    def import_ids(self) -> tuple[str, ...]:
        """Return what `adopt` imports, each as `<space>/<connector id>`."""
        if self.adopt in (None, Adopt.IN_STATE):
            return ()
        if self.serves_many:
            return tuple(f"{space}/{id}" for space, id in self.existing_ids.items())
        return (f"{self.space or DEFAULT_SPACE}/{self.connector_id}",)

    def attributes(self, namespace: str, path: str, repetition: Repetition | None = None) -> dict[str, Any]:
        """Return the resource's attributes.

        Args:
            namespace: The id namespace.
            path: The connector's path below its stack; with the namespace and the space it makes the id.
            repetition: What makes the block several instances, beside `spaces`.
        """
        if self.serves_many:
            known = self.existing_ids
            return {
                "for_each": toset(list(self.spaces)),
                "space_id": EACH_SPACE,
                "connector_id": known_uuid_expression(known, namespace, path)
                if known
                else connector_uuid_expression(namespace, EACH_SPACE, path),
            }
        attributes = {} if self.space is None else {"space_id": self.space}
        if self.is_unwritten:
            return attributes
        if self.connector_id is not None:
            return {**attributes, "connector_id": self.connector_id}
        space = self.space or DEFAULT_SPACE
        if repetition is not None:
            derived = repeated_uuid_expression(namespace, space, path, repetition)
        elif is_token(space):
            derived = connector_uuid_expression(namespace, space, path)
        else:
            derived = connector_uuid(namespace, space, path)
        return {**attributes, "connector_id": derived}

    def known_ids(self, namespace: str, path: str) -> tuple[str, ...]:
        """Return the connector ids that are known at synth, in the order of the spaces."""
        if self.is_unwritten:
            return (self.connector_id,) if self.connector_id else ()
        if self.serves_many:
            existing = self.existing_ids
            return tuple(
                existing.get(space) or connector_uuid(namespace, space, path) for space in self.known_spaces
            )
        if self.connector_id is not None:
            return () if is_token(self.connector_id) else (self.connector_id,)
        return tuple(connector_uuid(namespace, space, path) for space in self.known_spaces)


def _is_space(space: object) -> bool:
    return is_token_of(space, Shape.TEXT) or (isinstance(space, str) and is_space_id(space))
