"""Runs Terraform's or OpenTofu's own `test` on a stack, with all providers mocked."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..applied import Applied
from ..blocks import Block, Check, DataSource, Output, Resource, Variable
from ..json_forms import bodies
from ..view import Origin, View
from . import command, ephemeral_mocks
from .command import run
from .conditions import Failure, failure
from .diagnostics import Diagnostic, errors, format_all, place
from .input_values import InputValues
from .kept_files import write_whole
from .mock_effect import refuses_mock, without_effect
from .mock_file import Mocks, mapping, mock_file
from .mock_targets import target
from .mocked_copy import installed, refuse_modules_that_run, require_all, without_outside
from .mocked_values import after_apply, after_plan
from .providers import LOCK_FILE, Providers, providers_for
from .version import require_mocks

_UNDECIDED = "Check block assertion known after apply"
_TEST_FILE = "mocked.tftest.json"
_CAN_FAIL = (Variable, Resource, DataSource, Output, Check)


def mocked(
    stack: View,
    origin: Origin,
    *,
    plan: bool,
    variables: Mapping[str, Any] | None,
    mocks: Mapping[str, Mapping[str, Any]] | None,
    overrides: Mapping[str, Mapping[str, Any]] | None,
    expect_failures: Iterable[str],
) -> Applied:
    """Apply or plan a copy of a stack with mocked providers, and return the values.

    Nothing of the copy is left: it has the values of variables in no file, and those of mocks until the end.

    Args:
        stack: The stack.
        origin: Where its JSON comes from.
        plan: Whether to plan only.
        variables: Values of variables by name; others get their defaults, or made-up values.
        mocks: Values of computed attributes by type.
        overrides: The same by address or construct path; the outputs of a module.
        expect_failures: Addresses or construct paths of what has to fail.

    Raises:
        AssertionError: A condition fails, or an expected failure is missing, or the stack cannot be tested.
        TypeError: An argument is of the wrong type.
        ValueError: An argument names what the stack does not have.
    """
    __tracebackhide__ = True
    function = "plan_mocked" if plan else "apply_mocked"
    values = InputValues(stack, mapping(variables, f"{function}: variables"), function)
    given = Mocks(stack, mocks, overrides, function)
    expected = _expected(expect_failures, stack, values, function)
    require_mocks(function)
    # Beside the stack's folder, so that relative paths of modules lead to the same places.
    directory = origin.directory.with_name(f"{origin.directory.name}-mocked-{secrets.token_hex(4)}")
    shutil.copytree(origin.directory, directory)
    try:
        test = _Test(stack, origin, directory, values, given, plan=plan, function=function)
        return test.run(expected)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@dataclass
class _Result:
    """What a run of the test printed.

    Attributes:
        values: The state or the plan; None if there was none.
        failures: The conditions that failed.
        undecided: The names of checks that only an apply can decide.
        refused: The errors in what a test gives for mocks.
        problems: The other errors.
    """

    values: Mapping[str, Any] | None = None
    failures: list[Failure] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    refused: list[Diagnostic] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


class _Test:
    def __init__(
        self,
        stack: View,
        origin: Origin,
        directory: Path,
        values: InputValues,
        mocks: Mocks,
        *,
        plan: bool,
        function: str,
    ) -> None:
        __tracebackhide__ = True
        self._stack, self._origin, self._directory = stack, origin, directory
        self._values, self._mocks, self._plan, self._function = values, mocks, plan, function
        document = without_outside(stack.json)
        self._providers = _installed(stack, origin, function)
        overridden = {address.partition(".")[2] for address in mocks.modules}
        refuse_modules_that_run(document, self._providers.data, origin.directory, overridden, function)
        self._names = require_all(document, installed(self._providers))
        ephemerals = ephemeral_mocks.replace(document)
        self._document = document
        self._text = ""
        self._write()
        shutil.copyfile(self._providers.lock_file, directory / LOCK_FILE)
        self._opened: dict[str, str] = {}
        if ephemerals:
            schemas = self._schemas()
            self._opened = ephemeral_mocks.values_of(ephemerals, self._text, mocks, schemas, self._names)

    def run(self, expected: Mapping[str, str]) -> Applied:
        __tracebackhide__ = True
        result = self._until_made_up_values_pass(expected)
        if result.refused:
            listed = format_all(result.refused, self._stack, self._text)
            raise ValueError(
                f"{self._function}: mocks or overrides: only attributes that the provider computes can be "
                f"given, in the types of its schema:{listed}"
            )
        unexpected = [each for each in result.failures if each.address not in expected]
        failed = {each.address for each in result.failures}
        missing = [label for address, label in expected.items() if address not in failed]
        if unexpected or missing or result.problems:
            raise AssertionError(self._message(unexpected, missing, failed, result))
        if result.values is None and all(each.is_check for each in result.failures):
            # A check stops nothing, but a test with one that fails prints no values unless it may fail.
            result = self._once(expect=failed)
        blocks: list[Block] = []
        if result.values is not None:
            read = after_plan if self._plan else after_apply
            blocks = [*read(result.values, self._stack, self._values.has_secret)]
            without_effect(blocks, self._mocks, self._function)
        stopped = [expected[address] for address in sorted(failed)] if result.values is None else []
        return Applied(self._stack, blocks, self._function, stopped)

    def _until_made_up_values_pass(self, expected: Mapping[str, str]) -> _Result:
        """Run the test. If a validation refuses a made-up value, try the next one."""
        __tracebackhide__ = True
        while True:
            self._values.require()
            result = self._once()
            names = {each.address.removeprefix("var.") for each in result.failures}
            refused = {name for name in names if self._values.is_made_up(name)}
            if not refused and not result.undecided:
                return result
            self._drop_checks(result.undecided)
            for name in refused:
                self._values.try_next(name)

    def _drop_checks(self, names: Iterable[str]) -> None:
        """Leave out checks that a plan cannot decide: a test that has one fails."""
        for name in names:
            for checks in bodies(self._document["check"]):
                checks.pop(name, None)
        if not any(bodies(self._document.get("check"), 1)):
            self._document.pop("check", None)
        self._write()

    def _write(self) -> None:
        self._text = json.dumps(self._document, indent=2)
        (self._directory / "cdk.tf.json").write_text(self._text)

    def _once(self, expect: Iterable[str] = ()) -> _Result:
        __tracebackhide__ = True
        test = mock_file(self._document, self._names, self._mocks, plan=self._plan, expect=expect)
        (self._directory / _TEST_FILE).write_text(json.dumps(test, indent=2))
        done = run(
            "test",
            "-json",
            "-verbose",
            "-no-color",
            f"-filter={_TEST_FILE}",
            directory=self._directory,
            data=self._providers.data,
            environment={**self._values.environment, **self._opened},
        )
        result = self._read(done.stdout)
        if result is None:
            printed = f"{done.stdout.strip()}\n{done.stderr.strip()}".strip()
            raise AssertionError(self._values.redacted(f"{command.name()} test printed no result\n{printed}"))
        return result

    def _read(self, output: str) -> _Result | None:
        __tracebackhide__ = True
        result = _Result()
        is_complete = False
        found: list[Diagnostic] = []
        for line in output.splitlines():
            try:
                message = json.loads(line) if line.startswith("{") else {}
            except ValueError:
                continue
            kind = message.get("type")
            if kind in ("test_state", "test_plan"):
                result.values = message[kind]
            elif kind == "test_summary":
                is_complete = True
            elif kind == "diagnostic":
                found.append(message["diagnostic"])
            if kind == "test_cleanup" or message.get("test_file", {}).get("progress") == "teardown":
                # What follows is about the end of the made-up resources.
                is_complete = True
                break
        for each in found:
            failed = failure(each, self._stack, self._text)
            if failed is not None:
                if failed.text not in {known.text for known in result.failures}:
                    result.failures.append(failed)
            elif each.get("summary") == _UNDECIDED and (keys := place(each, self._text))[:1] == ("check",):
                result.undecided.append(keys[1])
            elif errors([each]):
                (result.refused if refuses_mock(each) else result.problems).append(each)
        return result if is_complete or found else None

    def _message(
        self, unexpected: list[Failure], missing: list[str], failed: set[str], result: _Result
    ) -> str:
        lines = [each.text for each in unexpected]
        lines += [
            line[4:] for line in format_all(result.problems, self._stack, self._text).splitlines() if line
        ]
        after = ": what fails before it stopped the run" if failed and result.values is None else ""
        lines += [f"{label}: expected a failure, and nothing fails there{after}" for label in missing]
        count = "1 failure" if len(lines) == 1 else f"{len(lines)} failures"
        listed = "".join(f"\n  - {line}" for line in lines)
        return self._values.redacted(f"{self._function}: {command.name()} test, {count}:{listed}")

    def _schemas(self) -> Mapping[str, Any]:
        """Return the schemas of the installed providers; they are kept, for it takes a second."""
        __tracebackhide__ = True
        kept = self._origin.cache / f"{self._providers.key}.ephemeral.json"
        if not kept.exists():
            done = run("providers", "schema", "-json", directory=self._directory, data=self._providers.data)
            if done.returncode != 0:
                raise AssertionError(f"{command.name()} providers schema fails\n{done.stderr.strip()}")
            found = json.loads(done.stdout).get("provider_schemas", {})
            part = "ephemeral_resource_schemas"
            write_whole({name: {part: each.get(part, {})} for name, each in found.items()}, kept)
        schemas: dict[str, Any] = json.loads(kept.read_text())
        return schemas


def _installed(stack: View, origin: Origin, function: str) -> Providers:
    """Install the stack's providers, for their schemas."""
    __tracebackhide__ = True
    try:
        return providers_for(stack.json, origin.directory, origin.cache)
    except AssertionError as error:
        message = (
            f"{function} needs the schema of each provider, and so the provider itself, though none is asked "
            "for anything: let init find it, in a registry or in a mirror (provider_installation in the file "
            f"that TF_CLI_CONFIG_FILE names)\n{error}"
        )
    raise AssertionError(message)


def _expected(
    expect_failures: Iterable[str], stack: View, values: InputValues, function: str
) -> dict[str, str]:
    """Return the label of each block that has to fail, by its address."""
    __tracebackhide__ = True
    argument = f"{function}: expect_failures"
    if isinstance(expect_failures, (str, bytes)) or not isinstance(expect_failures, Iterable):
        raise TypeError(
            f"{argument}: expected a list of addresses or construct paths, got {expect_failures!r}"
        )
    found = {}
    for text in expect_failures:
        block, _ = target(text, stack, _CAN_FAIL, argument)
        if isinstance(block, Variable) and values.is_made_up(block.name):
            raise ValueError(
                f"{argument}: var.{block.name} has no value that its validations could refuse: give it, "
                f"variables={{{block.name!r}: …}}"
            )
        found[block.address] = block.label
    return found
