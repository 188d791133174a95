"""A stand-in Kibana: its connector API in memory, on a loopback port, to deploy and test against.

```python
import pytest
from kibana_connectors.sandbox import Sandbox


@pytest.fixture
def kibana():
    with Sandbox(license="gold", spaces=["default", "ops"]) as kibana:
        yield kibana


def test_survives_a_lost_answer(kibana):
    kibana.faults.add(drop=True, applied=True, method="POST")
    ...
    assert [request.status for request in kibana.requests] == [None, 409]
```

The library's own types validate payloads; statuses and messages are Kibana's. Secrets are validated and not
kept. In a terminal: `kibana-connectors sandbox`.
"""

from __future__ import annotations

from importlib.util import find_spec

from ..errors import MissingExtra, SandboxError

for _needed in ("starlette", "uvicorn"):
    if find_spec(_needed) is None:
        raise MissingExtra("sandbox", _needed)

from .event_log import Run  # noqa: E402  the check above must come first
from .faults import HTML, Fault, Faults  # noqa: E402
from .gate import RequestRecord  # noqa: E402
from .outcomes import Outcome, Outcomes  # noqa: E402
from .server import Sandbox, run  # noqa: E402
from .settings import Settings  # noqa: E402
from .store import PreconfiguredConnector, StoredConnector  # noqa: E402

__all__ = [
    "HTML",
    "Fault",
    "Faults",
    "Outcome",
    "Outcomes",
    "PreconfiguredConnector",
    "RequestRecord",
    "Run",
    "Sandbox",
    "SandboxError",
    "Settings",
    "StoredConnector",
    "run",
]
