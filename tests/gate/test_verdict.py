"""The verdict over a whole file, and how its parts go together."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from gate_documents import ADDRESS, CONNECTOR, judged, with_secret, with_value
from hypothesis import given, settings
from hypothesis import strategies as st

from kibana_connectors.errors import Problem
from kibana_connectors.gate.judgement import SourceProblem
from kibana_connectors.gate.problems import GateProblem
from kibana_connectors.gate.quick_judge import QuickJudge
from kibana_connectors.gate.verdict import judge


def test_everything_that_is_wrong_is_told_at_once() -> None:
    document = {
        "variable": {"t": {}, "u": {}},
        "output": {"all": {"value": f"${{{CONNECTOR}.pager}}"}, "u": {"value": "${var.u}"}},
        "provider": {"elasticstack": {"kibana": {"api_key": "hunter2"}}},
        "resource": {
            CONNECTOR: {
                "pager": {"secrets_wo": '${jsonencode({"a" = "hunter2", "b" = var.u})}'},
                "other": {"secrets": "${data.terraform_remote_state.s.outputs.x}"},
            }
        },
        "terraform": {"backend": {"s3": {"secret_key": "hunter2"}, "pg": {}}},
    }

    verdict = judged(document)

    assert [(problem.address, problem.field) for problem in verdict.errors] == [
        (ADDRESS, "secrets.a"),
        ("provider.elasticstack", "kibana.api_key"),
        (f"{CONNECTOR}.other", "secrets"),
        (ADDRESS, "secrets.b"),
        ("output.all", "value"),
        ("terraform.backend", ""),
        ("terraform.backend.s3", "secret_key"),
        (f"{CONNECTOR}.other", "secrets"),
    ]


def test_a_file_that_is_right_is_returned_as_it_is() -> None:
    document = with_secret("var.t")

    verdict = judged(document)

    assert verdict.document is document
    assert (verdict.errors, verdict.warnings) == ((), ())


def test_a_problem_in_words() -> None:
    problem = GateProblem("var.x", "secrets.a", "expected this", "Do that")

    assert str(problem) == "var.x: secrets.a: expected this. Do that"
    assert str(problem._replace(field="", remedy="")) == "var.x: expected this"
    assert problem.problem == Problem("secrets.a", "expected this", "Do that")
    assert SourceProblem("a text", "x").message == (
        "expected a reference to where the secret comes from, found a text"
    )


PLAIN = [
    '${jsonencode({"routingKey" = var.pager_routing_key})}',
    '${jsonencode({"user" = var.t, "password" = var.m["a"]})}',
    '${jsonencode({"authType" = "basic", "user" = var.t, "flag" = true})}',
    '${jsonencode({"secretHeaders" = {"X-A" = var.t, "X-B" = var.u}, "user" = var.k})}',
    '${jsonencode({"token" = ephemeral.vault_kv_secret_v2.v.data["key"]})}',
    '${jsonencode({"token" = data.acme.v.value})}',
    '${jsonencode({"token" = data.vault_kv_secret_v2.v.data_json, "name" = data.vault_kv_secret_v2.v.name})}',
    '${jsonencode({"token" = ephemeral.vault_kv_secret_v2.v.mount})}',
    '${jsonencode({"token" = data.null_data_source.n.outputs["a"]})}',
    '${jsonencode({"token" = data.terraform_remote_state.s.outputs["a"]})}',
    '${jsonencode({"a" = var.literal_default, "b" = var.default_in_type["token"], "c" = var.undeclared})}',
]


@pytest.mark.parametrize("value", PLAIN)
def test_what_is_read_at_one_glance_is_judged_alike(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = with_secret("var.t")
    document["resource"][CONNECTOR]["pager"]["secrets_wo"] = value
    quick = judged(document)
    monkeypatch.setattr("kibana_connectors.gate.quick_judge.plain_leaves", lambda text: None)
    slow = judged(document)

    fields = [(problem.address, problem.field) for problem in quick.errors]
    assert fields == [(problem.address, problem.field) for problem in slow.errors]
    assert quick.warnings == slow.warnings
    assert quick.document == slow.document


_PIECES = [
    '"',
    "{",
    "}",
    ", ",
    "=",
    " ",
    "var.",
    "x",
    "$",
    "${",
    "\\",
    "\n",
    "(",
    "[",
    "true",
    "data.a.b.c",
    "é",
]


@given(
    st.sampled_from(PLAIN),
    st.integers(0, 80),
    st.integers(0, 4),
    st.lists(st.sampled_from(_PIECES), max_size=2),
)
@settings(deadline=None)
def test_what_only_looks_alike_is_judged_alike(value: str, at: int, cut: int, pieces: list[str]) -> None:
    document = with_value(value[:at] + "".join(pieces) + value[at + cut :])
    quick = judge(document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kibana_connectors.gate.quick_judge.plain_leaves", lambda text: None)
        patch.setattr("kibana_connectors.gate.quick_judge.plain_reference", lambda text: None)
        slow = judge(document)

    assert [problem[:2] for problem in quick.errors] == [problem[:2] for problem in slow.errors]
    assert quick.warnings == slow.warnings
    assert quick.document == slow.document


def test_what_this_library_writes_is_read_at_one_glance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QuickJudge, "_expressions", None)
    document: dict[str, Any] = {
        "variable": {f"v{number}": {"type": "string", "ephemeral": True} for number in range(200)},
        "resource": {
            CONNECTOR: {
                f"c{number}": {
                    "secrets_wo": f'${{jsonencode({{"a" = var.v{number}, "h" = {{"X-A" = var.v{number}}}}})}}'
                }
                for number in range(200)
            }
        },
        "output": {
            f"o{number}": {"value": f"${{{CONNECTOR}.c{number}.connector_id}}"} for number in range(200)
        },
    }

    assert judged(document).errors == ()


def test_the_reader_is_loaded_only_where_there_is_something_to_read() -> None:
    secrets = '${jsonencode({"a" = var.t})}'
    document = {
        "resource": {CONNECTOR: {"x": {"secrets_wo": secrets}}},
        "variable": {"t": {"ephemeral": True}},
    }
    code = (
        "import sys\nfrom kibana_connectors.gate.verdict import judge\n"
        f"print(len(judge({document!r}).errors))\n"
        "print([name for name in sys.modules if name.endswith(('expression_reader', 'jsii'))])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["0", "[]"]
