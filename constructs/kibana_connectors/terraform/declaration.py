"""Declaration: one connector in a stack, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from ..hcl import literal, template
from ..schema.auth_types import CHECKED_URLS
from ..schema.connector_type import AnyConnectorType, host_in
from ..schema.payload import Config
from ..schema.target import Target
from ..schema.type_info import TypeInfo
from ..tokens import contains_token
from .adoption import UNTOUCHED, Adopt
from .changes import Import
from .construct_path import ConstructPath
from .declared_resource import DeclaredResource
from .elasticstack import CONNECTOR
from .expressions import json_text
from .identity import Identity
from .ids import Repetition
from .json_with_tokens import JsonWithTokens
from .overrides import Overrides
from .provider_settings import ProviderSettings
from .secret_inputs import SecretInputs
from .secrets_mode import SecretsMode


@dataclass(eq=False)
class Declaration(DeclaredResource):
    """What a connector construct declares; the stack's record keeps it, the writer and the checks read it.

    Attributes:
        path: Where the construct stands.
        connector_type: The type's fields and rules.
        type_info: What Kibana says of the type.
        name: The name that Kibana shows.
        config: The config that was given.
        identity: The spaces and the id.
        secrets: The secrets' variables and expressions.
        naming_path: The ids below the stack that the connector's id, its variables and, with `identity`, its
            address are named after; the construct's own unless the user gave another.
        moved_from: The paths that the construct had before, newest first.
        timeouts: How long Terraform waits, by operation.
        is_protected: Whether Terraform refuses to destroy it.
        may_be_destroyed: Whether the user allowed it by `lifecycle`, so that nothing else protects it either.
        leaves_secrets_open: Whether the type has secrets, none is sent, and the user did not say so.
        secrets_mode: How secrets travel; None for the provider's mode.
        provider: The settings of the provider that it names; None for the default provider.
        overrides: What `add_override` was called with.
        imports: What `import_from` was called with.
        repetition: What makes the block several instances, beside `spaces`.
        ask_logical_id: Asks the engine for a logical id that does not follow CDKTF's rule. Called only when
            the stack is written, because CDKTF keeps an id that it gave away once. None where the rule holds.
        id_tokens: The tokens that were given out for its id, by which a rule's action tells what it uses.
        own_order: What the user said in `lifecycle` of `create_before_destroy`; None for nothing.
        is_used_by_rules: Whether a rule of the stack goes through it; the writer finds out.
        is_moved: Whether the resource was moved to another, so that this one is not written.
        is_removed: Whether the construct was removed from the tree.
    """

    RESOURCE_TYPE: ClassVar[str] = CONNECTOR

    path: ConstructPath
    connector_type: AnyConnectorType
    type_info: TypeInfo
    name: Any
    config: Config
    identity: Identity
    secrets: SecretInputs
    naming_path: tuple[str, ...]
    moved_from: tuple[str, ...]
    timeouts: dict[str, Any]
    is_protected: bool
    may_be_destroyed: bool
    leaves_secrets_open: bool
    secrets_mode: SecretsMode | None
    provider: ProviderSettings | None
    overrides: Overrides = field(default_factory=Overrides)
    imports: list[Import] = field(default_factory=list)
    repetition: Repetition | None = None
    ask_logical_id: Callable[[], str] | None = None
    id_tokens: set[str] = field(default_factory=set)
    own_order: bool | None = None
    is_used_by_rules: bool = False
    is_moved: bool = False
    is_removed: bool = False
    _made: tuple[Any, dict[str, Any]] | None = field(default=None, repr=False)

    @property
    def placed(self) -> Identity:
        """The spaces that it is in."""
        return self.identity

    @property
    def keeps_identity(self) -> bool:
        """Whether the user named the path that the id comes from."""
        return self.naming_path != self.path.below_stack

    @property
    def is_repeated(self) -> bool:
        """Whether one block makes several instances."""
        return self.identity.serves_many or self.repetition is not None

    def attributes(
        self, settings: ProviderSettings, stack_path: str, *, is_resolved_later: bool = False
    ) -> dict[str, Any]:
        """Return the resource's attributes, overrides included.

        Args:
            settings: The settings of the provider that serves it.
            stack_path: The stack's path, the default namespace of ids.
            is_resolved_later: Whether a config with tokens stays a `JsonWithTokens`, for whoever can resolve
                them; otherwise it becomes a token of the engine's.
        """
        # The engine asks twice at each synth. What was made is good for the same answers to all that can
        # still change, and for nothing else.
        depends_on = (
            self.identity,
            self.repetition,
            settings.id_namespace,
            self.mode(settings),
            stack_path,
            is_resolved_later,
            self.is_used_by_rules,
            settings.target,
        )
        if self._made is None or self._made[0] != depends_on:
            self._made = depends_on, self._attributes(settings, stack_path, is_resolved_later)
        return self.overrides.applied_to(self._made[1])

    @property
    def is_made_before_the_old_one(self) -> bool:
        """Whether Terraform makes a replacement first: as the user said, or for the rules that use it."""
        if self.own_order is not None:
            return self.own_order
        return self.is_used_by_rules and self.identity.has_new_id_when_replaced

    def _attributes(
        self, settings: ProviderSettings, stack_path: str, is_resolved_later: bool
    ) -> dict[str, Any]:
        lifecycle: dict[str, Any] = {}
        identity = self.identity
        is_untouched = identity.adopt is Adopt.TOUCH_NOTHING
        if not self.is_repeated and (conditions := list(self._postconditions(is_untouched))):
            lifecycle["postcondition"] = conditions
        if preconditions := self.secrets.preconditions():
            lifecycle["precondition"] = preconditions
        if self.is_protected or (identity.cannot_come_back and not self.may_be_destroyed):
            lifecycle["prevent_destroy"] = True
        if self.own_order is None and self.is_made_before_the_old_one:
            # A rule that lets go of it is then changed before it is deleted.
            lifecycle["create_before_destroy"] = True
        if is_untouched:
            lifecycle["ignore_changes"] = list(UNTOUCHED)
        return {
            "connector_type_id": self.type_info.type_id,
            "name": template(self.name),
            **self.identity.attributes(*self._id_source(settings, stack_path), self.repetition),
            "config": self._config(settings.target, is_resolved_later),
            **self.secrets.attributes(self.mode(settings)),
            **({"timeouts": self.timeouts} if self.timeouts else {}),
            **({"lifecycle": lifecycle} if lifecycle else {}),
        }

    def check_blocks(self) -> dict[str, Any]:
        """Return the `check` block that a block with several instances has instead of a postcondition.

        Terraform looks at the postcondition of an instance that could not be created too, finds no such
        instance, and prints "Invalid index" before the error that matters. It leaves a `check` out then.
        """
        if not self.is_repeated or self.identity.adopt is Adopt.TOUCH_NOTHING:
            return {}
        condition = f"alltrue([for one in {self.address} : !one.is_missing_secrets])"
        return {f"{self.logical_id}-has-secrets": {"assert": [self._has_secrets(condition)]}}

    def _postconditions(self, is_untouched: bool) -> Iterator[dict[str, str]]:
        if not is_untouched:
            yield self._has_secrets("!self.is_missing_secrets")
        if self.identity.has_foreign_id:
            message = (
                f"{self.path}: this connector has another id than the code says. The provider cannot give a "
                "connector an id that is no UUID: it can only adopt one. Take back the change of "
                "connector_id; or, if the connector was deleted, restore it in Kibana under its id."
            )
            condition = f"self.connector_id == {literal(self.identity.connector_id)}"
            yield {"condition": f"${{{condition}}}", "error_message": template(message)}

    def _has_secrets(self, condition: str) -> dict[str, str]:
        message = (
            f"{self.path}: Kibana reports that this connector is missing its secrets: "
            "give it a new secrets_version."
        )
        return {"condition": f"${{{condition}}}", "error_message": template(message)}

    def _config(self, target: Target | None, is_resolved_later: bool) -> Any:
        left_out = self.connector_type.unknown_there(self.config, target)
        if not left_out:
            return self._config_with_tokens if is_resolved_later else self._config_text
        form = self.connector_type.provider_form(self.config)
        form = {key: value for key, value in form.items() if key not in left_out}
        return JsonWithTokens(form) if is_resolved_later and contains_token(form) else json_text(form)

    # Kept, because they depend on nothing that can change: a config is frozen.

    @cached_property
    def _config_text(self) -> Any:
        return json_text(self.connector_type.provider_form(self.config))

    @cached_property
    def _config_with_tokens(self) -> Any:
        form = self.connector_type.provider_form(self.config)
        return JsonWithTokens(form) if contains_token(form) else json_text(form)

    def known_ids(self, settings: ProviderSettings, stack_path: str) -> tuple[str, ...]:
        """Return the connector ids that are known at synth."""
        return self.identity.known_ids(*self._id_source(settings, stack_path))

    def mode(self, settings: ProviderSettings) -> SecretsMode:
        """Return how its secrets travel."""
        return self.secrets_mode or settings.secrets_mode

    def target_limits(self, target: Target) -> Iterator[str]:
        """Yield what a certain Kibana would refuse of config and auth type, and others would not."""
        yield from self.connector_type.target_limits(self.config, target)
        for name, text in self.secrets.known_texts():
            if name == "authType":
                yield from self.connector_type.auth_limits(text, target)

    def hosts(self) -> Iterator[tuple[str, str]]:
        """Yield the hosts that Kibana looks for in its `allowedHosts`, as far as they are known."""
        yield from self.connector_type.hosts(self.config)
        for name, text in self.secrets.known_texts():
            if name in CHECKED_URLS:
                yield from host_in(f"secrets.{name}", text)
