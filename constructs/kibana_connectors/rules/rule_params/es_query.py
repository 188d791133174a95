"""`.es-query`: documents that a query finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from ...errors import Problem
from ...schema.fields import NonEmpty, OpenMap, OrToken, TokenAware, field
from ...tokens import Shape, is_token
from ._base import (
    Comparator,
    ListOf,
    Numbers,
    Positive,
    RuleParams,
    RulePart,
    Texts,
    TimeUnit,
    threshold_problems,
)
from .index_threshold import grouping_problems

if TYPE_CHECKING:
    Size: TypeAlias = int
else:
    Size = Annotated[int, Field(ge=0, le=10000), TokenAware(Shape.NUMBER)]


class EsqlQuery(RulePart):
    """A query in ES|QL."""

    esql: NonEmpty
    """The query, such as `FROM logs-* | WHERE …`."""


class SourceField(RulePart):
    """A field that is copied into the alert."""

    label: NonEmpty
    """What it is called in the alert."""
    search_path: NonEmpty
    """Where it is in the document."""


class EsQuery(RuleParams):
    """Params of `.es-query` (Kibana docs: "Elasticsearch query").

    `search_type` says which kind of query it is: `esQuery` with `index`, `time_field` and `es_query`;
    `esqlQuery` with `esql_query` and `time_field`; `searchSource` with `search_configuration`.
    """

    RULE_TYPE_ID: ClassVar[str] = ".es-query"

    search_type: OrToken[Literal["esQuery", "esqlQuery", "searchSource"]] = field(default="esQuery")
    """Which kind of query."""
    size: Size = field(default=100)
    """How many documents an alert shows, at most 10000. The provider demands it."""
    threshold: Numbers
    """One number; two for `between` and `notBetween`. With ES|QL it is `[0]`."""
    threshold_comparator: Comparator
    """How the number of matches is compared with the threshold. With ES|QL it is `>`."""
    time_window_size: Positive
    """How far back it looks, in units."""
    time_window_unit: TimeUnit
    """Seconds, minutes, hours or days."""
    index: Texts | None = None
    """Indices, data streams or patterns."""
    time_field: NonEmpty | None = None
    """The field with the documents' time."""
    es_query: NonEmpty | None = None
    """JSON with the key `query`, as Elasticsearch's search takes it."""
    esql_query: EsqlQuery | None = None
    """The query in ES|QL."""
    search_configuration: OpenMap | None = None
    """Query, index and filters, as Discover saves them."""
    agg_type: OrToken[Literal["count", "avg", "sum", "min", "max"]] | None = None
    """How documents become a number; Kibana's default is `count`."""
    agg_field: NonEmpty | None = None
    """The field to aggregate; with any `agg_type` but `count`."""
    group_by: OrToken[Literal["all", "top", "row"]] | None = None
    """One alert, one for each of the top values of `term_field`, or one for each row of an ES|QL query."""
    term_field: NonEmpty | Texts | None = None
    """The field, or fields, whose values make the groups."""
    term_size: Positive | None = None
    """How many groups, at most 1000."""
    exclude_hits_from_previous_run: OrToken[bool] | None = None
    """Whether a document counts once only; Kibana's default is true."""
    source_fields: ListOf[SourceField] | None = None
    """Fields that are copied into the alert."""

    def check(self) -> Iterator[Problem]:
        """Apply Kibana's rules (stack_alerts: es_query, validateParams)."""
        if is_token(self.search_type):
            return
        yield from threshold_problems("params.threshold", self.threshold_comparator, self.threshold)
        yield from grouping_problems(
            self.agg_type, self.agg_field, self.group_by, self.term_field, self.term_size
        )
        needed = {
            "esQuery": ("index", "time_field", "es_query"),
            "esqlQuery": ("esql_query", "time_field"),
            "searchSource": ("search_configuration",),
        }[str(self.search_type)]
        yield from self.missing(f'with searchType "{self.search_type}"', *needed)
        if self.search_type == "esQuery":
            yield from _query_problems(self.es_query)
        if self.search_type == "esqlQuery":
            if not is_token(self.threshold_comparator) and self.threshold_comparator != ">":
                yield Problem("params.thresholdComparator", 'expected ">" with an ES|QL query')
            if not is_token(self.threshold) and list(self.threshold) != [0]:
                yield Problem("params.threshold", "expected [0] with an ES|QL query")


def _query_problems(text: object) -> Iterator[Problem]:
    if text is None or is_token(text):
        return
    try:
        query = json.loads(str(text))
    except ValueError:
        yield Problem("params.esQuery", "expected JSON", name="es_query")
        return
    if not isinstance(query, dict) or not query.get("query"):
        yield Problem("params.esQuery", 'expected an object with the key "query"', name="es_query")
