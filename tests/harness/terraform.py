"""A directory in which the real Terraform runs a synthesized stack."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from harness.cdk import App, LocalBackend, TerraformStack

_NEEDED = ("TERRAFORM_BINARY_NAME", "TF_CLI_CONFIG_FILE")


class TerraformFailed(AssertionError):
    """A run of Terraform that had to succeed, and what it printed."""


class Workspace:
    """One stack's directory; its state stays in it, or goes where the stack says.

    Args:
        root: An empty directory.
        environment: Variables for Terraform on top of the process's own.
    """

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        missing = [name for name in _NEEDED if not os.environ.get(name)]
        assert not missing, f"{', '.join(missing)} not set: run the tests with `make test`"
        self.root = root
        self.out = root / "cdktf.out"
        self.state = root / "terraform.tfstate"
        self.environment = {**os.environ, **environment}
        self.logs: list[str] = []
        self._stack_directory: Path | None = None

    def synthesize(self, build: Callable[[TerraformStack], Any], stack_id: str = "stack") -> dict[str, Any]:
        """Synthesize a stack that a function fills, and make its directory ready for Terraform."""
        app = App(outdir=str(self.out))
        stack = TerraformStack(app, stack_id)
        build(stack)
        if stack.node.try_find_child("backend") is None:
            # CDKTF's own default would put the state into the process's working directory.
            LocalBackend(stack, path=str(self.state))
        app.synth()
        return self.use(self.out / "stacks" / stack_id)

    def use(self, directory: Path) -> dict[str, Any]:
        """Take a directory that holds a synthesized stack."""
        self._stack_directory = directory
        return json.loads((directory / "cdk.tf.json").read_text())

    def use_sources(self, directory: Path) -> None:
        """Take a directory that holds Terraform's own language; its state stays in it."""
        self._stack_directory = directory

    @property
    def directory(self) -> Path:
        assert self._stack_directory is not None, "synthesize a stack first"
        return self._stack_directory

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run Terraform, remember all that it printed, and demand success unless told otherwise."""
        done = subprocess.run(
            [self.environment["TERRAFORM_BINARY_NAME"], *arguments],
            cwd=self.directory,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        self.logs.append(done.stdout + done.stderr)
        if check and done.returncode != 0:
            raise TerraformFailed(f"terraform {' '.join(arguments)}\n{done.stdout}\n{done.stderr}")
        return done

    def init(self) -> None:
        self.run("init", "-no-color", "-input=false")

    def apply(self, *arguments: str) -> str:
        return self.run("apply", "-no-color", "-input=false", "-auto-approve", *arguments).stdout

    def failing(self, *arguments: str) -> str:
        """Run what must fail, and give what it printed in one line of single spaces."""
        done = self.run(*arguments, "-no-color", "-input=false", check=False)
        assert done.returncode == 1, f"expected a failure:\n{done.stdout}"
        return " ".join((done.stdout + done.stderr).replace("│", " ").split())

    def plan(self) -> list[str]:
        """Plan, and give what would change: `address: action`."""
        self.run("plan", "-no-color", "-input=false", "-out=plan.bin")
        shown = json.loads(self.run("show", "-json", "plan.bin").stdout)
        return [
            f"{change['address']}: {'+'.join(change['change']['actions'])}"
            for change in shown.get("resource_changes", [])
            if change["change"]["actions"] not in (["no-op"], ["read"])
        ]

    def destroy(self) -> None:
        self.run("destroy", "-no-color", "-input=false", "-auto-approve")

    def everything_written(self) -> str:
        """Give the text of every file below the root, and of everything that Terraform printed."""
        files = (
            path.read_bytes().decode("utf-8", "replace")
            for path in self.root.rglob("*")
            if path.is_file() and "providers" not in path.parts
        )
        return "\n".join([*files, *self.logs])
