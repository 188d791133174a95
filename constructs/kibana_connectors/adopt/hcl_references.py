"""Finds and replaces references in the text of Terraform's expressions, in strings and heredocs too.

The text is walked once, as Terraform's own scanner does: code, quoted texts, heredocs, comments. Everything
that is no reference stays as it is, so that the replaced text means the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_CHAIN = re.compile(r"[^\W\d][\w-]*(?:\.[^\W\d][\w-]*)*")
_HEREDOC = re.compile(r"<<(-?)([^\W\d][\w-]*)[ \t]*\r?\n")
_COMMENT = re.compile(r"#[^\n]*|//[^\n]*|/\*.*?\*/", re.DOTALL)
_ATTRIBUTE_STEP = re.compile(r"\.(?:[^\W\d][\w-]*|\d+|\*)|\[\*\]")
_HEADS = frozenset(
    {"var", "local", "each", "count", "module", "data", "ephemeral", "path", "terraform", "self"}
)


class Reference(NamedTuple):
    """A reference in a text.

    Attributes:
        names: The names that dots join: `("var", "x")`.
        steps: The steps behind them as text, already replaced: `["a"].b`.
    """

    names: tuple[str, ...]
    steps: str

    @property
    def text(self) -> str:
        """The reference as text."""
        return ".".join(self.names) + self.steps


Change = Callable[[Reference], "str | None"]
"""Returns what stands in place of a reference; None leaves it as it is."""


def replaced(text: str, change: Change, *, is_template: bool = False) -> str:
    """Return a text with references replaced.

    Args:
        text: An expression, or a template.
        change: What becomes of each reference.
        is_template: Whether the text is a template without quotes, as in Terraform's JSON syntax.
    """
    walker = _Walker(text, change)
    if is_template:
        walker.template(len(text), quoted=False)
    else:
        walker.code(stop="")
    return "".join(walker.out)


def references_in(text: str, *, is_template: bool = False) -> tuple[str, ...]:
    """Return the references in a text, sorted, without names of loops.

    Args:
        text: An expression, or a template.
        is_template: Whether it is a template without quotes.
    """
    found: set[str] = set()

    def note(reference: Reference) -> None:
        if len(reference.names) > 1 and (reference.names[0] in _HEADS or "_" in reference.names[0]):
            found.add(".".join(reference.names))

    replaced(text, note, is_template=is_template)
    return tuple(sorted(found))


def end_of_code(text: str, start: int) -> int:
    """Return where an interpolation in a template ends, behind its bracket.

    Args:
        text: The template.
        start: Where its code begins, behind `${`.
    """
    walker = _Walker(text, lambda reference: None, start)
    walker.code(stop="}")
    return min(walker.at + 1, len(text))


class _Walker:
    def __init__(self, text: str, change: Change, at: int = 0) -> None:
        self._text = text
        self._change = change
        self.at = at
        self.out: list[str] = []

    def _copy(self, end: int) -> None:
        self.out.append(self._text[self.at : end])
        self.at = end

    def code(self, stop: str) -> None:
        """Walk code until its closing bracket, or the end."""
        text, closing = self._text, [stop]
        while self.at < len(text):
            char = text[self.at]
            if char == closing[-1]:
                if len(closing) == 1:
                    return
                closing.pop()
                self._copy(self.at + 1)
            elif char in "([{":
                closing.append({"(": ")", "[": "]", "{": "}"}[char])
                self._copy(self.at + 1)
            elif char == '"':
                self._copy(self.at + 1)
                self.template(len(text), quoted=True)
            elif match := _HEREDOC.match(text, self.at):
                self._copy(match.end())
                self.template(self._end_of_heredoc(match.group(2)), quoted=False)
            elif match := _COMMENT.match(text, self.at):
                self._copy(match.end())
            elif match := _CHAIN.match(text, self.at):
                self._reference(match)
            elif char.isdigit():
                number = re.compile(r"[\w.]+").match(text, self.at)
                self._copy(number.end() if number else self.at + 1)
            else:
                self._copy(self.at + 1)

    def _end_of_heredoc(self, name: str) -> int:
        match = re.compile(rf"^[ \t]*{re.escape(name)}[ \t]*\r?$", re.MULTILINE).search(self._text, self.at)
        return match.start() if match else len(self._text)

    def _reference(self, match: re.Match[str]) -> None:
        text = self._text
        before = text[: self.at].rstrip()[-1:] if self.at else ""
        if before == "." and not text[: self.at].rstrip().endswith("..."):
            self._copy(match.end())
            return
        if text[match.end() : match.end() + 1] == "(" or text.startswith("::", match.end()):
            self._copy(match.end())
            return
        names = tuple(match.group().split("."))
        kept = self.out
        self.out, self.at = [], match.end()
        while True:
            if step := _ATTRIBUTE_STEP.match(text, self.at):
                self._copy(step.end())
            elif text[self.at : self.at + 1] == "[" and len(names) > 1:
                self._copy(self.at + 1)
                self.code(stop="]")
                self._copy(self.at + 1)
            else:
                break
        reference = Reference(names, "".join(self.out))
        self.out = kept
        changed = self._change(reference) if len(names) > 1 else None
        self.out.append(reference.text if changed is None else changed)

    def template(self, end: int, *, quoted: bool) -> None:
        """Walk a template: up to its quote, or to an end."""
        text = self._text
        while self.at < end:
            if quoted and text[self.at] == "\\":
                self._copy(min(self.at + 2, end))
            elif quoted and text[self.at] == '"':
                self._copy(self.at + 1)
                return
            elif text.startswith(("$${", "%%{"), self.at):
                self._copy(self.at + 3)
            elif text.startswith(("${", "%{"), self.at):
                self._copy(self.at + 2)
                self.code(stop="}")
                self._copy(min(self.at + 1, end))
            else:
                self._copy(self.at + 1)
