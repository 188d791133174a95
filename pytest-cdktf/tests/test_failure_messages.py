"""What pytest shows when a comparison fails, with default verbosity and without `CI`."""

from __future__ import annotations

from pathlib import Path

import pytest
from inner_runs import Failure, Run


def test_one_line_per_difference(failure: Failure) -> None:
    shown = failure("""
        version = json_with(Version="2012-10-18", Statement=[{"Effect": "Deny"}])
        assert resource("null_resource", text=version, encoded=json_with(on=True)) in synth(Plain)
    """)
    assert shown == [
        "assert resource('null_resource', text=json_with(Version='2012-10-18', "
        "Statement=[{'Effect': 'Deny'}]), encoded=json_with(on=True)) in <Synthesized stack>",
        "  nearest of 2 resources of type null_resource: stack/policy (null_resource.policy)",
        '  text.Version: expected "2012-10-18", found "2012-10-17"',
        '  text.Statement[0].Effect: expected "Deny", found "Allow"',
    ]


def test_the_nearest_is_the_most_alike_where_nothing_matches(failure: Failure) -> None:
    shown = failure("""
        def fill(stack):
            for name in ("storage", "paging", "pagers", "billing"):
                null(stack, name, label=f"the {name} team")
        assert resource("null_resource", label="the pager team") in synth(fill)
    """)
    assert shown[1:] == [
        "  nearest of 4 resources of type null_resource: stack/pagers (null_resource.pagers)",
        '  label: expected "the pager team", found "the pagers team"',
    ]


def test_the_most_telling_differences_come_first(failure: Failure) -> None:
    shown = failure("""
        def fill(stack):
            null(stack, "a", rules=[1, 2], tags={"ower": "Ada", "team": "x"}, size="3", on=True)
        tags = {"owner": "Ada", "team": "y"}
        expected = resource("null_resource", missing=1, rules=[1], tags=tags, size=3, on=False)
        assert expected in synth(fill)
    """)
    assert shown[1:] == [
        "  the only resource of type null_resource is stack/a (null_resource.a)",
        '  tags.team: expected "y", found "x"',
        '  size: expected 3, found "3" (a text)',
        "  on: expected false, found true",
        "  … and 3 more differences",
    ]


def test_five_lines_hold_what_four_differences_say(failure: Failure) -> None:
    shown = failure("""
        out = synth(lambda stack: null(stack, "x", a={"ower": "Ada"}, b=[1, 2], c=["s3:*"], d="s3:*"))
        assert resource("null_resource", a={"owner": "Ada"}, b=[1], c="s3:*", d=["s3:*"]) in out
    """)
    assert shown[1:] == [
        "  the only resource of type null_resource is stack/x (null_resource.x)",
        '  c: expected "s3:*", found ["s3:*"] (in a list: has_items(…) finds it)',
        '  d: expected ["s3:*"], found "s3:*" (not in a list)',
        '  a.owner: expected "Ada", found nothing (did you mean ower?)',
        "  b: expected 1 item, found 2: [1, 2] (has_items(…) allows others)",
    ]


@pytest.mark.parametrize(
    ("expected", "found", "line"),
    [
        ("has_items('a', 'c')", "['a']", """expected has_items('a', 'c'), found ["a"] (not in it: "c")"""),
        (
            "has_items({'port': 22, 'to': 'all'})",
            "[{'port': 80}, {'port': 22, 'to': 'none'}]",
            '[1].to: expected "all", found "none"',
        ),
        ("has_items('a')", "'a'", """expected has_items('a'), found "a" (no list)"""),
        ("unordered(1, 2)", "[2, 3]", "expected unordered(1, 2), found [2, 3] (not in it: 1; too many: 3)"),
        ("unordered({'a': 1, 'b': 1}, 2)", "[2, {'a': 1, 'b': 3}]", "[1].b: expected 1, found 3"),
        ("exactly({'a': 1})", "{'a': 1, 'b': 2}", ".b: expected nothing, found 2"),
        (
            "exactly({'a': 1})",
            "[{'a': 1}]",
            """expected exactly({'a': 1}), found [{"a": 1}] (the same, but written otherwise)""",
        ),
        ("partial(a=1)", "{'a': 2}", ".a: expected 1, found 2"),
        ("{'a': {'b-c': 1, 'd e': 2}}", "{'a': {'b-c': 1}}", '.a["d e"]: expected 2, found nothing'),
        ("{'owner': 'x'}", "{'ownr': 'x'}", '.owner: expected "x", found nothing (did you mean ownr?)'),
        ("{'a': [{'b': 1}]}", "{'a': [{'b': 2}]}", ".a[0].b: expected 1, found 2"),
        ("json_with(a=1)", "'plain'", """expected json_with(a=1), found "plain" (no JSON)"""),
        ("json_with(a=1)", "'{\"a\": 2}'", ".a: expected 1, found 2"),
        ("{'a': 1}", "'{\"a\": 2}'", ".a: expected 1, found 2"),
        (
            "json_with(a={'b': 1})",
            '\'{"a": [{"b": 1}]}\'',
            """.a: expected {"b": 1}, found [{"b": 1}] (a list, no object: has_items(…) looks into it)""",
        ),
        ("'{\"a\": [1, 2]}'", '\'{"a": [1, 3], "b": 1}\'', ".a[1]: expected 2, found 3"),
        ("absent()", "1", "expected absent(), found 1"),
        ("~regex('x')", "'x'", """expected ~regex('x'), found "x\""""),
        ("regex('x') & regex('y')", "'x'", """expected regex('y'), found "x\""""),
        ("regex('x') | 'z'", "'y'", """expected regex('x') | 'z', found "y\""""),
        ("satisfies(len, 'not empty')", "[]", "expected satisfies(not empty), found []"),
        ("satisfies(len)", "5", "expected satisfies(len), found 5 (the predicate raised TypeError)"),
        ("capture({'a': 1})", "{'a': 2}", ".a: expected 1, found 2"),
        ("True", "1", "expected true, found 1"),
    ],
)
def test_what_a_line_says(failure: Failure, expected: str, found: str, line: str) -> None:
    shown = failure(f"""
        out = synth(lambda stack: null(stack, "x", value={found}))
        assert resource("null_resource", value={expected}) in out
    """)
    place = "value" if line.startswith((".", "[")) else "value: "
    assert shown[2] == f"  {place}{line}"


def test_a_long_text_is_shown_where_it_differs(failure: Failure) -> None:
    shown = failure("""
        text = "".join(chr(97 + number % 26) for number in range(2000))
        out = synth(lambda stack: null(stack, "x", text=text))
        assert resource("null_resource", text=text[:1000] + "!" + text[1001:]) in out
    """)
    assert len(shown[2]) < 500
    assert "jkl!n" in shown[2]
    assert "jklmn" in shown[2]


def test_no_message_is_cut_by_pytest(run: Run) -> None:
    """However long the names, paths, values and differences are."""
    result = run("""
        def deep(stack, count):
            for number in range(count):
                where = stack
                for level in range(6):
                    where = Construct(where, f"level-{level}-with-a-very-long-name-{number}")
                null(where, "block", **dict.fromkeys(NAMES, "x" * 300))

        NAMES = [f"attribute_{each}_with_a_long_name" for each in range(12)]
        LONG = dict.fromkeys(NAMES, "y" * 300)
        PARTS = [resource("null_resource", {name: value}) for name, value in LONG.items()]
        ANY = resource("null_resource")

        @pytest.mark.parametrize("count", [1, 9])
        def test_in(synth, count):
            assert resource("null_resource", LONG) in synth(deep, count=count)

        @pytest.mark.parametrize("count", [1, 9])
        def test_not_in(synth, count):
            expected = resource("null_resource", dict.fromkeys(LONG, regex("x" * 200)))
            assert expected not in synth(deep, count=count)

        def test_count(synth):
            assert synth(deep, count=9).count(ANY) == 2

        def test_equal(synth):
            assert synth(deep, count=1).resources[0] == LONG

        def test_matcher_equal(synth):
            assert synth(deep, count=1).resources[0] == resource("null_resource", LONG)

        def test_composed(synth):
            expected = PARTS[0]
            for part in PARTS:
                expected = expected & part
            assert expected in synth(deep, count=9)

        def test_misspelt(synth):
            assert resource("null_resourc" + "e" * 200) in synth(deep, count=9)
    """)
    result.assert_outcomes(failed=9)
    result.stdout.no_fnmatch_line("*truncated*")
    result.stdout.fnmatch_lines(["*… and 9 more differences"])


def test_the_whole_difference_is_in_a_section(run: Run) -> None:
    result = run("""
        def test_it(synth):
            expected = json_with(Version="2012-10-18", Statement=[{"Effect": "Deny"}])
            assert resource("null_resource", text=expected) in synth(Plain)
    """)
    shown = result.outlines
    start = 1 + next(index for index, line in enumerate(shown) if " What was expected and found " in line)
    assert shown[start : start + 17] == [
        "no block matches resource('null_resource', text=json_with(Version='2012-10-18', "
        "Statement=[{'Effect': 'Deny'}]))",
        "",
        "stack/policy (null_resource.policy), 0 of 1 attributes match",
        "--- expected",
        "+++ found",
        " {",
        '   "text": {',
        '     "Statement": [',
        "       {",
        '-        "Effect": "Deny",',
        '+        "Effect": "Allow",',
        "       },",
        "     ],",
        '-    "Version": "2012-10-18",',
        '+    "Version": "2012-10-17",',
        "   },",
        " }",
    ]


@pytest.mark.parametrize("arguments", [(), ("-n", "1"), ("-vv",)])
def test_the_section_is_in_every_kind_of_run(
    run: Run, pytester: pytest.Pytester, arguments: tuple[str, ...]
) -> None:
    pytester.makeconftest(f"import sys\nsys.path.insert(0, {str(Path(__file__).parent)!r})")
    result = run(
        """
        def test_it(synth):
            assert resource("null_resource", text={"Version": 1}) in synth(Plain)

        def test_caught(synth):
            with pytest.raises(AssertionError):
                assert resource("null_resource", text={"Version": 2}) in synth(Plain)

        def test_passes_after_all(synth):
            assert resource("null_resource", text={"Version": "2012-10-17"}) in synth(Plain)
    """,
        *arguments,
    )
    result.assert_outcomes(failed=1, passed=2)
    sections = [line for line in result.outlines if " What was expected and found " in line]
    assert len(sections) == 1
    result.stdout.fnmatch_lines(['-    "Version": 1,', '+    "Version": "2012-10-17",'])


def test_the_section_lists_what_must_not_be_there(run: Run) -> None:
    result = run("""
        def test_it(synth):
            assert resource("null_resource", triggers={"number": anything()}) not in synth(Team, count=9)
    """)
    result.stdout.fnmatch_lines(
        [
            "*9 match:",
            "*  stack/team/member-2 (null_resource.team_member-2_*)",
            "*  … and 6 more",
            "* What was found *",
            "resource('null_resource', triggers={'number': anything()}) matches",
            '  stack/team/member-0 (null_resource.team_member-0_C9FA5CAB): {"triggers": {"number": 0}}',
            "  stack/team/member-8 (*",
        ]
    )


def test_a_block_that_is_not_equal(failure: Failure) -> None:
    shown = failure("""
        def fill(stack):
            null(stack, "pager", label="pagers", size=2)
        assert synth(fill).at("pager") == {"label": "pager", "size": 2}
    """)
    assert shown == [
        "assert the attributes of stack/pager (null_resource.pager) are not what was expected",
        '  label: expected "pager", found "pagers"',
    ]


def test_a_block_that_has_more_is_not_equal(failure: Failure) -> None:
    shown = failure("""
        def fill(stack):
            null(stack, "pager", label="pagers", rule={"a": 1, "b": 2})
        assert synth(fill).at("pager") == {"label": "pagers", "rule": {"a": 1}}
    """)
    assert shown[1:] == ["  rule.b: expected nothing, found 2"]


def test_missing_attribute(failure: Failure) -> None:
    shown = failure("""
        assert variable("region", sensitive=True, default=anything(), type=absent()) in synth(Plain)
    """)
    assert shown == [
        "assert variable('region', sensitive=True, default=anything(), type=absent()) in <Synthesized stack>",
        "  the only variable called region is var.region",
        '  type: expected absent(), found "string"',
        "  default: expected anything(), found nothing",
    ]


def test_misspelt_type(failure: Failure) -> None:
    assert failure('assert resource("nul_resource") in synth(Plain)') == [
        "assert resource('nul_resource') in <Synthesized stack>",
        "  no resource of type nul_resource; did you mean null_resource?",
        "  the stack's resources:",
        "    null_resource (2)",
    ]


def test_misspelt_name(failure: Failure) -> None:
    assert failure('assert variable("regions") in synth(Plain)') == [
        "assert variable('regions') in <Synthesized stack>",
        "  no variable called regions; did you mean region?",
        "  the stack's variables:",
        "    region",
        "    team_owner_807AE435",
    ]


def test_no_block_of_the_type(failure: Failure) -> None:
    assert failure('assert data_source("null_data_source") in synth(Plain)') == [
        "assert data_source('null_data_source') in <Synthesized stack>",
        "  no data source of type null_data_source: the stack has no data sources",
    ]


def test_empty_stack(failure: Failure) -> None:
    assert failure('assert resource("null_resource") in synth(lambda stack: None)') == [
        "assert resource('null_resource') in <Synthesized stack>",
        "  the stack is empty: it has no resources, variables, outputs or anything else",
    ]


def test_blocks_that_must_not_be_there(failure: Failure) -> None:
    assert failure('assert resource("null_resource", triggers=anything()) not in synth(Team, count=2)') == [
        "assert resource('null_resource', triggers=anything()) not in <Synthesized stack>",
        "  2 match:",
        "    stack/team/member-0 (null_resource.team_member-0_C9FA5CAB)",
        "    stack/team/member-1 (null_resource.team_member-1_B230A36E)",
    ]


def test_the_blocks_of_a_stack(failure: Failure) -> None:
    assert failure('assert resource("null_resource", owner="x") in synth(Team).resources') == [
        "assert resource('null_resource', owner='x') in a list of 1",
        "  the only resource of type null_resource is stack/team/member-0 "
        "(null_resource.team_member-0_C9FA5CAB)",
        '  owner: expected "x", found nothing',
    ]


def test_a_composed_matcher_is_told_part_by_part(failure: Failure) -> None:
    shown = failure("""
        assert resource("null_resource", number=1) & resource("null_resource", number=2) in synth(
            lambda stack: null(stack, "one", number=1)
        )
    """)
    assert shown[1:] == [
        "  resource('null_resource', number=1) matches stack/one (null_resource.one)",
        "  resource('null_resource', number=2), nearest stack/one (null_resource.one): "
        "number: expected 2, found 1",
    ]


def test_a_matcher_and_a_negated_one(failure: Failure) -> None:
    shown = failure(
        'assert resource("null_resource") & ~resource(anything(), triggers=anything()) in synth(Team)'
    )
    assert shown[1:] == [
        "  resource('null_resource') matches stack/team/member-0 (null_resource.team_member-0_C9FA5CAB)",
    ]


def test_a_negated_matcher_alone(failure: Failure) -> None:
    assert failure("assert ~resource(anything()) in synth(lambda stack: null(stack, 'one'))")[1:] == [
        "  no block matches"
    ]


def test_one_where_several_match(failure: Failure) -> None:
    shown = failure('synth(Team, count=12).one(resource("null_resource"))')
    assert shown[:2] == [
        "expected one block that matches resource('null_resource'), and 12 do:",
        "  stack/team/member-0 (null_resource.team_member-0_C9FA5CAB)",
    ]
    assert shown[4:] == ["  … and 9 more"]


def test_one_where_none_matches(failure: Failure) -> None:
    assert failure('synth(Team).one(resource("null_resource", owner="Ada"))') == [
        "the only resource of type null_resource is stack/team/member-0 "
        "(null_resource.team_member-0_C9FA5CAB)",
        'owner: expected "Ada", found nothing',
    ]


def test_count(failure: Failure) -> None:
    assert failure('assert synth(Team).count(resource("null_resource")) == 3') == [
        "assert 1 == 3, counting resource('null_resource')",
        "    stack/team/member-0 (null_resource.team_member-0_C9FA5CAB)",
    ]


def test_count_where_none_matches(failure: Failure) -> None:
    assert failure('assert 1 <= synth(Team).count(resource("null_resources"))') == [
        "assert 1 <= 0, counting resource('null_resources')",
        "  no resource of type null_resources; did you mean null_resource?",
        "  the stack's resources:",
        "    null_resource",
    ]


def test_a_block_and_a_matcher(failure: Failure) -> None:
    shown = failure("""
        member = synth(Team).at("team/member-0")
        assert member == resource("null_resource", triggers=partial(owner=ref("var.x")))
    """)
    assert shown == [
        "assert <resource stack/team/member-0 (null_resource.team_member-0_C9FA5CAB)> == "
        "resource('null_resource', triggers=partial(owner=ref('var.x')))",
        "  triggers.owner: expected ref('var.x'), found \"${var.team_owner_807AE435}\"",
    ]


def test_a_block_of_another_kind(failure: Failure) -> None:
    assert failure('assert synth(Plain).variables.named("region") == resource("null_resource")')[1:] == [
        "  expected a resource 'null_resource', found the variable var.region"
    ]


def test_a_value_and_a_matcher(failure: Failure) -> None:
    assert failure('assert regex("^a") == "b"') == [
        "assert regex('^a') == 'b'",
        "  expected regex('^a'), found \"b\"",
    ]


def test_a_text_that_is_no_json(failure: Failure) -> None:
    assert failure("assert 'plain text' == json_with(a=1)") == [
        "assert 'plain text' == json_with(a=1)",
        '  expected json_with(a=1), found "plain text" (no JSON)',
    ]
