"""Root modules: Terraform evaluates them, and every block is converted or named."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from harness.adopt_judge import judge
from harness.adopted import DATA, summary

from kibana_connectors.adopt.hcl_evaluation import Values, find_tool
from kibana_connectors.adopt.sources import read_sources
from kibana_connectors.errors import UnreadableFile

pytestmark = pytest.mark.terraform

ENVIRONMENT = {"PATH": os.environ.get("PATH", "")}
EXPECTATIONS = sorted((DATA / "hcl").glob("*.expect.json"))
OWN = sorted(path for path in (DATA / "own").iterdir() if path.is_dir())
LOOKED_UP = "24-not-creatable"
"""Its ids of looked up connectors stand in Kibana alone, and in no file of the folder."""
WRITE = os.environ.get("WRITE_DATA") == "1"


def _runs(expected: dict[str, Any]) -> list[dict[str, Any]]:
    more = [
        {
            **expected,
            **run,
            "report": [],
            "connectors": [{"must": "convert", "codes": [], **each} for each in run["connectors"]],
        }
        for run in expected.get("more_runs", [])
    ]
    return [expected, *more]


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda path: path.name.partition(".")[0])
def test_every_module_of_the_corpus_is_as_expected(path: Path, tmp_path: Path) -> None:
    for run in _runs(json.loads(path.read_text(encoding="utf-8"))):
        given = tmp_path / "given.json"
        given.write_text(json.dumps(run.get("inputs") or {}), encoding="utf-8")
        values = Values(files=(str(given),), environment=ENVIRONMENT)
        found = read_sources([str(DATA / run["input"])], values)
        written = json.dumps(found.neutral(), ensure_ascii=False)
        wrong = judge(run, found.neutral(), written + repr(found))
        if LOOKED_UP in path.name:
            wrong = [each for each in wrong if "no reference to" not in each]
        assert wrong == []
        for value in (run.get("inputs") or {}).values():
            assert "not-real" not in str(value) or str(value) not in written


def test_own_modules_of_all_other_shapes() -> None:
    """Heredocs, YAML, aliases, nested modules, lifecycle, JSON syntax, overrides, files of values."""
    values = Values(environment=ENVIRONMENT)
    found = {path.name: summary(read_sources([str(path)], values).neutral()) for path in OWN}
    file = DATA / "own.expect.json"
    if WRITE:
        file.write_text(json.dumps(found, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
    assert found == json.loads(file.read_text(encoding="utf-8"))
    assert "not-real" not in json.dumps(found)


def test_nothing_of_it_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = DATA / "hcl" / "10-module-per-team"
    before = sorted(folder.rglob("*"))
    values = Values(given=('team_hooks={payments = "tok-not-real", search = "y"}',), environment=ENVIRONMENT)
    found = read_sources([str(folder)], values)
    assert {leaf.text for each in found.connectors for leaf in each.secrets} == {
        'var.team_hooks["payments"]',
        'var.team_hooks["search"]',
    }
    assert list(tmp_path.iterdir()) == []
    assert sorted(folder.rglob("*")) == before


def test_values_come_from_the_environment_files_and_options_in_terraforms_order(tmp_path: Path) -> None:
    resource = 'resource "elasticstack_kibana_action_connector" "a" {\n  name = var.n\n'
    (tmp_path / "main.tf").write_text(
        'variable "n" {\n  type = string\n}\n' + resource + '  connector_type_id = ".server-log"\n}\n'
    )
    environment = {**ENVIRONMENT, "TF_VAR_n": "from ${env}"}

    def name(**given: Any) -> object:
        return read_sources([str(tmp_path)], Values(environment=environment, **given)).connectors[0].name

    assert name() == "from ${env}"
    (tmp_path / "terraform.tfvars").write_text('n = "from tfvars"\n')
    assert name() == "from tfvars"
    (tmp_path / "b.auto.tfvars.json").write_text('{"n": "from ${auto}"}')
    assert name() == "from ${auto}"
    (tmp_path / "x.tfvars").write_text('n = "from file"\n')
    assert name(files=(str(tmp_path / "x.tfvars"),)) == "from file"
    assert name(files=(str(tmp_path / "x.tfvars"),), given=("n=from option",)) == "from option"
    with pytest.raises(UnreadableFile, match=r"--var: expected NAME=VALUE, with a variable of the module: n"):
        name(given=("m=1",))


def test_without_a_tool_literals_and_references_are_read_and_the_rest_is_named() -> None:
    values = Values(environment=ENVIRONMENT)
    found = read_sources([str(DATA / "hcl" / "10-module-per-team")], values, tool="none")
    assert {each.origin.address for each in found.reports} >= {
        "module.team.elasticstack_kibana_action_connector.chat",
        "module.team.elasticstack_kibana_action_connector.audit",
    }
    plain = read_sources([str(DATA / "hcl" / "21-nulls-and-defaults")], values, tool="none")
    assert len(plain.connectors) == 13
    with pytest.raises(UnreadableFile, match="--terraform nowhere: there is no such program"):
        find_tool(ENVIRONMENT, "nowhere")


def test_a_state_beside_its_module_tells_the_ids() -> None:
    values = Values(environment=ENVIRONMENT)
    found = read_sources(
        [str(DATA / "hcl" / "10-module-per-team"), str(DATA / "state" / "01-modules.json")], values
    )
    assert [each.origin.kind for each in found.connectors] == ["hcl"] * 4
    assert all(isinstance(each.id, str) for each in found.connectors)


def test_a_cdktf_out_is_read_as_a_whole() -> None:
    found = read_sources([str(DATA.parent / "on_call_and_audit")], Values(environment=ENVIRONMENT))
    assert {each.origin.kind for each in found.connectors} == {"cdktf.out"}
    assert {str(each.name) for each in found.connectors} >= {"On-call", "Chat"}
