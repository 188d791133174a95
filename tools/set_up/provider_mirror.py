"""Prepare the folder from which Terraform and OpenTofu take the elasticstack provider, without network."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from pathlib import Path

from tools.command import run, say
from tools.errors import CommandFailed, ToolError
from tools.layout import CACHE, LOGS, PROVIDER_MIRROR
from tools.set_up.go_build import GoProgram, link_or_copy
from tools.set_up.terraform_binary import Terraform

PROVIDER = GoProgram(
    title="the elasticstack provider",
    folder="elasticstack",
    module="github.com/elastic/terraform-provider-elasticstack",
    package="github.com/elastic/terraform-provider-elasticstack",
    ldflags="-X main.version={version}",
)

# Each tool looks for `elastic/elasticstack` under the name of its own default registry.
_HOSTS = ("registry.terraform.io", "registry.opentofu.org")

_REGISTRY_PATIENCE_SECONDS = 15.0


def prepare(terraform: Terraform) -> Path:
    """Put the provider for this platform into the mirror, and return the mirror's path.

    The provider is downloaded from the registry if that answers, else built from source.
    """
    places = [_place(host, terraform.platform) for host in _HOSTS]
    if all(place.is_dir() for place in places):
        return PROVIDER_MIRROR
    # The name is fixed so that a run clears what a killed run left.
    scratch = CACHE / "provider-work"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    package = _download(terraform, scratch) or _build(terraform, scratch)
    for place in places:
        _publish(package, place, scratch)
    shutil.rmtree(scratch)
    return PROVIDER_MIRROR


def _place(host: str, platform: str) -> Path:
    return PROVIDER_MIRROR / host / "elastic" / "elasticstack" / PROVIDER.version / platform


def _download(terraform: Terraform, scratch: Path) -> Path | None:
    """Return a folder with the registry's files; None if the registry cannot be reached."""
    request = scratch / "request"
    request.mkdir()
    (request / "main.tf").write_text(
        "terraform {\n  required_providers {\n    elasticstack = "
        f'{{ source = "elastic/elasticstack", version = "{PROVIDER.version}" }}\n  }}\n}}\n'
    )
    say(f"asking the registry for {PROVIDER.title} {PROVIDER.version}")
    try:
        run(
            "asking the registry",
            [
                terraform.path,
                "providers",
                "mirror",
                "-no-color",
                f"-platform={terraform.platform}",
                scratch / "answer",
            ],
            cwd=request,
            env=_registry_environment(),
            patience=_REGISTRY_PATIENCE_SECONDS,
            # The registry has answered, and the download that follows may take long.
            alive=lambda output: "Selected v" in output,
        )
    except CommandFailed:
        say("the registry cannot be reached")
        return None
    package = scratch / "package"
    for archive in (scratch / "answer").rglob("*.zip"):
        # `terraform init` links to unpacked files, but would unpack an archive each time.
        with zipfile.ZipFile(archive) as content:
            content.extractall(package)
    for binary in package.glob("terraform-provider-*"):
        binary.chmod(binary.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return package if package.is_dir() else None


def _build(terraform: Terraform, scratch: Path) -> Path:
    package = scratch / "built"
    PROVIDER.build(
        package / f"terraform-provider-elasticstack_v{PROVIDER.version}", platform=terraform.platform
    )
    return package


def _publish(package: Path, place: Path, scratch: Path) -> None:
    """Put the files into the mirror; the folder appears there only when it is complete."""
    if not any(package.glob("terraform-provider-*")):
        raise ToolError(f"{package} holds no provider: see the logs in {LOGS}")
    staged = scratch / "staged"
    shutil.copytree(package, staged, copy_function=link_or_copy)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(place, ignore_errors=True)
    staged.rename(place)


def _registry_environment() -> dict[str, str]:
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
