"""The reader reads what the real Terraform reads, and reads the same in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from expression_grammar import NAMES, Grammar
from harness.terraform import Workspace

from kibana_connectors.gate.expression_reader import CannotRead, read_template
from kibana_connectors.gate.expressions import Text

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

OPEN = "".join(f"[for {name} in [] : " for name in NAMES)
CLOSE = "]" * len(NAMES)
TEMPLATE_OPEN = "".join(f"%{{for {name} in []}}" for name in NAMES)
TEMPLATE_CLOSE = "%{endfor}" * len(NAMES)
"""Names for expressions to refer to; over an empty list nothing is evaluated, but all of it is parsed."""

NO_SYNTAX = {"Invalid reference", "Reference to undeclared resource", "Call to unknown function"}
"""What Terraform says of an expression that it could read, and that got out of the brackets around it."""


def _workspace(root: Path, values: Sequence[str]) -> Workspace:
    # Each in a file of its own: a newline in a value puts Terraform's line numbers out.
    for number, value in enumerate(values):
        output = {"output": {f"o{number}": {"value": value}}}
        (root / f"{number}.tf.json").write_text(json.dumps(output))
    (root / "cdk.tf.json").write_text("{}")
    workspace = Workspace(root, {})
    workspace.use(root)
    return workspace


def _unreadable(root: Path, values: Sequence[str]) -> set[str]:
    """Return the values that Terraform cannot read."""
    found: dict[str, Any] = json.loads(_workspace(root, values).run("validate", "-json", check=False).stdout)
    return {
        values[int(diagnostic["range"]["filename"].partition(".")[0])]
        for diagnostic in found["diagnostics"]
        if diagnostic["summary"] not in NO_SYNTAX
    }


def _is_readable(text: str) -> bool:
    try:
        read_template(text)
    except CannotRead:
        return False
    return True


def test_what_can_be_read(tmp_path: Path) -> None:
    grammar = Grammar(1)
    values = []
    for depth in (1, 2, 3, 4) * 100:
        values.append(grammar.broken(f"${{{OPEN}{grammar.expression(depth)}{CLOSE}}}"))
        template = grammar.template(depth, is_quoted=False)
        values.append(grammar.broken(f"{TEMPLATE_OPEN}{template}{TEMPLATE_CLOSE}"))
    values = [value for value in dict.fromkeys(values) if "::" not in value]

    unreadable = _unreadable(tmp_path, values)

    assert 100 < len(unreadable) < len(values) - 100, "both kinds are among them"
    assert {value for value in values if not _is_readable(value)} == unreadable


def test_literals_are_decoded_alike(tmp_path: Path) -> None:
    grammar = Grammar(2)
    values = [f'${{"{grammar.literal()}"}}' for _ in range(300)]
    values += [grammar.template(0, is_quoted=False) for _ in range(300)]
    nodes = {value: read_template(value) for value in values if _is_readable(value)}
    literals = {value: node.text for value, node in nodes.items() if isinstance(node, Text)}
    assert len(literals) > 200
    workspace = _workspace(tmp_path, list(literals))

    workspace.apply()

    shown = json.loads(workspace.run("output", "-json").stdout)
    assert {value: shown[f"o{number}"]["value"] for number, value in enumerate(literals)} == literals
