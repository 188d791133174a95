"""Options that take one of a few words."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import typer


def check_choice(noun: str, given: str, known: Sequence[str], *, option: str | None = None) -> None:
    """Raise a usage error unless the word is known; it lists all words and tells which one may be meant.

    Args:
        noun: What the words are, in the singular, such as `feature`.
        given: What the user gave.
        known: Every word there is.
        option: The option that it was given by, where the error cannot know it by itself.

    Raises:
        typer.BadParameter: The word is not known.
    """
    if given in known:
        return
    by_folded = {word.casefold(): word for word in known}
    close = difflib.get_close_matches(given.casefold(), by_folded, n=1)
    meant = f'; did you mean "{by_folded[close[0]]}"?' if close else "."
    raise typer.BadParameter(
        f'unknown {noun} "{given}"{meant} The {noun}s are: {", ".join(known)}',
        param_hint=None if option is None else f"'{option}'",
    )
