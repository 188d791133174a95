"""Variables whose value must not be kept: which of them have to be ephemeral, and which cannot be.

The value of a variable that is not ephemeral lies in a saved plan in plain text, even if it only feeds a
write-only attribute. Terraform takes an ephemeral one in no attribute that it keeps, so that a variable that
feeds such an attribute too cannot be made ephemeral.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .document import Block, Document, bodies
from .judged_secrets import KEPT_IN_STATE, Destination, SecretUse
from .problems import GateProblem
from .values import Source, SourceKind

if TYPE_CHECKING:
    from .references import References

_OWN_VARIABLE = "Take a variable for this secret alone, and another for the rest"
EPHEMERAL_INSTEAD = {
    "vault_kv_secret_v2": "vault_kv_secret_v2",
    "vault_kv_secret": "vault_kv_secret_v2",
    "vault_generic_secret": "vault_kv_secret_v2",
    "aws_secretsmanager_secret_version": "aws_secretsmanager_secret_version",
    "aws_ssm_parameter": "aws_ssm_parameter",
    "azurerm_key_vault_secret": "azurerm_key_vault_secret",
    "google_secret_manager_secret_version": "google_secret_manager_secret_version",
    "onepassword_item": "onepassword_item",
    "tfe_outputs": "tfe_outputs",
    "random_password": "random_password",
    "elasticstack_elasticsearch_security_api_key": "elasticstack_elasticsearch_security_api_key",
}
"""Ephemeral resources that give what a data source or a resource gives, and keep nothing."""

_YES = (True, "true")
_NO = (False, "false")
"""What Terraform takes for a boolean."""
_NOT_EPHEMERAL = "is not ephemeral, so that a saved plan holds its value in plain text, and cannot be made so"
_NOT_KEPT = {"//", "lifecycle", "provisioner", "connection", "provider", "depends_on"}
_KEEPING_KINDS = {SourceKind.DATA, SourceKind.RESOURCE, SourceKind.CONNECTOR_SECRETS}


class EphemeralVerdict(NamedTuple):
    """What has to become of variables.

    Attributes:
        to_set: The variables that must be made ephemeral, and can be.
        errors: What cannot be done.
        warnings: Sources whose values are kept anyway.
    """

    to_set: tuple[str, ...]
    errors: tuple[GateProblem, ...]
    warnings: tuple[GateProblem, ...]


def judge_ephemeral(document: Document, uses: Sequence[SecretUse]) -> EphemeralVerdict:
    """Return what has to become of the variables that secrets come from.

    Args:
        document: The file.
        uses: Every secret in it.
    """
    has_write_only = any(use.destination is Destination.WRITE_ONLY for use in uses)
    passed_on: dict[str, SecretUse] = {}
    kept: dict[str, SecretUse] = {}
    warnings: dict[GateProblem, None] = {}
    for use in uses:
        if use.destination is Destination.ENCRYPTION and not has_write_only:
            continue  # OpenTofu knows state encryption since 1.7, ephemeral variables since 1.11
        is_kept = use.destination in KEPT_IN_STATE
        names = kept if is_kept else passed_on
        for source in use.judgement.sources:
            if source.kind in (SourceKind.VARIABLE, SourceKind.EPHEMERAL):
                names.setdefault(source.address, use)
            elif source.kind in _KEEPING_KINDS and not is_kept:
                warnings[_warning(use, source)] = None
    wanted = [address for address in passed_on if _must_be_set(document, address)]
    places = _places_of(document, wanted)
    obstacles = {address: f"{place} uses it" for address, place in places.items()}
    for address in wanted:
        if address in kept:
            other = kept[address]
            obstacles[address] = (
                f"it is also the source of {other.field} of {other.address}, which is kept in the state"
            )
        if any(body.get("ephemeral") in _NO for body in _declared(document, address)):
            obstacles.setdefault(address, "it is declared with ephemeral = false")
    errors = [
        GateProblem(
            use.address, use.field, f"{address} {_NOT_EPHEMERAL}: {obstacles[address]}", _OWN_VARIABLE
        )
        for address, use in passed_on.items()
        if address in obstacles
    ]
    errors += _sinks(document, passed_on)
    to_set = tuple(address.removeprefix("var.") for address in wanted if address not in obstacles)
    return EphemeralVerdict(to_set, tuple(errors), tuple(warnings))


def _declared(document: Document, address: str) -> Sequence[Mapping[str, Any]]:
    return bodies(document.variables.get(address.removeprefix("var.")))


def _must_be_set(document: Document, address: str) -> bool:
    """Whether this is a variable that is declared, and is not ephemeral."""
    if not address.startswith("var."):
        return False
    return any(body.get("ephemeral") not in _YES for body in _declared(document, address))


def with_ephemeral(document: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Return a stack's JSON in which these variables are ephemeral; what was given stays as it is.

    Args:
        document: The stack's JSON.
        names: The variables' names.
    """
    wanted = set(names)
    return {**document, "variable": _with_ephemeral(document.get("variable"), wanted)}


def _with_ephemeral(variables: Any, wanted: set[str]) -> Any:
    if isinstance(variables, (list, tuple)):
        return [_with_ephemeral(each, wanted) for each in variables]
    if not isinstance(variables, Mapping):
        return variables
    return {name: _set_ephemeral(body) if name in wanted else body for name, body in variables.items()}


def _set_ephemeral(body: Any) -> Any:
    if isinstance(body, (list, tuple)):
        return [_set_ephemeral(each) for each in body]
    return {**body, "ephemeral": True} if isinstance(body, Mapping) else body


def _warning(use: SecretUse, source: Source) -> GateProblem:
    type_ = source.address.split(".")[1 if source.kind is SourceKind.DATA else 0]
    instead = EPHEMERAL_INSTEAD.get(type_)
    remedy = (
        f"Write an ephemeral resource instead, ephemeral.{instead}, which keeps nothing"
        if instead
        else "Take it from an ephemeral resource, or from a variable"
    )
    kept = "lies in the state, and in a saved plan, in plain text"
    return GateProblem(use.address, use.field, f"the value of {source.address} {kept}", remedy)


def _places_of(document: Document, wanted: list[str]) -> dict[str, str]:
    """Return for each of these variables the first place that keeps it."""
    found: dict[str, str] = {}
    names = frozenset(wanted)
    if names:
        references = _references(document)
        for place, value in _keeping_places(document):
            for address in references.of(value) & names:
                found.setdefault(address, place)
    return found


def _keeping_places(document: Document) -> Iterator[tuple[str, Any]]:
    """Yield everything that takes no ephemeral value: what it is called, and its value."""
    for kind in ("resource", "data"):
        for block in document.blocks(kind):
            for body in block.bodies:
                for name, value in body.items():
                    if name not in _NOT_KEPT and not _is_sink(block, name):
                        yield f"{block.address}.{name}", _without_write_only(name, value)
    for label, blocks, skipped in (
        ("output", document.outputs, {"precondition", "depends_on", "description"}),
        ("module", document.modules, {"source", "version", "providers", "depends_on"}),
    ):
        for name, given in blocks.items():
            for body in bodies(given):
                for key, value in body.items():
                    if key not in skipped and key != "//":
                        yield f"{label}.{name}", value
    for body in bodies(document.raw.get("import")):
        yield "an import block", [body.get("id"), body.get("for_each")]


def _without_write_only(name: str, value: Any) -> Any:
    """Return what an attribute or a nested block keeps: Terraform takes what is ephemeral in `…_wo`."""
    if name.endswith("_wo"):
        return None
    if isinstance(value, Mapping):
        return {key: _without_write_only(key, item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_write_only("", item) for item in value]
    return value


def _is_sink(block: Block, name: str) -> bool:
    """Whether an attribute takes an ephemeral value and keeps it: `store`, since Terraform 1.16."""
    return block.type == "terraform_data" and (name.startswith("store") or name.endswith("store"))


def _references(document: Document) -> References:
    """Return what tells references; loaded only where that is asked."""
    from .references import References

    return References(document)


def _sinks(document: Document, passed_on: Mapping[str, SecretUse]) -> Iterator[GateProblem]:
    """Find resources that take an ephemeral value and keep it."""
    for block in document.blocks_of("resource", "terraform_data"):
        for body in block.bodies:
            for name, value in body.items():
                if not _is_sink(block, name):
                    continue
                for address in sorted(_references(document).of(value).intersection(passed_on)):
                    use = passed_on[address]
                    yield GateProblem(
                        use.address,
                        use.field,
                        f"{block.address}.{name} takes {address} and keeps its value in the state",
                        f"Take {address} out of {block.address}",
                    )
