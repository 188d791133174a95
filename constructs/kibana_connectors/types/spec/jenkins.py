"""Jenkins: jobs and builds.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class JenkinsConfig(Config):
    """Config of a Jenkins connector."""

    base_url: Url
    """The address of the installation, such as `https://example.com`."""


class JenkinsType(SpecType[JenkinsConfig, _auth.Basic]):
    """Use Jenkins from Kibana: jobs and builds.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/jenkins-action-type

    - `auth=Jenkins.Basic()` (recommended): A user name and a password.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".jenkins",
        name="Jenkins",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = JenkinsConfig
    Basic = _auth.Basic
    AUTH_TYPES = (_auth.Basic,)
