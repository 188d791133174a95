"""Judges by policies what was written: a stack's file when it is written, all of an app when they all are."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import constructs
import jsii

from .._cdk import TerraformStack
from ..errors import PolicyWarning
from ..gate.document import Document
from ..policies.judging import Suppression, is_below, judge, write_suppressions
from ..policies.packs import policy_class
from ..policies.policy import Finding
from ..schema.target import Target
from ..stack_files.reading import StackFile
from .applied_policies import KEPT, Applied, app_suppressions
from .stack_record import StackRecord, record_of_file


def stack_policy_errors(
    stack: TerraformStack, record: StackRecord, document: Mapping[str, Any], file: Path
) -> list[str]:
    """Return what policies of a stack, and of constructs in it, find in its JSON; warnings are told.

    Args:
        stack: The stack.
        record: What is known of it.
        document: The JSON as it is written.
        file: Where it is written.
    """
    if not record.policies:
        return []
    off = app_suppressions(stack.node.root)
    written = StackFile(record.path.rpartition("/")[2], file, Document(document), "")
    found = _found(written, record.policies, record, off)
    record.told_findings.update(each.text for each in found)
    return list(_errors(found))


def write_stack_suppressions(record: StackRecord, document: dict[str, Any]) -> None:
    """Write into a stack's JSON which policies are switched off in it."""
    write_suppressions(document, record.path, _suppressions_of(record))


@jsii.implements(constructs.IValidation)
class AppPolicies:
    """The policies of an app, or of a construct around stacks. The engine asks it when all is written.

    Args:
        root: The app.
    """

    def __init__(self, root: Any) -> None:
        self.suppressions: list[Suppression] = []
        self._applied: list[Applied] = []
        self._root = root

    def add(self, applied: Applied) -> None:
        """Take policies in."""
        self._have_the_engine_ask()
        self._applied.append(applied)

    def suppress(self, suppression: Suppression) -> None:
        """Switch a policy off."""
        self._have_the_engine_ask()
        self.suppressions.append(suppression)

    def _have_the_engine_ask(self) -> None:
        if not (self._applied or self.suppressions):
            self._root.node.add_validation(self)

    def validate(self) -> list[str]:
        """Return what is wrong with the stacks, and leave no file of those that must not be deployed."""
        errors: list[str] = []
        for name, about in dict(self._root.manifest.stacks).items():
            path = about.construct_path
            applied = [each for each in self._applied if not each.below or is_below(path, each.below)]
            file = Path(self._root.outdir) / about.synthesized_stack_path
            if (applied or self.suppressions) and file.suffix == ".json" and file.is_file():
                errors += self._of_stack(name, path, file, applied)
        return errors

    def _of_stack(self, name: str, path: str, file: Path, applied: list[Applied]) -> Iterator[str]:
        text = file.read_text(encoding="utf-8")
        document: dict[str, Any] = json.loads(text)
        record = record_of_file(file)
        written = StackFile(name, file, Document(document), text)
        found = _found(written, applied, record, self.suppressions)
        told = record.told_findings if record is not None else set()
        errors = list(_errors(each for each in found if each.text not in told))
        if errors:
            file.unlink()
        elif self.suppressions:
            kept = _suppressions_of(record) if record is not None else []
            write_suppressions(document, path, [*kept, *self.suppressions])
            text = json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False)
            file.write_bytes(text.encode("utf-8", "backslashreplace"))
        for error in errors:
            yield f"[{path}] {error}"


def app_policies_of(scope: constructs.IConstruct) -> AppPolicies:
    """Return the policies of the app that a scope belongs to; the first call makes them."""
    root = scope.node.root
    found: AppPolicies | None = root.__dict__.get(KEPT)
    if found is None:
        found = AppPolicies(root)
        setattr(root, KEPT, found)
    return found


def _found(
    file: StackFile,
    applied: Iterable[Applied],
    record: StackRecord | None,
    suppressions: Iterable[Suppression],
) -> list[Finding]:
    """Return what all policies of a stack find, each thing once."""
    off = [*suppressions, *(_suppressions_of(record) if record is not None else ())]
    found: dict[tuple[object, ...], Finding] = {}
    for each in applied:
        verdict = judge(
            [file],
            each.policies,
            suppressions=off,
            targets=_targets_of(record),
            is_strict=each.is_strict,
            below=each.below,
        )
        for finding in verdict.findings:
            if record is not None and record.has_told(finding):
                continue
            key = (finding.policy, finding.path, finding.text)
            if key not in found or finding.severity == "error":
                found[key] = finding
    return list(found.values())


def _errors(findings: Iterable[Finding]) -> Iterator[str]:
    for each in findings:
        text = f"{each.path}: {each.text} (policy {each.policy})"
        if each.severity == "error":
            yield text
        elif each.severity == "warning":
            warnings.warn(text, PolicyWarning, stacklevel=2)


def _suppressions_of(record: StackRecord) -> list[Suppression]:
    checks = (
        Suppression(policy_class(name).id, record.path, reason) for name, reason in record.suppressed.items()
    )
    return [*record.policy_suppressions, *checks]


def _targets_of(record: StackRecord | None) -> dict[str, Target]:
    providers = record.providers if record is not None else ()
    return {each.alias or "": each.target for each in providers if each.target is not None}
