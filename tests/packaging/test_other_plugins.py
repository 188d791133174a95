"""pytest-cdktf beside the plugins that people have, with pytest 8 and 9, on each Python of this machine."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from harness.environments import SUPPORTED, IndexEnvironment, pythons

pytestmark = pytest.mark.slow

BESIDE = (
    "pytest-asyncio",
    "pytest-check",
    "pytest-django",
    "pytest-random-order",
    "pytest-randomly",
    "pytest-rerunfailures",
    "pytest-xdist",
)
CHOSEN = [
    (python, pytest_version, engine)
    for python, pytest_version, engine in zip(
        pythons(), itertools.cycle(["8", "9"]), itertools.cycle(["cdktf", "cdktn"]), strict=False
    )
]
"""Each Python once; where there is one alone, pytest 8 and 9 on it."""
if len(CHOSEN) == 1:
    CHOSEN += [(CHOSEN[0][0], "9", "cdktn")]

INI = """
[pytest]
asyncio_mode = auto
asyncio_default_fixture_loop_scope = function
asyncio_default_test_loop_scope = session
DJANGO_SETTINGS_MODULE = settings
"""
SETTINGS = """
SECRET_KEY = "none"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
"""
TESTS = """
import asyncio
from pathlib import Path

import pytest
from ENGINE import TerraformResource, TerraformStack, TerraformVariable

from pytest_cdktf import absent, json_with, ref, regex, resource, variable

ATTEMPTS = []


class Queue(TerraformStack):
    def __init__(self, scope, id, *, name="orders"):
        super().__init__(scope, id)
        owner = TerraformVariable(self, "owner", type="string")
        queue = TerraformResource(self, "queue", terraform_resource_type="aws_sqs_queue")
        queue.add_override("name", name)
        queue.add_override("tags", {"owner": owner.string_value})
        queue.add_override("policy", '{"Version": "2012-10-17"}')


@pytest.mark.parametrize("number", range(8))
def test_each(synth, number):
    out = synth(Queue, name=f"orders-{number}")
    assert resource("aws_sqs_queue", name=f"orders-{number}", fifo_queue=absent()) in out
    assert resource("aws_sqs_queue", policy=json_with(Version=regex("^2012"))) in out


@pytest.mark.parametrize("number", range(2))
async def test_async(synth, number):
    await asyncio.sleep(0)
    assert resource("aws_sqs_queue", tags={"owner": ref("var.owner")}) in synth(Queue)


async def test_async_unused(synth):
    await asyncio.sleep(0)
    resource("aws_sqs_queue")


def test_unused(synth):
    resource("aws_sqs_queue")


@pytest.mark.flaky(reruns=1)
def test_passes_when_it_is_run_again(synth):
    expected = resource("aws_sqs_queue")
    ATTEMPTS.append(1)
    assert len(ATTEMPTS) > 1, "the first time"
    assert expected in synth(Queue)


@pytest.mark.flaky(reruns=1)
def test_unused_when_it_is_run_again(synth):
    resource("aws_sqs_queue")


@pytest.mark.django_db
def test_with_django(synth, settings):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select 1")
    settings.USE_TZ = False
    assert variable("owner") in synth(Queue)


def test_with_check(synth, check):
    out = synth(Queue)
    with check:
        assert resource("aws_sqs_queue", name="order") in out
    with check:
        assert variable("owners") in out
    check.is_in(resource("aws_sqs_queue", name="ordres"), out)


def test_snapshot(synth, terraform_snapshot):
    assert synth(Queue) == terraform_snapshot
"""
WRONG = {"test_async_unused", "test_unused", "test_unused_when_it_is_run_again", "test_with_check"}
RIGHT = {
    *(f"test_each[{number}]" for number in range(8)),
    *(f"test_async[{number}]" for number in range(2)),
    *("test_passes_when_it_is_run_again", "test_with_django", "test_snapshot"),
}


@pytest.mark.parametrize(
    ("python", "pytest_version", "engine"),
    CHOSEN,
    ids=[f"python-{python}-pytest-{version}-{engine}" for python, version, engine in CHOSEN],
)
def test_beside_other_plugins(
    python: str, pytest_version: str, engine: str, plugin_wheel: Path, tmp_path: Path
) -> None:
    chosen = f"pytest=={pytest_version}.*"
    environment = IndexEnvironment(python, plugin_wheel, f"snapshots,{engine}", (chosen, *BESIDE, "django"))
    (tmp_path / "pytest.ini").write_text(INI)
    (tmp_path / "settings.py").write_text(SETTINGS)
    (tmp_path / "test_queue.py").write_text(TESTS.replace("ENGINE", engine))

    update = environment.pytest(tmp_path, "--snapshot-update", "-k", "snapshot")
    assert update.returncode == 0, update.stdout + update.stderr
    for arguments in (
        ("-p", "no:randomly"),
        ("-n", "2"),
        ("-p", "no:randomly", "--random-order"),
        ("-p", "no:xdist", "-p", "no:random-order"),
    ):
        done = environment.pytest(tmp_path, "--strict-markers", "-rA", *arguments)
        shown = f"{arguments}\n{done.stdout}\n{done.stderr}"
        told = set(re.findall(r"^(?:FAILED|ERROR) test_queue\.py::(\w+)", done.stdout, re.MULTILINE))
        assert told == WRONG, shown
        assert 'name: expected "ordres", found "orders"' in done.stdout, shown
        passed = set(re.findall(r"^PASSED test_queue\.py::(\S+)", done.stdout, re.MULTILINE))
        assert passed >= RIGHT, shown
        assert re.search(r" 2 rerun", done.stdout.splitlines()[-1]), shown


def test_each_supported_python_that_is_here_is_tried() -> None:
    assert {python for python, _, _ in CHOSEN} == {*pythons()}
    assert {*pythons()} <= {*SUPPORTED}
    assert {version for _, version, _ in CHOSEN} == {"8", "9"}
