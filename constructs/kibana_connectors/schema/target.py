"""The Kibana deployment that a stack goes to: which connectors can be created there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from ..errors import InvalidProvider
from ..formats.javascript import is_blank
from ..formats.kibana_ids import is_space_id
from ..frames import forgetful
from .licenses import License, allows
from .tool import Tool
from .type_info import TypeInfo

Flavor: TypeAlias = Literal["serverless", "hosted", "self-managed"]

_HOSTNAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[?[0-9A-Fa-f:.]+\]?")
_DOMAIN = re.compile(r"[^\s@*,;]+")
ANY = "*"
DEFAULT_SPACE = "default"
"""The space that every Kibana has."""


@forgetful
@dataclass(frozen=True)
class Target:
    """What is known of the Kibana that a stack goes to; what is left out is not checked.

    Attributes:
        version: Kibana's version, such as `9.2` or `9.2.1`.
        license: Its license; `trial` has everything.
        flavor: Where it runs: `serverless`, `hosted` (Elastic Cloud Hosted) or `self-managed`.
        enabled_types: `xpack.actions.enabledActionTypes` of its kibana.yml: type ids, or `*`.
        allowed_hosts: `xpack.actions.allowedHosts` of its kibana.yml: host names, or `*`. Kibana compares
            whole names: there are no partial wildcards.
        spaces: The ids of its spaces; `default` always exists and need not be named.
        email_domain_allowlist: `xpack.actions.email.domain_allowlist` of its kibana.yml: the domains from
            which `.email` may send, as they are written there. Kibana compares whole domains, and case
            counts.
        tool: What deploys the stack: `terraform` or `opentofu`. Left out, the environment tells, if
            TERRAFORM_BINARY_NAME names one of them; else what only one of them knows is a warning.

    Raises:
        InvalidProvider: A value that does not exist in Kibana, such as an unknown license.
    """

    version: str | None = None
    license: License | None = None
    flavor: Flavor | None = None
    enabled_types: list[str] | tuple[str, ...] | None = None
    allowed_hosts: list[str] | tuple[str, ...] | None = None
    spaces: list[str] | tuple[str, ...] | None = None
    email_domain_allowlist: list[str] | tuple[str, ...] | None = None
    tool: Tool | None = None

    def __post_init__(self) -> None:
        if self.version is not None and not (
            isinstance(self.version, str) and re.fullmatch(r"\d+\.\d+(\.\d+)?", self.version)
        ):
            raise InvalidProvider('Target: version: expected a Kibana version, such as "9.2"')
        for name, value, known in (
            ("license", self.license, get_args(License)),
            ("flavor", self.flavor, get_args(Flavor)),
            ("tool", self.tool, get_args(Tool)),
        ):
            if value is not None and value not in known:
                raise InvalidProvider(f"Target: {name}: expected one of {', '.join(known)}")
        for name in ("enabled_types", "allowed_hosts", "spaces", "email_domain_allowlist"):
            items: Any = getattr(self, name)
            if items is None:
                continue
            texts = isinstance(items, Sequence) and not isinstance(items, str)
            if not texts or not all(isinstance(item, str) and not is_blank(item) for item in items):
                raise InvalidProvider(f"Target: {name}: expected a list of texts")
            if self.flavor == "serverless" and name != "spaces":
                raise InvalidProvider(
                    f"Target: {name}: a serverless project has no kibana.yml of yours; leave it out"
                )
        for item in self.enabled_types or ():
            if item != ANY and not item.startswith("."):
                raise InvalidProvider("Target: enabled_types: expected type ids, such as .pagerduty, or *")
        for item in self.allowed_hosts or ():
            if item != ANY and not _HOSTNAME.fullmatch(item):
                raise InvalidProvider(
                    "Target: allowed_hosts: expected host names without scheme, port, path or partial "
                    "wildcard, or *"
                )
        for item in self.spaces or ():
            if not is_space_id(item):
                raise InvalidProvider(
                    "Target: spaces: expected ids of Kibana spaces: lower-case letters, digits, _ and -"
                )
        for item in self.email_domain_allowlist or ():
            if not _DOMAIN.fullmatch(item):
                raise InvalidProvider(
                    "Target: email_domain_allowlist: expected domains, such as example.com, without @ and "
                    "wildcards"
                )

    def has(self, version: str) -> bool | None:
        """Whether it is of a version or later; None where that is not known.

        A serverless project is always of the newest.

        Args:
            version: A minor version, such as `9.5`.
        """
        if self.flavor == "serverless":
            return True
        return None if self.version is None else _number(self.version) >= _number(version)

    def lacks_license(self, info: TypeInfo) -> bool:
        """Whether a type needs a higher license than the target's; a license that is not given allows all."""
        return self.license is not None and not allows(self.license, info.license)

    def refusals(self, info: TypeInfo, hosts: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Yield why a connector could not be created or used there.

        Args:
            info: The connector's type.
            hosts: Each field that names a host, with the host; empty where Kibana finds none in it.
        """
        if self.version and info.since and _number(self.version) < _number(info.since):
            yield f"{info.name} needs Kibana {info.since} or later, and the target is {self.version}"
        if self.lacks_license(info):
            yield f"{info.name} needs a {info.license} license or higher, and the target's is {self.license}"
        enabled = self.enabled_types
        if enabled is not None and ANY not in enabled and info.type_id not in enabled:
            yield f"{info.type_id} is not in the target's xpack.actions.enabledActionTypes"
        allowed = self.allowed_hosts
        if allowed is not None and ANY not in allowed:
            for field, host in hosts:
                if not host:
                    yield (
                        f"{field} names no host that Kibana can read, and the target's "
                        "xpack.actions.allowedHosts allows only some"
                    )
                elif host not in allowed:
                    yield f"{field} points at {host}, which is not in the target's xpack.actions.allowedHosts"

    def unknown_spaces(self, spaces: Iterable[str]) -> Iterator[str]:
        """Yield why a connector could not be created in each space that the target does not have.

        Args:
            spaces: The spaces that the connector names, as far as they are known at synth.
        """
        if self.spaces is None:
            return
        known = list(dict.fromkeys([*self.spaces, DEFAULT_SPACE]))
        for space in spaces:
            if space not in known:
                close = difflib.get_close_matches(space, known, n=1)
                hint = f'did you mean "{close[0]}"?' if close else f"its spaces: {', '.join(known)}"
                yield f"the target has no space {space}; {hint}"


def _number(version: str) -> tuple[int, ...]:
    # A type's "since" names a minor version: a patch of it has the type too.
    return tuple(int(part) for part in version.split(".")[:2])
