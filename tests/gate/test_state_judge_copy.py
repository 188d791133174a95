"""pytest-cdktf judges a state's encryption as the gate does, with the same code."""

from __future__ import annotations

from pathlib import Path

from kibana_connectors.gate import state_judge as judge
from pytest_cdktf import state_judge as copy


def _texts(package: str) -> dict[str, str]:
    files = Path(package).parent.glob("*.py")
    return {path.name: path.read_text() for path in files if path.name != "__init__.py"}


def test_the_copy_is_the_judge() -> None:
    assert _texts(copy.__file__) == _texts(judge.__file__), "run `make types`"


def test_the_judge_needs_nothing_else_of_the_library() -> None:
    lines = [line for text in _texts(judge.__file__).values() for line in text.splitlines()]
    imports = [line for line in lines if line.startswith(("from .", "import kibana", "from kibana"))]

    assert len(_texts(judge.__file__)) == 3
    assert imports
    assert [line for line in imports if not line.startswith("from .") or line.startswith("from ..")] == []
