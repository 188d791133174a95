"""Spaces: `/api/spaces/space`."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from ..formats.kibana_ids import is_space_id
from .answers import as_, nothing
from .call import Answer, Call
from .errors import InvalidRequest
from .model import Model, segment, text

_MANAGE = "the right to manage spaces"


class Space(Model):
    """A space of a Kibana.

    Attributes:
        id: Its id, as in `/s/<id>`.
        name: The name that Kibana shows.
        description: What it is for.
        color: Its color, such as `#aabbcc`.
        initials: Up to two characters.
        disabled_features: Features that are hidden in it.
        is_reserved: Whether Kibana made it and nobody can delete it, as `default`.
        solution: `es`, `oblt`, `security` or `classic`; None where Kibana does not say.
    """

    id: str
    name: str
    description: str | None = None
    color: str | None = None
    initials: str | None = None
    disabled_features: tuple[str, ...] = Field(default=(), validation_alias="disabledFeatures")
    is_reserved: bool | None = Field(default=None, validation_alias="_reserved")
    solution: str | None = None


_one = as_(Space)
_many = as_(tuple[Space, ...])


def list_spaces() -> Call[tuple[Space, ...]]:
    """List the spaces that the credential may see."""
    return Call("GET", "/api/spaces/space", _many, has_spaces=False, needs="a privilege in some space")


def get_space(space_id: str) -> Call[Space]:
    """Get one space.

    Args:
        space_id: Its id.
    """
    path = f"/api/spaces/space/{segment('space_id', space_id)}"
    # Of a missing space Kibana says no more than of a missing route.
    return Call("GET", path, _one, has_spaces=False, needs="a privilege in this space", since="")


def create_space(
    space_id: str,
    *,
    name: str,
    description: str | None = None,
    color: str | None = None,
    initials: str | None = None,
    disabled_features: Sequence[str] = (),
    solution: str | None = None,
) -> Call[Space]:
    """Create a space.

    Args:
        space_id: Its id: lower-case letters, digits, _ and -.
        name: The name that Kibana shows.
        description: What it is for.
        color: Its color, such as `#aabbcc`.
        initials: Up to two characters.
        disabled_features: Features to hide in it.
        solution: `es`, `oblt`, `security` or `classic`, where Kibana knows them.
    """
    if not isinstance(space_id, str) or not is_space_id(space_id):
        raise InvalidRequest("space_id: expected lower-case letters, digits, _ and -")
    optional = {"description": description, "color": color, "initials": initials, "solution": solution}
    body = {
        "id": space_id,
        "name": text("name", name),
        "disabledFeatures": list(disabled_features),
        **{key: value for key, value in optional.items() if value is not None},
    }
    getting = get_space(space_id)

    def read(answer: Answer) -> Space | None:
        found: Space = _one(answer)
        return found if found.name == name else None

    recheck: Call[Space | None] = Call("GET", getting.path, read, has_spaces=False, since="")
    path = "/api/spaces/space"
    return Call("POST", path, _one, body=body, has_spaces=False, needs=_MANAGE, recheck=recheck)


def delete_space(space_id: str) -> Call[None]:
    """Delete a space, and with it everything that is in it alone.

    Args:
        space_id: Its id.
    """
    path = f"/api/spaces/space/{segment('space_id', space_id)}"
    return Call("DELETE", path, nothing, has_spaces=False, needs=_MANAGE, gone_is_done=True, since="")
