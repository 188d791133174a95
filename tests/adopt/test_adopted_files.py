"""Exports, answers of the API, states and kibana.yml: everything is converted, referred to, or named."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import pytest
from harness.adopt_judge import judge
from harness.adopted import DATA, summary

from kibana_connectors.adopt.hcl_evaluation import Values
from kibana_connectors.adopt.held_secret import HeldSecret
from kibana_connectors.adopt.inventory import without_instances
from kibana_connectors.adopt.live_kibana import read_live
from kibana_connectors.adopt.selecting import selected
from kibana_connectors.adopt.sources import read_sources
from kibana_connectors.errors import UnreadableFile
from kibana_connectors.kibana import Kibana
from kibana_connectors.sandbox import Sandbox

EXPECTATIONS = sorted(
    path for folder in ("ndjson", "yml", "api", "state") for path in (DATA / folder).glob("*.expect.json")
)
OWN = DATA / "own_files"
WRITE = os.environ.get("WRITE_DATA") == "1"


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda path: path.name)
def test_every_input_of_the_corpus_is_as_expected(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    found = read_sources([str(DATA / expected["input"])])
    assert judge(expected, found.neutral(), json.dumps(found.neutral()) + repr(found)) == []


def test_traps_of_all_kinds_of_files() -> None:
    """BOM, CRLF, cut lines, ids of YAML 1.2, dotted keys, lists, ECK, old spelling, lost fields."""
    found = {path.name: summary(read_sources([str(path)]).neutral()) for path in sorted(OWN.iterdir())}
    file = DATA / "own_files.expect.json"
    if WRITE:
        file.write_text(json.dumps(found, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
    assert found == json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", '[{"id": "a",\n', "a.json: line 2: expected JSON (is the file whole?)"),
        ("a.json", "", "a.json: the file is empty; expected JSON"),
        ("a.json", '{"a": 1}', "a.json: line 1: expected an answer of GET /api/actions/connectors"),
        ("a.json", '{"format_version": "1.2", "planned_values": {}}', "a.json: line 1: a plan in place"),
        ("a.json", '{"resource": {}}', "a.json: a part of a cdktf.out or of a module: name its folder"),
        ("a.ndjson", "hello\n", "a.ndjson: line 1: no line of it is a JSON object"),
        ("a.yml", "a: [\n", "a.yml: line 2: expected YAML"),
        ("a.yml", "- 1\n", "a.yml: line 1: expected settings and their values"),
        ("a.txt", "x", "a.txt: expected a folder with .tf files"),
        ("a.json", b"[\n\xff]", "a.json: line 2: expected text in UTF-8"),
    ],
)
def test_a_file_that_is_none_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str | bytes, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UnreadableFile) as raised:
        read_sources([name])
    assert str(raised.value).startswith(told)
    assert "\n" not in str(raised.value)


def test_all_files_that_are_wrong_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"one.json: there is no such.*; .*two.json: there is no such"):
        read_sources([str(tmp_path / "one.json"), str(tmp_path / "two.json")])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableFile, match=r"empty: expected a folder with \.tf files"):
        read_sources([str(tmp_path / "empty")])


def test_the_own_file_of_a_state_gives_the_same_as_its_json(tmp_path: Path) -> None:
    shown = json.loads((DATA / "state" / "01-modules.json").read_text(encoding="utf-8"))
    resources = [
        {
            "module": resource["address"].partition(".elasticstack")[0],
            "mode": resource["mode"],
            "type": resource["type"],
            "name": resource["name"],
            "instances": [{"attributes": resource["values"]}],
        }
        for module in shown["values"]["root_module"]["child_modules"]
        for resource in module["resources"]
    ]
    own = tmp_path / "terraform.tfstate"
    own.write_text(json.dumps({"version": 4, "lineage": "x", "resources": resources}), encoding="utf-8")
    of_own = summary(read_sources([str(own)]).neutral())
    of_shown = summary(read_sources([str(DATA / "state" / "01-modules.json")]).neutral())
    for each in (*of_own["connectors"], *of_shown["connectors"]):
        each.pop("where")
    assert of_own["connectors"] == of_shown["connectors"]


def test_a_tainted_connector_of_a_state_is_told(tmp_path: Path) -> None:
    state = json.loads((DATA / "state" / "07-lookups.json").read_text(encoding="utf-8"))
    state["values"]["root_module"]["resources"][-1]["tainted"] = True
    (tmp_path / "state.json").write_text(json.dumps(state), encoding="utf-8")
    found = read_sources([str(tmp_path / "state.json")])
    assert ["tainted" in each.codes for each in found.connectors] == [True]


def test_a_live_kibana_gives_connectors_with_their_spaces_and_references() -> None:
    with Sandbox(spaces=["ops"]) as stand_in:
        stand_in.add_connector(type_id=".index", name="Audit", id="my-audit", config={"index": "a"})
        hook = {"url": "https://bot:pw-not-real@h.example", "method": "post", "hasAuth": False}
        stand_in.add_connector(type_id=".webhook", name="Hook", space="ops", config=hook)
        stand_in.add_preconfigured(id="mail", type_id=".email", name="Mail")
        with Kibana(stand_in.url, api_key=stand_in.api_key) as kibana:
            listed = [
                ("*" if each.is_preconfigured else space, each)
                for space in ("default", "ops")
                for each in kibana.list_connectors(space=space)
            ]
            found = read_live(listed, stand_in.url)
    assert [(each.space, each.name, each.carry.kind) for each in found.connectors] == [
        ("default", "Audit", "import"),
        ("ops", "Hook", "import"),
    ]
    assert found.connectors[0].id == "my-audit"
    assert [each.id for each in found.references] == ["mail"]
    assert "secret-in-config" in found.connectors[1].codes
    assert "pw-not-real" not in repr(found) + json.dumps(found.neutral())


def test_selecting_keeps_all_reports() -> None:
    found = read_sources([str(DATA / "api" / "01-list-8-15.json")], Values())
    chosen = selected(found, types=[".slack"])
    assert [each.name for each in chosen.connectors] == ["Chat"]
    assert chosen.reports == found.reports
    assert [each.id for each in selected(found, preconfigured=True).references] == ["elastic-cloud-email"]
    assert selected(found, preconfigured=True).connectors == []


def test_a_held_secret_tells_nothing() -> None:
    held = HeldSecret("pw-not-real")
    assert held == HeldSecret("pw-not-real") != HeldSecret("other")
    assert "pw-not-real" not in f"{held!r} {held}"
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(held)


def test_addresses_lose_their_instances_whatever_is_in_the_keys() -> None:
    assert without_instances('module.a["x]\\"["].b.c[0]') == "module.a.b.c"
