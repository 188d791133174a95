"""One stack, applied by Terraform in a copy of its folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..json_forms import bodies, labelled, objects
from ..remote_states import TYPE
from . import command
from .command import run
from .diagnostics import Diagnostic, errors, format_all, parse_stream, place
from .kibana import Connection
from .made_up import MadeUpValues
from .needed import Stack
from .providers import LOCK_FILE, providers_for

_KIBANA_PROVIDER = "elasticstack"
_OTHER_CREDENTIALS = ("KIBANA_USERNAME", "KIBANA_PASSWORD", "KIBANA_BEARER_TOKEN")
_REFUSED = "Invalid value for variable"
SAVED_PLAN = "saved.tfplan"
"""A plan in a file holds the value of each variable that is not ephemeral."""
STATES = ("terraform.tfstate", "terraform.tfstate.backup")


class Application:
    """A copy of a stack, with its state in a file.

    Args:
        stack: The stack.
        directory: A folder that does not exist yet.
        kibana: Where the provider of Kibana's resources goes; None for where the stack says.
        given: Values of variables, as Terraform takes them from the environment.
        states: The state files of the stacks that it reads, by construct path.

    Attributes:
        stack: The stack.
        directory: The folder.
        given: The values.
        made_up: The values of the other variables.
        printed: What Terraform printed.
        redact: Hides secrets in messages.
    """

    def __init__(
        self,
        stack: Stack,
        directory: Path,
        kibana: Connection | None,
        given: Mapping[str, str],
        states: Mapping[str, Path],
    ) -> None:
        self.stack = stack
        self.directory = directory
        self.given = given
        self.printed: list[str] = []
        self.redact: Callable[[str], str] = str
        self._cache = stack.origin.cache
        self._data = directory / ".terraform"
        shutil.copytree(stack.origin.directory, directory)
        document = stack.view.json
        _keep_state_in(document, self.state)
        _read_states(document, {name: states[owner] for name, owner in stack.reads.items()})
        if kibana is not None:
            _forget_connections(document)
        self._text = json.dumps(document, indent=2)
        (directory / "cdk.tf.json").write_text(self._text)
        self.made_up = MadeUpValues(stack.view.variables, given)
        self._kibana: dict[str, str | None] = {}
        if kibana is not None:
            self._kibana = {"KIBANA_ENDPOINT": kibana.url, "KIBANA_API_KEY": kibana.api_key}
            self._kibana.update(dict.fromkeys(_OTHER_CREDENTIALS))

    @property
    def state(self) -> Path:
        """The file with its state."""
        return self.directory / STATES[0]

    @property
    def installed(self) -> Path:
        """The folder with the providers, which is no part of the stack."""
        return self._data / "providers"

    def init(self) -> None:
        """Run `init`.

        Raises:
            AssertionError: It fails.
        """
        __tracebackhide__ = True
        providers = providers_for(self.stack.view.json, self.directory, self._cache)
        shutil.copyfile(providers.lock_file, self.directory / LOCK_FILE)
        local = (f"-plugin-dir={providers.plugins}",) if providers.plugins.is_dir() else ()
        code, output = self._run("init", *local)
        if code != 0:
            raise AssertionError(f"{command.name()} init fails\n{output}")

    def apply(self) -> None:
        """Apply. If a validation refuses a made-up value, try the next one.

        Raises:
            AssertionError: It fails, or no made-up value is accepted.
        """
        __tracebackhide__ = True
        while True:
            self.made_up.require()
            code, output = self._run("plan", "-json", f"-out={SAVED_PLAN}")
            if code == 0:
                code, output = self._run("apply", "-auto-approve", "-json", file=SAVED_PLAN)
            if code == 0:
                return
            problems = errors(parse_stream(output))
            refused = {name for each in problems if (name := self._refused(each))}
            if not refused:
                reasons = format_all(problems, self.stack.view, self._text) or f"\n{output}"
                raise AssertionError(self.redact(f"{command.name()} apply fails:{reasons}"))
            self.printed.pop()  # a function that fails in a validation may print its arguments
            for name in refused:
                self.made_up[name].try_next()

    def plan(self) -> None:
        """Plan again.

        Raises:
            AssertionError: Something would change, or the plan fails.
        """
        __tracebackhide__ = True
        code, output = self._run("plan", "-detailed-exitcode")
        if code == 2:
            raise AssertionError(self.redact(f"the plan after the first apply is not empty\n{output}"))
        if code != 0:
            raise AssertionError(self.redact(f"{command.name()} plan fails after the first apply\n{output}"))

    def _run(self, *arguments: str, file: str | None = None) -> tuple[int, str]:
        __tracebackhide__ = True
        done = run(
            *arguments,
            "-input=false",
            "-no-color",
            *([] if file is None else [file]),  # after all options
            directory=self.directory,
            data=self._data,
            environment=self._environment,
        )
        output = f"{done.stdout}\n{done.stderr}".strip()
        self.printed.append(output)
        return done.returncode, output

    @property
    def _environment(self) -> dict[str, str | None]:
        return {**self._kibana, **self.made_up.environment(self.given)}

    def _refused(self, problem: Diagnostic) -> str | None:
        """Return the variable whose made-up value a validation refuses or fails on, if there is one."""
        section, *inside = place(problem, self._text) or ("",)
        if section != "variable" or not inside or inside[0] not in self.made_up:
            return None
        return inside[0] if problem.get("summary") == _REFUSED or "validation" in inside else None


def _keep_state_in(document: dict[str, Any], state: Path) -> None:
    """Replace the backend by a file."""
    terraform = document.setdefault("terraform", {})
    for block in objects(terraform):
        block.pop("cloud", None)
        block.pop("backend", None)
    backend = {"backend": {"local": {"path": str(state)}}}
    terraform.update(backend) if isinstance(terraform, dict) else terraform.append(backend)


def _read_states(document: dict[str, Any], states: Mapping[str, Path]) -> None:
    """Let remote states read the files of the copies."""
    for sources in _values(document.get("data"), TYPE):
        for name, path in states.items():
            for block in _values(sources, name):
                block.pop("workspace", None)
                block.update(backend="local", config={"path": str(path)})


def _forget_connections(document: dict[str, Any]) -> None:
    """Remove where Kibana is, so that the environment decides."""
    for block in _values(document.get("provider"), _KIBANA_PROVIDER):
        block.pop("kibana", None)
    for section in ("resource", "data", "ephemeral"):
        for kind, named in labelled(document.get(section)):
            if kind.startswith(f"{_KIBANA_PROVIDER}_"):
                for block in bodies(named, labels=1):
                    block.pop("kibana_connection", None)


def _values(value: Any, key: str) -> Iterator[dict[str, Any]]:
    """Yield the objects that a key leads to; Terraform takes one object or a list of them at each level."""
    for each in objects(value):
        yield from objects(each.get(key))
