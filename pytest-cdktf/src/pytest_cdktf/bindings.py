"""What a test may give for a block's type or name: a text, a matcher, or the class that makes such blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .matching import Matcher

_FUNCTIONS = {
    "TerraformResource": ("resource", "a resource"),
    "TerraformDataSource": ("data_source", "a data source"),
    "TerraformRemoteState": ("data_source", "a data source"),
    "TerraformEphemeralResource": ("ephemeral", "an ephemeral resource"),
    "TerraformProvider": ("provider", "a provider"),
    "TerraformBackend": ("backend", "a backend"),
    "TerraformModule": ("module", "a module"),
    "TerraformVariable": ("variable", "a variable"),
    "TerraformOutput": ("output", "an output"),
    "TerraformLocal": ("local", "a local value"),
}
"""The engine's classes by name, for neither engine is imported here."""


def type_of(function: str, given: Any) -> Any:
    """Return the type that a matcher of blocks expects.

    Args:
        function: The function that makes the matcher.
        given: A type, a matcher of it, or a class of such blocks.

    Returns:
        The type of a class in Terraform; anything else as it is.

    Raises:
        TypeError: It is something else, or a class of another kind of block.
    """
    if not isinstance(given, type):
        return _checked(function, given, "a type as text, a class of such blocks")
    name, kind = next((_FUNCTIONS[each.__name__] for each in given.__mro__ if _is_engine_s(each)), ("", ""))
    if name and name != function:
        keyed = name in ("variable", "output", "module", "local")
        advice = f"{name}(…) with its name" if keyed else f"{name}({given.__name__}, …)"
        raise TypeError(f"{function}: {given.__name__} is {kind}; write {advice}")
    type_in_terraform = (
        _backend_type(given) if name == "backend" else getattr(given, "TF_RESOURCE_TYPE", None)
    )
    if isinstance(type_in_terraform, str):
        return type_in_terraform
    raise TypeError(
        f"{function}: the class {given.__name__} has no TF_RESOURCE_TYPE, as a generated binding has; "
        "write the type as text"
    )


def name_of(function: str, given: Any) -> Any:
    """Return the name that a matcher of blocks expects.

    Args:
        function: The function that makes the matcher.
        given: A name, or a matcher of it.

    Raises:
        TypeError: It is something else.
    """
    return _checked(function, given, "a name as text")


def _checked(function: str, given: Any, expected: str) -> Any:
    # Another library's matcher has an `==` of its own.
    plain = (bool, int, float, bytes, Mapping, list, tuple, set, type, type(None))
    compares = not isinstance(given, plain) and getattr(type(given), "__eq__", None) is not object.__eq__
    if isinstance(given, (str, Matcher)) or compares:
        return given
    shown = f"the class {given.__name__}" if isinstance(given, type) else repr(given)
    raise TypeError(f"{function}: expected {expected} or a matcher of it, got {shown}")


def _is_engine_s(each: type) -> bool:
    return each.__name__ in _FUNCTIONS and each.__module__.partition(".")[0] in ("cdktf", "cdktn")


def _backend_type(given: type) -> str | None:
    """Return the type of a backend: of `S3Backend` and classes that inherit from it, `s3`."""
    engine_s = [each for each in given.__mro__ if each.__module__.partition(".")[0] in ("cdktf", "cdktn")]
    name = engine_s[0].__name__.removesuffix("Backend")
    return name.lower() if name and name != "Terraform" else None
