"""The package that `generate` writes into a project: its code, its registry, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from harness.kibana_facts import DATA

from kibana_connectors.errors import UnreadableFile, UnusableSpec
from kibana_connectors.generate.catalog import frozen_entries
from kibana_connectors.generate.project import write_types
from kibana_connectors.generate.sources import read_description, read_file

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = DATA / "type_descriptions"
PYRIGHT = ROOT / "node_modules" / ".bin" / "pyright"
FROM_CATALOG = (".mongodb", ".google_threat_intelligence", ".snowflake")

PROGRAM = """
from constructs import Construct
from kibana_types import AbuseIPDB, AcmeLookup, GoogleThreatIntelligence, MongoDB, MySQL, Okta

from kibana_connectors import InvalidConnector, KibanaProvider, allow_unencrypted_state
from kibana_connectors import connector_types, validate
from kibana_connectors._cdk import App, TerraformStack


class Main(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        KibanaProvider(self)
        allow_unencrypted_state(self, reason="a test")
        acme = AcmeLookup(
            self,
            "acme",
            name="Acme",
            config=AcmeLookup.Config(tags=["a"], limits={}, field_class="x"),
            auth=AcmeLookup.ApiKeyHeader(),
        )
        basic = AcmeLookup.Basic(username="me")
        AcmeLookup(self, "basic", name="Acme", config={"tags": ["a"], "X-Flag": True}, auth=basic)
        MySQL(self, "db", name="DB", config=MySQL.Config(host="db.example", database="shop", port=3307))
        MongoDB(self, "mongo", name="DB", config={"uri": "mongodb://db.example/shop"})
        GoogleThreatIntelligence(self, "gti", name="GTI")
        AbuseIPDB(self, "abuse", name="Abuse", config=AbuseIPDB.Config(base_url="https://eu.example"))
        Okta(
            self,
            "okta",
            name="Okta",
            config=Okta.Config(org_url="https://example.okta.com"),
            auth=Okta.OAuthClientCredentialsPrivateKeyJwt(token_url="https://example.okta.com/token"),
        )
        try:
            AcmeLookup(self, "bad", name="Bad", config={"tags": [], "ratio": 2}, auth=AcmeLookup.Basic())
        except InvalidConnector as error:
            print(len(error.problems))
        print(acme.config.mode, sorted(acme.secret_variables))
        print(acme.config.stored())


if __name__ == "__main__":
    Main(App(), "main")
    print(connector_types()[".abuseipdb"] is AbuseIPDB)
    secrets = {"authType": "basic", "username": "u", "password": "p"}
    print(validate(".acme", {"tags": ["a"], "note": None}, secrets).ok, validate(".acme", {}, secrets).errors)
"""
PRINTED = """\
2
fast ['acme_x_acme']
{'baseUrl': 'https://api.acme.example', 'tags': ['a'], 'limits': {'perDay': 5}, 'retries': 3, 'mode': \
'fast', 'class': 'x'}
True
True ('config.tags: required, and missing',)
"""


def entries() -> list[dict[str, Any]]:
    names = ("abuseipdb.from_yaml", "okta", "graphql.with_actions", "mysql", "inbound_webhook.with_events")
    found = [entry for name in names for entry in read_file(EXAMPLES / f"{name}.constructed.json")]
    found += read_file(EXAMPLES / "acme.yaml")
    return [*found, *({**frozen_entries()[type_id], "source": "a test"} for type_id in FROM_CATALOG)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write_types(entries(), folder / "kibana_types")
    (folder / "main.py").write_text(PROGRAM, encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False, timeout=300)


def test_its_classes_work_as_the_librarys_do(project: Path) -> None:
    done = run(project, sys.executable, "main.py")

    assert done.stdout == PRINTED, done.stderr


def test_it_passes_ruff_as_installed_and_as_the_library_is_checked(project: Path) -> None:
    for options in ([], ["--config", str(ROOT / "pyproject.toml")]):
        done = run(project, sys.executable, "-m", "ruff", "check", "--no-cache", *options, "kibana_types")
        assert done.returncode == 0, done.stdout
    done = run(project, sys.executable, "-m", "ruff", "format", "--no-cache", "--check", "kibana_types")
    assert done.returncode == 0, done.stdout


def test_it_passes_mypy_and_pyright(project: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache")]
    done = run(project, *command, "main.py", "kibana_types")
    assert done.returncode == 0, done.stdout
    done = run(project, str(PYRIGHT), "--pythonpath", sys.executable, "main.py", "kibana_types")
    assert done.returncode == 0, done.stdout


def test_a_second_run_changes_nothing_and_keeps_what_else_is_there(project: Path) -> None:
    folder = project / "kibana_types"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.py")}

    written = write_types(read_file(EXAMPLES / "mysql.constructed.json"), folder)

    assert {each.type_id for each in written} == {entry["id"] for entry in entries()}
    assert not any(each.is_changed for each in written)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.py")} == before


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "kibana_types"
    folder.mkdir()
    (folder / "mine.py").write_text("x = 1\n")

    with pytest.raises(UnreadableFile, match=r"did not write \(mine.py\)"):
        write_types(entries(), folder)
    assert [path.name for path in folder.iterdir()] == ["mine.py"]
    with pytest.raises(UnreadableFile, match="a name that Python can import"):
        write_types(entries(), tmp_path / "kibana-types")


def test_kibanas_texts_cannot_become_code(tmp_path: Path) -> None:
    evil = '"""\nimport os  # \\'
    answer = json.loads((EXAMPLES / "mysql.constructed.json").read_text())
    answer["metadata"] |= {"id": ".evil", "display_name": f'A "B" {evil}', "description": evil}
    config = answer["schema"]["properties"]["config"]
    config["properties"] = {
        f'a{evil}"b': {"type": "string", "description": evil, "pattern": f'^"{evil}', "default": evil},
        "class": {"type": "string", "enum": [evil, "b" * 90]},
        "none": {"type": "object", "properties": {evil: {"type": "string", "const": evil}}},
    }
    branch = answer["schema"]["properties"]["secrets"]["oneOf"][0]
    branch["properties"] = {evil: {"type": "string", "sensitive": True}, **branch["properties"]}
    branch["label"] = evil

    (written,) = write_types(read_description(answer, where="given"), tmp_path / "kibana_types")

    done = run(tmp_path, sys.executable, "-c", f"import kibana_types; kibana_types.{written.class_name}")
    assert done.returncode == 0, done.stderr
    for path in (tmp_path / "kibana_types").rglob("*.py"):
        assert not any(line.startswith("import os") for line in path.read_text().splitlines()), path


def test_types_of_one_name_get_classes_of_their_own(tmp_path: Path) -> None:
    def named(type_id: str, name: str) -> dict[str, Any]:
        answer = json.loads((EXAMPLES / "mysql.constructed.json").read_text())
        answer["metadata"] |= {"id": type_id, "display_name": name}
        return read_description(answer, where="given")[0]

    given = [named(".one", "Same"), named(".two", "Same"), named(".3d", "3D"), named(".x", "Secret")]
    written = write_types(given, tmp_path / "kibana_types")

    assert {each.type_id: each.class_name for each in written} == {
        ".3d": "Type3d",
        ".one": "Same",
        ".two": "Two",
        ".x": "SecretConnector",
    }
    with pytest.raises(UnusableSpec, match="would have the name of that of"):
        write_types([named(".a-b", "A"), named(".a_b", "B")], tmp_path / "others")
