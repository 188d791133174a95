"""A project's own generated classes, and a description at run time, through the real Terraform."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.kibana_facts import DATA
from harness.terraform import Workspace

from kibana_connectors import (
    Connector,
    GitHub,
    KibanaProvider,
    Target,
    allow_unencrypted_state,
    connector_types,
)
from kibana_connectors.generate.project import write_types
from kibana_connectors.generate.project_types import load_project_types
from kibana_connectors.generate.sources import read_file
from kibana_connectors.sandbox import Sandbox
from kibana_connectors.types.registry import unregister

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

EXAMPLES = DATA / "type_descriptions"
PACKAGE = "deployed_kibana_types"
ACME = {"tags": ["a", "b"], "limits": {}, "ratio": 0.5, "class": "x"}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Any]:
    entries = [
        *read_file(EXAMPLES / "acme.yaml"),
        *read_file(EXAMPLES / "abuseipdb.from_yaml.constructed.json"),
    ]
    write_types(entries, tmp_path / PACKAGE)
    (tmp_path / "pyproject.toml").write_text(f'[tool.kibana-connectors]\ntypes = ["{PACKAGE}"]\n')
    load_project_types(tmp_path)
    yield sys.modules[PACKAGE]
    unregister(PACKAGE)
    sys.path.remove(str(tmp_path))
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


def test_apply_and_an_empty_second_plan(workspace: Workspace, kibana: Sandbox, project: Any) -> None:
    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test")
        acme: Any = connector_types()[".acme"]
        assert acme is project.AcmeLookup
        acme(stack, "typed", name="typed", config=ACME, auth=acme.ApiKeyHeader())
        secrets = {"authType": "basic", "username": "me", "password": "secret-of-acme"}
        acme.from_wire(stack, "wire", name="wire", config={"tags": ["a"]}, secrets=secrets)
        given = EXAMPLES / "acme.yaml"
        config = {"tags": ["a"], "retries": 0}
        Connector(stack, "given", name="given", spec=given, config=config, secrets={"authType": "basic"})
        project.AbuseIPDB(stack, "abuse", name="abuse")

    workspace.synthesize(build)
    workspace.environment |= {
        "TF_VAR_typed_x_acme": "secret-of-acme",
        "TF_VAR_abuse_key": "secret-of-acme",
        **{
            f"TF_VAR_{id}_{field}": "secret-of-acme"
            for id in ("wire", "given")
            for field in ("username", "password")
        },
    }
    workspace.init()
    workspace.apply()

    assert workspace.plan() == []
    base = {"baseUrl": "https://api.acme.example", "retries": 3, "mode": "fast"}
    assert {each.name: each.config for each in kibana.connectors} == {
        "typed": {**base, **ACME, "limits": {"perDay": 5}},
        "wire": {**base, "tags": ["a"]},
        "given": {**base, "tags": ["a"], "retries": 0},
        "abuse": {"baseUrl": "https://api.abuseipdb.com"},
    }
    assert "secret-of-acme" not in workspace.everything_written()


def test_the_default_of_a_field_that_an_older_kibana_lacks_is_not_sent(workspace: Workspace) -> None:
    with Sandbox(version="9.5.0") as older:
        workspace.environment |= {"KIBANA_ENDPOINT": older.url, "KIBANA_API_KEY": older.api_key}

        def build(stack: TerraformStack) -> None:
            KibanaProvider(stack, target=Target(version="9.5"))
            allow_unencrypted_state(stack, reason="a test")
            GitHub(stack, "hub", name="hub", auth=GitHub.Bearer())

        workspace.synthesize(build)
        workspace.environment["TF_VAR_hub_token"] = "secret-of-acme"
        workspace.init()
        workspace.apply()

        (connector,) = older.connectors
        assert connector.config.keys() >= {"serverUrl"}
        assert workspace.plan() == []
