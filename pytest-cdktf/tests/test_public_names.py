"""What users may import, and what pytest's start-up costs them."""

from __future__ import annotations

import subprocess
import sys

import pytest

import pytest_cdktf

PUBLIC = """
    Annotation Applied Backend Block Blocks Capture Check DataSource Ephemeral Expression Import Local
    Matcher MixedEngines Module Moved Output Provider Removed Resource Sensitive Synth SynthesisError
    Synthesized SynthesizedApp Variable absent annotation anything backend capture check data_source
    ephemeral exactly has_items import_block json_equal json_with local module moved output partial
    provider ref regex removed resource satisfies unordered variable
"""


def test_the_public_names() -> None:
    assert pytest_cdktf.__all__ == PUBLIC.split()


@pytest.mark.parametrize("name", PUBLIC.split())
def test_each_name_is_there_and_documented(name: str) -> None:
    assert getattr(pytest_cdktf, name).__doc__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'pytest_cdktf' has no attribute 'nope'"):
        _ = pytest_cdktf.nope


def test_start_up_imports_nothing_heavy() -> None:
    heavy = (
        "cdktf cdktn constructs jsii hcl2 lark syrupy filelock starlette uvicorn pydantic kibana_connectors"
    )
    program = f"""
import pytest, sys
before = set(sys.modules)
import pytest_cdktf.plugin
print([name for name in {heavy.split()} if name in sys.modules and name not in before])
print(sorted(name for name in sys.modules if name.startswith("pytest_cdktf")))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "[]",
        "['pytest_cdktf', 'pytest_cdktf.comparisons', 'pytest_cdktf.coverage', "
        "'pytest_cdktf.coverage_report', 'pytest_cdktf.engine', 'pytest_cdktf.errors', "
        "'pytest_cdktf.failure_reports', 'pytest_cdktf.fixtures', 'pytest_cdktf.ledger', "
        "'pytest_cdktf.plugin', 'pytest_cdktf.report_sections', 'pytest_cdktf.statements', "
        "'pytest_cdktf.strictness']",
    ]
