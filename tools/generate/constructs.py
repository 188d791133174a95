"""Writes the construct of each connector type, with its exact signature, and the index of all types.

A type's module says what the fields are, by types that do work at run time. Here editors and type checkers
get the same as plain types: `Config` and `Secrets` as aliases, dicts as TypedDicts in both spellings.
"""

from __future__ import annotations

import ast
import keyword
import textwrap
from collections.abc import Iterable
from pathlib import Path

from tools.generate.source import text
from tools.generate.type_modules import (
    ConnectorTypeClass,
    NamedClass,
    PayloadField,
    TypeModuleError,
    connector_types,
)

_NOTICE = "Written by `make types` from `types/`; change it there or in `tools/generate/`."
_SIGNATURE_NAMES = (
    ("collections.abc", "Mapping"),
    ("collections.abc", "Sequence"),
    ("constructs", "Construct"),
    ("typing", "Any"),
    ("._cdk", "TerraformProvider"),
    ("._cdk", "TerraformResourceLifecycle"),
    (".terraform.secrets_mode", "SecretsMode"),
)
"""The names that every signature needs, with their modules; of the package's own after a dot."""


def construct_modules(package: Path) -> dict[str, str]:
    """Return the text of each generated module, by its path below the package."""
    types = connector_types(package)
    written = {f"connectors/{_module(each)}.py": _Construct(each).text() for each in types}
    return {
        "types/_index.py": _index(types),
        "connectors/__init__.py": _names(types),
        **written,
    }


def _module(each: ConnectorTypeClass) -> str:
    return each.module.name.rpartition(".")[2]


def _index(types: Iterable[ConnectorTypeClass]) -> str:
    rows = "\n".join(
        f"    {text(each.type_id)}: ({text(each.module.name.removeprefix('types.'))}, {text(each.name)}),"
        for each in types
    )
    return (
        f'"""Every connector type: its id, its module in this folder, and its construct\'s class.\n\n{_NOTICE}\n"""\n\n'
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
    """One construct's module."""

    def __init__(self, each: ConnectorTypeClass) -> None:
        self._type = each
        self._names: dict[str, tuple[str, str]] = {}
        """What is imported for type checkers alone: name to module and name there."""
        self._dicts: dict[str, str] = {}

    def text(self) -> str:
        """Return the module."""
        each = self._type
        for module, name in _SIGNATURE_NAMES:
            self._use(module, name)
        base = "SpecConnector" if each.is_spec else "Connector"
        generic = f"{each.assigned['Config'].text}, {' | '.join(self._secret_classes()) or 'Auth'}"
        signature = self._signature(self._config(), self._secrets())
        body = [
            f"CONNECTOR_TYPE = {each.node.name}",
            f"TYPE: ClassVar[TypeInfo] = {each.node.name}.TYPE",
            *(f"{name}: TypeAlias = {named.text}" for name, named in each.assigned.items()),
            "",
            "if TYPE_CHECKING:",
            signature,
        ]
        checkers_alone = "\n\n".join([self._checker_imports(), *self._dicts.values()])
        sections = [
            f'"""{each.name}: the construct of `{each.type_id}`.\n\n{_NOTICE}\n"""',
            "from __future__ import annotations",
            "from typing import TYPE_CHECKING, ClassVar, TypeAlias",
            self._runtime_imports(base),
            "if TYPE_CHECKING:\n" + textwrap.indent(checkers_alone, "    "),
            f"class {each.name}({base}[{generic}]):\n"
            + textwrap.indent(self._docstring() + "\n\n" + "\n".join(body), "    "),
        ]
        return "\n\n".join(sections) + "\n"

    def _docstring(self) -> str:
        base = "SpecConnector" if self._type.is_spec else "Connector"
        return f'"""{self._type.docstring}\n\nSee `{base}` for the arguments and errors.\n"""'

    # -- arguments ------------------------------------------------------------------------------------------

    def _config(self) -> str:
        """Return the parameter `config`."""
        named = self._type.assigned["Config"]
        fields = named.fields
        if fields is not None and any(field.is_required for field in fields.values()):
            return f"config: {named.text} | {self._dict('Config', fields)}"
        return f"config: {named.text} | {self._dict('Config', fields)} | None = None"

    def _secrets(self) -> list[str]:
        """Return the parameters `auth` and `secrets`, or `secrets` alone."""
        if not self._type.is_spec:
            named = self._type.assigned["Secrets"]
            return [f"secrets: {named.text} | {self._dict('Secrets', named.fields)} | None = None"]
        kinds = [
            f"{named.text} | {self._dict(name, named.fields)}" for name, named in self._auth_types().items()
        ]
        listed = " | ".join(kinds) or "Mapping[str, Any]"
        return [f"auth: {listed} | None = None", f"secrets: {listed} | None = None"]

    def _auth_types(self) -> dict[str, NamedClass]:
        return {name: named for name, named in self._type.assigned.items() if name != "Config"}

    def _secret_classes(self) -> list[str]:
        if self._type.is_spec:
            return [named.text for named in self._auth_types().values()]
        return [self._type.assigned["Secrets"].text]

    def _signature(self, config: str, secrets: list[str]) -> str:
        lines = [
            "self",
            "scope: Construct",
            "id: str",
            "*",
            "name: str",
            config,
            *secrets,
            "space: str | None = None",
            "spaces: list[str] | tuple[str, ...] | None = None",
            "connector_id: str | None = None",
            "secrets_version: str | None = None",
            "secrets_mode: SecretsMode | None = None",
            "protect: bool = False",
            "provider: TerraformProvider | None = None",
            "depends_on: Sequence[Any] | None = None",
            "lifecycle: TerraformResourceLifecycle | Mapping[str, Any] | None = None",
        ]
        listed = "".join(f"        {line},\n" for line in lines)
        return f"    def __init__(\n{listed}    ) -> None: ..."

    # -- dicts ----------------------------------------------------------------------------------------------

    def _dict(self, part: str, fields: dict[str, PayloadField] | None) -> str:
        """Write a TypedDict of fields in both spellings, and return its name."""
        if fields is None:
            self._use("typing_extensions", "Never")
            return "dict[str, Never]"
        name = f"{self._type.name}{part}Dict"
        self._use("typing_extensions", "TypedDict")
        keys: dict[str, str] = {}
        for field in fields.values():
            kind = self._annotation(field)
            keys[field.name] = kind
            keys[field.kibana_name] = kind
        if all(key.isidentifier() and not keyword.iskeyword(key) for key in keys):
            body = "\n".join(f"    {key}: {kind}" for key, kind in keys.items()) or "    pass"
            self._dicts[name] = f"class {name}(TypedDict, total=False):\n{body}"
        else:
            body = ", ".join(f"{text(key)}: {kind}" for key, kind in keys.items())
            self._dicts[name] = f"{name} = TypedDict({text(name)}, {{{body}}}, total=False)"
        return name

    def _annotation(self, field: PayloadField) -> str:
        """Return a field's type as a type checker reads it, and import what it needs."""
        tree = _without_absent(field.annotation)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                origin = field.module.origin(node.id)
                if origin is not None:
                    self._use(*origin, as_name=node.id)
        written = ast.unparse(tree)
        # None means left out, for every field.
        return written if written.endswith("None") else f"{written} | None"

    # -- imports --------------------------------------------------------------------------------------------

    def _use(self, module: str, name: str, *, as_name: str | None = None) -> None:
        known = self._names.setdefault(as_name or name, (module, name))
        if known != (module, name):
            raise TypeModuleError(
                f"{self._type.module.name}: {as_name or name} is a name in {known[0]} and in {module}: rename one"
            )

    def _checker_imports(self) -> str:
        lines = []
        for as_name, (module, name) in sorted(self._names.items()):
            source = f".{module}" if module.startswith(".") else module
            renamed = "" if as_name == name else f" as {as_name}"
            lines.append(f"from {source} import {name}{renamed}")
        return "\n".join(lines)

    def _runtime_imports(self, base: str) -> str:
        """Return the imports of the base class, of the type, and of the classes that the type names."""
        each = self._type
        lines = {
            f"from ..cdk.{'spec_connector' if each.is_spec else 'connector'} import {base}",
            "from ..schema.type_info import TypeInfo",
            f"from ..{each.module.name} import {each.node.name}",
            *(named.import_line for named in each.assigned.values()),
        }
        if each.is_spec and not self._auth_types():
            lines.add("from ..schema.auth_types import Auth")
        return "\n".join(sorted(lines))


def _without_absent(annotation: ast.expr) -> ast.expr:
    """Return what `OrAbsent[…]` and `Annotated[…]` wrap."""
    if isinstance(annotation, ast.Subscript) and isinstance(annotation.value, ast.Name):
        if annotation.value.id == "OrAbsent":
            return _without_absent(annotation.slice)
        if annotation.value.id == "Annotated" and isinstance(annotation.slice, ast.Tuple):
            return _without_absent(annotation.slice.elts[0])
    return annotation
