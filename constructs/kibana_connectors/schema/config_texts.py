"""Every text in a config, with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..tokens import is_token
from .credential_names import says_credential
from .payload import Config, NestedObject, Payload
from .secret_source import Secret
from .shown_keys import shown_key

_KNOWN = (
    *("Cookie", "Set-Cookie", "Private-Token", "Subscription-Key", "Functions-Key", "X-Vault-Token"),
    *("client_secret", "service_account_json", "api_key", "access_key", "secret_key", "model_id"),
)
"""Keys of headers and open objects that messages may show, beside those that are made of known words."""


class ConfigText(NamedTuple):
    """One text.

    Attributes:
        path: The fields and indexes that lead to it, in Kibana's spelling.
        numbers: The position of each in its object, from 1; 0 for a field that the type declares, and for an
            index.
        text: The text; it may hold tokens.
    """

    path: tuple[str, ...]
    numbers: tuple[int, ...]
    text: str

    def where(self, depth: int | None = None) -> str:
        """Return the place as messages may show it.

        Args:
            depth: How many parts of the path to take; all of them by default.
        """
        parts = zip(self.path[:depth], self.numbers[:depth], strict=True)
        return ".".join(("config", *(shown_name(part, number) if number else part for part, number in parts)))


def needs_a_look(*values: Any) -> bool:
    """Whether a text, or a key, may be one that a rule for texts warns of.

    Nearly always none is. This finds out without paths, and without a call for each text.
    """
    for value in values:
        if type(value) is str:
            if _SIGNS(value):
                return True
        elif type(value) is dict:
            if any(map(says_credential, value)) or needs_a_look(*value.values()):
                return True
        elif type(value) not in _SCALARS:
            if isinstance(value, Secret):
                continue
            if isinstance(value, Payload):
                if needs_a_look(*value.__dict__.values(), value.__pydantic_extra__):
                    return True
            elif not isinstance(value, (list, tuple)) or needs_a_look(*value):
                return True
    return False


_SIGNS = re.compile(r"[@?{\[]").search
"""Finds what a login, a query, JSON or an expression has in it."""
_SCALARS = frozenset({bool, int, float, type(None)})


def shown_name(name: str, number: int | None = None) -> str:
    """Return the name of a header, a parameter or an open field as messages may show it."""
    return shown_key(name, number, _KNOWN)


def config_texts(config: Config) -> Iterator[ConfigText]:
    """Yield every text of a config, at any depth."""
    values = config.__dict__
    for spec in config.specs():
        value = values[spec.name]
        if isinstance(value, str):
            yield ConfigText((spec.kibana_name,), (0,), value)
        elif isinstance(value, (Mapping, list, tuple, NestedObject)):
            yield from _texts_in(value, (spec.kibana_name,), (0,))
    if config.__pydantic_extra__:
        yield from _texts_in(config.__pydantic_extra__, (), ())


def _texts_in(value: Any, path: tuple[str, ...], numbers: tuple[int, ...]) -> Iterator[ConfigText]:
    if isinstance(value, str):
        yield ConfigText(path, numbers, value)
    elif isinstance(value, NestedObject):
        for spec in value.specs():
            yield from _texts_in(getattr(value, spec.name), (*path, spec.kibana_name), (*numbers, 0))
    elif is_token(value):
        return  # a whole map or list that only Terraform knows
    elif isinstance(value, Mapping):
        for number, (key, item) in enumerate(value.items(), start=1):
            yield from _texts_in(item, (*path, str(key)), (*numbers, number))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _texts_in(item, (*path, str(index)), (*numbers, 0))
