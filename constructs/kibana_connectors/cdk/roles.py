"""Roles that may work with connectors, and do nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import constructs

from .._cdk import TerraformResourceLifecycle
from ..engine_objects import AnyDependable, AnyLifecycle, AnyProvider
from ..errors import InvalidRule, Problem
from ..formats.kibana_ids import is_space_id
from ..formats.known_text import is_known_text
from ..frames import forgetful
from ..hcl import template
from ..terraform.elasticstack import ROLE
from ..tokens import Shape, is_token, is_token_of
from .lean_resource import LeanResource, LifecycleDict, option_problems, read_lifecycle
from .scope import scope_of
from .stack_setup import record_of

_NAME = re.compile(r"[!-~]([ -~]{0,505}[!-~])?")
_FEATURE = "actions"
"""Kibana's feature "Actions and Connectors"."""


class _ConnectorRole(LeanResource):
    """A role with one privilege on connectors, in some spaces, as one `elasticstack_kibana_security_role`."""

    PRIVILEGE: ClassVar[str]
    NAME: ClassVar[str]

    @forgetful
    def __init__(
        self,
        scope: constructs.Construct,
        id: str | None = None,
        *,
        spaces: list[str] | tuple[str, ...],
        name: str | None = None,
        description: str | None = None,
        provider: AnyProvider | None = None,
        depends_on: Sequence[AnyDependable] | None = None,
        lifecycle: AnyLifecycle | LifecycleDict | None = None,
    ) -> None:
        """Check the arguments, and make the role.

        Args:
            scope: The stack, or a construct in it.
            id: The construct's id; default the role's usual name.
            spaces: The ids of the spaces in which it holds; each is named, so that none is in it by
                accident.
            name: The role's name in Elasticsearch, its own in the whole deployment; default
                `connector-manager` or `connector-user`.
            description: What Kibana shows of it; Kibana 8.15 and later.
            provider: The provider to use, where the stack has several.
            depends_on: What must exist before.
            lifecycle: Further lifecycle settings of Terraform's.

        Raises:
            InvalidRule: Arguments that cannot work.
        """
        id = self.NAME if id is None else id
        name = self.NAME if name is None else name
        if not is_known_text(id):
            problem = Problem("id", "expected a text that is known at synth and not blank")
            raise InvalidRule(type(self).__name__, [problem])
        around = scope_of(scope)
        path = around.path.child(id)
        read = read_lifecycle(lifecycle)
        problems = [
            *_spaces_problems(spaces),
            *_text_problems(name, description),
            *option_problems(provider, depends_on),
        ]
        if isinstance(read, Problem):
            problems.append(read)
        if scope.node.try_find_child(path.below_stack[-1]) is not None:
            problems.append(
                Problem("id", "there is already a construct with this id", "Give this one another")
            )
        if problems:
            raise InvalidRule(f"{path} ({type(self).__name__})", problems)
        super().__init__(
            scope,
            id,
            terraform_resource_type=ROLE,
            provider=provider,
            depends_on=depends_on,
            lifecycle=read if isinstance(read, TerraformResourceLifecycle) else None,
        )
        record_of(around).has_roles = True
        feature = {"name": _FEATURE, "privileges": [self.PRIVILEGE]}
        attributes: dict[str, Any] = {
            "name": _written(name),
            # The provider demands the block. An object without anything in it would not be written.
            "elasticsearch": [{}],
            "kibana": [{"spaces": spaces if is_token(spaces) else list(spaces), "feature": [feature]}],
        }
        if description is not None:
            attributes["description"] = _written(description)
        for key, value in attributes.items():
            self.add_override(key, value)

    @property
    def role_name(self) -> str:
        """The role's name as a token, for what gives it to users."""
        return str(self.get_string_attribute("name"))


class ConnectorManagerRole(_ConnectorRole):
    """May see, make, change, delete and run the connectors of some spaces, and nothing else.

    It is what deploying connectors needs (Kibana's feature "Actions and Connectors", privilege `all`).
    """

    PRIVILEGE = "all"
    NAME = "connector-manager"


class ConnectorUserRole(_ConnectorRole):
    """May see and run the connectors of some spaces, and nothing else.

    It is what using connectors needs (Kibana's feature "Actions and Connectors", privilege `read`).
    """

    PRIVILEGE = "read"
    NAME = "connector-user"


def _spaces_problems(spaces: Any) -> Iterator[Problem]:
    if is_token_of(spaces, Shape.LIST):
        return
    if isinstance(spaces, str) or not isinstance(spaces, (list, tuple)) or not spaces:
        yield Problem("spaces", "expected a list of at least one space id")
        return
    for index, space in enumerate(spaces):
        if is_token_of(space, Shape.TEXT) or (isinstance(space, str) and is_space_id(space)):
            continue
        hint = "Name each space: with * the role would hold in every space that is ever made"
        yield Problem(f"spaces.{index}", "expected the id of a Kibana space", hint if space == "*" else "")


def _text_problems(name: object, description: object) -> Iterator[Problem]:
    if not is_token_of(name, Shape.TEXT) and not (isinstance(name, str) and _NAME.fullmatch(name)):
        yield Problem("name", "expected printable ASCII without blanks at its ends")
    if description is not None and not is_token(description) and not isinstance(description, str):
        yield Problem("description", "expected a text")


def _written(value: Any) -> Any:
    return template(value) if isinstance(value, str) else value
