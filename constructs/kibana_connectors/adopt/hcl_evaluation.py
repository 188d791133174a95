"""Lets Terraform or OpenTofu evaluate a root module: instances, functions, modules, variables.

A copy is made in a private folder in which each connector is a `terraform_data`, which needs no provider, and
everything that a provider would tell is unknown. The plan of the copy then has every value that the source
tells. Nothing is applied, no provider is loaded, no backend is asked; the folder is removed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import UnreadableFile
from ..terraform.elasticstack import CONNECTOR
from .hcl_folder import Folder, Module
from .hcl_references import Reference, replaced
from .hcl_syntax import Attribute, Block, native, without_jsonencode
from .placeholders import Placeholders

_TOOLS = ("terraform", "tofu")
_LONGEST = 300.0
_ROUNDS = 30
_OWN = "kc"
_UNKNOWN = f"local.{_OWN}_unknown"
ARGUMENTS = (
    *("name", "connector_type_id", "connector_id", "space_id"),
    *("config", "secrets", "secrets_wo", "secrets_wo_version"),
)
_DEPENDS_ON_UNKNOWN = re.compile(
    r"known only after apply|cannot be determined until apply|will be known only|unknown value"
    r"|depends on values|not yet known|known after apply",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Instance:
    """One instance of a connector's block, as the tool evaluated it.

    Attributes:
        module: The address of its module; empty for the root.
        name: The block's name.
        suffix: What stands behind the block's address: `["ops"]`, or nothing.
        key: The instance's key.
        values: The arguments: what is known.
        unknown: Where something is not: True, or a tree of the same form.
        sensitive: Where something is sensitive, in the same form.
    """

    module: str
    name: str
    suffix: str
    key: str | int | None
    values: Mapping[str, Any] = field(repr=False)
    unknown: Any = field(repr=False)
    sensitive: Any = field(repr=False)

    @property
    def address(self) -> str:
        """Its address in Terraform."""
        module = f"{self.module}." if self.module else ""
        return f"{module}{CONNECTOR}.{self.name}{self.suffix}"


@dataclass(frozen=True)
class Imported:
    """An `import` block's instance.

    Attributes:
        to: The address.
        id: The import id; None where it is not known.
    """

    to: str
    id: str | None


@dataclass
class Evaluated:
    """What the tool said.

    Attributes:
        instances: All instances of connectors.
        imports: All instances of `import` blocks.
        failed: What could not be evaluated: the module's folder, the kind and the name; and why.
        unset: The root's variables without a value.
        whole: Why nothing could be evaluated at all.
        placeholders: What stands for secret variables without a value.
    """

    instances: list[Instance] = field(default_factory=list)
    imports: list[Imported] = field(default_factory=list)
    failed: dict[tuple[Path, str, str], tuple[str, bool]] = field(default_factory=dict)
    unset: tuple[str, ...] = ()
    whole: str | None = None
    placeholders: Placeholders = field(default_factory=Placeholders, repr=False)


@dataclass(frozen=True)
class Values:
    """Values of the root's variables.

    Attributes:
        given: Each as `NAME=VALUE`, as `terraform -var` takes it.
        files: Files of values.
        environment: The environment, for `TF_VAR_…` and the tool's place.
        workspace: The workspace.
    """

    given: tuple[str, ...] = field(default=(), repr=False)
    files: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    workspace: str = "default"


def find_tool(environment: Mapping[str, str], wanted: str | None = None) -> str | None:
    """Return the path of Terraform or OpenTofu; None without either.

    Args:
        environment: The environment, whose PATH is searched.
        wanted: A name or path that was asked for; `none` for no tool.

    Raises:
        UnreadableFile: What was asked for is not there.
    """
    if wanted == "none":
        return None
    for name in (wanted,) if wanted else _TOOLS:
        found = shutil.which(name, path=environment.get("PATH"))
        if found is not None:
            return found
    if wanted:
        raise UnreadableFile(f"--terraform {wanted}: there is no such program")
    return None


def evaluate(folder: Folder, tool: str, values: Values) -> Evaluated:
    """Evaluate a root module.

    Args:
        folder: The module.
        tool: The path of Terraform or OpenTofu.
        values: The values of its variables.

    Raises:
        UnreadableFile: A file of values cannot be read.
    """
    evaluated = Evaluated()
    with tempfile.TemporaryDirectory(prefix="kibana-connectors-", ignore_cleanup_errors=True) as private:
        os.chmod(private, 0o700)
        copy = _Copy(folder, Path(private).resolve(), tool, values, evaluated.placeholders)
        evaluated.unset = copy.unset
        for _ in range(_ROUNDS):
            copy.write(evaluated.failed)
            errors = copy.plan()
            if not errors:
                copy.read(evaluated)
                return evaluated
            before = len(evaluated.failed)
            for error in errors:
                copy.blame(error, evaluated.failed)
            if len(evaluated.failed) == before:
                evaluated.whole = _told(errors[0])
                return evaluated
    evaluated.whole = "too many of its parts cannot be evaluated"
    return evaluated


def _told(error: Mapping[str, Any]) -> str:
    """Return an error's own words, without what it quotes of values."""
    return str(error.get("summary") or "the tool gave no plan")


class _Copy:
    """The copy of a root module in which nothing but values is left."""

    def __init__(
        self, folder: Folder, private: Path, tool: str, values: Values, placeholders: Placeholders
    ) -> None:
        self.placeholders = placeholders
        self._folder = folder
        self._tool = tool
        self._values = values
        self._top = Path(os.path.commonpath([*folder.modules]))
        self._private = private
        self._base = private / "copy"
        self._home = private / "home"
        self._home.mkdir()
        self._items: dict[Path, tuple[Path, str, str]] = {}
        self._given = values_file(folder, values)
        self.unset = tuple(
            name
            for (name,), block in folder.root.variables.items()
            if "default" not in block.attributes and name not in self._given.names
        )
        self._made = False

    def _in_copy(self, folder: Path) -> Path:
        return self._base / folder.relative_to(self._top)

    def write(self, failed: Mapping[tuple[Path, str, str], object]) -> None:
        """Write the copy, without what failed before."""
        if not self._made:
            self._mirror(self._top)
            self._made = True
        for path in self._items:
            path.unlink()
        self._items = {}
        for module in self._folder.modules.values():
            _ModuleWriter(self, module, failed).write()

    def _mirror(self, folder: Path) -> None:
        """Make a folder in which everything but Terraform's files is a link to the source."""
        target = self._in_copy(folder)
        target.mkdir(parents=True, exist_ok=True)
        for entry in sorted(folder.iterdir()):
            name = entry.name
            inside = [each for each in self._folder.modules if each == entry or entry in each.parents]
            if inside:
                self._mirror(entry)
            elif entry.is_dir():
                if name not in (".terraform", ".git"):
                    (target / name).symlink_to(entry)
            elif not name.endswith(
                (".tf", ".tf.json", ".tfvars", ".tfvars.json", ".tofu", ".tfstate", ".lock.hcl")
            ):
                (target / name).symlink_to(entry)

    def add(self, module: Module, kind: str, name: str, text: str, *, is_json: bool) -> None:
        """Write one part of a module into a file of its own, so that errors tell which part they mean."""
        suffix = "tf.json" if is_json else "tf"
        path = self._in_copy(module.folder) / f"{_OWN}_{len(self._items)}.{suffix}"
        path.write_text(text, encoding="utf-8")
        self._items[path] = (module.folder, kind, name)

    def relative(self, module: Module, source: Path) -> str:
        """Return the source of a call in the copy."""
        path = os.path.relpath(self._in_copy(source), self._in_copy(module.folder))
        return path if path.startswith("..") else f"./{path}"

    @property
    def root(self) -> Module:
        """The root module."""
        return self._folder.root

    @property
    def workspace(self) -> str:
        """The workspace's name."""
        return self._values.workspace

    def plan(self) -> list[Mapping[str, Any]]:
        """Make a plan; returns errors."""
        here = self._in_copy(self._folder.root.folder)
        for arguments in (
            ["init", "-backend=false", "-input=false", "-no-color", "-json"],
            [
                *("plan", "-input=false", "-no-color", "-json", "-refresh=false", "-lock=false"),
                f"-out={self._home / 'plan'}",
                *self._variables(),
            ],
        ):
            try:
                done = self._run(here, arguments)
            except subprocess.TimeoutExpired:
                return [{"summary": f"{arguments[0]} took longer than {_LONGEST:.0f} s"}]
            except OSError as error:
                return [{"summary": f"{self._tool} cannot be run: {error.strerror}"}]
            if done.returncode:
                errors = [*_errors(done.stdout)] or [{"summary": _first_line(done.stderr, done.stdout)}]
                return errors
        return []

    def _variables(self) -> list[str]:
        path = self._home / "values.tfvars"
        path.write_text(self._given.text, encoding="utf-8")
        return [f"-var-file={path}"]

    def _run(self, here: Path, arguments: list[str]) -> subprocess.CompletedProcess[str]:
        given = self._values.environment
        environment = {
            **{name: given[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in given},
            "HOME": str(self._home),
            "TMPDIR": str(self._home),
            "CHECKPOINT_DISABLE": "1",
            "TF_IN_AUTOMATION": "1",
            "TF_CLI_CONFIG_FILE": str(self._home / "none.tfrc"),
        }
        (self._home / "none.tfrc").touch()
        return subprocess.run(  # noqa: S603 - the tool that was found or named
            [self._tool, *arguments],
            cwd=here,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_LONGEST,
            check=False,
        )

    def blame(self, error: Mapping[str, Any], failed: dict[tuple[Path, str, str], tuple[str, bool]]) -> None:
        """Note which part of the module an error means."""
        where = error.get("range")
        name = where.get("filename") if isinstance(where, Mapping) else None
        item: tuple[Path, str, str] | None = None
        if isinstance(name, str):
            path = Path(os.path.normpath(self._in_copy(self._folder.root.folder) / name))
            item = self._items.get(path)
        if item is None:
            return
        text = f"{error.get('summary') or ''} {error.get('detail') or ''}"
        failed.setdefault(item, (_told(error), _DEPENDS_ON_UNKNOWN.search(text) is not None))

    def read(self, evaluated: Evaluated) -> None:
        """Read the plan."""
        here = self._in_copy(self._folder.root.folder)
        done = self._run(here, ["show", "-json", "-no-color", str(self._home / "plan")])
        try:
            plan = json.loads(done.stdout)
        except ValueError:
            evaluated.whole = "the tool's plan cannot be read"
            return
        for change in plan.get("resource_changes") or ():
            _read_change(change, evaluated)


def _first_line(*texts: str) -> str:
    for text in texts:
        for line in text.splitlines():
            if bare := line.strip("│╷╵ \t"):
                return bare
    return "the tool gave no plan"


def _errors(output: str) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for line in output.splitlines():
        try:
            message = json.loads(line)
        except ValueError:
            continue
        diagnostic = message.get("diagnostic") if isinstance(message, dict) else None
        if isinstance(diagnostic, dict) and diagnostic.get("severity") == "error":
            found.append(diagnostic)
    return found


def _read_change(change: Mapping[str, Any], evaluated: Evaluated) -> None:
    name = change.get("name")
    if change.get("type") != "terraform_data" or not isinstance(name, str):
        return
    body = change.get("change") or {}
    after, unknown, sensitive = (
        (body.get(key) or {}) for key in ("after", "after_unknown", "after_sensitive")
    )
    values = after.get("input") if isinstance(after, Mapping) else None
    values = values if isinstance(values, Mapping) else {}
    unknown = unknown.get("input", False) if isinstance(unknown, Mapping) else unknown
    sensitive = sensitive.get("input", False) if isinstance(sensitive, Mapping) else sensitive
    module = change.get("module_address") or ""
    base = f"{module}." if module else ""
    suffix = str(change.get("address", ""))[len(f"{base}terraform_data.{name}") :]
    if name.startswith(f"{_OWN}_c_"):
        evaluated.instances.append(
            Instance(
                module,
                name.removeprefix(f"{_OWN}_c_"),
                suffix,
                change.get("index"),
                values,
                unknown,
                sensitive,
            )
        )
    elif name.startswith(f"{_OWN}_i_"):
        to, key, id = values.get("to"), values.get("key"), values.get("id")
        address = str(to) if key is None else f"{to}[{json.dumps(key)}]"
        evaluated.imports.append(Imported(address, id if isinstance(id, str) else None))


@dataclass(frozen=True)
class Given:
    """The values of the root's variables.

    Attributes:
        names: The variables that have one.
        expressions: Each as an expression.
    """

    names: frozenset[str]
    expressions: Mapping[str, str] = field(repr=False)

    @property
    def text(self) -> str:
        """The text of a file of values."""
        return "".join(f"{name} = {text}\n" for name, text in self.expressions.items())


def values_file(folder: Folder, values: Values) -> Given:
    """Put all values together as Terraform orders them: what comes later wins.

    Args:
        folder: The root module.
        values: What was given.

    Raises:
        UnreadableFile: A file cannot be read, or an option is none.
    """
    found: dict[str, str] = {}
    variables = {name: block for (name,), block in folder.root.variables.items()}
    for name, text in values.environment.items():
        if name.startswith("TF_VAR_") and name[7:] in variables:
            found[name[7:]] = _typed(text, variables[name[7:]])
    root = folder.root.folder
    beside = [root / "terraform.tfvars", root / "terraform.tfvars.json"]
    beside += sorted(
        each for each in root.iterdir() if each.name.endswith((".auto.tfvars", ".auto.tfvars.json"))
    )
    for path in (each for each in beside if each.is_file()):
        found.update(_file_of_values(path, path.name))
    for given in values.files:
        found.update(_file_of_values(Path(given), given))
    for given in values.given:
        name, separator, text = given.partition("=")
        if not separator or name.strip() not in variables:
            known = ", ".join(variables) or "none"
            raise UnreadableFile(f"--var: expected NAME=VALUE, with a variable of the module: {known}")
        found[name.strip()] = _typed(text, variables[name.strip()])
    used = {name: text for name, text in found.items() if name in variables}
    return Given(frozenset(used), used)


def _typed(text: str, block: Block) -> str:
    """Return a value that was given as text, as Terraform reads it for the variable's type."""
    kind = block.attributes.get("type")
    bare = "string" if kind is None else (kind.text or str(kind.value)).strip().strip('"')
    if bare in ("string", "number", "bool"):
        return json.dumps(text).replace("${", "$${").replace("%{", "%%{")
    return text


def _file_of_values(path: Path, shown: str) -> dict[str, str]:
    from .file_text import read_json, read_text
    from .hcl_syntax import values_in

    text = read_text(path, shown)
    if path.name.endswith(".json"):
        value = read_json(text, shown)
        if not isinstance(value, Mapping):
            raise UnreadableFile(f"{shown}: line 1: expected an object with values of variables")
        return {str(name): _plain(item) for name, item in value.items()}
    return values_in(text, shown)


def _plain(value: Any) -> str:
    """Return a JSON value as an expression; nothing in it is a template."""
    if isinstance(value, str):
        return json.dumps(value).replace("${", "$${").replace("%{", "%%{")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"({_plain(str(key))}) = {_plain(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_plain, value)) + "]"
    return json.dumps(value)


class _ModuleWriter:
    """Writes what is left of one module."""

    def __init__(self, copy: _Copy, module: Module, failed: Mapping[tuple[Path, str, str], object]) -> None:
        self._copy = copy
        self._module = module
        self._failed = {(kind, name) for folder, kind, name in failed if folder == module.folder}
        self._foreign = [key for key in module.resources if key[0] != "terraform_data"]

    def _is_off(self, kind: str, name: str) -> bool:
        return (kind, name) in self._failed

    def _unknown_variable(self, name: str) -> bool:
        if self._is_off("variable", name):
            return True
        return self._module is self._copy.root and name in self._copy.unset

    def write(self) -> None:
        """Write all parts."""
        module, add = self._module, self._copy.add
        add(
            module,
            "own",
            "unknown",
            f'resource "terraform_data" "{_OWN}_unknown" {{}}\n'
            f"locals {{\n  {_OWN}_unknown = jsondecode(terraform_data.{_OWN}_unknown.id)\n}}\n",
            is_json=False,
        )
        for (name,), block in module.variables.items():
            self._variable(name, block)
        for name, attribute in module.locals.items():
            if not self._is_off("local", name):
                add(module, "local", name, self._local(name, attribute), is_json=False)
        for (name,), block in module.calls.items():
            self._call(name, block)
        if module is not self._copy.root:
            for (name,), block in module.outputs.items():
                value = block.attributes.get("value")
                text = _UNKNOWN if value is None or self._is_off("output", name) else self._text(value)
                add(module, "output", name, f'output "{name}" {{\n  value = {text}\n}}\n', is_json=False)
        for index, (type, name) in enumerate(self._foreign):
            self._foreign_values(index, type, name)
        for name, block in module.connectors.items():
            if not self._is_off("connector", name):
                add(module, "connector", name, self._connector(name, block), is_json=False)
        for (type, name), block in module.resources.items():
            if type == "terraform_data" and not self._is_off("own", name):
                add(module, "own", name, self._terraform_data(name, block), is_json=False)
        for index, block in enumerate(each for each in module.others if each.type == "import"):
            self._import(index, block)

    def _variable(self, name: str, block: Block) -> None:
        if self._unknown_variable(name):
            kind = block.attributes.get("type")
            bare = "" if kind is None else (kind.text or str(kind.value)).strip()
            text = f"terraform_data.{_OWN}_unknown.id"
            text = {"string": text, "number": f"tonumber({text})", "bool": f"tobool({text})"}.get(
                bare, _UNKNOWN
            )
            is_secret = any(is_true(block.attributes.get(key)) for key in ("sensitive", "ephemeral"))
            if is_secret and not self._is_off("variable", name):
                text = self._copy.placeholders.expression(name, bare.strip('"')) or text
            if is_secret:
                text = f"sensitive({text})"
            own = f"locals {{\n  {_OWN}_v_{name} = {text}\n}}\n"
            self._copy.add(self._module, "variable", name, own, is_json=False)
            return
        lines = []
        for key in ("type", "default", "sensitive", "nullable"):
            attribute = block.attributes.get(key)
            if attribute is None:
                continue
            if attribute.text is not None:
                lines.append(f"  {key} = {attribute.text}\n")
            elif key == "type":
                lines.append(f"  {key} = {attribute.value}\n")
            else:
                lines.append(f"  {key} = {_plain(attribute.value)}\n")
        self._copy.add(
            self._module, "variable", name, f'variable "{name}" {{\n{"".join(lines)}}}\n', is_json=False
        )

    def _local(self, name: str, attribute: Attribute) -> str:
        return f"locals {{\n  {name} = {self._text(attribute)}\n}}\n"

    def _call(self, name: str, block: Block) -> None:
        source = self._module.sources.get(name)
        if source is None or self._is_off("module", name):
            return
        lines = [f'  source = "{self._copy.relative(self._module, source)}"\n']
        for key, attribute in block.attributes.items():
            if key not in ("source", "version", "providers", "depends_on"):
                lines.append(f"  {key} = {self._text(attribute)}\n")
        text = f'module "{name}" {{\n{"".join(lines)}}}\n'
        self._copy.add(self._module, "module", name, text, is_json=False)

    def _connector(self, name: str, block: Block) -> str:
        lines = [self._repetition(block), "  input = {\n"]
        for key in ARGUMENTS:
            attribute = block.attributes.get(key)
            if attribute is None:
                continue
            expression = attribute.expression
            if key in ("config", "secrets", "secrets_wo"):
                expression = without_jsonencode(expression).text
            lines.append(f"    {key} = ({self._changed(expression)}\n)\n")
        return f'resource "terraform_data" "{_OWN}_c_{name}" {{\n{"".join(lines)}  }}\n}}\n'

    def _terraform_data(self, name: str, block: Block) -> str:
        value = block.attributes.get("input")
        given = "" if value is None else f"  input = {self._text(value)}\n"
        return f'resource "terraform_data" "{name}" {{\n{self._repetition(block)}{given}}}\n'

    def _repetition(self, block: Block) -> str:
        return "".join(
            f"  {key} = {self._text(block.attributes[key])}\n"
            for key in ("for_each", "count")
            if key in block.attributes
        )

    def _import(self, index: int, block: Block) -> None:
        to, id = block.attributes.get("to"), block.attributes.get("id")
        if to is None or self._is_off("import", str(index)):
            return
        target = to.text if to.text is not None else str(to.value)
        match = re.fullmatch(r"(.*?)(?:\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\])?\s*", target, re.DOTALL)
        base, key = (match.group(1), match.group(2)) if match else (target, None)
        if CONNECTOR not in base:
            return
        repetition = block.attributes.get("for_each")
        lines = [] if repetition is None else [f"  for_each = {self._text(repetition)}\n"]
        lines.append("  input = {\n")
        lines.append(f"    to = {json.dumps(base.strip())}\n")
        if key is not None:
            lines.append(f"    key = ({self._changed(key)}\n)\n")
        if id is not None:
            lines.append(f"    id = {self._text(id)}\n")
        text = f'resource "terraform_data" "{_OWN}_i_{index}" {{\n{"".join(lines)}  }}\n}}\n'
        self._copy.add(self._module, "import", str(index), text, is_json=False)

    def _foreign_values(self, index: int, type: str, name: str) -> None:
        """Write what the source itself tells of a resource, for those who refer to it."""
        block = self._module.resources[type, name]
        if self._is_off("foreign", f"{type}.{name}") or any(
            key in block.attributes for key in ("provider_meta",)
        ):
            return
        count, each = block.attributes.get("count"), block.attributes.get("for_each")
        names = {"each.key": f"{_OWN}_k", "each.value": f"{_OWN}_x", "count.index": f"{_OWN}_n"}

        def own_names(reference: Reference) -> str | None:
            start = ".".join(reference.names[:2])
            if start not in names:
                return None
            rest = "".join(f".{part}" for part in reference.names[2:])
            return f"{names[start]}{rest}{reference.steps}"

        fields = []
        for key, attribute in block.attributes.items():
            if key in ("count", "for_each", "provider", "depends_on") or key.startswith("secrets"):
                continue
            fields.append(f"    {key} = {self._parenthesized(replaced(attribute.expression, own_names))}\n")
        body = "{\n" + "".join(fields) + "  }"
        if count is not None:
            body = f"[for {_OWN}_n in range({self._text(count)}) : {body}]"
        elif each is not None:
            body = f"{{for {_OWN}_k, {_OWN}_x in {self._text(each)} : {_OWN}_k => {body}}}"
        text = f"locals {{\n  {_OWN}_r_{index} = {body}\n}}\n"
        self._copy.add(self._module, "foreign", f"{type}.{name}", text, is_json=False)

    def _text(self, attribute: Attribute) -> str:
        if attribute.text is None:
            return self._parenthesized(native(attribute.value))
        return self._parenthesized(attribute.text)

    def _parenthesized(self, expression: str) -> str:
        return f"({self._changed(expression)}\n)"

    def _changed(self, expression: str) -> str:
        return replaced(expression, self._change)

    def _change(self, reference: Reference) -> str | None:
        head, second, *rest = reference.names
        behind = "".join(f".{part}" for part in rest) + reference.steps
        if head == "var" and self._unknown_variable(second):
            return f"local.{_OWN}_v_{second}{behind}"
        if head == "local" and self._is_off("local", second):
            return _UNKNOWN
        if head == "terraform" and second == "workspace":
            return json.dumps(self._copy.workspace)
        if head in ("data", "ephemeral"):
            return _UNKNOWN
        if head == "module":
            is_known = second in self._module.sources and not self._is_off("module", second)
            return None if is_known else _UNKNOWN
        if (head, second) in self._module.resources and head != "terraform_data":
            if self._is_off("foreign", f"{head}.{second}"):
                return _UNKNOWN
            index = self._foreign.index((head, second))
            return f"try(local.{_OWN}_r_{index}{behind}, {_UNKNOWN})"
        return None


def is_true(attribute: Attribute | None) -> bool:
    """Whether an argument is there and `true`."""
    return attribute is not None and (attribute.value is True or (attribute.text or "").strip() == "true")
