"""A class may stand for a type: that of a generated binding, or the engine's own."""

from __future__ import annotations

from typing import Any

import pytest
from constructs import Construct
from either_engine import (
    CloudBackend,
    S3Backend,
    TerraformDataSource,
    TerraformProvider,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
)

from pytest_cdktf import (
    Synth,
    absent,
    anything,
    backend,
    data_source,
    ephemeral,
    module,
    output,
    provider,
    regex,
    resource,
    variable,
)


class Password(TerraformResource):
    """As CDKTF generates them."""

    TF_RESOURCE_TYPE = "random_password"

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, terraform_resource_type=self.TF_RESOURCE_TYPE)
        self.add_override("length", 12)


class LongPassword(Password):
    """A user's own class of them."""


class DataImage(TerraformDataSource):
    TF_RESOURCE_TYPE = "docker_image"

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, terraform_resource_type=self.TF_RESOURCE_TYPE)


class RandomProvider(TerraformProvider):
    TF_RESOURCE_TYPE = "random"

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id, terraform_resource_type=self.TF_RESOURCE_TYPE)


class Composed(Construct):
    """A construct of several resources."""


def _fill(stack: TerraformStack) -> None:
    RandomProvider(stack, "random")
    Password(stack, "password")
    DataImage(stack, "image")
    S3Backend(stack, bucket="b", key="k", region="r")


def test_classes(synth: Synth) -> None:
    out = synth(_fill)
    assert resource(Password, length=12) in out
    assert resource(LongPassword) in out
    assert resource(Password, length=13) not in out
    assert resource(Password, {"length": absent()}) not in out
    assert data_source(DataImage) in out
    assert provider(RandomProvider) in out
    assert backend(S3Backend, bucket="b") in out
    assert backend(CloudBackend) not in out
    assert out.count(resource(Password)) == 1
    assert repr(resource(Password, length=12)) == "resource('random_password', length=12)"


pytestmark = pytest.mark.cdk_allow_unused


@pytest.mark.parametrize(
    ("function", "given", "message"),
    [
        (resource, DataImage, "resource: DataImage is a data source; write data_source(DataImage, …)"),
        (data_source, Password, "data_source: Password is a resource; write resource(Password, …)"),
        (
            resource,
            RandomProvider,
            "resource: RandomProvider is a provider; write provider(RandomProvider, …)",
        ),
        (ephemeral, Password, "ephemeral: Password is a resource; write resource(Password, …)"),
        (provider, Password, "provider: Password is a resource; write resource(Password, …)"),
        (backend, Password, "backend: Password is a resource; write resource(Password, …)"),
        (
            resource,
            TerraformVariable,
            "resource: TerraformVariable is a variable; write variable(…) with its name",
        ),
        (
            resource,
            TerraformResource,
            "resource: the class TerraformResource has no TF_RESOURCE_TYPE, as a generated binding has; "
            "write the type as text",
        ),
        (
            resource,
            Composed,
            "resource: the class Composed has no TF_RESOURCE_TYPE, as a generated binding has; "
            "write the type as text",
        ),
        (resource, 1, "resource: expected a type as text, a class of such blocks or a matcher of it, got 1"),
        (
            resource,
            None,
            "resource: expected a type as text, a class of such blocks or a matcher of it, got None",
        ),
        (variable, None, "variable: expected a name as text or a matcher of it, got None"),
        (output, ["a"], "output: expected a name as text or a matcher of it, got ['a']"),
        (module, Password, "module: expected a name as text or a matcher of it, got the class Password"),
    ],
)
def test_wrong_kinds_are_errors(function: Any, given: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        function(given)
    assert str(caught.value) == message


def test_an_instance_is_an_error(stack: TerraformStack) -> None:
    with pytest.raises(
        TypeError, match=r"^resource: expected a type as text, a class of such blocks or a matcher"
    ):
        resource(Password(stack, "password"))


def test_matchers_of_a_type_or_a_name() -> None:
    for key in (regex("^random"), anything(), pytest.approx(1)):
        assert resource(key)
        assert variable(key)
