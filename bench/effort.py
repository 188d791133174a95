"""The sizes of a run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """How much a run measures.

    Attributes:
        quick: Use small sizes and one repetition. This only shows that everything works.
        every_test: Run all small tests with `cdktf synth` too, which takes most of an hour.
    """

    quick: bool = False
    every_test: bool = False

    def repetitions(self, usual: int) -> int:
        """Return how often each side runs."""
        return 1 if self.quick else usual

    def size(self, usual: int, quick: int) -> int:
        """Return a size: the usual one, or the one of a quick run."""
        return quick if self.quick else usual

    @property
    def counts(self) -> tuple[int, int, int]:
        """The numbers of connectors: small, middle and large."""
        return (2, 4, 8) if self.quick else (100, 500, 5000)
