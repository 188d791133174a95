"""The id of a connector in one of its spaces, as a token that refers to that id alone.

Used from another stack, CDKTF stores what a token refers to as an output, in both states. A token that looks
the id up in the whole resource would store the whole resource, with its secrets in `SecretsMode.STATE`.
"""

from __future__ import annotations

import re

from .._cdk import TerraformElement, TerraformResource, Token
from ..errors import Problem
from ..terraform.elasticstack import CONNECTOR
from .stack_record import StackRecord


def id_in_space(connector: TerraformResource, record: StackRecord, space: str) -> str | Problem:
    """Return the token, or why there can be none.

    Args:
        connector: The construct.
        record: What is known of its stack.
        space: One of its spaces, known at synth.
    """
    id = f"id-in-{space}"
    element = connector.node.try_find_child(id)
    if not isinstance(element, TerraformElement):
        # Asking for the name fixes it, as CDKTF does for every token of a resource.
        reference = f'{connector.friendly_unique_id}["{space}"].connector_id'
        # CDKTF names the output of a token by what is left without other characters.
        output = re.sub(r"[^A-Za-z0-9_-]", "", reference)
        if record.outputs_of_ids.setdefault(output, reference) != reference:
            hint = "Rename one of the two constructs"
            return Problem("space", "another connector and space have the same name for CDKTF's output", hint)
        # An element that writes nothing: only its name in Terraform is of use.
        element = TerraformElement(connector, id, CONNECTOR)
        element.override_logical_id(reference)
    return str(Token.as_string(element.fqn))
