"""Fixtures for all tests."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from constructs import Construct
from harness.cdk import App, TerraformStack
from harness.refusals import Case, refusal
from harness.terraform import Workspace

from kibana_connectors import InvalidConnector, allow_unencrypted_state
from kibana_connectors.sandbox import Sandbox
from pytest_cdktf import Synth

os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")


@pytest.fixture
def app(cdk_app: App) -> App:
    """The plugin's app; its output goes to `cdktf.out` in the test's own directory."""
    return cdk_app


@pytest.fixture
def stack(app: App) -> TerraformStack:
    """An empty stack."""
    return TerraformStack(app, "stack")


@pytest.fixture
def unencrypted_state_allowed(stack: TerraformStack) -> None:
    """Let the stack pass CDKTF's validations without a backend."""
    allow_unencrypted_state(stack, reason="a test")


@pytest.fixture
def connector_refusal(stack: TerraformStack, synth: Synth) -> Callable[..., InvalidConnector]:
    """A function that gives the error of a connector, after making sure that it leaves nothing behind."""

    def refused(connector_type: Any, **options: Any) -> InvalidConnector:
        options = {"name": "It", **options}
        error: InvalidConnector = refusal(lambda: connector_type(Construct(stack, "team"), "it", **options))
        assert str(error).startswith(
            f"stack/team/it ({connector_type.__name__}, {connector_type.TYPE.type_id}): "
        )
        assert synth(stack).stable == {}
        return error

    return refused


@pytest.fixture
def assert_refused(connector_refusal: Callable[..., InvalidConnector]) -> Callable[[Case], None]:
    """A function that makes sure that a connector is refused as a case says."""

    def check(case: Case) -> None:
        connector_type, options, fields, message = case
        error = connector_refusal(connector_type, **options)
        if fields is not None:
            assert sorted(problem.where for problem in error.problems) == sorted(fields)
        assert re.search(message, str(error), re.DOTALL)

    return check


@pytest.fixture
def kibana() -> Iterator[Sandbox]:
    """A stand-in Kibana of the test's own, empty."""
    with Sandbox(spaces=("default", "ops", "sec")) as sandbox:
        yield sandbox


@pytest.fixture
def workspace(tmp_path: Path, kibana: Sandbox) -> Workspace:
    """A directory for Terraform, with the stand-in Kibana in its environment."""
    environment = {"KIBANA_ENDPOINT": kibana.url, "KIBANA_API_KEY": kibana.api_key}
    return Workspace(tmp_path, environment)
