"""`_execute`: how a connector runs, and what Kibana says of it."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from ..schema.system_types import is_system_id
from .connectors import Connectors
from .event_log import ExecutionLog, Run
from .judging import Judge
from .outcomes import Outcome, Outcomes
from .params import ParamsRefusal, refusal_of
from .responses import ApiError
from .store import PreconfiguredConnector

_THREW = "an error occurred while running the action"
_ECHOES_THE_BODY = frozenset({".http", ".webhook"})


@dataclass
class Execution:
    """Runs connectors. Nothing leaves this machine: a run succeeds unless a test asked for something else.

    Attributes:
        connectors: The operations on connectors.
        judge: Judges what is stored.
        outcomes: How runs end where a test asked for something else than success.
        log: Where runs are written down.
    """

    connectors: Connectors
    judge: Judge
    outcomes: Outcomes
    log: ExecutionLog

    def run(self, space: str, connector_id: str, params: dict[str, Any]) -> dict[str, Any]:
        """Run a connector and return what Kibana answers; a run that fails is an answer too.

        Args:
            space: Space of the request.
            connector_id: Id from the request's path.
            params: Params on the wire.

        Raises:
            ApiError: Kibana would not run it.
        """
        if is_system_id(connector_id):
            raise ApiError(400, "Execution of system action is not allowed")
        connector = self.connectors.get(space, connector_id)
        entry = self.judge.catalog.find(connector.type_id)
        if entry is None:
            raise ApiError(400, f'Action type "{connector.type_id}" is not registered.')
        preconfigured = isinstance(connector, PreconfiguredConnector)
        self.judge.require_enabled(entry, preconfigured=preconfigured)
        if not preconfigured:
            stored = self.connectors.store.get(space, connector_id)
            refusal = self.judge.refusal_of_stored(
                stored.type_id, stored.config, is_missing_secrets=stored.is_missing_secrets
            )
            if refusal is not None:
                return self._error(connector_id, refusal, retry=False, source="framework")
        refused = refusal_of(connector.type_id, entry.name, connector_id, params)
        if refused is not None and refused.kind == "params":
            text = f"error validating action params: {refused.text}"
            return self._error(connector_id, text, retry=False, source="user")
        self.connectors.note_use(connector.type_id)
        started = time.perf_counter()
        outcome = self._outcome(space, connector_id, connector.type_id, params, refused)
        took = (time.perf_counter() - started) * 1000
        self.log.add(
            Run(
                id=str(uuid.uuid4()),
                timestamp=datetime.now(timezone.utc),
                duration_ms=took if outcome.duration_ms is None else outcome.duration_ms,
                connector_id=connector_id,
                connector_name=connector.name,
                type_id=connector.type_id,
                space=space,
                error=_logged_error(outcome),
            )
        )
        if outcome.message is not None:
            return self._error(
                connector_id,
                outcome.message,
                service_message=outcome.service_message,
                retry=outcome.retry,
                source=outcome.error_source,
            )
        answered: dict[str, Any] = {"connector_id": connector_id, "status": "ok"}
        return answered if outcome.data is None else answered | {"data": outcome.data}

    def _outcome(
        self,
        space: str,
        connector_id: str,
        type_id: str,
        params: dict[str, Any],
        refused: ParamsRefusal | None,
    ) -> Outcome:
        if refused is not None:
            source = "framework" if refused.kind == "sub_action" else "user"
            return Outcome(_THREW, refused.text, True, source)  # type: ignore[arg-type]
        asked = self.outcomes.take(space, connector_id, type_id)
        if asked is not None:
            return asked
        if type_id == "test.failing":
            # A type of Kibana's functional tests: this is all it does.
            text = f"expected failure for {params['index']} {params['reference']}"
            return Outcome(_THREW, text, True, "framework")
        if type_id == ".email" and params.get("messageHTML") is not None:
            return Outcome("HTML email can only be sent via notifications", error_source="user")
        return Outcome(data=_data(type_id, params))

    def _error(
        self,
        connector_id: str,
        message: str,
        *,
        service_message: str | None = None,
        retry: bool | str | None,
        source: str,
    ) -> dict[str, Any]:
        answered: dict[str, Any] = {"connector_id": connector_id, "status": "error", "message": message}
        if service_message is not None:
            answered["service_message"] = service_message
        if retry is not None:
            answered["retry"] = retry
        if self.connectors.settings.has("9.0"):
            answered["errorSource"] = source
        return answered


def _data(type_id: str, params: dict[str, Any]) -> Any:
    """Return what a run of a type returns that succeeds, as far as that is known."""
    if type_id in _ECHOES_THE_BODY:
        return params.get("body")
    if type_id == ".pagerduty":
        return {"message": "Event processed", "status": "success"}
    if type_id == ".email":
        addresses = [one for key in ("to", "cc", "bcc") for one in params.get(key, [])]
        return {
            "envelope": {"from": "sandbox@example.com", "to": addresses},
            "messageId": "<sandbox@example.com>",
        }
    if type_id == ".index":
        documents = params.get("documents", [])
        done = [
            {"index": {"_id": str(number), "result": "created", "status": 201}}
            for number, _ in enumerate(documents)
        ]
        return {"took": 1, "errors": False, "items": done}
    return {} if "subAction" in params else None


def _logged_error(outcome: Outcome) -> str | None:
    if outcome.message is None:
        return None
    parts = [outcome.message]
    if outcome.service_message is not None:
        parts.append(outcome.service_message)
    text = ": ".join(parts)
    return f"{text}; retry: {str(outcome.retry).lower()}" if outcome.retry is not None else text
