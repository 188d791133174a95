"""Make the environment in which Terraform, cdktf, Node and the tests run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from tools.errors import ToolError
from tools.layout import CLI_CONFIG, NODE_BIN, TERRAFORM_BINARY, VENV

_FIXED = {
    "CHECKPOINT_DISABLE": "1",  # Terraform and cdktf then do not look for new versions of themselves
    "CI": "1",  # cdktf then draws no progress display
    "TF_IN_AUTOMATION": "1",
    "TF_INPUT": "0",
    # The shared plugin cache is not safe for parallel runs, and with the mirror it has no use.
    "CDKTF_DISABLE_PLUGIN_CACHE_ENV": "1",
    # After init, cdktf would ask the registry for checksums, even of providers from the mirror.
    "CDKTF_SKIP_PROVIDER_LOCK": "true",
    # cdktf-cli uses a deprecated function of Node, which would print a warning on every run.
    "NODE_NO_WARNINGS": "1",
    "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20",
}


def child_environment(base: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which the project's own tools come first.

    Args:
        base: The environment to start from; this process's own if left out.

    Raises:
        ToolError: `make tools` has not been run.
    """
    base = os.environ if base is None else base
    if not CLI_CONFIG.is_file() or not TERRAFORM_BINARY.is_file():
        raise ToolError("the tools are not ready: run `make tools`")
    env = {
        **base,
        **_FIXED,
        "PATH": os.pathsep.join([str(VENV / "bin"), str(NODE_BIN), base.get("PATH", os.defpath)]),
        "VIRTUAL_ENV": str(VENV),
        "TF_CLI_CONFIG_FILE": str(CLI_CONFIG),
        "TERRAFORM_BINARY_NAME": _terraform(base),
    }
    env.pop("PYTHONHOME", None)
    return env


def _terraform(base: Mapping[str, str]) -> str:
    """Return the full path of the user's choice, else of the prepared program."""
    named = base.get("TERRAFORM_BINARY_NAME")
    if not named:
        return TERRAFORM_BINARY.read_text().strip()
    found = shutil.which(named, path=base.get("PATH"))
    return str(Path(found).absolute()) if found else named
