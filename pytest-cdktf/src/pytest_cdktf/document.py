"""Reads the blocks of a stack's JSON.

CDKTF writes an object for each section. What an override adds may be in Terraform's other forms: lists of
such objects at each level.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .blocks import (
    Backend,
    Check,
    DataSource,
    Ephemeral,
    Import,
    Local,
    Module,
    Moved,
    Output,
    Provider,
    Removed,
    Resource,
    Variable,
)
from .expressions import Reference, is_template
from .json_forms import labelled, objects

Json = Mapping[str, Any]

_REFERENCES = frozenset(("provider", "providers", "depends_on"))
_LIFECYCLE_REFERENCES = frozenset(("replace_triggered_by",))
_STATEMENT_REFERENCES = frozenset(("from", "to", "provider"))


def resources(document: Json) -> Iterator[Resource]:
    """Yield the resources."""
    for type, name, attributes in _typed(document.get("resource")):
        yield Resource(type, name, _referring(attributes), _path(attributes))


def data_sources(document: Json) -> Iterator[DataSource]:
    """Yield the data sources."""
    for type, name, attributes in _typed(document.get("data")):
        yield DataSource(type, name, _referring(attributes), _path(attributes))


def ephemerals(document: Json) -> Iterator[Ephemeral]:
    """Yield the ephemeral resources."""
    for type, name, attributes in _typed(document.get("ephemeral")):
        yield Ephemeral(type, name, _referring(attributes), _path(attributes))


def variables(document: Json) -> Iterator[Variable]:
    """Yield the variables. CDKTF writes no construct path for them."""
    for name, attributes in _named(document.get("variable")):
        yield Variable(name, attributes, _path(attributes))


def outputs(document: Json) -> Iterator[Output]:
    """Yield the outputs. CDKTF writes their construct paths at the top of the document."""
    paths = {name: path for path, name in _output_paths(document.get("//", {}).get("outputs", {}))}
    for name, attributes in _named(document.get("output")):
        yield Output(name, _referring(attributes), paths.get(name))


def modules(document: Json) -> Iterator[Module]:
    """Yield the module calls."""
    for name, attributes in _named(document.get("module")):
        yield Module(name, _referring(attributes), _path(attributes))


def local_values(document: Json) -> Iterator[Local]:
    """Yield the local values."""
    for name, value in labelled(document.get("locals")):
        yield Local(name, {"value": value})


def checks(document: Json) -> Iterator[Check]:
    """Yield the checks."""
    for name, attributes in _named(document.get("check")):
        yield Check(name, attributes, _path(attributes))


def moves(document: Json) -> Iterator[Moved]:
    """Yield the `moved` blocks."""
    for attributes in objects(document.get("moved")):
        yield Moved(_referring(attributes, _STATEMENT_REFERENCES))


def imports(document: Json) -> Iterator[Import]:
    """Yield the `import` blocks."""
    for attributes in objects(document.get("import")):
        yield Import(_referring(attributes, _STATEMENT_REFERENCES))


def removals(document: Json) -> Iterator[Removed]:
    """Yield the `removed` blocks."""
    for attributes in objects(document.get("removed")):
        yield Removed(_referring(attributes, _STATEMENT_REFERENCES))


def providers(document: Json) -> Iterator[Provider]:
    """Yield the providers' configurations."""
    for type, attributes in _named(document.get("provider")):
        yield Provider(type, attributes.get("alias", type), attributes, _path(attributes))


def backends(document: Json) -> Iterator[Backend]:
    """Yield the backend, if one is declared."""
    for terraform in objects(document.get("terraform")):
        for type, settings in _named(terraform.get("backend")):
            yield Backend(type, type, settings)
        for settings in objects(terraform.get("cloud")):
            yield Backend("cloud", "cloud", settings)


def settings(document: Json) -> dict[str, Any]:
    """Return the `terraform` block; of several, all that they set."""
    merged: dict[str, Any] = {}
    for terraform in objects(document.get("terraform")):
        for key, value in terraform.items():
            before = merged.get(key)
            if isinstance(before, Mapping) and isinstance(value, Mapping):
                value = {**before, **value}
            merged[key] = value
    return merged


def _named(section: Any) -> Iterator[tuple[str, Json]]:
    for name, body in labelled(section):
        for attributes in objects(body):
            yield name, attributes


def _typed(section: Any) -> Iterator[tuple[str, str, Json]]:
    for type, named in labelled(section):
        for name, attributes in _named(named):
            yield type, name, attributes


def _referring(attributes: Json, names: frozenset[str] = _REFERENCES) -> Json:
    """Return a block's attributes with `Reference`s where Terraform takes a plain text for an address."""
    found = {name: attributes[name] for name in names if name in attributes}
    lifecycle = attributes.get("lifecycle")
    if isinstance(lifecycle, Mapping) and _LIFECYCLE_REFERENCES & lifecycle.keys():
        inside = {name: _references(lifecycle[name]) for name in _LIFECYCLE_REFERENCES & lifecycle.keys()}
        attributes = {**attributes, "lifecycle": {**lifecycle, **inside}}
    return {**attributes, **{name: _references(value) for name, value in found.items()}}


def _references(value: Any) -> Any:
    if isinstance(value, str):
        return value if is_template(value) else Reference(value)
    if isinstance(value, list):
        return [_references(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _references(each) for key, each in value.items()}
    return value


def _path(attributes: Json) -> str | None:
    comment = attributes.get("//")
    metadata = comment.get("metadata") if isinstance(comment, Mapping) else None
    return metadata.get("path") if isinstance(metadata, Mapping) else None


def _output_paths(tree: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    if isinstance(tree, str):
        yield "/".join(above), tree
    elif isinstance(tree, Mapping):
        for part, below in tree.items():
            yield from _output_paths(below, (*above, part))
