"""What CDKTF would refuse to synthesize fails in `synth`."""

from __future__ import annotations

import constructs
import jsii
import pytest
from constructs import Construct
from either_engine import (
    Annotations,
    App,
    TerraformResource,
    TerraformStack,
)
from sample_stacks import null

from pytest_cdktf import Synth
from pytest_cdktf.errors import SynthesisError


def _missing_provider(scope: Construct) -> None:
    # CDKTF's validation of providers looks at those that a resource names in its generator metadata.
    TerraformResource(
        scope,
        "needy",
        terraform_resource_type="null_resource",
        terraform_generator_metadata={"provider_name": "null"},
    )


class _Needy(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        _missing_provider(self)


NO_PROVIDER = "Found resources without a matching provider construct"


def test_validations_of_a_class_of_stacks(synth: Synth) -> None:
    with pytest.raises(SynthesisError, match=NO_PROVIDER) as caught:
        synth(_Needy)
    assert "at " not in str(caught.value).splitlines()[-1]
    assert "skipValidation" not in str(caught.value)


def test_validations_of_a_stack(synth: Synth, cdk_app: App) -> None:
    with pytest.raises(SynthesisError, match=NO_PROVIDER):
        synth(_Needy(cdk_app, "stack"))


def test_a_construct_needs_no_provider(synth: Synth) -> None:
    assert len(synth(_missing_provider).resources) == 1
    with pytest.raises(SynthesisError, match=NO_PROVIDER):
        synth(_missing_provider, validations=True)


def test_validations_may_be_left_out(synth: Synth) -> None:
    assert len(synth(_Needy, validations=False).resources) == 1


@jsii.implements(constructs.IValidation)
class _Says:
    def __init__(self, *errors: str) -> None:
        self._errors = [*errors]

    def validate(self) -> list[str]:
        return self._errors


def test_validations_of_what_a_function_makes(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        _missing_provider(stack)
        stack.node.add_validation(_Says("the stack's own"))
        null(stack, "one").node.add_validation(_Says("first\nof two lines", "second"))

    with pytest.raises(SynthesisError) as caught:
        synth(fill)
    assert str(caught.value).splitlines() == [
        "Validation failed with the following errors:",
        "  [stack/one] first",
        "of two lines",
        "  [stack/one] second",
    ]


def _wrong(scope: Construct) -> None:
    Annotations.of(null(scope, "one")).add_error("not like this")


def test_error_annotations_fail(synth: Synth) -> None:
    with pytest.raises(SynthesisError) as caught:
        synth(_wrong)
    assert "[stack/one] not like this" in str(caught.value)


def test_error_annotations_may_be_read(synth: Synth) -> None:
    out = synth(_wrong, validations=False)
    assert out.errors == [("stack/one", "not like this")]
    assert out.at("one").type == "null_resource"
