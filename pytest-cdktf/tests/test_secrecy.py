"""A secret is found in whatever form, named, and never shown."""

from __future__ import annotations

import base64
import html
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from either_engine import Fn, TerraformOutput, TerraformStack, TerraformVariable
from inner_runs import Run
from sample_stacks import Plain, connectors, null

from pytest_cdktf import Synth
from pytest_cdktf.secrecy import Secrets

SECRET = 'p"a\\ss/wörd+<&> ${x}\n'
"""Each encoding changes some of it."""


def _in(value: Any) -> Callable[[TerraformStack], Any]:
    # Through a stack override: an element's own would be read as a token where it looks like one.
    return lambda stack: stack.add_override("locals", {"held": value})


def _encoded() -> dict[str, str]:
    data = SECRET.encode()
    return {
        "plain": SECRET,
        "inside": f"before{SECRET}after",
        "json": json.dumps({"a": SECRET}),
        "json, not ascii": json.dumps({"a": SECRET}, ensure_ascii=False),
        "json in json": json.dumps(json.dumps({"a": SECRET})),
        "json of go": json.dumps(SECRET)
        .replace("<", "\\u003c")
        .replace("&", "\\u0026")
        .replace(">", "\\u003e"),
        "no json": f"a={json.dumps(SECRET)}",
        "url": f"https://x/?q={quote(SECRET, safe='')}",
        "url path": f"https://x/{quote(SECRET)}",
        "url form": f"q={quote_plus(SECRET)}",
        "url, lower case": re.sub("%..", lambda escape: escape[0].lower(), quote(SECRET, safe="")),
        "html": f"<b>{html.escape(SECRET)}</b>",
        "hex": data.hex(),
        "template": SECRET.replace("${", "$${"),
        "base64": base64.b64encode(data).decode(),
        "base64, second place": base64.b64encode(b"a" + data + b"b").decode(),
        "base64, third place": base64.b64encode(b"ab" + data + b"cd").decode(),
        "base64 for urls": base64.urlsafe_b64encode(b"user:" + data).decode(),
    }


@pytest.mark.parametrize("form", _encoded())
def test_a_secret_is_found_in_each_form(form: str) -> None:
    assert [*Secrets({"it": SECRET}).in_text(_encoded()[form])] == ["it"]


@pytest.mark.parametrize("length", range(6, 40))
def test_base64_of_any_length_at_any_place(length: int) -> None:
    value = "".join(chr(97 + number * 7 % 26) for number in range(length))
    for before in range(5):
        for after in range(5):
            encoded = base64.b64encode(b"\xff" * before + value.encode() + b"\xfe" * after).decode()
            assert [*Secrets({"it": value}).in_text(encoded)] == ["it"], (before, after)


PLAIN = "hush-hush/hush+hush"


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (PLAIN, "the token is at locals.held"),
        ({"a": [1, f"x{PLAIN}"]}, "the token is at locals.held.a[1]"),
        ({PLAIN: 1}, "the token is a key at locals.held"),
        (json.dumps({"a": [PLAIN]}), "the token is at locals.held → a[0]"),
        (json.dumps({"a": json.dumps([PLAIN])}), "the token is at locals.held → a → [0]"),
        ('${jsonencode({"a" = {"b" = "' + PLAIN + '"}})}', "the token is at locals.held → a.b"),
        (base64.b64encode(PLAIN.encode()).decode(), "the token is at locals.held"),
        (f'{{"a": "{PLAIN}"', "the token is at locals.held"),
    ],
)
def test_the_place_of_a_secret_is_told(synth: Synth, value: Any, place: str) -> None:
    out = synth(_in(value))
    with pytest.raises(AssertionError) as caught:
        out.assert_no_secrets({"the token": PLAIN})
    assert str(caught.value) == f"secrets are in the output:\n  {place}"


def test_values_without_a_name_are_counted(synth: Synth) -> None:
    with pytest.raises(AssertionError, match=r"\n  value 2 is at locals\.held$"):
        synth(_in(PLAIN)).assert_no_secrets(["not-in-there", PLAIN])


def test_a_number_is_found(synth: Synth) -> None:
    with pytest.raises(AssertionError, match=r"pin is at locals\.held"):
        synth(_in(123456789)).assert_no_secrets({"pin": "123456789"})


def test_cdktfs_notes_are_searched(synth: Synth, stack: TerraformStack) -> None:
    null(stack, "hush-hush").add_override("//.note", "x")
    with pytest.raises(
        AssertionError, match=r"id is at resource\.null_resource\.\(hidden\)\.//\.metadata\.path"
    ):
        synth(stack).assert_no_secrets({"id": "hush-hush"})


def test_a_value_in_its_own_name_or_place_is_hidden(synth: Synth) -> None:
    with pytest.raises(AssertionError) as caught:
        synth(_in({PLAIN: {"a": PLAIN}})).assert_no_secrets({PLAIN: PLAIN})
    assert PLAIN not in str(caught.value)
    assert "  (hidden) is at locals.held.(hidden).a" in str(caught.value)


def test_files_are_searched(synth: Synth, tmp_path: Path) -> None:
    out = synth(Plain)
    folder = tmp_path / "cdktf.out" / "stacks" / "stack" / "assets"
    folder.mkdir()
    (folder / "script.sh").write_bytes(b"\xff\x00" + PLAIN.encode())
    with zipfile.ZipFile(folder / "archive.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", PLAIN)
    (folder / "hush-hush.txt").write_text("")
    with pytest.raises(AssertionError) as caught:
        out.assert_no_secrets({"the token": PLAIN, "the name": "hush-hush.txt"})
    assert str(caught.value).splitlines() == [
        "secrets are in the output:",
        "  the token is in the file stacks/stack/assets/archive.zip (inner.txt)",
        "  the name is in the file stacks/stack/assets/(hidden)",
        "  the token is in the file stacks/stack/assets/script.sh",
    ]


def test_many_places_are_cut_short(synth: Synth) -> None:
    with pytest.raises(AssertionError, match=r"held\[19\]\n  and 10 more$"):
        synth(_in([PLAIN] * 30)).assert_no_secrets({"token": PLAIN})


def test_a_clean_stack(synth: Synth) -> None:
    synth(connectors).assert_no_secrets({"key": PLAIN, "other": SECRET})
    synth(connectors).assert_no_secrets(iter([PLAIN]))


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        (PLAIN, TypeError, "expected a mapping of names to values, or a list of values, got str"),
        (5, TypeError, "expected a mapping of names to values, or a list of values, got int"),
        ([], ValueError, "expected at least one value"),
        ({"pin": 123456789}, TypeError, "pin: expected a text, got int"),
        (
            ["long enough", "    \t\n    "],
            ValueError,
            "value 2: expected at least 6 characters that are not blank",
        ),
        ({"pin": "31415"}, ValueError, "pin: expected at least 6 characters .* would be found by chance"),
    ],
)
def test_values_that_cannot_be_searched_for(
    synth: Synth, values: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=f"assert_no_secrets: {message}") as caught:
        synth(connectors).assert_no_secrets(values)
    assert "31415" not in str(caught.value)
    assert PLAIN not in str(caught.value)


def test_pytest_does_not_show_the_value(run: Run) -> None:
    for values in ('{"token": key}', '["a" * 9, "31415"]'):
        result = run(f"""
            def test_it(synth):
                key = "".join(["hush", "-hush"])
                out = synth(lambda stack: stack.add_override("locals", dict(a=key)))
                out.assert_no_secrets({values})
        """)
        result.assert_outcomes(failed=1)
        shown = [
            line for line in result.outlines if "assert_no_secrets({" not in line and '"31415"' not in line
        ]
        assert not [line for line in shown if "hush-hush" in line or "31415" in line]


def test_secrets_that_terraform_only_refers_to(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        token = TerraformVariable(stack, "token", type="string", sensitive=True)
        null(stack, "one", encoded=Fn.jsonencode({"token": token.string_value}))
        TerraformOutput(stack, "out", value=token.string_value, sensitive=True)

    synth(fill).assert_no_secrets({"token": PLAIN})
