"""Runs the command against a stand-in Kibana, or against something that is none."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from running import run

from kibana_connectors.sandbox import Sandbox

NO_PROFILE = {"XDG_CONFIG_HOME": "/nowhere", "KIBANA_CONNECTORS_PROFILE": ""}
_UNSET = """
KIBANA_ENDPOINT KIBANA_API_KEY KIBANA_BEARER_TOKEN KIBANA_USERNAME KIBANA_PASSWORD KIBANA_CA_CERTS
KIBANA_INSECURE
HTTP_PROXY HTTPS_PROXY ALL_PROXY http_proxy https_proxy all_proxy
"""
UNSET = dict.fromkeys(_UNSET.split(), "")
"""An empty variable counts as unset."""


def variables(kibana: Sandbox | None = None, **changes: str) -> dict[str, str]:
    """The environment of a command that talks to a stand-in."""
    there = {} if kibana is None else {"KIBANA_ENDPOINT": kibana.url, "KIBANA_API_KEY": kibana.api_key}
    return {**UNSET, **NO_PROFILE, **there, **changes}


def ask(kibana: Sandbox | None, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return run(*arguments, env=variables(kibana, **changes))


def json_of(kibana: Sandbox, *arguments: str) -> Any:
    done = ask(kibana, *arguments, "--json")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return json.loads(done.stdout)


def profile_file(folder: Path, text: str) -> dict[str, str]:
    """Write the profile file below a folder, and give the environment in which it is read."""
    file = folder / "kibana-connectors" / "profiles.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return {"XDG_CONFIG_HOME": str(folder)}
