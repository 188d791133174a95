"""Derived connector ids: the UUID of a URL, in Python where the space is known, else in Terraform."""

from __future__ import annotations

import re
import uuid

import pytest

from kibana_connectors.terraform.ids import EACH_SPACE, connector_uuid, connector_uuid_expression


def test_an_id_never_changes() -> None:
    """Another way to make ids would replace every connector of every user."""
    assert connector_uuid("stack", "default", "log") == "f260331c-6ecf-51bd-9c5f-26f377911f3e"


@pytest.mark.parametrize(
    ("namespace", "space", "path", "url"),
    [
        ("prod", "default", "pager", "prod/default/pager"),
        ("prod", "ops", "team/pager", "prod/ops/team/pager"),
        ("a/b", "ops", "pager", "a%2Fb/ops/pager"),
        ("prod", "ops", "on call", "prod/ops/on%20call"),
        ("prod", "ops", 'ä"${x}', "prod/ops/%C3%A4%22%24%7Bx%7D"),
        ("über%", "ops", "pager", "%C3%BCber%25/ops/pager"),
    ],
)
def test_an_id_is_the_uuid_of_a_url(namespace: str, space: str, path: str, url: str) -> None:
    assert connector_uuid(namespace, space, path) == str(
        uuid.uuid5(uuid.NAMESPACE_URL, f"kibana-connector://{url}")
    )


@pytest.mark.parametrize("space", ["default", "ops", "s-1_x"])
@pytest.mark.parametrize(("namespace", "path"), [("prod", "pager"), ("a/b", 'ä"${x}%{y}\\'), ("ü", "a//b")])
def test_the_expression_gives_the_same_id(namespace: str, path: str, space: str) -> None:
    expression = connector_uuid_expression(namespace, EACH_SPACE, path)

    found = re.fullmatch(r'\$\{uuidv5\("url", "([^"]+)"\)\}', expression)
    assert found, expression
    url = found[1].replace("${each.key}", space)
    assert not set(url) & set('"\\${}'), "nothing is left that is special in HCL"
    assert str(uuid.uuid5(uuid.NAMESPACE_URL, url)) == connector_uuid(namespace, space, path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a/ops", "default", "x"), ("a", "ops", "default/x")),
        (("a", "ops", "b/c"), ("a/ops", "b", "c")),
        (("a%2Fb", "ops", "x"), ("a/b", "ops", "x")),
    ],
)
def test_no_two_places_have_the_same_id(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert connector_uuid(*one) != connector_uuid(*other)
