"""Notes which apps and stacks a test's own code makes, and keeps what the apps write in the test's folder."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType, TracebackType
from typing import Any

from . import _cdk
from .engine import ENGINES

PART = "pytest_cdktf:part"
"""The context of an app that is made for a construct alone, in a stack that is never deployed."""


@dataclass
class Settings:
    """What is imposed on apps that a test's own code makes.

    Attributes:
        folder: Returns a new output folder.
        context: The context, which has precedence over theirs, as that of the cdktf CLI.
        skips_validation: Whether they skip validations, whatever they say.
        synth: Called instead of an app's own `synth`, with the app and its own `synth`.
    """

    folder: Callable[[], str]
    context: Mapping[str, Any] = field(default_factory=dict)
    skips_validation: bool = False
    synth: Callable[[Any, Callable[[Any], None]], None] = lambda app, own: own(app)


class Watch:
    """Notes the apps and stacks that are made inside a `with` block, with either engine.

    An engine that is first imported inside the block is watched too.

    Args:
        settings: What is imposed on the apps.

    Attributes:
        apps: The apps.
        stacks: The stacks.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._undo: list[Callable[[], None]] = []
        self._finder = _EngineFinder(self._watch)
        self.apps: list[Any] = []
        self.stacks: list[Any] = []

    def __enter__(self) -> Watch:
        for module in _cdk.modules():
            self._watch(module)
        sys.meta_path.insert(0, self._finder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._finder in sys.meta_path:
            sys.meta_path.remove(self._finder)
        for undo in reversed(self._undo):
            undo()

    def _watch(self, module: Any) -> None:
        self._replace(module.App, "__init__", self._makes_app)
        self._replace(module.App, "synth", self._synthesizes)
        self._replace(module.TerraformStack, "__init__", self._makes_stack)

    def _replace(self, owner: Any, name: str, makes: Callable[[Any], Callable[..., None]]) -> None:
        own = vars(owner)[name]
        setattr(owner, name, functools.wraps(own)(makes(own)))
        self._undo.append(lambda: setattr(owner, name, own))

    def _makes_app(self, own: Callable[..., None]) -> Callable[..., None]:
        def initialize(app: Any, *args: Any, **config: Any) -> None:
            imposed: dict[str, Any] = {
                "outdir": self._settings.folder(),
                "context": {**(config.get("context") or {}), **self._settings.context},
                "hcl_output": False,
            }
            if self._settings.skips_validation:
                imposed["skip_validation"] = True
            own(app, *args, **{**config, **imposed})
            self.apps.append(app)

        return initialize

    def _synthesizes(self, own: Callable[[Any], None]) -> Callable[..., None]:
        def synth(app: Any) -> None:
            __tracebackhide__ = True
            self._settings.synth(app, own)

        return synth

    def _makes_stack(self, own: Callable[..., None]) -> Callable[..., None]:
        def initialize(stack: Any, *args: Any, **kwargs: Any) -> None:
            own(stack, *args, **kwargs)
            if stack.node.try_get_context(PART):
                stack.node.set_context(PART, False)  # it is whole, wherever it is
            self.stacks.append(stack)

        return initialize


class _EngineFinder(MetaPathFinder):
    """Tells of an engine when it is imported, before the code that imports it goes on."""

    def __init__(self, tell: Callable[[ModuleType], None]) -> None:
        self._tell = tell

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in ENGINES:
            return None
        others = (each for each in sys.meta_path if each is not self)
        found = (each.find_spec(fullname, path, target) for each in others)
        spec = next((each for each in found if each is not None), None)
        if spec is not None and spec.loader is not None:
            spec.loader = _TellingLoader(spec.loader, self._tell)
        return spec


class _TellingLoader(Loader):
    """Loads a module with its own loader, and tells of it."""

    def __init__(self, own: Any, tell: Callable[[ModuleType], None]) -> None:
        self._own = own
        self._tell = tell

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self._own.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        if module.__spec__ is not None:
            module.__spec__.loader = self._own
        module.__loader__ = self._own
        self._own.exec_module(module)
        self._tell(module)
