"""`Connector(spec=…)`: a type that only Kibana's description tells, checked like a typed class."""

from __future__ import annotations

import json
from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.kibana_facts import DATA

from kibana_connectors import Connector, InboundWebhook, InvalidConnector, MySQL, validate

ACME = DATA / "type_descriptions" / "acme.yaml"
MYSQL = json.loads((DATA / "type_descriptions" / "mysql.constructed.json").read_text(encoding="utf-8"))
BASIC = {"authType": "basic"}


def refused(build: Any) -> list[str]:
    with pytest.raises(InvalidConnector) as error:
        build()
    return [str(problem) for problem in error.value.problems]


def test_defaults_and_secrets_are_those_of_a_typed_class(stack: TerraformStack) -> None:
    given = Connector(stack, "given", name="x", spec=MYSQL, config={"host": "h", "database": "d"})
    typed = MySQL(stack, "typed", name="x", config={"host": "h", "database": "d"})

    assert given.config.stored() == typed.config.stored()
    assert list(given.secret_variables.values()) == list(typed.secret_variables.values())
    assert given.type_info == typed.type_info


def test_a_path_a_text_and_what_was_read_are_taken(stack: TerraformStack) -> None:
    for number, spec in enumerate((ACME, str(ACME))):
        Connector(stack, f"acme{number}", name="x", spec=spec, config={"tags": ["a"]}, secrets=BASIC)
    for number, found in enumerate((MYSQL, [MYSQL])):
        config = {"host": "h", "database": "d"}
        Connector(stack, f"db{number}", name="x", type_id=".mysql", spec=found, config=config)


def test_everything_that_is_wrong_is_told_at_once(stack: TerraformStack) -> None:
    config = {"tags": [1], "ratio": 2, "retries": 1.5, "mode": "slow", "zz": 1}
    found = refused(
        lambda: Connector(stack, "x", name="x", spec=ACME, config=config, secrets={"authType": "no"})
    )

    assert [problem.partition(":")[0] for problem in found] == [
        "config.tags",
        "config.ratio",
        "config.retries",
        "config.mode",
        "config.zz",
        "secrets.authType (auth)",
    ]


def test_a_payload_on_the_wire_is_read_and_forgotten(stack: TerraformStack) -> None:
    secrets = {"authType": "basic", "username": "me", "password": "p"}
    made = Connector.from_wire(stack, "w", name="x", spec=ACME, config={"tags": ["a"]}, secrets=secrets)
    assert made.config.stored()["mode"] == "fast"

    config = {"tags": ["a"], "ratio": "1"}
    found = refused(
        lambda: Connector.from_wire(stack, "v", name="x", spec=ACME, config=config, secrets=secrets)
    )
    assert found == ["config.ratio: expected a number from 0 to 1"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"spec": "nowhere.json"}, "spec: nowhere.json: cannot be read"),
        ({"spec": 5}, "spec: expected the path of a file"),
        ({"spec": {}}, "spec: the description: expected an answer of Kibana's spec route"),
        ({"spec": MYSQL, "type_id": ".other"}, "spec: the description: it describes .mysql"),
        ({"spec": MYSQL, "type_id": 5}, "type_id: expected the id of a connector type"),
    ],
    ids=["no file", "no description", "empty", "another type", "no id"],
)
def test_what_is_no_description_is_refused(stack: TerraformStack, options: Any, told: str) -> None:
    (found,) = refused(lambda: Connector(stack, "x", name="x", **options))
    assert found.startswith(told)


def test_a_type_that_only_receives_events_is_judged_and_not_built(stack: TerraformStack) -> None:
    assert validate(".inboundWebhook", {}, {"authType": "none"}).ok

    (found,) = refused(lambda: InboundWebhook(stack, "in", name="In"))
    assert found.startswith("type_id: .inboundWebhook cannot be set up by Terraform")
    assert "Create the connector in Kibana" in found
