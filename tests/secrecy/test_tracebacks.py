"""What is shown when a call with a secret in it raises: by pytest, rich, logs and the standard library."""

from __future__ import annotations

import io
import logging
import os
import re
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from harness.cdk import ENGINE, TerraformStack
from rich.console import Console
from rich.traceback import Traceback
from secret_ways import WAYS, Way

MARK = "Hunter2Hunter2"


def rich_with_locals(error: BaseException) -> str:
    console = Console(file=io.StringIO(), width=200, force_terminal=False)
    shown = Traceback.from_exception(
        type(error), error, error.__traceback__, show_locals=True, locals_max_length=None, max_frames=0
    )
    console.print(shown)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def standard_with_locals(error: BaseException) -> str:
    """Give what `unittest --locals` shows."""
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())


def log(error: BaseException) -> str:
    written = io.StringIO()
    logger = logging.Logger("of-a-test")
    logger.addHandler(logging.StreamHandler(written))
    logger.error("It failed", exc_info=error, stack_info=True)
    return written.getvalue()


SHOWN_BY = {
    "rich": rich_with_locals,
    "standard-library": standard_with_locals,
    "log": log,
}


@pytest.mark.parametrize("show", SHOWN_BY.values(), ids=SHOWN_BY)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_value_is_not_shown(
    way: Way, show: Callable[[BaseException], str], stack: TerraformStack
) -> None:
    try:
        way(stack, lambda: f"{MARK}!")
    except Exception as error:
        shown = show(error)
    else:
        pytest.fail("it does not raise")

    assert "secret_ways.py" in shown
    assert MARK not in shown.replace("\n", "")


_FOLDERS = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
_PYTEST = [sys.executable, "-m", "pytest", "-p", "no:randomly", "-p", "no:cacheprovider"]
INNER = """
import os

import pytest
from harness.cdk import TerraformStack
from secret_ways import WAYS


@pytest.mark.parametrize("name", WAYS)
def test_way(name, cdk_app):
    WAYS[name](TerraformStack(cdk_app, "stack"), lambda: os.environ["THE_SECRET"])
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "options",
    [(), ("-l",), ("--full-trace",), ("-l", "--full-trace", "--tb=long", "-vv"), ("--tb=native",)],
    ids=lambda options: " ".join(options) or "no option",
)
def test_pytest_does_not_show_the_value(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "test_inner.py").write_text(INNER)
    done = subprocess.run(
        [*_PYTEST, "--cdk-engine", ENGINE, *options],
        cwd=tmp_path,
        env={**os.environ, "THE_SECRET": f"{MARK}!", "PYTHONPATH": os.pathsep.join(_FOLDERS)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert f" {len(WAYS)} failed in " in done.stdout, done.stdout[-2000:]
    sections = re.split(r"^_+ test_way\[(.*)\] _+$", done.stdout, flags=re.MULTILINE)
    shown = {name for name, text in zip(sections[1::2], sections[2::2], strict=True) if MARK in text}
    assert shown == set()
    assert MARK not in done.stdout + done.stderr
