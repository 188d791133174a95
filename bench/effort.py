"""How much a run measures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """The sizes of a run.

    Attributes:
        quick: Small sizes and one repetition: shows that everything works, and its figures mean nothing.
        every_test: Run all the small tests through `cdktf synth` too, which takes most of an hour.
    """

    quick: bool = False
    every_test: bool = False

    def repetitions(self, usual: int) -> int:
        """Say how often each side runs."""
        return 1 if self.quick else usual

    def size(self, usual: int, quick: int) -> int:
        """Say how large something is."""
        return quick if self.quick else usual

    @property
    def counts(self) -> tuple[int, int, int]:
        """Give the numbers of connectors: small, middle and large."""
        return (2, 4, 8) if self.quick else (100, 500, 5000)
