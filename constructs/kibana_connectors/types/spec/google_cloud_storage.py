"""Google Cloud Storage: objects in buckets.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import absent
from ...schema.payload import NoConfig
from ...schema.type_info import TypeInfo
from .._spec import OpenUrl, SpecConnector
from . import _auth


class GoogleCloudStorageOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Google Cloud Storage takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OpenUrl = absent()
    token_url: OpenUrl = absent()


class GoogleCloudStorage(SpecConnector[NoConfig, _auth.Bearer]):
    """Use Google Cloud Storage from Kibana: objects in buckets.

    In technical preview, since Kibana 9.4; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/google-cloud-storage-action-type

    - `auth=GoogleCloudStorage.Bearer()`: A token.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
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
