"""Cases: the system action that opens a case for the alerts of a rule."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import Field

from ...schema.fields import Flag, Matching, OrAbsent, Text, TokenAware, absent, field
from ...tokens import Shape, is_token
from ..fields import ListOf, at_most
from ..params_base import SubActionParams

_WINDOW = re.compile(r"([1-9][0-9]*)([dwhm])")


def _is_window(text: str) -> bool:
    found = _WINDOW.fullmatch(text)
    return is_token(text) or (found is not None and (found[2] != "m" or int(found[1]) >= 5))


class CasesRun(SubActionParams):
    """Params of the Cases system action."""

    SUB_ACTION: ClassVar[str | None] = "run"
    ENVELOPE_IS_CLOSED: ClassVar[bool] = True
    UNRENDERED: ClassVar[tuple[str, ...]] = ("groupingBy", "timeWindow", "templateId")

    auto_push_case: Flag | None = field(default=None)
    """Whether a new case is pushed to the case connector; older versions of Kibana do not take it."""
    grouping_by: Annotated[ListOf[Text], at_most(1)]
    """The field that decides which alerts share a case, at most one; none puts all into one case."""
    reopen_closed_cases: OrAbsent[Flag] = absent()
    """Whether a case that was closed is opened again; left out, false."""
    time_window: OrAbsent[
        Annotated[Text, Matching(_is_window, "a number and d, w, h or m, such as 7d, and at least 5m")]
    ] = absent()
    """How long alerts go into the same case; left out, `7d`."""
    template_id: Text | None = field(default=None)
    """The id of a template for the case."""
    maximum_cases_to_open: Annotated[float, Field(ge=1, le=20), TokenAware(Shape.NUMBER)] | None = field(
        default=None
    )
    """How many cases one run may open, from 1 to 20; left out, 5. Older versions of Kibana do not take it."""
