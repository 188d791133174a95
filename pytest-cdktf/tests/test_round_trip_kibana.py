"""What `kibana=` takes, and what it says of anything else."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

import pytest
from either_engine import TerraformStack
from terraform_stacks import data

from pytest_cdktf import Synth
from pytest_cdktf.terraform.kibana import connection_of

KEY = "VGhlS2V5OlRoZVNlY3JldA=="
URL = "http://localhost:5601"


class Somebodys:
    def __init__(self, url: Any = URL, api_key: Any = KEY) -> None:
        self.url = url
        self.api_key = api_key


class Unreadable:
    url = URL

    @property
    def api_key(self) -> str:
        raise AttributeError("not started")


Pair = namedtuple("Pair", ["url", "api_key"])
EXPECTED = "expected an object with .url and .api_key, such as the fixture sandbox, or a pair (url, key)"


@pytest.mark.parametrize("kibana", [Somebodys(), (URL, KEY), [URL, KEY], Pair(URL, KEY)])
def test_an_object_or_a_pair(kibana: Any) -> None:
    found = connection_of(kibana)
    assert (found.url, found.api_key) == (URL, KEY)
    assert KEY not in repr(found)


@pytest.mark.parametrize(
    "url", ["https://kibana.example", "https://[::1]:5601/base/path", "HTTPS://k.example/"]
)
def test_urls(url: str) -> None:
    assert connection_of((url, KEY)).url == url


@pytest.mark.parametrize(
    ("kibana", "said"),
    [
        (URL, "got str, which has no .url and no .api_key"),
        (5601, "got int, which has no .url and no .api_key"),
        ({"url": URL, "api_key": KEY}, "got dict, which has no .url and no .api_key"),
        ((URL,), "got a tuple of 1"),
        ((URL, KEY, "space"), "got a tuple of 3"),
        (Somebodys, "got the class Somebodys"),
        (Unreadable(), "got Unreadable, which has no .api_key"),
        ((5601, KEY), "the URL is no text but of the type int; "),
        ((URL, None), "the API key is no text but None; "),
        (
            Somebodys(None, KEY.encode()),
            "the URL is no text but None; the API key is no text but of the type bytes",
        ),
        (False, "got bool"),
    ],
)
def test_what_is_no_kibana(synth: Synth, kibana: Any, said: str) -> None:
    with pytest.raises(TypeError) as caught:
        synth(lambda stack: data(stack, "one")).assert_plan_empty_after_apply(kibana=kibana)
    shown = str(caught.value)
    assert shown.startswith("assert_plan_empty_after_apply: kibana: ")
    assert EXPECTED in shown
    assert said in shown
    assert KEY not in shown


@pytest.mark.parametrize(
    ("kibana", "said"),
    [
        ((" ", KEY), "the URL is blank"),
        ((URL, ""), "the API key is blank"),
        ((URL, " \n"), "the API key is blank"),
        ((f"{URL}\n", KEY), "the URL has white space in it"),
        ((URL, f"{KEY}\n"), "the API key has white space in it"),
        ((KEY, URL), "the URL does not begin with http:// or https://"),
        (("localhost:5601", KEY), "the URL does not begin with http:// or https://"),
        (("http:localhost", KEY), "the URL does not begin with http:// or https://"),
        (("ftp://localhost", KEY), "the URL does not begin with http:// or https://"),
        (("http://:5601", KEY), "the URL has no host"),
        (("http://localhost:port", KEY), "the URL is none: its host or its port is wrong"),
        (("http://[::1", KEY), "the URL is none: its host or its port is wrong"),
        (
            (f"http://elastic:{KEY}@localhost", KEY),
            "the URL has a user or a password in it: the API key is enough",
        ),
        ((URL, "abc"), "the API key has fewer than 6 characters, so files cannot be searched for it"),
        (Somebodys("", ""), "the URL is blank; the API key is blank"),
    ],
)
def test_values_that_cannot_be_right(kibana: Any, said: str) -> None:
    with pytest.raises(ValueError, match=r"^assert_plan_empty_after_apply: kibana: ") as caught:
        connection_of(kibana)
    assert str(caught.value).removeprefix("assert_plan_empty_after_apply: kibana: ") == said
    assert KEY not in str(caught.value)


def test_it_is_read_before_anything_runs(synth: Synth, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", "no-such-command")

    def fill(stack: TerraformStack) -> None:
        data(stack, "one")

    with pytest.raises(ValueError, match="the API key is blank"):
        synth(fill).assert_plan_empty_after_apply(kibana=(URL, ""))
