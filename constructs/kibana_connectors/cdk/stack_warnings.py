"""What is most likely a mistake and shows only in a complete stack: warnings at synth."""

from __future__ import annotations

import os
from collections.abc import Iterator

from .._cdk import TerraformStack
from ..terraform.elasticstack import PROVIDER
from .stack_record import StackRecord

ENDPOINT = "KIBANA_ENDPOINT"
PART = "pytest_cdktf:part"
"""The context that a test sets which synthesizes a construct alone, in a stack that is never deployed."""


def stack_warnings(stack: TerraformStack, record: StackRecord) -> Iterator[str]:
    """Yield what is most likely a mistake in a complete stack of connectors and rules."""
    if record.everything:
        yield from _no_provider(stack, record)
        yield from _several_kibanas(record)


def _no_provider(stack: TerraformStack, record: StackRecord) -> Iterator[str]:
    if os.environ.get(ENDPOINT) or all(each.provider is not None for each in record.everything):
        return
    if any(settings.alias is None for settings in record.providers):
        return
    if stack.node.try_get_context(PART) or _has_default_provider(stack, record):
        return
    yield (
        "No provider says where the Kibana of these connectors is: terraform apply fails, unless "
        f"{ENDPOINT} and KIBANA_API_KEY are set where it runs. Add KibanaProvider(self)"
    )


def _has_default_provider(stack: TerraformStack, record: StackRecord) -> bool:
    """Whether the stack has a provider of elasticstack that is not ours and has no alias."""
    aliases = {settings.alias for settings in record.providers}
    return any(
        provider.alias is None
        for provider in stack.all_providers()
        if provider.terraform_resource_type == PROVIDER and provider.alias not in aliases
    )


def _several_kibanas(record: StackRecord) -> Iterator[str]:
    if len({settings.endpoints for settings in record.providers}) > 1:
        now = f". {ENDPOINT} is set here now" if os.environ.get(ENDPOINT) else ""
        yield (
            f"This stack has providers for several Kibanas. If {ENDPOINT} and KIBANA_API_KEY are set where "
            "Terraform runs, they override the endpoints and credentials of every provider, with an alias "
            f"too, and all connectors land in one Kibana: unset them there{now}"
        )
