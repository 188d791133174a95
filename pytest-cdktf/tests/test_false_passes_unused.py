"""An expectation that decides nothing fails its test, however it is written; one that decides never does."""

from __future__ import annotations

import re

import pytest
from inner_runs import Run

SHARED = """
import asyncio
import contextlib
import unittest
from dataclasses import dataclass

import pytest_cdktf
import pytest_cdktf as kit

MODULE_WIDE = resource("null_resource")

@pytest.fixture(scope="module")
def team(synth_module):
    return synth_module(Team)

@pytest.fixture
def out(team):
    return team
"""

DROPPED = """
def test_bare(out):
    resource("nope") in out

def test_bare_and_it_matches(out):
    resource("null_resource") in out

def test_bare_not_in(out):
    resource("null_resource") not in out

def test_bare_in_parentheses(out):
    (
        resource("nope")
        in out
    )

def test_bare_of_several_lines(out):
    resource(
        "nope",
        name="a",
    ) in out

def test_two_on_a_line(out):
    assert resource("null_resource") in out; resource("nope") in out

def test_bare_negation(out):
    not (resource("null_resource") in out)

def test_bare_is_true(out):
    (resource("nope") in out) is True

def test_bare_equals_true(out):
    (resource("nope") in out) == True

def test_bare_bool(out):
    bool(resource("nope") in out)

def test_bare_and(out):
    resource("nope") in out and resource("null_resource") in out

def test_bare_or(out):
    resource("null_resource") in out or resource("nope") in out

def test_bare_conditional(out):
    resource("nope") in out if out.blocks else None

def test_bare_list(out):
    [resource("nope") in out, resource("null_resource") in out]

def test_bare_tuple_with_a_message(out):
    resource("nope") in out, "it is there"

def test_bare_f_string(out):
    f"{resource('nope') in out}"

def test_bare_comprehension(out):
    [each in out for each in [resource("nope"), resource("null_resource")]]

def test_bare_comprehension_over_the_result(out):
    [block for block in out.find(resource("null_resource"))]

def test_bare_all(out):
    all(each in out for each in [resource("nope"), resource("null_resource")])

def test_bare_any(out):
    any([resource("nope") in out])

def test_asserted_tuple(out):
    assert (resource("nope") in out, "it is not there")

def test_method(out):
    out.__contains__(resource("nope"))

def test_in_blocks(out):
    resource("nope") in out.resources

def test_count_in_blocks(out):
    out.resources.count(resource("nope"))

def test_in_list(out):
    resource("nope") in [*out.resources]

def test_bare_equal(out):
    out.resources[0] == resource("nope")

def test_bare_equal_the_other_way(out):
    resource("null_resource") == out.resources[0]

def test_bare_not_equal(out):
    resource("nope") != out.resources[0]

def test_bare_combined(out):
    (resource("nope") | resource("null_resource")) in out

def test_a_fixture_s_result_in_a_loop(out):
    for _ in range(3):
        resource("nope") in out

def test_in_a_branch(out):
    if out.blocks:
        resource("nope") in out

def test_in_a_with_block(out):
    with contextlib.suppress(KeyError):
        resource("nope") in out

def test_in_raises_nothing(out):
    try:
        resource("nope") in out
    finally:
        pass

def test_module_wide(out):
    MODULE_WIDE in out

def test_annotation(out):
    annotation("team") in out.warnings

def test_lists_of_different_lengths(out):
    out.resources == [resource("nope"), resource("null_resource")]

def test_block_and_plain_value(out):
    out.resources[0] == {"triggers": {}}

def test_first_asserted_then_bare(out):
    expected = resource("null_resource")
    assert expected in out
    expected in out

@pytest.mark.parametrize("expected", [resource("null_resource")])
def test_parametrized(out, expected):
    expected in out

def test_find(out):
    out.find(resource("nope"))

def test_find_of_several_lines(out):
    (
        out
        .find(resource("nope"))
    )

def test_find_that_is_kept(out):
    found = out.find(resource("nope"))

def test_find_that_is_kept_in_an_object(out, request):
    request.node.found = out.find(resource("nope"))

def test_find_compared_bare(out):
    out.find(resource("nope")) == []

def test_find_length_bare(out):
    len(out.find(resource("nope"))) == 1

def test_find_length_alone(out):
    found = out.find(resource("nope"))
    len(found)

def test_find_is_something(out):
    assert out.find(resource("nope")) is not None

def test_find_truth_bare(out):
    not out.find(resource("nope"))

def test_find_by_its_name_alone(out):
    found = out.find(resource("nope"))
    found

def test_count(out):
    out.count(resource("nope"))

def test_count_compared_bare(out):
    out.count(resource("nope")) == 3

def test_count_compared_bare_the_other_way(out):
    1 <= out.count(resource("nope"))

def test_count_in_a_chain(out):
    0 < out.count(resource("nope")) < 3

def test_count_that_is_kept(out):
    number = out.count(resource("nope"))

def test_count_that_is_compared_bare(out):
    number = out.count(resource("nope"))
    number == 3

def test_counts_that_are_kept(out):
    first, second = out.count(resource("nope")), out.count(resource("null_resource"))

def test_a_result_that_no_line_reads(out):
    found = resource("nope") in out

def test_never_compared_beside_one_that_is(out):
    first, second = resource("null_resource"), resource("nope")
    assert first in out

def test_never_compared_item(out):
    expected = [resource("null_resource"), resource("nope")]
    assert expected[0] in out

def test_never_compared_in_a_loop(out):
    for name in ("nope", "null_resource"):
        expected = resource(name)
    assert expected in out

def test_truth_of_the_matcher(out):
    assert resource("nope")

def test_truth_of_the_matcher_beside_a_comparison(out):
    assert resource("nope") and resource("null_resource") in out

class TestMethods:
    def test_method(self, out):
        resource("nope") in out

class TestUnittest(unittest.TestCase):
    @pytest.fixture(autouse=True)
    def _out(self, out):
        self.out = out

    def test_unittest(self):
        resource("nope") in self.out

@pytest.fixture
def checked(out):
    resource("nope") in out
    return out

def test_fixture(checked):
    pass

@pytest.fixture
def checked_at_the_end(out):
    yield
    resource("nope") in out

def test_fixture_s_end(checked_at_the_end):
    pass

def helper(out):
    resource("nope") in out

def test_helper(out):
    helper(out)

def test_helper_of_another_module(out):
    import helpers
    helpers.check(out, resource("nope"))

def test_async(out):
    async def check():
        await asyncio.sleep(0)
        resource("nope") in out

    asyncio.run(check())

def test_thread(out):
    import threading

    thread = threading.Thread(target=helper, args=[out])
    thread.start()
    thread.join()

@pytest.mark.xfail
def test_xfail_that_passes(out):
    resource("nope") in out
"""

DECIDES = """
def test_any(out):
    assert any(each in out for each in [resource("null_resource"), resource("nope")])

def test_any_of_a_variable(out):
    expected = [resource("null_resource"), resource("nope")]
    assert any(each in out for each in expected)

def test_any_of_variables(out):
    first, second = resource("null_resource"), resource("nope")
    assert any(each in out for each in (first, second))

def test_any_of_a_generator_made_before(out):
    expected = [resource("null_resource"), resource("nope")]
    results = (each in out for each in expected)
    assert any(results)

def test_any_of_map(out):
    expected = [resource("null_resource"), resource("nope")]
    assert any(map(lambda each: each in out, expected))
    assert any(map(out.__contains__, [resource("null_resource"), resource("nope")]))

def test_not_all(out):
    assert not all(each in out for each in {"a": resource("nope"), "b": resource("null_resource")}.values())

def test_next(out):
    expected = (resource("null_resource"), resource("nope"))
    assert next(each for each in expected if each in out) is expected[0]

def test_any_in_a_helper(out):
    def has_any(*expected):
        return any(each in out for each in expected)

    assert has_any(resource("null_resource"), resource("nope"))

def test_a_helper_in_or(out):
    def has(expected):
        return expected in out

    first, second = resource("null_resource"), resource("nope")
    assert has(first) or has(second)

def test_or(out):
    first, second = resource("null_resource"), resource("nope")
    assert first in out or second in out

def test_and(out):
    first, second = resource("nope"), resource("null_resource")
    assert not (first in out and second in out)

def test_or_of_attributes(out):
    @dataclass
    class Case:
        first: object
        second: object

    case = Case(resource("null_resource"), resource("nope"))
    assert case.first in out or case.second in out

def test_find_or_find(out):
    first, second = resource("null_resource"), resource("nope")
    assert out.find(first) or out.find(second)

def test_count_or_count(out):
    first, second = resource("null_resource"), resource("nope")
    assert out.count(first) == 1 or out.count(second) == 1

def test_conditional_expression(out):
    first, second = resource("null_resource"), resource("nope")
    assert (first in out) if out.resources else (second in out)

def test_if(out):
    first, second = resource("null_resource"), resource("nope")
    if first in out:
        pass
    else:
        assert second in out

def test_elif(out):
    first, second = resource("null_resource"), resource("nope")
    if first in out:
        assert True
    elif second in out:
        assert False

def test_if_of_something_else(out):
    first, second = resource("null_resource"), resource("nope")
    if out.resources:
        assert first in out
    else:
        assert second in out

def test_return(out):
    first = resource("null_resource")
    second = resource("nope")
    if first in out:
        return
    assert second in out

def test_break(out):
    expected = [resource("null_resource"), resource("nope")]
    for each in expected:
        if each in out:
            break
    else:
        pytest.fail("none")

def test_break_out_of_a_literal(out):
    for each in (resource("null_resource"), resource("nope")):
        if each in out:
            break

def test_while(out):
    expected = [resource("nope"), resource("null_resource")]
    while expected.pop() not in out:
        pass

def test_match(out):
    first, second = resource("null_resource"), resource("nope")
    match len(out.resources):
        case 1:
            assert first in out
        case _:
            assert second in out

def test_try(out):
    first, second = resource("null_resource"), resource("nope")
    try:
        assert first in out
    except AssertionError:
        assert second in out

def test_choice(out):
    number = 0
    assert [resource("null_resource"), resource("nope")][number] in out
    expected = {"dev": resource("null_resource"), "prod": resource("nope")}
    environment = "dev"
    assert expected[environment] in out
    also = {"dev": resource("null_resource"), "prod": resource("nope")}
    assert also.get("dev") in out

def test_lists_that_differ_early(out):
    expected = [resource("nope"), resource("null_resource")]
    assert expected != [out.resources[0], out.resources[0]]

def test_bare_or_that_fails(out):
    resource("null_resource") in out or pytest.fail("no resource")

def test_bare_and_that_fails(out):
    resource("nope") in out and pytest.fail("a resource")

def test_bare_conditional_that_fails(out):
    None if resource("null_resource") in out else pytest.fail("no resource")

def test_argument(out):
    results = []
    results.append(resource("null_resource") in out)
    assert results == [True]
    found = []
    found.extend(out.find(resource("null_resource")))
    assert found
    found.sort(key=lambda block: block == resource("null_resource"))
    results.extend(each in out for each in [resource("null_resource")])

def test_returned(out):
    def has(expected):
        return expected in out

    assert has(resource("null_resource"))

def test_yielded(out):
    def each():
        yield resource("null_resource") in out

    assert [*each()] == [True]

def test_lambda(out):
    has = lambda expected: expected in out
    assert has(resource("null_resource"))

def test_assigned(out):
    found = resource("null_resource") in out
    assert found
    if (there := resource("null_resource") in out):
        assert there

def test_assigned_to_an_attribute(out, request):
    request.node.found = resource("null_resource") in out
    assert request.node.found

def test_assigned_and_read_in_another_function(out):
    found = resource("null_resource") in out

    def read():
        return found

    assert read()

def test_message_of_an_assert(out):
    assert True, resource("null_resource") in out

def test_raises(out):
    with pytest.raises(AssertionError):
        assert resource("nope") in out

def test_an_error_that_is_expected(out):
    class Wrong:
        def __eq__(self, other):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        resource("null_resource", triggers=Wrong()) in out
    with pytest.raises(ZeroDivisionError):
        out.find(resource("null_resource", triggers=Wrong()))

def test_find(out):
    assert out.find(resource("null_resource"))
    assert not out.find(resource("nope"))
    assert out.find(resource("null_resource")) == [*out.resources]
    assert [] != out.find(resource("null_resource"))
    assert out.resources[0] in out.find(resource("null_resource"))
    for block in out.find(resource("null_resource")):
        assert block.type == "null_resource"
    (only,) = out.find(resource("null_resource"))
    found = [] + out.find(resource("null_resource"))
    assert len(found) == 1
    assert sorted(block.type for block in out.find(resource("null_resource"))) == ["null_resource"]
    assert [block.name for block in out.find(resource("null_resource"))]
    assert {*map(str, out.find(resource("null_resource")))}
    assert tuple(out.find(resource("null_resource")))
    assert str(out.find(resource("null_resource"))) == f"{out.find(resource('null_resource'))}"
    out.find(resource("null_resource"))[0]
    match out.find(resource("null_resource")):
        case [_]:
            pass
        case _:
            pytest.fail("not one")

def test_count(out):
    assert out.count(resource("null_resource")) == 1
    assert 1 == out.count(resource("null_resource"))
    assert 0 < out.count(resource("null_resource")) < 2
    assert not out.count(resource("nope"))
    assert int(out.count(resource("null_resource"))) == 1
    assert f"{out.count(resource('null_resource'))}" == "1"
    assert "%d" % out.count(resource("null_resource")) == "1"
    assert out.count(resource("null_resource")) + out.count(resource("nope")) == 1
    assert sum([out.count(resource("null_resource")), 0]) == 1
    assert max(out.count(resource("null_resource")), 0) == 1
    assert {1: True}[out.count(resource("null_resource"))]
    assert [*range(out.count(resource("null_resource")))] == [0]
    assert [0] * out.count(resource("null_resource")) == [0]
    assert json.dumps(out.count(resource("null_resource"))) == "1"
    assert out.count(resource("null_resource")) == pytest.approx(1)
    number = out.count(resource("null_resource"))
    assert [0, 1][number] == 1
    other = out.count(resource("null_resource"))
    for _ in range(other):
        pass
    assert [out.count(resource("null_resource")), out.count(resource("nope"))] == [1, 0]
    counts = {"a": out.count(resource("null_resource"))}
    assert counts == {"a": 1}
    first, second = out.count(resource("null_resource")), out.count(resource("nope"))
    assert (first, second) == (1, 0)

def test_one(out):
    out.one(resource("null_resource"))

def test_index(out):
    out.resources.index(resource("null_resource"))

def test_captured(out):
    owner = capture()
    resource("null_resource", triggers=partial(number=owner)) in out
    assert owner.value == 0
    numbers = capture()
    out.find(resource("null_resource", triggers=partial(number=numbers)))
    assert numbers.values == [0]

def test_through_the_module(out):
    assert kit.resource("null_resource") in out
    assert pytest_cdktf.resource("null_resource") in out

def test_annotation(out):
    assert annotation("team") not in out.warnings
    assert out.infos != [annotation("team")]
    assert out.resources != [resource("nope"), resource("null_resource")]
    assert out.find(resource("nope")) != [resource("nope")]
    assert out.resources == [resource("null_resource")]
    assert [resource("null_resource")] == out.resources

def test_equal(out):
    assert out.resources[0] == resource("null_resource")
    assert [resource("null_resource")] == [*out.resources]
    assert not out.resources[0] != resource("null_resource")

class TestUnittest(unittest.TestCase):
    @pytest.fixture(autouse=True)
    def _out(self, out):
        self.out = out

    def test_unittest(self):
        self.assertIn(resource("null_resource"), self.out)
        self.assertNotIn(resource("nope"), self.out)
        self.assertEqual(self.out.count(resource("null_resource")), 1)
        self.assertTrue(self.out.find(resource("null_resource")))
        self.assertTrue(any(each in self.out for each in [resource("null_resource"), resource("nope")]))

    @unittest.expectedFailure
    def test_expected_failure(self):
        self.assertIn(resource("nope"), self.out)

def test_async(out):
    async def has(expected):
        await asyncio.sleep(0)
        return expected in out

    async def check():
        first, second = resource("null_resource"), resource("nope")
        assert await has(first) or await has(second)

    asyncio.run(check())

def test_one_that_is_used_in_a_loop_often(out):
    expected = resource("null_resource")
    for _ in range(3):
        assert expected in out

def test_failed_in_a_branch(out):
    if resource("nope") in out:
        raise AssertionError("there")

def test_source_that_is_not_in_a_file(out):
    exec("assert resource('null_resource') in out")
    exec("found = resource('null_resource') in out")

@pytest.mark.xfail
def test_xfail(out):
    later = resource("null_resource")
    assert resource("nope") in out
    assert later in out

@pytest.mark.xfail(strict=True)
def test_xfail_in_any(out):
    expected = [resource("nope"), resource("null_resource")]
    assert all(each in out for each in expected)

def test_xfail_inside(out):
    expected = resource("nope")
    if expected not in out:
        pytest.xfail("not yet")
"""


def _named(result: pytest.RunResult, outcome: str) -> set[str]:
    return {
        match[1] for line in result.outlines if (match := re.match(rf"{outcome} .*::(\w+(?:\[.*?\])?)", line))
    }


def _tests(text: str) -> set[str]:
    return {*re.findall(r"def (test_\w+)", text)}


def test_what_decides_nothing_is_told(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(helpers="def check(out, expected):\n    expected in out\n")
    result = run(SHARED + DROPPED, "-rE", "-W", "ignore")
    told = {name.partition("[")[0] for name in _named(result, "ERROR")}
    assert sorted(_tests(DROPPED) - told) == []


def test_what_decides_is_not_told(run: Run) -> None:
    result = run(SHARED + DECIDES, "-rEf", "-W", "ignore")
    assert _named(result, "ERROR") | _named(result, "FAILED") == set()
    assert result.ret == 0


XFAIL = """
@pytest.mark.xfail
def test_passes(out):
    resource("nope") in out

@pytest.mark.xfail(strict=True)
def test_passes_strictly(out):
    resource("nope")

@pytest.mark.xfail
def test_fails(out):
    resource("nope") in out
    assert False

@pytest.mark.xfail
def test_fails_and_never_compares(out):
    resource("nope")
    assert False

@pytest.mark.xfail
def test_fails_and_only_keeps(out):
    expected = [resource("nope"), resource("null_resource")]
    assert False

@pytest.mark.xfail(raises=KeyError)
def test_raises(out):
    out.count(resource("nope")) == 1
    raise KeyError

@pytest.mark.xfail(raises=BaseException)
def test_raises_anything(out):
    out.find(resource("nope"))

@pytest.mark.xfail(True, reason="it may")
def test_condition(out):
    resource("nope") in out

@pytest.mark.xfail("True", reason="it may")
def test_condition_as_text(out):
    resource("nope") in out

@pytest.mark.xfail(False, reason="it may not")
def test_condition_that_does_not_hold(out):
    resource("nope") in out

@pytest.mark.xfail(run=True)
def test_run(out):
    resource("nope") in out

def test_inside(out):
    resource("nope") in out
    pytest.xfail("not yet")

def test_inside_and_never_compared():
    resource("nope")
    pytest.xfail("not yet")

@pytest.fixture
def unused():
    return resource("nope") == 1 and None

@pytest.fixture
def broken_end(out):
    yield
    resource("nope") in out
    raise RuntimeError

@pytest.mark.xfail
def test_teardown_that_fails_too(broken_end):
    pass

@pytest.mark.parametrize("number", [pytest.param(1, marks=pytest.mark.xfail)])
def test_parameter(out, number):
    resource("nope") in out

class TestUnittest(unittest.TestCase):
    @unittest.expectedFailure
    def test_expected_failure(self):
        resource("nope")
        self.fail()

@pytest.mark.xfail(run=False)
def test_fine_because_it_does_not_run(out):
    resource("nope") in out

@pytest.mark.xfail
@pytest.mark.cdk_allow_unused
def test_fine_because_it_is_allowed(out):
    resource("nope") in out
    assert False
"""


def test_no_xfail_takes_it_for_the_expected_failure(run: Run) -> None:
    result = run(SHARED + XFAIL, "-rE", "-W", "ignore")
    told = {name.partition("[")[0] for name in _named(result, "ERROR")}
    assert told == {name for name in _tests(XFAIL) if "fine" not in name}
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert result.parseoutcomes()["errors"] == len(told)


def test_the_message_names_the_line(run: Run, pytester: pytest.Pytester) -> None:
    result = run("""
        def test_it(synth):
            out = synth(Team)
            resource("nope", name="a") in out
            assert out.find(resource("null_resource"))
            out.count(resource("null_resource")) == 3
    """)
    result.assert_outcomes(passed=1, errors=1)
    (file,) = pytester.path.glob("test_*.py")
    lines = file.read_text().splitlines()
    first = 1 + next(number for number, line in enumerate(lines) if "nope" in line)
    at = result.outlines.index("the results of comparisons were never looked at:")
    assert result.outlines[at + 1 : at + 4] == [
        f"  {file}:{first}: resource('nope', name='a')",
        f"  {file}:{first + 2}: resource('null_resource')",
        "Write assert before it, remove it, or mark the test with @pytest.mark.cdk_allow_unused",
    ]


def test_both_kinds_are_told_at_once(run: Run) -> None:
    result = run("""
        def test_it(synth):
            resource("never")
            resource("nope") in synth(Team)
    """)
    result.stdout.fnmatch_lines(
        [
            "an expectation was never compared with anything:",
            "  *: resource('never')",
            "the result of a comparison was never looked at:",
            "  *: resource('nope')",
            "Compare it (assert … in out), remove it, or mark the test with @pytest.mark.cdk_allow_unused",
        ]
    )


def test_a_fixture_that_tests_share(run: Run) -> None:
    result = run("""
        @pytest.fixture(scope="module")
        def shared(tmp_path_factory):
            resource("nope") == {}
            return resource("kept")

        @pytest.fixture(scope="module")
        def found(synth_module):
            return synth_module(Team).find(resource("null_resource"))

        def test_one(shared):
            pass

        def test_two(shared, found):
            assert found
    """)
    result.assert_outcomes(passed=1, errors=1)  # told once
    result.stdout.fnmatch_lines(["the result of a comparison was never looked at:", "  *: resource('nope')"])
