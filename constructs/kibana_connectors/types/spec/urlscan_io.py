"""URLScan.io: scans of URLs.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import SecretText, kibana_name
from ...schema.payload import NoConfig
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class URLScanIoApiKeyHeader(Auth):
    """A key in the header `api-key` (URLScan.io)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    api_key: SecretText = kibana_name("api-key")
    """The value of the header `api-key`."""


class URLScanIoType(SpecType[NoConfig, URLScanIoApiKeyHeader | _auth.NoAuth]):
    """Use URLScan.io from Kibana: scans of URLs.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/urlscan-io-action-type

    - `auth=URLScanIo.ApiKeyHeader()` (recommended): A key in the header `api-key`.
    - `auth=URLScanIo.NoAuth()`: No credentials.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".urlscan_io",
        name="URLScan.io",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = NoConfig
    ApiKeyHeader = URLScanIoApiKeyHeader
    NoAuth = _auth.NoAuth
    AUTH_TYPES = (
        URLScanIoApiKeyHeader,
        _auth.NoAuth,
    )
