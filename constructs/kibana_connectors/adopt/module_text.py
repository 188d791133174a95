"""The text of the modules: one class for each group of connectors, and what ties them together."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .connector_code import ConnectorCode
from .inventory import ConnectorReference, shown
from .python_names import FreeNames, class_name, identifier
from .python_text import Call, Code, statement

_WIDTH = 86
LIBRARY = "kibana_connectors"
SPLIT = "# isort: split"
"""Whether the modules beside it count as the project's own depends on where a linter is started."""
_NOTICE = (
    "Written by `kibana-connectors adopt`. Edit it as you like: `adopt --update` changes only the connectors "
    "that still are as it wrote them."
)


@dataclass(frozen=True)
class Group:
    """The connectors of one module.

    Attributes:
        name: The module's name without `_connectors`, which is the attribute that holds it, too.
        what: What its connectors have in common: `the space ops`.
        alias: The alias of the provider that serves them; None for the default one.
    """

    name: str
    what: str
    alias: str | None = None

    @property
    def module(self) -> str:
        """The module's name."""
        return f"{self.name}_connectors"

    @property
    def class_name(self) -> str:
        """The class that makes the connectors."""
        return f"{class_name(self.name)}Connectors"

    @property
    def file(self) -> str:
        """The file."""
        return f"{self.module}.py"


def module_text(group: Group, codes: Sequence[ConnectorCode], engine: str) -> str:
    """Return the module of a group.

    Args:
        group: The group.
        codes: Its connectors, not empty, in their order.
        engine: The engine to import from: `cdktf` or `cdktn`.
    """
    imports = set().union(*(code.imports for code in codes))
    others = ["from constructs import Construct"]
    engine_imports = set().union(*(code.engine_imports for code in codes))
    if engine_imports:
        others.insert(0, f"from {engine} import {', '.join(sorted(engine_imports))}")
    arguments = "self, scope: Construct"
    told = ["        Args:", "            scope: The stack."]
    if group.alias is not None:
        imports.add("KibanaProvider")
        arguments += ", provider: KibanaProvider"
        told.append(f"            provider: The provider with the alias {group.alias}.")
    what = f"Connectors of {group.what}."
    return "\n".join(
        [
            *_docstring(what, 0, _NOTICE),
            "",
            "from __future__ import annotations",
            "",
            *others,
            *([library_import(imports)] if imports else []),
            *(["", SPLIT, *project_imports(codes)] if any(code.project_imports for code in codes) else []),
            "",
            "",
            f"class {group.class_name}:",
            f'    """{what}"""',
            "",
            f"    def __init__({arguments}) -> None:",
            '        """Declare them.',
            "",
            *told,
            '        """',
            *"\n".join(code.text for code in codes).rstrip("\n").split("\n"),
            "",
        ]
    )


def project_imports(codes: Iterable[ConnectorCode]) -> list[str]:
    """Return the imports of classes that `generate` wrote, one for each package."""
    by_package: dict[str, set[str]] = {}
    for package, name in set[tuple[str, str]]().union(*(code.project_imports for code in codes)):
        by_package.setdefault(package, set()).add(name)
    return [library_import(names, package) for package, names in sorted(by_package.items())]


def library_import(names: Iterable[str], package: str = LIBRARY) -> str:
    """Return the import of some names of the library, or of a package, sorted as isort and ruff do."""
    ordered = sorted(names, key=_import_order)
    line = f"from {package} import {', '.join(ordered)}"
    if len(line) <= 88:
        return line
    return "\n".join([f"from {package} import (", *(f"    {name}," for name in ordered), ")"])


def _import_order(name: str) -> tuple[int, list[tuple[int, int, str]], str]:
    """Return the order of ruff and isort: constants, classes, others, each without regard to case."""
    group = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    parts = [part for part in re.split(r"(\d+)", name.lower()) if part]
    return group, [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts], name


def all_text(
    groups: Sequence[Group],
    variables: Iterable[str],
    left: Sequence[str],
    removed: Sequence[str],
    engine: str,
) -> str:
    """Return the module that makes the connectors of all groups.

    Args:
        groups: The groups.
        variables: The Terraform variables that configs and names refer to.
        left: What was not taken over, and why.
        removed: The addresses of what the state holds and no code could be written for.
        engine: The engine to import from.
    """
    variables = sorted(variables)
    aliases = sorted({group.alias for group in groups if group.alias is not None})
    imports = [
        f"from {group.module} import {group.class_name}" for group in sorted(groups, key=lambda g: g.module)
    ]
    lines = [*_docstring("All connectors that were adopted.", 0, _NOTICE)]
    if left:
        lines += ["", "# Not taken over:"]
        for each in left:
            lines += textwrap.wrap(
                " ".join(each.split()), _WIDTH, initial_indent="# - ", subsequent_indent="#   "
            )
    lines += ["", "from __future__ import annotations", ""]
    if aliases:
        lines += ["from collections.abc import Mapping", ""]
    engines = [*(["TerraformStack"] if removed else []), *(["TerraformVariable"] if variables else [])]
    if engines:
        lines.append(f"from {engine} import {', '.join(engines)}")
    lines += ["from constructs import Construct"]
    if aliases:
        lines.append(library_import(["KibanaProvider"]))
    lines += ["", SPLIT, *imports] if imports else []
    arguments = "self, scope: Construct"
    told = ["        Args:", "            scope: The stack."]
    if aliases:
        arguments += ", providers: Mapping[str, KibanaProvider]"
        told.append(f"            providers: The providers by alias: {', '.join(aliases)}.")
    lines += [
        "",
        "",
        "class AllConnectors:",
        '    """All connectors that were adopted."""',
        "",
        f"    def __init__({arguments}) -> None:",
        '        """Declare them.',
        "",
        *told,
        '        """',
    ]
    lines += [statement("", Call("TerraformVariable", (Code("scope"), name)), 8) for name in variables]
    for group in groups:
        given: list[Code] = [Code("scope")]
        if group.alias is not None:
            given.append(Code(f'providers["{group.alias}"]'))
        lines.append(statement(f"self.{group.name}", Call(group.class_name, given), 8))
    if removed:
        lines += ["        # Terraform forgets these, and they stay in Kibana."]
        blocks = [{"from": address, "lifecycle": {"destroy": False}} for address in removed]
        call = Call("TerraformStack.of(scope).add_override", ("removed", blocks))
        lines.append(statement("", call, 8))
    if len(lines) and lines[-1].endswith('"""'):
        lines.append("        # There are none.")
    return "\n".join([*lines, ""])


def references_text(references: Sequence[ConnectorReference]) -> str:
    """Return the module with the ids of connectors that are used and not managed."""
    names = FreeNames()
    lines = [
        *_docstring(
            "Ids of connectors that are used here and managed elsewhere.",
            0,
            "Give them to rules; Kibana, its configuration or another program manages them. " + _NOTICE,
        )
    ]
    lines += ["", "from __future__ import annotations", ""]
    seen: set[str] = set()
    for each in references:
        if each.id in seen:
            continue
        seen.add(each.id)
        name = names.free(identifier(each.id, "connector").upper())
        lines.append(statement(name, each.id, 0))
        said = {
            "preconfigured": "Preconfigured, in kibana.yml",
            "system": "One of Kibana's own",
            "lookup": "Looked up, and managed elsewhere",
        }[each.kind]
        called = f": {shown(each.type_id)}" if each.type_id is not None else ""
        note = f" {each.note}" if each.note else ""
        lines += _docstring(f"{said}{called}.{note}", 0)
    return "\n".join([*lines, ""])


def main_text(aliases: dict[str, tuple[str, ...]], engine: str) -> str:
    """Return the program that deploys the connectors.

    Args:
        aliases: The aliases of providers beside the default one, and their URLs where they are known.
        engine: The engine to import from.
    """
    names = ["KibanaConnectorsError", "KibanaProvider", "allow_unencrypted_state", "synth"]
    lines = [
        *_docstring(
            "Deploys the adopted connectors.",
            0,
            "Written once by `kibana-connectors adopt`, and yours from then on. Choose a backend that "
            "encrypts the state (EncryptedS3Backend and others) in place of allow_unencrypted_state.",
        ),
        "",
        "from __future__ import annotations",
        "",
        "import sys",
        "",
        f"from {engine} import App, TerraformStack",
        "from constructs import Construct",
        library_import(names),
        "",
        SPLIT,
        "from all_connectors import AllConnectors",
        "",
        "",
        "class Connectors(TerraformStack):",
        '    """The stack of the adopted connectors."""',
        "",
        "    def __init__(self, scope: Construct, id: str) -> None:",
        '        """Declare them."""',
        "        super().__init__(scope, id)",
        "        # KIBANA_ENDPOINT and KIBANA_API_KEY say where Kibana is.",
        "        KibanaProvider(self)",
        statement(
            "",
            Call(
                "allow_unencrypted_state",
                (Code("self"),),
                [("reason", "adopted just now: choose an encrypted backend")],
            ),
            8,
        ),
    ]
    if aliases:
        made = {
            alias: Call(
                "KibanaProvider",
                (Code("self"), f"kibana-{alias}"),
                [("alias", alias), *([("endpoints", list(urls))] if urls else [])],
            )
            for alias, urls in sorted(aliases.items())
        }
        lines.append(statement("providers", made, 8))
    call = Call("AllConnectors", (Code("self"), *([Code("providers")] if aliases else [])))
    lines += [
        statement("self.connectors", call, 8),
        "",
        "",
        'if __name__ == "__main__":',
        "    try:",
        "        app = App()",
        '        Connectors(app, "connectors")',
        "        synth(app)",
        "    except KibanaConnectorsError as error:",
        "        sys.exit(str(error))",
        "",
    ]
    return "\n".join(lines)


def _docstring(first: str, indent: int, more: str = "") -> list[str]:
    """Return a docstring: one line where it fits, and no character that would end it early."""
    texts = [part.replace("\\", "/").replace('"""', "'''") for part in (first, more) if part]
    space = " " * indent
    if len(texts) == 1 and indent + len(texts[0]) + 6 <= 88:
        text = texts[0]
        return [f'{space}"""{text}"""' if not text.endswith('"') else f'{space}"""{text} """']
    wrapped = [textwrap.wrap(text, _WIDTH - indent) for text in texts]
    lines = [space + line for part in wrapped for line in (*part, "")][:-1]
    return [f'{space}"""{lines[0].lstrip()}', *(line.rstrip() for line in lines[1:]), f'{space}"""']
