"""The errors of this package."""

from __future__ import annotations


class SynthesisError(Exception):
    """A stack cannot be synthesized. The message names each construct path."""


class MixedEngines(SynthesisError):
    """Something is of the CDK engine that this process or run does not use."""


class MissingPackage(ImportError):
    """A package that a feature needs is not installed.

    Args:
        needed_for: The feature.
        package: What is missing.
        install: What to give to `pip install`.
    """

    def __init__(self, needed_for: str, package: str, install: str) -> None:
        super().__init__(f"{needed_for} needs {package}, which is not installed: pip install {install!r}")
