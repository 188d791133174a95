"""What the tests of the plugin hand to pytest inside a test."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from either_engine import ENGINE

HEAD = """
import json

import pytest
from ENGINE import (
    Annotations,
    Fn,
    LocalBackend,
    TerraformElement,
    TerraformOutput,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
    Token,
)
from constructs import Construct
from sample_stacks import *

from pytest_cdktf import *
""".replace("from ENGINE import", f"from {ENGINE} import")
"""How each inner test module begins."""

Run = Callable[..., pytest.RunResult]
"""Runs pytest on a piece of a test module."""

Failure = Callable[..., list[str]]
"""Runs a test that has to fail, and gives what pytest shows of the error."""
