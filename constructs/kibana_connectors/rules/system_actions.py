"""System actions: Cases, the AI Assistant and Workflows, each a connector that is always there.

Kibana provides one of each, under an id that never changes. In a rule it has no group and no frequency: with
either, the Terraform provider fails after it has created the rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import InvalidAction
from ..frames import forgetful
from .action import Action, FixedTarget
from .action_problems import WORKFLOWS_ID
from .params.ai_assistant import AiAssistantParams, AiAssistantPrompt
from .params.cases import CasesRun
from .params.workflows import WorkflowsRun
from .params_base import Params, read_params

CASES = FixedTarget(".cases", "system-connector-.cases")
AI_ASSISTANT = FixedTarget(".observability-ai-assistant", "system-connector-.observability-ai-assistant")
WORKFLOWS = FixedTarget(".workflows", WORKFLOWS_ID)


@forgetful
def cases_action(
    *,
    grouping_by: str | None = None,
    time_window: str = "7d",
    reopen_closed_cases: bool = False,
    template_id: str | None = None,
    maximum_cases_to_open: int | None = None,
    auto_push_case: bool | None = None,
) -> Action:
    """Return an action that opens a case for a rule's alerts (license platinum).

    Args:
        grouping_by: The field that decides which alerts share a case; None puts all into one.
        time_window: How long alerts go into the same case: a number and d, w, h or m, at least `5m`.
        reopen_closed_cases: Whether a case that was closed is opened again.
        template_id: The id of a template for the case.
        maximum_cases_to_open: How many cases one run may open, from 1 to 20.
        auto_push_case: Whether a new case is pushed to the case connector.

    Raises:
        InvalidAction: Kibana would refuse it.
    """
    params = CasesRun(
        grouping_by=[] if grouping_by is None else [grouping_by],
        reopen_closed_cases=reopen_closed_cases,
        time_window=time_window,
        template_id=template_id,
        maximum_cases_to_open=maximum_cases_to_open,
        auto_push_case=auto_push_case,
    )
    return system_action(CASES, params)


@forgetful
def ai_assistant_action(
    connector: str,
    prompts: Mapping[str, str] | Sequence[AiAssistantPrompt | Mapping[str, Any]] = (),
    *,
    message: str | None = None,
) -> Action:
    """Return an action that asks the Observability AI Assistant about a rule's alerts (license enterprise).

    Args:
        connector: The id of the connector whose model it uses, such as `model.connector_id`.
        prompts: What it is asked, by the alerts' status (`active`, `recovered`, `untracked`); or Kibana's own
            list of prompts.
        message: What it is asked for every status, where there are no prompts.

    Raises:
        InvalidAction: Kibana would refuse it.
    """
    listed = (
        [{"statuses": [status], "message": text} for status, text in prompts.items()]
        if isinstance(prompts, Mapping)
        else list(prompts)
    )
    given: dict[str, Any] = {"connector": connector}
    if listed:
        given["prompts"] = [each.wire() if isinstance(each, AiAssistantPrompt) else each for each in listed]
    if message is not None:
        given["message"] = message
    return system_action(AI_ASSISTANT, given)


@forgetful
def workflow_action(
    workflow_id: str, *, inputs: Mapping[str, Any] | None = None, summary_mode: bool | None = None
) -> Action:
    """Return an action that runs a workflow for a rule's alerts.

    Args:
        workflow_id: The workflow's id.
        inputs: Inputs of the workflow; Kibana may send the alerts instead.
        summary_mode: Whether one run gets all alerts; Kibana's default is that it does.

    Raises:
        InvalidAction: Kibana would refuse it.
    """
    params = WorkflowsRun(workflow_id=workflow_id, inputs=inputs, summary_mode=summary_mode)
    return system_action(WORKFLOWS, params)


@forgetful
def system_action(target: FixedTarget, params: Params | Mapping[str, Any]) -> Action:
    """Return a system action with its params, which Kibana checks when the rule is saved.

    Args:
        target: `CASES`, `AI_ASSISTANT` or `WORKFLOWS`.
        params: An instance of the action's class, or a dict in Kibana's own spelling.

    Raises:
        InvalidAction: Kibana would refuse it, or it would do harm.
    """
    sent, read, problems = read_params(SYSTEM_PARAMS[target.type_id], params)
    found = [*problems, *(() if read is None else read.failures(None))]
    if found or sent is None:
        raise InvalidAction(target.connector_id, found)
    return Action(target=target, params=sent, group=None, frequency=None, is_system=True)


SYSTEM_PARAMS: Mapping[str, tuple[type[Params], ...]] = {
    CASES.type_id: (CasesRun,),
    AI_ASSISTANT.type_id: (AiAssistantParams,),
    WORKFLOWS.type_id: (WorkflowsRun,),
}
"""The classes of params by type."""
