"""The deployment that the sandbox simulates."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from ..errors import SandboxError
from ..schema.licenses import License

LicenseStatus = Literal["active", "expired", "unavailable"]
Privileges = Literal["all", "read", "none"]
BuildFlavor = Literal["traditional", "serverless"]

_CHOICES: dict[str, tuple[str, ...]] = {
    "license": get_args(License),
    "license_status": get_args(LicenseStatus),
    "privileges": get_args(Privileges),
    "build_flavor": get_args(BuildFlavor),
}


@dataclass
class Settings:
    """The simulated deployment. A test may change it while the sandbox runs.

    Attributes:
        version: Kibana version.
        build_flavor: Reported by `/api/status`.
        license: License level.
        license_status: Whether the license is valid; `unavailable` means that Kibana does not know yet.
        enabled_types: Ids in `xpack.actions.enabledActionTypes`; None allows all.
        privileges: What callers may do with connectors.
        spaces: Spaces that `/api/spaces/space` lists. Other spaces work and are empty, as in Kibana.
        strict_ids: Refuse ids of new connectors that newer Kibana refuses (1 to 36 of a-z, 0-9 and `-`).
    """

    version: str = "9.4.0"
    build_flavor: BuildFlavor = "traditional"
    license: License = "trial"
    license_status: LicenseStatus = "active"
    enabled_types: Collection[str] | None = None
    privileges: Privileges = "all"
    spaces: Sequence[str] = ("default",)
    strict_ids: bool = False

    def __setattr__(self, name: str, value: Any) -> None:
        """Check and set a value, so that a typo cannot make a test pass."""
        choices = _CHOICES.get(name)
        if choices is not None and value not in choices:
            raise SandboxError(f"{name} must be one of {', '.join(choices)}; got {value!r}")
        if name in ("enabled_types", "spaces") and isinstance(value, str):
            raise SandboxError(f"{name} must be a list of ids; got the text {value!r}")
        if name == "version" and not re.match(r"\d+\.\d+\.\d+", value):
            raise SandboxError(f"version must look like 9.4.0; got {value!r}")
        object.__setattr__(self, name, value)
