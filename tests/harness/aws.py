"""AWS's Secrets Manager and Systems Manager, as moto serves them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from harness.moto_server import ENVIRONMENT, client, moto_server


class Aws(NamedTuple):
    """The server's clients, and the environment in which Terraform reaches it."""

    secrets: Any
    parameters: Any
    environment: dict[str, str]


@contextmanager
def aws_server() -> Iterator[Aws]:
    """Start an empty server, and stop it afterwards."""
    with moto_server() as url:
        environment = {**ENVIRONMENT, "AWS_ENDPOINT_URL": url}
        yield Aws(client("secretsmanager", url), client("ssm", url), environment)
