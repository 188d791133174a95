"""Applies a stack, plans again, and searches the resulting files for secrets."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..secrecy import SHORTEST, Secrets
from ..view import Origin, View
from .command import binary, run
from .diagnostics import Diagnostic, errors, format_all, parse_stream, place
from .made_up import MadeUp, is_secret
from .providers import LOCK_FILE, providers_for

if TYPE_CHECKING:
    from kibana_connectors.sandbox import Sandbox

_KIBANA_PROVIDER = "elasticstack"
_REFUSED = "Invalid value for variable"


def assert_plan_empty_after_apply(
    stack: View,
    origin: Origin,
    kibana: Sandbox | None,
    variables: Mapping[str, Any],
) -> None:
    """Apply a stack, and check that a second plan is empty and that no file contains a secret.

    Args:
        stack: The stack.
        origin: Where its JSON comes from.
        kibana: The stand-in Kibana; None for a stack that does not use Kibana.
        variables: Values of variables by name.

    Raises:
        AssertionError: A step fails, the plan is not empty, or a file contains a secret.
        TypeError: `kibana` is no stand-in Kibana.
        ValueError: A value is for a variable that the stack does not have.
    """
    __tracebackhide__ = True
    if kibana is not None and not (hasattr(kibana, "url") and hasattr(kibana, "api_key")):
        raise TypeError(
            "assert_plan_empty_after_apply: kibana: expected a running stand-in Kibana, such as the fixture "
            f"sandbox, or None; got {type(kibana).__name__}. It applies to nothing else"
        )
    trip = _RoundTrip(stack, origin, kibana, variables)
    trip.init()
    trip.apply()
    trip.plan()
    trip.search()


_SAVED_PLAN = "saved.tfplan"
"""A plan in a file holds the value of each variable that is not ephemeral."""


class _RoundTrip:
    def __init__(
        self,
        stack: View,
        origin: Origin,
        kibana: Sandbox | None,
        variables: Mapping[str, Any],
    ) -> None:
        __tracebackhide__ = True
        self.stack = stack
        self.cache = origin.cache
        self.directory = _unused_path(origin.out.with_name(f"{origin.out.name}-applied"))
        self.data = self.directory / ".terraform"
        shutil.copytree(origin.directory, self.directory)
        document = _rewritten(stack.json, kibana, self.directory)
        self.text = json.dumps(document, indent=2)
        (self.directory / "cdk.tf.json").write_text(self.text)
        self.given = _given(variables, stack)
        self.made_up = {
            variable.name: MadeUp(variable)
            for variable in stack.variables
            if "default" not in variable and variable.name not in variables
        }
        self.kibana = {"KIBANA_ENDPOINT": kibana.url, "KIBANA_API_KEY": kibana.api_key} if kibana else {}
        self.printed: list[str] = []

    @property
    def environment(self) -> dict[str, str]:
        made_up = {name: each.current.value for name, each in self.made_up.items() if each.current}
        values = {**self.given, **made_up}
        return {**self.kibana, **{f"TF_VAR_{name}": value for name, value in values.items()}}

    def init(self) -> None:
        __tracebackhide__ = True
        providers = providers_for(self.stack.json, self.directory, self.cache)
        shutil.copyfile(providers.lock_file, self.directory / LOCK_FILE)
        local = (f"-plugin-dir={providers.plugins}",) if providers.plugins.is_dir() else ()
        code, output = self._run("init", *local)
        if code != 0:
            raise AssertionError(f"{_command()} init fails\n{output}")

    def apply(self) -> None:
        """Apply. If a validation refuses a made-up value, try the next one."""
        __tracebackhide__ = True
        while True:
            self._require_values()
            code, output = self._run("plan", "-json", f"-out={_SAVED_PLAN}")
            if code == 0:
                code, output = self._run("apply", "-auto-approve", "-json", file=_SAVED_PLAN)
            if code == 0:
                return
            problems = errors(parse_stream(output))
            refused = {name for each in problems if (name := self._refused(each))}
            if not refused:
                reasons = format_all(problems, self.stack, self.text) or f"\n{output}"
                raise AssertionError(self._redacted(f"{_command()} apply fails:{reasons}"))
            self.printed.pop()  # a function that fails in a validation may print its arguments
            for name in refused:
                self.made_up[name].try_next()

    def plan(self) -> None:
        """Plan again, and check that nothing would change."""
        __tracebackhide__ = True
        code, output = self._run("plan", "-detailed-exitcode")
        if code == 2:
            raise AssertionError(self._redacted(f"the plan after the first apply is not empty\n{output}"))
        if code != 0:
            raise AssertionError(self._redacted(f"{_command()} plan fails after the first apply\n{output}"))

    def search(self) -> None:
        """Search the files and Terraform's output for the secrets."""
        __tracebackhide__ = True
        values = self._secrets()
        if not values:
            return
        secrets = Secrets(values)
        in_files = secrets.in_files(self.directory, exclude=[self.data / "providers"])
        printed = secrets.in_text("\n".join(self.printed))
        in_output = (f"{name} is in what {_command()} printed" for name in printed)
        secrets.raise_if_found([*in_files, *in_output], "what the apply left")

    def _run(self, *arguments: str, file: str | None = None) -> tuple[int, str]:
        __tracebackhide__ = True
        done = run(
            *arguments,
            "-input=false",
            "-no-color",
            *([] if file is None else [file]),  # after all options
            directory=self.directory,
            data=self.data,
            environment=self.environment,
        )
        output = f"{done.stdout}\n{done.stderr}".strip()
        self.printed.append(output)
        return done.returncode, output

    def _refused(self, problem: Diagnostic) -> str | None:
        """Return the variable whose made-up value a validation refuses or fails on, if there is one."""
        section, *inside = place(problem, self.text) or ("",)
        if section != "variable" or not inside or inside[0] not in self.made_up:
            return None
        return inside[0] if problem.get("summary") == _REFUSED or "validation" in inside else None

    def _require_values(self) -> None:
        __tracebackhide__ = True
        without = [name for name, each in self.made_up.items() if each.current is None]
        if without:
            example = ", ".join(f"{name!r}: …" for name in without)
            raise AssertionError(
                "no made-up value is of the right type and passes the validations of "
                f"{', '.join(f'var.{name}' for name in without)}: give one, variables={{{example}}}"
            )

    def _secrets(self) -> dict[str, str]:
        """Return the secrets by name; of a made-up value, its random part."""
        found = {"Kibana's API key": self.kibana["KIBANA_API_KEY"]} if self.kibana else {}
        for variable in filter(is_secret, self.stack.variables):
            made_up = self.made_up.get(variable.name)
            current = made_up.current if made_up else None
            secret = current.secret if current else self.given.get(variable.name)
            if secret is not None and len(secret.strip()) >= SHORTEST:
                found[f"the value of var.{variable.name}"] = secret
        return found

    def _redacted(self, text: str) -> str:
        values = self._secrets()
        return Secrets(values).redacted(text) if values else text


def _rewritten(document: dict[str, Any], kibana: Sandbox | None, directory: Path) -> dict[str, Any]:
    """Return the JSON with the state in the test's folder, and with Kibana's address from the environment."""
    terraform = document.setdefault("terraform", {})
    terraform.pop("cloud", None)
    terraform["backend"] = {"local": {"path": str(directory / "terraform.tfstate")}}
    if kibana is not None:
        blocks = document.get("provider", {}).get(_KIBANA_PROVIDER, [])
        for block in blocks if isinstance(blocks, list) else [blocks]:
            block.pop("kibana", None)
    return document


def _given(variables: Mapping[str, Any], stack: View) -> dict[str, str]:
    known = {variable.name: variable.get("type", "string") for variable in stack.variables}
    unknown = sorted({*variables} - {*known})
    if unknown:
        raise ValueError(
            f"assert_plan_empty_after_apply: the stack has no variable {', '.join(unknown)}; "
            f"it has {', '.join(sorted(known)) or 'none'}"
        )
    # Terraform reads values from the environment as expressions, unless the variable's type is string.
    return {
        name: value if isinstance(value, str) and known[name] != "any" else json.dumps(value)
        for name, value in variables.items()
    }


def _unused_path(path: Path) -> Path:
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{path.name.partition('~')[0]}~{number}")
    return path


def _command() -> str:
    return Path(binary()).name
