"""Kinds of blocks without a class in CDKTF, or that only say something of others; and every form of JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from either_engine import (
    TerraformCount,
    TerraformHclModule,
    TerraformIterator,
    TerraformLocal,
    TerraformProvider,
    TerraformResource,
    TerraformStack,
)
from inner_runs import Failure

from pytest_cdktf import (
    Blocks,
    Check,
    Ephemeral,
    Import,
    Local,
    Moved,
    Removed,
    Synth,
    Synthesized,
    absent,
    anything,
    backend,
    check,
    data_source,
    ephemeral,
    has_items,
    import_block,
    local,
    module,
    moved,
    output,
    partial,
    provider,
    ref,
    regex,
    removed,
    resource,
    variable,
)


def _random(stack: TerraformStack, id: str, **config: Any) -> TerraformResource:
    return TerraformResource(stack, id, terraform_resource_type="random_id", **config)


def _migrating(stack: TerraformStack) -> None:
    TerraformProvider(stack, "random", terraform_resource_type="random")
    # A generated binding's alias leads to the same texts.
    first = _random(stack, "first")
    first.add_override("provider", "random.two")
    stack.add_override("import", [{"id": "AbC_d", "to": "random_id.first", "provider": "random.two"}])
    second = _random(stack, "second", depends_on=[first])
    second.add_override("lifecycle.replace_triggered_by", ["random_id.first"])
    second.move_from_id("random_id.older")
    TerraformLocal(stack, "place", {"city": "Ghent", "people": 265_000})
    network = TerraformHclModule(stack, "network", source="example/network/null")
    network.add_override("providers", {"random": "random.two"})
    stack.add_override("ephemeral.random_password.token", {"length": 20, "provider": "random.two"})
    stack.add_override("removed", [{"from": "random_id.gone", "lifecycle": {"destroy": False}}])
    stack.add_override(
        "check.healthy",
        {
            "data": {"http": {"page": {"url": "https://a.example"}}},
            "assert": [{"condition": "${data.http.page.status_code == 200}", "error_message": "it is down"}],
        },
    )


@pytest.fixture
def out(synth: Synth) -> Synthesized:
    return synth(_migrating)


def test_views(out: Synthesized) -> None:
    (token,) = out.ephemerals
    assert isinstance(token, Ephemeral)
    assert (token.type, token.name, token.address) == (
        "random_password",
        "token",
        "ephemeral.random_password.token",
    )
    (move,) = out.moves
    assert isinstance(move, Moved)
    assert (move.name, dict(move)) == (
        "random_id.second",
        {"from": "random_id.older", "to": "random_id.second"},
    )
    assert repr(move) == "<moved block random_id.older to random_id.second>"
    (imported,) = out.imports
    assert isinstance(imported, Import)
    assert (imported.name, imported["id"]) == ("random_id.first", "AbC_d")
    (gone,) = out.removals
    assert isinstance(gone, Removed)
    assert (gone.name, gone.address) == ("random_id.gone", "random_id.gone")
    (healthy,) = out.checks
    assert isinstance(healthy, Check)
    assert (healthy.name, healthy.address) == ("healthy", "check.healthy")
    assert out.locals == {"place": {"city": "Ghent", "people": 265_000}}
    kinds = {type(block) for block in out.blocks}
    assert {Ephemeral, Moved, Import, Removed, Check, Local} <= kinds
    assert isinstance(out.checks, Blocks)


def test_matchers(out: Synthesized) -> None:
    assert ephemeral("random_password", length=20) in out
    assert ephemeral(regex("^random_"), provider=ref("random.two")) in out
    assert moved(from_="random_id.older", to="random_id.second") in out
    assert moved({"from": ref("random_id.older")}) in out
    assert moved(to=regex("second$")) in out
    assert moved() in out
    assert import_block(to="random_id.first", id="AbC_d", provider=ref("random.two")) in out
    assert removed(from_="random_id.gone", lifecycle={"destroy": False}) in out
    healthy = check("healthy", {"assert": has_items(partial(error_message=regex("down")))})
    assert healthy in out
    assert check(regex("^heal"), data={"http": {"page": {"url": anything()}}}) in out
    assert local("place", {"city": "Ghent"}) in out
    assert local("place", partial(people=265_000)) in out
    assert local(regex("^pl")) in out
    for wrong in (
        ephemeral("random_password", length=21),
        ephemeral("random_id"),
        moved(from_="random_id.second"),
        moved(from_=absent()),
        import_block(id="other"),
        removed(from_="random_id.second"),
        check("unwell"),
        local("place", {"city": "Gent"}),
        local("city"),
        resource("random_password"),
        variable("place"),
    ):
        assert wrong not in out


def test_searches(out: Synthesized) -> None:
    assert out.count(moved()) == 1
    assert out.one(import_block(id="AbC_d")) is out.imports[0]
    assert out.find(removed()) == [*out.removals]
    assert out.one(local("place"))["value"] == {"city": "Ghent", "people": 265_000}
    assert out.one(ephemeral("random_password")) is out.ephemerals.named("token")
    assert out.checks.named("healthy") == out.one(check("healthy"))
    assert moved(to="random_id.second") in out.moves
    assert moved(to="random_id.second") == out.moves[0]


def test_references_that_are_plain_text(out: Synthesized) -> None:
    assert resource("random_id", provider=ref("random.two")) in out
    assert resource("random_id", provider="random.two") in out
    assert resource("random_id", provider=ref("random.one")) not in out
    assert resource("random_id", depends_on=[ref("random_id.first")]) in out
    assert resource("random_id", depends_on=has_items("random_id.first")) in out
    triggered = partial(replace_triggered_by=[ref("random_id.first")])
    assert resource("random_id", lifecycle=triggered) in out
    assert module("network", providers={"random": ref("random.two")}) in out
    # Elsewhere a text is a text.
    assert output("nope", value=ref("random_id.first")) not in out
    assert json.dumps(out.at("first")["provider"]) == '"random.two"'


def test_a_plain_text_is_no_reference_elsewhere(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        _random(stack, "first").add_override("prefix", "random.two")

    assert resource("random_id", prefix="random.two") in synth(fill)
    assert resource("random_id", prefix=ref("random.two")) not in synth(fill)


def _lists(stack: TerraformStack) -> None:
    """Write each section as Terraform also takes it: lists of objects at each level."""
    stack.add_override(
        "resource", [{"a_one": [{"x": [{"size": 1}]}, {"y": {"size": 2}}]}, {"a_two": {"z": {}}}]
    )
    stack.add_override("data", [{"a_data": {"d": [{"size": 3}]}}])
    stack.add_override("ephemeral", [{"a_token": [{"e": {"size": 4}}]}])
    stack.add_override("variable", [{"v": [{"type": "string"}]}, {"w": {"type": "number"}}])
    stack.add_override("output", [{"o": [{"value": 5}]}])
    stack.add_override("module", [{"m": [{"source": "./m"}]}])
    stack.add_override("locals", [{"one": 1, "many": [1, 2]}, {"two": {"a": [{"b": 1}]}}])
    stack.add_override("provider", [{"a": [{"region": "r"}, {"alias": "s"}]}])
    stack.add_override("check", [{"c": [{"assert": [{"condition": "${true}"}]}]}])
    stack.add_override("moved", {"from": "a_one.v", "to": "a_one.x"})
    stack.add_override("import", {"id": "i", "to": "a_two.z"})
    stack.add_override("removed", {"from": "a_one.w"})
    stack.add_override(
        "terraform",
        [
            {"required_providers": {"a": {"source": "a/a"}}},
            {"backend": [{"s3": [{"bucket": "state"}]}], "required_providers": {"b": {"source": "b/b"}}},
        ],
    )


def test_lists_of_objects_at_each_level(synth: Synth) -> None:
    out = synth(_lists)
    assert [(block.address, dict(block)) for block in out.resources] == [
        ("a_one.x", {"size": 1}),
        ("a_one.y", {"size": 2}),
        ("a_two.z", {}),
    ]
    assert data_source("a_data", size=3) in out
    assert ephemeral("a_token", size=4) in out
    assert variable("v", type="string") in out
    assert variable("w", type="number") in out
    assert output("o", value=5) in out
    assert module("m", source="./m") in out
    assert out.locals == {"one": 1, "many": [1, 2], "two": {"a": [{"b": 1}]}}
    assert local("many", [1, 2]) in out
    assert provider("a", region="r") in out
    assert provider("a", alias="s") in out
    assert check("c", {"assert": has_items({"condition": ref("true")})}) in out
    assert moved(from_="a_one.v", to="a_one.x") in out
    assert import_block(id="i") in out
    assert removed(from_="a_one.w") in out
    assert backend("s3", bucket="state") in out
    assert out.backend is not None
    assert out.backend["bucket"] == "state"
    assert out.terraform["required_providers"] == {"a": {"source": "a/a"}, "b": {"source": "b/b"}}


def test_iterators_and_dynamic_blocks(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        ports = TerraformIterator.from_list([80, 443])
        group = TerraformResource(stack, "group", terraform_resource_type="group", for_each=ports)
        group.add_override("name", ports.value)
        group.add_override("tags", ports.dynamic({"port": ports.value}))
        # What a generated binding makes of `iterator.dynamic(…)` where the provider wants blocks.
        content = {"from_port": "${each.value}", "protocol": "tcp"}
        ingress = {"for_each": "${toset([80, 443])}", "iterator": "each", "content": content}
        group.add_override("dynamic", {"ingress": ingress, "egress": [ingress, {**ingress, "labels": ["x"]}]})
        sizes = TerraformIterator.from_map({"a": {"size": 1}, "b": {"size": 2}})
        disk = TerraformResource(stack, "disk", terraform_resource_type="disk", for_each=sizes)
        disk.add_override("size", sizes.get_number("size"))
        disk.add_override("count_of_others", TerraformCount.of(3).index)

    out = synth(fill)
    assert resource("group", for_each=ref("toset([80,443])"), name=ref("each.value")) in out
    assert resource("group", tags=regex(r"for key, val in toset\(\[80, 443\]\)")) in out
    ingress = {"content": {"protocol": "tcp", "from_port": ref("each.value")}}
    assert resource("group", dynamic={"ingress": ingress}) in out
    assert resource("group", dynamic={"ingress": {"for_each": ref("toset([80, 443])")}}) in out
    assert resource("group", dynamic={"egress": has_items({**ingress, "labels": ["x"]})}) in out
    assert resource("group", dynamic={"ingress": {"content": {"protocol": "udp"}}}) not in out
    assert resource("group", dynamic={"ingress": {"content": partial(to_port=anything())}}) not in out
    assert resource("disk", for_each=anything(), size=ref("each.value.size")) in out
    assert resource("disk", count_of_others=ref("count.index")) in out


def test_messages_of_these_kinds(failure: Failure) -> None:
    body = """
        def fill(stack):
            null(stack, "a")
            stack.add_override("moved", [{{"from": "null_resource.b", "to": "null_resource.a"}}])
        assert {expected} in synth(fill)
    """
    shown = failure(body.format(expected="moved(from_='null_resource.c')"))
    assert shown[1:] == [
        "  the only moved block is null_resource.b to null_resource.a",
        '  from: expected "null_resource.c", found "null_resource.b"',
    ]
    assert failure(body.format(expected="removed()"))[1:] == [
        "  no removed block: the stack has no removed blocks"
    ]
    assert failure(body.format(expected="local('place')"))[1:] == [
        "  no local value called place: the stack has no local values"
    ]
    assert failure(body.format(expected="ephemeral('random_password')"))[1:] == [
        "  no ephemeral resource of type random_password: the stack has no ephemeral resources"
    ]
