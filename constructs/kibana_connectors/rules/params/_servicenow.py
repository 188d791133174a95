"""What the incidents of ServiceNow's two apps have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import ConfigDict

from ...errors import Problem
from ...schema.fields import Text, field, kibana_name
from ...tokens import is_token
from ..fields import JsonObject, JsonObjectOrText, holds_template, written
from ..params_base import ParamsObject
from ..patterns import UUID

NAMED = frozenset(
    {
        *("short_description", "description", "externalId", "category", "subcategory"),
        *("correlation_id", "correlation_display", "additional_fields"),
    }
)
"""Names that `additional_fields` may not have."""

_LONGEST = 100
"""Characters that ServiceNow keeps of a correlation id."""


class Incident(ParamsObject):
    """An incident; its fields have ServiceNow's names."""

    model_config = ConfigDict(alias_generator=None)

    short_description: Text
    """One line."""
    description: Text | None = field(default=None)
    """What happened."""
    external_id: Text | None = kibana_name("externalId", None)
    """The id of a record to change instead of creating one; a rule never knows it."""
    category: Text | None = field(default=None)
    """The value of a category."""
    subcategory: Text | None = field(default=None)
    """The value of a subcategory."""
    correlation_id: Text | None = written(UUID)
    """What belongs together, at most 100 characters. Left out, `{{alert.uuid}}` is written: Kibana's own
    default would be sent as it stands, with its braces. None: nothing belongs together."""
    correlation_display: Text | None = field(default=None)
    """What is shown for it."""
    additional_fields: Annotated[JsonObjectOrText, JsonObject(20, NAMED)] | None = field(default=None)
    """Further fields of the table by name, at most 20: an object, or JSON text of one."""


def correlation_failures(correlation_id: Any, where: str, *, closes: bool) -> Iterator[Problem]:
    """Find a correlation id that ServiceNow would cut, or that closes what it should not."""
    if not isinstance(correlation_id, str) or is_token(correlation_id):
        return
    if closes and not correlation_id.strip():
        yield Problem(where, "expected a text that is not empty: it would close the newest incident of all")
    elif not holds_template(correlation_id) and len(correlation_id) > _LONGEST:
        yield Problem(where, f"expected at most {_LONGEST} characters: ServiceNow keeps no more")
