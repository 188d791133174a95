"""Credentials of secret managers that stand in the file: their providers take them from the environment."""

from __future__ import annotations

from collections.abc import Iterator

from ..terraform.secret_providers import SECRET_PROVIDERS
from .document import Document, Place
from .problems import GateProblem
from .quick_judge import QuickJudge


def manager_credentials(document: Document, judge: QuickJudge) -> Iterator[GateProblem]:
    """Yield each literal credential in the block of a secret manager's provider.

    Args:
        document: The file.
        judge: Judges its expressions.
    """
    for provider in SECRET_PROVIDERS:
        for block in document.providers_from(provider.source.lower(), provider.name):
            for body in block.bodies:
                for argument, variable in provider.credentials.items():
                    given = body.get(argument)
                    if given is not None and judge.whole(given, Place(block)).problems:
                        yield GateProblem(
                            block.address,
                            argument,
                            "expected no credential in the file",
                            f"Set {variable} where Terraform runs, and leave {argument} out",
                        )
