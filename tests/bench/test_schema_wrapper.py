"""The wrapper around Terraform that makes `cdktf get` work."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from bench import terraform_without_broken_data_source as wrapper

_SCHEMA = {
    "format_version": "1.0",
    "provider_schemas": {
        "registry/elastic/elasticstack": {
            "resource_schemas": {"elasticstack_kibana_action_connector": {"version": 0}},
            "data_source_schemas": {
                wrapper.BROKEN_DATA_SOURCE: {"block": {"attributes": {"@timestamp": {}}}},
                "elasticstack_kibana_spaces": {"version": 0},
            },
        },
        "registry/hashicorp/null": {"resource_schemas": {"null_resource": {}}},
    },
}


@pytest.fixture
def terraform(tmp_path: Path) -> Path:
    """A program that answers with the schema, or tells its arguments."""
    program = tmp_path / "terraform"
    program.write_text(
        f"#!{sys.executable}\n"
        "import sys\n"
        "if sys.argv[-1] == 'fail':\n"
        "    print('no schema'); sys.exit(3)\n"
        f"print({json.dumps(_SCHEMA)!r} if sys.argv[1:3] == ['providers', 'schema'] else sys.argv[1:])\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def _run(terraform: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(wrapper.__file__), *arguments],
        env={**os.environ, "BENCH_TERRAFORM": str(terraform)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_only_the_broken_data_source_is_left_out() -> None:
    provider, other = wrapper.without_broken_data_source(_SCHEMA)["provider_schemas"].values()

    assert list(provider["data_source_schemas"]) == ["elasticstack_kibana_spaces"]
    assert list(provider["resource_schemas"]) == ["elasticstack_kibana_action_connector"]
    assert other["resource_schemas"] == {"null_resource": {}}


def test_the_answer_to_providers_schema_is_rewritten(terraform: Path) -> None:
    done = _run(terraform, "providers", "schema", "-json")

    assert json.loads(done.stdout) == wrapper.without_broken_data_source(_SCHEMA)


@pytest.mark.parametrize("arguments", [["version", "-json"], ["init", "-input=false"], []])
def test_other_commands_are_passed_to_terraform(terraform: Path, arguments: list[str]) -> None:
    assert _run(terraform, *arguments).stdout == f"{arguments}\n"


def test_a_failure_stays_one(terraform: Path) -> None:
    done = _run(terraform, "providers", "schema", "-json", "fail")

    assert (done.returncode, done.stdout) == (3, "no schema\n")
