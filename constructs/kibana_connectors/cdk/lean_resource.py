"""A Terraform resource that is made by one call into the engine, and no work beside it."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

import constructs
import jsii
from typing_extensions import TypedDict

from .._cdk import TerraformProvider, TerraformResource, TerraformResourceLifecycle, TerraformStack
from ..engine_objects import AnyDependable, AnyProvider
from ..errors import Problem
from ..frames import forgetful
from ..schema.shown_keys import shown_key


class LifecycleDict(TypedDict, total=False):
    """The arguments of a `TerraformResourceLifecycle` as a dict."""

    create_before_destroy: bool | None
    ignore_changes: Sequence[str] | str | None
    postcondition: Sequence[Any] | None
    precondition: Sequence[Any] | None
    prevent_destroy: bool | None
    replace_triggered_by: Sequence[str | AnyDependable] | None


@forgetful
class LeanResource(TerraformResource):
    """A resource whose arguments have been checked already.

    The engine's own Python class checks its arguments by reflection on their type hints, at each call anew,
    which takes nearly as long as making the resource. `option_problems` and `read_lifecycle` find what it
    would have found.
    """

    # For each construct that is made, jsii looks for overrides in every interface and in every name of every
    # class below the engine's own. So the list of interfaces is not inherited, and the classes below have
    # few names: what a connector type and a connector's data are stand in classes of their own. Both
    # together took a third of the time of making a connector.
    __jsii_ifaces__: ClassVar[list[type]] = []

    def __init__(
        self,
        scope: constructs.Construct,
        id: str,
        *,
        terraform_resource_type: str,
        provider: AnyProvider | None,
        depends_on: Sequence[AnyDependable] | None,
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


def read_lifecycle(given: object) -> TerraformResourceLifecycle | Problem | None:
    """Read a lifecycle, or a dict of its arguments, as all of CDKTF's classes take them."""
    if given is None or isinstance(given, TerraformResourceLifecycle):
        return given
    if not isinstance(given, Mapping):
        return Problem("lifecycle", _LIFECYCLE)
    known = [name for name in inspect.signature(TerraformResourceLifecycle).parameters if name != "self"]
    for number, name in enumerate(given, start=1):
        if name not in known:
            close = difflib.get_close_matches(str(name), known, n=1)
            hint = f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(known)}"
            shown = shown_key(name, number, known)
            return Problem("lifecycle", f"{_LIFECYCLE}, and it has no {shown}", hint)
    try:
        return TerraformResourceLifecycle(**given)
    except TypeError:
        # jsii's own message shows the value.
        return Problem("lifecycle", f"{_LIFECYCLE}; a value of another type was given for {_wrong(given)}")


_LIFECYCLE = "expected a TerraformResourceLifecycle, or a dict of its arguments"


def _wrong(given: Mapping[Any, Any]) -> str:
    """Return which arguments of a lifecycle have a value that it does not take."""

    def is_taken(name: Any, value: Any) -> bool:
        try:
            TerraformResourceLifecycle(**{name: value})
        except TypeError:
            return False
        return True

    return ", ".join(str(name) for name, value in given.items() if not is_taken(name, value))


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


def names_its_own_way(stack: type[TerraformStack]) -> bool:
    """Whether a class of stacks gives its elements other logical ids than CDKTF does."""
    return any(
        getattr(stack, name) is not getattr(TerraformStack, name)
        for name in ("_allocate_logical_id", "get_logical_id")
    )
