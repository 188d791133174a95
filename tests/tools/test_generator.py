"""The generator of the modules of spec-based types and of all constructs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from harness.kibana_facts import CATALOG

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "constructs" / "kibana_connectors"


def _generate(package: Path, catalog: Path = CATALOG) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.generate", "--catalog", str(catalog), "--package", str(package)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package to generate into."""
    copy = tmp_path / "package"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def _texts(package: Path) -> dict[str, str]:
    return {path.relative_to(package).as_posix(): path.read_text() for path in package.rglob("*.py")}


def test_generating_again_changes_nothing(package: Path) -> None:
    done = _generate(package)
    assert done.returncode == 0, done.stderr

    assert _texts(package) == _texts(PACKAGE)


def test_a_new_type_takes_one_file_and_a_run_of_the_generator(package: Path) -> None:
    text = (package / "types" / "torq.py").read_text()
    (package / "types" / "borq.py").write_text(text.replace("Torq", "Borq").replace(".torq", ".borq"))

    done = _generate(package)

    assert done.returncode == 0, done.stderr
    changed = {name for name, text in _texts(package).items() if _texts(PACKAGE).get(name) != text}
    assert changed == {"types/borq.py", "types/_index.py", "connectors/__init__.py", "connectors/borq.py"}
    shown = (
        "from kibana_connectors import Borq, validate; print(Borq.TYPE.type_id, validate('.borq', {}, {}).ok)"
    )
    (package.parent / "kibana_connectors").symlink_to(package)
    done = subprocess.run(
        [sys.executable, "-c", shown],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ".borq False\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = (", "borq.py, line 1: '(' was never closed"),
        ("class Borq: pass", "types.borq: expected one class …Type with TYPE = TypeInfo(type_id=…)"),
        ("", "types.borq: expected one class …Type"),
    ],
)
def test_a_module_that_is_no_type_stops_the_generator(package: Path, text: str, told: str) -> None:
    (package / "types" / "borq.py").write_text(text)

    done = _generate(package)

    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_two_types_of_one_name_stop_the_generator(package: Path) -> None:
    text = (package / "types" / "torq.py").read_text()
    (package / "types" / "borq.py").write_text(text.replace(".torq", ".borq"))

    done = _generate(package)

    assert done.returncode == 1
    assert ".borq and .torq would share the class Torq" in done.stderr


def _catalog_with(folder: Path, change: Any) -> Path:
    shutil.copytree(CATALOG, folder)
    whole = json.loads((folder / "specs.json").read_text())
    change(whole["specs"])
    (folder / "specs.json").write_text(json.dumps(whole))
    return folder


def test_a_new_spec_type_takes_nothing_but_the_catalog(tmp_path: Path, package: Path) -> None:
    def add(found: list[dict[str, Any]]) -> None:
        field = {"type": "string", "minLength": 2, "maxLength": 9, "pattern": "^[a-z]+$"}
        flag = {"type": "boolean", "default": True}
        new = next(spec for spec in found if spec["id"] == ".virustotal")
        schema = {
            "type": "object",
            "properties": {"newField": field, "X-Flag": flag},
            "required": ["newField"],
        }
        found.append({**new, "id": ".brand-new", "name": "Brand new (beta)", "config_schema": schema})
        found.remove(new)

    done = _generate(package, _catalog_with(tmp_path / "catalog", add))
    out = package / "types" / "spec"

    assert done.returncode == 0, done.stderr
    text = (out / "brand_new.py").read_text()
    compile(text, "brand_new.py", "exec")
    assert "class BrandNewBetaType(SpecType[BrandNewBetaConfig, BrandNewBetaApiKeyHeader]):" in text
    assert "of_length(2, 9)," in text
    assert 'x_flag: Flag = kibana_name("X-Flag", True)' in text
    assert '".brand-new": ("spec.brand_new", "BrandNewBeta")' in (package / "types" / "_index.py").read_text()
    assert "class BrandNewBeta(" in (package / "connectors" / "brand_new.py").read_text()
    assert not (package / "connectors" / "virustotal.py").exists()
    assert not (out / "virustotal.py").exists()


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ({"type": "array"}, ".virustotal config.new: no rule for fields of type array"),
        ({"type": "string", "multipleOf": 2}, ".virustotal config.new: no rule for ['multipleOf']"),
        ({"type": "string", "format": "email"}, ".virustotal config.new: no rule for format email"),
        ({"type": "string", "pattern": r"^\s$"}, r".virustotal config.new: no rule for ['\\s'] in a pattern"),
    ],
)
def test_a_rule_that_is_not_known_stops_the_generator(
    tmp_path: Path, package: Path, field: Any, told: str
) -> None:
    def change(found: list[dict[str, Any]]) -> None:
        (spec,) = (spec for spec in found if spec["id"] == ".virustotal")
        spec["config_schema"] = {"type": "object", "properties": {"new": field}}

    done = _generate(package, _catalog_with(tmp_path / "catalog", change))

    assert done.returncode == 1
    assert done.stderr.strip() == f"error: {told}"
    assert not (tmp_path / "out").exists()
