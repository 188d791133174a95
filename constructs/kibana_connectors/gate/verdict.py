"""The verdict over a stack's JSON, as it is about to be written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..schema.tool import Tool
from .backend_credentials import KEY_PROVIDERS, credentials_in_remote_states
from .document import Document
from .ephemeral import judge_ephemeral, with_ephemeral
from .ephemeral_values import ephemeral_values
from .judged_secrets import KEPT_IN_STATE, Destination, SecretPath, SecretUse, secret_uses
from .manager_credentials import manager_credentials
from .opentofu_encryption import open_keys, sources_too_late
from .other_stacks import foreign_sources, whole_connectors
from .problems import GateProblem
from .quick_judge import QuickJudge
from .state import backend_problems, encryption_of, tool_problems, with_one_backend
from .version_sources import version_sources


class Verdict(NamedTuple):
    """What is to be written, and what is wrong with it.

    Attributes:
        document: The JSON to write: what was judged, with the variables made ephemeral that have to be, and
            without CDKTF's local backend beside another. The same object if nothing had to change. Not to be
            written if there are errors.
        errors: Why it must not be written.
        warnings: What the user should know of secrets.
        notes: What the user should know of how the state is kept.
    """

    document: Mapping[str, Any]
    errors: tuple[GateProblem, ...]
    warnings: tuple[GateProblem, ...]
    notes: tuple[GateProblem, ...] = ()

    def __repr__(self) -> str:
        return f"<Verdict: {len(self.errors)} errors, {len(self.warnings)} warnings>"


def judge(
    document: Mapping[str, Any],
    *,
    not_sensitive: Mapping[str, Collection[SecretPath]] | None = None,
    stack_name: str | None = None,
    tool: Tool | None = None,
    is_tool_told: bool = True,
    is_encryption_demanded: bool = True,
) -> Verdict:
    """Return the verdict over a stack's JSON.

    Args:
        document: The JSON with everything merged: what the engine wrote, what was added, every override. It
            stays as it is.
        not_sensitive: For a connector's address, the paths below its secrets that may be literals, such as
            `("authType",)`. Of a connector that is not named, only `authType` may.
        stack_name: The stack's name in Terraform; None to take it from the file's metadata.
        tool: The tool that deploys the stack, if that is known.
        is_tool_told: Whether the program says so, and not only the environment in which it runs.
        is_encryption_demanded: Whether connectors that keep their secrets in the state demand that it is
            encrypted.
    """
    document = with_one_backend(document, stack_name)
    file = Document(document)
    quick = QuickJudge(file)
    uses = list(secret_uses(file, quick, not_sensitive or {}))
    ephemeral = judge_ephemeral(file, uses)
    terraform = document.get("terraform")
    of_tool, notes = tool_problems(file, tool, is_tool_told=is_tool_told)
    notes += open_keys(file, uses)
    errors = [
        *_bad_sources(uses),
        *foreign_sources(uses),
        *ephemeral.errors,
        *ephemeral_values(file),
        *manager_credentials(file, quick),
        *whole_connectors(file, quick),
        *backend_problems(terraform),
        *credentials_in_remote_states(file),
        *sources_too_late(uses),
        *of_tool,
    ]
    if is_encryption_demanded:
        errors += _secrets_in_plain_state(uses, terraform)
    if ephemeral.to_set:
        document = with_ephemeral(document, ephemeral.to_set)
    warnings = (*ephemeral.warnings, *version_sources(file))
    return Verdict(document, tuple(dict.fromkeys(errors)), warnings, tuple(dict.fromkeys(notes)))


def _bad_sources(uses: Iterable[SecretUse]) -> Iterator[GateProblem]:
    for use in uses:
        for problem in use.judgement.problems:
            yield GateProblem(use.address, use.field, problem.message, _remedy(use) or problem.remedy)


def _remedy(use: SecretUse) -> str:
    """Return what serves instead of a key or a credential of OpenTofu's encryption."""
    if use.destination is not Destination.ENCRYPTION:
        return ""
    _, type_, *_, setting = use.field.split(".")
    instead = KEY_PROVIDERS.get(type_, {}).get(setting, "TF_ENCRYPTION")
    return f"Leave it out and set {instead} in the environment, or take it from a sensitive variable"


def _secrets_in_plain_state(uses: Iterable[SecretUse], terraform: Any) -> Iterator[GateProblem]:
    """Find the first secret that is kept in a state that is not encrypted."""
    use = next((use for use in uses if use.destination in KEPT_IN_STATE), None)
    if use is None:
        return
    state = encryption_of(terraform)
    if not state.is_encrypted:
        obstacle = f"; {state.obstacle}" if state.obstacle else ""
        mode, instead = "", "give the credential to a provider with an alias, which keeps nothing"
        if use.destination is Destination.STATE:
            mode = " (SecretsMode.STATE)"
            instead = "use SecretsMode.WRITE_ONLY, which needs Terraform or OpenTofu 1.11"
        # The backend is the stack's: one connector shows it.
        yield GateProblem(
            use.address,
            use.field,
            f"it is kept in the state{mode}, and the state is not in an encrypted remote backend "
            f"(found: {state.backend}{obstacle})",
            f"Add EncryptedS3Backend(self, bucket=…, key=…, region=…, kms_key_id=…), or {instead}",
        )
