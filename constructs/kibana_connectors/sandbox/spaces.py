"""Spaces: which there are, and their routes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .area import Area, body_of
from .responses import ApiError, answer, no_content
from .schema import Reader

DEFAULT = "default"
_PURPOSES = ("any", "copySavedObjectsIntoSpace", "shareSavedObjectsIntoSpace")
_SOLUTIONS = ("es", "oblt", "security", "classic")
_ID = re.compile(r"[a-z0-9_-]+")
_COLOR = re.compile(r"#[a-fA-F0-9]{6}|#[a-fA-F0-9]{3}")


class Spaces:
    """What is known of each space. Which spaces exist, the settings say: a test may change them."""

    def __init__(self) -> None:
        self._details: dict[str, dict[str, Any]] = {}

    def view(self, space: str) -> dict[str, Any]:
        """Return Kibana's JSON of one space.

        Args:
            space: Space id.
        """
        if space in self._details:
            return dict(self._details[space])
        view: dict[str, Any] = {"id": space, "name": space, "disabledFeatures": []}
        if space == DEFAULT:
            view |= {"name": "Default", "description": "This is your default space!", "_reserved": True}
        return view

    def put(self, view: dict[str, Any]) -> None:
        """Keep what is known of a space.

        Args:
            view: Kibana's JSON of it.
        """
        self._details[view["id"]] = dict(view)

    def forget(self, space: str) -> None:
        """Forget what is known of a space.

        Args:
            space: Space id.
        """
        self._details.pop(space, None)

    def clear(self) -> None:
        """Forget all that is known."""
        self._details.clear()


@dataclass
class SpaceRoutes(Area):
    """`/api/spaces/space`. Requests with a space prefix act on the same spaces.

    Attributes:
        spaces: What is known of each space.
        on_delete: Called with the id of a space that is deleted: everything in it goes.
    """

    spaces: Spaces
    on_delete: Callable[[str], object]

    def table(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/api/spaces/space", self.list, methods=["GET"]),
            Route("/api/spaces/space", self.create, methods=["POST"]),
            Route("/api/spaces/space/{id}", self.get, methods=["GET"]),
            Route("/api/spaces/space/{id}", self.update, methods=["PUT"]),
            Route("/api/spaces/space/{id}", self.delete, methods=["DELETE"]),
        ]

    async def list(self, request: Request) -> Response:
        """Serve the list of spaces that the caller may use."""
        query = self.query(request)
        purpose = query.choice("purpose", _PURPOSES, None)
        with_purposes = query.flag("include_authorized_purposes", False)
        query.refuse_other_keys()
        if purpose is not None and with_purposes:
            raise ApiError(
                400,
                "[request query]: include_authorized_purposes can only be false when purpose is specified",
            )
        spaces = [space for space in self.settings.spaces if self._may_use(space)]
        if not spaces:
            raise ApiError(403, "Forbidden")
        views = [self.spaces.view(space) for space in spaces]
        if with_purposes:
            views = [view | {"authorizedPurposes": dict.fromkeys(_PURPOSES, True)} for view in views]
        return answer(views)

    async def get(self, request: Request) -> Response:
        """Serve one space."""
        return answer(self.spaces.view(self._existing(request)))

    async def create(self, request: Request) -> Response:
        """Serve POST of a space."""
        view = _read(await body_of(request))
        self._require_all("create spaces")
        if view["id"] in self.settings.spaces:
            raise ApiError(409, f"A space with the identifier {view['id']} already exists.")
        self.settings.spaces = (*self.settings.spaces, view["id"])
        self.spaces.put(view)
        return answer(view)

    async def update(self, request: Request) -> Response:
        """Serve PUT of a space; the id in the path counts."""
        view = _read(await body_of(request))
        self._require_all("update spaces")
        space = self._existing(request)
        old = self.spaces.view(space)
        # Attributes that are left out stay, as in any update of a saved object.
        view = {**old, **view, "id": space}
        self.spaces.put(view)
        return answer(view)

    async def delete(self, request: Request) -> Response:
        """Serve DELETE of a space, with all that is in it."""
        self._require_all("delete spaces")
        space = self._existing(request)
        if self.spaces.view(space).get("_reserved"):
            raise ApiError(400, f"The {space} space cannot be deleted because it is reserved.")
        self.settings.spaces = tuple(one for one in self.settings.spaces if one != space)
        self.spaces.forget(space)
        self.on_delete(space)
        return no_content()

    def _existing(self, request: Request) -> str:
        space = str(request.path_params["id"])
        if space not in self.settings.spaces:
            raise ApiError(404, "Not Found")
        if not self._may_use(space):
            raise ApiError(403, f"Unauthorized to get {space} space")
        return space

    def _may_use(self, space: str) -> bool:
        # One privilege for all spaces is that of connectors alone.
        return isinstance(self.settings.privileges, str) or self.settings.may("read", space)

    def _require_all(self, action: str) -> None:
        if self.settings.privileges != "all":
            raise ApiError(403, f"Unauthorized to {action}")


def _read(given: object) -> dict[str, Any]:
    body = Reader(given)
    space = body.text("id")
    if not _ID.fullmatch(space):
        allowed = "lower case, a-z, 0-9, '_', and '-' are allowed"
        raise body.refusal("id", f"{allowed} OR it must match /^[a-z0-9_\\-]+$/")
    view: dict[str, Any] = {"id": space, "name": body.text("name", least=1)}
    for key in ("description", "initials", "color", "imageUrl"):
        value = body.text(key, None, most=2 if key == "initials" else None)
        if value is not None:
            view[key] = value
    if "color" in view and not _COLOR.fullmatch(view["color"]):
        raise body.refusal("color", "must be a 6 digit hex color, starting with a #")
    if view.get("imageUrl") and not view["imageUrl"].startswith("data:image"):
        raise body.refusal("imageUrl", "must start with 'data:image'")
    view["disabledFeatures"] = body.texts("disabledFeatures", [], most=100)
    solution = body.choice("solution", _SOLUTIONS, None)
    if solution is not None:
        view["solution"] = solution
    body.flag("_reserved", None)
    body.text("projectRouting", None)
    body.refuse_other_keys()
    return view
