"""The names of the engine that tests use, of whichever engine the package has."""

from __future__ import annotations

from kibana_connectors._cdk import (
    App,
    Fn,
    TerraformProvider,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
    Token,
)

__all__ = [
    "App",
    "Fn",
    "TerraformProvider",
    "TerraformResource",
    "TerraformStack",
    "TerraformVariable",
    "Token",
]
