"""The fixture `synth`: it synthesizes a stack, a class or a function, and returns its JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from constructs import Construct

from kibana_connectors._cdk import ENGINE, App, ISynthesisSession, TerraformStack

from .errors import SynthesisError
from .readable import readable
from .sources import naming
from .synthesized import Synthesized
from .tokens import resolver_of
from .view import Origin


class Synth:
    """Synthesizes in this process, into the test's own folder.

    Args:
        root: The test's own folder.
        cache: A folder that outlives the test run.
        context: The apps' context, as the cdktf CLI sets it.
    """

    def __init__(self, root: Path, cache: Path, context: Mapping[str, Any] | None = None) -> None:
        self._root = root
        self._cache = cache
        self._context = {**(context or {})}
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
        **kwargs: Any,
    ) -> Synthesized:
        """Synthesize a stack.

        Args:
            what: A class of stacks; a class of constructs, which gets a new stack; a function that adds to
                the stack it is called with; or a stack.
            stack_id: The id of a new stack.
            validations: Whether errors that CDKTF reports raise `SynthesisError`. None ignores errors of a
                stack that was made for a class of constructs or a function, such as a missing provider.
            kwargs: Arguments of the class or the function.

        Returns:
            The stack's JSON.

        Raises:
            SynthesisError: CDKTF refuses it. The message names each construct path.
            TypeError: `what` is something else, or kwargs were given for a stack that exists already.
        """
        __tracebackhide__ = True
        exists = isinstance(what, TerraformStack)
        if not exists and not callable(what):
            raise TypeError(
                "synth: expected a stack, a class of stacks or constructs, or a function that fills a stack, "
                f"got {what!r}"
            )
        if exists and kwargs:
            raise TypeError(f"synth: a stack that exists already takes no arguments, got {', '.join(kwargs)}")
        whole = exists or (isinstance(what, type) and issubclass(what, TerraformStack))
        skips = not whole if validations is None else not validations
        app = self.new_app(skip_validation=skips, is_part=not whole)
        stack = cast("TerraformStack", what) if exists else _build(what, app, stack_id, kwargs)
        synthesized = self._synthesize(stack, app, tolerant=validations is False)
        if not whole and validations is None:
            _validate_below(stack)
        return synthesized

    def new_app(self, *, skip_validation: bool = False, is_part: bool = False) -> App:
        """Return a new app with its own output folder in the test's folder.

        Args:
            skip_validation: As CDKTF's App takes it.
            is_part: Whether it is made for a construct alone, in a stack that is never deployed. Constructs
                that guard what is written can see that in the context `pytest_cdktf:part`.
        """
        context = {**self._context, "pytest_cdktf:part": True} if is_part else self._context
        self._apps += 1
        name = "cdktf.out" if self._apps == 1 else f"cdktf.out-{self._apps}"
        return App(outdir=str(self._root / name), skip_validation=skip_validation, context=context)

    def _synthesize(self, stack: TerraformStack, app: App, *, tolerant: bool) -> Synthesized:
        __tracebackhide__ = True
        out = Path(app.outdir)
        directory = out / "stacks" / stack.node.id
        written = directory / "cdk.tf.json"
        failure = ""
        has_backend = ENGINE == "cdktf" or stack.node.try_find_child("backend") is not None
        try:
            _prepare(stack)
            # An app has all properties of a session. It lives in Node, which saves a call into Python for
            # each property.
            stack.synthesizer.synthesize(cast("ISynthesisSession", app))
        except RuntimeError as error:  # jsii raises it for any error in Node
            failure = readable(str(error))
        if failure and tolerant and "Annotations with level" in failure:
            written.write_text(json.dumps(stack.to_terraform(), indent=2))
        elif failure:
            raise SynthesisError(failure)
        if not written.exists():
            raise SynthesisError("CDKTF wrote HCL and not JSON: leave SYNTH_HCL_OUTPUT unset")
        if not has_backend:
            stack.node.try_remove_child("backend")
            _remove_backend(written)
        origin = Origin(out, directory, self._cache, resolver_of(stack), lambda: _manifest(app))
        return Synthesized(written.read_text(), origin)


def _build(what: Any, app: App, stack_id: str, kwargs: Mapping[str, Any]) -> TerraformStack:
    __tracebackhide__ = True
    if isinstance(what, type) and issubclass(what, TerraformStack):
        return what(app, stack_id, **kwargs)
    stack = TerraformStack(app, stack_id)
    if isinstance(what, type) and issubclass(what, Construct):
        what(stack, _snake_case(what.__name__), **kwargs)
    else:
        what(stack, **kwargs)
    return stack


def _prepare(stack: TerraformStack) -> None:
    """Let CDKTF add the outputs and remote states that stacks share; it needs the backends for that."""
    siblings = [each for each in stack.node.root.node.children if isinstance(each, TerraformStack)]
    if len(siblings) > 1:
        for each in siblings:
            each.prepare_stack()


def _remove_backend(written: Path) -> None:
    """Remove the local backend that cdktn, unlike cdktf, adds to a stack without one even here."""
    document = json.loads(written.read_text())
    terraform = document.get("terraform", {})
    terraform.get("backend", {}).pop("local", None)
    if not terraform.get("backend", True):
        del terraform["backend"]
    if not document.get("terraform", True):
        del document["terraform"]
    written.write_text(json.dumps(document, indent=2))


def _validate_below(stack: TerraformStack) -> None:
    """Raise for errors of the constructs in a stack, and not of the stack, which `synth` made."""
    __tracebackhide__ = True
    message = ""
    try:
        stack.run_all_validations()
    except RuntimeError as error:
        message = readable(str(error))
    path = re.escape(stack.node.path)
    # An error ends where the path of the next one begins.
    head, *errors = re.split(rf"^ *(?=\[{path}(?:/[^\]\n]*)?\] )", message, flags=re.MULTILINE)
    below = [each.strip() for each in errors if not re.match(rf"\[{path}\] ", each)]
    if below:
        raise SynthesisError("\n  ".join([head.strip(), *below]))


def _manifest(app: App) -> Mapping[str, Any]:
    app.manifest.write_to_file()
    manifest: dict[str, Any] = json.loads((Path(app.outdir) / "manifest.json").read_text())
    return manifest


def _snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
