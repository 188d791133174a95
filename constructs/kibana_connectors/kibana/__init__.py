"""A typed client of a live Kibana: its connectors, and what has to do with them.

```python
from kibana_connectors.kibana import Kibana

with Kibana.from_environment() as kibana:
    for found in kibana.list_connectors_in_each_space():
        for connector in found.value:
            print(found.space, connector.name, connector.is_missing_secrets)
```

It works with Kibana 8.8 and later, and with serverless projects. Every name here is loaded when it is first
used: importing this package loads neither httpx nor pydantic.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .async_client import AsyncKibana as AsyncKibana
    from .call import Call as Call
    from .call import OfSpace as OfSpace
    from .cases import Case as Case
    from .cases import CaseSettings as CaseSettings
    from .client import Kibana as Kibana
    from .connector_types import ConnectorSpec as ConnectorSpec
    from .connector_types import LiveType as LiveType
    from .connectors import LiveConnector as LiveConnector
    from .deployment import License as License
    from .deployment import Status as Status
    from .deployment import TaskManagerHealth as TaskManagerHealth
    from .errors import AnswerTooLarge as AnswerTooLarge
    from .errors import BadRequest as BadRequest
    from .errors import Conflict as Conflict
    from .errors import Forbidden as Forbidden
    from .errors import InvalidRequest as InvalidRequest
    from .errors import KibanaError as KibanaError
    from .errors import NoAnswer as NoAnswer
    from .errors import NotFound as NotFound
    from .errors import NotKibana as NotKibana
    from .errors import Refusal as Refusal
    from .errors import ServerError as ServerError
    from .errors import TimedOut as TimedOut
    from .errors import TLSFailure as TLSFailure
    from .errors import TooManyRequests as TooManyRequests
    from .errors import Unauthorized as Unauthorized
    from .errors import UnexpectedAnswer as UnexpectedAnswer
    from .errors import UnsupportedByKibana as UnsupportedByKibana
    from .execution import ExecutionResult as ExecutionResult
    from .monitoring import Execution as Execution
    from .monitoring import ExecutionCounts as ExecutionCounts
    from .monitoring import ExecutionLog as ExecutionLog
    from .retry import Retry as Retry
    from .rules import Rule as Rule
    from .rules import RuleAction as RuleAction
    from .saved_objects import Export as Export
    from .saved_objects import ImportResult as ImportResult
    from .spaces import Space as Space
    from .trials import NoTrial as NoTrial
    from .trials import Trial as Trial
    from .trials import trial_of as trial_of
    from .workflows import NamedConnectors as NamedConnectors
    from .workflows import Workflow as Workflow
    from .workflows import connectors_named_by as connectors_named_by
else:

    def __getattr__(name: str) -> Any:
        # Type checkers must not see it: they would take any name for one that exists.
        return _loaded(name)


_MODULES = {
    "AnswerTooLarge": "errors",
    "AsyncKibana": "async_client",
    "BadRequest": "errors",
    "Call": "call",
    "Case": "cases",
    "CaseSettings": "cases",
    "Conflict": "errors",
    "ConnectorSpec": "connector_types",
    "Execution": "monitoring",
    "ExecutionCounts": "monitoring",
    "ExecutionLog": "monitoring",
    "ExecutionResult": "execution",
    "Export": "saved_objects",
    "Forbidden": "errors",
    "ImportResult": "saved_objects",
    "InvalidRequest": "errors",
    "Kibana": "client",
    "KibanaError": "errors",
    "License": "deployment",
    "LiveConnector": "connectors",
    "LiveType": "connector_types",
    "NamedConnectors": "workflows",
    "NoAnswer": "errors",
    "NoTrial": "trials",
    "NotFound": "errors",
    "NotKibana": "errors",
    "OfSpace": "call",
    "Refusal": "errors",
    "Retry": "retry",
    "Rule": "rules",
    "RuleAction": "rules",
    "ServerError": "errors",
    "Space": "spaces",
    "Status": "deployment",
    "TLSFailure": "errors",
    "TaskManagerHealth": "deployment",
    "TimedOut": "errors",
    "TooManyRequests": "errors",
    "Trial": "trials",
    "Unauthorized": "errors",
    "UnexpectedAnswer": "errors",
    "UnsupportedByKibana": "errors",
    "Workflow": "workflows",
    "connectors_named_by": "workflows",
    "trial_of": "trials",
}

__all__ = list(_MODULES)  # pyright: ignore[reportUnsupportedDunderAll]


def _loaded(name: str) -> Any:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{module}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_MODULES)
