"""The verdict of policies on stacks: what they found, and what somebody switched off with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ..schema.target import Target
from ..stack_files.reading import StackFile
from .judged_stack import COMMENT, JudgedStack
from .policy import SEVERITIES, Finding, Policy


class Suppression(NamedTuple):
    """That somebody switched a policy off.

    Attributes:
        policy: The policy's id.
        path: The path of the construct for which, and for all below which, it is off; empty for everything.
        reason: Why.
    """

    policy: str
    path: str
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether it switches a finding off."""
        return self.policy == finding.policy and self.is_for(finding.path)

    def is_for(self, path: str) -> bool:
        """Whether it holds for the construct at a path."""
        return not self.path or is_below(path, self.path)


@dataclass(frozen=True)
class Verdict:
    """What policies said.

    Attributes:
        findings: What counts, the worst first.
        suppressed: What was found, and is switched off, each with the reason.
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[tuple[Finding, str], ...] = ()

    def count(self, severity: str) -> int:
        """Return how many findings are of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def judge(
    files: Sequence[StackFile],
    policies: Sequence[Policy],
    *,
    suppressions: Iterable[Suppression] = (),
    targets: Mapping[str, Target] | None = None,
    is_strict: bool = False,
    below: str = "",
) -> Verdict:
    """Judge stacks.

    Args:
        files: The stacks.
        policies: What is demanded of them.
        suppressions: What is switched off, beside what the stacks themselves say.
        targets: The Kibana that each provider's alias goes to; the provider without one is `""`.
        is_strict: Whether a warning counts as an error.
        below: Only what stands below this construct's path counts; empty for everything.
    """
    counted: list[Finding] = []
    switched_off: list[tuple[Finding, str]] = []
    stacks: list[JudgedStack] = []
    for file in files:
        off = [*suppressions, *suppressions_in(file.document.raw)]
        stack = JudgedStack(file, targets=targets, earlier=stacks)
        stacks.append(stack)
        for policy in policies:
            for finding in policy.of_stack(stack):
                finding = replace(finding, stack_path=stack.path, file=file.path)
                if below and not is_below(finding.path, below):
                    continue
                if is_strict and finding.severity == "warning":
                    finding = replace(finding, severity="error")
                reason = next((each.reason for each in off if each.covers(finding)), None)
                if reason is None:
                    counted.append(finding)
                else:
                    switched_off.append((finding, reason))
    counted.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    return Verdict(tuple(counted), tuple(switched_off))


def suppressions_in(document: Mapping[str, Any]) -> Iterator[Suppression]:
    """Yield what a stack's JSON says is switched off: its constructs wrote it there."""
    about = document.get("//")
    ours = about.get(COMMENT) if isinstance(about, Mapping) else None
    given = ours.get("suppressed_policies") if isinstance(ours, Mapping) else None
    for each in given if isinstance(given, list) else ():
        if isinstance(each, Mapping) and all(
            isinstance(each.get(key), str) for key in ("policy", "path", "reason")
        ):
            yield Suppression(each["policy"], each["path"], each["reason"])


def write_suppressions(document: dict[str, Any], path: str, suppressions: Iterable[Suppression]) -> None:
    """Write into a stack's JSON what is switched off, so that the command line knows it too.

    Args:
        document: The JSON.
        path: The stack's path in its app.
        suppressions: What is switched off.
    """
    listed = [each._asdict() for each in dict.fromkeys(suppressions)]
    if listed:
        document.setdefault("//", {})[COMMENT] = {"path": path, "suppressed_policies": listed}


def is_below(path: str, above: str) -> bool:
    """Whether a construct is another one, or stands in it."""
    return path == above or path.startswith(f"{above}/")
