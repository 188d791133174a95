"""Names in Python for what people called in their own words."""

from __future__ import annotations

import keyword
import re
import unicodedata

_LONGEST = 48
_SPELT = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "&": " and ", "+": " plus "}
_RESERVED = {"self", "scope", "print", "cls", "node", "None", "True", "False"}


def identifier(text: str, otherwise: str) -> str:
    """Return a name in snake_case, of ASCII letters, digits and `_`.

    Args:
        text: What it is called after.
        otherwise: The name where nothing of the text can be used.
    """
    spelt = "".join(_SPELT.get(char.lower(), char) for char in text)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    parted = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", plain)
    name = re.sub(r"[^a-z0-9]+", "_", parted.lower()).strip("_")[:_LONGEST].strip("_")
    if not name:
        return otherwise
    if name[0].isdigit():
        name = f"{otherwise}_{name}"
    return f"{name}_" if keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in _RESERVED else name


def class_name(snake: str) -> str:
    """Return a name of a class for one in snake_case."""
    return "".join(part[:1].upper() + part[1:] for part in snake.split("_"))


class FreeNames:
    """Gives each name once.

    Args:
        taken: Names that are given already.
    """

    def __init__(self, taken: set[str] | None = None) -> None:
        self.taken = set(taken or ())

    def free(self, wanted: str) -> str:
        """Return a name, with a number where it was given before."""
        name, number = wanted, 2
        while name in self.taken:
            name, number = f"{wanted.rstrip('_')}_{number}", number + 1
        self.taken.add(name)
        return name
