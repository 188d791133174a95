"""A small stack that keeps its state on a real server: applied, killed and looked at."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from harness.cdk import TerraformResource, TerraformStack
from harness.state_servers.stored_state import StoredState
from harness.terraform import Workspace

MARK = "text-that-lies-in-the-state"
"""What every state of these stacks holds in plain text, unless it is encrypted."""

Extra = Callable[[TerraformStack], Any]


def a_resource(stack: TerraformStack, id: str, waits_in: Path | None = None) -> TerraformResource:
    """Give a stack a resource that is made at once, or when a file `go` appears in a folder."""
    resource = TerraformResource(stack, id, terraform_resource_type="terraform_data")
    resource.add_override("input", f"{MARK}-{id}")
    if waits_in is not None:
        command = f"touch '{waits_in}/started'; until [ -e '{waits_in}/go' ]; do sleep 0.1; done"
        resource.add_override("provisioner", {"local-exec": {"command": command}})
    return resource


class Deployment:
    """A stack with its state on a server.

    Args:
        root: A folder of its own.
        stored: Where the state is kept.
        environment: More variables for the tool.
    """

    def __init__(self, root: Path, stored: StoredState, **environment: str) -> None:
        root.mkdir(exist_ok=True)
        self.workspace = Workspace(root, {**stored.environment, **environment})
        self._stored = stored

    def write(
        self,
        *resources: str,
        waits_in: Path | None = None,
        extra: Extra = lambda _: None,
        initialize: bool = True,
    ) -> None:
        """Synthesize the stack with these resources, of which the last may wait, and initialize it."""

        def build(stack: TerraformStack) -> None:
            self._stored.add_backend(stack)
            extra(stack)
            for id in resources:
                a_resource(stack, id, waits_in if id == resources[-1] else None)

        with pytest.MonkeyPatch.context() as patch:
            for name, value in self._stored.environment.items():
                patch.setenv(name, value)
            self.workspace.synthesize(build)
        if initialize:
            self.workspace.run("init", "-no-color", "-input=false", "-reconfigure")

    def resources(self) -> list[str]:
        """Return what the state holds."""
        return self.workspace.run("state", "list").stdout.split()

    def start_apply(self, started: Path, *arguments: str) -> subprocess.Popen[str]:
        """Start an apply, and return when a resource of it waits in a folder."""
        process = subprocess.Popen(
            [
                os.environ["TERRAFORM_BINARY_NAME"],
                *("apply", "-no-color", "-input=false", "-auto-approve", *arguments),
            ],
            cwd=self.workspace.directory,
            env=self.workspace.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        while not (started / "started").exists():
            if process.poll() is not None:
                raise AssertionError(f"the apply ended:\n{process.communicate()[0]}")
            time.sleep(0.1)
        return process

    @contextmanager
    def applying(self, started: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """Run an apply for as long as this lasts."""
        process = self.start_apply(started, *arguments)
        try:
            yield process
        finally:
            kill(process)


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a process and all that it started, if it still runs."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
