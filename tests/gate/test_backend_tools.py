"""What only one of the tools knows in a backend, and what neither evaluates as it is meant."""

from __future__ import annotations

from typing import Any

import pytest
from gate_documents import accepted, refused

from kibana_connectors.gate.backend_tools import ONLY

EACH = [(kind, name, tool) for kind, table in ONLY.items() for name, tool in table.items()]


@pytest.fixture(autouse=True)
def no_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TF_CLOUD_HOSTNAME", raising=False)


@pytest.mark.parametrize(
    ("kind", "name", "knows"),
    [each for each in EACH if each[1] not in ("customer_provided_key",)],  # a credential
)
def test_what_only_one_tool_knows(kind: str, name: str, knows: Any) -> None:
    other: Any = "terraform" if knows == "opentofu" else "opentofu"
    document = {"terraform": {"backend": {kind: {name: "x"}}}}

    assert accepted(document, tool=knows).notes == ()
    [note] = accepted(document).notes
    assert (note.address, note.field) == (f"terraform.backend.{kind}", name)
    for is_told in (True, False):
        [problem] = refused(document, tool=other, is_tool_told=is_told)
        assert problem.field == name
        assert f'Target(tool="{knows}")' in problem.remedy
    accepted({"terraform": {"backend": {kind: {name: None}}}}, tool=other)


def test_encryption_is_opentofus_alone() -> None:
    document = {"terraform": {"encryption": {"state": {}}}}

    assert accepted(document, tool="opentofu").notes == ()
    assert [note.address for note in accepted(document).notes] == ["terraform.encryption"]
    assert [problem.address for problem in refused(document, tool="terraform")] == ["terraform.encryption"]
    # The environment of the one who synthesizes may not be that of the one who deploys.
    in_environment = accepted(document, tool="terraform", is_tool_told=False)
    assert [note.address for note in in_environment.notes] == ["terraform.encryption"]


def test_opentofu_needs_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    document = {"terraform": {"cloud": {"organization": "o"}}}

    assert accepted(document, tool="terraform").notes == ()
    assert [note.field for note in accepted(document).notes] == ["hostname"]
    assert [problem.field for problem in refused(document, tool="opentofu")] == ["hostname"]
    accepted({"terraform": {"cloud": {"hostname": "tfe.example"}}}, tool="opentofu")


TEMPLATES = [
    "${var.v}",
    "a-${var.v}",
    "%{ if true }a%{ endif }",
    "$${v}",
    "%%{v}",
    "${",
    "${TfToken[TOKEN.0]}",
]


@pytest.mark.parametrize("tool", ["terraform", None])
@pytest.mark.parametrize("value", TEMPLATES)
@pytest.mark.parametrize("wrap", [lambda v: v, lambda v: [v], lambda v: {"a": v}, lambda v: [{"a": {v: 1}}]])
def test_terraform_evaluates_nothing(tool: Any, value: str, wrap: Any) -> None:
    document = {"terraform": {"backend": {"local": {"path": wrap(value)}}}, "variable": {"v": {}}}

    [problem] = refused(document, tool=tool)

    assert (problem.address, problem.field) == ("terraform.backend.local", "path")
    assert "expected a text without ${ and %{" in problem.message


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("${var.v}", None),
        ("a-${local.l}", None),
        ("${terraform.workspace}", None),
        ("${path.root}/x", None),
        ('${format("%s-x", var.v)}', None),
        ("$${v}", None),
        ("%%{v}", None),
        ("${var.undeclared}", None),  # told by the tool itself
        ("${var.sensitive}", "var.sensitive, which is sensitive,"),
        ("${var.ephemeral}", "var.ephemeral, which is ephemeral,"),
        ("${var.text}", "var.text, which is sensitive,"),
        ("${local.of_sensitive}", "var.sensitive, which is sensitive,"),
        ("${data.x.y.z}", "data.x.y"),
        ("${x.y.z}", "x.y"),
        ("${local.of_data}", "data.x.y"),
        ("${module.m.o}", "module.m"),
        ("${", "an expression that cannot be read"),
    ],
)
def test_opentofu_evaluates_what_it_knows_in_time(value: str, found: str | None) -> None:
    document = {
        "terraform": {"backend": {"local": {"path": value}}},
        "variable": {
            "v": {},
            "sensitive": {"sensitive": True},
            "ephemeral": {"ephemeral": True},
            "text": {"sensitive": "true"},
        },
        "locals": {
            "l": "${var.v}",
            "of_sensitive": "${local.one}",
            "one": "x${var.sensitive}",
            "of_data": "${data.x.y.z}",
        },
    }

    if found is None:
        accepted(document, tool="opentofu")
    else:
        [problem] = refused(document, tool="opentofu")
        assert f"refuses {found}" in problem.message
