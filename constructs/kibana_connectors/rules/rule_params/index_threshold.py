"""`.index-threshold`: a number that is aggregated from documents passes a threshold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ...errors import Problem
from ...schema.fields import NonEmpty, OrToken
from ...tokens import is_token
from ._base import Comparator, Numbers, Positive, RuleParams, Texts, TimeUnit, threshold_problems

MOST_GROUPS = 1000
"""How many groups Kibana looks at (stack_alerts, MAX_GROUPS)."""


class IndexThreshold(RuleParams):
    """Params of `.index-threshold` (Kibana docs: "Index threshold")."""

    RULE_TYPE_ID: ClassVar[str] = ".index-threshold"

    index: Texts
    """Indices, data streams or patterns, as a list: the provider takes no single text."""
    time_field: NonEmpty
    """The field with the documents' time."""
    threshold: Numbers
    """One number; two for `between` and `notBetween`."""
    threshold_comparator: Comparator
    """How the value is compared with the threshold."""
    time_window_size: Positive
    """How far back it looks, in units."""
    time_window_unit: TimeUnit
    """Seconds, minutes, hours or days."""
    agg_type: OrToken[Literal["count", "avg", "sum", "min", "max"]] | None = None
    """How documents become a number; Kibana's default is `count`."""
    agg_field: NonEmpty | None = None
    """The field to aggregate; with any `agg_type` but `count`."""
    group_by: OrToken[Literal["all", "top"]] | None = None
    """One number over all documents, or one for each of the top values of `term_field`."""
    term_field: NonEmpty | None = None
    """The field whose values make the groups."""
    term_size: Positive | None = None
    """How many groups, at most 1000."""
    filter_kuery: NonEmpty | None = None
    """A query in Kibana's query language that documents must match."""

    def check(self) -> Iterator[Problem]:
        """Apply Kibana's rules (stack_alerts: index_threshold, and the time series query)."""
        yield from threshold_problems("params.threshold", self.threshold_comparator, self.threshold)
        yield from grouping_problems(
            self.agg_type, self.agg_field, self.group_by, self.term_field, self.term_size
        )


def grouping_problems(
    agg_type: object, agg_field: object, group_by: object, term_field: object, term_size: object
) -> Iterator[Problem]:
    """Find an aggregation without its field, and groups without theirs: the same for two rule types."""
    if agg_type is not None and not is_token(agg_type) and agg_type != "count" and agg_field is None:
        yield Problem("params.aggField", f'required with aggType "{agg_type}"', name="agg_field")
    if group_by == "top":
        if term_field is None:
            yield Problem("params.termField", 'required with groupBy "top"', name="term_field")
        if term_size is None:
            yield Problem("params.termSize", 'required with groupBy "top"', name="term_size")
        elif isinstance(term_size, int) and term_size > MOST_GROUPS:
            yield Problem("params.termSize", f"expected at most {MOST_GROUPS}", name="term_size")
