"""tests/data/on_call_and_audit is what the engine writes; with `WRITE_DATA=1` this test writes it anew."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

from harness.cdk import App
from harness.on_call import SYNTHESIZED, declare

from kibana_connectors import synth


def synthesized(folder: Path) -> dict[str, Any]:
    """Every file of an output folder, without what names the engine or its version."""
    files = {
        file.relative_to(folder).as_posix(): json.loads(file.read_text(encoding="utf-8"))
        for file in sorted(folder.rglob("*.json"))
    }
    for content in files.values():
        content.get("//", {}).pop("metadata", None)
        content.pop("version", None)
    return files


def test_the_data_is_what_the_engine_writes(tmp_path: Path) -> None:
    out = tmp_path / "cdktf.out"
    app = App(outdir=str(out))
    declare(app)
    synth(app)
    if os.environ.get("WRITE_DATA") == "1":
        shutil.rmtree(SYNTHESIZED, ignore_errors=True)
        shutil.copytree(out, SYNTHESIZED)

    assert synthesized(SYNTHESIZED) == synthesized(out)
    assert len(synthesized(out)) == 3
