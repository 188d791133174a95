"""The machine that measured, without its name, and the versions of all software that takes part."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

import psutil
from tools.layout import ROOT
from tools.set_up.provider_mirror import PROVIDER

_PACKAGES = ("cdktf-kibana-connectors", "cdktf", "constructs", "jsii", "pydantic", "jsonschema", "pytest")


def measured_on() -> dict[str, dict[str, str]]:
    """Return machine and versions, as readable texts."""
    return {"machine": _machine(), "versions": _versions()}


def _machine() -> dict[str, str]:
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", cpuinfo.read_text()) if cpuinfo.is_file() else None
    return found[1] if found else platform.processor() or "unknown"


def _versions() -> dict[str, str]:
    terraform_name, terraform_version = terraform()
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    return {
        "Python": platform.python_version(),
        "Node": lock["node_modules/node"]["version"],
        terraform_name: terraform_version,
        "elasticstack": PROVIDER.version,
        "cdktf-cli": lock["node_modules/cdktf-cli"]["version"],
        **{package: version(package) for package in _PACKAGES},
    }


def terraform() -> tuple[str, str]:
    """Return name and version of the Terraform or OpenTofu in use."""
    command = [os.environ["TERRAFORM_BINARY_NAME"], "version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    name, version = answer.stdout.splitlines()[0].split(" v", 1)
    return name, version
