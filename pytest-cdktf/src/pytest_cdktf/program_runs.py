"""Synthesizes whole programs."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from . import _cdk, programs, writing
from ._cdk import Engine, is_a
from .errors import SynthesisError
from .readable import readable
from .synthesized import Synthesized
from .synthesized_app import SynthesizedApp
from .tokens import resolver_of
from .view import Origin, View
from .watching import Settings, Watch


class ProgramRun:
    """One run of a program, with its apps in the test's folder.

    Args:
        name: How messages call the program.
        requested: The engine that the test run asks for, if any.
        folder: Returns a new output folder.
        cache: A folder that outlives the test run.
        context: The apps' context.
        validations: Whether errors that CDKTF reports raise.

    Attributes:
        context: The apps' context.
    """

    def __init__(
        self,
        name: str,
        requested: str | None,
        folder: Callable[[], str],
        cache: Path,
        context: Mapping[str, Any],
        *,
        validations: bool,
    ) -> None:
        self.context = context
        self._name = name
        self._requested = requested
        self._folder = folder
        self._cache = cache
        self._validates = validations
        self._synthesized: list[Any] = []
        self._apps: list[Any] = []

    def of_app(self, app: Any) -> SynthesizedApp:
        """Synthesize an app that exists.

        Args:
            app: The app.
        """
        __tracebackhide__ = True
        return self._read(app)

    def of_file(self, file: Path, folder: Path, argv: Sequence[str]) -> SynthesizedApp:
        """Run a file as a program, and synthesize what it makes.

        Args:
            file: The file.
            folder: The folder to run it in.
            argv: Its arguments.

        Raises:
            SynthesisError: It does not call `synth` of its app, so the cdktf CLI would find nothing.
        """
        __tracebackhide__ = True
        self._name = file.name

        def run() -> None:
            __tracebackhide__ = True
            programs.run_file(file, folder)

        with ExitStack() as around:
            around.enter_context(programs.undisturbed(str(file), argv))
            around.enter_context(programs.modules_of(programs.package_of(file)[1]))
            app = self._app_of(run)
            if not any(app is each for each in self._synthesized):
                raise SynthesisError(
                    f"synth_app: {self._name} makes an app and never calls its synth(), so the cdktf CLI "
                    "would find no stacks"
                )
            return self._read(app)

    def of_function(
        self, main: Callable[..., Any], argv: Sequence[str], kwargs: Mapping[str, Any]
    ) -> SynthesizedApp:
        """Call a function, with an app if it needs one, and synthesize what it makes.

        Args:
            main: The function.
            argv: Arguments for `sys.argv`.
            kwargs: Its own arguments.
        """
        __tracebackhide__ = True

        def call() -> Any:
            __tracebackhide__ = True
            if _cdk.name_of(main) is not None:  # it is a class of apps
                _cdk.engine_for(main, self._requested, f"synth_app: {self._name}")
            if not programs.needs_app(main, kwargs):
                return main(**kwargs)
            app = _cdk.engine_for(None, self._requested, f"synth_app: {self._name}").App()
            returned = main(app, **kwargs)
            return returned if _is_own(returned) or _never_ran(returned) else app

        with programs.undisturbed(sys.argv[0], argv):
            return self._read(self._app_of(call))

    def _app_of(self, call: Callable[[], Any]) -> Any:
        """Return the only app with stacks that a program makes."""
        __tracebackhide__ = True
        settings = Settings(self._folder, self.context, not self._validates, self._synth)
        returned: Any = None
        with Watch(settings) as made:
            self._apps = made.apps
            try:
                returned = call()
            except SystemExit as error:
                programs.finished(self._name, error)
        if _never_ran(returned):
            raise TypeError(
                f"synth_app: {self._name} returned a {type(returned).__name__} and has not run: give a "
                "function that is neither async nor a generator"
            )
        named = returned.node.root if _is_own(returned) else None
        apps = [*made.apps, *self._synthesized, *(each.node.root for each in made.stacks), named]
        distinct = {id(each): each for each in apps if is_a(each, "App")}.values()
        full = [each for each in distinct if writing.stacks_in(each)]
        if len(full) == 1:
            return full[0]
        if not distinct:
            raise SynthesisError(f"synth_app: {self._name} makes no App")
        if not full:
            raise SynthesisError(f"synth_app: {self._name} makes no stack")
        owned = "; ".join(
            f"one with {', '.join(each.node.id for each in writing.stacks_in(app))}" for app in full
        )
        raise SynthesisError(
            f"synth_app: {self._name} makes {len(full)} apps with stacks ({owned}). Each writes the manifest "
            "of its own stacks, so the cdktf CLI would find those of the last: put all stacks into one app"
        )

    def _synth(self, app: Any, own: Callable[[Any], None]) -> None:
        """Stand for `app.synth()` in a program."""
        __tracebackhide__ = True
        self._synthesized.append(app)
        # One that existed before would write into its own folder.
        if any(app is each for each in self._apps):
            self._write(app, own)

    def _write(self, app: Any, own: Callable[[Any], None]) -> None:
        __tracebackhide__ = True
        if not self._validates:
            writing.write_all(app, app, tolerant=True)
            return
        try:
            own(app)
        except RuntimeError as error:  # jsii raises it for any error in Node
            raise SynthesisError(readable(str(error))) from None

    def _read(self, app: Any) -> SynthesizedApp:
        """Return the stacks of an app, which is synthesized into the test's folder if it is not there yet."""
        __tracebackhide__ = True
        asks = f"synth_app: {self._name}"
        engine = _cdk.engine_for(app, self._requested, asks)
        nodes = app.node.find_all()
        _cdk.same_engine(nodes, engine.name, asks)
        stacks = writing.stacks_of(nodes)
        if not stacks:
            raise SynthesisError(f"{asks} has no stack")
        self._refuse_same_names(stacks)
        session = app
        if not any(app is each for each in self._apps):
            skips = not self._validates or app.skip_validation
            session = engine.App(outdir=self._folder(), skip_validation=skips)
            writing.write_all(app, session, tolerant=not self._validates)
        elif not any(app is each for each in self._synthesized):
            self._write(app, type(app).synth)
        return self._stacks(engine, stacks, Path(session.outdir))

    def _stacks(self, engine: Engine, stacks: Sequence[Any], out: Path) -> SynthesizedApp:
        __tracebackhide__ = True
        file = out / "manifest.json"
        # A program may catch the error of app.synth().
        listed = json.loads(file.read_text())["stacks"] if file.exists() else {}
        late = [each.node.id for each in stacks if each.node.id not in listed]
        if late:
            raise SynthesisError(
                f"synth_app: {self._name} does not synthesize {', '.join(late)}: its app.synth() failed, or "
                "came before"
            )
        synthesized: dict[str, Synthesized] = {}
        siblings: dict[str, tuple[View, Origin]] = {}
        for stack in stacks:
            entry = listed[stack.node.id]
            written = out / entry["synthesizedStackPath"]
            directory = out / entry["workingDirectory"]
            origin = Origin(
                out=directory,
                directory=directory,
                cache=self._cache,
                resolve=resolver_of(stack, engine),
                manifest=_manifest(entry),
                path=stack.node.path,
                siblings=lambda: siblings,
            )
            synthesized[stack.node.id] = Synthesized(written.read_text(), origin)
            siblings[stack.node.path] = (synthesized[stack.node.id], origin)
        names = {entry["constructPath"]: name for name, entry in listed.items()}
        return SynthesizedApp(
            synthesized,
            {name: [names[path] for path in listed[name]["dependencies"]] for name in synthesized},
        )

    def _refuse_same_names(self, stacks: Sequence[Any]) -> None:
        __tracebackhide__ = True
        paths: dict[str, list[str]] = {}
        for each in stacks:
            paths.setdefault(each.node.id, []).append(each.node.path)
        same = [f"{name} ({', '.join(found)})" for name, found in paths.items() if len(found) > 1]
        if same:
            raise SynthesisError(
                f"synth_app: {self._name} has several stacks of one id, and CDKTF writes them over each "
                f"other: {'; '.join(same)}. Give each stack an id of its own"
            )


def _manifest(entry: Mapping[str, Any]) -> Callable[[], Mapping[str, Any]]:
    """Return a reader of a manifest that has one stack alone."""
    return lambda: {"stacks": {entry["name"]: entry}}


def _is_own(value: Any) -> bool:
    return not isinstance(value, type) and is_a(value, ("App", "TerraformStack"))


def _never_ran(returned: Any) -> bool:
    if inspect.iscoroutine(returned):
        returned.close()  # else Python warns that nobody awaited it
        return True
    return inspect.isgenerator(returned) or inspect.isasyncgen(returned)
