"""Google Cloud IAM: service accounts and policies.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import TokenAware, absent
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import SpecConnector, of_length
from . import _auth

DefaultProjectId = Annotated[str, of_length(0, 30), TokenAware()]


class GoogleCloudIAMConfig(Config):
    """Config of a Google Cloud IAM connector.

    Attributes:
        default_project_id: The project that is meant when a call names none. At most 30 characters.
    """

    default_project_id: DefaultProjectId = absent()


class GoogleCloudIAM(SpecConnector[GoogleCloudIAMConfig, _auth.GcpServiceAccount]):
    """Use Google Cloud IAM from Kibana: service accounts and policies.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/gcp-iam-action-type

    - `auth=GoogleCloudIAM.GcpServiceAccount()`: A service account's key.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".gcp_iam",
        name="Google Cloud IAM",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = GoogleCloudIAMConfig
    GcpServiceAccount = _auth.GcpServiceAccount
    AUTH_TYPES = (_auth.GcpServiceAccount,)
