"""Installs providers once for all tests and all processes that need the same ones."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import MissingPackage
from . import command
from .command import binary, run

LOCK_FILE = ".terraform.lock.hcl"


@dataclass(frozen=True)
class Providers:
    """Providers that `init` installed.

    Attributes:
        data: Terraform's data folder.
        lock_file: Their lock file.
        key: Identifies this set of providers.
    """

    data: Path
    lock_file: Path
    key: str

    @property
    def plugins(self) -> Path:
        """The folder with the providers' binaries."""
        return self.data / "providers"


def providers_for(document: Mapping[str, Any], directory: Path, cache: Path) -> Providers:
    """Install the providers of a stack, unless an earlier test or run did so.

    Args:
        document: The stack's JSON.
        directory: The stack's folder.
        cache: A folder that outlives the test run.

    Raises:
        AssertionError: `init` fails.
    """
    __tracebackhide__ = True
    try:
        from filelock import FileLock
    except ImportError:
        raise MissingPackage("installing providers", "filelock", "filelock") from None
    key = hashlib.sha256(json.dumps(_inputs_of_init(document, directory)).encode()).hexdigest()[:16]
    found = Providers(cache / key, cache / f"{key}.lock.hcl", key)
    with FileLock(cache / f"{key}.lock"):
        if not found.lock_file.exists():
            _init(_folder_for_init(document, directory, cache / f"{key}.init"), found)
    return found


def _folder_for_init(document: Mapping[str, Any], directory: Path, scratch: Path) -> Path:
    """Return a folder to run `init` in: with the stack's providers, and without the rest of the stack.

    `init` also refuses what only `validate` should report, such as a default of the wrong type. Modules bring
    providers of their own, so that a stack with modules is taken whole.
    """
    if document.get("module"):
        return directory
    terraform = document.get("terraform", {})
    required = {**terraform.get("required_providers", {})}
    for name in _provider_names(document):
        if name != "terraform":  # built in
            required.setdefault(name, {"source": f"hashicorp/{name}"})
    kept = {"required_providers": required, "required_version": terraform.get("required_version")}
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    reduced = {"terraform": {key: value for key, value in kept.items() if value}}
    (scratch / "cdk.tf.json").write_text(json.dumps(reduced))
    return scratch


def _provider_names(document: Mapping[str, Any]) -> list[str]:
    """Return the names of the providers that the blocks of a stack use."""
    types = {*document.get("resource", {}), *document.get("data", {}), *document.get("ephemeral", {})}
    return sorted({type.partition("_")[0] for type in types} | {*document.get("provider", {})})


def _init(directory: Path, into: Providers) -> None:
    __tracebackhide__ = True
    shutil.rmtree(into.data, ignore_errors=True)
    done = run("init", "-backend=false", "-input=false", "-no-color", directory=directory, data=into.data)
    if done.returncode != 0:
        raise AssertionError(f"{command.name()} init fails\n{done.stdout.strip()}\n{done.stderr.strip()}")
    written = directory / LOCK_FILE
    # Written last: its presence means that all is installed. A stack without providers has no lock file.
    into.lock_file.write_text(written.read_text() if written.exists() else "")


def _inputs_of_init(document: Mapping[str, Any], directory: Path) -> list[Any]:
    """Return all that decides which providers and modules `init` installs."""
    terraform = document.get("terraform", {})
    modules = {
        name: [call.get("source"), call.get("version")] for name, call in document.get("module", {}).items()
    }
    sources = [str(source) for source, _ in modules.values()]
    has_local_module = any(source.startswith(("./", "../", "/")) for source in sources)
    return [
        terraform.get("required_providers", {}),
        terraform.get("required_version"),
        _provider_names(document),
        modules,
        str(directory) if has_local_module else "",
        binary(),
        os.environ.get("TF_CLI_CONFIG_FILE", ""),
    ]
