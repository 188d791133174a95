"""Says an expression of a module's instance in words of the root module: arguments and keys filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .hcl_evaluation import Instance
from .hcl_folder import Folder, Module
from .hcl_references import Reference, replaced
from .hcl_syntax import Block

_PLAIN = re.compile(r'[^\W\d][\w-]*(?:\.[\w-]+|\[[^\[\]]*\])*|"[^"\\$%]*"|\d+')
_DEEPEST = 20
_STEP = re.compile(r'module\.([^.\[]+)(?:\[("(?:[^"\\]|\\.)*"|\d+)\])?\.?')


@dataclass(frozen=True)
class Context:
    """What names mean in one instance.

    Attributes:
        key: The instance's key as an expression; None without one.
        repetition: The expression of `for_each`; None without one.
        arguments: In a module that is called: the expressions of its arguments.
        above: What names mean where the module is called; None in the root.
        locals: The module's local values that are only another name: one reference, or a literal.
    """

    key: str | None = None
    repetition: str | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    above: Context | None = None
    locals: Mapping[str, str] = field(default_factory=dict)

    def resolved(self, expression: str) -> str:
        """Return an expression in words of the root module.

        Args:
            expression: An expression of this module.
        """
        return replaced(expression.strip(), self._change).strip()

    def _change(self, reference: Reference) -> str | None:
        start, behind = reference.names[:2], "".join(f".{part}" for part in reference.names[2:])
        behind += reference.steps
        if start in (("each", "key"), ("count", "index")) and self.key is not None:
            return f"{self.key}{behind}"
        if start == ("each", "value") and self.key is not None and self.repetition is not None:
            if self.repetition.startswith("toset("):
                return f"{self.key}{behind}"
            return f"{_term(self.repetition)}[{self.key}]{behind}"
        if start[0] == "local" and start[1] in self.locals:
            # Terraform allows no circle among them.
            return f"{self.resolved(self.locals[start[1]])}{behind}"
        if start[0] == "var" and self.above is not None and start[1] in self.arguments:
            return f"{_term(self.above.resolved(self.arguments[start[1]]))}{behind}"
        return None


def _term(expression: str) -> str:
    return expression if _PLAIN.fullmatch(expression) else f"({expression})"


class Contexts:
    """The contexts of all instances of a folder.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def of(self, instance: Instance, block: Block) -> Context:
        """Return the context of an instance.

        Args:
            instance: The instance.
            block: Its block.
        """
        module: Module = self._folder.root
        above: Context | None = None
        arguments: dict[str, str] = {}
        for match in _STEP.finditer(instance.module):
            name, key = match.group(1), match.group(2)
            call = module.calls[(name,)]
            above = Context(key, _repetition(call), arguments, above, _other_names(module))
            arguments = {word: attribute.expression for word, attribute in call.attributes.items()}
            module = self._folder.modules[module.sources[name]]
        key = None if instance.key is None else json.dumps(instance.key, ensure_ascii=False)
        if key is not None and isinstance(instance.key, str):
            key = key.replace("${", "$${").replace("%{", "%%{")
        return Context(key, _repetition(block), arguments, above, _other_names(module))


_OTHER_NAME = re.compile(r"(?:var|local)\.[\w-]+(?:\.[\w-]+|\[[^\[\]]*\])*")


def _other_names(module: Module) -> dict[str, str]:
    found = {}
    for name, attribute in module.locals.items():
        expression = attribute.expression.strip().removeprefix("(").removesuffix(")")
        if _OTHER_NAME.fullmatch(expression) and f"local.{name}" not in expression:
            found[name] = expression
    return found


def _repetition(block: Block) -> str | None:
    attribute = block.attributes.get("for_each")
    return None if attribute is None else attribute.expression.strip()


def contexts_of(folder: Folder) -> Contexts:
    """Return the contexts of all instances of a folder."""
    return Contexts(folder)
