"""The name of the command, which also begins each of its errors."""

from __future__ import annotations

PROGRAM = "kibana-connectors"
