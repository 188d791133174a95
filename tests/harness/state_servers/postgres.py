"""PostgreSQL, as Debian packages it, in a folder of the test's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from harness.cdk import PgBackend
from harness.state_servers.processes import free_port, running
from harness.state_servers.stored_state import StoredState

USER, PASSWORD, DATABASE = "state", "value-of-the-pg-password", "postgres"


@contextmanager
def postgres() -> Iterator[StoredState]:
    """Run a server, and keep states in it."""
    programs = _programs()
    account = _account()
    root = Path(tempfile.mkdtemp(prefix="state-in-postgres-"))
    port = free_port()
    try:
        password = root / "password"
        password.write_text(PASSWORD)
        if account:
            shutil.chown(root, account["user"])
            shutil.chown(password, account["user"])
        data = root / "data"
        subprocess.run(
            [
                programs / "initdb",
                *("-D", data, "-U", USER, "--pwfile", password, "--auth=scram-sha-256", "--no-sync"),
            ],
            check=True,
            capture_output=True,
            cwd=root,
            **account,
        )
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "port": str(port),
        }
        arguments = [f"--{name}={value}" for name, value in settings.items()]
        command = [str(programs / "postgres"), "-D", str(data), *arguments]
        with running(command, port, cwd=root, **account):
            yield StoredState(
                add_backend=lambda stack: PgBackend(
                    stack, conn_str=f"postgres://{USER}@127.0.0.1:{port}/{DATABASE}?sslmode=disable"
                ),
                environment={"PGPASSWORD": PASSWORD},
                stored=lambda: _everything(programs, port),
                keeps_lock=False,  # it is the connection's
            )
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _everything(programs: Path, port: int) -> bytes:
    done = subprocess.run(
        [
            programs / "psql",
            *("-h", "127.0.0.1", "-p", str(port), "-U", USER, "-d", DATABASE, "-At"),
            *("-c", "select name, data from terraform_remote_state.states"),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "PGPASSWORD": PASSWORD},
    )
    return done.stdout


def _programs() -> Path:
    found = [path.parent for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))]
    on_path = shutil.which("postgres")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    if not found:
        pytest.fail(
            "PostgreSQL is not installed: install the package postgresql (apt-get install postgresql)"
        )
    return found[-1]


def _account() -> dict[str, Any]:
    """Return whom the server runs as: PostgreSQL refuses to run as root."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
