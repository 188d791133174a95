"""What is wrong with OpenTofu's `terraform.encryption`; whether it encrypts is judged in `state_judge`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .document import Document, bodies
from .judged_secrets import Destination, SecretUse
from .problems import GateProblem
from .state_judge.opentofu import PLAIN, fallbacks_of, state_of
from .values import SourceKind

ADDRESS = "terraform.encryption"


def migration_notes(encryptions: list[Any]) -> Iterator[GateProblem]:
    """Warn of a state that is still read unencrypted."""
    if encryptions and state_of(encryptions).is_migrating:
        yield GateProblem(
            ADDRESS,
            "state.fallback",
            "a state that is not encrypted is read too, so that encryption cannot be enforced",
            "Apply once, which writes it encrypted, then take the fallback away",
        )


def forbidden_fallbacks(encryptions: list[Any]) -> Iterator[GateProblem]:
    """Find what OpenTofu refuses: plain text as a fallback where encryption is enforced."""
    for encryption in encryptions:
        for body in bodies(encryption):
            for target in ("state", "plan"):
                for given in bodies(body.get(target)):
                    if given.get("enforced") is True and any(
                        each is not None and each[0] == PLAIN for each in fallbacks_of(given)
                    ):
                        yield GateProblem(
                            ADDRESS,
                            f"{target}.fallback",
                            "OpenTofu refuses a fallback to method.unencrypted where encryption is enforced",
                            "Leave enforced out as long as plain text has to be read, for one apply",
                        )


def sources_too_late(uses: Iterable[SecretUse]) -> Iterator[GateProblem]:
    """Find keys that OpenTofu cannot know in time: it reads `encryption` before all else."""
    for use in uses:
        if use.destination is Destination.ENCRYPTION and any(
            source.kind is not SourceKind.VARIABLE for source in use.judgement.sources
        ):
            yield GateProblem(
                use.address,
                use.field,
                "OpenTofu reads the encryption before it reads or makes anything else, so that only a "
                "variable can be known then",
                "Take it from a variable, or leave it out and set TF_ENCRYPTION in the environment",
            )


def open_keys(document: Document, uses: Iterable[SecretUse]) -> Iterator[GateProblem]:
    """Warn of keys whose variable is not sensitive: the tool shows its value where it is used."""
    for use in uses:
        if use.destination is Destination.ENCRYPTION:
            for source in use.judgement.sources:
                declared = bodies(document.variables.get(source.address.removeprefix("var.")))
                if any(body.get("sensitive") not in (True, "true") for body in declared):
                    yield GateProblem(
                        use.address,
                        use.field,
                        f"{source.address} is not sensitive, so that OpenTofu may show its value",
                        "Declare it with sensitive = true, and ephemeral = true",
                    )
