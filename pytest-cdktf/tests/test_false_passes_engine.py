"""A stack of the other engine must never become an empty stack that every `not in` passes on.

Both engines are installed here. Each test runs pytest in a process of its own, because an engine that is
imported stays.
"""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

STACKS = """
from {engine} import App, TerraformResource, TerraformStack, TerraformVariable
from constructs import Construct


class Public(TerraformStack):
    def __init__(self, scope, id, engine_of_the_resource=None):
        super().__init__(scope, id)
        bucket = TerraformResource(self, "bucket", terraform_resource_type="aws_s3_bucket")
        bucket.add_override("acl", "public-read")
        bucket.add_override("token", "correct-horse-battery")


class Part(Construct):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        bucket = TerraformResource(self, "bucket", terraform_resource_type="aws_s3_bucket")
        bucket.add_override("acl", "public")
"""

HEAD = """
import importlib
import sys

import pytest

from pytest_cdktf import MixedEngines, Synth, Synthesized, resource

LOADED = [name for name in ("cdktf", "cdktn", "constructs", "jsii") if name in sys.modules]
"""


def _run(pytester: pytest.Pytester, body: str, *arguments: str) -> pytest.RunResult:
    for engine in ("cdktf", "cdktn"):
        pytester.makepyfile(**{f"of_{engine}": STACKS.format(engine=engine)})
    pytester.makepyfile(test_it=HEAD + textwrap.dedent(body))
    return pytester.runpytest_subprocess("-p", "no:randomly", "-p", "no:hypothesispytest", *arguments)


@pytest.mark.parametrize("engine", ["cdktf", "cdktn"])
def test_the_engine_is_that_of_what_is_given(pytester: pytest.Pytester, engine: str) -> None:
    other = "cdktn" if engine == "cdktf" else "cdktf"
    result = _run(
        pytester,
        f"""
        def test_names_of_the_plugin_import_no_engine():
            assert LOADED == []

        def test_a_fixture_alone_imports_none(synth, synth_app, synth_module, synth_session):
            assert not {{"cdktf", "cdktn", "jsii"}} & set(sys.modules)

        def stacks(name="{engine}"):
            return importlib.import_module(f"of_{{name}}")

        def test_a_class_of_stacks(synth):
            out = synth(stacks().Public)
            assert resource("aws_s3_bucket", acl="public-read") in out
            with pytest.raises(AssertionError, match="the token"):
                out.assert_no_secrets({{"the token": "correct-horse-battery"}})
            assert "{other}" not in sys.modules

        def test_a_construct_and_a_function(synth):
            assert resource("aws_s3_bucket", acl="public") in synth(stacks().Part)
            assert resource("aws_s3_bucket") in synth(lambda scope: stacks().Part(scope, "part"))

        def test_a_stack(synth, cdk_app, cdk_stack):
            assert resource("aws_s3_bucket") in synth(stacks().Public(cdk_app, "prod"))
            stacks().Part(cdk_stack, "part")
            assert resource("aws_s3_bucket") in synth(cdk_stack)
            assert "{other}" not in sys.modules

        OTHERS = {{
            "a class": lambda: stacks("{other}").Public,
            "a stack": lambda: stacks("{other}").Public(stacks("{other}").App(outdir="x"), "prod"),
            "an app": lambda: stacks("{other}").App(outdir="x"),
            "a class of apps": lambda: type("Mine", (stacks("{other}").App,), {{}}),
            "a subclass": lambda: type("Mine", (stacks("{other}").Public,), {{}}),
            "a construct": lambda: stacks("{other}").Part,
            "a resource": lambda: stacks("{other}").TerraformVariable,
            "a function": lambda: lambda scope: stacks("{other}").Part(scope, "part") and None,
            "a function with an app": lambda: lambda app: stacks("{other}").Public(app, "prod"),
            "a function on its own": lambda: lambda scope: stacks("{other}").Public(
                stacks("{other}").App(), "prod") and None,
            "a stack of ours in their app": lambda: stacks("{other}").Public(
                stacks().App(outdir="y"), "prod"),
            "our stack in another app": lambda: stacks().Public(stacks("{other}").App(outdir="y"), "prod"),
        }}

        @pytest.mark.parametrize("what", OTHERS.values(), ids=OTHERS)
        def test_the_other_engine_is_refused(synth, what, tmp_path, monkeypatch):
            monkeypatch.chdir(tmp_path)
            given = what()
            with pytest.raises(MixedEngines, match="{other}"):
                synth(given)

        def test_programs_of_the_other_engine_are_refused(synth_app, tmp_path, monkeypatch):
            monkeypatch.chdir(tmp_path)
            with pytest.raises(MixedEngines, match="is of {other}, and this process uses {engine} already"):
                synth_app(lambda: stacks("{other}").Public(stacks("{other}").App(), "prod") and None)
        """,
    )
    result.assert_outcomes(passed=5 + 12 + 1)


def test_the_engine_that_is_asked_for_comes_before_that_of_a_class(pytester: pytest.Pytester) -> None:
    result = _run(
        pytester,
        """
        def test_it(synth):
            from of_cdktf import Public
            synth(Public)
        """,
        "--cdk-engine",
        "cdktn",
    )
    result.assert_outcomes(failed=1)
    page = Path(__file__).resolve().parents[1] / "docs" / "synth.md"
    (shown,) = re.findall(r"```text\n(Public is of .*)\n```", page.read_text())
    result.stdout.fnmatch_lines(
        [
            f"E  *MixedEngines: {shown}",
        ]
    )


def test_two_imported_engines_need_a_class_that_says_which(pytester: pytest.Pytester) -> None:
    result = _run(
        pytester,
        """
        import of_cdktf, of_cdktn
        from constructs import Construct

        class Nothing(Construct):
            pass

        def test_nothing_says_which(synth):
            for what in (Nothing, lambda scope: None):
                with pytest.raises(MixedEngines, match="imports both cdktf and cdktn, and nothing"):
                    synth(what)

        def test_a_class_says(synth):
            assert resource("aws_s3_bucket") in synth(of_cdktn.Public)
            assert synth(Nothing).json["//"]["metadata"]["version"].startswith("0.24.")
            with pytest.raises(MixedEngines, match="Public is of cdktf, and this process uses cdktn already"):
                synth(of_cdktf.Public)
        """,
    )
    result.assert_outcomes(passed=2)


def test_a_program_may_be_the_first_to_import_an_engine(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        main="""
        from cdktn import App
        from of_cdktn import Public

        app = App()
        Public(app, "prod")
        app.synth()
        """
    )
    result = _run(
        pytester,
        """
        from pathlib import Path

        def test_it(synth_app):
            app = synth_app("main.py")
            assert resource("aws_s3_bucket") in app["prod"]
            assert "cdktf" not in sys.modules
            assert not Path("cdktf.out").exists()
        """,
    )
    result.assert_outcomes(passed=1)


def test_importing_the_plugin_imports_no_engine() -> None:
    program = """
import sys
from pytest_cdktf import Synth, Synthesized, SynthesizedApp, resource
print([name for name in ("cdktf", "cdktn", "constructs", "jsii", "kibana_connectors") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
