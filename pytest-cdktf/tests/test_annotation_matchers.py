"""Matchers of the notes, warnings and errors that constructs add."""

from __future__ import annotations

import pytest
from either_engine import Annotations, TerraformStack
from inner_runs import Failure
from sample_stacks import null

from pytest_cdktf import Synth, Synthesized, annotation, anything, has_items, regex, resource


def _warned(stack: TerraformStack) -> None:
    logs = null(stack, "logs")
    Annotations.of(logs).add_warning("the bucket is public")
    Annotations.of(logs).add_info("it costs 3 a month")
    Annotations.of(null(stack, "media")).add_warning("no versions are kept")


@pytest.fixture
def out(synth: Synth) -> Synthesized:
    return synth(_warned)


def test_matchers(out: Synthesized) -> None:
    assert annotation("stack/logs", regex("public")) in out.warnings
    assert annotation("logs", "the bucket is public") in out.warnings
    assert annotation(regex("media$"), anything()) in out.warnings
    assert annotation(message=regex("versions")) in out.warnings
    assert annotation("media") in out.warnings
    assert annotation("logs", regex("versions")) not in out.warnings
    assert annotation("ogs") not in out.warnings
    assert annotation("logs", regex("costs")) in out.infos
    assert annotation(message=anything()) not in out.errors
    assert annotation("logs") | annotation("nope") in out.warnings
    assert annotation("logs") & annotation(message=regex("public")) in out.warnings
    assert out.warnings == [annotation("logs"), annotation("media")]
    assert out.warnings == [("stack/logs", "the bucket is public"), ("stack/media", "no versions are kept")]
    assert out.warnings == has_items(annotation("media"))
    assert out.warnings[0] == annotation("logs", regex("bucket"))
    assert ("stack/logs", "the bucket is public") in out.warnings
    assert len(out.infos) == 1


def test_errors(synth: Synth) -> None:
    out = synth(
        lambda stack: Annotations.of(null(stack, "one")).add_error("not like this"), validations=False
    )
    assert annotation("one", regex("^not")) in out.errors


@pytest.mark.cdk_allow_unused
def test_what_can_never_be_there_is_an_error(out: Synthesized) -> None:
    for wrong in ("the bucket is public", resource("null_resource"), regex("public")):
        with pytest.raises(TypeError, match=r"^expected annotation\(path, message\) or a pair"):
            assert wrong not in out.warnings
    with pytest.raises(TypeError, match=r"compare it with .warnings, .errors or .infos$"):
        assert annotation("logs") not in out
    with pytest.raises(TypeError, match=r"^annotation: expected a path, a message or both$"):
        annotation()


BODY = """
    def fill(stack):
        logs = null(stack, "logs")
        Annotations.of(logs).add_warning("the bucket is public")
        Annotations.of(null(stack, "media")).add_warning("no versions are kept")
    assert {} in synth(fill).{}
"""


def test_messages_of_annotations(failure: Failure) -> None:
    assert failure(BODY.format("annotation('media', regex('public'))", "warnings")) == [
        "assert annotation('media', regex('public')) in 2 warnings",
        "  none matches; the nearest warnings are:",
        "    stack/media: no versions are kept",
        "    stack/logs: the bucket is public",
    ]
    assert failure(BODY.format("annotation(message='the bucket is public.')", "warnings"))[2:] == [
        "    stack/logs: the bucket is public",
        "    stack/media: no versions are kept",
    ]
    assert failure(BODY.format("annotation('media')", "errors")) == [
        "assert annotation('media') in 0 errors",
        "  the stack has no errors",
    ]
    assert failure(BODY.format("annotation('media') not", "warnings")) == [
        "assert annotation('media') not in 2 warnings",
        "  1 matches:",
        "    stack/media: no versions are kept",
    ]
