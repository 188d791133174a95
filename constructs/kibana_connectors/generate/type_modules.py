"""Reads the modules of the connector types as source text: classes, fields and docstrings.

Nothing is imported, so that a half-written type cannot stop the generator with a traceback of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from . import names
from .style import LIBRARY

LIBRARY_FOLDER = Path(__file__).resolve().parents[1]
_ABOUT_ALL_TYPES = frozenset({"catalog.py", "registry.py"})
"""Modules in `types/` that are about all types, and hold none."""
_PAYLOAD_BASES = {"Config", "Secrets", "Auth", "NestedObject", "NoConfig", "NoSecrets"}


class TypeModuleError(Exception):
    """A module of a connector type that the generator cannot read."""


@dataclass(frozen=True)
class PayloadField:
    """A field of a Config, a Secrets or an auth type.

    Attributes:
        name: Its name in Python.
        kibana_name: Its name in Kibana.
        annotation: Its type as written.
        module: The module in which the annotation's names mean something.
        is_required: Whether it must be given in code.
    """

    name: str
    kibana_name: str
    annotation: ast.expr
    module: Module
    is_required: bool


@dataclass(frozen=True)
class Module:
    """One module below the package: the library, or one that a project has for types of its own.

    Attributes:
        root: The package's folder.
        name: The module's dotted name below the package: `types.pagerduty`.
    """

    root: Path
    name: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        path = self.root / f"{self.name.replace('.', '/')}.py"
        try:
            return ast.parse(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            raise TypeModuleError(f"{path}, line {error.lineno}: {error.msg}") from None

    @cached_property
    def classes(self) -> dict[str, ast.ClassDef]:
        """Its classes by name."""
        return {node.name: node for node in self.tree.body if isinstance(node, ast.ClassDef)}

    @cached_property
    def imports(self) -> dict[str, tuple[str, str]]:
        """Each imported name: the module it comes from, and its name there, empty for the module itself.

        A module of the same package is given by its dotted name with a dot before; any other by its own name.
        """
        found: dict[str, tuple[str, str]] = {}
        parts = self.name.split(".")
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.asname or alias.name: (alias.name, "") for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                source = node.module or ""
                if node.level:
                    source = ".".join(["", *parts[: len(parts) - node.level], *filter(None, [source])])
                for alias in node.names:
                    found[alias.asname or alias.name] = (source, alias.name)
        return found

    @cached_property
    def defined(self) -> set[str]:
        """Every name that the module itself defines, also for type checkers alone."""
        found: set[str] = set(self.classes)
        bodies = [self.tree.body, *(node.body for node in self.tree.body if isinstance(node, ast.If))]
        for body in bodies:
            for node in body:
                if isinstance(node, ast.ClassDef):
                    found.add(node.name)
                elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                    found.add(node.target.id)
                elif isinstance(node, ast.Assign):
                    found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        return found

    def origin(self, name: str) -> tuple[str, str] | None:
        """Return where a name comes from: the module and its name there; None for a built-in one."""
        if name in self.imports:
            return self.imports[name]
        return (f".{self.name}", name) if name in self.defined else None

    def class_named(self, expression: ast.expr) -> tuple[Module, ast.ClassDef] | None:
        """Return the class that an expression names, with its module, where it is one of the types'."""
        if isinstance(expression, ast.Attribute) and isinstance(expression.value, ast.Name):
            # A class of the module of shared auth types: `_auth.Basic`.
            source, name = self.imports[expression.value.id]
            module = self._module_of(f"{source}.{name}")
            return module, module.classes[expression.attr]
        if not isinstance(expression, ast.Name):
            return None
        if expression.id in self.classes:
            return self, self.classes[expression.id]
        source, name = self.imports.get(expression.id, ("", ""))
        module = self._module_of(source)
        return (module, module.classes[name]) if module.name.startswith("types.") else None

    def _module_of(self, source: str) -> Module:
        """Return the module that an import names."""
        if source.startswith(f"{LIBRARY}."):
            return Module(LIBRARY_FOLDER, source.removeprefix(f"{LIBRARY}."))
        return Module(self.root, source.lstrip("."))

    def fields(self, cls: ast.ClassDef) -> dict[str, PayloadField]:
        """Return the fields of a payload class, inherited ones included, in Kibana's order."""
        found: dict[str, PayloadField] = {}
        for base in cls.bases:
            inherited = self.class_named(base)
            if inherited is not None:
                module, node = inherited
                found |= module.fields(node)
            elif not (isinstance(base, ast.Name) and base.id in _PAYLOAD_BASES):
                raise TypeModuleError(f"{self.name}: {cls.name}: no rule for the base {ast.unparse(base)}")
        for statement in cls.body:
            if not (isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)):
                continue
            if "ClassVar" not in ast.unparse(statement.annotation):
                found[statement.target.id] = self._field(statement.target.id, statement)
        return found

    def _field(self, name: str, node: ast.AnnAssign) -> PayloadField:
        named = [*_kibana_names(node.annotation), *(_kibana_names(node.value) if node.value else ())]
        kibana_name = named[0] if named else names.camel_case(name)
        return PayloadField(name, kibana_name, node.annotation, self, node.value is None)


def _kibana_names(expression: ast.expr) -> Iterator[str]:
    for node in ast.walk(expression):
        named = isinstance(node, ast.Call) and any(_is_name(node.func, one) for one in _NAMING)
        if named and isinstance(node, ast.Call) and node.args:
            yield str(ast.literal_eval(node.args[0]))


_NAMING = ("kibana_name", "absent")
"""The functions that take a field's name in Kibana, if it is not the usual one."""


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def written_module(source: str) -> str:
    """Return a module as another folder of the same package imports from it.

    Args:
        source: The module; one of the same package has a dot before.
    """
    return f".{source}" if source.startswith(".") else source


@dataclass(frozen=True)
class NamedClass:
    """A class that a module names.

    Attributes:
        module: The module.
        expression: How the module names it: `PagerDutyConfig`, `_auth.Basic`.
    """

    module: Module
    expression: ast.expr

    @property
    def text(self) -> str:
        """How the module names it."""
        return ast.unparse(self.expression)

    @property
    def import_line(self) -> str:
        """How a module in another folder of the package imports it."""
        source, name = self._origin(self.text.partition(".")[0])
        return f"from {written_module(source)} import {name}"

    def import_as(self, name: str) -> str:
        """Return how a module in another folder of the package imports the class under another name.

        Args:
            name: The other name.
        """
        head, _, attribute = self.text.partition(".")
        source, own = self._origin(head)
        place = written_module(source)
        return (
            f"from {place}.{own} import {attribute} as {name}"
            if attribute
            else f"from {place} import {own} as {name}"
        )

    def _origin(self, head: str) -> tuple[str, str]:
        origin = self.module.origin(head)
        if origin is None:
            raise TypeModuleError(f"{self.module.name}: {head} is defined nowhere")
        return origin

    @property
    def fields(self) -> dict[str, PayloadField] | None:
        """Its fields; None for a class that is none of the types' own, such as `NoConfig`."""
        found = self.module.class_named(self.expression)
        return None if found is None else found[0].fields(found[1])


@dataclass(frozen=True)
class ConnectorTypeClass:
    """The class of one connector type.

    Attributes:
        module: Its module.
        node: The class.
        type_id: Kibana's id of the type.
    """

    module: Module
    node: ast.ClassDef
    type_id: str

    @property
    def name(self) -> str:
        """The construct's class: the type's without `Type`."""
        return self.node.name.removesuffix("Type")

    @property
    def is_spec(self) -> bool:
        """Whether Kibana defines the type as data, so that it offers auth types."""
        return any(
            isinstance(base, ast.Subscript) and _is_name(base.value, "SpecType") for base in self.node.bases
        )

    @property
    def docstring(self) -> str:
        """What the type says of itself."""
        return ast.get_docstring(self.node) or ""

    @cached_property
    def assigned(self) -> dict[str, NamedClass]:
        """The classes that the type names: `Config`, `Secrets`, auth types, objects inside a config."""
        found: dict[str, NamedClass] = {}
        for base in self.node.bases:
            inherited = self.module.class_named(base.value if isinstance(base, ast.Subscript) else base)
            if inherited is not None:
                module, node = inherited
                found |= ConnectorTypeClass(module, node, "").assigned
        for statement in self.node.body:
            if isinstance(statement, ast.Assign) and isinstance(statement.value, (ast.Name, ast.Attribute)):
                for target in statement.targets:
                    if isinstance(target, ast.Name):
                        found[target.id] = NamedClass(self.module, statement.value)
        return found


def connector_types(package: Path) -> list[ConnectorTypeClass]:
    """Return every connector type below `types/`, by type id.

    Args:
        package: The package's folder.

    Raises:
        TypeModuleError: A module holds no type or several, or two types have the same id or name.
    """
    found = []
    for path in sorted((package / "types").rglob("*.py")):
        name = ".".join(path.relative_to(package).with_suffix("").parts)
        if path.name.startswith("_") or path.name in _ABOUT_ALL_TYPES:
            continue
        module = Module(package, name)
        here = [
            ConnectorTypeClass(module, node, type_id)
            for node in module.classes.values()
            for type_id in _type_ids(node)
        ]
        if len(here) != 1 or not here[0].node.name.endswith("Type"):
            raise TypeModuleError(
                f"{name}: expected one class …Type with TYPE = TypeInfo(type_id=…); what several types "
                "share belongs into a module whose name starts with _"
            )
        found += here
    names.demand_unique("type id", {each.module.name: each.type_id for each in found})
    names.demand_unique("class", {each.type_id: each.name for each in found})
    names.demand_unique("module", {each.type_id: each.module.name.rpartition(".")[2] for each in found})
    return sorted(found, key=lambda each: each.type_id)


def _type_ids(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if (
            isinstance(statement, ast.AnnAssign)
            and _is_name(statement.target, "TYPE")
            and isinstance(statement.value, ast.Call)
        ):
            for keyword in statement.value.keywords:
                if keyword.arg == "type_id" and isinstance(keyword.value, ast.Constant):
                    yield str(keyword.value.value)
