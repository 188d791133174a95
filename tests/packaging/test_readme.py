"""The README's example and quick start run as they stand, and its links lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kibana_connectors.sandbox import Sandbox

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(language: str, beginning: str) -> str:
    """Return the code block that begins so."""
    found = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    (text,) = [text for text in found if text.startswith(beginning)]
    return str(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a user's own, with the example in it."""
    (tmp_path / "main.py").write_text(block("python", "# main.py"), encoding="utf-8")
    (tmp_path / "cdktf.json").write_text(block("json", '{ "language"'), encoding="utf-8")
    return tmp_path


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_the_example_synthesizes(folder: Path) -> None:
    done = run(folder, sys.executable, "main.py")

    assert done.returncode == 0, done.stderr
    assert (folder / "cdktf.out" / "stacks" / "oncall" / "cdk.tf.json").is_file()


def test_a_mistake_is_one_message_without_a_traceback(folder: Path) -> None:
    text = (folder / "main.py").read_text(encoding="utf-8")
    hook = 'Webhook(self, "hook", name="Hook", config={"url": "example.com", "method": "POST"})'
    text = text.replace("        pager = ", f"        {hook}\n        pager = ", 1)
    (folder / "main.py").write_text(
        text.replace("import sys\n", "import sys\nfrom kibana_connectors import Webhook\n")
    )

    done = run(folder, sys.executable, "main.py")

    shown = re.search(r"```\n(oncall/hook.*?)```", README, re.DOTALL)
    assert shown is not None
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith(shown[1])


@pytest.mark.slow
@pytest.mark.terraform
def test_the_quick_start_deploys(folder: Path) -> None:
    with Sandbox(spaces=["default", "ops", "sec"]) as kibana:
        environment = {"KIBANA_ENDPOINT": kibana.url, "KIBANA_API_KEY": kibana.api_key}
        values = re.search(r"export (TF_VAR_.*)", README)
        assert values is not None
        environment |= dict(pair.split("=", 1) for pair in values[1].split())
        for command in re.findall(r"^npx (cdktf .*)$", README, re.MULTILINE):
            done = run(folder, *command.split(), **environment)
            assert done.returncode == 0, done.stdout + done.stderr

        found = sorted((connector.space, connector.name) for connector in kibana.connectors)
    assert found == [("default", "On-call"), ("ops", "Chat"), ("sec", "Chat")]


@pytest.mark.slow
@pytest.mark.terraform
def test_the_example_of_a_test_passes(folder: Path) -> None:
    (folder / "test_main.py").write_text(block("python", "# test_main.py"), encoding="utf-8")

    done = run(folder, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")

    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


def test_every_link_to_the_repository_leads_to_a_file() -> None:
    linked = re.findall(r"^\[[\w-]+\]: https://\S+?/blob/main/(\S+)$", README, re.MULTILINE)
    assert len(linked) >= 8
    assert [path for path in linked if not (ROOT / path).exists()] == []
    named = set(re.findall(r"^\[([\w-]+)\]: ", README, re.MULTILINE))
    used = set(re.findall(r"\]\[([\w-]+)\]", README))
    assert used == named


def test_no_link_needs_the_repository_beside_the_page() -> None:
    """PyPI shows the README alone."""
    targets = re.findall(r"\]\(([^)]+)\)", README)
    assert [target for target in targets if not target.startswith(("https://", "#"))] == []
