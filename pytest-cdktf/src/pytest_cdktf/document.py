"""Reads the blocks of a stack's JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .blocks import Backend, DataSource, Module, Output, Provider, Resource, Variable

Json = Mapping[str, Any]


def resources(document: Json) -> Iterator[Resource]:
    """Yield the resources."""
    for type, name, attributes in _typed(document.get("resource", {})):
        yield Resource(type, name, attributes, _path(attributes))


def data_sources(document: Json) -> Iterator[DataSource]:
    """Yield the data sources."""
    for type, name, attributes in _typed(document.get("data", {})):
        yield DataSource(type, name, attributes, _path(attributes))


def variables(document: Json) -> Iterator[Variable]:
    """Yield the variables. CDKTF writes no construct path for them."""
    for name, attributes in document.get("variable", {}).items():
        yield Variable(name, attributes, _path(attributes))


def outputs(document: Json) -> Iterator[Output]:
    """Yield the outputs. CDKTF writes their construct paths at the top of the document."""
    paths = {name: path for path, name in _output_paths(document.get("//", {}).get("outputs", {}))}
    for name, attributes in document.get("output", {}).items():
        yield Output(name, attributes, paths.get(name))


def modules(document: Json) -> Iterator[Module]:
    """Yield the module calls."""
    for name, attributes in document.get("module", {}).items():
        yield Module(name, attributes, _path(attributes))


def providers(document: Json) -> Iterator[Provider]:
    """Yield the providers' configurations."""
    for type, configurations in document.get("provider", {}).items():
        for attributes in configurations if isinstance(configurations, list) else [configurations]:
            yield Provider(type, attributes.get("alias", type), attributes, _path(attributes))


def backends(document: Json) -> Iterator[Backend]:
    """Yield the backend, if one is declared."""
    terraform = document.get("terraform", {})
    for type, settings in terraform.get("backend", {}).items():
        yield Backend(type, type, settings)
    if "cloud" in terraform:
        yield Backend("cloud", "cloud", terraform["cloud"])


def _typed(section: Json) -> Iterator[tuple[str, str, Json]]:
    for type, named in section.items():
        for name, attributes in named.items():
            yield type, name, attributes


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
