"""The first page of the distribution, and the pages that it leads to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from either_engine import ENGINE

from pytest_cdktf.errors import MissingPackage

PROJECT = Path(__file__).resolve().parents[1]
README = (PROJECT / "README.md").read_text()
OPTIONS = (PROJECT / "docs" / "options.md").read_text()
PLAIN = ("-p", "no:randomly", "-p", "no:hypothesispytest", "-p", "no:cacheprovider", "-W", "ignore")


def _block(text: str, language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


@pytest.fixture(autouse=True)
def _at_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)


def test_the_first_test_passes(pytester: pytest.Pytester) -> None:
    text = _block(README, "python").replace("from cdktf import", f"from {ENGINE} import")
    assert len(text.splitlines()) <= 16
    pytester.makepyfile(test_logs=text)
    pytester.runpytest_inprocess(*PLAIN).assert_outcomes(passed=1)


def test_what_it_says_when_it_fails(pytester: pytest.Pytester) -> None:
    text = _block(README, "python").replace("from cdktf import", f"from {ENGINE} import")
    wrong = text.replace('regex("^audit-"), acl=absent()', '"audit-log"')
    assert wrong != text
    pytester.makepyfile(test_logs=wrong)
    result = pytester.runpytest_inprocess(*PLAIN)
    result.assert_outcomes(failed=1)
    assert _block(README, "text") in f"{result.stdout.str()}\n"


def test_every_link_leads_somewhere() -> None:
    linked = re.findall(r"/(?:blob|tree)/main/pytest-cdktf/([^)#]+)", README)
    assert len(linked) >= 8
    assert [path for path in linked if not (PROJECT / path).exists()] == []


def test_every_page_is_in_the_table_of_contents() -> None:
    index = (PROJECT / "docs" / "index.md").read_text()
    table = index[: index.index("\n## ")]
    pages = {path.name for path in (PROJECT / "docs").glob("*.md")} - {"index.md"}
    assert {*re.findall(r"\]\(([\w-]+\.md)\)", table)} == pages


def test_every_option_setting_mark_and_fixture_is_told(pytester: pytest.Pytester) -> None:
    told = {*re.findall(r"[\w-]+", OPTIONS)}
    help = pytester.runpytest_inprocess(*PLAIN, "--help").stdout.str()
    options = {*re.findall(r"^ +(--cdk[\w-]*)", help, re.MULTILINE)}
    settings = {*re.findall(r"^ +(cdk_\w+) \(", help, re.MULTILINE)}
    marks = {*re.findall(r"mark\.(cdk_\w+)", pytester.runpytest_inprocess(*PLAIN, "--markers").stdout.str())}
    shown = pytester.runpytest_inprocess(*PLAIN, "--fixtures").stdout.str()
    fixtures = {*re.findall(r"^(\w+)(?: \[[^\]]+\])? -- \S*pytest_cdktf\S*$", shown, re.MULTILINE)}
    assert min(map(len, (options, settings, marks))) >= 2
    assert len(fixtures) >= 7
    assert (options | settings | marks | fixtures) - told == set()


def test_what_is_said_without_an_engine() -> None:
    page = (PROJECT / "docs" / "install.md").read_text()
    said = MissingPackage("the fixture synth", "a CDK engine (cdktf or cdktn)", "pytest-cdktf[cdktf]")
    assert f"\n{said}\n" in page
