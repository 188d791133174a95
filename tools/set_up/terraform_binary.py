"""Choose which Terraform or OpenTofu is used; build OpenTofu where there is none."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.command import say
from tools.errors import ToolError
from tools.layout import CACHE, TERRAFORM_BINARY
from tools.set_up.go_build import GoProgram

OLDEST = (1, 11)  # the first version with write-only attributes

OPENTOFU = GoProgram(
    title="OpenTofu",
    folder="opentofu",
    module="github.com/opentofu/opentofu",
    package="github.com/opentofu/opentofu/cmd/tofu",
    ldflags="-X github.com/opentofu/opentofu/version.dev=no",
)


@dataclass(frozen=True)
class Terraform:
    """A Terraform or OpenTofu program.

    Attributes:
        path: The program.
        version: Its version.
        platform: What it runs on, as a provider mirror writes it: `linux_amd64`.
    """

    path: Path
    version: tuple[int, ...]
    platform: str

    def __str__(self) -> str:
        """Return name and version."""
        return f"{self.path.name} {'.'.join(map(str, self.version))}"


def choose(environ: Mapping[str, str] = os.environ) -> Terraform:
    """Return the program to use, and record it for `tools.environment`.

    It is TERRAFORM_BINARY_NAME, else `terraform` or `tofu` on PATH, else an OpenTofu built here.
    """
    named = environ.get("TERRAFORM_BINARY_NAME")
    chosen = _named(named, environ) if named else _on_path(environ) or opentofu()
    TERRAFORM_BINARY.parent.mkdir(parents=True, exist_ok=True)
    TERRAFORM_BINARY.write_text(f"{chosen.path}\n")
    return chosen


def opentofu() -> Terraform:
    """Return the pinned OpenTofu, after building it unless that has been done."""
    target = CACHE / "opentofu" / OPENTOFU.version / "tofu"
    if not target.is_file():
        OPENTOFU.build(target)
    built = inspect(target)
    if built is None:
        raise ToolError(f"{target} does not run: delete it and try again")
    return built


def inspect(program: Path) -> Terraform | None:
    """Ask a program for its version; return None if it does not answer as Terraform does."""
    # If TF_CLI_CONFIG_FILE named a missing file, the answer would contain warnings.
    env = {**os.environ, "CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": os.devnull}
    try:
        answer = subprocess.run(
            [program, "version", "-json"], capture_output=True, text=True, check=True, timeout=60, env=env
        )
        facts = json.loads(answer.stdout)
        numbers = re.match(r"\d+(?:\.\d+)*", facts["terraform_version"])
        if numbers is None:
            return None
        return Terraform(program, tuple(map(int, numbers[0].split("."))), facts["platform"])
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return None


def _named(name: str, environ: Mapping[str, str]) -> Terraform:
    found = shutil.which(name, path=environ.get("PATH"))
    chosen = inspect(Path(found).absolute()) if found else None
    if chosen is None:
        raise ToolError(f"TERRAFORM_BINARY_NAME={name} does not run as Terraform does: correct or unset it")
    if chosen.version < OLDEST:
        say(f"{chosen} was asked for, but write-only secrets need {_dotted(OLDEST)} or later")
    return chosen


def _on_path(environ: Mapping[str, str]) -> Terraform | None:
    for name in ("terraform", "tofu"):
        found = shutil.which(name, path=environ.get("PATH"))
        candidate = inspect(Path(found).absolute()) if found else None
        if candidate is not None and candidate.version >= OLDEST:
            return candidate
        if candidate is not None:
            say(f"{candidate} on PATH is too old ({_dotted(OLDEST)} or later is needed): not used")
    return None


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
