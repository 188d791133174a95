"""A warning of `TF_LOG`, with which the Terraform provider logs secrets."""

from __future__ import annotations

import pytest
from running import run

from kibana_connectors.cli.terraform_log import logs_secrets

WITH_SECRETS = ["DEBUG", "debug", "TRACE", "JSON", "1", " "]
WITHOUT = ["", "INFO", "info", "WARN", "ERROR", "OFF", "off"]


@pytest.mark.parametrize("level", WITH_SECRETS)
def test_levels_with_secrets(level: str) -> None:
    assert logs_secrets({"TF_LOG": level})


@pytest.mark.parametrize("level", WITHOUT)
def test_levels_without(level: str) -> None:
    assert not logs_secrets({"TF_LOG": level})


def test_other_logs_hold_no_secrets() -> None:
    assert not logs_secrets({})
    assert not logs_secrets({"TF_LOG_CORE": "TRACE", "TF_LOG_PROVIDER": "TRACE", "TF_LOG_PATH": "a"})


@pytest.mark.parametrize("arguments", [("types", "--search", "jira"), ("validate", "--jsonl", "-")])
def test_the_command_warns_in_one_line_and_does_its_work(arguments: tuple[str, ...]) -> None:
    given = '{"type": ".server-log"}\n'
    quiet = run(*arguments, given=given, env={"TF_LOG": "INFO"})
    warned = run(*arguments, given=given, env={"TF_LOG": "DEBUG"})

    assert (quiet.returncode, quiet.stderr) == (0, "")
    assert (warned.returncode, warned.stdout) == (0, quiet.stdout)
    (line,) = warned.stderr.splitlines()
    assert line.startswith("kibana-connectors: TF_LOG is set to a level at which the Terraform provider logs")
