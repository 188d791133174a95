"""How secrets travel from Terraform to Kibana."""

from __future__ import annotations

import enum


class SecretsMode(enum.Enum):
    """How a connector's secrets travel from Terraform to Kibana.

    Attributes:
        WRITE_ONLY: `secrets_wo`, in no plan and no state; needs Terraform or OpenTofu 1.11.
        STATE: `secrets`, kept in the state; allowed only in a stack with an encrypted backend.
    """

    WRITE_ONLY = "write-only"
    STATE = "state"
