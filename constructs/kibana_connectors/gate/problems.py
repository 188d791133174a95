"""What is wrong with a stack's file, as data: the caller puts the construct's path to it."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import Problem


class GateProblem(NamedTuple):
    """One thing that is wrong, or to warn of.

    Attributes:
        address: What it is wrong with, as Terraform calls it: `var.x`, `provider.elasticstack`,
            `elasticstack_kibana_action_connector.x`, `terraform.backend.s3`.
        field: The place in it: `secrets.routingKey`, `kibana.api_key`; empty for all of it.
        message: What was expected, and what kind of thing was found; never the text that was found.
        remedy: What to do.
    """

    address: str
    field: str
    message: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.address}: {self.field}" if self.field else self.address
        return f"{where}: {self.message}. {self.remedy}" if self.remedy else f"{where}: {self.message}"

    @property
    def problem(self) -> Problem:
        """The same without the address, as a problem of the construct that stands behind it."""
        return Problem(self.field, self.message, self.remedy)
