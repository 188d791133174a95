"""Writes the construct of each connector type, with its exact signature, and the index of all types.

A type's module says what the fields are, by types that do work at run time. Here editors and type checkers
get the same as plain types: `Config` and `Secrets` by these names, dicts as TypedDicts in both spellings, and
a docstring for `__init__`, where editors would otherwise show the engine's.
"""

from __future__ import annotations

import ast
import copy
import keyword
import re
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .base_class import Argument, BaseClass
from .source import in_quotes, text
from .style import LIBRARY
from .type_modules import (
    LIBRARY_FOLDER,
    ConnectorTypeClass,
    Module,
    NamedClass,
    PayloadField,
    TypeModuleError,
    connector_types,
    rule_actions_of,
    written_module,
)

_WIDTH = 98
_NOT_OF_A_TYPE = ("type_id", "spec")
"""Arguments of `Connector` alone."""
_NOTICE = "Written by `make types` from `types/`; change it there or in `generate/`."
_MYPY = "# mypy: implicit-reexport"
"""Makes mypy, in strict mode, see what a class imports under another name."""


def construct_modules(package: Path) -> dict[str, str]:
    """Return the text of each generated module of the library, by its path below the package.

    Args:
        package: The library's folder, or that of a copy.
    """
    types = connector_types(package)
    return {
        "types/_index.py": _index(types),
        "connectors/__init__.py": _names(types),
        **constructs_of(types, package, _NOTICE),
    }


def constructs_of(
    types: Iterable[ConnectorTypeClass], library: Path = LIBRARY_FOLDER, notice: str = _NOTICE
) -> dict[str, str]:
    """Return the text of each type's construct, by its path below the package.

    Args:
        types: The types.
        library: The folder of the library, whose classes the constructs derive from.
        notice: The line that each module begins with.
    """
    classic = BaseClass(Module(library, "cdk.connector"), "Connector")
    spec = BaseClass(Module(library, "cdk.spec_connector"), "SpecConnector", classic)
    return {
        f"connectors/{_module(each)}.py": _Construct(each, spec if each.is_spec else classic, notice).text()
        for each in types
    }


def _module(each: ConnectorTypeClass) -> str:
    return each.module.name.rpartition(".")[2]


def _index(types: Iterable[ConnectorTypeClass]) -> str:
    rows = "\n".join(
        f"    {text(each.type_id)}: ({text(each.module.name.removeprefix('types.'))}, {text(each.name)}),"
        for each in types
    )
    return (
        '"""Every connector type: its id, its module in this folder, and its construct\'s class.'
        f'\n\n{_NOTICE}\n"""\n\n'
        f"from __future__ import annotations\n\nINDEX: dict[str, tuple[str, str]] = {{\n{rows}\n}}\n"
    )


def _names(types: Iterable[ConnectorTypeClass]) -> str:
    imports = "\n".join(
        sorted(f"    from .{_module(each)} import {each.name} as {each.name}" for each in types)
    )
    return (
        '"""One construct a connector type: what `from kibana_connectors import PagerDuty` loads.\n\n'
        f'{_NOTICE}\n"""\n\nfrom __future__ import annotations\n\nfrom typing import TYPE_CHECKING\n\n'
        f"if TYPE_CHECKING:\n{imports}\n"
    )


class _Construct:
    """One construct's module.

    Args:
        each: The connector type.
        base: The class that the construct derives from.
        notice: The line that the module begins with.
    """

    def __init__(self, each: ConnectorTypeClass, base: BaseClass, notice: str) -> None:
        self._type = each
        self._base = base
        self._notice = notice
        self._is_outside = each.module.root != base.module.root
        self._names: dict[str, tuple[str, str]] = {}
        """What is imported for type checkers alone: name to module and name there."""
        self._dicts: dict[str, str] = {}

    def text(self) -> str:
        """Return the module."""
        each = self._type
        generic = f"{each.assigned['Config'].text}, {' | '.join(self._secret_classes()) or 'Auth'}"
        init = self._init()
        body = [
            f"CONNECTOR_TYPE = {each.node.name}",
            f"TYPE: ClassVar[TypeInfo] = {each.node.name}.TYPE",
            "",
            "if TYPE_CHECKING:",
            f"    # Imported, for at `{each.name}.Config(` an editor then shows the fields.",
            *(f"    {self._seen_as(name, named)}" for name, named in each.assigned.items()),
            *(f"    {line}" for line in self._params_of_actions()),
            "",
            textwrap.indent(init, "    "),
            "else:",
            *(f"    {name} = {named.text}" for name, named in each.assigned.items()),
        ]
        checkers_alone = "\n\n".join([self._checker_imports(), *self._dicts.values()])
        sections = [
            f'{_MYPY}\n"""{each.name}: the construct of `{each.type_id}`.\n\n{self._notice}\n"""',
            "from __future__ import annotations",
            "from typing import TYPE_CHECKING, ClassVar",
            self._runtime_imports(),
            "if TYPE_CHECKING:\n" + textwrap.indent(checkers_alone, "    "),
            f"class {each.name}({self._base.name}[{generic}]{self._rule_actions()}):\n"
            + textwrap.indent(self._docstring() + "\n\n" + "\n".join(body), "    "),
        ]
        return "\n\n".join(sections) + "\n"

    def _docstring(self) -> str:
        about = self._type.docstring
        return in_quotes(f"{about}\n\nSee `{self._base.name}` for the arguments and errors.\n")

    def _seen_as(self, name: str, named: NamedClass) -> str:
        """Return what makes a class an attribute of the construct to editors and type checkers."""
        if self._is_outside and named.text.rpartition(".")[2] == name:
            # A linter of the project's may refuse to import a name as itself.
            return f"{name} = {named.text}"
        return named.import_as(name)

    def _params_of_actions(self) -> list[str]:
        """Return the classes of params once more: pyright does not look behind an engine it does not find."""
        found = rule_actions_of(self._type)
        if found is None:
            return []
        module, actions = found
        return [
            f"{node.targets[0].id} = {actions}.{node.targets[0].id}"
            for node in module.classes[actions].body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        ]

    def _rule_actions(self) -> str:
        """Return the further base of a type that rules can use, which has its actions and patterns.

        It stands last: jsii looks through every name of the classes before the engine's own, for each
        construct that is made.
        """
        found = rule_actions_of(self._type)
        return "" if found is None else f", {found[1]}"

    # -- arguments ------------------------------------------------------------------------------------------

    def _init(self) -> str:
        """Return the constructor, whose body is its docstring."""
        arguments = [each for each in self._base.arguments if each.name not in _NOT_OF_A_TYPE]
        first = next(index for index, each in enumerate(arguments) if each.is_keyword)
        written = [self._argument(each) for each in arguments]
        listed = ", ".join(["self", *written[:first], "*", *written[first:]])
        docstring = textwrap.indent(self._init_docstring(each.name for each in arguments), "    ")
        return f"def __init__({listed},) -> None:\n{docstring}"

    def _argument(self, argument: Argument) -> str:
        if argument.name == "config":
            fields = self._type.assigned["Config"].fields
            is_required = fields is not None and any(field.is_required for field in fields.values())
            return f"config: {self._config()}" + ("" if is_required else " | None = None")
        if argument.name in ("auth", "secrets"):
            return f"{argument.name}: {self._secrets()} | None = None"
        kind = self._plain(argument.annotation, self._base.module)
        return f"{argument.name}: {kind}" + ("" if argument.default is None else f" = {argument.default}")

    def _config(self) -> str:
        named = self._type.assigned["Config"]
        return f"{named.text} | {self._dict('config', 'Config', named.fields)}"

    def _secrets(self) -> str:
        if not self._type.is_spec:
            named = self._type.assigned["Secrets"]
            return f"{named.text} | {self._dict('secrets', 'Secrets', named.fields)}"
        kinds = [
            f"{named.text} | {self._dict('auth', name, named.fields)}"
            for name, named in self._auth_types().items()
        ]
        return " | ".join(kinds) or "Auth"

    def _auth_types(self) -> dict[str, NamedClass]:
        return {name: named for name, named in self._type.assigned.items() if name != "Config"}

    def _secret_classes(self) -> list[str]:
        if self._type.is_spec:
            return [named.text for named in self._auth_types().values()]
        return [self._type.assigned["Secrets"].text]

    def _init_docstring(self, names: Iterable[str]) -> str:
        def entries(names: Iterable[str]) -> str:
            return "\n".join(_wrapped(f"    {name}: {self._base.docs[name]}", " " * 8) for name in names)

        # An item of a list starts with "- ".
        about = re.sub(
            r"^(- )?\S.*(\n(?!- ).+)*",
            lambda found: _wrapped(found.group(), "  " if found.group(1) else ""),
            self._type.docstring,
            flags=re.MULTILINE,
        )
        arguments, errors = entries(names), entries(["InvalidConnector"])
        return in_quotes(f"{about}\n\nArgs:\n{arguments}\n\nRaises:\n{errors}\n")

    # -- dicts ----------------------------------------------------------------------------------------------

    def _dict(self, argument: str, part: str, fields: dict[str, PayloadField] | None) -> str:
        """Write a TypedDict of fields in both spellings, and return its name.

        A field that is required can be marked so only where both spellings are the same.
        """
        if fields is None:
            self._use("typing_extensions", "Never")
            return "dict[str, Never]"
        name = f"{self._type.name}{part}Dict"
        self._use("typing_extensions", "TypedDict")
        keys: dict[str, str] = {}
        for field in fields.values():
            kind = self._annotation(field)
            if field.is_required and field.name == field.kibana_name:
                self._use("typing_extensions", "Required")
                kind = f"Required[{kind}]"
            keys[field.name] = kind
            keys[field.kibana_name] = kind
        if all(key.isidentifier() and not keyword.iskeyword(key) for key in keys):
            doc = f'"""`{argument}` as a dict, in Python\'s or in Kibana\'s spelling."""'
            body = "\n".join([f"    {doc}\n", *(f"    {key}: {kind}" for key, kind in keys.items())])
            self._dicts[name] = f"class {name}(TypedDict, total=False):\n{body}"
        else:
            body = ", ".join(f"{text(key)}: {kind}" for key, kind in keys.items())
            self._dicts[name] = f"{name} = TypedDict({text(name)}, {{{body}}}, total=False)"
        return name

    def _annotation(self, field: PayloadField) -> str:
        """Return a field's type as a type checker reads it, and import what it needs."""
        written = self._plain(field.annotation, field.module)
        # None means left out, for every field that may be.
        return written if field.is_required or written.endswith("None") else f"{written} | None"

    def _plain(self, annotation: ast.expr, module: Module) -> str:
        """Return a type as a type checker reads it, and import what it needs.

        Args:
            annotation: The type.
            module: The module in which its names mean something.
        """
        tree = _Plain().visit(copy.deepcopy(annotation))
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                origin = module.origin(node.id)
                if origin is not None:
                    self._use(self._seen(module, origin[0]), origin[1], as_name=node.id)
        return ast.unparse(tree)

    # -- imports --------------------------------------------------------------------------------------------

    def _seen(self, module: Module, source: str) -> str:
        """Return a module that another one names as the construct's package names it."""
        is_library = source.startswith(".") and module.root != self._type.module.root
        return f"{LIBRARY}{source}" if is_library else source

    def _library(self, module: str) -> str:
        """Return a module of the library as the construct's module imports from it."""
        return f"{LIBRARY}.{module}" if self._is_outside else f"..{module}"

    def _use(self, module: str, name: str, *, as_name: str | None = None) -> None:
        known = self._names.setdefault(as_name or name, (module, name))
        if known != (module, name):
            raise TypeModuleError(
                f"{self._type.module.name}: {as_name or name} is a name in {known[0]} and in {module}: "
                "rename one"
            )

    def _checker_imports(self) -> str:
        lines = []
        for as_name, (module, name) in sorted(self._names.items()):
            source = written_module(module)
            renamed = "" if as_name in (name, module) else f" as {as_name}"
            lines.append(f"from {source} import {name}{renamed}" if name else f"import {source}{renamed}")
        return "\n".join(lines)

    def _runtime_imports(self) -> str:
        """Return the imports of the base class, of the type, and of the classes that the type names."""
        each = self._type
        lines = {
            f"from {self._library(self._base.module.name)} import {self._base.name}",
            *(
                f"from {self._library(module.name)} import {name}"
                for module, name in filter(None, [rule_actions_of(self._type)])
            ),
            f"from {self._library('schema.type_info')} import TypeInfo",
            f"from ..{each.module.name} import {each.node.name}",
            *(named.import_line for named in each.assigned.values()),
        }
        if each.is_spec and not self._auth_types():
            lines.add(f"from {self._library('schema.auth_types')} import Auth")
        return "\n".join(sorted(lines))


def _wrapped(text: str, deeper: str) -> str:
    start = text[: len(text) - len(text.lstrip())]
    return textwrap.fill(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=start,
        subsequent_indent=deeper,
        break_long_words=False,
        break_on_hyphens=False,
    )


class _Plain(ast.NodeTransformer):
    """Takes off what says something at run time alone: `OrAbsent[…]` and `Annotated[…]`."""

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        """Return what is wrapped."""
        wrapped = node.slice
        if isinstance(node.value, ast.Name) and node.value.id == "OrAbsent":
            return self.visit(wrapped)
        if (
            isinstance(node.value, ast.Name)
            and node.value.id == "Annotated"
            and isinstance(wrapped, ast.Tuple)
        ):
            return self.visit(wrapped.elts[0])
        return self.generic_visit(node)
