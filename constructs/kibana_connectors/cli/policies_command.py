"""`kibana-connectors policies`: what policies demand of stacks, and what they find in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .choices import check_choice
from .examples import examples
from .exit_codes import FINDINGS, OK
from .output import AsJson, note, write_json
from .output_file import check_output, write_output
from .table import table_lines, terminal_width, write_lines

if TYPE_CHECKING:
    from ..policies.judging import Suppression, Verdict
    from ..policies.policy import Policy


def _known_pack(given: str) -> str:
    check_choice("pack", given, ("default", "strict"))
    return given


@examples(
    "kibana-connectors policies",
    "kibana-connectors policies cdktf.out",
    "kibana-connectors policies cdktf.out --pack strict --sarif policies.sarif",
    "kibana-connectors policies cdktf.out --suppress 'no-plain-http=same rack'",
)
def judge_stacks(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STACK]...",
            help="A stack's folder, a cdk.tf.json, or a cdktf.out with all its stacks.",
            show_default=False,
        ),
    ] = None,
    pack_name: Annotated[
        str,
        typer.Option("--pack", callback=_known_pack, metavar="default|strict", help="Which policies to ask."),
    ] = "default",
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="ID", help="Ask this policy alone; may be repeated.", show_default=False
        ),
    ] = None,
    suppress: Annotated[
        list[str] | None,
        typer.Option(
            "--suppress",
            metavar="ID=REASON",
            help="Switch this policy off, and say why; may be repeated.",
            show_default=False,
        ),
    ] = None,
    owner_pattern: Annotated[
        str | None,
        typer.Option(
            "--owner-pattern",
            metavar="REGEX",
            help="What connectors' names have to match: owner-in-name.",
            show_default=False,
        ),
    ] = None,
    kibana_version: Annotated[
        str | None,
        typer.Option(
            "--kibana-version",
            metavar="VERSION",
            help="The version of the Kibana that the stacks go to, such as 9.2.",
            show_default=False,
        ),
    ] = None,
    sarif: Annotated[
        str | None,
        typer.Option("--sarif", metavar="FILE", help="Write a SARIF report, too.", show_default=False),
    ] = None,
    in_json: AsJson = False,
) -> None:
    """List the policies, or judge synthesized stacks by them.

    Those that synth always checks are listed too, and asked of the stacks as far as a file tells.

    Connectors and rules of anybody are judged, as far as their values are literal. What a stack itself
    switches off, with `Policies.suppress`, is off here too. It exits with 1 if there is an error. It needs
    neither Kibana nor Node. Reports replace files.
    """
    from ..errors import InvalidPolicy, InvalidProvider
    from ..kibana.errors import InvalidRequest

    try:
        asked, switched_off = (
            _asked(pack_name, only or [], owner_pattern),
            list(_switched_off(suppress or [])),
        )
    except InvalidPolicy as error:
        raise InvalidRequest(str(error)) from None
    if not paths:
        _list(asked, in_json=in_json)
        raise typer.Exit(OK)
    if sarif is not None:
        check_output(sarif, force=True)
    from ..policies.judging import judge
    from ..schema.target import Target
    from ..stack_files.reading import read_stacks

    try:
        targets = {} if kibana_version is None else {"": Target(version=kibana_version)}
    except InvalidProvider:
        raise InvalidRequest('--kibana-version: expected a version of Kibana, such as "9.2"') from None
    verdict = judge(
        read_stacks(paths),
        asked,
        suppressions=switched_off,
        targets=targets,
        is_strict=pack_name == "strict",
    )
    if sarif is not None:
        from .. import __version__
        from ..policies.reports import as_sarif

        write_output(sarif, as_sarif(verdict, asked, version=__version__), force=True)
    if in_json:
        write_json(_as_json(verdict))
    else:
        write_lines(_lines(verdict))
    raise typer.Exit(FINDINGS if verdict.count("error") else OK)


def _asked(pack_name: str, only: list[str], owner_pattern: str | None) -> tuple[Policy, ...]:
    from ..policies.demands.owner_in_name import OwnerInName
    from ..policies.packs import pack, policy_class

    policies = {each.id: each for each in pack(pack_name)}
    if owner_pattern is not None:
        policies[OwnerInName.id] = OwnerInName(owner_pattern)
    if only:
        for id in only:
            if id == OwnerInName.id and id not in policies:
                from ..errors import InvalidPolicy

                raise InvalidPolicy(f"--only {id}: give --owner-pattern, too")
        chosen = [policy_class(id) for id in only]
        for each in chosen:
            if not each.reads_files:
                from ..errors import InvalidPolicy

                raise InvalidPolicy(f"--only {each.id}: no file tells of it; synth checks it each time")
        policies = {each.id: policies[each.id] if each.id in policies else each() for each in chosen}
    return tuple(policies.values())


def _switched_off(given: list[str]) -> Iterator[Suppression]:
    from ..errors import InvalidPolicy
    from ..policies.judging import Suppression
    from ..policies.packs import policy_class

    for each in given:
        id, _, reason = each.partition("=")
        policy = policy_class(id.strip())
        if not policy.can_be_suppressed:
            raise InvalidPolicy(f"--suppress {id.strip()}: this check cannot be switched off")
        if not reason.strip():
            raise InvalidPolicy(f"--suppress {id.strip()}: expected ID=REASON, with a reason")
        yield Suppression(policy.id, "", reason.strip())


def _list(asked: tuple[Policy, ...], *, in_json: bool) -> None:
    from ..policies.reports import demand_of, policy_as_json

    kinds = [type(each) for each in asked]
    if in_json:
        write_json([policy_as_json(each) for each in kinds])
        return
    rows = ((each.id, each.severity, _when(each), demand_of(each)) for each in kinds)
    write_lines(table_lines(("Policy", "Severity", "At synth"), rows, terminal_width(), below="Demand"))
    checks = sum(bool(each.check) for each in kinds)
    note(
        f"{len(kinds)} policies, {checks} of them always checked at synth; "
        "docs/policies.md has reasons and remedies"
    )


def _when(policy: type[Policy]) -> str:
    """Return when synth asks a policy: always, or where somebody applied it."""
    return "always" if policy.check else "if applied"


def _lines(verdict: Verdict) -> Iterator[str]:
    if verdict.findings:
        rows = ((each.severity, each.policy, each.label, each.text) for each in verdict.findings)
        yield from table_lines(("Severity", "Policy", "Where"), rows, terminal_width(), below="Finding")
        yield ""
    for finding, reason in verdict.suppressed:
        yield f"switched off: {finding.policy} at {finding.path}: {reason}"
    if verdict.suppressed:
        yield ""
    counts = [_plural(verdict.count(severity), severity) for severity in ("error", "warning", "info")]
    yield f"{', '.join(counts)}, {len(verdict.suppressed)} switched off"


def _plural(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 or what == "info" else f"{number} {what}s"


def _as_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "errors": verdict.count("error"),
        "warnings": verdict.count("warning"),
        "findings": [each.as_json() for each in verdict.findings],
        "suppressed": [{**each.as_json(), "reason": reason} for each, reason in verdict.suppressed],
    }
