"""Run cdktf and Terraform; their output goes to the target's log."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.command import run
from tools.deploy.target import Target
from tools.environment import child_environment
from tools.errors import CommandFailed, ToolError
from tools.layout import ROOT

_RESOURCE = "elasticstack_kibana_action_connector"
_PLAN_HAS_CHANGES = 2


@dataclass(frozen=True)
class Deployed:
    """A connector in a Terraform state.

    Attributes:
        address: Its address in Terraform.
        space: Its Kibana space.
        connector_id: Its id in Kibana.
    """

    address: str
    space: str
    connector_id: str


@dataclass(frozen=True)
class Runner:
    """Runs cdktf and Terraform for a target.

    Attributes:
        target: Where the stacks are deployed to.
        secrets: Values of the variables that are not set in the target's environment, as `TF_VAR_…`.
    """

    target: Target
    secrets: Mapping[str, str]

    def synthesize(self) -> None:
        """Write the Terraform JSON of the stacks."""
        engine = self.target.engine
        app = [] if engine == "cdktf" else ["--app", "python -m tools.engine"]
        self._run("synthesizing", [engine, "synth", *app, *self._out], ROOT)

    def deploy(self, names: Sequence[str]) -> None:
        """Deploy the synthesized stacks."""
        command = [self.target.engine, "deploy", *names, *self._out, "--auto-approve", "--skip-synth"]
        self._run("deploying", command, ROOT)

    def plan_again(self, stack: Path) -> None:
        """Plan a deployed stack a second time.

        Raises:
            CommandFailed: The plan has changes, or planning failed.
        """
        doing = f"planning {stack.name} a second time"
        try:
            self._run(doing, [self._terraform, "plan", "-detailed-exitcode"], stack)
        except CommandFailed as failure:
            if failure.status == _PLAN_HAS_CHANGES:
                raise CommandFailed(doing, "the plan is NOT empty", failure.log) from None
            raise

    def deployed(self, stack: Path) -> list[Deployed]:
        """Return the connectors in a stack's state."""
        # Not through the log, which is for people: the state is long.
        shown = subprocess.run(
            [self._terraform, "show", "-json"],
            cwd=stack,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if shown.returncode:
            raise ToolError(f"reading the state of {stack.name} failed: {shown.stderr.strip()}")
        state: dict[str, Any] = json.loads(shown.stdout)
        return [
            Deployed(each["address"], each["values"]["space_id"], each["values"]["connector_id"])
            for each in state.get("values", {}).get("root_module", {}).get("resources", [])
            if each["type"] == _RESOURCE
        ]

    @property
    def _out(self) -> list[str]:
        return ["--output", os.path.relpath(self.target.out, ROOT)]

    @property
    def _terraform(self) -> str:
        return self._environment["TERRAFORM_BINARY_NAME"]

    @property
    def _environment(self) -> dict[str, str]:
        environment = child_environment(self.target.environment)
        return {
            **environment,
            **self.secrets,
            # No colours in the log.
            "NO_COLOR": "1",
            "FORCE_COLOR": "0",
            "TF_CLI_ARGS": f"{environment.get('TF_CLI_ARGS', '')} -no-color".strip(),
        }

    def _run(self, doing: str, command: Sequence[str], folder: Path) -> None:
        log = self.target.log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a") as output:
            output.write(f"\n$ {' '.join(command)}\n\n")
        run(doing, command, cwd=folder, env=self._environment, log=log)
