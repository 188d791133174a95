"""Google Cloud Storage, as fake-gcs-server serves it.

It encrypts nothing itself. So what is judged is what it was told: each request is recorded on its way.
"""

from __future__ import annotations

import base64
import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from harness.state_servers.processes import free_port, running
from harness.state_servers.recording_proxy import Asked, recording_proxy
from harness.state_servers.stored_state import StoredState
from kibana_connectors import EncryptedGcsBackend

BUCKET = "tf-state"
PREFIX = "kibana/oncall"
OBJECT = f"{PREFIX}/default.tfstate"
KMS_KEY = "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/state"
CUSTOMER_KEY = base64.b64encode(bytes(range(32))).decode()
ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def gcs(*, key_from_environment: bool) -> Iterator[StoredState]:
    """Keep a state in Google Cloud Storage, encrypted with a Cloud KMS key or with the customer's own."""
    port = free_port()
    with recording_proxy(port) as (front, asked), running(_command(port, front), port):
        url = f"http://127.0.0.1:{front}/storage/v1/"
        _post(f"{url}b?project=p", {"name": BUCKET})

        def add_backend(stack: Any) -> object:
            key = {"key_from_environment": True} if key_from_environment else {"kms_encryption_key": KMS_KEY}
            return EncryptedGcsBackend(stack, bucket=BUCKET, prefix=PREFIX, endpoint=url, **key)

        more = {"GOOGLE_ENCRYPTION_KEY": CUSTOMER_KEY} if key_from_environment else {}
        yield StoredState(
            add_backend=add_backend,
            environment={"GOOGLE_OAUTH_ACCESS_TOKEN": "value-of-the-google-token", **more},
            stored=lambda: _get(
                f"http://127.0.0.1:{port}/storage/v1/b/{BUCKET}/o/{quote(OBJECT, safe='')}?alt=media"
            ),
            how_encrypted=lambda: " ".join(sorted({_key_of(each) for each in _uploads(asked)})),
        )


def _command(port: int, front: int) -> list[str]:
    built = sorted((ROOT / ".cache" / "fake-gcs-server").glob("*/fake-gcs-server"))
    if not built:
        pytest.fail("fake-gcs-server is not built: install Go and run `make tools`")
    return [
        str(built[-1]),
        *("-backend", "memory", "-scheme", "http", "-host", "127.0.0.1", "-port", str(port)),
        *("-public-host", f"127.0.0.1:{front}", "-external-url", f"http://127.0.0.1:{front}"),
    ]


def _uploads(asked: list[Asked]) -> Iterator[Asked]:
    """Yield the uploads of states; a lock holds nothing of a state."""
    for each in asked:
        if "/upload/" in each.path and b"default.tfstate" in each.body + each.path.encode():
            yield each


def _key_of(upload: Asked) -> str:
    """Return with which key the server was told to encrypt."""
    algorithm = upload.headers.get("x-goog-encryption-algorithm")
    if algorithm:
        return f"{algorithm} {upload.headers['x-goog-encryption-key']}"
    return (
        KMS_KEY if KMS_KEY.replace("/", "%2F") in upload.path or KMS_KEY.encode() in upload.body else "none"
    )


def _post(url: str, body: dict[str, str]) -> None:
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status == 200


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:
        content: bytes = answer.read()
        return content
