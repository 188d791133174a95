"""Kubernetes: the construct of `.kubernetes`.

Written by `make types` from `types/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from ..cdk.spec_connector import SpecConnector
from ..schema.type_info import TypeInfo
from ..types.spec import _auth
from ..types.spec.kubernetes import KubernetesConfig, KubernetesType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Literal

    from constructs import Construct
    from typing_extensions import TypedDict

    from .._cdk import TerraformProvider, TerraformResourceLifecycle
    from ..schema.fields import SecretText, Url
    from ..schema.spec_fields import OpenText
    from ..terraform.secrets_mode import SecretsMode
    from ..types.spec._auth import VerificationMode

    class KubernetesConfigDict(TypedDict, total=False):
        api_url: Url | None
        apiUrl: Url | None

    class KubernetesBearerWithTlsDict(TypedDict, total=False):
        auth_type: Literal["bearer_with_tls"] | None
        authType: Literal["bearer_with_tls"] | None
        token: SecretText | None
        ca_cert: SecretText | None
        caCert: SecretText | None
        verification_mode: VerificationMode | None
        verificationMode: VerificationMode | None

    class KubernetesKubernetesGkeDict(TypedDict, total=False):
        auth_type: Literal["kubernetes_gke"] | None
        authType: Literal["kubernetes_gke"] | None
        service_account_json: SecretText | None
        serviceAccountJson: SecretText | None
        ca_cert: SecretText | None
        caCert: SecretText | None
        verification_mode: VerificationMode | None
        verificationMode: VerificationMode | None

    class KubernetesKubernetesEksDict(TypedDict, total=False):
        auth_type: Literal["kubernetes_eks"] | None
        authType: Literal["kubernetes_eks"] | None
        access_key_id: SecretText | None
        accessKeyId: SecretText | None
        secret_access_key: SecretText | None
        secretAccessKey: SecretText | None
        region: OpenText | None
        cluster_name: OpenText | None
        clusterName: OpenText | None
        ca_cert: SecretText | None
        caCert: SecretText | None
        verification_mode: VerificationMode | None
        verificationMode: VerificationMode | None

    class KubernetesKubernetesAksDict(TypedDict, total=False):
        auth_type: Literal["kubernetes_aks"] | None
        authType: Literal["kubernetes_aks"] | None
        tenant_id: OpenText | None
        tenantId: OpenText | None
        client_id: OpenText | None
        clientId: OpenText | None
        client_secret: SecretText | None
        clientSecret: SecretText | None
        ca_cert: SecretText | None
        caCert: SecretText | None
        verification_mode: VerificationMode | None
        verificationMode: VerificationMode | None


class Kubernetes(
    SpecConnector[
        KubernetesConfig,
        _auth.BearerWithTls | _auth.KubernetesGke | _auth.KubernetesEks | _auth.KubernetesAks,
    ]
):
    """Use Kubernetes from Kibana: a cluster's API.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/kubernetes-action-type

    - `auth=Kubernetes.BearerWithTls()` (recommended): A token; with a certificate authority of one's
      own, if need be.
    - `auth=Kubernetes.KubernetesGke()`: A service account's key for GKE.
    - `auth=Kubernetes.KubernetesEks()`: An IAM access key for EKS.
    - `auth=Kubernetes.KubernetesAks()`: An Entra service principal for AKS.

    See `SpecConnector` for the arguments and errors.
    """

    CONNECTOR_TYPE = KubernetesType
    TYPE: ClassVar[TypeInfo] = KubernetesType.TYPE
    Config: TypeAlias = KubernetesConfig
    BearerWithTls: TypeAlias = _auth.BearerWithTls
    KubernetesGke: TypeAlias = _auth.KubernetesGke
    KubernetesEks: TypeAlias = _auth.KubernetesEks
    KubernetesAks: TypeAlias = _auth.KubernetesAks

    if TYPE_CHECKING:

        def __init__(
            self,
            scope: Construct,
            id: str,
            *,
            name: str,
            config: KubernetesConfig | KubernetesConfigDict,
            auth: _auth.BearerWithTls
            | KubernetesBearerWithTlsDict
            | _auth.KubernetesGke
            | KubernetesKubernetesGkeDict
            | _auth.KubernetesEks
            | KubernetesKubernetesEksDict
            | _auth.KubernetesAks
            | KubernetesKubernetesAksDict
            | None = None,
            secrets: _auth.BearerWithTls
            | KubernetesBearerWithTlsDict
            | _auth.KubernetesGke
            | KubernetesKubernetesGkeDict
            | _auth.KubernetesEks
            | KubernetesKubernetesEksDict
            | _auth.KubernetesAks
            | KubernetesKubernetesAksDict
            | None = None,
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
