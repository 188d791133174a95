"""Each block of a kind has certain attributes."""

from __future__ import annotations

import pytest
from either_engine import TerraformStack
from inner_runs import Failure
from sample_stacks import Team, null

from pytest_cdktf import (
    Synth,
    Synthesized,
    absent,
    annotation,
    anything,
    capture,
    has_items,
    json_with,
    output,
    regex,
    resource,
    variable,
)


def _buckets(stack: TerraformStack) -> None:
    for name in ("logs", "media", "state"):
        null(stack, name, versioned=name != "media", label=f"the {name}", policy='{"Version": "2012-10-17"}')


@pytest.fixture
def out(synth: Synth) -> Synthesized:
    return synth(_buckets)


def test_all_have_it(out: Synthesized) -> None:
    out.assert_all(resource("null_resource"), label=regex("^the "))
    out.assert_all(resource("null_resource"), {"odd-name": absent()}, policy=json_with(Version="2012-10-17"))
    out.assert_all(resource("null_resource", versioned=True), label=regex("logs|state"))
    out.assert_all(resource("null_resource") | variable(anything()), label=anything())


def test_a_token_is_resolved(synth: Synth) -> None:
    teams: list[Team] = []
    out = synth(lambda stack: teams.append(Team(stack, "team", count=2)))
    owner = teams[0].owner.string_value
    out.assert_all(resource("null_resource"), triggers={"owner": owner})
    out.assert_all(output(anything()), value=owner)


def test_what_is_captured(out: Synthesized) -> None:
    labels = capture()
    out.assert_all(resource("null_resource"), label=labels)
    assert labels.values == ["the logs", "the media", "the state"]


@pytest.mark.parametrize("matcher", [resource("aws_s3_bucket"), resource("null_resource", label="nope")])
def test_nothing_that_matches_fails(out: Synthesized, matcher: object) -> None:
    with pytest.raises(AssertionError, match=r"^assert_all: no block matches\n"):
        out.assert_all(matcher, label=anything())  # type: ignore[arg-type]


def test_what_is_wrong_with_the_call(out: Synthesized) -> None:
    with pytest.raises(
        TypeError, match=r"^assert_all: expected attributes that each block must have, and got none"
    ):
        out.assert_all(resource("null_resource"))
    with pytest.raises(TypeError, match=r"^expected attributes by name"):
        out.assert_all(resource("null_resource"), "x")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^expected a matcher of blocks"):
        out.assert_all(has_items(1), x=1)
    with pytest.raises(TypeError, match=r"compare it with .warnings, .errors or .infos"):
        out.assert_all(annotation("a"), x=1)


test_what_is_wrong_with_the_call = pytest.mark.cdk_allow_unused(test_what_is_wrong_with_the_call)


def test_the_message_names_each_block(failure: Failure) -> None:
    shown = failure("""
        def fill(stack):
            for name in ("logs", "media", "state"):
                null(stack, name, versioned=name == "logs", label=f"the {name}")
        synth(fill).assert_all(resource("null_resource"), versioned=True, label=regex("logs|state"))
    """)
    assert shown == [
        "assert_all: 2 of 3 blocks that match resource('null_resource') are not as expected:",
        "  stack/media (null_resource.media): versioned: expected true, found false (and 1 more)",
        "  stack/state (null_resource.state): versioned: expected true, found false",
    ]


def test_the_message_stays_short(failure: Failure) -> None:
    shown = failure("""
        def fill(stack):
            for number in range(30):
                null(stack, f"n{number}", size=number)
        synth(fill).assert_all(resource("null_resource"), size=0)
    """)
    assert shown[0] == "assert_all: 29 of 30 blocks that match resource('null_resource') are not as expected:"
    assert shown[-1] == "  … and 26 more"
    assert len(shown) == 5


def test_the_message_where_nothing_matches(failure: Failure) -> None:
    assert failure('synth(Team).assert_all(resource("null_resources"), x=1)') == [
        "assert_all: no block matches",
        "no resource of type null_resources; did you mean null_resource?",
        "the stack's resources:",
        "  null_resource",
    ]
