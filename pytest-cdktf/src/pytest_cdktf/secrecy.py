"""Searches what a stack synthesizes to for secrets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from .expressions import Expression
from .json_texts import read_json
from .secret_search.needles import SHORTEST as SHORTEST
from .secret_search.search import Search
from .secret_search.unpacking import Budget

_INSIDE = " → "
"""Separates the place of a text from a place in the JSON inside that text."""
_BETWEEN = "\n\0\n"
"""Separates texts that are searched at once; nothing that is encoded goes over it."""
_HIDDEN = "(hidden)"
_LISTED = 20


class Secrets:
    """Values that must not appear anywhere. No message shows them.

    Args:
        values: The values, preferably by name.

    Attributes:
        unread: What could not be searched, and why.

    Raises:
        TypeError: The values are not texts.
        ValueError: There are no values, or one is blank or too short.
    """

    def __init__(self, values: Mapping[str, str] | Iterable[str]) -> None:
        __tracebackhide__ = True
        self._values = dict(_named(values))
        self._search = Search(self._values)
        self.unread: list[str] = []

    def __repr__(self) -> str:
        return f"<Secrets {len(self._values)}>"

    def in_text(self, text: str) -> Iterator[str]:
        """Yield the names of the values that a text contains.

        Args:
            text: Any text.
        """
        budget = Budget()
        found = self._search.in_text(text, budget)
        self.unread += [f"{reason}, in a text" for reason in budget.unread]
        return (name for name in self._values if name in found)

    def in_json(self, value: Any) -> Iterator[str]:
        """Yield name and place of each value that JSON, or JSON inside it, contains.

        Args:
            value: A JSON value.
        """
        # All texts at once; which of them it was is asked only if there was one.
        if any(self.in_text(_BETWEEN.join(dict.fromkeys(_texts(value))))):
            yield from self._places(value, "")

    def in_files(
        self,
        folder: Path,
        *,
        exclude: Iterable[Path] = (),
        skip: Callable[[str], bool] = lambda name: False,
    ) -> Iterator[str]:
        """Yield name and file of each value that a file contains, also inside archives.

        Args:
            folder: The folder to search, with its subfolders.
            exclude: Files and folders that are not searched.
            skip: Whether a file is not searched, by its path in the folder.
        """
        excluded = {*exclude}
        for path in sorted(folder.rglob("*")):
            if excluded & {path, *path.parents}:
                continue
            shown = path.relative_to(folder).as_posix()
            budget = Budget()
            found = [(name, "") for name in self._search.in_text(path.name, budget)]
            if path.is_file() and not skip(shown):
                found += self._search.in_data(path.read_bytes(), budget)
            for name, place in _innermost(found, [*self._values]):
                yield f"{name} is in the file {shown}{place}"
            self.unread += [f"{shown}: {reason}" for reason in budget.unread]

    def redacted(self, text: str) -> str:
        """Return a text in which the values are hidden: each, or the lines that hold it in another form.

        Args:
            text: Any text.
        """
        for value in sorted(self._values.values(), key=len, reverse=True):
            for each in (value, value.strip()):
                text = text.replace(each, _HIDDEN)
        lines = text.split("\n")
        while self._is_in(lines):
            start, end = self._lines_of_first(lines)
            if lines[start:end] == [_HIDDEN]:
                return _HIDDEN
            lines[start:end] = [_HIDDEN]
        return "\n".join(lines)

    def raise_if_found(self, found: Iterable[str], where: str) -> None:
        """Raise if a search found anything.

        Args:
            found: The results of searches.
            where: What was searched, for the message.

        Raises:
            AssertionError: A value was found. The message has names and places, and no values.
        """
        __tracebackhide__ = True
        places = [*dict.fromkeys(found)]
        if places:
            raise AssertionError(self.redacted(f"secrets are in {where}:{_listed(places)}"))

    def raise_if_unread(self, what_to_do: str) -> None:
        """Raise if something could not be searched.

        Args:
            what_to_do: What the user can do about it.

        Raises:
            AssertionError: There is such a thing.
        """
        __tracebackhide__ = True
        unread = [*dict.fromkeys(self.unread)]
        if unread:
            raise AssertionError(
                self.redacted(f"these could not be searched for secrets:{_listed(unread)}\n{what_to_do}")
            )

    def _lines_of_first(self, lines: list[str]) -> tuple[int, int]:
        end = _first(len(lines), lambda count: self._is_in(lines[:count]))
        return end - _first(end, lambda count: self._is_in(lines[end - count : end])), end

    def _is_in(self, lines: list[str]) -> bool:
        return bool(self._search.in_text("\n".join(lines)))

    def _places(self, value: Any, place: str) -> Iterator[str]:
        if isinstance(value, Mapping):
            for key, item in value.items():
                below = f"{place}.{key}" if place and not place.endswith(_INSIDE) else f"{place}{key}"
                yield from (f"{name} is a key at {place or 'the top'}" for name in self.in_text(str(key)))
                yield from self._places(item, below)
        elif isinstance(value, (list, tuple)):
            for index, item in enumerate(value):
                yield from self._places(item, f"{place}[{index}]")
        elif isinstance(value, (str, Expression)):
            yield from self._in_leaf(value, place)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield from (f"{name} is at {place}" for name in self.in_text(str(value)))

    def _in_leaf(self, value: str | Expression, place: str) -> Iterator[str]:
        text = value.template if isinstance(value, Expression) else value
        found = [*self.in_text(text)]
        try:
            inside = [*self._places(read_json(text), f"{place}{_INSIDE}")] if _may_be_json(text) else []
        except ValueError:
            inside = []
        yield from inside or (f"{name} is at {place}" for name in found)


def assert_no_secrets(
    values: Mapping[str, str] | Iterable[str],
    document: Mapping[str, Any],
    text: str,
    out: Path,
    skip_files: Iterable[str] = (),
) -> None:
    """Check that nothing in the output contains these values.

    Args:
        values: The secrets, preferably by name.
        document: The stack's JSON.
        text: The same JSON as CDKTF wrote it.
        out: The output folder.
        skip_files: Files that are not searched: paths in the output folder, or patterns such as `*.7z`.

    Raises:
        AssertionError: A value was found, or a file cannot be searched.
        TypeError: The values are not texts.
        ValueError: There are no values, or one is blank or too short.
    """
    __tracebackhide__ = True
    secrets = Secrets(values)
    patterns = [skip_files] if isinstance(skip_files, str) else [*skip_files]
    found = [*secrets.in_json(document)]
    in_text = () if found else (f"{name} is in the text of cdk.tf.json" for name in secrets.in_text(text))
    written = [path for path in out.rglob("cdk.tf.json") if path.read_text(errors="replace") == text]
    in_files = secrets.in_files(
        out,
        exclude=written,
        skip=lambda name: any(fnmatchcase(name, pattern) for pattern in patterns),
    )
    secrets.raise_if_found([*found, *in_text, *in_files], "the output")
    secrets.raise_if_unread(
        "Search what they are made of, and leave them out here: assert_no_secrets(…, skip_files=[…])"
    )


def _texts(value: Any) -> Iterator[str]:
    """Yield all texts in JSON, and in JSON inside them."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield str(key)
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value
        if value.lstrip().startswith(("{", "[", '"')):
            try:
                inside = json.loads(value)
            except (ValueError, RecursionError):
                return
            yield from _texts(inside)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)


def _innermost(found: list[tuple[str, str]], order: list[str]) -> list[tuple[str, str]]:
    """Return names and members of archives, without an archive in which a member was found."""
    ordered = sorted({*found}, key=lambda each: (order.index(each[0]), each[1]))
    return [
        (name, place)
        for name, place in ordered
        if not any(other != place and other.startswith(place) for of, other in ordered if of == name)
    ]


def _may_be_json(text: str) -> bool:
    return text.lstrip().startswith(("{", "[", '"', "${jsonencode("))


def _first(most: int, holds: Callable[[int], bool]) -> int:
    """Return the smallest count up to `most` for which something holds, which holds for `most`."""
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _listed(places: list[str]) -> str:
    more = [f"and {len(places) - _LISTED} more"] if len(places) > _LISTED else []
    return "".join(f"\n  {place}" for place in [*places[:_LISTED], *more])


def _named(values: Mapping[str, str] | Iterable[str]) -> Iterator[tuple[str, str]]:
    __tracebackhide__ = True  # pytest would show the values
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise TypeError(
            "assert_no_secrets: expected a mapping of names to values, or a list of values, "
            f"got {type(values).__name__}"
        )
    if isinstance(values, Mapping):
        named = [(str(name), value) for name, value in values.items()]
    else:
        named = [(f"value {number}", value) for number, value in enumerate(values, 1)]
    if not named:
        raise ValueError("assert_no_secrets: expected at least one value")
    for name, value in named:
        if not isinstance(value, str):
            raise TypeError(f"assert_no_secrets: {name}: expected a text, got {type(value).__name__}")
        if len(value.strip()) < SHORTEST:
            raise ValueError(
                f"assert_no_secrets: {name}: expected at least {SHORTEST} characters that are not blank; "
                "shorter ones would be found by chance"
            )
        yield name, value
