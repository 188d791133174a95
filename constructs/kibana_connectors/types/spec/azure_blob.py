"""Azure Blob Storage: blobs in a storage account.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class AzureBlobStorageConfig(Config):
    """Config of an Azure Blob Storage connector."""

    account_url: NonEmpty
    """The account's address, such as `https://example.blob.core.windows.net`."""


class AzureBlobStorageType(SpecType[AzureBlobStorageConfig, _auth.AzureSharedKey]):
    """Use Azure Blob Storage from Kibana: blobs in a storage account.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/azure-blob-action-type

    - `auth=AzureBlobStorage.AzureSharedKey()`: A storage account's name and key.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".azure-blob",
        name="Azure Blob Storage",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = AzureBlobStorageConfig
    AzureSharedKey = _auth.AzureSharedKey
    AUTH_TYPES = (_auth.AzureSharedKey,)
