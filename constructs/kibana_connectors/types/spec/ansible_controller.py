"""Ansible Control Server: jobs and their templates.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import OrToken, Url, field
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class AnsibleControlServerConfig(Config):
    """Config of an Ansible Control Server connector."""

    api_url: Url
    """The address of the API."""
    api_base_path: OrToken[Literal["/api/v2", "/api/controller/v2"]] = field(default="/api/v2")
    """The path of the API; `/api/controller/v2` behind the platform's gateway. One of `/api/v2`,
    `/api/controller/v2`.
    """


class AnsibleControlServerType(SpecType[AnsibleControlServerConfig, _auth.BearerWithTls]):
    """Use Ansible Control Server from Kibana: jobs and their templates.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/ansible-controller-action-type

    - `auth=AnsibleControlServer.BearerWithTls()` (recommended): A token, and a custom certificate
      authority if needed.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".ansible_controller",
        name="Ansible Control Server",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = AnsibleControlServerConfig
    BearerWithTls = _auth.BearerWithTls
    AUTH_TYPES = (_auth.BearerWithTls,)
