"""What the tests of the plugin share: runs of pytest inside a test."""

from __future__ import annotations

import importlib
import pkgutil
import textwrap

import hcl2  # noqa: F401  pytester forgets what the inner run imports first: import the slow ones here
import pytest
import sample_stacks  # noqa: F401
from inner_runs import HEAD, Failure, Run

import kibana_connectors.sandbox  # noqa: F401
import pytest_cdktf

for module in pkgutil.walk_packages(pytest_cdktf.__path__, "pytest_cdktf."):
    importlib.import_module(module.name)


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """Run pytest on a piece of a test module, in this process."""

    def run(body: str, *arguments: str, head: str = HEAD) -> pytest.RunResult:
        pytester.makepyfile(head + textwrap.dedent(body))
        # hypothesis would be imported anew each time, for half a second.
        return pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:hypothesispytest", *arguments)

    return run


@pytest.fixture
def failure(run: Run) -> Failure:
    """Run a test that has to fail, and give what pytest shows of the error."""

    def failure(body: str, *arguments: str) -> list[str]:
        indented = textwrap.indent(textwrap.dedent(body), "    ")
        result = run(f"def test_it(synth, cdk_app):\n{indented}", *arguments)
        result.assert_outcomes(failed=1)
        shown = "\n".join(line[1:] for line in result.outlines if line.startswith("E "))
        # pytest writes "AssertionError: " or leaves it out, depending on quotes in the message.
        return textwrap.dedent(shown).removeprefix("AssertionError: ").splitlines()

    return failure
