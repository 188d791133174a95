"""Workflows: the system action that runs a workflow for the alerts of a rule."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator

from ...schema.fields import Flag, OrAbsent, Text, absent, require_json
from ..params_base import SubActionParams


class WorkflowsRun(SubActionParams):
    """Params of the Workflows system action."""

    SUB_ACTION: ClassVar[str | None] = "run"
    ENVELOPE_IS_CLOSED: ClassVar[bool] = True
    UNRENDERED: ClassVar[tuple[str, ...]] = ("workflowId",)

    workflow_id: Text
    """The workflow's id."""
    inputs: Annotated[Any, AfterValidator(require_json)] = absent()
    """Inputs of the workflow; the version that was read sends the alerts instead."""
    summary_mode: OrAbsent[Flag] = absent()
    """Whether one run gets all alerts; left out, it does. Older versions of Kibana do not take it."""
