"""`kibana-connectors generate`, and what the other commands then know."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.cdk import App, LocalBackend, TerraformStack
from harness.kibana_facts import DATA
from live import ask, json_of, variables
from running import run

from kibana_connectors import Connector, KibanaProvider, allow_unencrypted_state
from kibana_connectors.generate.project import write_types
from kibana_connectors.generate.project_types import load_project_types
from kibana_connectors.generate.sources import read_file
from kibana_connectors.sandbox import Sandbox
from kibana_connectors.types.registry import unregister

EXAMPLES = DATA / "type_descriptions"
OTHERS = "other_kibana_types"


@pytest.fixture(scope="module")
def kibana(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A Kibana that has a type which the library does not know, and one type in another version."""
    folder = tmp_path_factory.mktemp("other")
    entries = [
        *read_file(EXAMPLES / "acme.yaml"),
        *read_file(EXAMPLES / "abuseipdb.from_yaml.constructed.json"),
    ]
    write_types(entries, folder / OTHERS)
    (folder / "pyproject.toml").write_text(f'[tool.kibana-connectors]\ntypes = ["{OTHERS}"]\n')
    assert load_project_types(folder) == (OTHERS,)
    try:
        with Sandbox() as running:
            yield running
    finally:
        unregister(OTHERS)
        sys.path.remove(str(folder))
        del sys.modules[OTHERS]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = tmp_path / "project"
    project.mkdir()
    (project / "cdktf.json").write_text("{}")
    monkeypatch.chdir(project)
    return project


def test_from_a_live_kibana(kibana: Sandbox, folder: Path) -> None:
    done = ask(kibana, "generate")

    assert done.returncode == 0, done.stderr
    assert "config.baseUrl is new there" in done.stdout
    assert "kibana_types: from kibana_types import AbuseIPDB, AcmeLookup" in done.stdout
    assert "74 types are just as in the library" in done.stdout
    assert ".snowflake: Kibana cannot describe it, and the library's own class is kept" in done.stderr
    assert sorted(path.name for path in (folder / "kibana_types" / "types").iterdir()) == [
        "__init__.py",
        "abuseipdb.py",
        "acme.py",
    ]
    assert (
        "Written from the spec route of Kibana 9.6.0."
        in (folder / "kibana_types" / "types" / "acme.py").read_text()
    )

    # The project's classes now know what the library does not.
    there = json_of(kibana, "generate", "--type", ".acme")
    assert [(each["type_id"], each["changed"]) for each in there["types"]] == [(".acme", False)]
    payload = {
        "type": ".acme",
        "config": {"tags": []},
        "secrets": {"authType": "api_key_header", "X-Acme": "x"},
    }
    done = run("validate", "--jsonl", "-", given=json.dumps(payload))
    assert json.loads(done.stdout)["errors"] == ["config.tags: expected array to have >=1 items"], done.stderr
    shown = json.loads(run("types", "--json", "--search", "acme").stdout)
    assert [(each["type_id"], each["class_name"]) for each in shown] == [(".acme", "AcmeLookup")]


def test_from_files_with_what_is_wrong_told(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n')
    for name in ("acme.yaml", "mysql.constructed.json"):
        shutil.copy(EXAMPLES / name, folder)
    (folder / "error.json").write_text('{"statusCode": 404}')

    done = ask(
        None, "generate", "acme.yaml", "mysql.constructed.json", "error.json", "--output", "infra/acme_types"
    )

    assert done.returncode == 1
    assert "error.json: this is an error of Kibana's (404)" in done.stderr
    assert ".acme: not checked here: config.since: the format date-time" in done.stderr
    assert ".mysql is just as in the library" in done.stdout
    assert (
        (folder / "pyproject.toml")
        .read_text()
        .endswith('\n[tool.kibana-connectors]\ntypes = ["infra/acme_types"]\n')
    )
    payload = {"type": ".acme", "config": {"tags": ["a"]}, "secrets": {}}
    done = run("validate", "--jsonl", "-", given=json.dumps(payload))
    assert json.loads(done.stdout)["errors"][0].startswith("secrets.authType: expected one of"), done.stderr
    shutil.rmtree(folder / "infra")
    done = run("types")
    assert (done.returncode, done.stdout) == (2, "")
    assert "infra/acme_types is no folder that `kibana-connectors generate` wrote" in done.stderr


def test_a_kibana_that_describes_nothing() -> None:
    with Sandbox(version="9.4.2") as old:
        done = ask(old, "generate")
        assert (done.returncode, done.stdout) == (2, "")
        assert "Kibana 9.4.2 describes no types: 9.5 and later do" in done.stderr
    with Sandbox() as new:
        done = ask(new, "generate", "--type", ".pagerduty", "--type", ".nope")
        assert done.returncode == 1
        assert ".nope: this Kibana has no such type" in done.stderr
        assert ".pagerduty: Kibana defines this type in code" in done.stderr


def test_check_tells_where_a_kibana_has_a_type_otherwise(kibana: Sandbox, folder: Path) -> None:
    app = App(outdir=str(folder / "cdktf.out"))
    stack = TerraformStack(app, "main")
    KibanaProvider(stack)
    LocalBackend(stack, path=str(folder / "terraform.tfstate"))
    allow_unencrypted_state(stack, reason="a test")
    unregister(OTHERS)
    try:
        from kibana_connectors import AbuseIPDB, GraphQL

        AbuseIPDB(stack, "abuse", name="Abuse")
        GraphQL(stack, "graph", name="Graph", config={"url": "https://x.example"}, auth=GraphQL.Bearer())
        secrets = {"authType": "basic"}
        acme = EXAMPLES / "acme.yaml"
        Connector(stack, "acme", name="Acme", spec=acme, config={"tags": ["a"]}, secrets=secrets)
        app.synth()
    finally:
        del sys.modules[OTHERS]
        load_project_types(Path(sys.path[0]))

    done = run("check", "cdktf.out", env=variables(kibana))
    told = " ".join(done.stdout.split())

    assert "warning type-differs main abuse" in told, done.stdout + done.stderr
    assert "this Kibana differs: config.baseUrl is new there" in told
    assert "this Kibana describes .acme, and the library has no class for it" in told
    assert "graph" not in told
    page = Path(__file__).resolve().parents[2] / "docs" / "generate.md"
    (shown,) = re.findall(r"```\n(warning  type-differs.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert " ".join(shown.split()) in told
    assert done.returncode == 0
