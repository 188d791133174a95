"""What all commands have in common: version, help, wrong usage, and how they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pytest
from running import MAIN, answer, command_line, conversation, environment, run, without

import kibana_connectors

PAYLOAD = json.dumps({"type": ".index", "config": {"index": "a"}}) + "\n"
COMMANDS = [
    ("--version",),
    ("--help",),
    ("types",),
    ("types", "--json"),
    ("types", "--help"),
    ("validate", "--jsonl", "-"),
]
"""Commands that end by themselves."""


def test_version() -> None:
    done = run("--version")

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{kibana_connectors.__version__}\n", "")


def test_version_before_a_command() -> None:
    done = run("--version", "types")

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{kibana_connectors.__version__}\n", "")


def test_version_loads_nothing_else() -> None:
    """Starting up is all that the version has to wait for."""
    done = run("--version", code=f"import sys\n{MAIN}\nprint(*sys.modules, sep='\\n', file=sys.stderr)")

    loaded = set(done.stderr.splitlines())
    assert "kibana_connectors.cli" in loaded
    assert {name for name in loaded if name.startswith("kibana_connectors")} == {
        "kibana_connectors",
        "kibana_connectors.cli",
        "kibana_connectors.cli.program",
    }
    assert loaded & {"typer", "click", "rich", "pydantic", "asyncio"} == set()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [*((arguments, 0) for arguments in COMMANDS), (("sandbox", "--host", "192.0.2.1"), 1)],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_neither_node_nor_an_engine_is_needed(arguments: tuple[str, ...], status: int) -> None:
    code = f"""
import sys
try:
    {MAIN.replace(chr(10), "; ")}
finally:
    print("loaded:", *sys.modules, file=sys.stderr)
"""
    done = run(*arguments, code=code, given=PAYLOAD, env={"PATH": "/nowhere"})

    assert done.returncode == status, done.stderr
    loaded = set(done.stderr.rpartition("loaded:")[2].split())
    assert "kibana_connectors.cli" in loaded
    assert loaded & {"cdktf", "cdktn", "jsii", "constructs"} == set()


@pytest.mark.parametrize("arguments", [("--help",), ()], ids=["--help", "nothing"])
def test_help_names_every_command(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)

    text = done.stdout + done.stderr
    assert text.startswith("Usage: kibana-connectors ")
    for command in ("types", "validate", "sandbox"):
        assert f"\n  {command} " in text
    assert not [line for line in text.splitlines() if line.endswith("...") and "Usage" not in line]


@pytest.mark.parametrize("arguments", [("zzz",), ("types", "--zzz"), ("validate",)], ids=" ".join)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Usage: kibana-connectors ")
    assert "\nError: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_extra_is_named() -> None:
    done = run("types", code=without("typer"))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("kibana-connectors: typer is not installed: ")
    assert "pip install" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [("types",), ("--help",), ("zzz",), ("types", "--feature", "zzz")], ids=" ".join
)
def test_rich_is_not_needed(arguments: tuple[str, ...]) -> None:
    assert _told(run(*arguments, code=without("rich"))) == _told(run(*arguments))


def _told(done: subprocess.CompletedProcess[str]) -> tuple[int, str, str]:
    return done.returncode, done.stdout, done.stderr


def test_another_missing_module_is_not_blamed_on_the_extra() -> None:
    done = run("types", code=without("kibana_connectors.cli.type_table"))

    assert done.returncode == 1
    assert "ModuleNotFoundError: blocked" in done.stderr
    assert "pip install" not in done.stderr


# -- how it ends ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nobody_reads_the_output(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run(*arguments, given=PAYLOAD, stdout=writing)
    finally:
        os.close(writing)

    assert (done.returncode, done.stderr) == (1, "")


def test_a_reader_that_leaves_in_the_middle() -> None:
    with conversation("validate", "--jsonl", "-") as process:
        assert answer(process, PAYLOAD).startswith('{"ok": true')
        assert process.stdin
        assert process.stdout
        process.stdout.close()
        process.stdin.write(PAYLOAD)
        process.stdin.close()

        assert _end_of(process) == (1, "")


def _end_of(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit status and errors."""
    assert process.stderr
    errors = process.stderr.read()
    return process.wait(30), errors


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_full_disk(arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "w") as full:
        done = run(*arguments, given=PAYLOAD, stdout=full)

    assert (done.returncode, done.stderr) == (1, "kibana-connectors: No space left on device\n")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_standard_output_at_all(arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command_line(*arguments)],
        input=PAYLOAD,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_ctrl_c_in_the_middle() -> None:
    with conversation("validate", "--jsonl", "-") as process:
        assert answer(process, PAYLOAD).startswith('{"ok": true')
        process.send_signal(signal.SIGINT)

        assert _end_of(process) == (130, "")


@pytest.mark.parametrize(
    "module", ["kibana_connectors.cli.app", "kibana_connectors.types.catalog", "kibana_connectors.errors"]
)
def test_ctrl_c_while_it_starts(module: str) -> None:
    code = f"""
import signal, sys
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
{MAIN}"""
    done = run("types", code=code)

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_the_installed_command_is_this_one() -> None:
    from importlib.metadata import entry_points

    (command,) = entry_points(group="console_scripts", name="kibana-connectors")
    assert command.load() is sys.modules["kibana_connectors.cli"].main
