"""Numbers as JavaScript prints them: the provider compares the text of a rule's params number by number.

`1.0` comes back from Kibana as `1`, and the provider then reports an inconsistent result. Above 2^53
JavaScript does not hold every integer.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..errors import Problem
from ..tokens import is_token

LARGEST = 2**53
"""Up to here JavaScript holds every integer."""


def with_short_numbers(value: Any) -> Any:
    """Return a value with 1 in place of each 1.0, at any depth; tokens stay as they are."""
    if isinstance(value, float) and not is_token(value):
        return int(value) if math.isfinite(value) and value.is_integer() and abs(value) <= LARGEST else value
    if is_token(value):
        return value
    if isinstance(value, Mapping):
        return {key: with_short_numbers(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [with_short_numbers(item) for item in value]
    return value


def number_problems(value: Any, where: str) -> Iterator[Problem]:
    """Find numbers that would not come back from Kibana as they were sent.

    Args:
        value: JSON, with tokens in it.
        where: Its place.
    """
    if is_token(value) or isinstance(value, (str, bool)) or value is None:
        return
    if isinstance(value, (int, float)):
        if not math.isfinite(value) or abs(value) > LARGEST:
            yield Problem(where, "expected a number up to 2^53, which is what JavaScript can hold")
        elif value != 0 and abs(value) < 1e-6:
            yield Problem(where, "expected 0, or a number from 0.000001 on: a smaller one changes its form")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from number_problems(item, f"{where}.{key}")
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from number_problems(item, f"{where}.{index}")
    else:
        yield Problem(where, "expected JSON: texts, numbers, true, false, None, lists and dicts")


def json_of(value: Any) -> str:
    """Return JSON with every number as JavaScript prints it: Python writes 0.00001 with an exponent.

    Args:
        value: JSON without tokens, and without numbers that `number_problems` finds.
    """
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, Mapping):
        items = (
            f"{json.dumps(str(key), ensure_ascii=False)}: {json_of(item)}" for key, item in value.items()
        )
        return f"{{{', '.join(items)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(json_of, value))}]"
    return json.dumps(value, ensure_ascii=False)
