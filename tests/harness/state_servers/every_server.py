"""All kinds of encrypted state that are tried on real servers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.state_servers.aws import s3
from harness.state_servers.azure import azure
from harness.state_servers.google import gcs
from harness.state_servers.http import http
from harness.state_servers.local import local
from harness.state_servers.postgres import postgres
from harness.state_servers.stored_state import StoredState

BY_THE_SERVER = ("s3-kms", "s3-own-key", "gcs-kms", "gcs-own-key")
"""Kinds that the server encrypts: both tools know them."""
IN_AZURE = ("azure-scope",)
"""A kind that the server encrypts, and that only OpenTofu can be tried with."""
BY_OPENTOFU = ("local", "pg", "http")
"""Kinds that nobody encrypts but OpenTofu."""


@contextmanager
def kept_in(kind: str, folder: Path) -> Iterator[StoredState]:
    """Run what keeps a state.

    Args:
        kind: One of these kinds.
        folder: A folder of the test's own.
    """
    name, _, key = kind.partition("-")
    servers = {
        "s3": lambda: s3(key_from_environment=key == "own-key"),
        "gcs": lambda: gcs(key_from_environment=key == "own-key"),
        "azure": lambda: azure(folder / "azurite"),
        "pg": postgres,
        "http": http,
        "local": lambda: local(folder / "kept"),
    }
    with servers[name]() as stored:
        yield stored
