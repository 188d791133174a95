"""The binding that `cdktf get` generates for the provider: what a user would otherwise use."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from tools.command import say
from tools.layout import CACHE, PROVIDER_MIRROR, ROOT
from tools.set_up.provider_mirror import PROVIDER
from tools.set_up.stamp import Stamp, digest

from bench.machine import terraform
from bench.observed import Cost, observe

FOLDER = CACHE / "generated-binding"
_WRAPPER = Path(__file__).with_name("terraform_without_broken_data_source.py")
_STAMP = Stamp(FOLDER / ".made-from")


def ensure_generated() -> Path:
    """Return the folder to import the binding `elasticstack` from. Generate it if it is not up to date."""
    if not _STAMP.says(_inputs()):
        generate()
    return FOLDER / "imports"


def generate() -> Cost:
    """Run `cdktf get` in an empty folder, and return what it cost."""
    say("cdktf get: generating the binding (about a minute)")
    # A fixed name, so that the next run removes what an interrupted run left.
    scratch = FOLDER.with_name(f"{FOLDER.name}-work")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    (scratch / "cdktf.json").write_text(_project())
    env = {
        **os.environ,
        "BENCH_TERRAFORM": os.environ["TERRAFORM_BINARY_NAME"],
        "TERRAFORM_BINARY_NAME": str(_WRAPPER),
    }
    cost = observe("cdktf get", ["cdktf", "get"], cwd=scratch, env=env)
    Stamp(scratch / _STAMP.path.name).write(_inputs())
    shutil.rmtree(FOLDER, ignore_errors=True)
    scratch.rename(FOLDER)
    return cost


def _inputs() -> str:
    return digest([_project(), ROOT / "package-lock.json", _WRAPPER])


def _project() -> str:
    """Return the content of cdktf.json."""
    provider = {"name": "elasticstack", "source": _source(), "version": PROVIDER.version}
    return json.dumps(
        {
            "language": "python",
            "app": "true",
            "projectId": "generated-binding",
            "sendCrashReports": "false",
            "codeMakerOutput": "imports",
            "terraformProviders": [provider],
            "terraformModules": [],
            "context": {},
        }
    )


def _source() -> str:
    """Return the provider's source; for OpenTofu with the registry, or CDKTF would assume Terraform's."""
    name, _ = terraform()
    if name != "OpenTofu":
        return "elastic/elasticstack"
    registry = next(folder.name for folder in PROVIDER_MIRROR.iterdir() if "opentofu" in folder.name)
    return f"{registry}/elastic/elasticstack"
