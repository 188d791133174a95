"""Connector: the construct that all connector types share."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, NoReturn, TypeAlias

import constructs
from typing_extensions import Self, TypeVar

from .._cdk import Annotations, Fn, TerraformResourceLifecycle, Token
from ..engine_objects import AnyDependable, AnyLifecycle, AnyProvider
from ..errors import InvalidConnector, Problem, UnreadableFile, UnusableSpec
from ..formats.javascript import is_blank
from ..formats.known_text import is_known_text
from ..frames import forgetful
from ..schema.connector_type import AnyConnectorType
from ..schema.given_secret import GivenSecret
from ..schema.payload import Config, Refused, Secrets
from ..schema.secret_source import (
    EPHEMERAL_IN_STATE,
    EPHEMERAL_IN_STATE_REMEDY,
    Secret,
    refers_to_ephemeral,
)
from ..schema.shown_keys import shown_key
from ..schema.type_info import TypeInfo, Verdict
from ..schema.untyped import UnknownType
from ..terraform.adoption import Adopt, wiping_problems
from ..terraform.changes import Import, change_problems, earlier_paths
from ..terraform.construct_path import ConstructPath
from ..terraform.declaration import Declaration
from ..terraform.elasticstack import CONNECTOR
from ..terraform.identity import Identity
from ..terraform.logical_id import logical_id
from ..terraform.secret_inputs import SecretInputs
from ..terraform.secrets_mode import SecretsMode
from ..terraform.timeouts import Timeouts, timeout_problems
from ..tokens import Shape, is_token, is_token_of
from ..types.catalog import describe_unknown
from .connector_resource import ConnectorResource
from .connector_target import ConnectorTarget
from .id_in_space import id_in_space
from .kept_resource import EscapeHatches
from .lean_resource import LifecycleDict, names_its_own_way, option_problems, read_lifecycle
from .other_stacks import other_stack_problems
from .provider import settings_of_provider
from .scope import Scope, scope_of
from .stack_setup import record_of

ConfigT = TypeVar("ConfigT", bound=Config, default=Config)
SecretsT = TypeVar("SecretsT", bound=Secrets, default=Secrets)
SpecSource: TypeAlias = "str | os.PathLike[str] | Mapping[str, Any] | Sequence[Any]"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Connector(EscapeHatches, ConnectorResource, Generic[ConfigT, SecretsT]):
    """A Kibana connector, as one `elasticstack_kibana_action_connector`.

    Use a typed class such as `PagerDuty` or `Webhook`; they differ in `Config`, `Secrets` and the rules
    that tie the two together. `Connector` itself serves a type that this library does not know yet: it
    takes the `type_id`, and config and secrets in Kibana's own spelling, checks what holds for all types,
    and warns.
    """

    CONNECTOR_TYPE: ClassVar[AnyConnectorType] = UnknownType
    """The type's fields and rules, without an engine."""
    TYPE: ClassVar[TypeInfo]
    """What Kibana says of the type; `Connector` itself has none."""

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        name: str,
        config: ConfigT | Mapping[str, Any] | None = None,
        secrets: SecretsT | Mapping[str, Any] | None = None,
        space: str | None = None,
        spaces: list[str] | tuple[str, ...] | None = None,
        connector_id: str | Mapping[str, str] | None = None,
        adopt: Adopt | None = None,
        secrets_version: str | None = None,
        secrets_mode: SecretsMode | None = None,
        protect: bool = False,
        provider: AnyProvider | None = None,
        depends_on: Sequence[AnyDependable] | None = None,
        lifecycle: AnyLifecycle | LifecycleDict | None = None,
        identity: str | None = None,
        moved_from: str | list[str] | tuple[str, ...] | None = None,
        timeouts: Timeouts | None = None,
        type_id: str | None = None,
        spec: SpecSource | None = None,
    ) -> None:
        """Check everything, and make the resource.

        Args:
            scope: The stack, or a construct in it.
            id: The construct's id; secrets' variables are named `<id>_<field>` after it.
            name: The name that Kibana shows. Not blank; need not be unique.
            config: A `Config`, or a dict of its fields in Kibana's or in Python's spelling.
            secrets: A `Secrets`, or such a dict, of secret *sources*. Left out, each secret that the chosen
                authentication needs becomes a variable.
            space: The id of the Kibana space; default `default`.
            spaces: Ids of several spaces; one block with `for_each` then serves them all.
            connector_id: A UUID in lower case, or with `adopt` the id that the connector has, of any form;
                with `spaces` a dict of the ids that exist already, by space. Default: one derived from the id
                namespace, the space and the construct's path, the same at every synth.
            adopt: How to take in a connector that exists in Kibana already; `connector_id` is then its id.
                The argument has to stay for as long as the connector lives.
            secrets_version: Any text; a new one sends the secrets again. May be a token, such as a secret
                manager's version id.
            secrets_mode: How secrets travel; default the provider's, else write-only.
            protect: Refuse any plan that would destroy the connector.
            provider: The provider to use, where the stack has several.
            depends_on: What must exist before.
            lifecycle: Further lifecycle settings of Terraform's.
            identity: The path below the stack that the connector had when it was first deployed, such as
                `team/pager`, for a construct that was renamed or moved. Its id, its address in Terraform and
                its variables' names stay as they were. The argument has to stay for as long as the connector
                lives.
            moved_from: The same, for those who want the new address: a path, or several, newest first. Id and
                variables' names stay, and `moved` blocks tell Terraform of the new address.
            timeouts: How long Terraform waits for Kibana, by operation, such as `{"create": "30s"}`.
            type_id: Kibana's id of the type; for `Connector` itself, and there required unless `spec` tells.
            spec: For `Connector` itself: Kibana's description of the type, which then is checked like a typed
                class. The path of an answer of the spec route (JSON) or of a definition (YAML), or its parsed
                content; docs/generate.md tells where to get one. The secrets are a dict with `authType`.

        Raises:
            InvalidConnector: Anything that Kibana or the provider would refuse, everything at once, with the
                construct path and the fields; never with a value.
        """
        around = _scope_of(type(self), scope, id)
        path = around.path.child(id)
        kind = _described(type(self), path, type_id, spec)
        type_info = kind.TYPE if spec is not None else _type_info(type(self), path, type_id)
        record = record_of(around)
        if record.has_had(path.full):
            if scope.node.try_find_child(path.below_stack[-1]) is not None:
                _refuse_taken_id(type(self), path, type_id)
            record.remove(path.full)
        read_config = kind.read_config(config)
        # What is never sent need not be known: Kibana does not even tell how a connector authenticates.
        is_open = adopt is Adopt.TOUCH_NOTHING and secrets is None
        read_secrets = None if is_open else kind.read_secrets(read_config, secrets)
        lifecycle_read = read_lifecycle(lifecycle)
        placed = Identity(space, spaces, connector_id, adopt=adopt)
        earlier = earlier_paths(moved_from)
        problems = [
            *_name_problems(name),
            *kind.problems(read_config, read_secrets),
            *placed.problems(),
            *change_problems(identity, moved_from),
            *option_problems(provider, depends_on),
            *other_stack_problems(around.stack, record.path, depends_on, lifecycle_read),
            *_lifecycle_problems(lifecycle_read, protect),
            *_mode_problems(secrets_mode, secrets_version),
            *timeout_problems(timeouts),
        ]
        inputs: SecretInputs | None = None
        leaves_secrets_open = False
        naming = path.below_stack
        if not problems and (oldest := identity or (earlier[-1] if earlier else None)):
            naming = tuple(oldest.split("/"))
        if read_secrets is not None and not isinstance(read_secrets, Refused):
            inputs = SecretInputs.of(read_secrets, path, naming, type_info.name, secrets_version)
            problems += [
                *inputs.problems(type_info.type_id),
                *record.variable_problems(inputs),
                *_source_problems(read_secrets, record.path, secrets_mode),
            ]
            leaves_secrets_open = secrets is None and not inputs.tree and bool(type(read_secrets).specs())
            if kind is UnknownType:
                leaves_secrets_open = secrets is None
            problems += wiping_problems(adopt, leaves_secrets_open)
        if adopt is Adopt.TOUCH_NOTHING:
            inputs = SecretInputs((), {}, None)
        # The last two only tell mypy and pyright what the problems say already.
        if problems or inputs is None or isinstance(read_config, Refused):
            raise InvalidConnector(_label(type(self), path, type_id), map(kind.hinted, problems))

        try:
            super().__init__(
                scope,
                id,
                terraform_resource_type=CONNECTOR,
                provider=provider,
                depends_on=depends_on,
                lifecycle=lifecycle_read if isinstance(lifecycle_read, TerraformResourceLifecycle) else None,
            )
        except RuntimeError as error:  # what jsii makes of any error in Node
            if "There is already a Construct with name" in str(error):
                _refuse_taken_id(type(self), path, type_id)
            raise
        self.config: ConfigT = read_config
        self.declaration = Declaration(
            path=path,
            connector_type=kind,
            type_info=type_info,
            name=name,
            config=read_config,
            identity=placed,
            secrets=inputs,
            naming_path=naming,
            moved_from=earlier,
            timeouts=dict(timeouts or {}),
            is_protected=protect,
            own_order=getattr(lifecycle_read, "create_before_destroy", None),
            may_be_destroyed=isinstance(lifecycle_read, TerraformResourceLifecycle)
            and lifecycle_read.prevent_destroy is False,
            leaves_secrets_open=leaves_secrets_open,
            secrets_mode=secrets_mode,
            provider=None if provider is None else settings_of_provider(provider),
            imports=[Import(each, None) for each in placed.import_ids()],
        )
        if names_its_own_way(type(around.stack)):
            self.declaration.ask_logical_id = self._ask_logical_id
        elif identity is not None:
            super().override_logical_id(logical_id(naming))
            self.declaration.ask_logical_id = self._ask_logical_id
        record.add(self.declaration)
        if read_secrets is not None and not isinstance(read_secrets, Refused):
            for warning in kind.all_warnings(name, read_config, read_secrets):
                Annotations.of(self).add_warning(str(warning))
        for where, reason in inputs.kept.items():
            Annotations.of(self).add_warning(f"{where}: its value lies in the state, in plain text: {reason}")
        if kind is UnknownType:
            Annotations.of(self).add_warning(
                f"{type_info.type_id} is not known to this library: Kibana may refuse at apply what is "
                "not checked here, and a default that is left out may end as an inconsistent result"
            )

    # -- from Kibana's JSON ---------------------------------------------------------------------------------

    @classmethod
    @forgetful
    def verdict(cls, config: object, secrets: object) -> Verdict:
        """Judge a payload on the wire as Kibana does; the same as `validate` with the type's id.

        Args:
            config: Kibana's `config`.
            secrets: Kibana's `secrets`, with values.
        """
        return cls.CONNECTOR_TYPE.verdict(config, secrets)

    @classmethod
    @forgetful
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
        path = _scope_of(cls, scope, id).path.child(id)
        kind = _described(cls, path, options.get("type_id"), options.get("spec"))
        label = _label(cls, path, options.get("type_id"))
        read_config, read_secrets, problems = kind.read_wire(config, secrets, hints=True)
        if problems:
            raise InvalidConnector(label, map(kind.hinted, problems))
        sources: dict[str, Any] = {}
        for place, given, _ in read_secrets.leaves():
            branch = sources
            for key in place[:-1]:
                branch = branch.setdefault(key, {})
            source = branch[place[-1]] = read_secrets.source_of(place, given)
            if isinstance(source, Secret) and not (isinstance(given, GivenSecret) and given.is_text):
                where = ".".join(("secrets", *(shown_key(key, None) for key in place)))
                hint = "Variables of secrets hold texts"
                problems.append(Problem(where, "expected a text, to make it a variable", hint))
        if problems:
            raise InvalidConnector(label, problems)
        return cls(scope, id, name=name, config=read_config, secrets=sources, **options)

    # -- what others take from a connector ------------------------------------------------------------------

    @property
    def connector_id(self) -> str:
        """The connector's id as a token: what a rule's action takes, and what makes it wait for this.

        Raises:
            InvalidConnector: The connector serves several spaces; ask `connector_id_in` or `connector_ids`.
        """
        if self.declaration.identity.serves_many:
            hint = 'connector_id_in("…") gives one of them, connector_ids all'
            problem = Problem("connector_id", "this connector has an id in each of its spaces", hint)
            raise InvalidConnector(self._own_label, [problem])
        return self._given_out(str(self.get_string_attribute("connector_id")))

    @forgetful
    def connector_id_in(self, space: str) -> str:
        """Return the id, as a token, in one of the spaces that this connector serves.

        Args:
            space: The id of a Kibana space.

        Raises:
            InvalidConnector: It does not serve that space.
        """
        identity = self.declaration.identity
        known = identity.known_spaces
        if known and space not in known:
            problem = Problem("space", f"this connector is not in that space; its spaces: {', '.join(known)}")
            raise InvalidConnector(self._own_label, [problem])
        if not identity.serves_many:
            return self.connector_id
        if is_token(space):
            return self._given_out(str(Token.as_string(Fn.lookup_nested(self.fqn, [space, "connector_id"]))))
        token = id_in_space(self, record_of(scope_of(self)), space)
        if isinstance(token, Problem):
            raise InvalidConnector(self._own_label, [token])
        return self._given_out(token)

    def _given_out(self, token: str) -> str:
        self.declaration.id_tokens.add(token)
        return token

    @property
    def connector_ids(self) -> dict[str, str]:
        """The ids, as tokens, by space.

        Raises:
            InvalidConnector: The spaces are known only to Terraform; ask `connector_id_in`.
        """
        known = self.declaration.identity.known_spaces
        if not known:
            problem = Problem("spaces", "only Terraform knows them", "Ask connector_id_in(…) for one of them")
            raise InvalidConnector(self._own_label, [problem])
        return {space: self.connector_id_in(space) for space in known}

    @property
    def action_target(self) -> ConnectorTarget:
        """What a rule's action goes through; for `raw_action`, where the class has no `action` of its own."""
        return ConnectorTarget(self.declaration, self._id_for_action)

    def _id_for_action(self, space: str) -> str:
        identity = self.declaration.identity
        if is_token(space) and not identity.serves_many:
            return self.connector_id
        return self.connector_id_in(space)

    def known_ids(self) -> tuple[str, ...]:
        """Return the ids that are known now, in the order of the spaces; empty when only Terraform knows.

        A `KibanaProvider` with an `id_namespace` that is added later changes them.
        """
        record = record_of(scope_of(self))
        return self.declaration.known_ids(record.settings_of(self.declaration), record.path)

    @property
    def secret_variables(self) -> dict[str, tuple[str, ...]]:
        """The variables that this connector declares: name to the secret's path in Kibana's `secrets`."""
        return {variable.name: variable.path for variable in self.declaration.secrets.variables}

    @property
    def type_info(self) -> TypeInfo:
        """What Kibana says of the connector's type."""
        return self.declaration.type_info

    # Here, not in `ConnectorResource`: jsii would not find the engine's own method behind that one.

    @forgetful
    def move_to(self, move_target: str, index: str | float | None = None) -> None:
        """Move this resource to another; this one is then no longer written."""
        self.refuse_to_change_id("move_to")
        super().move_to(move_target, index)

    @forgetful
    def move_to_id(self, id: str) -> None:
        """Move this resource to the one of a given id; this one is then no longer written."""
        self.refuse_to_change_id("move_to_id")
        super().move_to_id(id)

    @classmethod
    def _label_at(cls, scope: constructs.Construct, id: str) -> str:
        return _label(cls, _scope_of(cls, scope, id).path.child(id), None)

    @property
    def _own_label(self) -> str:
        return _label(type(self), self.declaration.path, self.declaration.type_info.type_id)


# Functions, not methods: see `LeanResource`.


def _described(
    cls: type[Connector[Any, Any]], path: ConstructPath, type_id: object, spec: object
) -> AnyConnectorType:
    """Return the type of a connector: the class's own, or the one that a description makes."""
    if spec is None:
        return cls.CONNECTOR_TYPE
    from ..generate.runtime import type_from  # which few programs need

    problem: Problem | None = None
    if cls.CONNECTOR_TYPE is not UnknownType:
        known = cls.CONNECTOR_TYPE.TYPE.type_id
        problem = Problem("spec", f"expected only by Connector itself: this is {known}")
    elif type_id is not None and not is_known_text(type_id):
        problem = Problem("type_id", "expected the id of a connector type, known at synth, or nothing")
    else:
        try:
            return type_from(spec, type_id)
        except (UnreadableFile, UnusableSpec) as error:
            problem = Problem("spec", str(error))
    raise InvalidConnector(_label(cls, path, type_id), [problem])


def _type_info(cls: type[Connector[Any, Any]], path: ConstructPath, type_id: object) -> TypeInfo:
    if cls.CONNECTOR_TYPE is not UnknownType:
        if type_id is None:
            return cls.CONNECTOR_TYPE.TYPE
        known = cls.CONNECTOR_TYPE.TYPE.type_id
        problem = Problem("type_id", f"expected only by Connector itself: this is {known}")
        raise InvalidConnector(_label(cls, path, None), [problem])
    described = describe_unknown(type_id)
    if isinstance(described, Problem):
        raise InvalidConnector(_label(cls, path, None), [described])
    return described


def _scope_of(cls: type[Connector[Any, Any]], scope: constructs.Construct, id: object) -> Scope:
    if not is_known_text(id):
        problem = Problem("id", "expected a text that is known at synth and not blank")
        raise InvalidConnector(cls.__name__, [problem])
    if _CONTROL.search(id):
        # The engine replaces some of them, so that paths, ids and variables would not match its own.
        problem = Problem("id", "expected a text without line breaks and other control characters")
        raise InvalidConnector(cls.__name__, [problem])
    return scope_of(scope)


def _refuse_taken_id(cls: type[Connector[Any, Any]], path: ConstructPath, type_id: object) -> NoReturn:
    above = path.full.rpartition("/")[0]
    message = f'there is already a construct with the id "{path.below_stack[-1]}" in {above}'
    problem = Problem("id", message, "Give this one another")
    raise InvalidConnector(_label(cls, path, type_id), [problem]) from None


def _label(cls: type[Connector[Any, Any]], path: ConstructPath, type_id: object) -> str:
    known = cls.CONNECTOR_TYPE.TYPE.type_id if cls.CONNECTOR_TYPE is not UnknownType else type_id
    # What does not start with a dot is no type's id, and may be anything.
    named = f"{cls.__name__}, {known}" if str(known).startswith(".") else cls.__name__
    return f"{path} ({named})"


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


def _source_problems(secrets: Secrets, stack_path: str, mode: object) -> Iterator[Problem]:
    """Find sources of secrets that this connector cannot have."""
    for path, source, _ in secrets.leaves():
        if not isinstance(source, Secret):
            continue
        where = ".".join(("secrets", *(shown_key(key, None) for key in path)))
        if source.home and source.home != stack_path:
            hint = "An ephemeral value cannot leave its stack: make such a manager in this one too"
            yield Problem(where, f"its source is a secret manager of the stack {source.home}", hint)
        elif mode is SecretsMode.STATE and refers_to_ephemeral(source.source):
            yield Problem(where, EPHEMERAL_IN_STATE, EPHEMERAL_IN_STATE_REMEDY)


def _lifecycle_problems(
    lifecycle: TerraformResourceLifecycle | Problem | None, protect: object
) -> Iterator[Problem]:
    if isinstance(lifecycle, Problem):
        yield lifecycle
    if not isinstance(protect, bool):
        yield Problem("protect", "expected True or False")
    elif protect and isinstance(lifecycle, TerraformResourceLifecycle) and lifecycle.prevent_destroy is False:
        yield Problem("protect", "contradicts lifecycle(prevent_destroy=False)", "Leave one of them out")
