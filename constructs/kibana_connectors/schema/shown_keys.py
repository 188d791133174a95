"""Which keys of a payload a message may show: a key may itself be a secret, pasted into the wrong place.

A key is shown if it is made of the words that Kibana's own fields are made of, with at most three other
characters, or if it is nearly the name of a field that exists. Any other is told by its position, `<key 2>`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        access account additional alert algorithm allow allowed api apikey app auth authorization base basic
        billed binding browse bytes ca calling case cert certificate channels client cloud cluster comment
        comments config connector console context create credentials crt data database default description
        email enable endpoint environment execution external field fields figma from function gcp get
        graphql has hash header headers host html id identifier incident index inference ingest instance
        integration is
        json jwt key length location mappings maximum method mode model name native o oauth org organisation
        organization otx override param params passphrase password path pfx port private project prometheus
        provider proxy query refresh region response role routing rule schema scope search secret secrets
        secure server service severity site slug subdomain subscription table task temperature tenant time
        title token type update url use user username uses uuid value verification view warehouse webhook
        window x
        accept agent bearer content custom language other request team trace unknown version
        """,
    )
)
"""The words of all fields' names; the last line has words that headers are made of."""

_KEY = re.compile(r"[A-Za-z0-9_.-]{1,60}", re.ASCII)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SEPARATOR = re.compile(r"(?<=.)[_.-](?=.)")
_OTHER_CHARACTERS = 3
_SIMILARITY = 0.75


def may_be_shown(key: object, known: Iterable[str] = ()) -> bool:
    """Whether a message may show a key.

    Args:
        key: The key.
        known: Names that have a meaning where the key stands.
    """
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        return False
    # A mark for a known word, so that separators beside it stay between two characters.
    others = _WORD.sub(lambda word: " " if word[0].lower() in _WORDS else word[0], key)
    if len(_SEPARATOR.sub("", others).replace(" ", "")) <= _OTHER_CHARACTERS:
        return True
    return bool(difflib.get_close_matches(key, known, n=1, cutoff=_SIMILARITY))


def shown_key(key: object, number: int | None, known: Iterable[str] = ()) -> str:
    """Return a key as a message may show it.

    Args:
        key: The key.
        number: Its position in its object, from 1; None where it is not known.
        known: Names that have a meaning where the key stands.
    """
    if may_be_shown(key, known):
        return str(key)
    return "<key>" if number is None else f"<key {number}>"
