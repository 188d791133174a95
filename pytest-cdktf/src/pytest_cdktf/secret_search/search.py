"""The search: reads a text or data in each way, and what it read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .encoded_runs import EncodedRuns
from .escapes import layers
from .needles import Spacing, binary_needles, composed, needles, spaced
from .unpacking import Budget, Letters, members

DEEPEST = 16
"""How many encodings and archives may lie in each other. Kubernetes' `.dockerconfigjson` needs three."""
_PIECE = 32 * 2**20
"""How many characters are searched at once, which bounds the memory for the ways to read them."""
_OVERLAP = 2**16


class Search:
    """Finds values in texts and data.

    Args:
        values: The values by name.
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        self._needles = {name: needles(value) for name, value in values.items()}
        self._binary = {name: found for name, value in values.items() if (found := binary_needles(value))}
        self._letters = Letters(values.values())
        self._overlap = max(_OVERLAP, 16 * max(map(len, values.values()), default=0))

    def in_text(self, text: str, budget: Budget | None = None, depth: int = 0) -> set[str]:
        """Return the names of the values that a text contains.

        Args:
            text: Any text.
            budget: How much may be unpacked.
            depth: How many encodings were read to come to this text.
        """
        budget = budget or Budget()
        if len(text) <= _PIECE + self._overlap:
            return self._in_piece(text, budget, depth)
        pieces = (text[at : at + _PIECE + self._overlap] for at in range(0, len(text), _PIECE))
        return {name for piece in pieces for name in self._in_piece(piece, budget, depth)}

    def in_data(self, data: bytes, budget: Budget, depth: int = 0) -> Iterator[tuple[str, str]]:
        """Yield the name of each value that data contains, and the archive's members that lead to it.

        Args:
            data: A file, or what was decoded.
            budget: How much may be unpacked.
            depth: How many encodings were read to come to this data.
        """
        found = {name for name, each in self._binary.items() if any(data.find(one) >= 0 for one in each)}
        for text in self._letters.texts_of(data):
            found |= self.in_text(text, budget, depth)
        yield from ((name, "") for name in found)
        for member in members(data, budget):
            if depth >= DEEPEST:
                budget.skip(f"it is packed or encoded more than {DEEPEST} times")
                return
            inside = f" ({member.name})" if member.name else ""
            yield from ((name, inside) for name in self.in_text(member.name, budget, depth + 1))
            for name, below in self.in_data(member.data, budget, depth + 1):
                yield name, f"{inside}{below}"

    def _in_piece(self, text: str, budget: Budget, depth: int) -> set[str]:
        found: set[str] = set()
        runs = EncodedRuns()
        for layer in layers(composed(text)):
            read = _Spacings(layer)
            found |= {
                name
                for name, each in self._needles.items()
                if name not in found and any(needle.text in read[needle.spacing] for needle in each)
            }
            if depth >= DEEPEST or len(found) == len(self._needles):
                continue
            for data in runs.decoded(layer, read[Spacing.ONE_LINE]):
                found |= {name for name, _ in self.in_data(data, budget, depth + 1)}
        return found


class _Spacings(dict[Spacing, str]):
    """A text in each way to read its white space; each is made when it is asked for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, spacing: Spacing) -> str:
        self[spacing] = spaced(self._text, spacing)
        return self[spacing]
