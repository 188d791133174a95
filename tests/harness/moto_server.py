"""moto's server, which is Amazon's services in this process, and clients of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import httpx
from moto.server import ThreadedMotoServer

REGION = "eu-west-1"
SECRET_KEY = "value-of-the-aws-secret"
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_REGION": REGION,
}
"""What Terraform needs beside the server's URL."""


@contextmanager
def moto_server() -> Iterator[str]:
    """Run an empty server, and give its URL."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    try:
        httpx.post(f"{url}/moto-api/reset").raise_for_status()  # it keeps what it has beyond a server's life
        yield url
    finally:
        server.stop()


def client(service: str, url: str) -> Any:
    """Return boto3's client of one of the services."""
    return boto3.client(
        service,
        endpoint_url=url,
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key=SECRET_KEY,
    )
