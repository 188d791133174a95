"""Copies the judge of a state's encryption into pytest-cdktf, which must not need the library.

The two are one judge: what the gate refuses, the plugin's assertion refuses too.
"""

from __future__ import annotations

from pathlib import Path

from tools.layout import ROOT

JUDGE = ROOT / "constructs" / "kibana_connectors" / "gate" / "state_judge"
COPY = ROOT / "pytest-cdktf" / "src" / "pytest_cdktf" / "state_judge"
_NOTE = '"""Whether a state is encrypted: the judge of kibana_connectors, copied by `make types`."""\n'


def copied() -> dict[str, str]:
    """Return the copy's files: names and texts."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(JUDGE.glob("*.py"))}
    return {**texts, "__init__.py": _NOTE}


def write(folder: Path = COPY) -> None:
    """Write the copy.

    Args:
        folder: Where to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in copied().items():
        (folder / name).write_text(text, encoding="utf-8")
