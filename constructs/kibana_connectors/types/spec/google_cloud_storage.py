"""Google Cloud Storage: objects in buckets.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import OrAbsent, SecretText, absent
from ...schema.payload import NoConfig
from ...schema.spec_fields import OpenFlag, OpenText, OpenUrl, needed
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class GoogleCloudStorageOAuthAuthorizationCode(Auth):
    """What Google Cloud Storage takes for `oauth_authorization_code`, which Terraform cannot set up."""

    REFUSAL: ClassVar[str] = "each person has to press Authorize in Kibana before it works"
    auth_type: Literal["oauth_authorization_code"] = "oauth_authorization_code"
    authorization_url: OrAbsent[OpenUrl] = absent()
    token_url: OrAbsent[OpenUrl] = absent()
    client_id: OpenText = needed()
    client_secret: SecretText = needed()
    scope: OrAbsent[OpenText] = absent()
    use_basic_auth: OrAbsent[OpenFlag] = absent()
    scope_param_name: OrAbsent[OpenText] = absent()
    access_token_path: OrAbsent[OpenText] = absent()
    token_type_path: OrAbsent[OpenText] = absent()
    token_type: OrAbsent[OpenText] = absent()


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
