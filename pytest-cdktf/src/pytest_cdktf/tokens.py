"""Resolves CDKTF's tokens in expected values."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from typing import Any

from ._cdk import Engine
from .expressions import Expression, is_template
from .matching import Matcher, Resolver

_MARK = r"\{TfToken\[[a-zA-Z0-9:._-]+\]\}"
_TEXT = re.compile(rf"\${_MARK}")
_LIST = re.compile(rf"#{_MARK}")
_MAP = re.compile(rf"&{_MARK}")
_NUMBERS = (0xFDFF, 0xFBFF)
"""The two upper bytes of a double that stands for a number, and of one that stands for a list of numbers."""


def resolver_of(stack: Any, engine: Engine) -> Resolver:
    """Return a function that replaces tokens by their values. A value without tokens needs no call into Node.

    Args:
        stack: The stack in which tokens are resolved.
        engine: Its engine.
    """

    def resolve(value: Any) -> Any:
        if isinstance(value, Matcher):
            return value.resolved(resolve)
        if is_token(value):
            return _as_expressions(engine.resolve(value, stack))
        if isinstance(value, Mapping):
            return {_key(resolve, key): resolve(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [resolve(item) for item in value]
        return value

    return resolve


def is_token(value: object) -> bool:
    """Whether CDKTF would resolve a value: a text with a token in it, or the token of any other type.

    Asking the engine would cost a call into Node each time.

    Args:
        value: Any value.
    """
    if isinstance(value, str):
        return "TfToken[" in value and _TEXT.search(value) is not None
    if value is None or isinstance(value, (bool, int)):
        return False
    if isinstance(value, float):
        return struct.unpack(">H", struct.pack(">d", value)[:2])[0] in _NUMBERS
    if isinstance(value, (list, tuple)):
        return len(value) == 1 and _stands_for_list(value[0])
    if isinstance(value, Mapping):
        return len(value) == 1 and _MAP.search(str(next(iter(value)))) is not None
    # jsii hands over a value of no declared type, such as TerraformVariable.value, as an opaque proxy.
    if type(value).__name__ == "InterfaceDynamicProxy":
        return True
    # A path can be resolved too, but it is no IResolvable.
    return callable(getattr(value, "resolve", None)) and hasattr(type(value), "creation_stack")


def _stands_for_list(item: object) -> bool:
    if isinstance(item, str):
        return _LIST.search(item) is not None
    return isinstance(item, float) and is_token(item)


def _key(resolve: Resolver, key: Any) -> Any:
    if not isinstance(key, str) or not is_token(key):
        return key
    resolved = resolve(key)
    return resolved.template if isinstance(resolved, Expression) else resolved


def _as_expressions(value: Any) -> Any:
    if isinstance(value, str) and is_template(value):
        return Expression(value)
    if isinstance(value, Mapping):
        return {key: _as_expressions(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_expressions(item) for item in value]
    return value
