"""Constructs and synthesizes connectors with a rule each, and prints what that cost.

`python -m bench.programs.rules_and_policies SIDE COUNT`, where SIDE is `without` policies, or `with` all of
them. The clock starts when everything is imported.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.programs.process_costs import Costs
from kibana_connectors import AlertingRule, IndexThreshold, KibanaProvider, PagerDuty, Policies
from kibana_connectors._cdk import App, S3Backend, TerraformStack
from kibana_connectors.policies.demands.owner_in_name import OwnerInName
from kibana_connectors.policies.demands.secrets_young_enough import SecretsYoungEnough
from kibana_connectors.policies.packs import pack

_RULE = IndexThreshold(
    index=["metrics-*"],
    time_field="@timestamp",
    agg_type="count",
    group_by="all",
    time_window_size=5,
    time_window_unit="m",
    threshold_comparator=">",
    threshold=[1],
)


def main(side: str, count: str) -> None:
    """Measure and print the cost."""
    pack("strict")  # so that every policy is imported
    import kibana_connectors.cdk.policy_judging  # noqa: F401

    with tempfile.TemporaryDirectory() as scratch:
        costs = Costs()
        start = time.perf_counter()
        app = App(outdir=str(Path(scratch) / "cdktf.out"))
        stack: Any = TerraformStack(app, "stack")
        S3Backend(
            stack, bucket="state", key="stack", region="eu-west-1", encrypt=True, kms_key_id="alias/state"
        )
        KibanaProvider(stack, endpoints=["https://kibana.example:5601"])
        if side == "with":
            Policies.apply(stack, policies=[OwnerInName("On-call .+"), SecretsYoungEnough()])
        for index in range(int(count)):
            pager = PagerDuty(stack, f"pager-{index}", name=f"On-call {index}", protect=True)
            AlertingRule(
                stack,
                f"rule-{index}",
                name=f"CPU {index}",
                interval="1m",
                rule=_RULE,
                actions=pager.escalation(),
            )
        constructed = time.perf_counter()
        app.synth()
        end = time.perf_counter()
        figures = {"seconds": end - start, "construct_seconds": constructed - start, **costs.since_start()}
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
