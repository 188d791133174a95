"""Google Cloud Secret Manager: secrets.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import OrAbsent, TokenAware, absent
from ...schema.payload import Config
from ...schema.spec_fields import of_length
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class GoogleCloudSecretManagerConfig(Config):
    """Config of a Google Cloud Secret Manager connector."""

    default_project_id: OrAbsent[Annotated[str, of_length(0, 30), TokenAware()]] = absent()
    """The project of calls that name no project. At most 30 characters."""


class GoogleCloudSecretManagerType(SpecType[GoogleCloudSecretManagerConfig, _auth.GcpServiceAccount]):
    """Use Google Cloud Secret Manager from Kibana: secrets.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/gcp-secret-manager-action-type

    - `auth=GoogleCloudSecretManager.GcpServiceAccount()`: A service account's key.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".gcp_secret_manager",
        name="Google Cloud Secret Manager",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = GoogleCloudSecretManagerConfig
    GcpServiceAccount = _auth.GcpServiceAccount
    AUTH_TYPES = (_auth.GcpServiceAccount,)
