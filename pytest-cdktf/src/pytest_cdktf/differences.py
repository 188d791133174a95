"""What differs between an expected and an actual value: one line for each difference."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .concealed import Sensitive, Unknown
from .json_texts import json_container
from .matching import MISSING, Matcher, Part, same
from .rendering import inline, shortened_alike

_VALUE, _KEY, _LENGTH = range(3)


@dataclass(frozen=True)
class Difference:
    """One place where what is found is not what was expected.

    Attributes:
        path: The place, such as `policy.Statement[0].Effect`.
        expected: What was expected there.
        found: What is there.
        hint: What may be the reason; empty if nothing is known.
        rank: How little it tells: values that differ come first, then keys, then the lengths of lists.
    """

    path: str
    expected: str
    found: str
    hint: str = ""
    rank: int = _VALUE

    def line(self, width: int) -> str:
        """Return the difference as one line.

        Args:
            width: How long it may be; what is expected and found is shortened to fit.
        """
        place = f"{self.path}: " if self.path else ""
        hint = f" ({self.hint})" if self.hint else ""
        room = max(30, (width - len(place) - len(hint) - len("expected , found ")) // 2)
        expected, found = shortened_alike(self.expected, self.found, room)
        return f"{place}expected {expected}, found {found}{hint}"


def differences(wanted: Any, present: Any) -> list[Difference]:
    """Return what differs between the two sides of a projection, the most telling first.

    Args:
        wanted: What was expected, as `matching.project` returns it.
        present: What was found, as it returns it.
    """
    return sorted(_walk(wanted, present, ""), key=lambda each: each.rank)


def _walk(wanted: Any, present: Any, path: str) -> Iterator[Difference]:
    if wanted is present:
        return
    if isinstance(wanted, Mapping) and isinstance(present, Mapping):
        yield from _walk_object(wanted, present, path)
    elif isinstance(wanted, (list, tuple)) and isinstance(present, (list, tuple)):
        for index, (one, other) in enumerate(zip(wanted, present, strict=False)):
            yield from _walk(one, other, f"{path}[{index}]")
        if len(wanted) != len(present):
            found = f"{len(present)}: {inline(present)}" if present else "an empty list"
            hint = "has_items(…) allows others" if len(present) > len(wanted) else ""
            yield Difference(path, _items(len(wanted)), found, hint, _LENGTH)
    else:
        yield Difference(path, inline(wanted), inline(present), _hint(wanted, present))


def _walk_object(wanted: Mapping[Any, Any], present: Mapping[Any, Any], path: str) -> Iterator[Difference]:
    unexpected = [key for key in present if key not in wanted]
    others = [*unexpected, *(present.others if isinstance(present, Part) else ())]
    for key, value in wanted.items():
        inside = f"{path}{_step(key, bool(path))}"
        if key in present:
            yield from _walk(value, present[key], inside)
        else:
            hint = _alike(key, others) or ("absent() matches that" if value is None else "")
            yield Difference(inside, inline(value), "nothing", hint, _KEY)
    for key in unexpected:
        yield Difference(f"{path}{_step(key, bool(path))}", "nothing", inline(present[key]), rank=_KEY)


def _step(key: Any, below: bool) -> str:
    text = str(key)
    if not text.replace("-", "_").replace("$", "").isidentifier():
        return f"[{inline(text)}]"
    return f".{text}" if below else text


def _items(count: int) -> str:
    return "no items" if count == 0 else "1 item" if count == 1 else f"{count} items"


def _alike(key: Any, others: Sequence[Any]) -> str:
    near = difflib.get_close_matches(str(key), [str(each) for each in others], n=1)
    return f"did you mean {near[0]}?" if near else ""


def _hint(wanted: Any, present: Any) -> str:
    if isinstance(present, (Sensitive, Unknown)):
        return ""
    if isinstance(wanted, Matcher):
        return wanted.why_not(present)
    if isinstance(present, (list, tuple)):
        if isinstance(wanted, Mapping):
            return "a list, no object: has_items(…) looks into it"
        return "in a list: has_items(…) finds it" if any(same(wanted, each) for each in present) else ""
    if isinstance(wanted, (list, tuple)) and len(wanted) == 1 and same(wanted[0], present):
        return "not in a list"
    if isinstance(wanted, (list, tuple, Mapping)):
        return "JSON text: json_with(…) reads it" if json_container(present) is not None else ""
    return _hint_of_text(wanted, present)


def _hint_of_text(wanted: Any, present: Any) -> str:
    texts = [str(each).lower() if isinstance(each, bool) else str(each) for each in (wanted, present)]
    if present is MISSING or isinstance(wanted, str) == isinstance(present, str) or texts[0] != texts[1]:
        return ""
    return "a text" if isinstance(present, str) else "no text"
