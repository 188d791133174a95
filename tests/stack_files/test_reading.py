"""Stacks are found from a folder, a file or the engine's output folder; what is wrong is told at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from harness.on_call import stack_of, write_cdktf_out

from kibana_connectors.errors import UnreadableFile
from kibana_connectors.stack_files.reading import read_stacks
from kibana_connectors.terraform.elasticstack import CONNECTOR


def names(*paths: object) -> list[str]:
    return [stack.name for stack in read_stacks(map(str, paths))]


def test_every_way_to_name_a_stack(tmp_path: Path) -> None:
    out = write_cdktf_out(tmp_path)

    assert names(out) == ["audit", "on-call"]
    assert names(out / "stacks" / "audit") == ["audit"]
    assert names(out / "stacks" / "audit" / "cdk.tf.json") == ["audit"]


def test_a_stack_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    out = write_cdktf_out(tmp_path)

    assert names(out / "stacks" / "audit", out, out / "stacks" / "on-call" / "cdk.tf.json") == [
        "audit",
        "on-call",
    ]


def test_a_folder_without_manifest(tmp_path: Path) -> None:
    out = write_cdktf_out(tmp_path)
    (out / "manifest.json").unlink()

    assert names(out) == ["audit", "on-call"]


def test_a_stack_that_the_manifest_does_not_list_is_old(tmp_path: Path) -> None:
    out = write_cdktf_out(tmp_path)
    manifest = json.loads((out / "manifest.json").read_text())
    del manifest["stacks"]["audit"]
    (out / "manifest.json").write_text(json.dumps(manifest))

    assert names(out) == ["on-call"]


def test_another_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.tf.json"
    file.write_text("\ufeff{}", encoding="utf-8")

    assert names(file) == ["mine"]


def message(*paths: object) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_stacks(map(str, paths))
    return str(caught.value)


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "main.tf").write_text("resource {}")
    (tmp_path / "bad.json").write_text('{\n"a": Hunter2}')
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "latin.json").write_bytes(b'{"a": "\xe9"}')

    told = message(
        tmp_path / "nowhere",
        tmp_path / "empty",
        tmp_path / "main.tf",
        tmp_path / "bad.json",
        tmp_path / "list.json",
        tmp_path / "deep.json",
        tmp_path / "latin.json",
    )

    for text in (
        "nowhere: there is no such file or folder",
        "empty: no stack is in this folder",
        "main.tf: expected a stack's folder",
        "JSON, not HCL",
        "bad.json: line 2: expected JSON",
        "list.json: expected a JSON object",
        "deep.json: expected JSON in UTF-8",
        "latin.json: expected JSON in UTF-8",
        "run `cdktf synth`",
    ):
        assert text in told
    assert "Hunter2" not in told
    assert "\n" not in told


def test_a_manifest_that_does_not_fit(tmp_path: Path) -> None:
    out = write_cdktf_out(tmp_path)
    (out / "stacks" / "audit" / "cdk.tf.json").unlink()
    assert "manifest.json lists audit, and" in message(out)

    (out / "manifest.json").write_text('{"stacks": {}}')
    assert "manifest.json lists no stack" in message(out)


def test_the_line_of_a_connector(tmp_path: Path) -> None:
    file = stack_of(
        tmp_path,
        variable={"pager": {"type": "string"}},
        output={"pager": {"value": "x"}},
        connectors={"pager": {"name": "a"}, "chat": {"name": "b"}},
    )
    (stack,) = read_stacks([file])
    lines = Path(file).read_text().splitlines()

    for name in ("pager", "chat"):
        line = stack.line_of(CONNECTOR, name)
        assert lines[line - 1].strip() == f'"{name}": {{'
        assert lines[line].strip().startswith('"name"')
        assert "elasticstack_kibana_action_connector" in "".join(lines[line - 8 : line])
    assert stack.line_of(CONNECTOR, "nothing") == 1
