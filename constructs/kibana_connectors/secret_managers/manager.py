"""What all secret managers have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, ClassVar

import constructs

from .._cdk import TerraformProvider
from ..cdk.scope import scope_of
from ..engine_objects import AnyProvider
from ..errors import InvalidSecretSource, Problem
from ..formats.known_text import is_known_text
from ..frames import forgetful
from ..hcl import quoted
from ..schema.secret_source import Secret
from ..terraform.expressions import in_template
from ..terraform.secret_providers import SecretProvider
from ..tokens import is_token
from .arguments import is_reference, known_text_problem, refuse, refused_arguments
from .stack_blocks import Blocks, block_name, blocks_of, written


@forgetful
class SecretManager(constructs.Construct):
    """A place that keeps secrets, and from which Terraform reads them without keeping them.

    The methods `secret(…)` of its classes return a `Secret` for the `secrets` of connectors in the same
    stack. They write an ephemeral block, what tells its version, the provider's source, and its block unless
    the stack has one. A secret that is asked for again is read once.
    """

    PROVIDER: ClassVar[SecretProvider]
    """The Terraform provider that reads the secrets."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        provider: AnyProvider | None,
        settings: Mapping[str, Any],
        problems: Collection[Problem | None],
        refused: Mapping[str, Any],
        known: Collection[str],
    ) -> None:
        """Check the arguments, and take part in the stack.

        Args:
            scope: The stack, or a construct in it.
            id: The construct's id; blocks and variables are named after it.
            provider: A provider construct that serves it.
            settings: The arguments of the provider's block; those that are None are left out.
            problems: What is wrong with the arguments of the class.
            refused: Arguments that the class does not have.
            known: Those that it has.

        Raises:
            InvalidSecretSource: Arguments that cannot work.
        """
        around = scope_of(scope)
        name = type(self).__name__
        if not is_known_text(id):
            raise InvalidSecretSource(f"{name}: id: expected a text that is known at synth and not blank")
        path = around.path.child(id)
        self._label = f"{path} ({name})"
        given = {key: written(value) for key, value in settings.items() if value is not None}
        found = [
            *problems,
            *_provider_problems(provider, self.PROVIDER, around.stack, given),
            *refused_arguments(self.PROVIDER, refused, known),
        ]
        if scope.node.try_find_child(path.below_stack[-1]) is not None:
            found.append(Problem("id", "there is already a construct with this id", "Give this one another"))
        refuse(self._label, found)
        super().__init__(scope, id)
        self._stack_blocks = blocks_of(around)
        self._blocks = Blocks(path, self.PROVIDER, given, provider)
        self._stack_blocks.managers.append(self._blocks)
        self._versions: dict[str, Any] = {}

    # What follows is for the classes of managers.

    def _refuse(self, *problems: Problem | None) -> None:
        refuse(self._label, problems)

    def _name_problems(self, path: Any, name: Any) -> Iterator[Problem | None]:
        """Find what is wrong with what a secret is called in Terraform."""
        if name is not None:
            yield known_text_problem("name", name, '"pager"')
        elif is_token(path):
            hint = 'Add name="…", which its block and variable are named after'
            yield Problem("name", "expected a name, because only Terraform knows the path", hint)

    def _block(self, kind: str, type_: str, label: str, arguments: Mapping[str, Any]) -> str:
        """Write a block, unless it is there already, and return its address.

        Args:
            kind: `ephemeral` or `data`.
            type_: Its type.
            label: What the secret is called.
            arguments: Its arguments; those that are None are left out.
        """
        given = {key: written(value) for key, value in arguments.items() if value is not None}
        identity = [
            self._blocks.path.full,
            {key: self._stack_blocks.told(value) for key, value in given.items()},
        ]
        name = self._stack_blocks.name(kind, type_, block_name(self._blocks.path, label), identity)
        self._blocks.bodies.setdefault((kind, type_, name), given)
        return f"{kind}.{type_}.{name}"

    def _postcondition(self, address: str, condition: str, message: str) -> None:
        """Let a block fail where a condition does not hold.

        Args:
            address: The block's address.
            condition: What must be true of its `self`.
            message: What is wrong otherwise.
        """
        kind, type_, name = address.split(".")
        lifecycle = self._blocks.bodies[kind, type_, name].setdefault("lifecycle", {})
        demands: list[dict[str, str]] = lifecycle.setdefault("postcondition", [])
        demand = {"condition": f"${{{condition}}}", "error_message": written(f"{self._label}: {message}")}
        if demand not in demands:
            demands.append(demand)

    def _variable(
        self,
        label: str,
        path: Any,
        default: Any,
        body: Mapping[str, Any],
        *,
        condition: str,
        expected: str,
    ) -> str:
        """Write the variable that holds a secret's version, and return what refers to it.

        Args:
            label: What the secret is called.
            path: Where it is in the manager.
            default: The version that the call gave; None where it gave none.
            body: The variable's block.
            condition: What must be true of the version, which stands in it as `value`.
            expected: What is expected otherwise.

        Raises:
            InvalidSecretSource: Another call gave another version of the same secret.
        """
        wanted = block_name(self._blocks.path, f"{label}_version")
        identity = [self._blocks.path.full, self._stack_blocks.told(path)]
        name = self._stack_blocks.name("variable", "", wanted, identity)
        demand = {
            "condition": f"${{{condition.replace('value', f'var.{name}')}}}",
            "error_message": written(f"{self._label}: version of {label}: expected {expected}."),
        }
        whole = {**body, "description": written(body["description"]), "nullable": False}
        known = self._blocks.variables.setdefault(name, {**whole, "validation": [demand]})
        if default is not None:
            if self._versions.setdefault(name, default) != default:
                hint = "Leave it out where the secret is used again"
                self._refuse(Problem("version", "another version of this secret was given before", hint))
            known["default"] = default
        return f"${{var.{name}}}"

    def _secret(self, expression: str, version: Any, missing: str) -> Secret:
        """Return the source of a secret.

        Args:
            expression: What refers to it, without `${` and `}`.
            version: What tells its version.
            missing: What is wrong if it is no text, or blank.
        """
        return Secret(
            name=None,
            description=None,
            source=f"${{{expression}}}",
            version=version,
            home=self._stack_blocks.record.path,
            missing=f"{self._label}: {missing}.",
        )

    def _value(self, value: str, key: str | None, version: Any, called: str) -> Secret:
        """Return the source of a value that is a text, or of one key in it where that is JSON."""
        if key is None:
            return self._secret(value, version, f"the secret {called} is blank, or no text")
        missing = f'the secret {called} is no JSON object with a text under the key "{key}"'
        return self._secret(f'jsondecode({value})["{quoted(key)}"]', version, missing)


def version_expression(version: Any) -> Any:
    """Return a version as an argument: a reference stays one, a literal is a text."""
    return in_template(version) if is_reference(version) else version


def _provider_problems(
    provider: Any, wanted: SecretProvider, stack: Any, settings: Mapping[str, Any]
) -> Iterator[Problem]:
    if provider is None:
        return
    if not isinstance(provider, TerraformProvider) or provider.terraform_resource_type != wanted.name:
        yield Problem("provider", f"expected a provider construct of {wanted.source}")
    elif scope_of(provider).stack is not stack:
        yield Problem("provider", "expected a provider of the same stack")
    if settings:
        names = ", ".join(settings)
        hint = f"Set {names} there, or leave provider out"
        yield Problem("provider", f"excludes {names}: a provider that is given has settings of its own", hint)
