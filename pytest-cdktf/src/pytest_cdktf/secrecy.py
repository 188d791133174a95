"""Searches what a stack synthesizes to for secrets."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .encodings import forms
from .expressions import Expression
from .json_texts import read_json
from .normalized import decoded, normalized

_INSIDE = " → "
"""Separates the place of a text from a place in the JSON inside that text."""

SHORTEST = 6
"""The fewest characters of a value: a shorter one would be found by chance."""
_LISTED = 20


class Secrets:
    """Values that must not appear anywhere. No message shows them.

    Args:
        values: The values, preferably by name.

    Raises:
        TypeError: The values are not texts.
        ValueError: There are no values, or one is blank or too short.
    """

    def __init__(self, values: Mapping[str, str] | Iterable[str]) -> None:
        __tracebackhide__ = True
        self._values = dict(_named(values))
        self._forms = {name: forms(value) for name, value in self._values.items()}
        plain = {name: normalized(value) for name, value in self._values.items()}
        # Without its spaces a value may be so short that it is found by chance.
        self._normalized = {name: value for name, value in plain.items() if len(value) >= SHORTEST}

    def in_text(self, text: str) -> Iterator[str]:
        """Yield the names of the values that a text contains.

        Args:
            text: Any text.
        """
        found = {name for name, written in self._forms.items() if any(form in text for form in written)}
        if len(found) < len(self._values):
            plain = normalized(text)
            texts = [plain, *decoded(plain)]
            found |= {
                name for name, value in self._normalized.items() if any(value in each for each in texts)
            }
        return (name for name in self._values if name in found)

    def in_json(self, value: Any, place: str = "") -> Iterator[str]:
        """Yield name and place of each value that JSON, or JSON inside it, contains.

        Args:
            value: A JSON value.
            place: The place of the JSON value, for the messages.
        """
        if isinstance(value, Mapping):
            for key, item in value.items():
                below = f"{place}.{key}" if place and not place.endswith(_INSIDE) else f"{place}{key}"
                yield from (f"{name} is a key at {place or 'the top'}" for name in self.in_text(str(key)))
                yield from self.in_json(item, below)
        elif isinstance(value, (list, tuple)):
            for index, item in enumerate(value):
                yield from self.in_json(item, f"{place}[{index}]")
        elif isinstance(value, (str, Expression)):
            yield from self._in_leaf(value, place)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield from (f"{name} is at {place}" for name in self.in_text(str(value)))

    def in_files(self, folder: Path, *, exclude: Iterable[Path] = ()) -> Iterator[str]:
        """Yield name and file of each value that a file contains, also inside zip archives.

        Args:
            folder: The folder to search, with its subfolders.
            exclude: Files and folders that are not searched.
        """
        excluded = {*exclude}
        for path in sorted(folder.rglob("*")):
            if not path.is_file() or excluded & {path, *path.parents}:
                continue
            for shown, data in _contents(path, str(path.relative_to(folder))):
                text = f"{shown}\n{data.decode('utf-8', 'replace')}"
                yield from (f"{name} is in the file {shown}" for name in self.in_text(text))

    def redacted(self, text: str) -> str:
        """Return a text in which all forms of the values are hidden.

        Args:
            text: Any text.
        """
        for form in sorted({form for written in self._forms.values() for form in written}, key=len)[::-1]:
            text = text.replace(form, "(hidden)")
        return text

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
        if not places:
            return
        more = [f"and {len(places) - _LISTED} more"] if len(places) > _LISTED else []
        listed = "".join(f"\n  {place}" for place in [*places[:_LISTED], *more])
        raise AssertionError(self.redacted(f"secrets are in {where}:{listed}"))

    def _in_leaf(self, value: str | Expression, place: str) -> Iterator[str]:
        text = value.template if isinstance(value, Expression) else value
        found = [*self.in_text(text)]
        try:
            inside = [*self.in_json(read_json(text), f"{place}{_INSIDE}")] if _may_be_json(text) else []
        except ValueError:
            inside = []
        yield from inside or (f"{name} is at {place}" for name in found)


def assert_no_secrets(
    values: Mapping[str, str] | Iterable[str], document: Mapping[str, Any], text: str, out: Path
) -> None:
    """Check that nothing in the output contains these values.

    Args:
        values: The secrets, preferably by name.
        document: The stack's JSON.
        text: The same JSON as CDKTF wrote it.
        out: The output folder.

    Raises:
        AssertionError: A value was found.
        TypeError: The values are not texts.
        ValueError: There are no values, or one is blank or too short.
    """
    __tracebackhide__ = True
    secrets = Secrets(values)
    found = [*secrets.in_json(document)]
    in_text = () if found else (f"{name} is in the text of cdk.tf.json" for name in secrets.in_text(text))
    written = [path for path in out.rglob("cdk.tf.json") if path.read_text(errors="replace") == text]
    secrets.raise_if_found([*found, *in_text, *secrets.in_files(out, exclude=written)], "the output")


def _may_be_json(text: str) -> bool:
    return text.lstrip().startswith(("{", "[", '"', "${jsonencode("))


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


def _contents(path: Path, shown: str) -> Iterator[tuple[str, bytes]]:
    yield shown, path.read_bytes()
    if zipfile.is_zipfile(path):  # assets, and Terraform's plans
        with zipfile.ZipFile(path) as archive:
            for entry in archive.namelist():
                yield f"{shown} ({entry})", archive.read(entry)
