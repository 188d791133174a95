"""What Terraform and OpenTofu take in a backend's block, where they differ.

Each setting was given to Terraform 1.11.4 and to OpenTofu 1.12.6. Settings nested deeper are not looked at:
both tools drop those that they do not know, without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..schema.tool import NAMES, Tool
from .backend_blocks import address_of
from .backend_credentials import credentials_in
from .document import Document, bodies
from .problems import GateProblem
from .state_judge.blocks import declared_backends, encryption_blocks

ONLY: dict[str, dict[str, Tool]] = {
    "azurerm": {
        "ado_pipeline_service_connection_id": "terraform",
        "ado_service_connection_id": "opentofu",
        "customer_provided_key": "opentofu",
        "encryption_scope": "opentofu",
        "lookup_blob_endpoint": "terraform",
        "timeout_seconds": "opentofu",
    },
    "gcs": {"universe_domain": "opentofu"},
    "http": {"headers": "opentofu"},
    "pg": {"index_name": "opentofu", "table_name": "opentofu"},
    "s3": {
        "assume_role_duration_seconds": "opentofu",
        "assume_role_policy": "opentofu",
        "assume_role_policy_arns": "opentofu",
        "assume_role_tags": "opentofu",
        "assume_role_transitive_tag_keys": "opentofu",
        "external_id": "opentofu",
        "lock_tags": "opentofu",
        "role_arn": "opentofu",
        "session_name": "opentofu",
        "state_tags": "opentofu",
    },
}
"""Settings that only one of the tools knows."""

_IN_AN_OBJECT = {"assume_role_policy_arns", "external_id", "role_arn", "session_name"}
"""Settings of S3 that Terraform has in `assume_role`."""
_TOLD = 'Target(tool="…") says which tool deploys the stack'
_STATIC_ROOTS = ("var.", "local.", "path.", "terraform.")
_YES = (True, "true")


def unknown_settings(terraform: Any, tool: Tool | None, environ: Mapping[str, str]) -> Iterator[GateProblem]:
    """Find what the tool does not know, or misses; if no tool is named, what only one of them knows.

    Args:
        terraform: The `terraform` block of a stack's JSON.
        tool: The tool.
        environ: The environment.
    """
    for kind, given in declared_backends(terraform).items():
        known = ONLY.get(kind, {})
        for settings in bodies(given):
            for name in known.keys() & settings.keys():
                knows = known[name]
                if settings[name] is not None and tool != knows:
                    yield _only_one_knows(address_of(kind), name, knows, tool)
            has_host = settings.get("hostname") is not None or environ.get("TF_CLOUD_HOSTNAME")
            if kind == "cloud" and tool != "terraform" and not has_host:
                yield GateProblem(
                    address_of(kind),
                    "hostname",
                    "OpenTofu needs it, and has no default" + ("" if tool else f"; {_TOLD}"),
                    'Set hostname="app.terraform.io", or that of your own server',
                )


def unknown_encryption(terraform: Any, tool: Tool | None) -> Iterator[GateProblem]:
    """Find `encryption` where it is not OpenTofu, or maybe not, that deploys the stack."""
    if encryption_blocks(terraform) and tool != "opentofu":
        yield _only_one_knows("terraform.encryption", "", "opentofu", tool)


def not_evaluated(file: Document, tool: Tool | None) -> Iterator[GateProblem]:
    """Find expressions in a backend's settings that do not become what they say.

    Terraform evaluates nothing there: the text is used as it is, `${…}` and all. OpenTofu evaluates what is
    known without a state, and refuses what is sensitive or ephemeral.

    Args:
        file: The stack's JSON.
        tool: The tool; if it is not known, both have to understand the same.
    """
    for kind, given in declared_backends(file.raw.get("terraform")).items():
        if any(True for _ in credentials_in(kind, given)):
            continue  # to be taken away first
        for settings in bodies(given):
            for name, value in settings.items():
                if name != "//" and _has_template(value):
                    yield from _of_template(file, address_of(kind), name, value, tool)


def is_known_in_time(text: str) -> bool:
    """Whether OpenTofu may know an expression when it reads a backend: variables and locals.

    Whether one of them is sensitive is told by `not_evaluated`, which sees the whole file.
    """
    return not _what_opentofu_refuses(Document({}), text)


def _of_template(
    file: Document, address: str, name: str, value: Any, tool: Tool | None
) -> Iterator[GateProblem]:
    if tool != "opentofu":
        instead = (
            "" if tool else '. OpenTofu evaluates variables; if it deploys this: Target(tool="opentofu")'
        )
        yield GateProblem(
            address,
            name,
            "expected a text without ${ and %{: Terraform evaluates nothing in a backend, and uses it as it "
            "stands there",
            f"Write the value itself{instead}",
        )
        return
    found = _what_opentofu_refuses(file, value)
    if found:
        yield GateProblem(
            address,
            name,
            f"OpenTofu reads a backend before all else, and refuses {found} there",
            "Write the value itself, or a variable or local that is neither sensitive nor ephemeral",
        )


def _what_opentofu_refuses(file: Document, value: Any) -> str:
    # Loaded only where there is something to read.
    from .expression_reader import CannotRead, read_template
    from .references import References

    for text in _templates(value):
        try:
            read_template(text)
        except (CannotRead, RecursionError):
            return "an expression that cannot be read"
    for address in sorted(References(file).of(value)):
        if not address.startswith(_STATIC_ROOTS):
            return address
        if address.startswith("var."):
            for body in bodies(file.variables.get(address.removeprefix("var."))):
                for mark in ("sensitive", "ephemeral"):
                    if body.get(mark) in _YES:
                        return f"{address}, which is {mark},"
    return ""


def _has_template(value: Any) -> bool:
    return any(True for _ in _templates(value))


def _templates(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if "${" in value or "%{" in value:
            yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _templates(key)
            yield from _templates(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _templates(item)


def _only_one_knows(address: str, name: str, knows: Tool, tool: Tool | None) -> GateProblem:
    if tool is None:
        return GateProblem(
            address, name, f"only {NAMES[knows]} knows it", f"{_TOLD}, and checks that it knows"
        )
    instead = "Leave it out"
    if name in _IN_AN_OBJECT or name.startswith("assume_role_"):
        instead = "Write it in assume_role"
    return GateProblem(
        address,
        name,
        f"only {NAMES[knows]} knows it, and {NAMES[tool]} deploys this stack",
        f'{instead}, or deploy with {NAMES[knows]}: Target(tool="{knows}")',
    )
