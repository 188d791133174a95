"""The page: what it is given, and how it is written."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple
from urllib.parse import quote

from ..errors import MissingExtra
from ..guard.uses import EVERY_SPACE, User
from ..kibana.shown_text import escaped

_STATES = {
    "missing": "missing secrets",
    "deprecated": "deprecated",
    "preconfigured": "preconfigured",
    "unused": "unused",
    "failing": "failing",
}
_KINDS = {"missing": "bad", "failing": "bad", "deprecated": "warn", "preconfigured": "info", "unused": "warn"}
_APP = "/app/management/insightsAndAlerting/triggersActionsConnectors/connectors"
_RULE = "/app/management/insightsAndAlerting/triggersActions/rule"
_WORKFLOW = "/app/workflows"


@dataclass(frozen=True)
class ReportedConnector:
    """A connector on the page.

    Attributes:
        id: Its id.
        name: Its name.
        space: Its space; `*` for preconfigured ones.
        type_id: Its type.
        type_name: Its type's name; None where Kibana does not know the type.
        is_missing_secrets: Whether it misses its secrets.
        is_deprecated: Whether it, or its type, is outdated.
        is_preconfigured: Whether it stands in kibana.yml.
        is_unused: Whether nothing uses it; None where that is not known.
        counted_users: How many use it, as Kibana counts; None where it does not.
        users: Who uses it, as far as it could be read.
        remarks: What else is to say, such as that its type is not enabled.
        runs: How many times it ran.
        failures: How many of them failed.
        p95_ms: How long 95 of 100 runs took at most, in milliseconds; None where no run says.
        last_error: What was wrong when it last failed.
        slices: Runs and failures over time, earliest first.
    """

    id: str
    name: str
    space: str
    type_id: str
    type_name: str | None = None
    is_missing_secrets: bool = False
    is_deprecated: bool = False
    is_preconfigured: bool = False
    is_unused: bool | None = None
    counted_users: int | None = None
    users: tuple[User, ...] = ()
    remarks: tuple[str, ...] = ()
    runs: int = 0
    failures: int = 0
    p95_ms: float | None = None
    last_error: str | None = None
    slices: tuple[tuple[int, int], ...] = ()

    @property
    def states(self) -> list[str]:
        """The states that it can be filtered by."""
        found = {
            "missing": self.is_missing_secrets,
            "deprecated": self.is_deprecated,
            "preconfigured": self.is_preconfigured,
            "unused": self.is_unused,
            "failing": self.failures > 0,
        }
        return [state for state, holds in found.items() if holds]


@dataclass(frozen=True)
class Report:
    """What is on the page.

    Attributes:
        endpoint: Kibana's URL, without a login.
        made: When, in words.
        version: Kibana's version; None where it does not say.
        connectors: The connectors.
        notes: What the page does not show, and why.
        since: When the period of the runs begins, in words.
        until: When it ends, in words.
        slices: Runs and failures of all connectors over time; None where the runs could not be read.
    """

    endpoint: str
    made: str
    connectors: tuple[ReportedConnector, ...]
    version: str | None = None
    notes: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    slices: tuple[tuple[int, int], ...] | None = None


class Chart(NamedTuple):
    """Columns as paths of SVG.

    Attributes:
        width: The width of the drawing.
        height: Its height.
        good: The path of what succeeded.
        bad: The path of what failed, on top of it.
        label: The same in words.
    """

    width: int
    height: int
    good: str
    bad: str
    label: str


def render(report: Report) -> str:
    """Return the page.

    Every text is escaped for where it stands, and what cannot be printed is shown as an escape. The page
    loads nothing, and its policy lets no script run but its own.

    Args:
        report: What is on it.

    Raises:
        MissingExtra: jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, StrictUndefined
        from markupsafe import Markup
    except ModuleNotFoundError:
        raise MissingExtra("cli", "jinja2") from None
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    css, script = _part("page.css"), _part("page.js")
    rows = [_row(each, report) for each in _sorted(report.connectors)]
    return environment.from_string(_part("page.html.j2")).render(
        report=report,
        policy=(
            f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(css)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
        css=Markup(css),  # noqa: S704 - a file of this package
        script=Markup(script),  # noqa: S704 - as above
        rows=rows,
        figures=_figures(report),
        types=_options((each.type_id, each.type_name or each.type_id) for each in report.connectors),
        spaces=_options(
            (each.space, "every space (preconfigured)" if each.space == EVERY_SPACE else each.space)
            for each in report.connectors
        ),
        states=_state_options(report.connectors),
        time=None if report.slices is None else chart(report.slices, 960, 60),
    )


def _shown(value: Any) -> Any:
    return escaped(value) if type(value) is str else value


@cache
def _part(name: str) -> str:
    return resources.files(__name__.rpartition(".")[0]).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _sorted(connectors: Iterable[ReportedConnector]) -> list[ReportedConnector]:
    return sorted(connectors, key=lambda each: (each.name.casefold(), each.space, each.id))


def _row(each: ReportedConnector, report: Report) -> dict[str, Any]:
    states = each.states
    used = max(len(each.users), each.counted_users or 0)
    percent = 100 * each.failures / each.runs if each.runs else 0
    users = " ".join(user.name for user in each.users)
    return {
        "connector": _linked(each, report),
        "states": states,
        "text": f"{each.name} {each.id} {each.type_id} {each.type_name or ''} {users}",
        "link": _link(report, each.space, _APP, each.id),
        "tags": [
            *({"label": _STATES[state], "kind": _KINDS[state]} for state in states),
            *({"label": remark, "kind": "warn"} for remark in each.remarks),
        ],
        "used": used,
        "used_text": _used_text(each, used),
        "failed_percent": f"{percent:.2f}",
        "failed_text": f"{min(max(round(percent), 1), 99 if percent < 100 else 100)}%",
        "p95_text": _time(each.p95_ms) if each.runs else "",
        "spark": chart(each.slices, 130, 24) if each.runs and each.slices else None,
    }


def _linked(each: ReportedConnector, report: Report) -> dict[str, Any]:
    users = [
        {
            **vars(user),
            "link": _link(report, user.space, _RULE if user.kind == "rule" else _WORKFLOW, user.id),
        }
        for user in each.users
    ]
    return {**vars(each), "users": users}


def _link(report: Report, space: str, app: str, id: str) -> str:
    prefix = "" if space in (EVERY_SPACE, "default") else f"/s/{quote(space, safe='')}"
    return f"{report.endpoint}{prefix}{app}/{quote(id.encode('utf-8', 'replace'), safe='')}"


def _used_text(each: ReportedConnector, used: int) -> str:
    if used:
        return f"{used:,}"
    if each.is_unused:
        return "nothing"
    return "0" if each.counted_users is not None and not each.is_preconfigured else "unknown"


def _figures(report: Report) -> list[dict[str, Any]]:
    connectors = report.connectors
    states = Counter(state for each in connectors for state in each.states)
    figures: list[tuple[str, int, bool]] = [
        ("connectors", len(connectors), False),
        ("spaces", len({each.space for each in connectors} - {EVERY_SPACE}), False),
        ("missing secrets", states["missing"], True),
        ("deprecated", states["deprecated"], False),
        ("preconfigured", states["preconfigured"], False),
        ("unused", states["unused"], False),
    ]
    if report.slices is not None:
        figures += [
            ("runs", sum(runs for runs, _ in report.slices), False),
            ("runs failed", sum(failures for _, failures in report.slices), True),
        ]
    return [
        {"label": label, "value": f"{value:,}", "is_bad": is_bad and value > 0}
        for label, value, is_bad in figures
    ]


def _options(values: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    counted = Counter(values)
    return [
        {"value": value, "label": label, "count": f"{count:,}"}
        for (value, label), count in sorted(counted.items(), key=lambda each: each[0][1].casefold())
    ]


def _state_options(connectors: Sequence[ReportedConnector]) -> list[dict[str, Any]]:
    counted = Counter(state for each in connectors for state in each.states)
    return [
        {"value": value, "label": label[0].upper() + label[1:], "count": f"{counted[value]:,}"}
        for value, label in _STATES.items()
    ]


def chart(slices: Sequence[tuple[int, int]], width: int, height: int) -> Chart:
    """Return columns of runs, failures below and the others on top of them.

    Args:
        slices: Runs and failures of each part of the time.
        width: The width of the drawing.
        height: Its height.
    """
    most = max((runs for runs, _ in slices), default=0) or 1
    step = width / max(len(slices), 1)
    wide = round(step * 0.8, 2)
    good, bad = [], []
    for number, (runs, failures) in enumerate(slices):
        x = round(number * step + step * 0.1, 2)
        failed = round(max(height * failures / most, 2), 2) if failures else 0
        passed = round(max(height * (runs - failures) / most, 2), 2) if runs > failures else 0
        failed, passed = min(failed, height), min(passed, height - min(failed, height))
        if failed:
            bad.append(f"M{x} {height}v{-failed:g}h{wide}v{failed:g}z")
        if passed > 0:
            good.append(f"M{x} {height - failed:g}v{-passed:g}h{wide}v{passed:g}z")
    total, failures = sum(runs for runs, _ in slices), sum(failures for _, failures in slices)
    label = f"{total:,} runs, {failures:,} failed; at most {most if total else 0:,} in one column"
    return Chart(width, height, "".join(good), "".join(bad), label)


def _time(milliseconds: float | None) -> str:
    if milliseconds is None:
        return ""
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"
