"""What expectations are searched for in: the blocks of a stack, as CDKTF wrote or as Terraform applied it."""

from __future__ import annotations

from abc import ABC, abstractmethod

from .blocks import Block, Blocks
from .matching import Matcher, Resolver


class Searched(ABC):
    """Blocks that a test searches."""

    @property
    @abstractmethod
    def blocks(self) -> Blocks[Block]:
        """All blocks."""

    def resolve(self, matcher: Matcher) -> Matcher:
        """Return a matcher with CDKTF tokens replaced by their values.

        Args:
            matcher: Any matcher.
        """
        return matcher.resolved(self._resolver)

    @property
    @abstractmethod
    def _name(self) -> str:
        """The stack's name, with which construct paths begin."""

    @property
    def _path(self) -> str:
        """The stack's construct path: of a stack in a stack it is not its name."""
        return self._name

    @property
    @abstractmethod
    def _resolver(self) -> Resolver:
        """Returns the values of CDKTF tokens."""
