"""Resolves CDKTF's tokens in expected values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kibana_connectors._cdk import DefaultTokenResolver, StringConcat, TerraformStack, Tokenization
from kibana_connectors.tokens import contains_token, is_token

from .expressions import Expression, is_template
from .matching import Matcher, Resolver


def resolver_of(stack: TerraformStack) -> Resolver:
    """Return a function that replaces tokens by their values. A value without tokens needs no call into Node.

    Args:
        stack: The stack in which tokens are resolved.
    """

    def resolve(value: Any) -> Any:
        if isinstance(value, Matcher):
            return value.resolved(resolve)
        if is_token(value):
            return _as_expressions(
                Tokenization.resolve(
                    value,
                    preparing=False,
                    scope=stack,
                    # Its arguments are named otherwise than those of its interface.
                    resolver=DefaultTokenResolver(StringConcat()),  # pyright: ignore[reportArgumentType]
                )
            )
        if isinstance(value, Mapping):
            return {_key(resolve, key): resolve(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [resolve(item) for item in value]
        return value

    return resolve


def _key(resolve: Resolver, key: Any) -> Any:
    if not contains_token(key):
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
