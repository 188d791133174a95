"""The fixture `synth`: it synthesizes a stack, a class, a function or a program, and returns the JSON."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from . import _cdk, programs, writing
from ._cdk import Engine, is_a
from .errors import SynthesisError
from .factories import returned_constructs, scope_of
from .program_runs import ProgramRun
from .project import context_of
from .siblings import write_siblings
from .sources import naming
from .synthesized import Synthesized
from .synthesized_app import SynthesizedApp
from .tokens import resolver_of
from .view import Origin
from .watching import PART, Settings, Watch

if TYPE_CHECKING:
    from cdktf import App
    from constructs import Construct


class Synth:
    """Synthesizes in this process, into a folder of the test's own.

    Args:
        root: The folder.
        cache: A folder that outlives the test run.
        context: The apps' context, as the cdktf CLI sets it.
        engine: The CDK engine that the run asks for, if any.
        project: The folder in which the paths of programs begin.
    """

    def __init__(
        self,
        root: Path,
        cache: Path,
        context: Mapping[str, Any] | None = None,
        *,
        engine: str | None = None,
        project: Path | None = None,
    ) -> None:
        self._root = root
        self._cache = cache
        self._context = {**(context or {})}
        self._requested = engine
        self._project = project or Path.cwd()
        self._apps = 0

    def __repr__(self) -> str:
        return "<synth>"

    @naming
    def __call__(
        self,
        what: type[Construct] | Construct | Callable[..., Any],
        *,
        stack_id: str = "stack",
        validations: bool | None = None,
        context: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> Synthesized:
        """Synthesize one stack.

        Args:
            what: A class of stacks; a class of constructs, which gets a new stack; a function; a stack; or an
                app with one stack. A function is called with a new stack, which it fills, or with an app if
                its parameter is called `app` or annotated so. If it returns a stack or an app, that one is
                synthesized.
            stack_id: The id of a new stack.
            validations: Whether errors that CDKTF reports raise `SynthesisError`. None ignores errors of a
                stack that was made for a class of constructs or a function, such as a missing provider.
            context: Context for the app, beside that of `cdktf.json`.
            kwargs: Arguments of the class or the function.

        Returns:
            The stack's JSON.

        Raises:
            SynthesisError: CDKTF refuses it, or several stacks were made and none was returned. The message
                names each construct path.
            MixedEngines: It is of another CDK engine than this run. It is a `SynthesisError`.
            TypeError: `what` is something else, or returned something else, or kwargs or context were given
                for what exists already.
        """
        __tracebackhide__ = True
        if is_a(what, "App"):
            app = cast("App | type[App]", what)
            found = self.app(app, validations=validations is not False, context=context, **kwargs)
            return _only(found, _described(what))
        if not isinstance(what, type) and is_a(what, "TerraformStack"):
            _takes_nothing(kwargs, context, "a stack")
            return self._existing(what, validations)
        if not callable(what):
            raise TypeError(
                "synth: expected a stack, a class of stacks or constructs, or a function that fills or "
                f"returns a stack, or an app, got {what!r}"
            )
        return self._new(what, stack_id, validations, context, kwargs)

    @naming
    def app(
        self,
        main: Callable[..., Any] | App | type[App] | str | os.PathLike[str],
        *,
        argv: Sequence[str] = (),
        context: Mapping[str, Any] | None = None,
        validations: bool = True,
        **kwargs: Any,
    ) -> SynthesizedApp:
        """Synthesize a whole program, and leave this process and the project's folder as they were.

        Args:
            main: A function that takes an app, or one that makes an app itself; the path of a file such as
                `main.py`, which runs as `python main.py` does; an app; or a class of apps. It may call
                `app.synth()`, and a file has to. Relative paths begin in pytest's root folder, else in the
                working folder.
            argv: The arguments of the program, in `sys.argv`.
            context: Context for the app, beside that of `cdktf.json`.
            validations: Whether errors that CDKTF reports raise `SynthesisError`.
            kwargs: Arguments of the function or the class.

        Returns:
            The stacks by name.

        Raises:
            SynthesisError: CDKTF refuses it, there is no app or no stack, or the program exits with an error.
            MixedEngines: It is of another CDK engine than this run. It is a `SynthesisError`.
            FileNotFoundError: There is no such file.
            TypeError: `main` is something else, or kwargs or context were given for what takes none.
        """
        __tracebackhide__ = True
        name = _described(main)
        settings = {**self._context, **(context or {})}
        run = ProgramRun(name, self._requested, self._folder, self._cache, settings, validations=validations)
        if isinstance(main, (str, os.PathLike)):
            if kwargs:
                raise TypeError(
                    f"synth_app: a file takes no arguments, got {', '.join(kwargs)}; use argv=[…]"
                )
            file = programs.file_of(main, [self._project, Path.cwd()])
            folder = programs.project_of(file)
            if folder != self._project.resolve() and (folder / programs.SETTINGS).is_file():
                run.context = {**context_of(folder), **(context or {})}
            return run.of_file(file, folder, argv)
        if not isinstance(main, type) and is_a(main, "App"):
            _takes_nothing(kwargs, context, "an app")
            return run.of_app(main)
        if is_a(main, "Construct") and not is_a(main, "App"):
            advice = f'lambda app: {name}(app, "name")' if isinstance(main, type) else "lambda app: …"
            raise TypeError(f"synth_app: {name} is no program: use synth, or give a function, {advice}")
        if not callable(main):
            raise TypeError(f"synth_app: expected a function, the path of a program, or an app, got {main!r}")
        return run.of_function(main, argv, kwargs)

    def new_app(self, *, context: Mapping[str, Any] | None = None, skip_validation: bool = False) -> App:
        """Return a new app with its own output folder in the test's folder.

        Args:
            context: Context, beside that of `cdktf.json`.
            skip_validation: As CDKTF's App takes it.
        """
        __tracebackhide__ = True
        engine = _cdk.engine_for(None, self._requested, "the fixture cdk_app")
        app: App = self._session(engine, skip_validation, {**self._context, **(context or {})})
        return app

    def _session(self, engine: Engine, skip_validation: bool, context: Mapping[str, Any]) -> Any:
        return engine.App(outdir=self._folder(), skip_validation=skip_validation, context=dict(context))

    def _folder(self) -> str:
        self._apps += 1
        return str(self._root / ("cdktf.out" if self._apps == 1 else f"cdktf.out-{self._apps}"))

    def _existing(self, stack: Any, validations: bool | None) -> Synthesized:
        __tracebackhide__ = True
        engine = _cdk.engine_for(stack, self._requested, f"the stack {stack.node.path}")
        nodes = stack.node.root.node.find_all()
        _cdk.same_engine(nodes, engine.name, f"synth: the stack {stack.node.path}")
        session = self._session(engine, validations is False, self._context)
        return self._write(
            engine, stack, session, writing.stacks_of(nodes), [], tolerant=validations is False
        )

    def _new(
        self,
        what: Any,
        stack_id: str,
        validations: bool | None,
        context: Mapping[str, Any] | None,
        kwargs: Mapping[str, Any],
    ) -> Synthesized:
        __tracebackhide__ = True
        name = _described(what)
        engine = _cdk.engine_for(what, self._requested, name)
        is_stack = is_a(what, "TerraformStack")
        is_construct = isinstance(what, type) and not is_stack and is_a(what, "Construct")
        scope = "app" if is_stack else "stack" if is_construct else scope_of(what)
        tolerant = validations is False
        whole_context = {**self._context, **(context or {})}
        if scope == "stack":
            # Its constructs may be in no complete stack, and those that guard what is written can see that.
            app = self._session(engine, not validations, {**whole_context, PART: True})
            part = engine.TerraformStack(app, stack_id)
        else:
            app, part = self._session(engine, tolerant, whole_context), None
        given: tuple[Any, ...] = {"app": (app,), "stack": (part,), "nothing": ()}[scope]
        if is_stack:
            given = (app, stack_id)
        elif is_construct:
            given = (part, _snake_case(what.__name__))
        with Watch(Settings(self._folder, whole_context, tolerant)) as made:
            returned = what(*given, **kwargs)
        below = app.node.find_all()
        _cdk.same_engine([*made.apps, *made.stacks, *below], engine.name, f"synth: {name}")
        others = [each for each in _distinct([*made.stacks, *writing.stacks_of(below)]) if each is not part]
        constructs = returned_constructs(returned, name)
        stack = _chosen(constructs, part, others, name)
        is_named = stack is not part and not is_stack and any(is_a(each, _OWN) for each in constructs)
        _refuse_others(name, [each for each in others if each is not stack], part, is_named=is_named)
        _refuse_foreign(engine, constructs, stack, name)
        if stack.node.root is not app:
            below = stack.node.root.node.find_all()
            _cdk.same_engine(below, engine.name, f"synth: {name}")
        siblings = [each for each in writing.stacks_of(below) if each is stack or each is not part]
        # An app that skips validations was made for the part alone.
        is_apart = stack is not part and (part is not None or stack.node.root is not app)
        session = self._session(engine, tolerant, whole_context) if is_apart else app
        out = self._write(engine, stack, session, siblings, others, tolerant=tolerant)
        if stack is part and validations is None:
            writing.validate_below(stack)
        return out

    def _write(
        self,
        engine: Engine,
        stack: Any,
        session: Any,
        siblings: Sequence[Any],
        others: Sequence[Any],
        *,
        tolerant: bool,
    ) -> Synthesized:
        """Synthesize one stack into an app's folder.

        Args:
            engine: The engine.
            stack: The stack.
            session: The app.
            siblings: The stacks of its own app.
            others: Stacks elsewhere that were made with it.
            tolerant: Whether errors that constructs add are tolerated.
        """
        __tracebackhide__ = True
        text = writing.write_stack(stack, session, siblings, tolerant=tolerant)
        beside = [each for each in _distinct([*siblings, *others]) if each is not stack]
        if beside and writing.is_empty(json.loads(text)):
            full = [each.node.path for each in beside if not writing.is_empty(each.to_terraform())]
            if full:
                raise SynthesisError(
                    f"synth: the stack {stack.node.path} is empty, and others are not: {', '.join(full)}. "
                    "Synthesize the one that you mean, or all of them with synth_app"
                )
        out = Path(session.outdir)
        folder = out.with_name(f"{out.name}-beside")
        origin = Origin(
            out=out,
            directory=out / "stacks" / stack.node.id,
            cache=self._cache,
            resolve=resolver_of(stack, engine),
            manifest=lambda: writing.manifest_of(session),
            path=stack.node.path,
            siblings=cache(lambda: write_siblings(stack, siblings, engine, folder, self._cache)),
        )
        return Synthesized(text, origin)


_OWN = ("App", "TerraformStack")


def _chosen(constructs: Sequence[Any], part: Any, others: Sequence[Any], name: str) -> Any:
    """Return the stack that a class or function stands for.

    Args:
        constructs: What it returned.
        part: The stack that it was called with, if any.
        others: The other stacks that were made.
        name: The class or function, for messages.
    """
    __tracebackhide__ = True
    returned = [each for each in constructs if is_a(each, _OWN)]
    if len(returned) > 1:
        raise SynthesisError(f"synth: {name} returns several stacks. {_ALL_OF_THEM}")
    if returned and is_a(returned[0], "TerraformStack"):
        return returned[0]
    if not returned and part is not None:
        return part
    stacks = [each for each in writing.stacks_in(returned[0]) if each is not part] if returned else others
    if len(stacks) == 1:
        return stacks[0]
    if not stacks:
        raise SynthesisError(f"synth: {name} makes no stack")
    paths = ", ".join(each.node.path for each in stacks)
    raise SynthesisError(f"synth: {name} makes several stacks: {paths}. {_ALL_OF_THEM}")


_ALL_OF_THEM = 'synth gives one: return the one that you mean from a function, or use synth_app(…)["name"]'


def _refuse_others(name: str, others: Sequence[Any], part: Any, *, is_named: bool) -> None:
    """Refuse stacks that a test would not see.

    Args:
        name: The class or function that made them, for messages.
        others: The stacks that are not synthesized.
        part: The stack that it was called with, if any.
        is_named: Whether the stack that is synthesized was returned by a function.
    """
    __tracebackhide__ = True
    if others and not is_named:
        paths = ", ".join(each.node.path for each in others)
        raise SynthesisError(
            f"synth: {name} makes other stacks, which synth would leave out: {paths}. {_ALL_OF_THEM}"
        )
    if is_named and part is not None and not writing.is_empty(part.to_terraform()):
        raise SynthesisError(
            f"synth: {name} fills the stack that it is called with, and returns another one. {_ALL_OF_THEM}"
        )


def _refuse_foreign(engine: Engine, constructs: Sequence[Any], stack: Any, name: str) -> None:
    """Refuse returned constructs that are not in the stack."""
    __tracebackhide__ = True
    for each in constructs:
        if is_a(each, _OWN):
            continue
        try:
            owner = engine.TerraformStack.of(each)
        except RuntimeError:  # it is in no stack
            owner = None
        if owner is not stack:
            raise TypeError(
                f"synth: {name} returns the construct {each.node.path}, which is not in the stack "
                f"{stack.node.path} that is synthesized"
            )


def _only(app: SynthesizedApp, name: str) -> Synthesized:
    __tracebackhide__ = True
    if len(app) > 1:
        raise SynthesisError(
            f"synth: {name} has several stacks: {', '.join(app)}. Use synth_app(…)[{next(iter(app))!r}], or "
            "give synth one of them"
        )
    return next(iter(app.values()))


def _takes_nothing(kwargs: Mapping[str, Any], context: Mapping[str, Any] | None, what: str) -> None:
    __tracebackhide__ = True
    given = [*kwargs, *(["context"] if context is not None else [])]
    if given:
        raise TypeError(f"synth: {what} that exists already takes no arguments, got {', '.join(given)}")


def _distinct(constructs: Sequence[Any]) -> list[Any]:
    return [*{id(each): each for each in constructs}.values()]


def _described(what: Any) -> str:
    """Return how messages call what a test gave: a name, and no text that shows values."""
    if isinstance(what, (str, os.PathLike)):
        return os.path.basename(os.fspath(what))
    if is_a(what, _OWN) and not isinstance(what, type):
        return "the app" if is_a(what, "App") else f"the stack {what.node.path}"
    name = getattr(what, "__name__", None) or type(what).__name__
    return "the function" if name == "<lambda>" else str(name)


def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
