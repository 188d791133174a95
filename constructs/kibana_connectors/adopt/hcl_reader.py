"""Reads the connectors of a root module: their values, and expressions where only Terraform knows them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..formats.kibana_ids import is_space_id
from ..terraform.elasticstack import CONNECTOR, PROVIDER
from .hcl_context import Context, contexts_of
from .hcl_evaluation import Evaluated, Instance, Values, evaluate, find_tool
from .hcl_folder import Folder, Module, read_folder
from .hcl_references import references_in
from .hcl_syntax import Attribute, Block, is_literal, leaf_texts, literal_text, redacted
from .hcl_without_tool import evaluate_without_tool
from .held_secret import HeldSecret
from .inventory import (
    AdoptedConnector,
    Carry,
    Expression,
    Inventory,
    Lifecycle,
    Origin,
    Report,
    SecretLeaf,
    SecretsMode,
    SourceKind,
    Text,
    sorted_leaves,
    without_instances,
)
from .making import add
from .placeholders import Placeholders
from .settling import CONTEXT_KEY, is_credential_place, may_hold_credential, settle

_ARGUMENTS = frozenset(
    {
        *("name", "connector_type_id", "connector_id", "space_id"),
        *("config", "secrets", "secrets_wo", "secrets_wo_version"),
        *("for_each", "count", "provider", "depends_on"),
    }
)
_BLOCKS = frozenset({"lifecycle", "kibana_connection", "timeouts", "dynamic", "provisioner", "connection"})
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_VARIABLE = re.compile(r"var\.[\w-]+(?:\.[\w-]+|\[[^\[\]]*\])*")
_SENSITIVE = "sensitive"


def read_hcl(path: str, values: Values, *, tool: str | None = None, kind: SourceKind = "hcl") -> Inventory:
    """Read a folder with Terraform's files.

    Args:
        path: The folder of a root module.
        values: The values of its variables.
        tool: The name or path of Terraform or OpenTofu; None takes what is on the PATH, `none` none.
        kind: What the source is called.

    Raises:
        UnreadableFile: The folder, or a file of values, cannot be read.
    """
    folder = read_folder(Path(path))
    inventory = Inventory()
    reader = _Reader(folder, inventory, kind)
    reader.tell_blocks()
    if reader.is_refused():
        return inventory
    program = find_tool(values.environment, tool)
    evaluated = (
        evaluate_without_tool(folder, values) if program is None else evaluate(folder, program, values)
    )
    if evaluated.whole is not None:
        reader.name_all("needs-terraform", f"it could not be evaluated: {evaluated.whole}")
        return inventory
    refused = [each for each in evaluated.instances if reader.provider_refuses(each)]
    if refused or reader.tell_refused_variables(evaluated):
        for each in refused:
            reader.tell_refusal(each)
        reader.name_all(
            "terraform-refuses",
            "not taken over: Terraform refuses this folder; mend what the other reports name, and try again",
        )
        return inventory
    reader.add_instances(evaluated)
    reader.tell_missing(evaluated, has_tool=program is not None)
    return inventory


@dataclass
class _Reader:
    folder: Folder
    inventory: Inventory
    kind: SourceKind

    def __post_init__(self) -> None:
        self._contexts = contexts_of(self.folder)
        self._placeholders = Placeholders()

    # -- what the blocks alone tell -------------------------------------------------------------------------

    def tell_blocks(self) -> None:
        """Tell what does not need an evaluation."""
        for path, module in self.folder.tree():
            prefix = _prefix(path)
            for key, block in module.data.items():
                if key[0] == CONNECTOR:
                    self._tell_lookup(f"{prefix}data.{CONNECTOR}.{key[1]}", block)
            for (type, name), block in module.resources.items():
                if type == "elasticstack_kibana_import_saved_objects":
                    text = "it imports saved objects, and connectors among them stay as they are"
                    self._tell(f"{prefix}{type}.{name}", block, "connectors-inside-import", text)
            for (name,), block in module.calls.items():
                if name not in module.sources:
                    text = "its source is not here, and its connectors are not known: run `terraform init`"
                    self._tell(f"{prefix}module.{name}", block, "module-not-here", text, is_loss=True)
            for block in module.others:
                self._tell_other(prefix, block)
        for broken in self.folder.broken:
            origin = Origin(self.kind, broken.file, broken.line)
            text = f"{broken.file}: line {broken.line}: {broken.text}"
            self.inventory.reports.append(Report(origin, text, ("terraform-refuses",), is_loss=True))
            for name, line in broken.connectors:
                address = f"{CONNECTOR}.{name}"
                at = Origin(self.kind, broken.file, line, address)
                text = f"{address}: not taken over: its file cannot be read"
                self.inventory.reports.append(Report(at, text, ("terraform-refuses",), is_loss=True))

    def is_refused(self) -> bool:
        """Whether Terraform refuses the folder as it is; everything in it is then named."""
        wrong: dict[tuple[tuple[str, ...], str], str] = {}
        for path, module in self.folder.tree():
            for name, block in module.connectors.items():
                if why := _refused_form(block):
                    wrong[path, name] = why
        if not wrong and not self.folder.broken:
            return False
        for path, module in self.folder.tree():
            for name, block in module.connectors.items():
                why = wrong.get((path, name), "it stands beside what Terraform refuses")
                self._tell(
                    f"{_prefix(path)}{CONNECTOR}.{name}",
                    block,
                    "terraform-refuses",
                    f"not taken over: {why}",
                    is_loss=True,
                )
        return True

    def name_all(self, code: str, text: str) -> None:
        """Name every connector's block."""
        for path, module in self.folder.tree():
            for name, block in module.connectors.items():
                self._tell(f"{_prefix(path)}{CONNECTOR}.{name}", block, code, text, is_loss=True)

    def _tell(self, address: str, block: Block, code: str, text: str, *, is_loss: bool = False) -> None:
        origin = Origin(self.kind, block.file, block.line, address)
        self.inventory.reports.append(Report(origin, f"{address}: {text}", (code,), is_loss=is_loss))

    def _tell_lookup(self, address: str, block: Block) -> None:
        name = block.attributes.get("name")
        told = literal_text(name.expression) if name is not None else None
        shown = f" for the name {json.dumps(told, ensure_ascii=False)}" if told is not None else ""
        self._tell(
            address,
            block,
            "preconfigured",
            f"it looks a connector up{shown}: its id is not in the source; refer to it by its id, which "
            "`kibana-connectors list` shows",
        )

    def _tell_other(self, prefix: str, block: Block) -> None:
        if block.type == "provider" and block.labels == (PROVIDER,):
            for kibana in block.inner("kibana"):
                literal = [
                    key
                    for key in ("password", "api_key", "bearer_token")
                    if key in kibana.attributes and is_literal(kibana.attributes[key].expression)
                ]
                if literal:
                    text = f"{', '.join(literal)} stands in the source: it is not taken over; replace it"
                    self._tell(f"{prefix}provider.{PROVIDER}", block, "credential-in-source", text)
        elif block.type == "moved":
            before, after = (_target(block.attributes.get(key)) for key in ("from", "to"))
            if CONNECTOR in f"{before}{after}":
                text = f"moved to {after}: the new code moves on from there"
                self._tell(f"{prefix}{before}", block, "moved-block", text)
        elif block.type == "removed":
            before = _target(block.attributes.get("from"))
            if CONNECTOR in before:
                text = "a removed block: no connector of the new code; keep it until it was applied"
                self._tell(f"{prefix}{before}", block, "removed-block", text)

    # -- what was evaluated ---------------------------------------------------------------------------------

    def _module_of(self, instance: Instance) -> Module | None:
        module = self.folder.root
        for name, _ in module_steps(instance.module):
            source = module.sources.get(name)
            if source is None:
                return None
            module = self.folder.modules[source]
        return module

    def provider_refuses(self, instance: Instance) -> str | None:
        """Return why the provider refuses an instance before anything is sent; None if it does not."""
        values = instance.values
        module = self._module_of(instance)
        block = module.connectors[instance.name] if module is not None else None
        if block is None:
            return None
        for key in ("name", "connector_type_id"):
            if values.get(key) is None and not _is_unknown(instance.unknown, key):
                return f"{key} is null"
        id = values.get("connector_id")
        if isinstance(id, str) and not _UUID.fullmatch(id):
            return "connector_id: the provider takes a UUID with dashes only; adopt the connector by its id"
        both = [values.get(key) is not None or _is_unknown(instance.unknown, key) for key in _SECRETS]
        if all(both):
            return "secrets and secrets_wo exclude each other"
        for key in ("config", *_SECRETS):
            value = values.get(key)
            if isinstance(value, (dict, list)) and "jsonencode" not in _source_text(block, key):
                return f"{key}: expected a text, as jsonencode gives one"
            if isinstance(value, str):
                try:
                    json.loads(value)
                except ValueError:
                    return f"{key}: expected the text of JSON"
        return None

    def tell_refused_variables(self, evaluated: Evaluated) -> bool:
        """Tell which variables Terraform refuses whatever their values are; returns whether there are any."""
        is_any = False
        for (folder, kind, name), (why, _) in evaluated.failed.items():
            module = self.folder.modules[folder]
            block = module.variables.get((name,))
            if kind == "variable" and block is not None:
                is_any = True
                self._tell(f"var.{name}", block, "terraform-refuses", f"Terraform refuses it: {why}")
        return is_any

    def tell_refusal(self, instance: Instance) -> None:
        """Tell why the provider refuses an instance."""
        module = self._module_of(instance)
        if module is not None:
            block = module.connectors[instance.name]
            why = self.provider_refuses(instance) or ""
            codes = "id-form" if why.startswith("connector_id") else "terraform-refuses"
            self._tell(instance.address, block, codes, f"not taken over: {why}", is_loss=True)

    def add_instances(self, evaluated: Evaluated) -> None:
        """Add all instances."""
        self._placeholders = evaluated.placeholders
        imports = {each.to: each.id for each in evaluated.imports}
        for instance in evaluated.instances:
            module = self._module_of(instance)
            if module is not None:
                self._add(instance, module.connectors[instance.name], imports)

    def _add(self, instance: Instance, block: Block, imports: Mapping[str, str | None]) -> None:
        context = self._contexts.of(instance, block)
        origin = Origin(self.kind, block.file, block.line, instance.address, instance.key)
        told: list[tuple[tuple[str, ...], str]] = []
        name = self._text(instance, block, context, "name") or ""
        type_id = self._text(instance, block, context, "connector_type_id") or ""
        space = self._text(instance, block, context, "space_id")
        if space is None:
            space = "default"
        elif isinstance(space, str) and not is_space_id(space):
            text = (
                "not taken over: space_id: Kibana has no such space: lower-case letters, digits, _ and - only"
            )
            self._tell(instance.address, block, "space-not-possible", text, is_loss=True)
            return
        id = self._text(instance, block, context, "connector_id")
        carry = Carry("moved", address=instance.address)
        imported = imports.get(instance.address)
        if imported is not None:
            import_space, _, import_id = imported.partition("/")
            id, carry = import_id or import_space, Carry("import", id=import_id or import_space)
            if not _UUID.fullmatch(id):
                told.append(
                    (("id-not-uuid",), "its id is no UUID: it is kept by an import, without connector_id")
                )
        config, written = self._config(instance, block, context, told)
        secrets, whole, mode = self._secrets(instance, block, context, told)
        if config is _BROKEN:
            self._tell(instance.address, block, "not-json", "not taken over: its config is no JSON object")
            return
        settled = settle(type_id, config, None if whole is not None else secrets, exists=False)
        if isinstance(written, dict) and CONTEXT_KEY in written:
            told.append(
                (("provider-context",), f"{CONTEXT_KEY} in its config is the provider's own: left out")
            )
        plain = {key: value for key, value in (written or {}).items() if key != CONTEXT_KEY}
        if settled.is_settled and written is not None and not settled.is_refused:
            kept = {key: value for key, value in plain.items() if value is not None}
            if settled.config != kept and not _hides(settled.config):
                told.append(
                    (("drift",), "its config leaves defaults out, which Kibana writes; written out here")
                )
        told += self._tell_kind(instance, block, secrets, config, space, id, whole)
        lifecycle = _lifecycle(block)
        if lifecycle != Lifecycle():
            told.append((("lifecycle",), "it has a lifecycle block; see that the new code keeps it"))
        provider = _provider(block)
        connection = any(
            inner.type == "kibana_connection" or inner.labels == ("kibana_connection",)
            for inner in block.blocks
        )
        if connection:
            told.append((("other-target",), "its kibana_connection names a Kibana of its own"))
        elif provider is not None and "." in provider:
            told.append(
                (("other-target",), f"it belongs to the provider {provider}, perhaps of another Kibana")
            )
        connector = AdoptedConnector(
            origin=origin,
            name=name,
            type_id=type_id,
            space=space,
            id=id,
            id_origin="generated" if id is None else "known" if imported is not None else "written",
            config=settled.config,
            config_is_settled=settled.is_settled,
            secrets=settled.secrets,
            optional_secrets=settled.optional_secrets,
            secrets_expression=whole,
            secrets_mode=mode,
            secrets_version=self._text(instance, block, context, "secrets_wo_version"),
            lifecycle=lifecycle,
            provider=provider,
            kibana_connection=connection,
            endpoints=self._endpoints(provider),
            depends_on=_listed(block.attributes.get("depends_on")),
            references={
                key: references_in(attribute.expression)
                for key, attribute in block.attributes.items()
                if references_in(attribute.expression)
            },
            carry=carry,
        )
        add(self.inventory, connector, settled, [*settled.told, *told])

    def _tell_kind(
        self,
        instance: Instance,
        block: Block,
        secrets: tuple[SecretLeaf, ...],
        config: Any,
        space: Text,
        id: Text | None,
        whole: Expression | None,
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        literal = [leaf.dotted for leaf in secrets if leaf.origin == "literal" and leaf.path != ("authType",)]
        if literal:
            yield (
                ("literal-secret",),
                f"{', '.join(literal)} stands in the source: it becomes a variable; replace the secret",
            )
        open_values = [
            word
            for word, value in (("config", config), ("space_id", space), ("connector_id", id))
            if isinstance(value, Expression)
        ]
        if whole is not None:
            open_values.append("secrets")
            if "data_json" in whole.text and "ephemeral." in whole.text:
                yield (
                    ("vault-data-json-is-empty",),
                    'the vault provider\'s ephemeral data_json is always {}: use data["…"] for each secret',
                )
        if open_values:
            yield (
                ("needs-terraform",),
                f"only Terraform knows the whole of its {', '.join(open_values)}: kept as an expression",
            )

    def _text(self, instance: Instance, block: Block, context: Context, key: str) -> Text | None:
        attribute = block.attributes.get(key)
        if attribute is None:
            return None
        value = instance.values.get(key)
        if _is_unknown(instance.unknown, key):
            return Expression(context.resolved(attribute.expression))
        if value is None:
            return None
        text = value if isinstance(value, str) else json.dumps(value)
        if self._placeholders.is_in(text):
            return Expression(redacted(context.resolved(attribute.expression)), is_sensitive=True)
        if _is_unknown(instance.sensitive, key):
            return Expression(redacted(context.resolved(attribute.expression)), HeldSecret(text), True)
        return text

    def _config(
        self, instance: Instance, block: Block, context: Context, told: list[tuple[tuple[str, ...], str]]
    ) -> tuple[Any, Any]:
        """Return the config with expressions where only Terraform knows it, and as it is written."""
        attribute = block.attributes.get("config")
        if attribute is None:
            return None, None
        value = instance.values.get("config")
        unknown, sensitive = (_part(mask, "config") for mask in (instance.unknown, instance.sensitive))
        if isinstance(value, str) and unknown is False:
            value = json.loads(value)
            if sensitive is True and value is not None:
                told.append((("secret-in-config",), "its config is sensitive as a whole"))
                return Expression(redacted(context.resolved(attribute.expression))), None
        if value is None and unknown is False:
            return None, None
        texts = _Texts(attribute.expression, context, self._placeholders)
        merged = _merged(value, unknown, sensitive, (), texts)
        if isinstance(merged, Expression):
            return merged, None
        if not isinstance(merged, dict):
            return _BROKEN, None
        return merged, value

    def _secrets(
        self, instance: Instance, block: Block, context: Context, told: list[tuple[tuple[str, ...], str]]
    ) -> tuple[tuple[SecretLeaf, ...], Expression | None, SecretsMode]:
        for key, mode in (("secrets_wo", "write-only"), ("secrets", "state")):
            attribute = block.attributes.get(key)
            value, unknown = instance.values.get(key), _part(instance.unknown, key)
            if attribute is None or (value is None and unknown is False):
                continue
            chosen: SecretsMode = "write-only" if mode == "write-only" else "state"
            texts = _Texts(attribute.expression, context, self._placeholders)
            if isinstance(value, str):
                value = json.loads(value)
            if unknown is True or not isinstance(value, dict):
                return (), Expression(redacted(context.resolved(attribute.expression))), chosen
            sensitive = _part(instance.sensitive, key)
            leaves = sorted_leaves(_secret_leaves(value, unknown, sensitive, (), texts))
            return leaves, None, chosen
        return (), None, "none"

    def _endpoints(self, provider: str | None) -> tuple[str, ...]:
        alias = (provider or "").partition(".")[2]
        for block in self.folder.root.others:
            if block.type == "provider" and block.labels == (PROVIDER,):
                given = block.attributes.get("alias")
                own = literal_text(given.expression) if given is not None else ""
                if own == alias:
                    for kibana in block.inner("kibana"):
                        endpoints = kibana.attributes.get("endpoints")
                        if endpoints is not None:
                            return tuple(re.findall(r'"([^"$]+)"', endpoints.expression))
        return ()

    # -- what is not there ----------------------------------------------------------------------------------

    def tell_missing(self, evaluated: Evaluated, *, has_tool: bool) -> None:
        """Name each block of which no instance was evaluated, and what could not be evaluated."""
        seen = {without_instances(each.address) for each in evaluated.instances}
        for path, module in self.folder.tree():
            for name, block in module.connectors.items():
                address = f"{_prefix(path)}{CONNECTOR}.{name}"
                failure = evaluated.failed.get((module.folder, "connector", name))
                above = self._failure_above(path, evaluated)
                if failure is not None:
                    why, is_unknown = failure
                    code = "needs-terraform" if is_unknown or not has_tool else "terraform-refuses"
                    self._tell(address, block, code, f"not taken over: {why}", is_loss=True)
                elif address not in seen and above is not None:
                    self._tell(address, block, "needs-terraform", f"not taken over: {above}", is_loss=True)
                elif address not in seen:
                    text = "no instance of it is there, with these values of the variables"
                    self._tell(address, block, "no-instances", text)
            for (_, kind, name), (why, _) in evaluated.failed.items():
                if (
                    kind in ("local", "variable", "output")
                    and (module.folder, kind, name) in evaluated.failed
                ):
                    word = {"local": "local", "variable": "var", "output": "output"}[kind]
                    address = f"{_prefix(path)}{word}.{name}"
                    origin = Origin(self.kind, None, None, address)
                    text = f"{address}: its value is not known: {why}"
                    self.inventory.reports.append(Report(origin, text, ("needs-terraform",)))

    def _failure_above(self, path: tuple[str, ...], evaluated: Evaluated) -> str | None:
        module = self.folder.root
        for name in path:
            failure = evaluated.failed.get((module.folder, "module", name))
            if failure is not None:
                return f"module {name} could not be evaluated: {failure[0]}"
            module = self.folder.modules[module.sources[name]]
        return None


_SECRETS = ("secrets", "secrets_wo")
_BROKEN = object()


class _Texts:
    """The expressions at the leaves of a config or of secrets."""

    def __init__(self, expression: str, context: Context, placeholders: Placeholders) -> None:
        self.placeholders = placeholders
        self._expression = expression
        self._leaves = leaf_texts(expression)
        self._context = context

    def has(self, held: HeldSecret) -> bool:
        """Whether a value stands in the expression as it is."""
        return held.reveal() in self._expression

    def written(self, path: tuple[str, ...]) -> str | None:
        """Return the expression that stands at a leaf; None if it is computed."""
        return self._leaves.get(path)

    def at(self, path: tuple[str, ...]) -> str:
        """Return an expression of what is at a path, in words of the root module."""
        for length in range(len(path), 0, -1):
            text = self._leaves.get(path[:length])
            if text is not None:
                steps = "".join(
                    f"[{step}]" if step.isdigit() else f"[{json.dumps(step, ensure_ascii=False)}]"
                    for step in path[length:]
                )
                resolved = self._context.resolved(text)
                return f"({resolved}){steps}" if steps else resolved
        return self._context.resolved(self._expression)

    def safe(self, path: tuple[str, ...]) -> str:
        """Return the same without literal texts, which may be parts of secrets."""
        return redacted(self.at(path))


def _merged(value: Any, unknown: Any, sensitive: Any, path: tuple[str, ...], texts: _Texts) -> Any:
    """Return a value in which an `Expression` stands for what is not known, or sensitive."""
    if unknown is True:
        text = texts.at(path)
        is_open = sensitive is not True and not is_credential_place(path) and not may_hold_credential(text)
        return Expression(text if is_open else texts.safe(path), is_sensitive=sensitive is True)
    if texts.placeholders.is_in(value):
        return Expression(texts.safe(path), is_sensitive=True)
    if sensitive is True and value is not None:
        text = value if isinstance(value, str) else json.dumps(value)
        return Expression(texts.safe(path), HeldSecret(text), True)
    if isinstance(value, Mapping) or (value is None and isinstance(unknown, Mapping)):
        value = value or {}
        unknown = unknown if isinstance(unknown, Mapping) else {}
        keys = [*value, *(key for key in unknown if key not in value)]
        return {
            key: _merged(value.get(key), unknown.get(key, False), _part(sensitive, key), (*path, key), texts)
            for key in keys
            if key in value or _any(unknown.get(key))
        }
    if isinstance(value, list):
        marks = unknown if isinstance(unknown, list) else []
        secret = sensitive if isinstance(sensitive, list) else []
        return [
            _merged(
                item,
                marks[index] if index < len(marks) else False,
                secret[index] if index < len(secret) else False,
                (*path, str(index)),
                texts,
            )
            for index, item in enumerate(value)
        ]
    return value


def _secret_leaves(
    value: Any, unknown: Any, sensitive: Any, path: tuple[str, ...], texts: _Texts
) -> Iterator[SecretLeaf]:
    if isinstance(value, Mapping) or isinstance(unknown, Mapping):
        value = value if isinstance(value, Mapping) else {}
        unknown = unknown if isinstance(unknown, Mapping) else {}
        for key in dict.fromkeys([*value, *unknown]):
            yield from _secret_leaves(
                value.get(key), unknown.get(key, False), _part(sensitive, key), (*path, key), texts
            )
        return
    if unknown is not True and value is None:
        return
    text = texts.at(path)
    if variable := texts.placeholders.variable(value):
        yield SecretLeaf(path, "variable", text if _VARIABLE.fullmatch(text) else variable)
        return
    is_known = unknown is not True and not texts.placeholders.is_in(value)
    held = HeldSecret(value if isinstance(value, str) else json.dumps(value)) if is_known else None
    written = texts.written(path)
    if _VARIABLE.fullmatch(text):
        yield SecretLeaf(path, "variable", text, held)
    elif (
        (written is not None and is_literal(written))
        or (held is not None and sensitive is not True)
        or (held is not None and texts.has(held))
    ):
        # What is known and not called sensitive stands somewhere in the source.
        yield SecretLeaf(path, "literal", "", held)
    else:
        yield SecretLeaf(path, "expression", texts.safe(path), held)


def _part(mask: Any, key: str) -> Any:
    return mask if mask is True else mask.get(key, False) if isinstance(mask, Mapping) else False


def _is_unknown(mask: Any, key: str) -> bool:
    return _part(mask, key) is True


def _any(mask: Any) -> bool:
    if isinstance(mask, Mapping):
        return any(map(_any, mask.values()))
    return any(map(_any, mask)) if isinstance(mask, list) else mask is True


def _hides(value: Any) -> bool:
    from .inventory import has_expression

    return has_expression(value)


def _prefix(path: tuple[str, ...]) -> str:
    return "".join(f"module.{name}." for name in path)


_STEP = re.compile(r'module\.([^.\[]+)(?:\[("(?:[^"\\]|\\.)*"|\d+)\])?\.?')


def module_steps(address: str) -> list[tuple[str, str | None]]:
    """Return the calls in a module's address: name, and the instance's key as Terraform writes it."""
    return [(match.group(1), match.group(2)) for match in _STEP.finditer(address)]


def _target(attribute: Attribute | None) -> str:
    if attribute is None:
        return ""
    return (attribute.text if attribute.text is not None else str(attribute.value)).strip()


def _source_text(block: Block, key: str) -> str:
    attribute = block.attributes.get(key)
    return "" if attribute is None else attribute.expression


def _refused_form(block: Block) -> str | None:
    """Return what in a block's form the provider's schema does not take."""
    for inner in block.blocks:
        if inner.type not in _BLOCKS:
            return (
                f"{inner.type}: expected an argument, not a block"
                if inner.type in _ARGUMENTS
                else (f"{inner.type}: the resource has no such block")
            )
    unknown = [key for key in block.attributes if key not in _ARGUMENTS and key not in ("timeouts",)]
    if unknown:
        return f"{', '.join(unknown)}: the resource has no such argument"
    missing = [key for key in ("name", "connector_type_id") if key not in block.attributes]
    if missing:
        return f"{', '.join(missing)}: required"
    return None


def _lifecycle(block: Block) -> Lifecycle:
    for inner in block.inner("lifecycle"):
        given = inner.attributes

        def flag(key: str, given: Mapping[str, Attribute] = given) -> bool:
            attribute = given.get(key)
            return attribute is not None and attribute.expression.strip() == "true"

        return Lifecycle(
            ignore_changes=_listed(given.get("ignore_changes")),
            prevent_destroy=flag("prevent_destroy"),
            create_before_destroy=flag("create_before_destroy"),
            replace_triggered_by=_listed(given.get("replace_triggered_by")),
            has_conditions=any(each.type in ("precondition", "postcondition") for each in inner.blocks)
            or bool({"precondition", "postcondition"} & given.keys()),
        )
    return Lifecycle()


def _listed(attribute: Attribute | None) -> tuple[str, ...]:
    """Return a list of references as written, such as `ignore_changes`."""
    if attribute is None:
        return ()
    if attribute.text is None:
        value = attribute.value if isinstance(attribute.value, list) else [attribute.value]
        return tuple(str(each) for each in value)
    text = re.sub(r"#[^\n]*|//[^\n]*", "", attribute.text).strip()
    inner = text[1:-1] if text.startswith("[") else text
    return tuple(each.strip().strip('"') for each in inner.split(",") if each.strip())


def _provider(block: Block) -> str | None:
    attribute = block.attributes.get("provider")
    if attribute is None:
        return None
    text = attribute.text if attribute.text is not None else str(attribute.value)
    return text.strip().strip('"').removeprefix("${").removesuffix("}")
