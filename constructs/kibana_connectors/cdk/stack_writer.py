"""The element that writes all connectors and rules of a stack, in one call.

A call into Node for every attribute of every connector would be most of the time that `cdktf synth` takes
(docs/provider.md, "What synthesis costs"). So connectors keep their attributes in Python. This element hands
all of them over at once, and no more than the engine has a use for: before the engine writes a stack it asks
every element whether it refers to other stacks, and only what holds a token matters then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import jsii

from .._cdk import IAnyProducer, IResolveContext, Lazy, TerraformElement, TerraformStack
from ..errors import SynthesisError
from ..frames import forgetful
from ..terraform.changes import removed_block
from ..terraform.declaration import Declaration
from ..terraform.elasticstack import CONNECTOR, PROVIDER, PROVIDER_SOURCE, PROVIDER_VERSION, RULE
from ..terraform.json_with_tokens import JsonWithTokens
from ..terraform.rule_declaration import RuleDeclaration
from ..terraform.secret_variable import SecretVariable
from ..terraform.secrets_mode import SecretsMode
from ..tokens import contains_token, is_token
from .checks.json_output import NO_HCL
from .stack_record import StackRecord

_ID = "__kibana_connectors__"


class StackWriter(TerraformElement):
    """Hands a stack's connectors and their variables to the engine."""

    def __init__(self, stack: TerraformStack, record: StackRecord) -> None:
        super().__init__(stack, _ID)
        self._stack = stack
        self._record = record
        self._lazy = Lazy.any_value(_Producer(self))
        self._apart: dict[str, Any] | None = None
        self._handed_over: dict[str, Any] = {}
        self.before_preparing: Callable[[], None] | None = None
        """Called before the engine prepares the stack."""

    @contextmanager
    def literals_apart(self) -> Iterator[dict[str, Any]]:
        """Hand over only what holds a token for as long as this lasts, and yield the rest of the JSON.

        The rest is there once the engine has asked for this element's JSON.
        """
        self._apart = {}
        try:
            yield self._apart
        finally:
            self._apart = None

    @forgetful
    def to_terraform(self) -> Any:
        """Return our part of the stack's JSON."""
        if self._apart is None and self.before_preparing is not None:
            self.before_preparing()
        # Made here: the engine would wrap an error that is raised while it resolves a token.
        fragment = self._fragment()
        if self._apart is not None:
            fragment, literals = _split(fragment)
            self._apart.clear()
            self._apart.update(literals)
        self._handed_over = fragment
        return self._lazy

    def drop_removed(self) -> None:
        """Forget the connectors that were removed from the construct tree, by the user or an Aspect."""
        present = {
            id(declaration)
            for construct in self._stack.node.find_all()
            if (declaration := construct.__dict__.get("declaration")) is not None
        }
        for declaration in self._record.everything:
            if id(declaration) not in present:
                declaration.is_removed = True

    def produced(self, context: IResolveContext) -> dict[str, Any]:
        """Return what the engine gets now: while it only prepares, what may refer to another stack."""
        is_preparing = context.preparing
        tokens = _split(self._handed_over)[0] if is_preparing else self._handed_over
        if self._apart is None and tokens:
            # Nothing else tells of removed constructs here: the engine's own file is not ours to complete.
            before = len(self._record.everything)
            self.drop_removed()
            if len(self._record.everything) != before:
                self._handed_over = self._fragment()
                tokens = _split(self._handed_over)[0] if is_preparing else self._handed_over
        return _with_json(tokens, context, is_preparing=is_preparing)

    def to_hcl_terraform(self) -> Any:
        """Raise: attributes that are kept in Python have no HCL form."""
        raise SynthesisError(f"{self._record.path}: {NO_HCL}")

    def _fragment(self) -> dict[str, Any]:
        declarations, rules = self._record.declarations, self._record.rules
        fragment: dict[str, Any] = {}
        if self._record.forgotten:
            fragment["removed"] = [removed_block(path) for path in self._record.forgotten]
        if self._record.has_roles and not self._has_provider():
            fragment["terraform"] = _required_provider()
        if not declarations and not rules:
            return fragment
        used = {id(connector) for rule in rules for _, connector in rule.connectors()}
        for declaration in declarations:
            declaration.is_used_by_rules = id(declaration) in used
        fragment["resource"] = {
            kind: self._resources(those)
            for kind, those in ((CONNECTOR, declarations), (RULE, rules))
            if those
        }
        variables = self._variables(declarations)
        if variables:
            fragment["variable"] = variables
        checks = [check for declaration in declarations for check in declaration.check_blocks().items()]
        if checks:
            fragment["check"] = dict(checks)
        every = self._record.everything
        moved = [block for declaration in every for block in declaration.moved_blocks()]
        imports = [block for declaration in every for block in declaration.import_blocks()]
        if moved:
            fragment["moved"] = moved
        if imports:
            fragment["import"] = imports
        if not self._has_provider():
            # No provider construct: its environment variables decide, but Terraform must know the source.
            fragment["terraform"] = _required_provider()
        return fragment

    def _resources(self, declarations: Sequence[Declaration] | Sequence[RuleDeclaration]) -> dict[str, Any]:
        resources: dict[str, Any] = {}
        owners: dict[str, str] = {}
        for declaration in declarations:
            logical_id, path = declaration.logical_id, declaration.path.full
            other = owners.setdefault(logical_id, path)
            if other != path:
                raise SynthesisError(
                    f"{path} and {other} would both be called {logical_id} in Terraform, where "
                    "only letters, digits, _ and - of a construct's id count: give one of them another id"
                )
            settings = self._record.settings_of(declaration)
            resources[logical_id] = declaration.attributes(
                settings, self._record.path, is_resolved_later=True
            )
        return resources

    def _variables(self, declarations: Sequence[Declaration]) -> dict[str, Any]:
        """Return one variable block for all the connectors that share the variable."""
        uses: defaultdict[str, list[tuple[SecretVariable, Declaration]]] = defaultdict(list)
        for declaration in declarations:
            for variable in declaration.secrets.variables:
                uses[variable.name].append((variable, declaration))
        return {
            name: SecretVariable.declaration(
                [(variable, declaration.path.full) for variable, declaration in sharing],
                is_ephemeral=all(self._is_write_only(declaration) for _, declaration in sharing),
            )
            for name, sharing in uses.items()
        }

    def _is_write_only(self, declaration: Declaration) -> bool:
        return declaration.mode(self._record.settings_of(declaration)) is SecretsMode.WRITE_ONLY

    def _has_provider(self) -> bool:
        if self._record.providers:
            return True
        return any(provider.terraform_resource_type == PROVIDER for provider in self._stack.all_providers())


def _required_provider() -> dict[str, Any]:
    return {"required_providers": {PROVIDER: {"source": PROVIDER_SOURCE, "version": PROVIDER_VERSION}}}


@jsii.implements(IAnyProducer)
class _Producer:
    """Hands over as much as the engine needs."""

    def __init__(self, writer: StackWriter) -> None:
        self._writer = writer

    @forgetful
    def produce(self, context: IResolveContext) -> Any:
        """Return everything; while the engine only prepares, what may refer to another stack."""
        return self._writer.produced(context)


def _with_json(fragment: dict[str, Any], context: IResolveContext, *, is_preparing: bool) -> dict[str, Any]:
    """Return the fragment with all JSON that holds tokens in a form that the engine takes.

    While it prepares, it only looks for tokens. Later it is asked once what all of them stand for.
    """
    resources: dict[str, Any] = fragment.get("resource", {})
    pending = list(_pending(resources))
    if not pending:
        return fragment
    if is_preparing:
        texts = {id(each): each.value for each in pending}
    else:
        # Objects, not lists: the engine leaves out of both what stands for nothing, and moves a list up.
        tokens = {str(number): dict(_numbered(each.tokens)) for number, each in enumerate(pending)}
        resolved = context.resolve(tokens)
        texts = {
            id(each): each.text(resolved.get(name, {}).get(number) for number in tokens[name])
            for name, each in zip(tokens, pending, strict=True)
        }
    return {**fragment, "resource": _with_texts(resources, texts)}


def _pending(value: Any) -> Iterator[JsonWithTokens]:
    """Yield the JSON that holds tokens, in resources and the lists and objects in them."""
    if isinstance(value, JsonWithTokens):
        yield value
    elif isinstance(value, dict) and not is_token(value):
        for item in value.values():
            yield from _pending(item)
    elif isinstance(value, list) and not is_token(value):
        for item in value:
            yield from _pending(item)


def _with_texts(value: Any, texts: Mapping[int, Any]) -> Any:
    if isinstance(value, JsonWithTokens):
        return texts[id(value)]
    if isinstance(value, dict) and not is_token(value):
        return {key: _with_texts(item, texts) for key, item in value.items()}
    if isinstance(value, list) and not is_token(value):
        return [_with_texts(item, texts) for item in value]
    return value


def _numbered(tokens: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    return ((str(number), token) for number, token in enumerate(tokens))


def _split(tree: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Separate what holds a token from what does not."""
    tokens: dict[str, Any] = {}
    literals: dict[str, Any] = {}
    for key, value in tree.items():
        if not contains_token(value):
            literals[key] = value
        elif isinstance(value, Mapping) and not is_token(value):
            tokens[key], rest = _split(value)
            if rest:
                literals[key] = rest
        else:
            tokens[key] = value
    return tokens, literals
