"""Whether the source of a secret is one: at least one reference in it, and no literal.

A text may stand beside a reference where it can be no secret: a separator, one leading word such as
`Bearer `, a line of PEM. What only says how something is done (a condition, a key, the pattern of
`regex`) may be any text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ..schema.secret_source import INSTEAD
from .evaluation import ONE_ATTRIBUTE, Evaluation
from .expression_reader import CannotRead
from .judgement import UNREAD, WHOLE_TEXT, Judgement, SourceProblem
from .values import (
    Choice,
    Instances,
    Joined,
    Kept,
    Literal,
    Made,
    Number,
    Record,
    Series,
    Source,
    Value,
    Wrong,
)

_MOST_VARIANTS = 500
_LONGEST = 5_000
_SEPARATOR_LENGTH = 16
_LEADING = re.compile(r"[A-Za-z-]{1,24}[ :=]|https?://")
_PEM_LABEL = (
    r"(?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|TRUSTED|NEW|PGP|X509) ){0,2}"
    r"(?:PRIVATE KEY|PUBLIC KEY|PRIVATE KEY BLOCK|CERTIFICATE|CERTIFICATE REQUEST|PARAMETERS|PKCS7|CMS|CRL)"
)
_PEM = re.compile(rf"\s*(?:-----(?:BEGIN|END) {_PEM_LABEL}-----\s*)+")
_NO_SEPARATOR = ("L", "M", "N")
"""The first letters of Unicode's categories of letters, marks and digits."""


def judge(value: Value, evaluation: Evaluation) -> Judgement:
    """Return what a secret's value is, as far as the file tells.

    Args:
        value: What its expression may yield.
        evaluation: What tells that; it counts the steps.
    """
    judge = _Judge(evaluation)
    try:
        judge.look_at(value, "", keys_count=False)
    except (CannotRead, RecursionError):
        return UNREAD
    return judge.judgement()


class _Judge:
    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._problems: dict[SourceProblem, None] = {}
        self._sources: dict[Source, None] = {}
        self._kept: dict[Source, None] = {}
        self._seen: set[tuple[int, bool, bool]] = set()
        self._referring: dict[int, bool] = {}
        self._is_kept = False

    def judgement(self) -> Judgement:
        problems = self._problems
        if not problems and not self._sources:
            problems = {SourceProblem("no reference at all", INSTEAD): None}
        return Judgement(tuple(problems), tuple(self._sources), tuple(self._kept))

    def look_at(self, value: Value, where: str, *, keys_count: bool) -> None:
        """Find sources and problems in a value.

        Args:
            value: The value.
            where: What it stands in, for messages: ` in …`.
            keys_count: Whether the keys of objects may become values.
        """
        self._evaluation.spend()
        # Locals are shared, so that a value may be reached in very many ways.
        key = (id(value), keys_count, self._is_kept)
        if key in self._seen:
            return
        self._seen.add(key)
        if isinstance(value, Source):
            self._add(value)
        elif isinstance(value, Literal):
            if value.text and not _is_separator(value.text):
                self._refuse(f"a text{where}", value.place, WHOLE_TEXT if where else INSTEAD)
        elif isinstance(value, Number):
            self._refuse(f"a number{where}", value.place, WHOLE_TEXT if where else INSTEAD)
        elif isinstance(value, Wrong):
            self._problems[SourceProblem(value.place, value.remedy)] = None
        elif isinstance(value, Joined):
            self._look_at_joined(value, keys_count=keys_count)
        elif isinstance(value, Choice):
            for option in value.options:
                self.look_at(option, where or " as one of several values", keys_count=keys_count)
        elif isinstance(value, Record):
            for name, item in value.items:
                if keys_count:
                    self.look_at(name, " as a key", keys_count=True)
                self.look_at(item, where or " in an object", keys_count=keys_count)
        elif isinstance(value, Series):
            for item in value.items:
                self.look_at(item, where or " in a list", keys_count=keys_count)
        elif isinstance(value, Made):
            for item in value.of:
                self.look_at(item, " in a function or an operation", keys_count=keys_count or value.cuts)
        elif isinstance(value, Kept):
            self._add(value.by)
            is_kept, self._is_kept = self._is_kept, True
            self.look_at(value.value, where, keys_count=keys_count)
            self._is_kept = is_kept
        elif isinstance(value, Instances):
            self._problems[SourceProblem(f"the whole of {value.block.address}", ONE_ATTRIBUTE)] = None

    def _refers(self, value: Value) -> bool:
        """Whether a reference is in a value."""
        self._evaluation.spend()
        known = self._referring.get(id(value))
        if known is None:
            known = self._referring[id(value)] = isinstance(value, (Source, Kept)) or any(
                map(self._refers, inside(value))
            )
        return known

    def _add(self, source: Source) -> None:
        (self._kept if self._is_kept else self._sources)[source] = None

    def _refuse(self, found: str, place: str, remedy: str) -> None:
        named = f"{found}, in {place}" if place else found
        self._problems[SourceProblem(named, remedy)] = None

    def _look_at_joined(self, value: Joined, *, keys_count: bool) -> None:
        for variant in self._variants(value):
            self._look_at_parts(variant, keys_count=keys_count)

    def _look_at_parts(self, parts: Sequence[Value], *, keys_count: bool) -> None:
        """Look at a text's parts: texts that stand next to each other are one."""
        texts: list[Literal] = []
        is_first = True
        is_alone = not any(map(self._refers, parts))
        for part in parts:
            if isinstance(part, Literal):
                texts.append(part)
                continue
            self._look_at_text(texts, is_first=is_first, is_alone=is_alone)
            texts, is_first = [], False
            if isinstance(part, Number):
                self._refuse("a number beside a reference", part.place, WHOLE_TEXT)
            else:
                self.look_at(part, "", keys_count=keys_count)
        self._look_at_text(texts, is_first=is_first, is_alone=is_alone)

    def _look_at_text(self, texts: Sequence[Literal], *, is_first: bool, is_alone: bool) -> None:
        text = "".join(each.text for each in texts)
        if not text or _is_separator(text):
            return
        if not is_alone and (_PEM.fullmatch(text) or (is_first and _LEADING.fullmatch(text))):
            return
        place = next((each.place for each in texts if each.place), "")
        found = "a text" if is_alone else "a text beside a reference"
        self._refuse(found, place, INSTEAD if is_alone else WHOLE_TEXT)

    def _variants(self, value: Joined) -> list[list[Value]]:
        """Return all ways in which a text may be put together, as lists of its parts."""
        variants: list[list[Value]] = [[]]
        for part in value.parts:
            options = self._options(part)
            if len(variants) * len(options) > _MOST_VARIANTS:
                options = [[part]]  # then each of the values has to be right alone
            variants = [[*variant, *option] for variant in variants for option in options]
            self._evaluation.spend(len(variants))
            if len(variants[0]) > _LONGEST:
                raise CannotRead
        return variants

    def _options(self, part: Value) -> list[list[Value]]:
        self._evaluation.spend()
        if isinstance(part, Joined):
            return self._variants(part)
        if isinstance(part, Choice) and len(part.options) <= _MOST_VARIANTS:
            options = [variant for option in part.options for variant in self._options(option)]
            if any(isinstance(each, Literal) for option in options for each in option):
                return options
        return [[part]]


def inside(value: Value) -> tuple[Value, ...]:
    """Return the values that a value is made of."""
    if isinstance(value, Joined):
        return value.parts
    if isinstance(value, Choice):
        return value.options
    if isinstance(value, Record):
        return tuple(item for _, item in value.items)
    if isinstance(value, Series):
        return value.items
    if isinstance(value, Kept):
        return (value.value,)
    return value.of if isinstance(value, Made) else ()


def _is_separator(text: str) -> bool:
    """Whether a text without letters and digits is too short to be a secret."""
    return len(text) <= _SEPARATOR_LENGTH and not any(map(_is_letter_or_digit, text))


def _is_letter_or_digit(char: str) -> bool:
    if char.isascii():
        return char.isalnum()
    # Beside letters also what looks like one, such as a letter in a circle, and what is not seen.
    category = unicodedata.category(char)
    return category[0] in _NO_SEPARATOR or category in ("So", "Cf", "Co", "Cn", "Cs")
