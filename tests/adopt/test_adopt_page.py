"""docs/adopt.md knows every code of a report, and every kind of source."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import kibana_connectors
from kibana_connectors.adopt.making import CODES
from kibana_connectors.adopt.sources import KINDS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "adopt.md").read_text(encoding="utf-8")
ROOM = Path(kibana_connectors.__file__).parent / "adopt"
NO_CODES = {"cdktf-out", "kibana-connectors", "write-only", "wait-for", "only-terraform-knows", "utf-8"}
CODE = re.compile(r"[a-z]+(?:-[a-z]+)+|drift|tainted|lifecycle|environment|deprecated|preconfigured")
READERS = (
    *("settling", "making", "saved_objects", "api_answers", "terraform_state", "preconfigured"),
    *("hcl_reader", "live_kibana"),
)


def codes_of_the_readers() -> set[str]:
    """Every text in the readers that has the form of a code and stands in a tuple or is an argument."""
    found: set[str] = set(CODES)
    for name in READERS:
        for node in ast.walk(ast.parse((ROOM / f"{name}.py").read_text(encoding="utf-8"))):
            parts = node.elts if isinstance(node, (ast.Tuple, ast.Set)) else ()
            parts = [*node.args, *parts] if isinstance(node, ast.Call) else parts
            parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else parts
            for part in parts:
                if (
                    isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and CODE.fullmatch(part.value)
                ):
                    found.add(part.value)
    return found


def test_the_page_has_every_code() -> None:
    table = PAGE[PAGE.index("## Reports") :]
    told = {
        code
        for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for code in re.findall(r"`([^`]+)`", row)
    }
    found = codes_of_the_readers() - NO_CODES
    assert len(found) > 30
    assert found == told


def test_the_page_has_every_kind_of_source() -> None:
    table = PAGE[PAGE.index("## Sources") : PAGE.index("### Terraform code")]
    assert set(re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)) == set(KINDS)
