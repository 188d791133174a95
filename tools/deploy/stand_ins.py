"""Start a stand-in Kibana, and a stand-in S3 for Terraform's state."""

from __future__ import annotations

import logging
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

from kibana_connectors.sandbox import Sandbox
from tools.command import say
from tools.deploy.credentials import CREDENTIAL_VARIABLES
from tools.deploy.target import OUT, Target

_SPACES = ("default", "operations", "platform", "security")
_REPLACED = ("KIBANA_", "ELASTICSEARCH_", "STATE_", "AWS_")


@contextmanager
def stand_ins(environment: Mapping[str, str]) -> Iterator[Target]:
    """Run both until the `with` block ends.

    Args:
        environment: The environment to start from. The settings for another Kibana, another state and AWS
            are left out.
    """
    say("KIBANA_ENDPOINT is not set: starting a stand-in Kibana and a stand-in S3 for the state")
    unused = [name for name in CREDENTIAL_VARIABLES if environment.get(name)]
    if unused:
        say(f"not used without KIBANA_ENDPOINT: {', '.join(unused)}")
    kept = {name: value for name, value in environment.items() if not name.startswith(_REPLACED)}
    with _store() as store, Sandbox(spaces=_SPACES) as kibana:
        # The state of an earlier run is gone, so its files are of no use.
        out = OUT / "stand-in"
        shutil.rmtree(out, ignore_errors=True)
        reached = {"KIBANA_ENDPOINT": kibana.url, "KIBANA_API_KEY": kibana.api_key}
        yield Target({**kept, **store, **reached}, out, is_stand_in=True)


@contextmanager
def _store() -> Iterator[dict[str, str]]:
    """Run the S3 server with a bucket in it; the value is the environment to reach it with."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # else it logs every request
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        environment = {
            "AWS_ACCESS_KEY_ID": "stand-in",
            "AWS_SECRET_ACCESS_KEY": secrets.token_hex(16),
            "AWS_EC2_METADATA_DISABLED": "true",
            "STATE_ENDPOINT": f"http://{host}:{port}",
            "STATE_BUCKET": "example-terraform-state",
            "STATE_REGION": "eu-west-1",
            "STATE_KMS_KEY_ID": "alias/example-terraform-state",
        }
        _make_bucket(environment)
        yield environment
    finally:
        server.stop()


def _make_bucket(environment: Mapping[str, str]) -> None:
    client = boto3.client(
        "s3",
        endpoint_url=environment["STATE_ENDPOINT"],
        region_name=environment["STATE_REGION"],
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
    )
    client.create_bucket(
        Bucket=environment["STATE_BUCKET"],
        CreateBucketConfiguration={"LocationConstraint": environment["STATE_REGION"]},
    )
