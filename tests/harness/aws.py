"""moto's server: AWS's Secrets Manager and Systems Manager, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import boto3
import httpx
from moto.server import ThreadedMotoServer

REGION = "eu-west-1"
_KEY = "value-of-the-aws-secret"


class Aws(NamedTuple):
    """The server's clients, and the environment in which Terraform reaches it."""

    secrets: Any
    parameters: Any
    environment: dict[str, str]


@contextmanager
def aws_server() -> Iterator[Aws]:
    """Start an empty server, and stop it afterwards."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    try:
        httpx.post(f"{url}/moto-api/reset").raise_for_status()  # it keeps what it has beyond a server's life
        options = {
            "endpoint_url": url,
            "region_name": REGION,
            "aws_access_key_id": "test",
            "aws_secret_access_key": _KEY,
        }
        yield Aws(
            boto3.client("secretsmanager", **options),
            boto3.client("ssm", **options),
            {
                "AWS_ENDPOINT_URL": url,
                "AWS_REGION": REGION,
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": _KEY,
                "AWS_EC2_METADATA_DISABLED": "true",
            },
        )
    finally:
        server.stop()
