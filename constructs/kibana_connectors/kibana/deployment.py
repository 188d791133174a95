"""The deployment itself: status and version, license, and the health of Task Manager. None has spaces."""

from __future__ import annotations

import re
from typing import Any

from pydantic import AliasPath, Field

from .answers import as_
from .call import Call
from .model import Model


class Status(Model):
    """What Kibana says of itself (docs/kibana_api.md, "Every call").

    Attributes:
        level: `available`, `degraded`, `unavailable` or `critical`; None where it does not say.
        summary: The same in words.
        version: Its version, such as `9.4.0`; None without a valid credential.
        build_flavor: `traditional` or `serverless`; None where it does not say.
        name: The name of the node that answered.
        uuid: That node's id.
    """

    level: str | None = Field(default=None, validation_alias=AliasPath("status", "overall", "level"))
    summary: str | None = Field(default=None, validation_alias=AliasPath("status", "overall", "summary"))
    version: str | None = Field(default=None, validation_alias=AliasPath("version", "number"))
    build_flavor: str | None = Field(default=None, validation_alias=AliasPath("version", "build_flavor"))
    name: str | None = None
    uuid: str | None = None

    @property
    def is_serverless(self) -> bool:
        """Whether it is a serverless project, which is always of the newest version."""
        return self.build_flavor == "serverless"

    def has(self, version: str) -> bool | None:
        """Whether it is of a version or later; None where that is not known.

        Args:
            version: A version, such as `9.5`.
        """
        if self.is_serverless:
            return True
        return None if self.version is None else _numbers(self.version) >= _numbers(version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version.partition("-")[0])[:3])


class License(Model):
    """The license of a deployment.

    Attributes:
        type: basic, standard, gold, platinum, enterprise or trial; None where Kibana does not know it.
        status: `active`, `expired` or `invalid`.
        expires_ms: When it expires, in milliseconds since 1970; None where it does not.
    """

    type: str | None = Field(default=None, validation_alias=AliasPath("license", "type"))
    status: str | None = Field(default=None, validation_alias=AliasPath("license", "status"))
    expires_ms: int | None = Field(default=None, validation_alias=AliasPath("license", "expiryDateInMillis"))


class TaskManagerHealth(Model):
    """The health of Task Manager, which runs rules and their actions.

    A run of a connector that fails is a success to Task Manager: only the execution log shows it.

    Attributes:
        id: The node that answered.
        timestamp: When.
        status: `OK`, `warn` or `error`.
        reason: Why it is not OK.
        last_update: When its figures were taken.
        stats: Its figures, as they come.
    """

    id: str
    timestamp: str
    status: str
    reason: str | None = None
    last_update: str | None = None
    stats: dict[str, Any] | None = None


def status() -> Call[Status]:
    """Ask for status and version; a Kibana that is not available answers too."""
    return Call("GET", "/api/status", as_(Status), has_spaces=False, accepts=frozenset({503}))


def license() -> Call[License]:
    """Ask for the license."""
    return Call("GET", "/api/licensing/info", as_(License), has_spaces=False)


def task_manager_health() -> Call[TaskManagerHealth]:
    """Ask for the health of Task Manager, of one node of Kibana."""
    return Call("GET", "/api/task_manager/_health", as_(TaskManagerHealth), has_spaces=False)
