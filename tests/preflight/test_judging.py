"""What a deployment would fail at: each kind of finding, and that a good stack has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harness.on_call import SYNTHESIZED, stack_of
from harness.scene import furnish
from judged import ID, OTHER_ID, index, judged, judged_body, live, told

from kibana_connectors.kibana_yml.file import parse_kibana_yml
from kibana_connectors.preflight.finding import RULES
from kibana_connectors.sandbox import Sandbox

WEBHOOK = {"url": "https://hooks.example.com/x", "hasAuth": False}


def test_a_good_connector_has_no_finding(kibana: Sandbox, tmp_path: Path) -> None:
    verdict = judged_body(kibana, tmp_path, index())

    assert verdict.findings == []
    assert [state for _, state in verdict.states] == ["new"]


def test_the_example() -> None:
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        furnish(kibana)
        good = judged(kibana, str(SYNTHESIZED / "stacks" / "on-call"))
        bad = judged(kibana, str(SYNTHESIZED))

    assert told(good) == []
    assert sorted(state for _, state in good.states) == ["new", "new", "new", "same", "same"]
    assert told(bad) == [
        ("error", "id-taken"),
        ("error", "space-missing"),
        ("warning", "name-clash"),
        ("note", "only-terraform-knows"),
    ]


IDS: dict[str, tuple[dict[str, Any], dict[str, Any], str, list[tuple[str, str]]]] = {
    "same": ({}, {}, "same", []),
    "other-name": ({"name": "old"}, {}, "renamed", [("warning", "id-exists")]),
    "other-type": ({"type_id": ".server-log"}, {}, "taken", [("error", "id-taken")]),
    "other-space": ({"space": "ops"}, {}, "taken", [("error", "id-taken")]),
    "misses-secrets": ({"missing_secrets": True}, {}, "same", [("warning", "missing-secrets")]),
    "name-of-terraform": ({"name": "x"}, {"name": "${var.n}"}, "same", [("note", "only-terraform-knows")]),
    "id-of-terraform": ({}, {"connector_id": "${var.i}"}, "unknown", [("note", "only-terraform-knows")]),
    "space-of-terraform": ({}, {"space_id": "${var.s}"}, "unknown", [("note", "only-terraform-knows")]),
    "no-id": ({"id": OTHER_ID, "name": "else"}, {"connector_id": None}, "unknown", []),
}


@pytest.mark.parametrize("case", IDS)
def test_an_id_is_free_or_ours_or_taken(tmp_path: Path, case: str) -> None:
    there, body, state, expected = IDS[case]
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.add_connector(
            **{"type_id": ".index", "name": "n", "id": ID, "config": {"index": "a"}, **there}
        )
        verdict = judged_body(kibana, tmp_path, index(**body))

    assert [each for _, each in verdict.states] == [state]
    assert told(verdict) == expected


def test_an_id_that_is_preconfigured_or_kibanas_own(kibana: Sandbox, tmp_path: Path) -> None:
    kibana.add_preconfigured(id=ID, type_id=".index", name="n")
    assert told(judged_body(kibana, tmp_path, index())) == [
        ("error", "id-taken"),
        ("warning", "name-clash"),
    ] or (told(judged_body(kibana, tmp_path, index())) == [("error", "id-taken")])

    system = judged_body(kibana, tmp_path, index(connector_id="system-connector-.cases"))
    assert ("error", "id-taken") in told(system)


def test_an_import_needs_the_connector(kibana: Sandbox, tmp_path: Path) -> None:
    to = {"to": "elasticstack_kibana_action_connector.x", "id": f"default/{ID}"}
    assert told(judged_body(kibana, tmp_path, index(), **{"import": [to]})) == [("error", "import-missing")]

    kibana.add_connector(type_id=".index", name="another name", id=ID)
    assert told(judged_body(kibana, tmp_path, index(), **{"import": [to]})) == []


def test_one_id_twice_in_the_stacks(kibana: Sandbox, tmp_path: Path) -> None:
    first = stack_of(tmp_path, "first", connectors={"x": index()})
    second = stack_of(tmp_path, "second", connectors={"y": index(name="m")})
    verdict = judged(kibana, first, second)

    assert told(verdict) == [("error", "id-repeated")]
    assert verdict.findings[0].message == "x (stack first) has the same id"


TYPES: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[str, str], str]] = {
    "unknown": (
        {},
        {"connector_type_id": ".acme"},
        ("error", "type-unknown"),
        "this Kibana has no type .acme",
    ),
    "misspelt": ({}, {"connector_type_id": ".indx"}, ("error", "type-unknown"), "Did you mean .index?"),
    "without-dot": ({}, {"connector_type_id": "index"}, ("error", "type-unknown"), "did you mean .index?"),
    "system": ({}, {"connector_type_id": ".cases"}, ("error", "type-unknown"), "is a system action"),
    "disabled": (
        {"enabled_types": [".email"]},
        {},
        ("error", "enabled-types"),
        "xpack.actions.enabledActionTypes",
    ),
    "license": (
        {"license": "basic"},
        {"connector_type_id": ".webhook", "config": WEBHOOK},
        ("error", "license"),
        "needs a gold license or higher, and this one is basic",
    ),
    "expired": ({"license_status": "expired"}, {}, ("error", "license"), "license is expired"),
    "version": (
        {"version": "8.19"},
        {"connector_type_id": ".github", "config": {}},
        ("error", "version"),
        "or later, and this is 8.19",
    ),
    "field-of-a-newer-version": (
        {"version": "8.19"},
        {
            "connector_type_id": ".email",
            "config": {
                "service": "other",
                "host": "h",
                "port": 25,
                "from": "a@a.example",
                "hasAuth": False,
                "allowHtml": False,
            },
        },
        ("error", "version"),
        "config.allowHtml needs Kibana",
    ),
    "too-old": ({"version": "8.7"}, {}, ("error", "kibana-too-old"), "8.8 or later does"),
    "config": (
        {},
        {"config": {"indx": "a"}},
        ("error", "config-refused"),
        "config.index: required, and missing",
    ),
    "part-of-config": (
        {},
        {"config": '${jsonencode({"index" = var.i, "refresh" = "no"})}'},
        ("error", "config-refused"),
        "config.refresh",
    ),
    "no-secrets": (
        {},
        {"connector_type_id": ".pagerduty", "config": {}},
        ("error", "config-refused"),
        "secrets.routingKey: required",
    ),
    "too-few-secrets": (
        {},
        {
            "connector_type_id": ".webhook",
            "config": {**WEBHOOK, "hasAuth": True, "authType": "webhook-authentication-basic"},
            "secrets_wo": '${jsonencode({"user" = var.u})}',
        },
        ("error", "config-refused"),
        "password",
    ),
    "space": ({}, {"space_id": "opps"}, ("error", "space-missing"), "this credential sees no space opps"),
}


@pytest.mark.parametrize("case", TYPES)
def test_types_versions_and_configs(tmp_path: Path, case: str) -> None:
    options, body, expected, text = TYPES[case]
    with Sandbox(**options) as kibana:
        verdict = judged_body(kibana, tmp_path, index(**body))

    assert expected in told(verdict)
    assert any(text in finding.text for finding in verdict.findings if finding.rule == expected[1])


def test_a_space_that_the_stacks_make(kibana: Sandbox, tmp_path: Path) -> None:
    spaces = {"elasticstack_kibana_space": {"ops": {"space_id": "ops"}}}
    body = index(space_id="${elasticstack_kibana_space.ops.space_id}")
    verdict = judged_body(kibana, tmp_path, body, resource=spaces)

    assert told(verdict) == [("note", "space-new")]
    assert [state for _, state in verdict.states] == ["new"]


PRIVILEGES = {
    "/s/ops/api/actions/connectors": "may not read connectors in the space ops",
    "/s/ops/api/actions/connector/": "may not create, change and delete connectors in the space ops",
    "/s/ops/api/actions": "may not read, create, change and delete connectors in the space ops",
}


@pytest.mark.parametrize("path", PRIVILEGES)
def test_privileges_that_are_missing(tmp_path: Path, path: str) -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.faults.add(status=403, times=None, path_contains=path)
        file = stack_of(
            tmp_path,
            connectors={"x": index(), "y": index(space_id="ops", connector_id=OTHER_ID)},
        )
        verdict = judged(kibana, file)

    (finding,) = (each for each in verdict.findings if each.rule == "privilege")
    assert finding.message == f"the credential {PRIVILEGES[path]}"
    assert finding.hint == "Give its role the Kibana privilege Actions and Connectors: All in ops"


def test_a_credential_that_may_only_read(tmp_path: Path) -> None:
    with Sandbox(privileges="read") as kibana:
        verdict = judged_body(kibana, tmp_path, index())

    assert told(verdict) == [("error", "privilege")]


def test_a_space_without_any_privilege_is_not_seen(tmp_path: Path) -> None:
    with Sandbox(spaces=["default", "ops"], privileges={"ops": "none", "*": "all"}) as kibana:
        verdict = judged_body(kibana, tmp_path, index(space_id="ops"))

    (finding,) = verdict.findings
    assert finding.rule == "space-missing"
    assert finding.hint == "Create it first, or give the credential's role a privilege in it"


def test_another_space_that_cannot_be_read_is_noted(tmp_path: Path) -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.faults.add(status=403, times=None, path_contains="/s/ops/api/actions")
        verdict = judged_body(kibana, tmp_path, index())

    assert told(verdict) == [("note", "not-seen")]
    assert "the connectors of 1 other spaces may not be read (ops)" in verdict.findings[0].text


def test_asking_changes_nothing(tmp_path: Path) -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.add_connector(type_id=".index", name="n", id=ID)
        before = list(kibana.connectors)
        live(kibana, "default", "ops")

        assert list(kibana.connectors) == before
        written = [each for each in kibana.requests if each.method != "GET"]
        assert [(each.method, each.status) for each in written] == [("PUT", 404), ("PUT", 404)]


def test_names(tmp_path: Path) -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.add_connector(type_id=".index", name="n", id="there")
        kibana.add_connector(type_id=".index", name="n", id="elsewhere", space="ops")
        file = stack_of(
            tmp_path,
            connectors={
                "x": index(),
                "y": index(connector_id=OTHER_ID),
                "z": index(name="z", connector_id=None),
            },
        )
        verdict = judged(kibana, file)

    assert [finding.message for finding in verdict.findings if finding.rule == "name-clash"] == [
        'x in the same space is called "n" too',
        'the connector there in this space is called "n" too',
    ]


def test_another_kibana(kibana: Sandbox, tmp_path: Path) -> None:
    provider = {"elasticstack": [{"kibana": [{"endpoints": ["https://other.example"]}]}]}
    assert told(judged_body(kibana, tmp_path, index(), provider=provider)) == [("warning", "other-kibana")]

    provider["elasticstack"][0]["kibana"][0]["endpoints"] = [f"{kibana.url}/"]
    assert told(judged_body(kibana, tmp_path, index(), provider=provider)) == []


def test_several_instances_of_one_block(tmp_path: Path) -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        body = index(
            for_each='${toset(["ops", "sec"])}',
            space_id="${each.key}",
            connector_id='${uuidv5("url", each.key)}',
        )
        verdict = judged_body(kibana, tmp_path, body)
        unknown = judged_body(kibana, tmp_path, index(for_each="${var.spaces}", space_id="${each.key}"))

    (finding,) = verdict.findings
    assert (finding.rule, finding.space) == ("space-missing", "sec")
    assert finding.connector is not None
    assert finding.connector.address.endswith('.x["sec"]')
    assert told(unknown) == [("note", "only-terraform-knows")]
    assert "space_id (each.key), how many instances there are" in unknown.findings[0].text


def test_what_the_api_does_not_show_is_said(kibana: Sandbox, tmp_path: Path) -> None:
    body = index(connector_type_id=".webhook", config=WEBHOOK)
    (finding,) = judged_body(kibana, tmp_path, body).findings

    assert (finding.level, finding.rule) == ("note", "not-seen")
    assert "xpack.actions.allowedHosts (needed: hooks.example.com)" in finding.message


def test_with_a_kibana_yml_hosts_are_judged(kibana: Sandbox, tmp_path: Path) -> None:
    file = stack_of(tmp_path, connectors={"x": index(connector_type_id=".webhook", config=WEBHOOK)})

    def with_yml(text: str) -> Any:
        return judged(kibana, file, kibana_yml=parse_kibana_yml("k.yml", text))

    (finding,) = with_yml("xpack.actions.allowedHosts: [a.example]").findings
    assert (finding.level, finding.rule) == ("error", "host-not-allowed")
    assert finding.text == (
        "k.yml: xpack.actions.allowedHosts lacks hooks.example.com, for config.url. Add hooks.example.com"
    )
    assert finding.connector is not None
    assert with_yml("xpack.actions.allowedHosts: [hooks.example.com]").findings == []
    assert with_yml("").findings == []


def test_serverless_has_no_kibana_yml(tmp_path: Path) -> None:
    with Sandbox(build_flavor="serverless") as kibana:
        body = index(connector_type_id=".webhook", config=WEBHOOK)

        assert judged_body(kibana, tmp_path, body).findings == []


def test_a_kibana_that_is_not_available(kibana: Sandbox, tmp_path: Path) -> None:
    kibana.settings.level = "degraded"

    assert ("warning", "kibana-not-available") in told(judged_body(kibana, tmp_path, index()))


def test_every_rule_has_a_sentence_and_is_used() -> None:
    import kibana_connectors.preflight.judging as judging

    source = Path(judging.__file__ or "").read_text(encoding="utf-8")
    for rule, sentence in RULES.items():
        assert f'"{rule}"' in source, rule
        assert sentence.endswith(".")
