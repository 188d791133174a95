"""Reads the class that the constructs derive from: the arguments, and what its docstring says of them."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .type_modules import Module, TypeModuleError

_SECTION = re.compile(r"^(Args|Raises):\n((?:    .*\n|\n)*)", re.MULTILINE)
_ENTRY = re.compile(r"^(\w+): (.*(?:\n    .*)*)", re.MULTILINE)
_ELSEWHERE = "As for "


@dataclass(frozen=True)
class Argument:
    """An argument of a construct.

    Attributes:
        name: Its name.
        annotation: Its type.
        default: Its default as written; None for an argument that must be given.
        is_keyword: Whether it is given by name alone.
    """

    name: str
    annotation: ast.expr
    default: str | None
    is_keyword: bool


@dataclass(frozen=True)
class BaseClass:
    """The class of some constructs.

    Attributes:
        module: Its module.
        name: Its name.
        base: The class that it refers to for what its own docstring leaves out.
    """

    module: Module
    name: str
    base: BaseClass | None = None

    @cached_property
    def arguments(self) -> list[Argument]:
        """The arguments, without `self`."""
        return list(_arguments(self._init.args))

    @cached_property
    def docs(self) -> dict[str, str]:
        """What is said of each argument and of each error, by name, in Google's style of docstrings."""
        docstring = (ast.get_docstring(self._init) or "") + "\n"
        own = {
            name: " ".join(words.split())
            for _, section in _SECTION.findall(docstring)
            for name, words in _ENTRY.findall(textwrap.dedent(section))
            if not words.startswith(_ELSEWHERE)
        }
        return {**self.base.docs, **own} if self.base else own

    @property
    def _init(self) -> ast.FunctionDef:
        for node in self.module.classes[self.name].body:
            if isinstance(node, ast.FunctionDef) and node.name == "__init__":
                return node
        raise TypeModuleError(f"{self.module.name}: {self.name} has no __init__")


def _arguments(found: ast.arguments) -> Iterator[Argument]:
    for each in found.args[1:]:
        yield Argument(each.arg, _annotation(each), None, is_keyword=False)
    for each, default in zip(found.kwonlyargs, found.kw_defaults, strict=True):
        written = None if default is None else ast.unparse(default)
        yield Argument(each.arg, _annotation(each), written, is_keyword=True)


def _annotation(argument: ast.arg) -> ast.expr:
    if argument.annotation is None:
        raise TypeModuleError(f"{argument.arg}: expected a type")
    return argument.annotation
