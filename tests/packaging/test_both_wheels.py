"""Each distribution alone, and both together, in environments that hold nothing else."""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from harness.environments import Environment
from packaging.metadata import Metadata

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PLUGIN_TEST = """
from ENGINE import TerraformResource
from pytest_cdktf import absent, regex, resource


def bucket(stack, name):
    store = TerraformResource(stack, "store", terraform_resource_type="aws_s3_bucket")
    store.add_override("bucket", name)


def test_it(synth):
    out = synth(bucket, name="audit-logs")
    assert resource("aws_s3_bucket", bucket=regex("^audit"), acl=absent()) in out
    out.assert_no_secrets({"the token": "hush-hush"})
    assert out.json["//"]["metadata"]["version"].startswith("VERSION")


def test_wrong(synth):
    assert resource("aws_s3_bucket", bucket="audit-log") in synth(bucket, name="audit-logs")


def test_snapshot(synth, terraform_snapshot):
    assert synth(bucket, name="audit-logs") == terraform_snapshot
"""
VERSIONS = {"cdktf": "0.21", "cdktn": "0.24"}

Make = Callable[..., Environment]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make an environment in the test's folder."""
    return lambda wheels, *further: Environment(tmp_path, wheels, further)


def test_what_the_distributions_say_of_themselves(
    wheel: Path, plugin_wheel: Path, plugin_sdist: Path
) -> None:
    for built in (wheel, plugin_wheel):
        with zipfile.ZipFile(built) as content:
            (name,) = [each for each in content.namelist() if each.endswith("METADATA")]
            metadata = Metadata.from_email(content.read(name), validate=True)
            (points,) = [each for each in content.namelist() if each.endswith("entry_points.txt")]
            assert "[pytest11]" in content.read(points).decode()
            assert any(each.endswith("licenses/LICENSE") for each in content.namelist())
        assert str(metadata.requires_python) == ">=3.10"
        assert metadata.description_content_type == "text/markdown"
        targets = re.findall(r"\]\(([^)]+)\)", metadata.description or "")
        # An index shows the page alone.
        assert [each for each in targets if not each.startswith(("https://", "#"))] == []
    with tarfile.open(plugin_sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"tests/conftest.py", "docs/index.md", "CHANGELOG.md", "LICENSE", "README.md"} <= inside


def test_the_plugin_without_an_engine(make: Make, plugin_wheel: Path) -> None:
    environment = make({plugin_wheel: ""})
    (environment.folder / "test_it.py").write_text(
        "from pytest_cdktf import regex\n"
        "def test_matcher(): assert regex('^a') == 'ab'\n"
        "def test_synth(synth): pass\n"
        "def test_snapshot(terraform_snapshot): pass\n"
    )

    listed = environment.pytest("--fixtures")
    assert listed.returncode == 0, listed.stderr
    assert re.search(r"^synth -- ", listed.stdout, re.MULTILINE)

    done = environment.pytest()
    assert "1 passed, 2 errors" in done.stdout
    assert re.search(
        r"^the fixture synth needs a CDK engine .*: pip install 'pytest-cdktf\[cdktf\]'", done.stdout, re.M
    )
    assert (
        "the fixture terraform_snapshot needs syrupy, which is not installed: "
        "pip install 'pytest-cdktf[snapshots]'" in done.stdout
    )


@pytest.mark.parametrize(
    ("extras", "engine"),
    [
        ("cdktf,snapshots", "cdktf"),
        ("cdktn,snapshots", "cdktn"),
        ("cdktf,cdktn,snapshots", "cdktf"),
        ("cdktf,cdktn,snapshots", "cdktn"),
    ],
)
def test_the_plugin_with_engines(make: Make, plugin_wheel: Path, extras: str, engine: str) -> None:
    environment = make({plugin_wheel: extras})
    text = PLUGIN_TEST.replace("ENGINE", engine).replace("VERSION", VERSIONS[engine])
    (environment.folder / "test_it.py").write_text(text)

    both = extras.startswith("cdktf,cdktn")
    done = environment.pytest("--snapshot-update", *(["--cdk-engine", engine] if both else []))

    assert "1 failed, 2 passed" in done.stdout, done.stdout + done.stderr
    assert "audit-log" in done.stdout
    absent = environment.run("-c", "import kibana_connectors")
    assert "No module named 'kibana_connectors'" in absent.stderr


def test_every_module_of_the_plugin_without_the_library(make: Make, plugin_wheel: Path) -> None:
    environment = make({plugin_wheel: "cdktn,snapshots"})
    done = environment.run(
        "-c",
        "import importlib, pkgutil, pytest_cdktf\n"
        "for each in pkgutil.walk_packages(pytest_cdktf.__path__, 'pytest_cdktf.'):\n"
        "    importlib.import_module(each.name)\n"
        "print([getattr(pytest_cdktf, name).__name__ for name in pytest_cdktf.__all__][:0])\n",
    )
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


def test_its_own_tests_run_from_the_source_distribution(
    make: Make, plugin_wheel: Path, plugin_sdist: Path, tmp_path: Path
) -> None:
    environment = make({plugin_wheel: "cdktf"})
    with tarfile.open(plugin_sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (project,) = tmp_path.glob("pytest_cdktf-*")
    chosen = ("test_view.py", "test_any_value.py", "corpus/test_corpus_report_job.py")
    paths = [str(project / "tests" / name) for name in chosen]

    done = environment.pytest("-rs", "--rootdir", str(project), "-c", str(project / "pyproject.toml"), *paths)

    assert done.returncode == 0, done.stdout + done.stderr
    # What is missing here is named, and nothing else is left out.
    assert re.findall(r"^SKIPPED \[1\] \S+ (.*)$", done.stdout, re.MULTILINE) == [
        "needs hypothesis: pip install --group dev"
    ]


def test_the_library_without_the_plugin(make: Make, wheel: Path) -> None:
    environment = make({wheel: "cdktf"}, "pytest")
    (environment.folder / "test_it.py").write_text(
        "from kibana_connectors import PagerDuty\n"
        "def test_it(): assert PagerDuty.TYPE.type_id == '.pagerduty'\n"
        "def test_sandbox(sandbox): pass\n"
    )

    done = environment.pytest()

    assert "1 passed, 1 error" in done.stdout, done.stdout
    assert "pip install 'cdktf-kibana-connectors[sandbox]'" in done.stdout
    assert "No module named 'pytest_cdktf'" in environment.run("-c", "import pytest_cdktf").stderr


@pytest.mark.parametrize("engine", ["cdktf", "cdktn"])
def test_both_together(make: Make, wheel: Path, plugin_wheel: Path, engine: str) -> None:
    environment = make({wheel: f"pytest,{engine}", plugin_wheel: "snapshots"})
    (environment.folder / "test_it.py").write_text(
        "from kibana_connectors import PagerDuty\n"
        "from pytest_cdktf import variable\n"
        "def test_it(synth, sandbox):\n"
        "    assert variable('pager_duty_routing_key') in synth(PagerDuty, name='On-call')\n"
        "    assert sandbox.connectors == []\n"
        "def test_snapshot(synth, terraform_snapshot):\n"
        "    assert synth(PagerDuty, name='On-call') == terraform_snapshot\n"
    )

    done = environment.pytest("--snapshot-update")

    assert "2 passed" in done.stdout, done.stdout + done.stderr
