"""Params of rule types: what is written, what is refused, and that they have the provider's fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from harness.rule_params import EVERY_PARAMS

from kibana_connectors import EsQuery, IndexThreshold, LogThreshold, MetricThreshold
from kibana_connectors.rules.javascript_numbers import json_of, number_problems, with_short_numbers
from kibana_connectors.rules.param_shapes import shape_problems
from kibana_connectors.rules.rule_params._base import RuleParams
from kibana_connectors.rules.rule_params.catalog import params_class, typed_rule_types
from kibana_connectors.rules.rule_params.metric_threshold import MetricCriterion
from kibana_connectors.rules.rule_types import rule_type
from kibana_connectors.schema.payload import Refused

KIBANA_SHOWS_IT = {"filterQueryText"}  # free keys pass the provider for these types


@pytest.mark.parametrize("params", EVERY_PARAMS.values(), ids=EVERY_PARAMS)
def test_params_fit_what_the_provider_knows_of_the_type(params: RuleParams) -> None:
    assert not isinstance(params, Refused), params
    assert list(params.check()) == []
    kind = rule_type(params.RULE_TYPE_ID)
    assert kind is not None
    sent = {key: value for key, value in params.written().items() if key not in KIBANA_SHOWS_IT}
    shapes = kind.params.get("any_of", [kind.params])
    assert any(list(shape_problems(shape, sent, "params")) == [] for shape in shapes)
    again = type(params).from_code(params.written())
    assert not isinstance(again, Refused)
    assert again.written() == params.written()


def test_every_class_is_tried() -> None:
    assert {each.RULE_TYPE_ID for each in EVERY_PARAMS.values()} == set(typed_rule_types())


@pytest.mark.parametrize("rule_type_id", typed_rule_types())
def test_a_class_has_every_field_that_the_provider_has(rule_type_id: str) -> None:
    kind, cls = rule_type(rule_type_id), params_class(rule_type_id)
    assert kind is not None
    assert cls is not None
    shapes = kind.params.get("any_of", [kind.params])
    known = {key.rstrip("*") for shape in shapes for key in shape} - {""}
    ours = {spec.kibana_name for spec in cls.specs()}
    assert ours - known <= KIBANA_SHOWS_IT
    assert known <= ours
    # Required by the provider: required by us, or with a default that is always written.
    defaults = {spec.kibana_name for spec in cls.specs() if spec.is_required} | {
        spec.kibana_name
        for spec in cls.specs()
        if cls.model_fields[spec.name].get_default(call_default_factory=True) is not None
    }
    assert set(kind.required_params) <= defaults


def places(value: Any, names: Mapping[str, str], path: tuple[str | int, ...] = ()) -> Iterator[Any]:
    """The places below params that a field of a class has, or an element of such a field's list."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if path[-1:] == ("customMetrics",):
        return  # Kibana alone knows what is in these
    for key, item in items:
        if not path or isinstance(key, int) or key in names:
            yield (*path, key)
            yield from places(item, names, (*path, key))


def with_wrong(value: Any, path: tuple[str | int, ...]) -> Any:
    """Params with something at a place that nothing takes: a number for an object or list, else an object."""
    if not path:
        return 3.5 if isinstance(value, (dict, list)) else {"zzz": {}}
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = with_wrong(value[path[0]], path[1:])
    return copy


@pytest.mark.parametrize("params", EVERY_PARAMS.values(), ids=EVERY_PARAMS)
def test_what_is_wrong_at_any_depth_is_told_by_the_names_of_its_fields(params: RuleParams) -> None:
    written, names = params.written(), type(params).inner_names()
    tried = 0
    for path in places(written, names):
        read = type(params).from_code(with_wrong(written, path))
        assert isinstance(read, Refused), path
        where = ".".join(["params", *map(str, path)])
        told = [problem.where for problem in read.problems]
        assert any(each == where or each.startswith(f"{where}.") for each in told), (where, told)
        assert all(each.startswith(where) for each in told), (where, told)
        tried += 1
    assert tried >= len(written)


def test_of_two_forms_the_one_that_was_meant_is_told_of() -> None:
    wrong = {"field": "a", "comparator": "above", "value": 1}
    count = {"comparator": "more than", "value": 1}
    expected = LogThreshold(count=count, criteria=[wrong], time_size=5, time_unit="m")
    ratio = LogThreshold(count=count, criteria=[[wrong], [wrong]], time_size=5, time_unit="m")

    assert [each.where for each in expected.problems] == ["params.criteria.0.comparator"]
    assert [each.where for each in ratio.problems] == [
        "params.criteria.0.0.comparator",
        "params.criteria.1.0.comparator",
    ]


def test_a_part_that_is_refused_is_told_field_by_field() -> None:
    criterion = MetricCriterion(
        comparator="above", threshold=[1], time_size=5, time_unit="m", agg_type="count"
    )

    told = MetricThreshold(source_id="default", criteria=[criterion, criterion]).problems

    assert [each.where for each in told] == ["params.criteria.0.comparator", "params.criteria.1.comparator"]


BASE: dict[str, Any] = {
    "index": ["a"],
    "timeField": "t",
    "threshold": [1],
    "thresholdComparator": ">",
    "timeWindowSize": 5,
    "timeWindowUnit": "m",
}
QUERY: dict[str, Any] = {**BASE, "esQuery": '{"query": {}}'}


@pytest.mark.parametrize(
    ("cls", "given", "where"),
    [
        (IndexThreshold, {**BASE, "threshold": [1, 2]}, "params.threshold"),
        (IndexThreshold, {**BASE, "thresholdComparator": "between"}, "params.threshold"),
        (IndexThreshold, {**BASE, "aggType": "avg"}, "params.aggField"),
        (IndexThreshold, {**BASE, "groupBy": "top", "termField": "a"}, "params.termSize"),
        (IndexThreshold, {**BASE, "groupBy": "top", "termField": "a", "termSize": 1001}, "params.termSize"),
        (EsQuery, {**BASE}, "params.esQuery"),
        (EsQuery, {**QUERY, "esQuery": "{"}, "params.esQuery"),
        (EsQuery, {**QUERY, "esQuery": '{"query": {}}'}, "params.esQuery"),
        (EsQuery, {**QUERY, "searchType": "esqlQuery"}, "params.esqlQuery"),
        (EsQuery, {**QUERY, "searchType": "searchSource"}, "params.searchConfiguration"),
        (MetricThreshold, {"criteria": []}, "params.criteria"),
    ],
)
def test_fields_that_do_not_fit_together_are_told(cls: Any, given: dict[str, Any], where: str) -> None:
    read = cls.from_code(given)
    assert not isinstance(read, Refused)
    assert where in [problem.where for problem in read.check()]


def test_numbers_are_written_as_javascript_prints_them() -> None:
    given = {"a": 1.0, "b": [1e3, 0.5, 0.00001, -0.0, 2.0**53], "c": {"d": 1e-6}, "e": True, "f": 'é"'}
    text = json_of(with_short_numbers(given))
    assert text == (
        '{"a": 1, "b": [1000, 0.5, 0.00001, 0, 9007199254740992], "c": {"d": 0.000001}, '
        '"e": true, "f": "é\\""}'
    )
    assert json.loads(text) == given
    wrong = {"a": 2**53 + 1, "b": float("nan"), "c": 1e-7, "d": [1e300], "e": {1}}
    assert [each.where for each in number_problems(wrong, "p")] == ["p.a", "p.b", "p.c", "p.d.0", "p.e"]
