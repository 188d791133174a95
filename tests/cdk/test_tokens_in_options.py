"""A connector's name, spaces, id and secrets_version may be tokens."""

from __future__ import annotations

import pytest
from harness.cdk import TerraformStack
from harness.tokens import DATA, tokens_in
from harness.written import CONNECTOR

from kibana_connectors import InvalidConnector, PagerDuty, ServerLog
from pytest_cdktf import Synth, resource


def test_a_name_may_be_a_token(synth: Synth) -> None:
    def logs(stack: TerraformStack) -> None:
        token = tokens_in(stack)["string"]
        ServerLog(stack, "a", name=token)
        ServerLog(stack, "b", name='"${x}" ' + token + " %{y}\n")

    out = synth(logs)

    assert {each.name: each["name"] for each in out.resources} == {
        "a": f"${{{DATA}.string}}",
        "b": f'"$${{x}}" ${{{DATA}.string}} %%{{y}}\n',
    }


def test_a_space_may_be_a_token(synth: Synth) -> None:
    def logs(stack: TerraformStack) -> None:
        token = tokens_in(stack)["string"]
        alone = ServerLog(stack, "a", name="A", space=token)
        ServerLog(stack, "b", name="B", space="team-" + token)
        assert alone.known_ids() == ()

    out = synth(logs)

    for id, space in (("a", f"${{{DATA}.string}}"), ("b", f"team-${{{DATA}.string}}")):
        connector_id = f'${{uuidv5("url", "kibana-connector://stack/{space}/{id}")}}'
        assert out.at(id) == resource(CONNECTOR, space_id=space, connector_id=connector_id)


def test_spaces_may_be_tokens(synth: Synth) -> None:
    def logs(stack: TerraformStack) -> None:
        tokens = tokens_in(stack)
        ServerLog(stack, "a", name="A", spaces=tokens["list"])
        ServerLog(stack, "b", name="B", spaces=["ops", tokens["string"], "team-" + tokens["string"]])
        ServerLog(stack, "c", name="C", spaces=[tokens["string"]])

    out = synth(logs)

    for id, spaces in (
        ("a", f"{DATA}.list"),
        ("b", f'["ops", {DATA}.string, "team-${{{DATA}.string}}"]'),
        ("c", f"[{DATA}.string]"),
    ):
        connector_id = f'${{uuidv5("url", "kibana-connector://stack/${{each.key}}/{id}")}}'
        many = {"for_each": f"${{toset({spaces})}}", "space_id": "${each.key}", "connector_id": connector_id}
        assert out.at(id) == resource(CONNECTOR, many)


def test_an_id_and_a_secrets_version_may_be_tokens(synth: Synth) -> None:
    def pager(stack: TerraformStack) -> None:
        token = tokens_in(stack)["string"]
        PagerDuty(stack, "a", name="A", connector_id=token, secrets_version="v" + token + "$5")

    version = f"v${{{DATA}.string}}$5"
    expected = resource(CONNECTOR, connector_id=f"${{{DATA}.string}}", secrets_wo_version=version)
    assert expected in synth(pager)


def test_a_token_as_id_cannot_serve_several_spaces(stack: TerraformStack) -> None:
    with pytest.raises(InvalidConnector) as refusal:
        ServerLog(stack, "a", name="A", connector_id=tokens_in(stack)["string"], spaces=["ops", "sec"])

    assert [problem.where for problem in refusal.value.problems] == ["connector_id"]
