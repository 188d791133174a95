from __future__ import annotations

import pytest
from corpus_cluster import Cluster

from pytest_cdktf import Synth, Synthesized, anything, has_items, ref, regex, resource

TYPE = "kubernetes_manifest"
PASSWORD = "correct-horse-battery"


@pytest.fixture(scope="module")
def out(synth_module: Synth) -> Synthesized:
    return synth_module(Cluster, replicas=3)


def test_the_deployment(out: Synthesized) -> None:
    container = {"image": regex(r":1\.4$"), "securityContext": {"runAsNonRoot": True}}
    pod = {"containers": [container], "imagePullSecrets": has_items({"name": "registry"})}
    manifest = {"kind": "Deployment", "spec": {"replicas": 3, "template": {"spec": pod}}}
    assert resource(TYPE, manifest=manifest) in out
    privileged = has_items({"securityContext": {"privileged": True}})
    pod = {"spec": {"template": {"spec": {"containers": privileged}}}}
    assert resource(TYPE, manifest=pod) not in out


def test_each_manifest_is_in_the_namespace(out: Synthesized) -> None:
    manifests = out.find(resource(TYPE))
    assert [block["manifest"]["kind"] for block in manifests] == ["Deployment", "Secret"]
    assert out.count(resource(TYPE, manifest={"metadata": {"namespace": "shop"}})) == len(manifests)


def test_values_of_the_chart(out: Synthesized) -> None:
    values = [regex(r'"replicaCount" = 3')]
    chart = resource("helm_release", values=values, set=has_items({"value": "ClusterIP"}))
    assert chart & resource(anything(), name="ingress-nginx") in out


def test_the_login_comes_from_a_variable(out: Synthesized) -> None:
    data = {".dockerconfigjson": ref("base64encode(var.registry_login)")}
    assert resource(TYPE, manifest={"data": data}) in out
    out.assert_no_secrets({"the password": PASSWORD})


def test_a_login_in_the_manifest_is_found(synth: Synth) -> None:
    out = synth(Cluster, password=PASSWORD)
    with pytest.raises(AssertionError, match=r"the password is at resource\.kubernetes_manifest\.registry"):
        out.assert_no_secrets({"the password": PASSWORD})
    with pytest.raises(AssertionError, match="the pair is at"):
        out.assert_no_secrets({"the pair": f"ci:{PASSWORD}"})
