"""A stack's JSON as typed data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from . import coverage, document, hashed_names
from .annotations import Annotations, of_level
from .blocks import (
    Backend,
    Block,
    Blocks,
    Check,
    DataSource,
    Ephemeral,
    Import,
    Module,
    Moved,
    Output,
    Provider,
    Removed,
    Resource,
    Variable,
)
from .matching import Resolver
from .searched import Searched
from .sources import source_of


@dataclass(frozen=True)
class Origin:
    """Where a stack's JSON comes from.

    Attributes:
        out: The app's output folder, which only this test uses.
        directory: The stack's folder in it.
        cache: A folder that outlives the test run, for what is slow to download.
        resolve: Returns the values of CDKTF tokens in this stack.
        manifest: Reads the app's manifest.
        path: The stack's construct path, if it is known: of a stack in a stack it is not its name.
        siblings: Returns the stacks of its app by construct path; it may leave out this one.
    """

    out: Path
    directory: Path
    cache: Path
    resolve: Resolver
    manifest: Callable[[], Mapping[str, Any]]
    path: str = ""
    siblings: Callable[[], Mapping[str, tuple[View, Origin]]] = dict


class View(Searched):
    """A stack's `cdk.tf.json` as typed data. It is read-only: to see later changes, synthesize again.

    Attributes:
        text: The JSON as CDKTF wrote it.
    """

    def __init__(self, text: str, origin: Origin) -> None:
        self.text = text
        self._origin = origin
        self._json: dict[str, Any] = json.loads(text)
        hashed_names.remember(self._json)
        if coverage.current is not None:
            coverage.add(self.blocks, source_of(self._name))

    def __repr__(self) -> str:
        return f"<Synthesized {self._name}>"

    @property
    def json(self) -> dict[str, Any]:
        """The whole JSON with CDKTF's metadata; each call returns a new copy."""
        copy: dict[str, Any] = json.loads(self.text)
        return copy

    @cached_property
    def resources(self) -> Blocks[Resource]:
        """The resources."""
        return Blocks(document.resources(self._json), Resource)

    @cached_property
    def data_sources(self) -> Blocks[DataSource]:
        """The data sources."""
        return Blocks(document.data_sources(self._json), DataSource)

    @cached_property
    def ephemerals(self) -> Blocks[Ephemeral]:
        """The ephemeral resources."""
        return Blocks(document.ephemerals(self._json), Ephemeral)

    @cached_property
    def variables(self) -> Blocks[Variable]:
        """The input variables."""
        return Blocks(document.variables(self._json), Variable)

    @cached_property
    def outputs(self) -> Blocks[Output]:
        """The outputs."""
        return Blocks(document.outputs(self._json), Output)

    @cached_property
    def providers(self) -> Blocks[Provider]:
        """The providers' configurations."""
        return Blocks(document.providers(self._json), Provider)

    @cached_property
    def modules(self) -> Blocks[Module]:
        """The module calls."""
        return Blocks(document.modules(self._json), Module)

    @cached_property
    def checks(self) -> Blocks[Check]:
        """The checks."""
        return Blocks(document.checks(self._json), Check)

    @cached_property
    def moves(self) -> Blocks[Moved]:
        """The `moved` blocks."""
        return Blocks(document.moves(self._json), Moved)

    @cached_property
    def imports(self) -> Blocks[Import]:
        """The `import` blocks."""
        return Blocks(document.imports(self._json), Import)

    @cached_property
    def removals(self) -> Blocks[Removed]:
        """The `removed` blocks."""
        return Blocks(document.removals(self._json), Removed)

    @cached_property
    def backend(self) -> Backend | None:
        """The backend; None if the stack declares none, which means a local file."""
        return next(document.backends(self._json), None)

    @property
    def locals(self) -> dict[str, Any]:
        """The local values by name."""
        return {block.name: block["value"] for block in document.local_values(self.json)}

    @property
    def terraform(self) -> dict[str, Any]:
        """The `terraform` block: backend, required providers and so on; of several blocks, all they set."""
        return document.settings(self.json)

    @property
    def blocks(self) -> Blocks[Block]:
        """All blocks."""
        return self._all_blocks

    @cached_property
    def _all_blocks(self) -> Blocks[Block]:
        backends = () if self.backend is None else (self.backend,)
        kinds: tuple[Iterable[Block], ...] = (
            self.resources,
            self.data_sources,
            self.ephemerals,
            self.variables,
            document.local_values(self._json),
            self.outputs,
            self.modules,
            self.checks,
            self.moves,
            self.imports,
            self.removals,
            self.providers,
            backends,
        )
        return Blocks(block for kind in kinds for block in kind)

    @property
    def infos(self) -> Annotations:
        """The notes that constructs add with `Annotations.of(…).add_info`."""
        return of_level(self._origin.manifest(), "info", self._name)

    @property
    def warnings(self) -> Annotations:
        """The warnings that constructs add with `Annotations.of(…)`."""
        return of_level(self._origin.manifest(), "warn", self._name)

    @property
    def errors(self) -> Annotations:
        """The errors that constructs add with `Annotations.of(…)`; `validations=False` tolerates them."""
        return of_level(self._origin.manifest(), "error", self._name)

    @cached_property
    def stable(self) -> dict[str, Any]:
        """The JSON for snapshots: without CDKTF's metadata, hashes and versions, with sorted keys."""
        from .stable import stable

        coverage.touch(self.blocks)
        return stable(self._json)

    @property
    def _name(self) -> str:
        name: str = self._json.get("//", {}).get("metadata", {}).get("stackName", "stack")
        return name

    @property
    def dependencies(self) -> list[str]:
        """The names of the stacks that this one needs directly, as `cdktf deploy` sees it."""
        stacks = self._origin.manifest().get("stacks", {})
        paths = stacks.get(self._name, {}).get("dependencies", [])
        return [path.rpartition("/")[2] for path in paths]

    @property
    def _resolver(self) -> Resolver:
        return self._origin.resolve

    @property
    def _path(self) -> str:
        return self._origin.path or self._name
