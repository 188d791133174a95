"""Fixtures for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cdktf import App, TerraformStack
from harness.terraform import Workspace

from kibana_connectors.sandbox import Sandbox

pytest_plugins = ["pytester"]

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
def kibana() -> Iterator[Sandbox]:
    """A stand-in Kibana of the test's own, empty."""
    with Sandbox(spaces=("default", "ops", "sec")) as sandbox:
        yield sandbox


@pytest.fixture
def workspace(tmp_path: Path, kibana: Sandbox) -> Workspace:
    """A directory for Terraform, with the stand-in Kibana in its environment."""
    environment = {"KIBANA_ENDPOINT": kibana.url, "KIBANA_API_KEY": kibana.api_key}
    return Workspace(tmp_path, environment)
