"""AzureBlobStorage: the construct of `.azure-blob`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.azure_blob import AzureBlobStorageConfig, AzureBlobStorageType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import NonEmpty, SecretText
    from ..schema.spec_fields import OpenText
    from ..terraform.secrets_mode import SecretsMode

    class AzureBlobStorageConfigDict(TypedDict, total=False):
        account_url: NonEmpty | None
        accountUrl: NonEmpty | None

    class AzureBlobStorageAzureSharedKeyDict(TypedDict, total=False):
        auth_type: Literal["azure_shared_key"] | None
        authType: Literal["azure_shared_key"] | None
        account_name: OpenText | None
        accountName: OpenText | None
        account_key: SecretText | None
        accountKey: SecretText | None


class AzureBlobStorage(SpecConnector[AzureBlobStorageConfig, _auth.AzureSharedKey]):
    """Use Azure Blob Storage from Kibana: blobs in a storage account.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/azure-blob-action-type

    - `auth=AzureBlobStorage.AzureSharedKey()`: A storage account's name and key.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = AzureBlobStorageType
    TYPE: ClassVar[TypeInfo] = AzureBlobStorageType.TYPE
    Config: TypeAlias = AzureBlobStorageConfig
    AzureSharedKey: TypeAlias = _auth.AzureSharedKey

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: AzureBlobStorageConfig | AzureBlobStorageConfigDict,
            auth: _auth.AzureSharedKey | AzureBlobStorageAzureSharedKeyDict | None = None,
            secrets: _auth.AzureSharedKey | AzureBlobStorageAzureSharedKeyDict | None = None,
            space: str | None = None,
            spaces: list[str] | tuple[str, ...] | None = None,
            connector_id: str | None = None,
            secrets_version: str | None = None,
            secrets_mode: SecretsMode | None = None,
            protect: bool = False,
            provider: TerraformProvider | None = None,
            depends_on: Sequence[Any] | None = None,
            lifecycle: TerraformResourceLifecycle | Mapping[str, Any] | None = None,
        ) -> None: ...
