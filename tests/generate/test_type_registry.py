"""Types that a project registers, beside the library's own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.kibana_facts import DATA

from kibana_connectors import connector_types, validate
from kibana_connectors.errors import UnreadableFile
from kibana_connectors.generate.project import known_spec, write_types
from kibana_connectors.generate.project_types import load_project_types, name_in_pyproject, types_folders
from kibana_connectors.generate.sources import read_file
from kibana_connectors.kibana import Kibana
from kibana_connectors.sandbox import Sandbox
from kibana_connectors.transfer.needed_secrets import secret_ways
from kibana_connectors.types.catalog import TYPES, type_catalog
from kibana_connectors.types.registry import known_type, unregister

EXAMPLES = DATA / "type_descriptions"
PACKAGE = "registered_kibana_types"
PAYLOAD = ({"baseUrl": "https://x.example"}, {"authType": "api_key_header", "Key": "k"})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    entries = [
        *read_file(EXAMPLES / "acme.yaml"),
        *read_file(EXAMPLES / "abuseipdb.from_yaml.constructed.json"),
    ]
    write_types(entries, tmp_path / PACKAGE)
    (tmp_path / "pyproject.toml").write_text(f'[tool.kibana-connectors]\ntypes = ["{PACKAGE}"]\n')
    yield tmp_path
    unregister(PACKAGE)
    if str(tmp_path) in sys.path:
        sys.path.remove(str(tmp_path))
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


def test_everything_that_asks_for_types_knows_them(project: Path) -> None:
    library = len(TYPES)
    assert known_type(".acme") is None

    assert load_project_types(project / PACKAGE) == (PACKAGE,)

    assert len(TYPES) == library + 1 == len(connector_types()) == len(type_catalog())
    assert ".acme" in TYPES
    assert list(TYPES) == sorted(TYPES)
    assert TYPES[".acme"].SOURCE == "the definition acme.yaml, version 1.2.0"
    assert known_spec(".acme") is not None
    assert next(way.auth_type for way in secret_ways(".acme", None)) == "api_key_header"
    assert validate(".abuseipdb", *PAYLOAD).ok
    with Sandbox() as kibana, Kibana(kibana.url, api_key=kibana.api_key) as client:
        secrets = {"authType": "api_key_header", "X-Acme": "k"}
        made = client.create_connector(
            name="Acme", connector_type_id=".acme", config={"tags": ["a"]}, secrets=secrets
        )
        assert made.config is not None
        assert made.config["mode"] == "fast"
        assert client.get_connector_spec(".acme").metadata.display_name == "Acme Lookup"


def test_what_is_unregistered_is_the_librarys_again(project: Path) -> None:
    load_project_types(project)
    unregister(PACKAGE)

    assert known_type(".acme") is None
    assert not validate(".abuseipdb", *PAYLOAD).ok


def test_a_package_that_cannot_be_imported_is_named(project: Path) -> None:
    (project / PACKAGE / "__init__.py").write_text("import nowhere_at_all\n")

    told = r"cannot be imported as registered_kibana_types \(ModuleNotFoundError\)"
    with pytest.raises(UnreadableFile, match=told):
        load_project_types(project)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[tool.kibana-connectors]\ntypes = 1\n", "expected a list of folders"),
        ('[tool.kibana-connectors]\ntypes = ["nowhere"]\n', "nowhere is no folder that"),
        ("[tool.kibana-connectors]\ntypes = [\n", "expected TOML"),
    ],
)
def test_a_pyproject_that_cannot_be_used_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(UnreadableFile, match=told):
        types_folders(tmp_path)


def test_another_place_is_named_in_pyproject(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    folder = tmp_path / "infra" / "acme_types"
    write_types(read_file(EXAMPLES / "acme.yaml"), folder)
    (tmp_path / "cdktf.json").write_text("{}")

    assert "write into" in name_in_pyproject(folder, tmp_path), "a pyproject.toml is not made"
    file.write_text("[tool.kibana-connectors]\nother = 1\n")
    assert '[tool.kibana-connectors] types = ["infra/acme_types"]' in name_in_pyproject(folder, tmp_path)
    file.write_text('[project]\nname = "x"\n')
    assert name_in_pyproject(folder, tmp_path) == ""
    assert types_folders(tmp_path) == (folder,)
    assert name_in_pyproject(folder, tmp_path) == "", "it is named already"
