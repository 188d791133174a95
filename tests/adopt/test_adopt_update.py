"""A second run changes nothing; an update changes what adopt wrote, and nothing that anybody edited."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kibana_connectors.adopt.folder import present_files, write_files
from kibana_connectors.adopt.inventory import AdoptedConnector, Carry, Expression, Inventory, Origin
from kibana_connectors.adopt.project import Layout, project_of
from kibana_connectors.adopt.update import MANIFEST, Update, known_names, update_of
from kibana_connectors.errors import UnreadableFile

FILE = "default_connectors.py"


def index(name: str, id: str, **more: object) -> AdoptedConnector:
    config = {"index": "alerts", "refresh": False}
    known = AdoptedConnector(
        Origin("kibana"), name, ".index", "default", id, "known", config, carry=Carry("import", id)
    )
    return replace(known, **more)  # type: ignore[arg-type]


def log(name: str, id: str) -> AdoptedConnector:
    return index(name, id, type_id=".server-log", config={})


def run(folder: Path, *connectors: AdoptedConnector, force: bool = False, **more: Layout) -> Update:
    """Do what `adopt --update` does."""
    manifest = present_files(folder, ()).get(MANIFEST)
    project = project_of(Inventory(list(connectors)), known=known_names(manifest), **more)
    present = present_files(folder, project.files())
    update = update_of(project, present, force=force)
    write_files(folder, update)
    return update


def code(folder: Path, file: str = FILE) -> str:
    return (folder / file).read_text(encoding="utf-8")


def edit(folder: Path, old: str, new: str, file: str = FILE) -> None:
    text = code(folder, file)
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def is_empty(update: Update) -> bool:
    return not (update.created or update.changed or update.left)


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    two = index("Audit", "a"), log("Log", "b")
    assert {change.name for change in run(tmp_path, *two).created} > {FILE, "main.py", "all_connectors.py"}
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    assert is_empty(run(tmp_path, *two))
    assert is_empty(run(tmp_path, *reversed(two))), "the order of the source does not matter"
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_drift_is_shown_as_code_and_written(tmp_path: Path) -> None:
    run(tmp_path, index("Audit", "a"), log("Log", "b"))
    drifted = index("Audit", "a", config={"index": "other", "refresh": True})

    update = run(tmp_path, drifted, log("Log", "b"))

    (change,) = update.changed
    assert '-            config=Index.Config(index="alerts"),' in change.diff
    assert '+            config=Index.Config(index="other", refresh=True),' in change.diff
    assert "ServerLog" not in change.diff.replace(" self.log", "")
    assert is_empty(run(tmp_path, drifted, log("Log", "b")))
    fresh = tmp_path / "fresh"
    run(fresh, drifted, log("Log", "b"))
    assert code(fresh) == code(tmp_path)


def test_what_somebody_edited_stays(tmp_path: Path) -> None:
    run(tmp_path, index("Audit", "a"), index("Other", "b"))
    edit(tmp_path, 'name="Audit"', 'name="Audit of ours"')
    edit(tmp_path, '"""Declare them.', 'self.mine = 1\n        """Declare them.')
    assert is_empty(run(tmp_path, index("Audit", "a"), index("Other", "b")))

    update = run(
        tmp_path,
        index("Audit", "a", config={"index": "x", "refresh": False}),
        index("Other", "b", config={"index": "y", "refresh": False}),
    )

    assert [text.partition(":")[2] for text in update.left] == [
        " audit (default/a): it was edited, and changed in the source too; its code stays"
    ]
    text = code(tmp_path)
    assert 'name="Audit of ours"' in text
    assert "self.mine = 1" in text
    assert 'Index.Config(index="y")' in text
    assert 'Index.Config(index="x")' not in text


def test_new_connectors_are_added_with_their_imports_and_names_stay(tmp_path: Path) -> None:
    run(tmp_path, index("Audit", "b"))
    edit(tmp_path, 'name="Audit"', 'name="Mine"')

    run(tmp_path, index("Audit", "a"), index("Audit", "b"), log("Log", "c"))

    text = code(tmp_path)
    assert "from kibana_connectors import Adopt, Index, ServerLog" in text
    assert text.index("self.audit = ") < text.index("self.audit_2 = ") < text.index("self.log = ")
    assert 'name="Mine"' in text
    assert text.count('connector_id="b"') == 1
    assert is_empty(run(tmp_path, index("Audit", "a"), index("Audit", "b"), log("Log", "c")))


def test_what_was_removed_from_the_code_or_from_the_source_is_left(tmp_path: Path) -> None:
    run(tmp_path, index("Audit", "a"), log("Log", "b"), log("Third", "c"))
    text = code(tmp_path)
    start = text.index("        self.log = ")
    (tmp_path / FILE).write_text(text[:start] + text[text.index("        self.third = ") :])

    update = run(tmp_path, log("Log", "b"), log("Third", "c"))

    assert update.changed == []
    assert update.left == [f"{FILE}: audit (default/a): the source has it no more; its code stays"]
    assert "self.log" not in code(tmp_path)
    assert "self.audit" in code(tmp_path)


def test_a_changed_team_or_layout_moves_nothing(tmp_path: Path) -> None:
    run(tmp_path, index("Ops: Audit", "a"), layout=Layout.TEAM)
    assert "self.ops_audit = " in code(tmp_path, "ops_connectors.py")

    update = run(tmp_path, index("Sec: Audit", "a"))

    assert [change.name for change in update.changed] == ["ops_connectors.py"]
    assert not (tmp_path / "sec_connectors.py").exists()
    assert not (tmp_path / FILE).exists()


def test_files_of_others_are_not_overwritten_unless_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("mine = 1\n")
    (tmp_path / "main.py").write_text("mine = 2\n")

    update = run(tmp_path, index("Audit", "a"))

    assert code(tmp_path) == "mine = 1\n"
    assert code(tmp_path, "main.py") == "mine = 2\n"
    assert update.left == [f"{FILE}: it was not written by adopt; --force replaces it"]
    run(tmp_path, index("Audit", "a"), force=True)
    assert "self.audit" in code(tmp_path)
    assert "AllConnectors" in code(tmp_path, "main.py")


@pytest.mark.parametrize("manifest", ["{}", "[", '{"format": 1, "files": {}, "modules": {"a": {"b": 1}}}'])
def test_a_manifest_of_another_kind_is_refused(tmp_path: Path, manifest: str) -> None:
    (tmp_path / MANIFEST).write_text(manifest)
    with pytest.raises(UnreadableFile, match="is not as adopt wrote it"):
        run(tmp_path, index("Audit", "a"))


def test_code_that_is_no_python_any_more_is_refused(tmp_path: Path) -> None:
    run(tmp_path, index("Audit", "a"))
    (tmp_path / FILE).write_text("def (")
    with pytest.raises(UnreadableFile, match="no Python any more"):
        run(tmp_path, index("Audit", "a"))


def test_a_block_of_several_statements_is_one(tmp_path: Path) -> None:
    moved = replace(
        index("x", "a"),
        name=Expression('"${var.prefix} audit"'),
        origin=Origin("hcl", address="module.a.elasticstack_kibana_action_connector.it"),
        carry=Carry("moved", address="module.a.elasticstack_kibana_action_connector.it"),
    )
    run(tmp_path, moved, log("Log", "b"))
    changed = replace(moved, config={"index": "new", "refresh": False})
    run(tmp_path, changed, log("Log", "b"))

    text = code(tmp_path)
    assert text.count("TerraformLocal(") == 1
    assert text.count("move_from_id(") == 1
    assert 'Index.Config(index="new")' in text
    assert 'TerraformVariable(scope, "prefix")' in code(tmp_path, "all_connectors.py")
    assert json.loads(code(tmp_path, MANIFEST))["format"] == 1


def test_what_no_code_can_be_written_for_leaves_the_state_and_stays_in_kibana(tmp_path: Path) -> None:
    address = 'module.a["x"].elasticstack_kibana_action_connector.it["y"]'
    lost = replace(
        index("x", "a"),
        config=Expression("data.other.thing.name"),
        origin=Origin("hcl", address=address),
        carry=Carry("moved", address=address),
    )
    run(tmp_path, lost)

    text = code(tmp_path, "all_connectors.py")
    assert "# Not taken over:" in text
    assert "its config is an expression as a whole" in " ".join(text.replace("#", " ").split())
    assert '"from": "module.a.elasticstack_kibana_action_connector.it"' in text
    assert '"lifecycle": {"destroy": False}' in text
