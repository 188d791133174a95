"""Prepare the folder from which Terraform and OpenTofu take their providers, without network."""

from __future__ import annotations

import shutil
from pathlib import Path

from tools.errors import ToolError
from tools.layout import CACHE, LOGS, PROVIDER_MIRROR
from tools.set_up import provider_registry
from tools.set_up.go_build import GoProgram, link_or_copy
from tools.set_up.terraform_binary import Terraform

PROVIDER = GoProgram(
    title="the elasticstack provider",
    folder="elasticstack",
    module="github.com/elastic/terraform-provider-elasticstack",
    package="github.com/elastic/terraform-provider-elasticstack",
    ldflags="-X main.version={version}",
)
SOURCE = "elastic/elasticstack"

# Each tool looks for `elastic/elasticstack` under the name of its own default registry.
_HOSTS = ("registry.terraform.io", "registry.opentofu.org")


def prepare(terraform: Terraform) -> Path:
    """Put the provider for this platform into the mirror, and return the mirror's path.

    The provider is downloaded from the registry if that answers, else built from source.
    """
    if all(place.is_dir() for place in places(SOURCE, PROVIDER.version, terraform.platform)):
        return PROVIDER_MIRROR
    scratch = empty_scratch("provider-work")
    package = _download(terraform, scratch) or _build(terraform, scratch)
    publish(package, SOURCE, PROVIDER.version, terraform.platform)
    shutil.rmtree(scratch)
    return PROVIDER_MIRROR


def places(source: str, version: str, platform: str) -> list[Path]:
    """Return the folders of the mirror that hold a provider, one for each tool.

    Args:
        source: `namespace/name`.
        version: The provider's version.
        platform: Such as `linux_amd64`.
    """
    return [PROVIDER_MIRROR / host / source.lower() / version / platform for host in _HOSTS]


def empty_scratch(name: str) -> Path:
    """Return an empty folder; its name is fixed so that a run clears what a killed run left."""
    scratch = CACHE / name
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    return scratch


def publish(package: Path, source: str, version: str, platform: str) -> None:
    """Put a provider's files into the mirror; each folder appears there only when it is complete.

    Args:
        package: The folder with the files.
        source: `namespace/name`.
        version: The provider's version.
        platform: Such as `linux_amd64`.

    Raises:
        ToolError: There is no provider among the files.
    """
    if not any(package.glob("terraform-provider-*")):
        raise ToolError(f"{package} holds no provider: see the logs in {LOGS}")
    for place in places(source, version, platform):
        staged = CACHE / "provider-staged"
        shutil.rmtree(staged, ignore_errors=True)
        shutil.copytree(package, staged, copy_function=link_or_copy)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(place, ignore_errors=True)
        staged.rename(place)


def _download(terraform: Terraform, scratch: Path) -> Path | None:
    package = provider_registry.download(terraform, {SOURCE: PROVIDER.version}, scratch)
    return None if package is None else package / SOURCE


def _build(terraform: Terraform, scratch: Path) -> Path:
    package = scratch / "built"
    PROVIDER.build(
        package / f"terraform-provider-elasticstack_v{PROVIDER.version}", platform=terraform.platform
    )
    return package
