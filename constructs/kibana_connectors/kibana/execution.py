"""Running a connector: `POST /api/actions/connector/{id}/_execute`, which is never sent twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from .answers import as_
from .call import Call
from .connectors import READ
from .model import Model, mapping, segment, text

TEST = "_test"
"""The sub-action of types that Kibana defines as data, which does no harm."""
_SECONDS = 90.0
"""Kibana waits for the other side, 60 seconds unless its settings say more."""


class ExecutionResult(Model):
    """How a run ended. A run that failed is no error of Kibana's: look at `status`.

    Attributes:
        connector_id: The connector.
        status: `ok` or `error`.
        message: What went wrong.
        service_message: What the other side, or the connector's code, said.
        data: What the run gave, in any form.
        retry: Whether another try may help: true, false, or the time from when on. Kibana itself does not
            retry.
        error_source: Whose fault it is: `user` or `framework`.
    """

    connector_id: str
    status: str
    message: str | None = None
    service_message: str | None = None
    data: Any = None
    retry: bool | str | None = None
    error_source: str | None = Field(default=None, validation_alias="errorSource")

    @property
    def is_ok(self) -> bool:
        """Whether the run succeeded."""
        return self.status == "ok"


_result = as_(ExecutionResult)


def execute_connector(
    connector_id: str, params: Mapping[str, Any], *, space: str | None = None
) -> Call[ExecutionResult]:
    """Run a connector: it does what it is for. It is never sent twice, even if its answer is lost.

    Args:
        connector_id: The connector's id.
        params: What to do, in its type's form.
        space: The space; None takes the client's.
    """
    return Call(
        "POST",
        f"/api/actions/connector/{segment('connector_id', connector_id)}/_execute",
        _result,
        body={"params": mapping("params", params)},
        space=space,
        is_idempotent=False,
        needs=f"{READ} (for endpoint security types also their sub-feature)",
        seconds=_SECONDS,
    )


def execute_sub_action(
    connector_id: str,
    sub_action: str,
    params: Mapping[str, Any] | None = None,
    *,
    space: str | None = None,
) -> Call[ExecutionResult]:
    """Run one sub-action of a connector.

    Args:
        connector_id: The connector's id.
        sub_action: The sub-action's name, such as `getIncident`.
        params: Its params.
        space: The space; None takes the client's.
    """
    body = {"subAction": text("sub_action", sub_action), "subActionParams": mapping("params", params)}
    return execute_connector(connector_id, body, space=space)


def run_test(connector_id: str, *, space: str | None = None) -> Call[ExecutionResult]:
    """Run the harmless test of a connector whose type Kibana defines as data and calls testable.

    Args:
        connector_id: The connector's id.
        space: The space; None takes the client's.
    """
    return execute_sub_action(connector_id, TEST, space=space)
