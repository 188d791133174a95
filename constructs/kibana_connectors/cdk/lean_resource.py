"""A Terraform resource that is made by one call into the engine, and no work beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

import constructs
import jsii

from .._cdk import TerraformProvider, TerraformResource, TerraformResourceLifecycle
from ..errors import Problem


class LeanResource(TerraformResource):
    """A resource whose arguments have been checked already.

    The engine's own Python class checks its arguments by reflection on their type hints, at each call anew,
    which takes nearly as long as making the resource. What it would have found is found by `option_problems`
    and `lifecycle_of`.
    """

    # jsii looks for overrides in each interface of each class in turn, and every class below the engine's
    # would inherit the list again; the engine's own class has it still.
    __jsii_ifaces__: ClassVar[list[type]] = []

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        terraform_resource_type: str,
        provider: TerraformProvider | None,
        depends_on: Sequence[Any] | None,
        lifecycle: TerraformResourceLifecycle | None,
    ) -> None:
        settings = {
            "terraformResourceType": terraform_resource_type,
            "provider": provider,
            "dependsOn": None if depends_on is None else list(depends_on),
            "lifecycle": lifecycle,
        }
        given = {name: value for name, value in settings.items() if value is not None}
        jsii.create(self.__class__, self, [scope, id, given])


def lifecycle_of(given: object) -> TerraformResourceLifecycle | None:
    """Take a lifecycle, or a dict of its arguments, as all of CDKTF's classes do; None for anything else."""
    if isinstance(given, TerraformResourceLifecycle):
        return given
    try:
        return TerraformResourceLifecycle(**given) if isinstance(given, Mapping) else None
    except TypeError:  # an argument that it does not have, or of another type
        return None


def option_problems(provider: object, depends_on: object) -> Iterator[Problem]:
    """Find what the engine would not take, without asking it."""
    if provider is not None and not isinstance(provider, TerraformProvider):
        yield Problem("provider", "expected a provider construct, such as a KibanaProvider")
    if depends_on is None:
        return
    if isinstance(depends_on, str) or not isinstance(depends_on, Sequence):
        yield Problem("depends_on", "expected a list of constructs")
        return
    for index, each in enumerate(depends_on):
        # Of the class, for reading it from the construct would be a call into Node.
        if not hasattr(type(each), "fqn"):
            hint = "Terraform waits for resources, data sources and modules"
            yield Problem(f"depends_on.{index}", "expected a construct of Terraform's", hint)
