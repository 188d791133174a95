"""Lets CDKTF write the JSON of stacks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ._cdk import is_a
from .errors import SynthesisError
from .readable import readable


def stacks_of(constructs: Iterable[Any]) -> list[Any]:
    """Return the stacks among constructs.

    Args:
        constructs: The constructs.
    """
    return [each for each in constructs if is_a(each, "TerraformStack")]


def stacks_in(construct: Any) -> list[Any]:
    """Return all stacks of an app, or below another construct, at any depth.

    Args:
        construct: The app.
    """
    return stacks_of(construct.node.find_all())


def write_stack(stack: Any, session: Any, stacks: Iterable[Any], *, tolerant: bool) -> str:
    """Write one stack as CDKTF does, and return its JSON. A backend that CDKTF adds is left out.

    Args:
        stack: The stack.
        session: The app whose output folder it goes to.
        stacks: The stacks of its own app, which share outputs.
        tolerant: Whether error annotations may be there.

    Raises:
        SynthesisError: CDKTF refuses it.
    """
    __tracebackhide__ = True
    siblings = [*stacks]
    with sharing(siblings if len(siblings) > 1 else [stack]) as without:
        written = write(stack, session, tolerant=tolerant)
        added = any(each is stack and each.node.try_find_child("backend") for each in without)
    if added:
        _remove_backend(written)
    return written.read_text()


@contextmanager
def sharing(stacks: Sequence[Any]) -> Iterator[list[Any]]:
    """Let CDKTF add the outputs and remote states that stacks share, and backends only for this block.

    It yields the stacks that have no backend of their own.

    Args:
        stacks: All stacks of an app, or one alone.

    Raises:
        SynthesisError: CDKTF refuses one.
    """
    __tracebackhide__ = True
    without = [each for each in stacks if each.node.try_find_child("backend") is None]
    try:
        if len(stacks) > 1:
            prepare(stacks)  # what stacks share depends on their backends
        yield without
    finally:
        for each in without:
            each.node.try_remove_child("backend")


def write_all(app: Any, session: Any, *, tolerant: bool) -> None:
    """Write all stacks of an app and a manifest into another app's folder.

    Args:
        app: The app.
        session: The app whose output folder they go to.
        tolerant: Whether error annotations may be there.

    Raises:
        SynthesisError: CDKTF refuses one.
    """
    __tracebackhide__ = True
    stacks = stacks_in(app)
    prepare(stacks)
    for stack in stacks:
        write(stack, session, tolerant=tolerant)
    if not session.skip_validation:
        errors = app.node.validate()
        if errors:
            raise SynthesisError("Validation failed with the following errors:\n  " + "\n  ".join(errors))
    session.manifest.write_to_file()


def prepare(stacks: Iterable[Any]) -> None:
    """Let CDKTF add what stacks share.

    Args:
        stacks: All stacks of an app.

    Raises:
        SynthesisError: CDKTF refuses one.
    """
    __tracebackhide__ = True
    try:
        for each in stacks:
            each.prepare_stack()
    except RuntimeError as error:  # jsii raises it for any error in Node
        raise SynthesisError(readable(str(error))) from None


def write(stack: Any, session: Any, *, tolerant: bool) -> Path:
    """Write one stack as CDKTF does, with a backend if it adds one, and return the file.

    Args:
        stack: The stack.
        session: The app whose output folder it goes to.
        tolerant: Whether error annotations may be there.

    Raises:
        SynthesisError: CDKTF refuses it.
    """
    __tracebackhide__ = True
    written = Path(f"{session.outdir}/stacks/{stack.node.id}/cdk.tf.json")
    failure = ""
    try:
        # An app has all properties of a session. It lives in Node, which saves a call into Python for each
        # property.
        stack.synthesizer.synthesize(session)
    except RuntimeError as error:
        failure = readable(str(error))
    if failure and tolerant and "Annotations with level" in failure:
        written.write_text(json.dumps(stack.to_terraform(), indent=2))
    elif failure:
        raise SynthesisError(failure)
    if not written.exists():
        raise SynthesisError("CDKTF wrote HCL and not JSON: leave SYNTH_HCL_OUTPUT unset")
    return written


def validate_below(stack: Any) -> None:
    """Check the constructs in a stack, and not the stack itself, which `synth` made.

    Args:
        stack: The stack.

    Raises:
        SynthesisError: A construct reports an error.
    """
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


def manifest_of(session: Any) -> dict[str, Any]:
    """Return an app's manifest.

    Args:
        session: The app whose output folder holds it.
    """
    session.manifest.write_to_file()
    manifest: dict[str, Any] = json.loads((Path(session.outdir) / "manifest.json").read_text())
    return manifest


def is_empty(document: Mapping[str, Any]) -> bool:
    """Whether the JSON of a stack has nothing but settings of Terraform in it.

    Args:
        document: The JSON.
    """
    return not document.keys() - {"//", "terraform"}


def _remove_backend(written: Path) -> None:
    document = json.loads(written.read_text())
    terraform = document.get("terraform", {})
    if not isinstance(terraform, dict) or not isinstance(terraform.get("backend", {}), dict):
        return  # an override wrote a list there, and with it no backend of the engine's
    terraform.get("backend", {}).pop("local", None)
    if not terraform.get("backend", True):
        del terraform["backend"]
    if not document.get("terraform", True):
        del document["terraform"]
    written.write_text(json.dumps(document, indent=2))
