"""Rewrites a copy of a stack so that Terraform can test it without leaving the machine."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .. import document
from ..document import Json
from ..json_forms import bodies
from .providers import Providers

_LOCKED = re.compile(r'^provider "([^"]+)" \{', re.MULTILINE)
_NEVER_RUN = ("provisioner", "connection")
_STATEMENTS = ("import", "removed")
"""They need an earlier state, and a mocked run has none."""
_MODULE_RUNS = re.compile(r'^\s*(provisioner|provider)\s+"|"(provisioner|provider)"\s*:', re.MULTILINE)


def without_outside(stack: Json) -> dict[str, Any]:
    """Return a stack's JSON without what reaches for something outside, or needs an earlier state.

    These are the backend, the encryption of the state, provisioners, `import` and `removed`. And
    `prevent_destroy`, for `test` destroys in the end what it made up.

    Args:
        stack: The stack's JSON.
    """
    copy: dict[str, Any] = json.loads(json.dumps(stack))
    settings = document.settings(copy)
    kept = {
        key: value for key, value in settings.items() if key not in ("backend", "cloud", "encryption", "//")
    }
    copy["terraform"] = kept
    for body in bodies(copy.get("resource"), 2):
        for key in _NEVER_RUN:
            body.pop(key, None)
        for lifecycle in bodies(body.get("lifecycle")):
            lifecycle.pop("prevent_destroy", None)
    for statement in _STATEMENTS:
        copy.pop(statement, None)
    if not kept:
        del copy["terraform"]
    return copy


def installed(providers: Providers) -> list[str]:
    """Return the addresses of the providers that `init` installed, also those that only modules need.

    Args:
        providers: What `init` installed.
    """
    return _LOCKED.findall(providers.lock_file.read_text())


def require_all(stack: dict[str, Any], addresses: list[str]) -> dict[str, str]:
    """Let a stack require each installed provider, so that the test can mock it.

    Args:
        stack: The copy's JSON, which is changed.
        addresses: The providers' addresses.

    Returns:
        The address of each provider by its name in the stack.
    """
    required: dict[str, Any] = stack.get("terraform", {}).get("required_providers", {})
    sources = {_source(name, settings): name for name, settings in required.items() if name != "//"}
    names: dict[str, str] = {}
    for address in addresses:
        source = _short(address)
        # An ephemeral resource, which has no more place in the copy, may be all that needs a provider.
        name = sources.get(source)
        if name is None:
            name = source.rpartition("/")[2]
            while name in required or name in names:
                name += "-of-module"
            stack.setdefault("terraform", {}).setdefault("required_providers", {})[name] = {"source": address}
        names[name] = address
    return names


def refuse_modules_that_run(
    stack: Json, data: Path, directory: Path, overridden: set[str], function: str
) -> None:
    """Refuse modules with provisioners or providers of their own, which a mocked run would really run.

    Args:
        stack: The stack's JSON.
        data: Terraform's data folder, with the list of installed modules.
        directory: The stack's folder.
        overridden: The modules that are replaced as a whole.
        function: The function that a test called, for the message.

    Raises:
        AssertionError: There is one.
    """
    __tracebackhide__ = True
    listed = data / "modules" / "modules.json"
    if not stack.get("module") or not listed.exists():
        return
    wrong = []
    for module in json.loads(listed.read_text())["Modules"]:
        key = module["Key"]
        if not key or key.partition(".")[0] in overridden:
            continue
        folder = directory / module["Dir"]
        for file in sorted([*folder.glob("*.tf"), *folder.glob("*.tf.json")]):
            if found := _MODULE_RUNS.search(file.read_text(errors="replace")):
                wrong.append(f"module.{key} ({file.name}) has a {found[1] or found[2]} of its own")
                break
    if wrong:
        first = wrong[0].partition(" ")[0].partition(".")[2].partition(".")[0]
        raise AssertionError(
            f"{function}: {'; '.join(wrong)}, which no mock replaces, and which would really run. Give the "
            f"module's outputs instead of running it: overrides={{'module.{first}': {{…}}}}"
        )


def provider_of(type: str, attributes: Mapping[str, Any]) -> str:
    """Return the name of the provider that a resource or data source uses.

    Args:
        type: Its type.
        attributes: Its attributes.
    """
    named = attributes.get("provider")
    return str(named).strip("${} ").partition(".")[0] if named else type.partition("_")[0]


def _source(name: str, settings: Any) -> str:
    source = settings.get("source") if isinstance(settings, Mapping) else None
    return _short(source or f"hashicorp/{name}")


def _short(address: str) -> str:
    return "/".join(address.lower().split("/")[-2:])
