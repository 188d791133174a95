"""Aspects find connectors, and may change them."""

from __future__ import annotations

import jsii
import pytest
from constructs import Construct, IConstruct
from harness.cdk import Aspects, IAspect, TerraformResource, TerraformStack
from harness.written import CONNECTOR, MISSING_SECRETS

from kibana_connectors import Connector, Index, PagerDuty, ServerLog
from pytest_cdktf import Synth, partial, resource

pytestmark = pytest.mark.usefixtures("unencrypted_state_allowed")

OURS = partial(condition=MISSING_SECRETS)
"""The postcondition that every connector has."""


@jsii.implements(IAspect)
class _Renaming:
    def visit(self, node: IConstruct) -> None:
        if isinstance(node, Connector):
            node.add_override("name", f"[prod] {node.node.id}")
            node.add_override("lifecycle.prevent_destroy", True)


def test_an_aspect_visits_every_connector(stack: TerraformStack, synth: Synth) -> None:
    Aspects.of(stack).add(_Renaming())
    older = Construct(stack, "older")
    ServerLog(stack, "log", name="Log")
    PagerDuty(Construct(stack, "team"), "pager", name="On-call", spaces=["a", "b"])
    Index(older, "index", name="Index", config={"index": "a"})

    out = synth(stack)
    kept = {"prevent_destroy": True, "postcondition": [OURS]}
    # A block with several instances has a check instead.
    several = {"prevent_destroy": True}
    for path, lifecycle in {"older/index": kept, "log": kept, "team/pager": several}.items():
        name = f"[prod] {path.rpartition('/')[2]}"
        assert out.at(path) == resource(CONNECTOR, name=name, lifecycle=lifecycle)
    assert out.count(resource(CONNECTOR)) == 3


def test_connectors_are_found_by_their_class(stack: TerraformStack) -> None:
    PagerDuty(stack, "pager", name="On-call", protect=True)
    found = [each for each in stack.node.find_all() if isinstance(each, Connector)]

    assert [(each.TYPE.type_id, each.node.path) for each in found] == [(".pagerduty", "stack/pager")]
    assert TerraformResource.is_terraform_resource(found[0])
    assert found[0].terraform_resource_type == CONNECTOR
