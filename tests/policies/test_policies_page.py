"""docs/policies.md has every policy; `WRITE_DOCS=1` in the environment of this test writes its list anew."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from kibana_connectors.policies.packs import policy_classes
from kibana_connectors.policies.policy import PAGE
from kibana_connectors.policies.reports import demand_of

FILE = Path(__file__).resolve().parents[2] / PAGE
BEGIN, END = "<!-- list -->\n", "<!-- end of list -->\n"
WIDTH = 120


def wrapped(text: str) -> str:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".lstrip()
    return "\n".join(lines)


def listed() -> Iterator[str]:
    yield "## All policies\n"
    for each in policy_classes():
        pack = "" if each.is_usual else ", `strict` only" if each.id != "owner-in-name" else ", in no pack"
        check = f", check `{each.check}` at each synth" if each.check else ""
        yield f"### {each.id}\n"
        yield f"*{each.severity}{pack}{check}* — {demand_of(each)}\n"
        yield wrapped(f"{escaped(each.reason)} {escaped(each.remedy)}.") + "\n"


def escaped(text: str) -> str:
    """Braces, stars and angle brackets mean something in Markdown, or to who renders it."""
    return re.sub(r"(\$?\{+[^{}]*\}+|\S*\.\*|<\w+>)", r"`\1`", text)


def test_the_page_has_every_policy() -> None:
    text = FILE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    now = f"{before}{BEGIN}{chr(10).join(listed())}{END}{after}"
    if os.environ.get("WRITE_DOCS") == "1":
        FILE.write_text(now, encoding="utf-8")
        return

    assert now == text


def test_every_policy_that_the_page_names_is_one() -> None:
    text = (
        FILE.read_text(encoding="utf-8").partition("## What was learned from")[2].partition("## What no")[0]
    )
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", text))

    assert named <= {each.id for each in policy_classes()}
    assert len(named) > 15
