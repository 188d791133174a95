"""The docstrings below the fields of a payload class, which editors show and Python itself forgets."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator


def documented_fields(payload: type) -> set[str]:
    """Return the names of the fields, inherited ones too, that have a docstring below them."""
    own = [cls for cls in payload.__mro__ if ".types." in cls.__module__]
    return {name for cls in own for name in _documented(cls)}


def _documented(cls: type) -> Iterator[str]:
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(node, ast.ClassDef)
    for field, below in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
            and isinstance(below.value.value, str)
        ):
            yield field.target.id
