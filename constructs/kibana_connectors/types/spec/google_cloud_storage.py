"""Google Cloud Storage: objects in buckets.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import OrAbsent, absent
from ...schema.payload import NoConfig
from ...schema.spec_fields import OpenUrl
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class GoogleCloudStorageOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Google Cloud Storage takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OrAbsent[OpenUrl] = absent()
    token_url: OrAbsent[OpenUrl] = absent()


class GoogleCloudStorageType(SpecType[NoConfig, _auth.Bearer]):
    """Use Google Cloud Storage from Kibana: objects in buckets.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/google-cloud-storage-action-type

    - `auth=GoogleCloudStorage.Bearer()`: A token.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".google_cloud_storage",
        name="Google Cloud Storage",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = NoConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        _auth.Bearer,
        GoogleCloudStorageOAuthAuthorizationCode,
    )
