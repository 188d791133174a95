"""Comments that are added to a ticket, an incident or a case."""

from __future__ import annotations

from ...schema.fields import Text
from ..params_base import ParamsObject


class Comment(ParamsObject):
    """A comment on what is created."""

    comment: Text
    """The text; Mustache is rendered."""
    comment_id: Text
    """Any id; Kibana wants one, and the other side does not keep it."""
