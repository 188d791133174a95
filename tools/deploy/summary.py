"""Write what a deployment did: the connectors in Kibana, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from tools.deploy.kibana import Connector
from tools.deploy.target import Target
from tools.layout import shown


def table(connectors: Iterable[Connector]) -> str:
    """Return a table of the connectors, by space; it fits into 80 columns."""
    rows = sorted(connectors, key=lambda each: (each.space, each.name))
    type_width = max((len(each.type_id) for each in rows), default=0)
    lines = [f"  {'Id':36}  {'Type':{type_width}}  Name"]
    for space, in_space in groupby(rows, key=lambda each: each.space):
        lines.append(f"Space {space}:")
        lines += [
            f"  {each.connector_id:36}  {each.type_id:{type_width}}  {each.name}"
            + ("  (its secrets are missing)" if each.is_missing_secrets else "")
            for each in in_space
        ]
    missing = sum(each.is_missing_secrets for each in rows)
    lines.append(f"{len(rows)} connectors in Kibana; secrets are missing from {missing or 'none'} of them.")
    return "\n".join(lines)


def what_next(target: Target, made_up: Sequence[str]) -> str:
    """Return what to try next, and where the files are.

    Args:
        target: Where the stacks were deployed to.
        made_up: The names of the variables whose values were made up.
    """
    lines = ["Next:"]
    if target.is_stand_in:
        lines.append(
            "  Your own Kibana:  set KIBANA_ENDPOINT and KIBANA_API_KEY, and run `make deploy` again"
        )
        lines.append("  All tests:        make test")
    else:
        if made_up:
            lines.append(
                "  Your own secrets: set the TF_VAR_… above, and change the secrets_version of each connector"
            )
        lines.append("  A change:         edit stacks/, and run `make deploy` again")
    lines.append("  The stacks:       stacks/")
    lines.append(f"  Terraform JSON:   {shown(target.out)}/stacks/*/cdk.tf.json")
    lines.append(f"  Log:              {shown(target.log)}")
    return "\n".join(lines)
