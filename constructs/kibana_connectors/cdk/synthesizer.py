"""Writes a stack's `cdk.tf.json`: the engine does, and what holds no token is added to what it wrote.

For each key and each value that it gets, the engine looks for tokens several times, after jsii has described
its type in words for an error that does not occur. For a stack of connectors that takes more than a third of
the time of synthesizing, and nearly all of it finds nothing.

What the user does to the whole stack wins over what our part says: overrides of the stack, constructs that
were removed, a synthesizer of the user's own. `Testing.synth` has everything written by the engine.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import jsii

from .._cdk import Annotations, IStackSynthesizer, ISynthesisSession, TerraformStack
from ..errors import SecretWarning, StateWarning, SynthesisError
from ..frames import forgetful
from ..gate.verdict import judge
from ..terraform.bare_references import write_bare_references
from ..terraform.elasticstack import CONNECTOR, RULE
from ..terraform.losses import losses
from ..terraform.merging import merged
from ..terraform.rule_losses import rule_losses
from .checks.runner import file_errors
from .gate_messages import paths_of, told
from .stack_record import StackRecord, remember_file
from .stack_warnings import PART, stack_warnings
from .stack_writer import StackWriter


@jsii.implements(IStackSynthesizer)
class Synthesizer:
    """A stack's synthesizer: calls the engine's own, or the user's, and completes the file."""

    def __init__(self, stack: TerraformStack, record: StackRecord, writer: StackWriter) -> None:
        self._stack = stack
        self._record = record
        self._writer = writer
        self._engines = stack.synthesizer
        self._users: Any = None
        self._is_writing = False
        self._has_warned = False
        self._names_of_others: frozenset[str] | None = None
        stack.synthesizer = self
        writer.before_preparing = self._stay_in_front

    @forgetful
    def synthesize(self, session: ISynthesisSession) -> None:
        """Write the stack's file."""
        if self._is_writing:
            # The user's synthesizer calls the one that it replaced, which is this one.
            self._engines.synthesize(session)
            return
        self._is_writing = True
        try:
            document, file = self._document(session)
        finally:
            self._is_writing = False
        _drop_ambiguous_moves(document, self._record)
        write_bare_references(document)
        record = self._record
        remember_file(file, record)
        if record.policies or record.policy_suppressions or record.suppressed:
            from .policy_judging import write_stack_suppressions

            write_stack_suppressions(record, document)
        judged = self._judged(document, file, session)
        # As the engine writes it; a lone surrogate, which UTF-8 does not know, becomes JSON's escape of it.
        text = json.dumps(judged, indent=2, sort_keys=True, ensure_ascii=False)
        file.write_bytes(text.encode("utf-8", "backslashreplace"))

    def _judged(self, document: dict[str, Any], file: Path, session: ISynthesisSession) -> Mapping[str, Any]:
        """Return what is to be written, or refuse it and leave no file.

        Raises:
            SynthesisError: The message names the construct, the field and the remedy.
        """
        record = self._record
        not_sensitive = {each.address: each.secrets.open_paths for each in record.declarations}
        judging = partial(
            judge,
            document,
            not_sensitive=not_sensitive,
            stack_name=record.path.rpartition("/")[2],
            tool=record.tool,
            is_tool_told=record.is_tool_told,
        )
        verdict = judging()
        errors = file_errors(
            self._stack,
            record,
            verdict.document,
            names_of_others=self._names_of_others,
            skip_validation=bool(session.skip_validation),
        )
        if verdict.errors and session.skip_validation and self._stack.node.try_get_context(PART):
            # Nothing of it is ever deployed: how the state is kept does not matter.
            verdict = judging(is_encryption_demanded=False)
        if verdict.errors or verdict.warnings:
            paths = paths_of(document, record.everything)
            errors = [*(told(problem, paths) for problem in verdict.errors), *errors]
            accepted = {(each.address, field) for each in record.declarations for field in each.secrets.kept}
            for problem in verdict.warnings:
                if (problem.address, problem.field) in accepted:
                    continue  # the construct has a warning with the user's reason
                warnings.warn(told(problem, paths), SecretWarning, stacklevel=2)
        if record.policies and not session.skip_validation:
            from .policy_judging import stack_policy_errors

            errors += stack_policy_errors(self._stack, record, verdict.document, file)
        for note in verdict.notes:
            warnings.warn(f"{record.path}: {note}", StateWarning, stacklevel=2)
        if errors:
            file.unlink()
            listed = "".join(f"\n  [{record.path}] {error}" for error in errors)
            raise SynthesisError(f"Validation failed with the following errors:{listed}")
        return verdict.document

    def _document(self, session: ISynthesisSession) -> tuple[dict[str, Any], Path]:
        """Let the stack be written, and return what its file has to hold."""
        manifest = session.manifest.for_stack(self._stack)
        file = Path(session.outdir) / manifest.synthesized_stack_path
        self._warn(file)
        literals: Mapping[str, Any] = {}
        if self._users is None:
            with self._writer.literals_apart() as literals:
                self._engines.synthesize(session)
        else:
            self._users.synthesize(session)
        document: dict[str, Any] = json.loads(file.read_bytes())
        if not literals:
            self._names_of_others = None
            return document, file
        # What is ours is apart: a name that the engine wrote something of is somebody else's too.
        self._names_of_others = frozenset(document.get("variable", {})).intersection(
            literals.get("variable", {})
        )
        if self._is_unfinished(document):
            # Nothing apart now: the engine merges everything, and what it returns is the truth.
            self._writer.drop_removed()
            whole: dict[str, Any] = self._stack.to_terraform()
            return whole, file
        return merged(literals, document), file

    def _is_unfinished(self, document: Mapping[str, Any]) -> bool:
        """Whether the stack has overrides, or lacks a connector that was removed from the tree.

        Both can be read off the engine's file: it lists the stack's overrides, and it has an entry with
        metadata for each construct that it met.
        """
        if document.get("//", {}).get("metadata", {}).get("overrides", {}).get("stack"):
            return True
        written = document.get("resource", {})
        return any(
            "//" not in written.get(kind, {}).get(declaration.logical_id, {})
            for kind, declarations in ((CONNECTOR, self._record.declarations), (RULE, self._record.rules))
            for declaration in declarations
        )

    def _warn(self, file: Path) -> None:
        """Add the warnings that only a complete stack has, once."""
        if not self._has_warned:
            self._has_warned = True
            self._warn_of_losses(file)
            for warning in stack_warnings(self._stack, self._record):
                Annotations.of(self._stack).add_warning(warning)

    def _warn_of_losses(self, file: Path) -> None:
        """Compare with the file that was written before, where the output folder still has it."""
        try:
            previous = json.loads(file.read_bytes())
        except (OSError, ValueError):  # none, or none that is whole
            return
        if isinstance(previous, dict):
            record = self._record
            for loss in losses(previous, record.declarations, record.forgotten, record.path):
                Annotations.of(self._stack).add_warning(loss)
            for loss in rule_losses(previous, record.rules):
                Annotations.of(self._stack).add_warning(loss)

    def _stay_in_front(self) -> None:
        """Keep a synthesizer that the user set after this one, and stand before it again.

        The engine prepares all stacks before it writes the first one, so this is in time.
        """
        current = self._stack.synthesizer
        if current is not self:
            self._users = current
            self._stack.synthesizer = self


def _drop_ambiguous_moves(document: dict[str, Any], record: StackRecord) -> None:
    """Leave out a `moved` block of ours where the user moved another resource to the same address."""
    blocks: list[dict[str, Any]] = document.get("moved", [])
    ours = [block for declaration in record.everything for block in declaration.moved_blocks()]
    theirs = {block.get("to") for block in blocks if block not in ours}
    if theirs:
        document["moved"] = [block for block in blocks if block not in ours or block.get("to") not in theirs]
