"""The Terraform variables of synthesized stacks: what needs each, and what the environment and files give it.

No value is read: of the environment only which variables are set, of files of values only their names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import UnreadableFile
from ..gate.document import Block, Document, bodies
from ..gate.references import References
from ..terraform.elasticstack import CONNECTOR, PROVIDER, PROVIDER_SOURCE
from ..terraform.secret_providers import SECRET_PROVIDERS
from .reading import StackFile
from .values import Evaluator, body_of, unknown_in

PREFIX = "TF_VAR_"
_IN_JSON = {"config": "config", "secrets": "secrets", "secrets_wo": "secrets"}
_NOT_A_USE = ("//", "lifecycle", "validation", "depends_on", "provider")
_HEREDOC = re.compile(r"<<-?[ \t]*(\w+)\r?\n.*?^[ \t]*\1[ \t]*$", re.MULTILINE | re.DOTALL)
_ASSIGNED = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*=(?!=)", re.MULTILINE)


@dataclass(frozen=True)
class Use:
    """A place that needs a variable.

    Attributes:
        stack: The stack's name.
        where: A connector's construct path, or the address of another block.
        field: The field, such as `secrets.routingKey`.
        is_connector: Whether the block is a connector.
    """

    stack: str
    where: str
    field: str
    is_connector: bool

    def __str__(self) -> str:
        return f"{self.where}: {self.field}" if self.field else self.where


@dataclass(frozen=True)
class Variable:
    """A variable of one stack or of several.

    Attributes:
        name: Its name in Terraform.
        stacks: The stacks that declare it.
        has_default: Whether each of them gives it a default.
        is_sensitive: Whether one of them marks it as sensitive.
        description: What it is for, as the stack says.
        uses: What needs it.
        given_in: Files of values beside the stacks that set it, where they set it for every stack.
    """

    name: str
    stacks: tuple[str, ...]
    has_default: bool
    is_sensitive: bool
    description: str
    uses: tuple[Use, ...]
    given_in: tuple[str, ...] = ()

    @property
    def environment_name(self) -> str:
        """The environment variable that Terraform and OpenTofu read it from."""
        return f"{PREFIX}{self.name}"

    def state(self, environment: Mapping[str, str]) -> str:
        """Return `set`, `empty`, `missing`, `default` or `file`: how it gets its value.

        An empty text counts as a value to Terraform, and Kibana refuses it as a secret.

        Args:
            environment: The environment; its values are not looked at, but for whether they are empty.
        """
        found = environment.get(self.environment_name)
        if self.given_in:
            return "file"  # it wins over the environment
        if found is None:
            return "default" if self.has_default else "missing"
        return "empty" if not found.strip() and self.is_sensitive else "set"


@dataclass(frozen=True)
class ProviderVariable:
    """An environment variable that a provider may read.

    Attributes:
        stacks: The stacks with such a provider.
        provider: The provider.
        name: The variable.
        instead_of: The argument of the provider's block that the variable takes the place of.
    """

    stacks: tuple[str, ...]
    provider: str
    name: str
    instead_of: str


def variables_of(stacks: Iterable[StackFile]) -> tuple[Variable, ...]:
    """Return the variables that stacks declare; one of the same name in several is one.

    Args:
        stacks: The stacks.

    Raises:
        UnreadableFile: A file of values beside a stack cannot be read.
    """
    by_name: dict[str, list[tuple[StackFile, Mapping[str, Any], tuple[Use, ...], tuple[str, ...]]]] = {}
    for stack in stacks:
        uses = _uses_in(stack)
        given = _given_beside(stack)
        for name, behind in stack.document.variables.items():
            body = next(iter(bodies(behind)), {})
            by_name.setdefault(name, []).append((stack, body, uses.get(name, ()), given.get(name, ())))
    return tuple(
        Variable(
            name=name,
            stacks=tuple(stack.name for stack, _, _, _ in declared),
            has_default=all("default" in body for _, body, _, _ in declared),
            is_sensitive=any(body.get("sensitive") in (True, "true") for _, body, _, _ in declared),
            description=next((text for _, body, _, _ in declared if (text := _description(body))), ""),
            uses=tuple(use for _, _, found, _ in declared for use in found),
            given_in=tuple(file for _, _, _, files in declared for file in files)
            if all(files for _, _, _, files in declared)
            else (),
        )
        for name, declared in by_name.items()
    )


def provider_variables(stacks: Iterable[StackFile]) -> tuple[ProviderVariable, ...]:
    """Return the environment variables that the stacks' providers may read: Kibana's and secret managers'.

    Only those whose argument the provider's block leaves out. Which of them a provider needs, only it knows:
    a credential may also come from a file, a profile or the machine.

    Args:
        stacks: The stacks.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    for stack in stacks:
        for provider, name, argument in _provider_variables_of(stack.document):
            named = found.setdefault((provider, name, argument), [])
            if stack.name not in named:
                named.append(stack.name)
    return tuple(
        ProviderVariable(tuple(named), provider, name, argument)
        for (provider, name, argument), named in found.items()
    )


_KIBANA_CREDENTIALS = ("api_key", "bearer_token", "username", "password")
_MANAGER_SETTINGS = {"vault": {"address": "VAULT_ADDR"}, "aws": {"region": "AWS_REGION"}}


def _provider_variables_of(document: Document) -> Iterator[tuple[str, str, str]]:
    kibana = [
        each
        for block in document.providers_from(PROVIDER_SOURCE, PROVIDER)
        for body in block.bodies
        for each in bodies(body.get("kibana")) or ({},)
    ]
    if not kibana and any(True for _ in document.connectors()):
        kibana = [{}]
    for body in kibana:
        if not body.get("endpoints"):
            yield PROVIDER, "KIBANA_ENDPOINT", "kibana.endpoints"
        if not any(body.get(argument) for argument in _KIBANA_CREDENTIALS):
            for argument in _KIBANA_CREDENTIALS:
                yield PROVIDER, f"KIBANA_{argument.upper()}", f"kibana.{argument}"
    for manager in SECRET_PROVIDERS:
        used = any(
            block.type.startswith(f"{manager.name}_")
            for kind in ("ephemeral", "data")
            for block in document.blocks(kind)
        )
        blocks = [*document.providers_from(manager.source.lower(), manager.name)]
        if not blocks and used:
            blocks = [Block("provider", manager.name, "", ({},))]
        settings = {**_MANAGER_SETTINGS.get(manager.name, {}), **manager.credentials}
        for block in blocks:
            for argument, name in settings.items():
                if body_of(block).get(argument) is None:
                    yield manager.name, name, argument


def _description(body: Mapping[str, Any]) -> str:
    text = body.get("description")
    return " ".join(text.split()) if isinstance(text, str) else ""


def _uses_in(stack: StackFile) -> dict[str, tuple[Use, ...]]:
    """Return what needs each variable: attributes of blocks, locals followed."""
    references = References(stack.document)
    evaluator = Evaluator(stack.document)
    found: dict[str, dict[Use, None]] = {}
    for where, body, is_connector in _blocks(stack):
        for attribute, value in body.items():
            if attribute in _NOT_A_USE:
                continue
            whole = {name for name in references.of(value) if name.startswith("var.")}
            if not whole:
                continue
            fields: dict[str, set[str]] = {}
            if is_connector and attribute in _IN_JSON:
                for path, unknown in unknown_in(evaluator.json(value)):
                    for name in unknown.references:
                        fields.setdefault(name, set()).add(".".join((_IN_JSON[attribute], *path)))
            for name in sorted(whole):
                for field in sorted(fields.get(name) or [_IN_JSON.get(attribute, attribute)]):
                    use = Use(stack.name, where, field, is_connector)
                    found.setdefault(name.removeprefix("var."), {})[use] = None
    return {name: tuple(uses) for name, uses in found.items()}


def _blocks(stack: StackFile) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    """Yield every block that may need a variable: its name, what it holds, whether it is a connector."""
    document = stack.document
    for kind in ("resource", "data", "ephemeral"):
        for block in document.blocks(kind):
            is_connector = kind == "resource" and block.type == CONNECTOR
            for body in block.bodies:
                about = body.get("//")
                metadata = about.get("metadata") if isinstance(about, Mapping) else None
                path = metadata.get("path") if isinstance(metadata, Mapping) else None
                named = path.removeprefix(f"{stack.name}/") if isinstance(path, str) else block.name
                yield (named if is_connector else block.address), body, is_connector
    for section in ("provider", "output", "module", "check"):
        for given in bodies(document.raw.get(section)):
            for name, behind in given.items():
                for body in bodies(behind):
                    yield f"{section}.{name}", body, False
    for body in bodies(document.raw.get("terraform")):
        yield "terraform", body, False
    for body in bodies(document.raw.get("import")):
        yield "import", body, False


def _given_beside(stack: StackFile) -> dict[str, tuple[str, ...]]:
    """Return which variables the files of values set that both tools read by themselves."""
    folder = stack.path.parent
    files = [folder / "terraform.tfvars", folder / "terraform.tfvars.json"]
    files += sorted([*folder.glob("*.auto.tfvars"), *folder.glob("*.auto.tfvars.json")])
    found: dict[str, tuple[str, ...]] = {}
    for file in files:
        if file.is_file():
            for name in _names_in(str(file)):
                found[name] = (*found.get(name, ()), str(file))
    return found


def _names_in(file: str) -> tuple[str, ...]:
    try:
        with open(file, encoding="utf-8") as opened:
            text = opened.read()
        if not file.endswith(".json"):
            return tuple(dict.fromkeys(_ASSIGNED.findall(_HEREDOC.sub('""', text))))
        given = json.loads(text)
    except (OSError, ValueError, RecursionError):
        raise UnreadableFile(f"{file}: expected a file of variables' values, and it cannot be read") from None
    return tuple(given) if isinstance(given, dict) else ()
