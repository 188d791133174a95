"""Kubernetes: a cluster's API.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class KubernetesConfig(Config):
    """Config of a Kubernetes connector."""

    api_url: Url
    """The address of the API."""


class KubernetesType(
    SpecType[
        KubernetesConfig,
        _auth.BearerWithTls | _auth.KubernetesGke | _auth.KubernetesEks | _auth.KubernetesAks,
    ]
):
    """Use Kubernetes from Kibana: a cluster's API.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/kubernetes-action-type

    - `auth=Kubernetes.BearerWithTls()` (recommended): A token, and a custom certificate authority if
      needed.
    - `auth=Kubernetes.KubernetesGke()`: A service account's key for GKE.
    - `auth=Kubernetes.KubernetesEks()`: An IAM access key for EKS.
    - `auth=Kubernetes.KubernetesAks()`: An Entra service principal for AKS.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".kubernetes",
        name="Kubernetes",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = KubernetesConfig
    BearerWithTls = _auth.BearerWithTls
    KubernetesGke = _auth.KubernetesGke
    KubernetesEks = _auth.KubernetesEks
    KubernetesAks = _auth.KubernetesAks
    AUTH_TYPES = (
        _auth.BearerWithTls,
        _auth.KubernetesGke,
        _auth.KubernetesEks,
        _auth.KubernetesAks,
    )
