"""What takes several calls: pages, routes of several versions, many spaces."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from kibana_answers import AT_ONCE, refusal

from kibana_connectors.kibana import (
    AsyncKibana,
    Forbidden,
    Kibana,
    KibanaError,
    NamedConnectors,
    NotFound,
    UnexpectedAnswer,
    Workflow,
    connectors_named_by,
)

NO_ROUTE = refusal(404, "Not Found")


def rule(number: int, *connectors: str) -> dict[str, Any]:
    return {"id": f"r{number}", "name": f"rule {number}", "actions": [{"id": each} for each in connectors]}


def page(total: int, *rules: dict[str, Any]) -> dict[str, Any]:
    return {"page": 1, "per_page": 200, "total": total, "data": list(rules)}


# -- rules ---------------------------------------------------------------------------------------------------


def test_rules_come_from_all_pages(answering) -> None:
    first = page(401, *(rule(number, "c1") for number in range(200)))
    # Meanwhile one was added: the last of the first page comes again.
    second = page(402, *(rule(number) for number in range(199, 399)))
    third = page(402, rule(399), rule(400))
    client, asked = answering(first, second, third)

    found = client.list_rules(space="ops")

    assert [each.id for each in found] == [f"r{number}" for number in range(401)]
    assert found[0].connector_ids == {"c1"}
    assert [request.url.params["page"] for request in asked] == ["1", "2", "3"]
    assert {request.url.path for request in asked} == {"/s/ops/api/alerting/rules/_find"}


def test_rules_that_use_a_connector(answering) -> None:
    client, asked = answering(page(1, rule(1, "c1")), page(0))

    client.list_rules_using('c"1')
    client.list_rules_using('p"\\', is_preconfigured=True)

    assert json.loads(asked[0].url.params["has_reference"]) == {"type": "action", "id": 'c"1'}
    assert asked[1].url.params["filter"] == (
        'alert.attributes.actions:{ actionRef: "preconfigured:p\\"\\\\" }'
    )


def test_rules_beyond_kibanas_window_are_not_ignored(answering) -> None:
    client, _ = answering(page(10_001, *(rule(number) for number in range(200))))

    with pytest.raises(UnexpectedAnswer, match="10,001 rules, and Kibana shows only the first 10,000"):
        client.list_rules()


# -- the execution log ---------------------------------------------------------------------------------------


def run(number: int) -> dict[str, Any]:
    return {"id": f"e{number}", "timestamp": "2026-01-01T00:00:00.000Z", "status": "success"}


def test_the_log_comes_from_all_pages(answering) -> None:
    client, asked = answering(
        {"total": 130, "data": [run(number) for number in range(100)]},
        {"total": 130, "data": [run(number) for number in range(100, 130)]},
    )

    log = client.execution_log(start="now-1d", connector_id="c1")

    assert len(log.executions) == log.total == 130
    assert not log.may_be_cut
    bodies = [json.loads(request.content) for request in asked]
    assert [body["page"] for body in bodies] == [1, 2]
    assert bodies[0] == {
        "date_start": "now-1d",
        "filter": 'kibana.action.id: "c1"',
        "per_page": 100,
        "page": 1,
        "sort": [{"timestamp": {"order": "desc"}}],
    }


def test_the_log_is_read_as_far_as_asked(answering) -> None:
    client, asked = answering({"total": 1000, "data": [run(number) for number in range(3)]})

    log = client.execution_log(start="now-1d", at_most=3)

    assert (len(log.executions), log.total, log.may_be_cut, len(asked)) == (3, 1000, True, 1)


# -- workflows -----------------------------------------------------------------------------------------------

TEXT = "steps:\n  - name: a\n    type: slack\n    connector-id: c1\n"


def listed(*ids: str, total: int | None = None) -> dict[str, Any]:
    results = [{"id": each, "name": each.upper(), "enabled": True, "valid": True} for each in ids]
    return {"page": 1, "size": 100, "total": len(ids) if total is None else total, "results": results}


def test_workflows_of_current_kibana(answering) -> None:
    client, asked = answering(listed("w1", "w2"), [{"id": "w2", "yaml": TEXT}, {"id": "w1", "yaml": "a: 1"}])

    found = client.list_workflows(space="ops")

    assert [(each.id, each.name, each.yaml) for each in found] == [("w1", "W1", "a: 1"), ("w2", "W2", TEXT)]
    assert [(request.method, request.url.path) for request in asked] == [
        ("GET", "/s/ops/api/workflows"),
        ("POST", "/s/ops/api/workflows/mget"),
    ]
    assert asked[0].url.params["managed"] == "all"


def test_workflows_of_the_preview(answering) -> None:
    client, asked = answering(
        NO_ROUTE, listed("w1", "gone"), {"id": "w1", "yaml": TEXT}, refusal(404, "Workflow")
    )

    found = client.list_workflows()

    assert [(each.id, each.yaml) for each in found] == [("w1", TEXT)]
    assert [(request.method, request.url.path) for request in asked] == [
        ("GET", "/api/workflows"),
        ("POST", "/api/workflows/search"),
        ("GET", "/api/workflows/w1"),
        ("GET", "/api/workflows/gone"),
    ]


def test_an_older_kibana_has_no_workflows(answering) -> None:
    client, _ = answering(NO_ROUTE, NO_ROUTE)

    assert client.list_workflows() == ()


def test_the_first_versions_do_not_know_managed_workflows(answering) -> None:
    unknown = refusal(400, "[request query.managed]: definition for this key is missing")
    client, asked = answering(unknown, listed("w1"), [{"id": "w1", "yaml": TEXT}])

    assert len(client.list_workflows()) == 1
    assert "managed" not in asked[1].url.params


def test_texts_that_are_too_much_at_once_come_one_by_one(answering) -> None:
    client, asked = answering(
        listed("w1"), [{"id": "w1", "yaml": TEXT * 100}], {"id": "w1", "yaml": TEXT}, longest_answer=1000
    )

    assert client.list_workflows()[0].yaml == TEXT
    assert asked[2].url.path == "/api/workflows/workflow/w1"


def test_workflows_come_from_all_pages(answering) -> None:
    texts = [{"id": "w1", "yaml": TEXT}, {"id": "w2", "yaml": TEXT}]
    client, asked = answering(listed("w1", total=2), listed("w2", total=2), texts)

    assert [each.id for each in client.list_workflows()] == ["w1", "w2"]
    assert [request.url.params.get("page") for request in asked] == ["1", "2", None]


def test_workflows_that_are_never_listed_are_not_ignored(answering) -> None:
    client, _ = answering(listed("w1", total=2), listed("w1", total=2))

    with pytest.raises(UnexpectedAnswer, match="1 of 2 could be listed"):
        client.list_workflows()


def test_a_missing_privilege_is_no_empty_list(answering) -> None:
    client, _ = answering(refusal(403, "Forbidden"))

    with pytest.raises(Forbidden, match="Workflows: Read in the space default"):
        client.list_workflows()


@pytest.mark.parametrize(
    "message",
    [
        "Your basic license does not support Workflows. Please upgrade to an enterprise license.",
        "Your project does not have Workflows available. Please upgrade your tier subscription.",
    ],
)
def test_a_license_without_workflows_has_none(answering, message: str) -> None:
    client, _ = answering(refusal(403, message))

    assert client.list_workflows() == ()


UUID = "6b1e2b9e-5b7d-4d35-a4a1-2c1a0f6d3c01"
NESTED = """
on: x
settings: {on-failure: {fallback: [{connector-id: in-settings}]}}
steps:
  - &step {name: a, connector-id: in-step, on-failure: {fallback: [{connector-id: in-fallback}]}}
  - {type: switch, cases: [{steps: [{connector-id: in-case}]}], default: [{connector-id: in-default}]}
  - {type: waitForApproval, with: {channels: {slack: {connector-id: in-channel}}}}
  - {type: parallel, branches: [{steps: [*step]}], else: [{connector-id: in-else}]}
"""


@pytest.mark.parametrize(
    ("text", "ids", "are_all"),
    [
        (TEXT, {"c1"}, True),
        ("steps: []", set(), True),
        ("", set(), True),
        (
            NESTED,
            {"in-settings", "in-step", "in-fallback", "in-case", "in-default", "in-channel", "in-else"},
            True,
        ),
        ("steps: [{connector-id: c1}, {connector-id: '{{ inputs.id }}'}]", {"c1"}, False),
        ("steps: [{connector-id: [c1]}]", set(), False),
        ("steps: [", set(), False),
        ("a: &a [*a]\nconnector-id: c1", {"c1"}, True),
        ("connector-id:", set(), True),
        ("connector-id: 12", set(), False),
        ("a: 1\na: 2", set(), False),
        ("a: !!python/object/apply:os.system [x]", set(), False),
        ("a: {{ inputs.x }}", set(), False),
        ("a: {connector-id: c1}\n---\nb: {connector-id: c2}", set(), False),
        ("consts: {pager: c1}\nsteps: [{connector-id: '{{ consts.pager }}'}]", {"c1"}, True),
        ("consts: {pager: '{{ inputs.x }}'}\nsteps: [{connector-id: '{{ consts.pager }}'}]", set(), False),
        ("steps: [{connector-id: '{{ consts.pager }}'}]", set(), False),
        (f"with: {{path: /api/actions/connector/{UUID}/_execute}}", {UUID}, True),
        (f"steps: [  # {UUID}", {UUID}, False),
        (None, set(), False),
    ],
)
def test_connectors_named_by_a_workflow(text: str | None, ids: set[str], are_all: bool) -> None:
    found = connectors_named_by(Workflow(id="w", yaml=text))

    assert found == NamedConnectors(frozenset(ids), are_all, found.doubt)
    assert bool(found.doubt) is not are_all


# -- many spaces ---------------------------------------------------------------------------------------------


def in_spaces(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/api/spaces/space":
        return httpx.Response(200, json=[{"id": each, "name": each} for each in ("default", "ops", "sec")])
    if request.url.path.startswith("/s/ops/"):
        return httpx.Response(403, json=refusal(403, "Unauthorized to get actions")[1])
    space = request.url.path.split("/")[2] if request.url.path.startswith("/s/") else "default"
    connector = {"id": space, "name": space, "connector_type_id": ".index"}
    return httpx.Response(200, json=[connector])


def test_each_space_is_listed(connect: Callable[..., Any]) -> None:
    found = {each.space: each for each in connect(handler=in_spaces).list_connectors_in_each_space()}

    assert set(found) == {"default", "ops", "sec"}
    assert [each.id for each in found["sec"].value] == ["sec"]
    assert isinstance(found["ops"].error, Forbidden)
    with pytest.raises(Forbidden, match="in the space ops"):
        found["ops"].value  # noqa: B018


def test_only_some_spaces(connect: Callable[..., Any]) -> None:
    found = connect(handler=in_spaces).list_connectors_in_each_space(spaces=["sec", "default", "sec"])

    assert {each.space for each in found} == {"sec", "default"}


@pytest.mark.parametrize("name", [name for name in dir(Kibana) if name.endswith("_in_each_space")])
def test_what_can_be_asked_in_each_space(connect: Callable[..., Any], name: str) -> None:
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(404, json=NO_ROUTE[1])

    arguments = ["c1"] if "using" in name else []
    if name == "run_in_each_space":
        return
    found = list(getattr(connect(handler=handler), name)(*arguments, spaces=["ops", "sec"]))

    assert {each.space for each in found} == {"ops", "sec"}
    assert {path.split("/")[2] for path in asked} == {"ops", "sec"}
    assert all(isinstance(each.error, NotFound) or each.value == () for each in found)


def test_spaces_that_cannot_be_listed(connect: Callable[..., Any]) -> None:
    client = connect(handler=lambda request: httpx.Response(401))

    with pytest.raises(KibanaError, match="GET /api/spaces/space: 401"):
        list(client.list_connectors_in_each_space())


class Counting:
    """Answers after a while, and counts how many answers are under way."""

    def __init__(self) -> None:
        self.under_way = self.most = self.all = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.under_way += 1
        self.all += 1
        self.most = max(self.most, self.under_way)
        try:
            await asyncio.sleep(0.001)
        finally:
            self.under_way -= 1
        return httpx.Response(200, json=[])


def test_no_more_spaces_are_asked_at_once_than_allowed() -> None:
    counting = Counting()

    async def main() -> int:
        async with AsyncKibana("https://x.example", transport=httpx.MockTransport(counting)) as kibana:
            spaces = [f"s{number}" for number in range(20)]
            found = [each async for each in kibana.list_connectors_in_each_space(spaces=spaces, at_most=4)]
            return len(found)

    assert asyncio.run(main()) == 20
    assert (counting.most, counting.all) == (4, 20)


def test_who_stops_early_leaves_nothing_running() -> None:
    counting = Counting()

    async def main() -> int:
        async with AsyncKibana("https://x.example", transport=httpx.MockTransport(counting)) as kibana:
            results = kibana.list_connectors_in_each_space(spaces=[f"s{number}" for number in range(20)])
            async for _ in results:
                break
            await results.aclose()  # type: ignore[attr-defined]
            return len(asyncio.all_tasks())

    assert asyncio.run(main()) == 1
    assert counting.under_way == 0
    assert counting.all < 20


def test_a_slow_consumer_holds_up_the_rest() -> None:
    """So memory is bounded by the answers of as many spaces as are asked at once."""
    counting = Counting()

    async def main() -> None:
        async with AsyncKibana("https://x.example", transport=httpx.MockTransport(counting)) as kibana:
            taken = 0
            spaces = [f"s{number}" for number in range(20)]
            async for _ in kibana.list_connectors_in_each_space(spaces=spaces, at_most=3):
                taken += 1
                await asyncio.sleep(0.005)
                assert counting.all <= taken + 5

    asyncio.run(main())


def test_at_once_must_be_a_number() -> None:
    async def main() -> None:
        async with AsyncKibana("https://x.example", retry=AT_ONCE) as kibana:
            async for _ in kibana.list_connectors_in_each_space(spaces=["a"], at_most=0):
                pass

    with pytest.raises(KibanaError, match="at_most: expected a number of 1 or more"):
        asyncio.run(main())


# -- cases ---------------------------------------------------------------------------------------------------


def a_case(number: int, connector: str = "none") -> dict[str, Any]:
    return {"id": str(number), "title": f"t{number}", "connector": {"id": connector, "type": ".jira"}}


def test_cases_from_all_pages(answering) -> None:
    pages = [[a_case(number) for number in range(100)], [a_case(99), a_case(100, "c1")]]
    client, asked = answering(*({"total": 101, "cases": page} for page in pages))

    found = client.list_cases(space="ops")

    assert [case.id for case in found] == [str(number) for number in range(101)]
    assert [case.connector_id for case in found][-2:] == [None, "c1"]
    assert [request.url.params["page"] for request in asked] == ["1", "2"]
    assert all(request.url.path == "/s/ops/api/cases/_find" for request in asked)


def test_more_cases_than_kibana_shows_are_an_error(answering) -> None:
    client, _ = answering({"total": 10_001, "cases": [a_case(1)]})

    with pytest.raises(UnexpectedAnswer, match=r"has 10,001 cases, and Kibana shows only the first 10,000"):
        client.list_cases()


def test_settings_of_cases(answering) -> None:
    connector = {"id": "c1", "name": "Tickets", "type": ".jira", "fields": None}
    client, asked = answering([{"id": "s", "owner": "cases", "connector": connector, "version": "x"}])

    (found,) = client.list_case_settings()

    assert (found.owner, found.connector_id) == ("cases", "c1")
    assert asked[0].url.path == "/api/cases/configure"


def test_cases_that_may_not_be_read_are_no_empty_list(answering) -> None:
    client, _ = answering(refusal(403, "Forbidden"))

    with pytest.raises(Forbidden, match="Cases: Read, of each feature that has cases in the space default"):
        client.list_cases()
