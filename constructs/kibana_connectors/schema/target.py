"""The deployment that a stack goes to: what connectors can be created there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..errors import InvalidProvider
from ..formats.javascript import is_blank

if TYPE_CHECKING:
    from .type_info import TypeInfo

License = Literal["basic", "standard", "gold", "platinum", "enterprise", "trial"]
Flavor = Literal["serverless", "hosted", "self-managed"]

_LICENSES = ("basic", "standard", "gold", "platinum", "enterprise")
_FLAVORS = ("serverless", "hosted", "self-managed")
_HOSTNAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[?[0-9A-Fa-f:.]+\]?")
ANY = "*"


@dataclass(frozen=True)
class Target:
    """What is known of the Kibana that a stack goes to; what is not said is not checked.

    Attributes:
        version: Kibana's version, such as `9.2` or `9.2.1`.
        license: Its licence; `trial` has everything.
        flavor: Where it runs: `serverless`, `hosted` (Elastic Cloud Hosted) or `self-managed`.
        enabled_types: `xpack.actions.enabledActionTypes` of its kibana.yml: type ids, or `*`.
        allowed_hosts: `xpack.actions.allowedHosts` of its kibana.yml: host names, or `*`. Kibana compares
            whole names: there are no partial wildcards.

    Raises:
        InvalidProvider: A value that Kibana has not.
    """

    version: str | None = None
    license: License | None = None
    flavor: Flavor | None = None
    enabled_types: Sequence[str] | None = None
    allowed_hosts: Sequence[str] | None = None

    def __post_init__(self) -> None:
        if self.version is not None and not (
            isinstance(self.version, str) and re.fullmatch(r"\d+\.\d+(\.\d+)?", self.version)
        ):
            raise InvalidProvider('Target: version: expected a Kibana version, such as "9.2"')
        if self.license is not None and self.license not in (*_LICENSES, "trial"):
            raise InvalidProvider(f"Target: license: expected one of {', '.join(_LICENSES)} or trial")
        if self.flavor is not None and self.flavor not in _FLAVORS:
            raise InvalidProvider(f"Target: flavor: expected one of {', '.join(_FLAVORS)}")
        for name, items in {"enabled_types": self.enabled_types, "allowed_hosts": self.allowed_hosts}.items():
            if items is None:
                continue
            texts = isinstance(items, Sequence) and not isinstance(items, str)
            if not texts or not all(isinstance(item, str) and not is_blank(item) for item in items):
                raise InvalidProvider(f"Target: {name}: expected a list of texts")
            if self.flavor == "serverless":
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

    def lacks_license(self, info: TypeInfo) -> bool:
        """Tell whether a type needs a higher licence than the target's."""
        # A trial has everything, and so has what is not said.
        return self.license in _LICENSES and _LICENSES.index(self.license) < _LICENSES.index(info.license)

    def refusals(self, info: TypeInfo, hosts: Iterable[tuple[str, str]]) -> Iterator[str]:
        """Say why a connector could not be created or used there.

        Args:
            info: The connector's type.
            hosts: Each field of its config that names a host, with the host.
        """
        if self.version and info.since and _number(self.version) < _number(info.since):
            yield f"{info.name} needs Kibana {info.since} or later, and the target is {self.version}"
        if self.lacks_license(info):
            yield f"{info.name} needs a {info.license} licence or higher, and the target's is {self.license}"
        enabled = self.enabled_types
        if enabled is not None and ANY not in enabled and info.type_id not in enabled:
            yield f"{info.type_id} is not in the target's xpack.actions.enabledActionTypes"
        allowed = self.allowed_hosts
        if allowed is not None and ANY not in allowed:
            for field, host in hosts:
                if host not in allowed:
                    yield f"{field} points at {host}, which is not in the target's xpack.actions.allowedHosts"


def _number(version: str) -> tuple[int, ...]:
    # A type's "since" names a minor version: a patch of it has the type too.
    return tuple(int(part) for part in version.split(".")[:2])
