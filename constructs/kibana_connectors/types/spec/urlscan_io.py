"""URLScan.io: scans of URLs.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText, wire
from ...schema.payload import NoConfig
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector
from . import _auth


class URLScanIoApiKeyHeader(Auth):
    """A key in the header `api-key` (URLScan.io).

    Attributes:
        api_key: The value of the header `api-key`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    api_key: SecretText = wire("api-key")


class URLScanIo(SpecConnector[NoConfig, URLScanIoApiKeyHeader | _auth.NoAuth]):
    """Use URLScan.io from Kibana: scans of URLs.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/urlscan-io-action-type

    - `auth=URLScanIo.ApiKeyHeader()` (recommended): A key in the header `api-key`.
    - `auth=URLScanIo.NoAuth()`: No credentials.

    See `SpecConnector` for the arguments and errors.
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
