"""`make test` runs all that there is, with each engine and tool, with `CI` and without."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

LIST_PAIRS = """
import json, os, sys
from pathlib import Path
from tools import environment, pairs
from tools.set_up.terraform_binary import Terraform

os.environ.update(CI="true", BUILD_NUMBER="5")
environment.CLI_CONFIG = environment.TERRAFORM_BINARY = Path(sys.argv[2])
tofu = Terraform(Path("/bin/tofu"), (1, 12, 6), "linux_amd64")
pairs.inspect = lambda path: Terraform(Path("/bin", sys.argv[1]), (1, 11, 4), "linux_amd64")
pairs.opentofu = lambda: tofu
print(json.dumps([
    [pair.engine, pair.tool.path.name, pair.arguments, sorted({"CI", "BUILD_NUMBER"} & {*pair.environment()})]
    for pair in pairs.pairs()
]))
"""
"""In a process of its own: here, `tools` is this folder."""

Pairs = list[list[Any]]


@pytest.fixture(params=["terraform", "tofu"], ids=["with-terraform", "without-terraform"])
def pairs(request: pytest.FixtureRequest, tmp_path: Path) -> Pairs:
    ready = tmp_path / "ready"
    ready.write_text("terraform")
    command = [sys.executable, "-c", LIST_PAIRS, request.param, str(ready)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    listed: Pairs = json.loads(done.stdout)
    return listed


def test_what_runs(pairs: Pairs) -> None:
    first, second, *samples = pairs
    assert first == ["cdktf", first[1], [], ["BUILD_NUMBER", "CI"]]
    assert second == ["cdktn", "tofu", second[2], []], "the second is to run without CI"
    # Options only, and none for the plugin: pytest's own testpaths hold, with all of the plugin's tests.
    assert all(each.startswith("--ignore=tests/") for each in second[2])
    assert [sample[:2] for sample in samples] == (
        [["cdktf", "tofu"], ["cdktn", "terraform"]] if first[1] == "terraform" else []
    )

    named = [each.removeprefix("--ignore=") for pair in pairs for each in pair[2]]
    assert [each for each in named if not (ROOT / each).exists()] == []
