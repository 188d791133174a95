"""`kibana-connectors policies` and `radar` on stacks that somebody wrote without this library."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from harness.on_call import write_cdktf_out
from harness.plans import created, deleted, whole
from harness.raw_rules import write_raw_rules
from live import ask
from running import run

from kibana_connectors.cdk.checks.runner import ALL_CHECKS
from kibana_connectors.policies.packs import pack, policy_classes
from kibana_connectors.sandbox import Sandbox

TODAY = ("--today", "2026-11-25")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_raw_rules(tmp_path)
    write_cdktf_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def judged(*arguments: str) -> tuple[int, Any]:
    done = run("policies", *arguments, "--json")
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def test_policies_without_a_stack_are_listed() -> None:
    done = run("policies", "--json")
    listed = json.loads(done.stdout)
    strict = json.loads(run("policies", "--pack", "strict", "--json").stdout)

    assert done.returncode == 0
    assert [each["id"] for each in listed] == [each.id for each in pack("default")]
    assert {each["id"] for each in strict} == {each.id for each in policy_classes()} - {"owner-in-name"}
    assert all(each["reason"] and each["remedy"] and each["demand"] for each in strict)


def test_checks_of_synth_are_listed_as_such_and_judge_files() -> None:
    listed = {each["id"]: each for each in json.loads(run("policies", "--json").stdout)}
    checks = {each["check"] for each in listed.values()} - {None}
    shown = run("policies").stdout

    assert checks == {check.name for check in ALL_CHECKS}
    assert {id for id, each in listed.items() if each["judges"] == "constructs"} == {
        "json-output",
        "variable-names",
    }
    assert not listed["unique-connector-ids"]["can_be_suppressed"]
    assert re.search(r"^unique-connector-ids +error +always$", shown, re.MULTILINE)
    assert re.search(r"^no-plain-http +warning +if applied$", shown, re.MULTILINE)


def test_checks_of_synth_are_found_in_resources_of_anybody(folder: Path) -> None:
    file = Path("rules") / "cdk.tf.json"
    raw = json.loads(file.read_text())
    rules = raw["resource"]["elasticstack_kibana_alerting_rule"]
    rules["cpu"] |= {"rule_id": "mine"}
    rules["9th"] = {**rules["cpu"], "actions": [{"id": "default/x", "params": "{}"}]}
    file.write_text(json.dumps(raw))

    code, found = judged("rules", "--kibana-version", "8.5", "--sarif", "policies.sarif")
    sarif = json.loads((folder / "policies.sarif").read_text())["runs"][0]
    wanted = {"resource-names", "unique-rule-ids", "rule-target", "action-id-is-connector-id"}
    off = judged("rules", "--suppress", "rule-connector-ids=it is mended tomorrow")[1]

    assert code == 1
    assert wanted <= {each["policy"] for each in found["findings"] if each["severity"] == "error"}
    assert wanted <= {each["ruleId"] for each in sarif["results"] if each["level"] == "error"}
    assert "action-id-is-connector-id" not in {each["policy"] for each in off["findings"]}
    assert "it is mended tomorrow" in {each["reason"] for each in off["suppressed"]}
    assert {each["policy"] for each in judged("rules", "--only", "rule-connector-ids")[1]["findings"]} == {
        "action-id-is-connector-id"
    }


def test_findings_have_a_place_a_line_and_the_page_of_the_policy() -> None:
    code, found = judged("rules")

    key = next(each for each in found["findings"] if each["policy"] == "dedup-key-is-per-alert")
    assert code == 1
    assert key["severity"] == "error"
    assert key["resource"] == "elasticstack_kibana_alerting_rule.cpu"
    assert key["place"] == "actions[0].params.dedupKey"
    assert key["docs"] == "docs/policies.md#dedup-key-is-per-alert"
    text = (Path("rules") / "cdk.tf.json").read_text().splitlines()
    assert '"cpu": {' in text[key["line"] - 1]
    assert [each["reason"] for each in found["suppressed"]] == ["an example"]
    assert found["errors"] == 2


def test_options_choose_the_policies_and_switch_them_off() -> None:
    only = judged("rules", "--only", "no-plain-http")[1]
    off = judged("rules", "--suppress", "no-plain-http=in the same rack")[1]
    named = judged("rules", "--only", "owner-in-name", "--owner-pattern", "ops-.*")[1]
    strict_code, strict = judged("rules", "--pack", "strict")

    assert {each["policy"] for each in only["findings"]} == {"no-plain-http"}
    assert "in the same rack" in [each["reason"] for each in off["suppressed"]]
    assert "no-plain-http" not in {each["policy"] for each in off["findings"]}
    assert len(named["findings"]) == 4
    assert strict_code == 1
    assert strict["warnings"] == 0


def test_a_version_of_kibana_decides_what_is_known() -> None:
    file = Path("rules") / "cdk.tf.json"
    raw = json.loads(file.read_text())
    rule = raw["resource"]["elasticstack_kibana_alerting_rule"]["cpu"]
    rule |= {"rule_type_id": "apm.anomaly", "params": "${var.p}"}
    rule["actions"][0] |= {"group": "recovered", "params": '{"message": "{{context.reason}}"}'}
    file.write_text(json.dumps(raw))

    old = judged("rules", "--only", "recovered-context-filled", "--kibana-version", "8.17")[1]
    new = judged("rules", "--only", "recovered-context-filled", "--kibana-version", "9.2")[1]

    assert [each["severity"] for each in old["findings"]] == ["warning"]
    assert new["findings"] == []


def test_a_sarif_report_has_the_policies_and_their_findings(folder: Path) -> None:
    done = run("policies", "rules", "--sarif", "policies.sarif")
    report = json.loads((folder / "policies.sarif").read_text())
    driver = report["runs"][0]["tool"]["driver"]
    results = report["runs"][0]["results"]

    assert done.returncode == 1
    assert [each["id"] for each in driver["rules"]] == [each.id for each in pack("default")]
    assert {each["ruleId"] for each in results} >= {"recovery-for-incident-actions", "no-plain-http"}
    for each in results:
        assert driver["rules"][each["ruleIndex"]]["id"] == each["ruleId"]
        assert each["level"] in ("error", "warning", "note")
        location = each["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"] == "rules/cdk.tf.json"
    assert len({each["partialFingerprints"]["finding/v1"] for each in results}) == len(results)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("policies", "nowhere"), "there is no such file or folder"),
        (("policies", "rules", "--pack", "loose"), "strict"),
        (("policies", "rules", "--only", "no-plain-htp"), "did you mean no-plain-http"),
        (("policies", "rules", "--only", "owner-in-name"), "give --owner-pattern"),
        (("policies", "rules", "--owner-pattern", "("), "expected a regular expression"),
        (("policies", "rules", "--suppress", "no-plain-http"), "expected ID=REASON"),
        (("policies", "rules", "--suppress", "resource-names=r"), "this check cannot be switched off"),
        (("policies", "rules", "--only", "json-output"), "synth checks it each time"),
        (("policies", "rules", "--suppress", "x=y"), "there is no policy of that id"),
        (("policies", "rules", "--kibana-version", "new"), "expected a version of Kibana"),
        (("policies", "rules", "--sarif", "."), "this is a folder"),
        (("radar", "rules", "--plan", "plan.json"), "not both"),
        (("radar", "rules", "--today", "soon"), "expected a day"),
        (("radar", "--plan", "nowhere.json"), "cannot be read"),
    ],
)
def test_arguments_that_cannot_work_are_one_line_and_code_2(arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments)

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_radar_lists_what_ends_the_soonest_first() -> None:
    done = run("radar", "rules", "cdktf.out", *TODAY, "--json")
    listed = json.loads(done.stdout)

    assert done.returncode == 0
    assert [each["type"] for each in listed] == [".opsgenie", ".bedrock", ".slack"]
    assert listed[0]["vendor_end"] == "2027-04-05"
    assert listed[0]["days_left"] == 131
    assert listed[0]["successor"] == ".jira-service-management"
    assert (listed[1]["deprecated_in"], listed[1]["removed_from_ui_in"]) == ("9.5", "9.6")
    assert all(each["source"] for each in listed)


@pytest.mark.parametrize(
    ("within", "day", "code"), [("90", "2026-11-25", 0), ("131", "2026-11-25", 1), ("0", "2027-04-06", 1)]
)
def test_the_radar_fails_when_an_end_is_near(within: str, day: str, code: int) -> None:
    assert run("radar", "rules", "--today", day, "--fail-within", within).returncode == code


def test_the_radar_reads_plans_and_leaves_out_what_goes(folder: Path) -> None:
    address = "elasticstack_kibana_action_connector"
    (folder / "plan.json").write_bytes(
        whole(
            [
                created("a", "ops", address=f"{address}.new", name="New", type_id=".opsgenie"),
                deleted("b", "ops", address=f"{address}.gone", name="Gone", type_id=".opsgenie"),
            ]
        )
    )
    listed = json.loads(run("radar", "--plan", "plan.json", *TODAY, "--json").stdout)

    assert [each["name"] for each in listed] == ["New"]


def test_the_radar_reads_a_live_kibana() -> None:
    with Sandbox(spaces=["default", "ops"]) as kibana:
        kibana.add_connector(
            space="ops", id="g", type_id=".opsgenie", name="Genie", config={"apiUrl": "https://x.example"}
        )
        done = ask(kibana, "radar", *TODAY)

    assert done.returncode == 0
    assert "2027-04-05  131   .opsgenie  ops    Genie" in done.stdout
