"""Argo CD: applications that are deployed to Kubernetes.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class ArgoCDConfig(Config):
    """Config of an Argo CD connector."""

    api_url: Url
    """The address of the API."""


class ArgoCDType(SpecType[ArgoCDConfig, _auth.BearerWithTls]):
    """Use Argo CD from Kibana: applications that are deployed to Kubernetes.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/argocd-action-type

    - `auth=ArgoCD.BearerWithTls()` (recommended): A token, and a custom certificate authority if
      needed.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".argocd",
        name="Argo CD",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = ArgoCDConfig
    BearerWithTls = _auth.BearerWithTls
    AUTH_TYPES = (_auth.BearerWithTls,)
