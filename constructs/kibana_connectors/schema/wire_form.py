"""How pydantic reads Kibana's own JSON, made from how it reads what a user wrote in code.

In code, any value may be a token, None means left out, and a secret is a source; on the wire there is none of
that, and what remains is done by pydantic alone, without a call into Python for every field.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar, runtime_checkable

from pydantic import BaseModel
from pydantic_core import SchemaValidator, core_schema

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])
_CODE_ONLY = "_kibana_connectors_code_only"
_set = object.__setattr__  # as pydantic itself fills a model that is frozen


@runtime_checkable
class HasWireForm(Protocol):
    """What a field's type says about itself on the wire."""

    def wire_form(self, wrapped: Any) -> Any:
        """Return the schema that reads the field on the wire.

        Args:
            wrapped: The schema of what the type wraps, as it is on the wire; None when it wraps nothing.
        """
        ...


def code_only(function: FunctionT) -> FunctionT:
    """Mark a model's validator that does nothing on the wire."""
    setattr(function, _CODE_ONLY, True)
    return function


def wire_validator(model: type[BaseModel]) -> SchemaValidator:
    """Return the validator that reads a model on the wire."""
    model.model_rebuild()  # does nothing to a model that is complete
    schema: Any = model.__pydantic_core_schema__
    return SchemaValidator(_on_wire(schema), _config(schema))


def _on_wire(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_on_wire(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    changed = _changed(schema)
    # What other parts of the schema refer to keeps its name.
    return {**changed, "ref": schema["ref"]} if "ref" in schema else changed


def _changed(schema: dict[str, Any]) -> Any:
    if schema.get("type") == "model":
        # For a class that it has a validator of already, pydantic would take that one.
        make = partial(_instance, schema["cls"], getattr(schema["cls"], "kept", None))
        return core_schema.no_info_after_validator_function(make, _on_wire(schema["schema"]))
    function = schema.get("function")
    validate = function.get("function") if isinstance(function, dict) else None
    owner = getattr(validate, "__self__", None)
    if isinstance(owner, HasWireForm) and not isinstance(owner, type):
        return owner.wire_form(_on_wire(schema.get("schema")))
    if getattr(validate, _CODE_ONLY, False):
        return _on_wire(schema["schema"])
    return {key: _on_wire(item) for key, item in schema.items()}


def _instance(
    model: type[BaseModel],
    keep: Callable[[dict[str, Any]], dict[str, Any]] | None,
    read: tuple[dict[str, Any], dict[str, Any] | None, set[str]],
) -> BaseModel:
    """Return a model with the values that were read, or with what it keeps of them."""
    values, extra, given = read
    if keep is not None:
        values, extra = keep(values), extra and keep(extra)
    made = model.__new__(model)
    _set(made, "__dict__", values)
    _set(made, "__pydantic_extra__", extra)
    _set(made, "__pydantic_fields_set__", given)
    _set(made, "__pydantic_private__", None)
    return made


def _config(schema: dict[str, Any]) -> Any:
    """Return the model's settings, which hold for the objects inside it too."""
    while schema["type"] != "model":
        schema = schema["schema"]
    return schema["config"]
