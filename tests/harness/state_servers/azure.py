"""Azure Blob Storage, as Azurite serves it, under the name that the tools look for.

OpenTofu asks `<account>.blob.core.windows.net`, by TLS. So a proxy on loopback takes its CONNECT, shows a
certificate of the test's own for that name, and passes each request on to Azurite, recorded. Terraform 1.11
signs such requests in a way that Azurite refuses.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from harness.state_servers.processes import free_port, running
from harness.state_servers.recording_proxy import Asked, recorder
from harness.state_servers.stored_state import StoredState
from kibana_connectors import EncryptedAzureBackend

ACCOUNT = "opstfstate"
HOST = f"{ACCOUNT}.blob.core.windows.net"
ACCESS_KEY = base64.b64encode(b"value-of-the-azure-access-key-32").decode()
CONTAINER, BLOB, SCOPE = "tfstate", "kibana/oncall.tfstate", "kibana"
ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def azure(folder: Path) -> Iterator[StoredState]:
    """Keep a state in Azure Blob Storage, in an encryption scope.

    Args:
        folder: A folder of the test's own.
    """
    program = ROOT / "node_modules" / ".bin" / "azurite-blob"
    if not program.exists():
        pytest.fail("Azurite is not installed: run `make tools`")
    folder.mkdir()
    port = free_port()
    command = [
        *(str(ROOT / "node_modules" / ".bin" / "node"), str(program.resolve())),
        *("--blobHost", "127.0.0.1", "--blobPort", str(port)),
        *("--silent", "--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence"),
    ]
    with running(command, port, env={"AZURITE_ACCOUNTS": f"{ACCOUNT}:{ACCESS_KEY}", "PATH": "/usr/bin:/bin"}):
        _make_container(port)
        certificate = _certificate(folder)
        with _front(port, certificate) as (front, asked):
            yield StoredState(
                add_backend=lambda stack: EncryptedAzureBackend(
                    stack,
                    storage_account_name=ACCOUNT,
                    container_name=CONTAINER,
                    key=BLOB,
                    use_azuread_auth=False,
                    encryption_scope=SCOPE,
                ),
                environment={
                    "ARM_ACCESS_KEY": ACCESS_KEY,
                    "HTTPS_PROXY": f"http://127.0.0.1:{front}",
                    "SSL_CERT_FILE": str(certificate),
                },
                stored=lambda: _states(asked)[-1].body,
                how_encrypted=lambda: " ".join(
                    sorted({each.headers.get("x-ms-encryption-scope", "none") for each in _states(asked)})
                ),
            )


def _states(asked: list[Asked]) -> list[Asked]:
    """Return the uploads of the state; its lock is a header of the same blob."""
    return [
        each
        for each in asked
        if each.method == "PUT" and each.path.startswith(f"/{CONTAINER}/") and "comp=" not in each.path
    ]


def _make_container(port: int) -> None:
    date = formatdate(usegmt=True)
    headers = f"x-ms-date:{date}\nx-ms-version:2021-12-02\n"
    signed = f"PUT{chr(10) * 12}{headers}/{ACCOUNT}/{CONTAINER}\nrestype:container"
    digest = hmac.digest(base64.b64decode(ACCESS_KEY), signed.encode(), hashlib.sha256)
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(
        "PUT",
        f"/{CONTAINER}?restype=container",
        headers={
            "Host": HOST,
            "x-ms-date": date,
            "x-ms-version": "2021-12-02",
            "Authorization": f"SharedKey {ACCOUNT}:{base64.b64encode(digest).decode()}",
            "Content-Length": "0",
        },
    )
    answer = connection.getresponse()
    assert answer.status == 201, answer.read()
    connection.close()


def _certificate(folder: Path) -> Path:
    """Write a certificate for the account's host, with its key in the same file, and return the file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file


@contextmanager
def _front(port: int, certificate: Path) -> Iterator[tuple[int, list[Asked]]]:
    """Run a proxy that answers for the account's host, and give its port and the requests so far."""
    asked: list[Asked] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    record = recorder(asked, port)

    class Front(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def do_CONNECT(self) -> None:
            if not self.path.startswith(f"{HOST}:"):
                self.send_error(502)
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.flush()
            with context.wrap_socket(self.connection, server_side=True) as secured:
                record(secured, self.client_address, self.server)
            self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Front)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
