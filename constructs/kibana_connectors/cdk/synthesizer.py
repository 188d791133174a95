"""Writes a stack's `cdk.tf.json`: the engine does, and what holds no token is added to what it wrote.

For each key and each value that it gets, the engine looks for tokens several times, after jsii has described
its type in words for an error that does not occur. For a stack of connectors that takes more than a third of
the time of synthesizing, and nearly all of it finds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsii

from .._cdk import IStackSynthesizer, ISynthesisSession, TerraformStack
from .stack_writer import StackWriter


@jsii.implements(IStackSynthesizer)
class Synthesizer:
    """A stack's synthesizer, in place of the engine's own, which it makes use of.

    A stack that is given another one afterwards has everything written by the engine, and so has
    `Testing.synth`.
    """

    def __init__(self, stack: TerraformStack, writer: StackWriter) -> None:
        self._stack = stack
        self._writer = writer
        self._engines = stack.synthesizer
        stack.synthesizer = self

    def synthesize(self, session: ISynthesisSession) -> None:
        """Write the stack's file."""
        with self._writer.literals_apart() as literals:
            self._engines.synthesize(session)
        if literals:
            manifest = session.manifest.for_stack(self._stack)
            _add(literals, Path(session.outdir) / manifest.synthesized_stack_path)


def _add(literals: Mapping[str, Any], file: Path) -> None:
    whole = _merged(literals, json.loads(file.read_bytes()))
    # As the engine writes it; a lone surrogate, which UTF-8 does not know, becomes JSON's escape of it.
    text = json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=False)
    file.write_bytes(text.encode("utf-8", "backslashreplace"))


def _merged(ours: Mapping[str, Any], engines: Mapping[str, Any]) -> dict[str, Any]:
    """Merge as the engine does: what it has, overrides too, wins over ours; lists are joined."""
    merged: dict[str, Any] = {**ours, **engines}
    for key in ours.keys() & engines.keys():
        our, engine = ours[key], engines[key]
        if isinstance(our, Mapping) and isinstance(engine, Mapping):
            merged[key] = _merged(our, engine)
        elif isinstance(our, list) and isinstance(engine, list):
            merged[key] = [*our, *engine]
    return merged
