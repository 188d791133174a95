"""The deployment that the sandbox simulates."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from ..errors import SandboxError
from ..schema.licenses import License

LicenseStatus = Literal["active", "expired", "unavailable"]
Privileges = Literal["all", "read", "none"]
BuildFlavor = Literal["traditional", "serverless"]
Level = Literal["available", "degraded", "unavailable", "critical"]

NEWEST_VERSION = "9.6.0"
"""The newest version that the library knows types of."""
OLDEST_VERSION = (8, 0)

_CHOICES: dict[str, tuple[str, ...]] = {
    "license": get_args(License),
    "license_status": get_args(LicenseStatus),
    "build_flavor": get_args(BuildFlavor),
    "level": get_args(Level),
}
_LISTS = ("enabled_types", "spaces", "allowed_hosts")
_VERSION = re.compile(r"(\d+)\.(\d+)(\.\d+)?(?P<rest>\S*)")


@dataclass
class Settings:
    """The simulated deployment. A test may change it while the sandbox runs.

    Attributes:
        version: Kibana version, such as `9.4.2` or `8.19`: types, routes and fields that it does not have
            are left out.
        build_flavor: `serverless` is always of the newest version, whatever `version` reports, and its
            internal routes need the header `x-elastic-internal-origin`.
        license: License level.
        license_status: Whether the license is valid; `unavailable` means that Kibana does not know yet.
        enabled_types: Ids in `xpack.actions.enabledActionTypes`; None allows all.
        privileges: What callers may do with connectors, rules and workflows; a mapping from space id to
            privilege gives every space its own, `*` stands for all others, and without it they have none.
        spaces: Ids of the spaces that exist. Requests into others work and find nothing, as in Kibana.
        strict_ids: Refuse ids of new connectors that newer Kibana refuses (1 to 36 of a-z, 0-9 and `-`).
        allowed_hosts: `xpack.actions.allowedHosts`; None allows all.
        alert_history: `xpack.actions.preconfiguredAlertHistoryEsIndex`: adds one preconfigured connector.
        restrict_internal: Whether internal routes need `x-elastic-internal-origin`; None means: if
            serverless. Kibana has it on by default since 9.0, its own functional tests have it off.
        level: What `/api/status` says of the whole.
    """

    version: str = NEWEST_VERSION
    build_flavor: BuildFlavor = "traditional"
    license: License = "trial"
    license_status: LicenseStatus = "active"
    enabled_types: Collection[str] | None = None
    privileges: Privileges | Mapping[str, Privileges] = "all"
    spaces: Sequence[str] = ("default",)
    strict_ids: bool = False
    allowed_hosts: Collection[str] | None = None
    alert_history: bool = False
    restrict_internal: bool | None = None
    level: Level = "available"

    def __setattr__(self, name: str, value: Any) -> None:
        """Check and set a value, so that a typo cannot make a test pass."""
        choices = _CHOICES.get(name)
        if choices is not None and value not in choices:
            raise SandboxError(f"{name} must be one of {', '.join(choices)}; got {value!r}")
        if name in _LISTS and isinstance(value, str):
            raise SandboxError(f"{name} must be a list of ids; got the text {value!r}")
        if name == "privileges":
            given = list(value.values()) if isinstance(value, Mapping) else [value]
            if any(one not in get_args(Privileges) for one in given):
                raise SandboxError(f"privileges must be {', '.join(get_args(Privileges))}; got {value!r}")
        if name == "version":
            value = _full_version(value)
        object.__setattr__(self, name, value)

    @property
    def is_serverless(self) -> bool:
        """Whether it is a serverless project."""
        return self.build_flavor == "serverless"

    def has(self, since: str) -> bool:
        """Whether the simulated Kibana has what came with a version.

        Args:
            since: The version it came with, such as `9.4`.
        """
        return self.is_serverless or _minor(self.version) >= _minor(since)

    def may(self, privilege: Literal["all", "read"], space: str) -> bool:
        """Whether callers have a privilege in a space; `all` includes `read`.

        Args:
            privilege: The privilege.
            space: Space id.
        """
        return self.privilege_in(space) in ("all", privilege)

    def privilege_in(self, space: str) -> Privileges:
        """Return what callers may do in a space.

        Args:
            space: Space id.
        """
        if isinstance(self.privileges, str):
            return self.privileges
        return self.privileges.get(space, self.privileges.get("*", "none"))

    def allows_host(self, host: str) -> bool:
        """Whether `xpack.actions.allowedHosts` has a host; whole names are compared.

        Args:
            host: Host name without port.
        """
        return self.allowed_hosts is None or "*" in self.allowed_hosts or host in self.allowed_hosts


def _full_version(value: object) -> str:
    found = _VERSION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise SandboxError(f"version must look like 9.4.0 or 8.19; got {value!r}")
    if (int(found[1]), int(found[2])) < OLDEST_VERSION:
        raise SandboxError(f"version must be 8.0 or later; got {value!r}")
    return f"{found[1]}.{found[2]}{found[3] or '.0'}{found['rest']}"


def _minor(version: str) -> tuple[int, int]:
    major, minor = version.split(".")[:2]
    return int(major), int(minor)
