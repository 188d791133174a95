"""Download providers from the registry of Terraform or OpenTofu, where that can be reached."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tools.command import run, say
from tools.errors import CommandFailed
from tools.set_up.terraform_binary import Terraform

_PATIENCE_SECONDS = 15.0


def download(terraform: Terraform, versions: Mapping[str, str], scratch: Path) -> Path | None:
    """Return a folder that holds what the registry has; None if it cannot be reached.

    Args:
        terraform: The program that asks; it knows its own registry.
        versions: The providers: `namespace/name`, and the version.
        scratch: An empty folder.

    Returns:
        A folder with a folder `namespace/name` for each provider, in lower case, that holds its files.
    """
    if _is_unreachable(terraform):
        return None
    request = scratch / "request"
    request.mkdir()
    required = "".join(
        f'    {source.rpartition("/")[2]} = {{ source = "{source}", version = "{version}" }}\n'
        for source, version in versions.items()
    )
    (request / "main.tf").write_text(f"terraform {{\n  required_providers {{\n{required}  }}\n}}\n")
    say(f"asking the registry for {', '.join(f'{source} {version}' for source, version in versions.items())}")
    command: list[str | Path] = [
        terraform.path,
        "providers",
        "mirror",
        "-no-color",
        f"-platform={terraform.platform}",
    ]
    try:
        run(
            "asking the registry",
            [*command, scratch / "answer"],
            cwd=request,
            env=_environment(),
            patience=_PATIENCE_SECONDS,
            # The registry has answered, and the download that follows may take long.
            alive=lambda output: "Selected v" in output,
        )
    except CommandFailed:
        say("the registry cannot be reached")
        _unreachable().add(str(terraform.path))
        return None
    package = scratch / "package"
    for archive in (scratch / "answer").rglob("*.zip"):
        # `terraform init` links to unpacked files, but would unpack an archive each time.
        namespace, name = archive.parent.parts[-2:]
        with zipfile.ZipFile(archive) as content:
            content.extractall(package / namespace.lower() / name.lower())
    for binary in package.rglob("terraform-provider-*"):
        binary.chmod(binary.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return package if package.is_dir() else None


@cache
def _unreachable() -> set[str]:
    """Return the programs that did not get through in this run: asking again would only take time."""
    return set()


def _is_unreachable(terraform: Terraform) -> bool:
    return str(terraform.path) in _unreachable()


def _environment() -> dict[str, str]:
    env = {
        **os.environ,
        "CHECKPOINT_DISABLE": "1",
        "TF_REGISTRY_CLIENT_TIMEOUT": "10",
        "TF_REGISTRY_DISCOVERY_RETRY": "0",
    }
    # The user's own file may name a proxy registry or credentials; a missing one only causes warnings.
    if not Path(env.get("TF_CLI_CONFIG_FILE", "")).is_file():
        env.pop("TF_CLI_CONFIG_FILE", None)
    return env
