"""Which engine the library takes, that two cannot be mixed, and that both write the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
OTHER = {"cdktf": "cdktn", "cdktn": "cdktf"}
VERSION = {"cdktf": "0.21.", "cdktn": "0.24."}
both = pytest.mark.parametrize("engine", ["cdktf", "cdktn"])


def run(code: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own: this one has an engine already."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    return done.stderr.splitlines()[-1]


@both
def test_the_engine_that_is_imported_is_taken(engine: str, tmp_path: Path) -> None:
    code = (
        f"import {engine}, sys\nfrom kibana_connectors import PagerDuty\n"
        f"assert issubclass(PagerDuty, {engine}.TerraformResource)\n"
        f"assert {OTHER[engine]!r} not in sys.modules"
    )
    assert run(code, tmp_path).stderr == ""


def test_cdktf_is_taken_where_none_is_imported(tmp_path: Path) -> None:
    code = "from kibana_connectors import _cdk\nassert _cdk.ENGINE == 'cdktf'"
    assert run(code, tmp_path).stderr == ""


@both
def test_the_other_engine_cannot_be_imported_afterwards(engine: str, tmp_path: Path) -> None:
    other = OTHER[engine]
    done = run(f"import {engine}\nfrom kibana_connectors import PagerDuty\nfrom {other} import App", tmp_path)

    assert last_line(done) == (
        f"kibana_connectors.errors.MixedEngines: kibana_connectors uses {engine} here, which this program "
        f"imports, and {other} cannot be mixed with it. Import from {engine}, or import {other} before "
        f"kibana_connectors and {engine} nowhere"
    )


def test_an_engine_that_comes_too_late_is_told_why(tmp_path: Path) -> None:
    done = run("from kibana_connectors import PagerDuty\nimport cdktn", tmp_path)

    assert last_line(done) == (
        "kibana_connectors.errors.MixedEngines: kibana_connectors uses cdktf here, because cdktn was not "
        "imported before kibana_connectors, and cdktn cannot be mixed with it. Import from cdktf, or import "
        "cdktn before kibana_connectors and cdktf nowhere"
    )


@pytest.mark.parametrize("order", ["cdktf, cdktn", "cdktn, cdktf"])
def test_two_imported_engines_are_refused(order: str, tmp_path: Path) -> None:
    done = run(f"import {order}\nfrom kibana_connectors import PagerDuty", tmp_path)

    assert last_line(done) == (
        "kibana_connectors.errors.MixedEngines: this program imports both cdktf and cdktn. Import from one "
        "of them only"
    )


@both
def test_a_program_may_ask_for_the_other_engine_and_do_without(engine: str, tmp_path: Path) -> None:
    code = (
        f"import {engine}\nfrom importlib.util import find_spec\nfrom kibana_connectors import PagerDuty\n"
        f"assert find_spec({OTHER[engine]!r}) is not None\nassert find_spec('no_such_engine') is None\n"
        f"try:\n    import {OTHER[engine]}\nexcept ImportError:\n    pass\nelse:\n    raise SystemExit(2)\n"
        f"{engine}.TerraformStack({engine}.App(), 'it')"
    )
    assert run(code, tmp_path).stderr == ""


def test_without_an_engine_the_rest_of_the_library_works(tmp_path: Path) -> None:
    without = (
        "import importlib.util, sys\nfind = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if name in ('cdktf', 'cdktn') else "
        "find(name, *rest)\n"
        "from kibana_connectors import Secret, Target, validate\n"
        "assert validate('.index', {'index': 'logs'}, {}).ok\n"
        "from kibana_connectors import PagerDuty"
    )
    done = run(without, tmp_path)

    assert last_line(done) == (
        "kibana_connectors.errors.MissingEngine: no CDK engine is installed: it comes with pip install "
        "'cdktf-kibana-connectors[cdktf]', or 'cdktf-kibana-connectors[cdktn]' for the fork; where no index "
        "has it, pip install cdktf (or cdktn)"
    )


_EVERY_WAY = """
from harness.cdk import App, Fn, TerraformStack, TerraformVariable, Token
from harness.examples import EXAMPLES
from harness.spec_payloads import payloads
from harness.stacks import encrypt_state
from kibana_connectors import KibanaProvider, Webhook, connector_types

app = App(outdir="out")
stack = TerraformStack(app, "ways")
KibanaProvider(stack)
encrypt_state(stack)
for way in EXAMPLES:
    connector_types()[way.type_id].from_wire(
        stack, way.label, name=way.label, config=way.config, secrets=way.secrets
    )
for way in payloads():
    connector_types()[way.type_id].from_wire(
        stack, way.label, name=way.label, config=way.config, secrets=way.secrets, spaces=["ops", "sec"]
    )
host = TerraformVariable(stack, "host", type="string")
Webhook(
    stack,
    "tokens",
    name="${not a token} %{nor this}",
    config={
        "url": f"https://{host.string_value}/a?b=%{{c}}",
        "headers": {"X": Token.as_string(Fn.join(",", ['"', "${x}", host.string_value]))},
        "hasAuth": False,
    },
    spaces=["ops"],
    moved_from="old",
    protect=True,
)
app.synth()
"""


_EXAMPLE = (
    "import runpy, sys\nsys.argv[1:] = [{module!r}]\nrunpy.run_module('tools.engine', run_name='__main__')"
)
_EVERY_STATE = """
from tools.engine import chosen_engine, put_in_place_of_cdktf
put_in_place_of_cdktf(chosen_engine())
from cdktf import App
from stacks import states
app = App(outdir="out")
for name, keep in vars(states).items():
    if name.startswith("in_"):
        states.OnCall(app, name, keep)
app.synth()
"""


def _written(program: str, engine: str, folder: Path) -> dict[str, Any]:
    """Run a program with an engine; return the JSON of each stack without the engine's version."""
    folder.mkdir()
    start = f"import {engine}\n" if program is _EVERY_WAY else ""
    done = run(start + program, folder, CDK_ENGINE=engine, CDKTF_OUTDIR="out", STATE_DIRECTORY=str(ROOT))
    assert done.returncode == 0, done.stderr
    files = {}
    for file in sorted(folder.rglob("cdk.tf.json")):
        document = json.loads(file.read_text(encoding="utf-8"))
        assert document["//"]["metadata"].pop("version").startswith(VERSION[engine])
        files[file.parent.name] = document
    return files


@pytest.mark.parametrize(
    ("program", "stacks"),
    [
        (_EXAMPLE.format(module="stacks"), 2),
        (_EXAMPLE.format(module="stacks.secrets_from_aws"), 1),
        (_EXAMPLE.format(module="stacks.secrets_from_vault"), 1),
        (_EVERY_STATE, (ROOT / "stacks" / "states.py").read_text().count("\ndef in_")),
        (_EVERY_WAY, 1),
    ],
    ids=["examples", "secrets from AWS", "secrets from Vault", "every state", "every way"],
)
def test_both_engines_write_the_same(program: str, stacks: int, tmp_path: Path) -> None:
    with_cdktf = _written(program, "cdktf", tmp_path / "cdktf")
    with_cdktn = _written(program, "cdktn", tmp_path / "cdktn")

    assert len(with_cdktf) == stacks >= 1
    assert with_cdktn == with_cdktf
