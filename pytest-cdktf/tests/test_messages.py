"""What pytest shows when a comparison fails; each message in full."""

from __future__ import annotations

from inner_runs import Failure


def test_nearest_resource_and_diff(failure: Failure) -> None:
    shown = failure("""
        version = json_with(Version="2012-10-18")
        assert resource("null_resource", text=version, encoded=json_with(on=True)) in synth(Plain)
    """)
    assert shown == [
        "assert resource('null_resource', text=json_with(Version='2012-10-18'), encoded=json_with(on=True)) "
        "in <Synthesized stack>",
        "  2 resources of type null_resource, and none matches",
        "  nearest: stack/policy (null_resource.policy), 1 of 2 attributes match",
        "  --- expected",
        "  +++ found",
        "   {",
        '     "encoded": {',
        '       "on": true,',
        "     },",
        '     "text": {',
        '  -    "Version": "2012-10-18",',
        '  +    "Version": "2012-10-17",',
        "     },",
        "   }",
    ]


def test_nearest_is_the_most_alike_where_nothing_matches(failure: Failure) -> None:
    shown = failure("""
        def fill(stack):
            for name in ("storage", "paging", "pagers", "billing"):
                null(stack, name, label=f"the {name} team")
        assert resource("null_resource", label="the pager team") in synth(fill)
    """)
    assert shown[1:] == [
        "  4 resources of type null_resource, and none matches",
        "  nearest: stack/pagers (null_resource.pagers), 0 of 1 attributes match",
        "  --- expected",
        "  +++ found",
        "   {",
        '  -  "label": "the pager team",',
        '  +  "label": "the pagers team",',
        "   }",
    ]


def test_a_block_that_is_not_equal(failure: Failure) -> None:
    shown = failure("""
        def fill(stack):
            null(stack, "pager", label="pagers", size=2)
        assert synth(fill).at("pager") == {"label": "pager", "size": 2}
    """)
    assert shown == [
        "assert the attributes of stack/pager (null_resource.pager) are not what was expected",
        "  --- expected",
        "  +++ found",
        "   {",
        '  -  "label": "pager",',
        '  +  "label": "pagers",',
        '     "size": 2,',
        "   }",
    ]


def test_missing_attribute(failure: Failure) -> None:
    shown = failure("""
        assert variable("region", sensitive=True, default=anything(), type=absent()) in synth(Plain)
    """)
    assert shown == [
        "assert variable('region', sensitive=True, default=anything(), type=absent()) in <Synthesized stack>",
        "  1 variable called region, and it does not match",
        "  var.region, 1 of 3 attributes match",
        "  --- expected",
        "  +++ found",
        "   {",
        '  -  "default": anything(),',
        '     "sensitive": true,',
        '  -  "type": absent(),',
        '  +  "type": "string",',
        "   }",
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


def test_a_composed_matcher_is_told_part_by_part(failure: Failure) -> None:
    shown = failure("""
        assert resource("null_resource", number=1) & resource("null_resource", number=2) in synth(
            lambda stack: null(stack, "one", number=1)
        )
    """)
    assert shown[1:] == [
        "  no block matches resource('null_resource', number=1) & resource('null_resource', number=2)",
        "",
        "  resource('null_resource', number=1):",
        "  matches alone:",
        "    stack/one (null_resource.one)",
        "",
        "  resource('null_resource', number=2):",
        "  1 resource of type null_resource, and it does not match",
        "  stack/one (null_resource.one), 0 of 1 attributes match",
        "  --- expected",
        "  +++ found",
        "   {",
        '  -  "number": 2,',
        '  +  "number": 1,',
        "   }",
    ]


def test_a_matcher_and_a_negated_one(failure: Failure) -> None:
    shown = failure(
        'assert resource("null_resource") & ~resource(anything(), triggers=anything()) in synth(Team)'
    )
    assert shown[1:] == [
        "  no block matches resource('null_resource') & ~resource(anything(), triggers=anything())",
        "",
        "  resource('null_resource'):",
        "  matches alone:",
        "    stack/team/member-0 (null_resource.team_member-0_C9FA5CAB)",
    ]


def test_a_negated_matcher_alone(failure: Failure) -> None:
    assert failure("assert ~resource(anything()) in synth(lambda stack: null(stack, 'one'))")[1:] == [
        "  no block matches ~resource(anything())"
    ]


def test_one_where_several_match(failure: Failure) -> None:
    assert failure('synth(Team, count=12).one(resource("null_resource"))')[:2] == [
        "expected one block that matches resource('null_resource'), and 12 do:",
        "  stack/team/member-0 (null_resource.team_member-0_C9FA5CAB)",
    ]
    assert failure('synth(Team, count=12).one(resource("null_resource"))')[-1] == "  and 2 more"


def test_one_where_none_matches(failure: Failure) -> None:
    assert failure('synth(Team).one(resource("null_resource", owner="Ada"))') == [
        "1 resource of type null_resource, and it does not match",
        "stack/team/member-0 (null_resource.team_member-0_C9FA5CAB), 0 of 1 attributes match",
        "--- expected",
        "+++ found",
        " {",
        '-  "owner": "Ada",',
        " }",
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
        "  --- expected",
        "  +++ found",
        "   {",
        '     "triggers": {',
        "  -    \"owner\": ref('var.x'),",
        '  +    "owner": "${var.team_owner_807AE435}",',
        "     },",
        "   }",
    ]


def test_a_block_of_another_kind(failure: Failure) -> None:
    assert failure('assert synth(Plain).variables.named("region") == resource("null_resource")')[1:] == [
        "  expected a resource 'null_resource', found the variable var.region"
    ]


def test_a_value_and_a_matcher(failure: Failure) -> None:
    assert failure('assert regex("^a") == "b"') == [
        "assert regex('^a') == 'b'",
        "  expected regex('^a')",
        '  found    "b"',
    ]


def test_a_text_that_is_no_json(failure: Failure) -> None:
    assert failure("assert 'plain text' == json_with(a=1)") == [
        "assert 'plain text' == json_with(a=1)",
        "  expected json_with(a=1)",
        '  found    "plain text"',
    ]
