"""Warnings that only a complete stack has, and where warnings are shown."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from harness.cdk import ENGINE, App, TerraformProvider, TerraformStack
from harness.refusals import refusal

from kibana_connectors import (
    KibanaProvider,
    PagerDuty,
    ServerLog,
    SynthesisError,
    Webhook,
)
from kibana_connectors import synth as synth_app
from pytest_cdktf import Synth

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

NO_PROVIDER = "No provider says where the Kibana of these connectors is"
SEVERAL = "This stack has providers for several Kibanas"
ONE, TWO = ["https://one.example"], ["https://two.example"]


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KIBANA_ENDPOINT", raising=False)
    monkeypatch.delenv("KIBANA_API_KEY", raising=False)


def _told(stack: TerraformStack, synth: Synth, text: str) -> list[str]:
    return [each.message for each in synth(stack).warnings if text in each.message]


def _plain_provider(stack: TerraformStack, type: str = "elasticstack") -> TerraformProvider:
    return TerraformProvider(stack, type, terraform_resource_type=type, terraform_provider_source=f"x/{type}")


# -- no provider ---------------------------------------------------------------------------------------------


def test_a_stack_without_a_provider(stack: TerraformStack, synth: Synth) -> None:
    ServerLog(stack, "log", name="Log")

    (warning,) = _told(stack, synth, NO_PROVIDER)
    assert "unless KIBANA_ENDPOINT and KIBANA_API_KEY are set where it runs" in warning
    assert warning.endswith("Add KibanaProvider(self)")


def test_another_provider_does_not_count(stack: TerraformStack, synth: Synth) -> None:
    ServerLog(stack, "log", name="Log")
    _plain_provider(stack, "aws")

    assert len(_told(stack, synth, NO_PROVIDER)) == 1


@pytest.mark.parametrize("all_name_it", [True, False])
def test_only_providers_with_an_alias(stack: TerraformStack, synth: Synth, all_name_it: bool) -> None:
    """A connector that names none is served by the default provider, and there is none."""
    other = KibanaProvider(stack, alias="other")
    ServerLog(stack, "named", name="Log", provider=other)
    ServerLog(stack, "log", name="Log", provider=other if all_name_it else None)

    assert len(_told(stack, synth, NO_PROVIDER)) == (0 if all_name_it else 1)


@pytest.mark.parametrize("make", [KibanaProvider, _plain_provider], ids=["ours", "plain"])
def test_a_stack_with_a_provider(stack: TerraformStack, synth: Synth, make: Any) -> None:
    ServerLog(stack, "log", name="Log")
    make(stack)

    assert _told(stack, synth, NO_PROVIDER) == []


def test_the_environment_may_say_where_kibana_is(
    stack: TerraformStack, synth: Synth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIBANA_ENDPOINT", "https://one.example")
    ServerLog(stack, "log", name="Log")

    assert _told(stack, synth, NO_PROVIDER) == []


def test_a_stack_without_connectors(stack: TerraformStack, synth: Synth) -> None:
    assert _told(stack, synth, NO_PROVIDER) == []


def test_a_construct_that_is_synthesized_alone(synth: Synth) -> None:
    """The plugin makes a stack for it, which is never deployed."""
    out = synth(lambda stack: ServerLog(stack, "log", name="Log"))

    assert [each.message for each in out.warnings if NO_PROVIDER in each.message] == []


# -- several Kibanas -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "warned"),
    [
        ({"endpoints": ONE}, {"endpoints": TWO}, True),
        ({}, {"endpoints": TWO}, True),
        ({"endpoints": ONE}, {"endpoints": ONE}, False),
        ({}, {}, False),
    ],
    ids=["two", "environment-and-one", "the-same", "environment"],
)
def test_providers_for_several_kibanas(
    stack: TerraformStack, synth: Synth, first: dict[str, Any], second: dict[str, Any], warned: bool
) -> None:
    KibanaProvider(stack, "first", **first)
    other = KibanaProvider(stack, "second", alias="second", **second)
    ServerLog(stack, "log", name="Log", provider=other)

    told = _told(stack, synth, SEVERAL)
    assert len(told) == warned
    assert all("they override the endpoints and credentials of every provider" in each for each in told)
    assert not any("is set here now" in each for each in told)


def test_an_endpoint_that_is_set_already(
    stack: TerraformStack, synth: Synth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIBANA_ENDPOINT", "https://three.example")
    KibanaProvider(stack, "first", endpoints=ONE)
    KibanaProvider(stack, "second", alias="second", endpoints=TWO)
    ServerLog(stack, "log", name="Log")

    (warning,) = _told(stack, synth, SEVERAL)
    assert warning.endswith("KIBANA_ENDPOINT is set here now")
    assert "three.example" not in warning


def test_a_stack_that_is_synthesized_twice_warns_once(app: App, stack: TerraformStack) -> None:
    ServerLog(stack, "log", name="Log")
    synth_app(app)
    synth_app(app)

    manifest = json.loads((Path(app.outdir) / "manifest.json").read_text())
    messages = [each["message"] for each in manifest["stacks"]["stack"]["annotations"]]
    assert len([message for message in messages if NO_PROVIDER in message]) == 1


# -- where warnings are shown --------------------------------------------------------------------------------


def test_without_the_command_line_warnings_go_to_stderr_once(
    app: App, stack: TerraformStack, capsys: pytest.CaptureFixture[str]
) -> None:
    headers = {"X-Api-Key": "Hunter2"}
    Webhook(stack, "hook", name="Hook", config={"url": "https://x.example", "headers": headers})
    synth_app(app)

    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Hunter2" not in shown.err
    lines = [line for line in shown.err.splitlines() if line.startswith("WARN ")]
    assert lines[0] == "WARN [stack]: State with Kibana connectors is not encrypted: a test"
    assert any(line.startswith("WARN [stack/hook]: config.headers.X-Api-Key: ") for line in lines)
    assert len(lines) == len(set(lines)) == len(shown.err.splitlines())


def test_with_the_command_line_they_are_left_to_it(
    app: App, stack: TerraformStack, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS", "true")
    ServerLog(stack, "log", name="Log")
    synth_app(app)

    assert capsys.readouterr().err == ""


def test_nothing_to_warn_of(cdk_app: App, capsys: pytest.CaptureFixture[str]) -> None:
    TerraformStack(cdk_app, "empty")
    synth_app(cdk_app)

    assert "WARN [empty]" not in capsys.readouterr().err


def test_an_app_that_fails_shows_no_warnings(
    app: App, stack: TerraformStack, capsys: pytest.CaptureFixture[str]
) -> None:
    PagerDuty(stack, "pager", name="On-call")
    other = TerraformStack(app, "other")
    ServerLog(other, "log", name="Log")  # its state is not encrypted

    refusal(lambda: synth_app(app), SynthesisError)

    assert "WARN" not in capsys.readouterr().err


PROGRAM = f"""
from {ENGINE} import App, TerraformStack
from kibana_connectors import ServerLog, allow_unencrypted_state, synth
app = App()
stack = TerraformStack(app, "stack")
allow_unencrypted_state(stack, reason="a test")
ServerLog(stack, "log", name="Log")
synth(app)
"""


@pytest.mark.slow
@pytest.mark.parametrize("by_cli", [False, True], ids=["alone", "by-the-command-line"])
def test_each_warning_is_shown_once(tmp_path: Path, by_cli: bool) -> None:
    (tmp_path / "main.py").write_text(PROGRAM)
    app = f"{sys.executable} main.py"
    (tmp_path / "cdktf.json").write_text(json.dumps({"language": "python", "app": app, "projectId": "x"}))

    command = [ENGINE, "synth"] if by_cli else [sys.executable, "main.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=True)

    shown = done.stdout + done.stderr
    assert shown.count("[stack]: State with Kibana connectors is not encrypted: a test") == 1
    assert shown.count(f"[stack]: {NO_PROVIDER}") == 1
