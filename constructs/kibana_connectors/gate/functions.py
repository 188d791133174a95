"""What Terraform's functions do with their arguments: which are values, and which only say how.

A function that is not named here gives something that is made of all its arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from .values import (
    HARMLESS,
    Choice,
    Instances,
    Joined,
    Kept,
    Literal,
    Made,
    Record,
    Series,
    Source,
    SourceKind,
    Value,
    choice,
)

PARAMETERS: dict[str, tuple[int, ...]] = {
    "element": (1,),
    "index": (1,),
    "slice": (1, 2),
    "substr": (1, 2),
    "split": (0,),
    "regex": (0,),
    "regexall": (0,),
    "trim": (1,),
    "trimprefix": (1,),
    "trimsuffix": (1,),
    "indent": (0,),
    "replace": (1,),
    "textencodebase64": (1,),
    "textdecodebase64": (1,),
    "file": (0,),
    "filebase64": (0,),
}
"""The arguments that say how, by position: any text may stand there."""

_CUTS = {"split", "regex", "regexall", "substr", "trim", "trimprefix", "trimsuffix", "transpose"}
"""Functions that may cut a key out of the text of an object, or make a value of it.

`replace` may too, but it is needed to mend a text, such as the line ends of a key in JSON.
"""

_VERB = re.compile(r"%(?:%|[-+ #0]*\d*(?P<precision>\.\d+)?(?:\[(?P<index>\d+)\])?(?P<verb>[a-zA-Z]))")


def made_by(function: str, arguments: Sequence[Value], *, expands: bool) -> Value:
    """Return what a function makes of its arguments.

    Args:
        function: Its name.
        arguments: What the arguments may yield; what stands for a parameter does not matter.
        expands: Whether the last one is a list of arguments.
    """
    function = function.removeprefix("core::")
    if expands:
        *before, last = arguments
        if isinstance(last, Series) and last.is_exact:
            arguments = [*before, *last.items]
        elif function == "format" and before:
            verbs = len(_VERB.findall(before[0].text)) if isinstance(before[0], Literal) else 0
            arguments = [*before, *[elements(last)[1]] * max(verbs, 1)]
        elif function in _MAKERS or function in PARAMETERS:
            # Which of them is a parameter cannot be told.
            return Made(tuple(arguments), cuts=True)
    maker = _MAKERS.get(function)
    if maker is not None and arguments:
        return maker(arguments)
    parameters = PARAMETERS.get(function, ())
    values = tuple(value for index, value in enumerate(arguments) if index not in parameters)
    return Made(values, cuts=function in _CUTS)


def elements(value: Value) -> tuple[Value, Value]:
    """Return what the keys and the values of a collection may be."""
    if isinstance(value, Record) and value.items:
        return choice(*(key for key, _ in value.items)), choice(*(item for _, item in value.items))
    if isinstance(value, Series) and value.items:
        return HARMLESS, choice(*value.items)
    if isinstance(value, (Record, Series)):
        return HARMLESS, HARMLESS
    if isinstance(value, Choice):
        both = [elements(option) for option in value.options]
        return choice(*(keys for keys, _ in both)), choice(*(items for _, items in both))
    if isinstance(value, Kept):
        keys, items = elements(value.value)
        return keys, Kept(value.by, items)
    if isinstance(value, Instances):
        return HARMLESS, Instances(value.block, is_one=True)
    if isinstance(value, Source):
        return value, value
    return Made((value,), cuts=True), value


def _file(arguments: Sequence[Value]) -> Value:
    return Source(SourceKind.FILE, "file(…)")


def _same(arguments: Sequence[Value]) -> Value:
    return arguments[0] if len(arguments) == 1 else Made(tuple(arguments), cuts=False)


def _any_element(arguments: Sequence[Value]) -> Value:
    return elements(arguments[0])[1]


def _keys(arguments: Sequence[Value]) -> Value:
    return Series((elements(arguments[0])[0],), is_exact=False)


def _values(arguments: Sequence[Value]) -> Value:
    return Series((elements(arguments[0])[1],), is_exact=False)


def _concat(arguments: Sequence[Value]) -> Value:
    items: list[Value] = []
    for argument in arguments:
        if not (isinstance(argument, Series) and argument.is_exact):
            return Series(tuple(elements(each)[1] for each in arguments), is_exact=False)
        items += argument.items
    return Series(tuple(items), is_exact=True)


def _merge(arguments: Sequence[Value]) -> Value:
    items: list[tuple[Value, Value]] = []
    for argument in arguments:
        if not isinstance(argument, Record):
            return Made(tuple(arguments), cuts=False)
        items += argument.items
    return Record(tuple(items))


def _join(arguments: Sequence[Value]) -> Value:
    separator, *lists = arguments
    items: list[Value] = []
    for each in lists:
        if isinstance(each, Series):
            items += each.items if each.is_exact else [*each.items, *each.items]
        else:
            item = elements(each)[1]
            items += [item, item]
    if len(items) == 1:
        # It then joins nothing, but it stands in the file.
        return Joined((items[0], separator, HARMLESS))
    parts = [part for item in items for part in (separator, item)]
    return Joined(tuple(parts[1:])) if parts else separator


def _format(arguments: Sequence[Value]) -> Value:
    pattern, *values = arguments
    if not isinstance(pattern, Literal):
        return Made(tuple(arguments), cuts=True)
    parts: list[Value] = []
    used: set[int] = set()
    at = following = 0
    for match in _VERB.finditer(pattern.text):
        parts.append(Literal(pattern.text[at : match.start()], pattern.place))
        at = match.end()
        if match.group("verb") is None:
            parts.append(Literal("%", pattern.place))
            continue
        number = int(match.group("index")) - 1 if match.group("index") else following
        following = number + 1
        if 0 <= number < len(values):
            used.add(number)
            value = values[number]
            shortens = match.group("precision") is not None
            parts.append(Made((value,), cuts=True) if shortens else value)
    parts.append(Literal(pattern.text[at:], pattern.place))
    unused = tuple(value for number, value in enumerate(values) if number not in used)
    joined = Joined(tuple(part for part in parts if not (isinstance(part, Literal) and not part.text)))
    return Made((joined, *unused), cuts=False) if unused else joined


def _formatlist(arguments: Sequence[Value]) -> Value:
    pattern, *lists = arguments
    values = [elements(each)[1] if isinstance(each, (Series, Choice)) else each for each in lists]
    return Series((_format([pattern, *values]),), is_exact=False)


_MAKERS: dict[str, Callable[[Sequence[Value]], Value]] = {
    "file": _file,
    "filebase64": _file,
    "sensitive": _same,
    "nonsensitive": _same,
    "tostring": _same,
    "tolist": _same,
    "toset": _same,
    "tomap": _same,
    "one": _any_element,
    "element": _any_element,
    "keys": _keys,
    "values": _values,
    "concat": _concat,
    "merge": _merge,
    "join": _join,
    "format": _format,
    "formatlist": _formatlist,
}
"""Functions whose result has a shape that can be told."""
