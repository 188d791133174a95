"""The engine's names that tests use, from whichever engine the library has taken."""

from __future__ import annotations

from typing import Any

from kibana_connectors._cdk import (
    App,
    GcsBackend,
    S3Backend,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
)

_engine: Any = __import__(App.__module__.partition(".")[0])
AzurermBackend = _engine.AzurermBackend
CloudBackend = _engine.CloudBackend
ConsulBackend = _engine.ConsulBackend
HttpBackend = _engine.HttpBackend
LocalBackend = _engine.LocalBackend
PgBackend = _engine.PgBackend
TerraformDataSource = _engine.TerraformDataSource
TerraformOutput = _engine.TerraformOutput
Testing = _engine.Testing

__all__ = [
    "App",
    "AzurermBackend",
    "CloudBackend",
    "ConsulBackend",
    "GcsBackend",
    "HttpBackend",
    "LocalBackend",
    "PgBackend",
    "S3Backend",
    "TerraformDataSource",
    "TerraformOutput",
    "TerraformResource",
    "TerraformStack",
    "TerraformVariable",
    "Testing",
]
