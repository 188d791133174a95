"""Synthesizing another stack than the one that a test means must not pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
from constructs import Construct
from either_engine import App, S3Backend, TerraformOutput, TerraformResource, TerraformStack
from either_engine import Testing as CdkTesting
from sample_stacks import null

from pytest_cdktf import Synth, SynthesisError, output, ref, resource


class Prod(TerraformStack):
    """A stack with one bucket, which is public."""

    def __init__(self, scope: Construct, id: str, *, acl: str = "public-read") -> None:
        super().__init__(scope, id)
        bucket = TerraformResource(self, "bucket", terraform_resource_type="aws_s3_bucket")
        bucket.add_override("acl", acl)


class Environment(Construct):
    """A construct that makes a stack of its own."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        self.prod = Prod(self, "prod")


class Platform(TerraformStack):
    """A stack that makes another one below it, and something itself."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        null(self, "own")
        Prod(self, "prod")


class Beside(TerraformStack):
    """A stack that makes another one beside it."""

    def __init__(self, scope: Construct, id: str) -> None:
        super().__init__(scope, id)
        null(self, "own")
        Prod(scope, "prod")


PUBLIC = {"acl": "public-read"}


def _in_own_app() -> Any:
    app = App()
    Prod(app, "prod")
    return app


def _of_testing(scope: Any) -> Any:
    return Prod(CdkTesting.app(), "prod")


def _annotated(scope: App) -> Any:
    return Prod(scope, "prod")


def _nothing_returned(app: App) -> None:
    Prod(app, "prod")


FACTORIES = {
    "an app's parameter": lambda app: Prod(app, "prod"),
    "any parameter": lambda scope: Prod(scope, "prod"),
    "an annotation": _annotated,
    "below a construct": lambda scope: Environment(scope, "env").prod,
    "beside it": lambda scope: Prod(scope.node.root, "prod"),
    "no parameter": lambda: Prod(App(), "prod"),
    "an app": _in_own_app,
    "an app that was given": lambda app: Prod(app, "prod").node.root,
    "an app of CDKTF's testing": _of_testing,
    "in a list": lambda scope: [Prod(scope, "prod")],
    "the only one in an app": _nothing_returned,
}


@pytest.mark.parametrize("factory", FACTORIES.values(), ids=FACTORIES)
def test_the_stack_that_a_function_returns_is_synthesized(synth: Synth, factory: Any) -> None:
    out = synth(factory)
    assert repr(out) == "<Synthesized prod>"
    assert resource("aws_s3_bucket", PUBLIC) in out
    assert out.at("prod/bucket") == out.at("bucket") == {"acl": "public-read"}
    assert out.backend is None


def test_a_returned_stack_is_the_same_as_one_of_its_class(synth: Synth) -> None:
    assert synth(lambda app: Prod(app, "stack")).json == synth(Prod).json


def test_a_function_that_returns_a_stack_takes_arguments(synth: Synth) -> None:
    out = synth(lambda app, acl: Prod(app, "prod", acl=acl), acl="private")
    assert out.at("bucket")["acl"] == "private"


def test_a_returned_stack_is_validated_as_a_whole(synth: Synth) -> None:
    def needy(scope: Construct) -> TerraformStack:
        stack = TerraformStack(scope, "needy")
        TerraformResource(
            stack,
            "one",
            terraform_resource_type="null_resource",
            terraform_generator_metadata={"provider_name": "null"},
        )
        return stack

    for factory in (needy, lambda app: needy(app)):
        with pytest.raises(SynthesisError, match="without a matching provider"):
            synth(factory)
        assert synth(factory, validations=False).at("one").type == "null_resource"


OTHERS = {
    "a construct": (Environment, "stack/environment/prod"),
    "a function": (lambda scope: Environment(scope, "env") and None, "stack/env/prod"),
    "a function that returns the construct": (lambda scope: Environment(scope, "env"), "stack/env/prod"),
    "a function with an app of its own": (lambda scope: Prod(App(), "prod") and None, "prod"),
    "a function that returns what it is given": (lambda scope: Prod(scope, "prod").node.scope, "stack/prod"),
    "a stack with another below": (Platform, "stack/prod"),
    "a stack with another beside": (Beside, "prod"),
}


@pytest.mark.parametrize(("what", "path"), OTHERS.values(), ids=OTHERS)
def test_stacks_that_would_be_left_out_are_refused(synth: Synth, what: Any, path: str) -> None:
    with pytest.raises(SynthesisError) as caught:
        synth(what)
    name = "the function" if getattr(what, "__name__", "") == "<lambda>" else what.__name__
    assert str(caught.value) == (
        f"synth: {name} makes other stacks, which synth would leave out: {path}. synth gives one: return the "
        'one that you mean from a function, or use synth_app(…)["name"]'
    )


def test_several_stacks_need_synth_app(synth: Synth) -> None:
    def two(app: App) -> None:
        Prod(app, "blue")
        Prod(app, "green")

    with pytest.raises(SynthesisError, match=r"two makes several stacks: blue, green\. .*synth_app"):
        synth(two)
    with pytest.raises(SynthesisError, match="returns several stacks"):
        synth(lambda app: (Prod(app, "blue"), Prod(app, "green")))
    with pytest.raises(SynthesisError, match="the function makes several stacks: blue, green"):
        synth(lambda app: two(app) or app)


def test_one_of_several_may_be_returned(synth: Synth) -> None:
    def two(app: App) -> TerraformStack:
        first = Prod(app, "first")
        second = TerraformStack(app, "second")
        TerraformOutput(second, "taken", value=first.node.find_child("bucket").get_string_attribute("id"))
        return second

    out = synth(two)
    assert output("taken", value=ref(regex_of_state())) in out
    assert out.dependencies == ["first"]


def regex_of_state() -> str:
    return (
        "data.terraform_remote_state.cross-stack-reference-input-first.outputs."
        "cross-stack-output-aws_s3_bucketbucketid"
    )


def test_a_function_that_makes_no_stack(synth: Synth) -> None:
    with pytest.raises(SynthesisError, match="synth: the function makes no stack"):
        synth(lambda app: None)
    with pytest.raises(SynthesisError, match="synth: the function makes no stack"):
        synth(lambda: App())


def test_a_function_that_fills_one_stack_and_returns_another(synth: Synth) -> None:
    def both(scope: TerraformStack) -> TerraformStack:
        null(scope, "lost")
        return Prod(scope, "prod")

    with pytest.raises(SynthesisError, match="both fills the stack that it is called with, and"):
        synth(both)


def test_an_empty_stack_beside_a_full_one(synth: Synth, cdk_app: App) -> None:
    empty = TerraformStack(cdk_app, "empty")
    assert not synth(empty).resources
    Prod(cdk_app, "prod")
    with pytest.raises(SynthesisError, match="the stack empty is empty, and others are not: prod"):
        synth(empty)


def test_what_is_no_construct_may_not_be_returned(synth: Synth) -> None:
    async def asynchronous(stack: TerraformStack) -> None:
        Prod(stack, "prod")

    def generator(stack: TerraformStack) -> Iterator[Construct]:
        yield null(stack, "one")

    for function, found in (
        (asynchronous, "a coroutine; .* It has not run"),
        (generator, "a generator; .* It has not run"),
        (
            lambda stack: CdkTesting.synth(Prod(CdkTesting.app(), "prod")),
            "a str; .* return the stack",
        ),
        (lambda stack: Prod, "the class Prod; .* Call the class"),
        (lambda stack: 1, "a int; expected None, constructs of the stack"),
    ):
        with pytest.raises(TypeError, match=f"returned {found}"):
            synth(function)


def test_a_secret_that_is_returned_is_not_shown(synth: Synth) -> None:
    with pytest.raises(TypeError) as caught:
        synth(lambda stack: "correct-horse-battery")
    assert "correct-horse" not in str(caught.value)


@dataclass
class _Parts:
    one: Construct
    others: list[Construct]


class _Pair(NamedTuple):
    one: Construct
    nothing: None


def test_constructs_of_the_stack_may_be_returned(synth: Synth) -> None:
    for function in (
        lambda stack: null(stack, "a"),
        lambda stack: (null(stack, "a"), null(stack, "b")),
        lambda stack: {"one": null(stack, "a")},
        lambda stack: _Parts(null(stack, "a"), [null(stack, "b")]),
        lambda stack: _Pair(null(stack, "a"), None),
        lambda stack: null(stack, "a").node.scope,
    ):
        assert resource("null_resource") in synth(function)


def test_constructs_of_another_stack_may_not(synth: Synth, cdk_stack: TerraformStack) -> None:
    elsewhere = null(cdk_stack, "elsewhere")
    with pytest.raises(TypeError, match="returns the construct stack/elsewhere, which is not in"):
        synth(lambda stack: elsewhere)


def test_an_app(synth: Synth, cdk_app: App) -> None:
    Prod(cdk_app, "prod")
    assert resource("aws_s3_bucket", PUBLIC) in synth(cdk_app)
    TerraformStack(cdk_app, "other")
    with pytest.raises(SynthesisError) as caught:
        synth(cdk_app)
    assert str(caught.value) == (
        "synth: the app has several stacks: prod, other. Use synth_app(…)['prod'], or give synth one of them"
    )


def test_a_class_of_apps(synth: Synth) -> None:
    class Program(App):
        def __init__(self) -> None:
            super().__init__()
            Prod(self, "prod")

    assert resource("aws_s3_bucket", PUBLIC) in synth(Program)


def test_no_backend_is_added_to_any_stack_of_several(synth: Synth, cdk_app: App) -> None:
    stacks = [Prod(cdk_app, "one"), Prod(cdk_app, "two")]
    assert [synth(each).backend for each in [*stacks, *stacks]] == [None] * 4
    S3Backend(stacks[0], bucket="b", key="k", region="r")
    assert [getattr(synth(each).backend, "type", None) for each in stacks] == ["s3", None]


def test_context(synth: Synth) -> None:
    def fill(scope: Construct) -> None:
        null(scope, "one", env=scope.node.try_get_context("env"))

    class Whole(TerraformStack):
        def __init__(self, scope: Construct, id: str) -> None:
            super().__init__(scope, id)
            fill(self)

    for what in (fill, Whole, lambda app: Whole(app, "x"), lambda: Whole(App(context={"env": "no"}), "x")):
        assert synth(what, context={"env": "prod"}).at("one")["env"] == "prod"
    with pytest.raises(TypeError, match="a stack that exists already takes no arguments, got context"):
        synth(Whole(App(), "x"), context={"env": "prod"})
