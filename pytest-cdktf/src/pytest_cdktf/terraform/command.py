"""Runs Terraform or OpenTofu."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

_TIMEOUT_SECONDS = 600


def binary() -> str:
    """Return the path of the command: `TERRAFORM_BINARY_NAME`, else `terraform`, else `tofu`.

    Raises:
        AssertionError: There is no such command.
    """
    __tracebackhide__ = True
    named = os.environ.get("TERRAFORM_BINARY_NAME")
    found = shutil.which(named) if named else shutil.which("terraform") or shutil.which("tofu")
    if found:
        return found
    if named:
        raise AssertionError(
            f"TERRAFORM_BINARY_NAME is {named!r}, and there is no such command: correct it, or unset it "
            "to use terraform or tofu from PATH"
        )
    raise AssertionError(
        "neither terraform nor tofu is on PATH: install one, or set TERRAFORM_BINARY_NAME; to leave out such "
        "tests, deselect them (pytest -m 'not …')"
    )


def name() -> str:
    """Return what messages call the command: the name of its file.

    Raises:
        AssertionError: There is no such command.
    """
    __tracebackhide__ = True
    return Path(binary()).name


def run(
    *arguments: str, directory: Path, data: Path, environment: Mapping[str, str | None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder. The caller checks its exit status.

    Args:
        arguments: The subcommand and its options.
        directory: The folder of a synthesized stack.
        data: Terraform's data folder.
        environment: Environment variables besides the process's own; None removes one of those.

    Raises:
        AssertionError: It runs for longer than ten minutes, or there is no such command.
    """
    __tracebackhide__ = True
    # Only the test sets variables and options of Terraform, and not the shell around it.
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("TF_VAR_") and name not in ("TF_WORKSPACE", "TF_CLI_ARGS", "TF_LOG")
    }
    own = {"TF_DATA_DIR": str(data), "TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "CHECKPOINT_DISABLE": "1"}
    together = {**inherited, **own, **(environment or {})}
    command = binary()
    try:
        return subprocess.run(  # noqa: S603 - the user's own Terraform
            [command, *arguments],
            cwd=directory,
            env={name: value for name, value in together.items() if value is not None},
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        message = f"{Path(command).name} {arguments[0]} did not end within {_TIMEOUT_SECONDS // 60} minutes"
    raise AssertionError(message)
