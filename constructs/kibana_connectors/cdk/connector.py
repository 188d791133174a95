"""Connector: the construct that all connector types share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import constructs
from typing_extensions import Self

from .._cdk import (
    Annotations,
    Fn,
    TerraformProvider,
    TerraformResourceLifecycle,
    Token,
)
from ..errors import InvalidConnector, Problem
from ..formats.javascript import is_blank
from ..schema.connector_type import ConfigT, ConnectorType, SecretsT
from ..schema.hints import likely_mistakes
from ..schema.secret import Secret, SecretsMode
from ..terraform.declaration import Written
from ..terraform.elasticstack import CONNECTOR
from ..terraform.identity import Placement
from ..terraform.overrides import Overrides
from ..terraform.secret_inputs import Wiring
from ..tokens import Shape, is_token, is_token_of
from .lean_resource import LeanResource, lifecycle_of, option_problems
from .stack_record import record_of


class Connector(LeanResource, Written, ConnectorType[ConfigT, SecretsT]):
    """A Kibana connector, as one `elasticstack_kibana_action_connector`.

    Use a typed class such as `PagerDuty` or `Webhook`; they differ in `Config`, `Secrets` and the rules
    that tie the two together. `Connector` itself serves a type that this library does not know yet: it
    takes the `type_id`, and config and secrets in Kibana's own spelling, checks what holds for all types,
    and warns.

    Args:
        scope: The stack, or a construct in it.
        id: The construct's id; secrets' variables are named `<id>_<field>` after it.
        name: The name that Kibana shows. Not blank; need not be unique.
        config: A `Config`, or a dict of its fields in Kibana's or in Python's spelling.
        secrets: A `Secrets`, or such a dict, of secret *sources*. Left out, each secret that the chosen
            authentication needs becomes a variable.
        space: The id of the Kibana space; default `default`.
        spaces: Ids of several spaces; one block with `for_each` then serves them all.
        connector_id: A UUID in lower case. Default: one derived from the id namespace, the space and the
            construct's path, the same at every synth.
        secrets_version: Any text; a new one sends the secrets again. May be a token, such as a secret
            manager's version id.
        secrets_mode: How secrets travel; default the provider's, else write-only.
        protect: Refuse any plan that would destroy the connector.
        provider: The provider to use, where the stack has several.
        depends_on: What must exist before.
        lifecycle: Further lifecycle settings of Terraform's.
        type_id: Kibana's id of the type; for `Connector` itself, and there required.

    Raises:
        InvalidConnector: Anything that Kibana or the provider would refuse, everything at once, with the
            construct path and the fields; never with a value.
    """

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str,
        config: ConfigT | Mapping[str, Any] | None = None,
        secrets: SecretsT | Mapping[str, Any] | None = None,
        space: str | None = None,
        spaces: Sequence[str] | None = None,
        connector_id: str | None = None,
        secrets_version: str | None = None,
        secrets_mode: SecretsMode | None = None,
        protect: bool = False,
        provider: TerraformProvider | None = None,
        depends_on: Sequence[Any] | None = None,
        lifecycle: TerraformResourceLifecycle | Mapping[str, Any] | None = None,
        type_id: str | None = None,
    ) -> None:
        place = self._place(scope, id)
        self.type_info = self._described(place, type_id)
        record = record_of(place.stack)
        read_config = self.Config.from_code(config)
        read_secrets = self._read_secrets(read_config, secrets)
        read_lifecycle = lifecycle_of(lifecycle)
        placement = Placement(space, spaces, connector_id)
        problems = [
            *_name_problems(name),
            *self._payload_problems(read_config, read_secrets),
            *placement.problems(),
            *option_problems(provider, depends_on),
            *_lifecycle_problems(lifecycle, read_lifecycle, protect),
            *_mode_problems(secrets_mode, secrets_version),
        ]
        if not read_secrets.problems:
            wiring = Wiring.of(read_secrets, place, self.type_info.name, secrets_version)
            problems += [*wiring.problems(self.type_info.type_id), *record.variable_problems(wiring)]
        if problems:
            raise InvalidConnector(self._label(place, type_id), map(self._hinted, problems))

        super().__init__(
            scope,
            id,
            terraform_resource_type=CONNECTOR,
            provider=provider,
            depends_on=depends_on,
            lifecycle=read_lifecycle,
        )
        self.place = place
        self.config: ConfigT = read_config
        self.placement = placement
        self.wiring = wiring
        self.hatches = Overrides()
        self._name = name
        self._protect = protect
        self.named_provider = provider
        self._secrets_mode = secrets_mode
        self._attributes: dict[str, Any] | None = None
        self._has_own_logical_id = False
        self._moved_away = False
        record.add(self)
        for advice in (*self.advice(read_config, read_secrets), *likely_mistakes(read_config, self.Secrets)):
            Annotations.of(self).add_warning(str(advice))
        if not hasattr(self, "TYPE"):
            Annotations.of(self).add_warning(
                f"{self.type_info.type_id} is not known to this library: Kibana may refuse at apply what is "
                "not checked here, and a default that is left out may end as an inconsistent result"
            )

    # -- from Kibana's JSON ---------------------------------------------------------------------------------

    @classmethod
    def from_wire(
        cls,
        scope: constructs.Construct,
        id: str,
        *,
        name: str,
        config: Mapping[str, Any] | None = None,
        secrets: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> Self:
        """Build a connector from a complete payload in Kibana's JSON.

        Each secret value is checked, becomes a variable and is forgotten: it is written nowhere.
        `secret_variables` tells which variable stands for which.

        Args:
            scope: As for the class.
            id: As for the class.
            name: As for the class.
            config: Kibana's `config`.
            secrets: Kibana's `secrets`, with values.
            **options: All further arguments of the class.

        Raises:
            InvalidConnector: Kibana or the provider would refuse the payload.
        """
        read_config, read_secrets, problems = cls._from_wire(config, secrets, hints=True)
        del secrets
        label = cls._label(cls._place(scope, id), options.get("type_id"))
        if problems or read_config is None or read_secrets is None:
            raise InvalidConnector(label, map(cls._hinted, problems))
        # From here on no name of this function holds a value, for whoever prints a traceback's locals.
        leaves = [
            (path, isinstance(value, str), read_secrets.source_of(path, value))
            for path, value, _ in read_secrets.leaves()
        ]
        del read_secrets
        hint = "Variables of secrets hold texts"
        problems = [
            Problem(".".join(("secrets", *path)), "expected a text, to make it a variable", hint)
            for path, is_text, source in leaves
            if isinstance(source, Secret) and not is_text
        ]
        if problems:
            raise InvalidConnector(label, problems)
        sources: dict[str, Any] = {}
        for path, _, source in leaves:
            branch = sources
            for key in path[:-1]:
                branch = branch.setdefault(key, {})
            branch[path[-1]] = source
        return cls(scope, id, name=name, config=read_config, secrets=sources, **options)

    # -- what others take from a connector ------------------------------------------------------------------

    @property
    def connector_id(self) -> str:
        """The connector's id as a token: what a rule's action takes, and what makes it wait for this.

        Raises:
            InvalidConnector: The connector serves several spaces; ask `connector_id_in` or `connector_ids`.
        """
        if self.placement.many:
            hint = 'connector_id_in("…") gives one of them, connector_ids all'
            problem = Problem("connector_id", "this connector has an id in each of its spaces", hint)
            raise InvalidConnector(self._label(self.place, self.type_info.type_id), [problem])
        return str(self.get_string_attribute("connector_id"))

    def connector_id_in(self, space: str) -> str:
        """Give the id, as a token, in one of the spaces that this connector serves.

        Raises:
            InvalidConnector: It does not serve that space.
        """
        known = self.placement.known_spaces
        if known and space not in known:
            problem = Problem("space", f"this connector is not in that space; its spaces: {', '.join(known)}")
            raise InvalidConnector(self._label(self.place, self.type_info.type_id), [problem])
        if not self.placement.many:
            return self.connector_id
        # As an expression of its own: CDKTF would write `.ops`, which selects no instance of a resource.
        instance = space if is_token(space) else Token.as_any(f'"{space}"')
        return str(Token.as_string(Fn.lookup_nested(self.fqn, [instance, "connector_id"])))

    @property
    def connector_ids(self) -> dict[str, str]:
        """The ids, as tokens, by space.

        Raises:
            InvalidConnector: The spaces are known only to Terraform; ask `connector_id_in`.
        """
        known = self.placement.known_spaces
        if not known:
            problem = Problem("spaces", "only Terraform knows them", "Ask connector_id_in(…) for one of them")
            raise InvalidConnector(self._label(self.place, self.type_info.type_id), [problem])
        return {space: self.connector_id_in(space) for space in known}

    @property
    def secret_variables(self) -> dict[str, tuple[str, ...]]:
        """The variables that this connector declares: name to the secret's path in Kibana's `secrets`."""
        return {variable.name: variable.path for variable in self.wiring.variables}

    # -- CDKTF's escape hatches, which must reach the attributes that are kept in Python --------------------

    def add_override(self, path: str, value: Any) -> None:
        """Set an attribute of the resource by its path, over what this library writes; None removes it."""
        super().add_override(path, value)
        self.hatches.add(path, value)

    def override_logical_id(self, new_logical_id: str) -> None:
        """Give the resource another name in Terraform."""
        super().override_logical_id(new_logical_id)
        self._has_own_logical_id = True

    def reset_override_logical_id(self) -> None:
        """Give the resource its own name again."""
        super().reset_override_logical_id()
        self._has_own_logical_id = True

    def move_to(self, move_target: str, index: str | float | None = None) -> None:
        """Move this resource to another; this one is then no longer written."""
        super().move_to(move_target, index)
        self._moved_away = True

    def move_to_id(self, id: str) -> None:
        """Move this resource to the one of a given id; this one is then no longer written."""
        super().move_to_id(id)
        self._moved_away = True


def _name_problems(name: object) -> Iterator[Problem]:
    if is_token_of(name, Shape.TEXT):
        return
    if not isinstance(name, str):
        got = ", got null" if name is None else ""
        yield Problem("name", f"expected a string{got}", "It is what Kibana shows")
    elif is_blank(name):
        yield Problem("name", "expected a value that is not blank")


def _mode_problems(mode: object, version: object) -> Iterator[Problem]:
    if mode is not None and not isinstance(mode, SecretsMode):
        yield Problem("secrets_mode", "expected SecretsMode.WRITE_ONLY or SecretsMode.STATE")
    if mode is SecretsMode.STATE and version is not None:
        hint = "In SecretsMode.STATE Terraform sees a changed secret by itself"
        yield Problem("secrets_version", "expected only with write-only secrets", hint)


def _lifecycle_problems(
    given: object, lifecycle: TerraformResourceLifecycle | None, protect: object
) -> Iterator[Problem]:
    if given is not None and lifecycle is None:
        yield Problem("lifecycle", "expected a TerraformResourceLifecycle, or a dict of its arguments")
    if not isinstance(protect, bool):
        yield Problem("protect", "expected True or False")
    elif protect and lifecycle is not None and lifecycle.prevent_destroy is False:
        yield Problem("protect", "contradicts lifecycle(prevent_destroy=False)", "Leave one of them out")
