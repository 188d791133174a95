"""Whole programs: functions, files and apps, without side effects."""

from __future__ import annotations

import importlib
import json
import os
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from constructs import Construct
from either_engine import (
    ENGINE,
    Annotations,
    App,
    LocalBackend,
    S3Backend,
    TerraformOutput,
    TerraformResource,
    TerraformStack,
)
from inner_runs import Run
from sample_stacks import null

from pytest_cdktf import SynthesisError, SynthesizedApp, output, ref, resource

SynthApp = Callable[..., SynthesizedApp]


class Network(TerraformStack):
    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self.vpc = null(self, "vpc", env=self.node.try_get_context("env"))


class Web(TerraformStack):
    def __init__(self, scope: Construct, id: str, network: Network) -> None:
        super().__init__(scope, id)
        null(self, "server", vpc=network.vpc.get_string_attribute("id"))
        Annotations.of(self).add_warning("no load balancer")


def fill(app: App) -> None:
    Web(app, "web", Network(app, "network"))


def program() -> None:
    app = App(outdir="elsewhere", context={"env": "program"})
    fill(app)
    app.synth()


def program_that_leaves_synth_out() -> App:
    app = App()
    fill(app)
    return app


class Program(App):
    def __init__(self) -> None:
        super().__init__(outdir="elsewhere")
        fill(self)


MAIN = f"""
import os
import sys
from {ENGINE} import App
from stacks.web import Network, Web

import settings

assert __name__ == "__main__" and __file__.endswith("main.py")
app = App(outdir="elsewhere")
Web(app, "web", Network(app, "network"))
os.environ["SET_BY_THE_PROGRAM"] = "1"
sys.path.append("anywhere")
os.chdir("..")
app.synth()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "stacks").mkdir(parents=True)
    (folder / "main.py").write_text(MAIN)
    (folder / "cdktf.json").write_text('{"context": {"env": "cdktf.json"}}')
    (folder / "settings.py").write_text("from pathlib import Path\nassert Path('cdktf.json').exists()\n")
    (folder / "stacks" / "web.py").write_text("from test_synth_app import Network, Web\n")
    return folder


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if "__pycache__" not in path.parts or path.suffix == ".pyc"}


def _state() -> Any:
    return Path.cwd(), [*sys.argv], [*sys.path], dict(os.environ), sys.modules["__main__"], [*sys.meta_path]


@pytest.mark.parametrize(
    "main", [fill, program, program_that_leaves_synth_out, Program], ids=lambda main: main.__name__
)
def test_functions_and_classes(
    synth_app: SynthApp, main: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before, methods = _state(), (App.__init__, App.synth, TerraformStack.__init__)
    app = synth_app(main)
    _check(app)
    assert (_state(), (App.__init__, App.synth, TerraformStack.__init__)) == (before, methods)
    assert [path.name for path in tmp_path.iterdir()] == ["cdktf.out"]
    assert Path(app["web"]._origin.out).is_relative_to(tmp_path / "cdktf.out")


def test_an_app(synth_app: SynthApp, cdk_app: App, tmp_path: Path) -> None:
    theirs = App(outdir=str(tmp_path / "theirs"))
    for app in (cdk_app, theirs):
        fill(app)
        _check(synth_app(app))
        _check(synth_app(app))
    assert not [*(tmp_path / "theirs").rglob("cdk.tf.json")]


def _check(app: SynthesizedApp) -> None:
    assert list(app) == ["web", "network"] or list(app) == ["network", "web"]
    assert repr(app).startswith("<SynthesizedApp ")
    assert app.dependencies == {"web": ("network",), "network": ()}
    assert app.order == ["network", "web"]
    assert app["web"].dependencies == ["network"]
    name = "cross-stack-output-null_resourcevpcid"
    state = "data.terraform_remote_state.cross-stack-reference-input-network"
    assert resource("null_resource", vpc=ref(f"{state}.outputs.{name}")) in app["web"]
    assert output(name, value=ref("null_resource.vpc.id")) in app["network"]
    assert app["web"].warnings == [("web", "no load balancer")]
    assert app["network"].warnings == []
    app.assert_remote_states()
    app.assert_no_secrets({"the password": "correct-horse"})


@pytest.mark.parametrize("given", ["file", "folder", "text"])
def test_a_file(synth_app: SynthApp, project: Path, given: str) -> None:
    main: Any = {"file": project / "main.py", "folder": project, "text": str(project / "main.py")}[given]
    before, files, modules = _state(), _files(project.parent), dict(sys.modules)
    app = synth_app(main)
    _check(app)
    assert app["network"].at("vpc")["env"] == "cdktf.json"
    assert _state() == before
    assert {path for path in _files(project.parent) if "cdktf.out" not in path.parts} == files
    assert {name for name in sys.modules if name.partition(".")[0] in ("stacks", "settings")} == {
        name for name in modules if name.partition(".")[0] in ("stacks", "settings")
    }


def test_two_projects_with_modules_of_the_same_name(synth_app: SynthApp, tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "stack_of_it.py").write_text(f"NAME = {name!r}\n")
        (folder / "main.py").write_text(
            textwrap.dedent(f"""
                from {ENGINE} import App, TerraformStack
                from stack_of_it import NAME

                app = App()
                TerraformStack(app, NAME)
                app.synth()
            """)
        )
    assert [[*synth_app(tmp_path / name)] for name in ("one", "two", "one")] == [["one"], ["two"], ["one"]]


@pytest.mark.parametrize("name", ["__main__.py", "production.py"])
def test_a_program_in_a_package(synth_app: SynthApp, tmp_path: Path, name: str) -> None:
    package = tmp_path / "deployment"
    package.mkdir()
    for file, text in {
        "__init__.py": "",
        "names.py": "NAME = 'prod'\n",
        name: f"""
            from {ENGINE} import App, TerraformStack
            from .names import NAME

            if __name__ == "__main__":
                app = App()
                TerraformStack(app, NAME)
                app.synth()
        """,
    }.items():
        (package / file).write_text(textwrap.dedent(text))
    assert [*synth_app(package if name == "__main__.py" else package / name)] == ["prod"]
    assert not [each for each in sys.modules if each.partition(".")[0] == "deployment"]


def test_the_arguments_of_a_program(synth_app: SynthApp, project: Path) -> None:
    (project / "main.py").write_text(
        MAIN.replace('"web"', "sys.argv[1]").replace("app.synth()", "app.synth()\nsys.exit(0)")
    )
    assert "blue" in synth_app(project, argv=["blue"])

    def main(env: str) -> None:
        assert sys.argv[1:] == ["green"]
        TerraformStack(App(), env)

    assert [*synth_app(main, argv=["green"], env="prod")] == ["prod"]


def test_context_of_the_test_comes_first(synth_app: SynthApp, project: Path) -> None:
    assert synth_app(program)["network"].at("vpc")["env"] == "program"
    for main in (fill, program, project):
        assert synth_app(main, context={"env": "test"})["network"].at("vpc")["env"] == "test"


def test_what_a_program_raises_is_shown_as_it_is(synth_app: SynthApp, project: Path) -> None:
    (project / "main.py").write_text("import settings\n\nsettings.missing\n")
    before = _state()
    with pytest.raises(AttributeError, match="module 'settings' has no attribute 'missing'") as caught:
        synth_app(project)
    shown = [entry for entry in caught.traceback if not entry.ishidden(caught)]
    assert [Path(entry.path).name for entry in shown] == ["test_synth_app.py", "main.py"]
    assert shown[-1].lineno == 2
    assert _state() == before


def _needy(app: App) -> None:
    stack = TerraformStack(app, "needy")
    null(stack, "one")
    TerraformResource(
        stack,
        "two",
        terraform_resource_type="null_resource",
        terraform_generator_metadata={"provider_name": "null"},
    )


def _annotated(app: App) -> None:
    Annotations.of(null(TerraformStack(app, "wrong"), "one")).add_error("not like this")


def _and_synth(main: Callable[[App], None]) -> Callable[[], None]:
    def synthesizes() -> None:
        app = App()
        main(app)
        app.synth()

    return synthesizes


@pytest.mark.parametrize("around", [lambda main: main, _and_synth], ids=["leaves it out", "calls synth"])
def test_validations(synth_app: SynthApp, around: Callable[..., Any]) -> None:
    with pytest.raises(SynthesisError, match="Found resources without a matching provider"):
        synth_app(around(_needy))
    assert len(synth_app(around(_needy), validations=False)["needy"].resources) == 2
    with pytest.raises(SynthesisError, match=r"\[wrong/one\] not like this"):
        synth_app(around(_annotated))
    out = synth_app(around(_annotated), validations=False)["wrong"]
    assert out.errors == [("wrong/one", "not like this")]
    assert len(out.resources) == 1


def _two_apps() -> None:
    for name in ("one", "two"):
        TerraformStack(App(), name)


def _same_names(app: App) -> None:
    for name in ("one", "two"):
        TerraformStack(Construct(app, name), "db")


def _exits() -> None:
    sys.exit(3)


async def _asynchronous(app: App) -> None:
    TerraformStack(app, "x")


def _late() -> App:
    app = App()
    TerraformStack(app, "early")
    app.synth()
    TerraformStack(app, "late")
    return app


@pytest.mark.parametrize(
    ("main", "error", "message"),
    [
        (lambda: None, SynthesisError, "the function makes no App"),
        (lambda app: None, SynthesisError, "the function makes no stack"),
        (_two_apps, SynthesisError, r"_two_apps makes 2 apps with stacks \(one with one; one with two\)"),
        (_same_names, SynthesisError, r"several stacks of one id, .*: db \(one/db, two/db\)"),
        (_exits, SynthesisError, "_exits exited with 3"),
        (_asynchronous, TypeError, "_asynchronous returned a coroutine and has not run"),
        (_late, SynthesisError, "_late does not synthesize late: its app.synth"),
        (Network, TypeError, r'Network is no program: .* lambda app: Network\(app, "name"\)'),
        (1, TypeError, "expected a function, the path of a program, or an app, got 1"),
        ("nowhere/main.py", FileNotFoundError, "synth_app: there is no program .*nowhere/main.py"),
    ],
)
def test_what_is_no_program_is_refused(
    synth_app: SynthApp, main: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        synth_app(main)


def test_a_package_elsewhere_does_not_hide_a_folder_of_the_program(
    synth_app: SynthApp, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "stacks").mkdir(parents=True)
    (elsewhere / "stacks" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(elsewhere)
    module = importlib.import_module("stacks")

    assert [*synth_app(project)] == ["network", "web"]
    assert sys.modules["stacks"] is module
    assert str(elsewhere) in sys.path


def test_a_file_must_call_synth_of_its_app(synth_app: SynthApp, project: Path) -> None:
    (project / "main.py").write_text(MAIN.replace("app.synth()", "app.synth"))
    with pytest.raises(SynthesisError, match=r"main.py makes an app and never calls its synth\(\)"):
        synth_app(project)


def test_arguments_that_nothing_takes_are_refused(synth_app: SynthApp, project: Path, cdk_app: App) -> None:
    with pytest.raises(TypeError, match=r"a file takes no arguments, got env; use argv="):
        synth_app(project, env="prod")
    with pytest.raises(TypeError, match="an app that exists already takes no arguments, got context"):
        synth_app(cdk_app, context={})


def test_a_snapshot_of_all_stacks(run: Run, pytester: pytest.Pytester) -> None:
    result = run(
        """
        def test_it(synth_app, terraform_snapshot):
            assert synth_app(lambda app: (Plain(app, "one"), Plain(app, "two"))) == terraform_snapshot
        """,
        "--snapshot-update",
    )
    result.assert_outcomes(passed=1)
    (written,) = pytester.path.rglob("*.tf.json")
    assert set(json.loads(written.read_text())) == {"one", "two"}
    assert set(json.loads(written.read_text())["two"]["resource"]) == {"null_resource"}


def test_a_name_that_no_stack_has(synth_app: SynthApp) -> None:
    app = synth_app(fill)
    with pytest.raises(KeyError, match="no stack is called 'db'; the stacks are: "):
        app["db"]
    assert "db" not in app
    matcher = resource("null_resource")
    assert matcher in app["web"]
    for ask in (lambda: matcher in app, lambda: matcher not in app):
        with pytest.raises(TypeError, match=r"expected the name of a stack, got resource.*app\.values"):
            ask()


def _of_all(app: App) -> None:
    good, bad = TerraformStack(app, "good"), TerraformStack(app, "bad")
    S3Backend(good, bucket="b", key="good", region="r", encrypt=True, kms_key_id="alias/state")
    LocalBackend(bad, path="bad.tfstate")
    null(good, "one", note="hush-hush")
    null(bad, "one", note="hush-hush")


def test_assertions_on_all_stacks_name_each_one_that_fails(synth_app: SynthApp) -> None:
    app = synth_app(_of_all)
    with pytest.raises(AssertionError) as caught:
        app.assert_no_secrets(iter(["hush-hush"]))
    lines = str(caught.value).splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["good:", "bad:"]
    with pytest.raises(AssertionError) as caught:
        app.assert_encrypted_backend()
    lines = str(caught.value).splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["bad:"]
    app.assert_no_secrets({"another": "correct-horse"})


@pytest.mark.parametrize("key", ["network", "elsewhere"])
def test_remote_states_must_have_the_outputs_that_are_read(synth_app: SynthApp, key: str) -> None:
    def main(app: App) -> None:
        network, web = TerraformStack(app, "network"), TerraformStack(app, "web")
        S3Backend(network, bucket="states", key="network", region="eu-west-1")
        TerraformOutput(network, "vpc", value="1", static_id=True)
        web.add_override(
            "data.terraform_remote_state.net",
            {"backend": "s3", "config": {"bucket": "states", "key": key, "profile": "reader"}},
        )
        null(web, "one", a="${data.terraform_remote_state.net.outputs.vpc}")
        null(web, "two", a='${data.terraform_remote_state.net.outputs["subnet"]}')

    app = synth_app(main)
    if key == "elsewhere":
        app.assert_remote_states()
        return
    with pytest.raises(AssertionError) as caught:
        app.assert_remote_states()
    assert str(caught.value) == (
        "web reads the output 'subnet' of network (data.terraform_remote_state.net), which has no such "
        "output; its outputs are: vpc"
    )
