"""Forms of a secret that `assert_no_secrets` did not find: one test for each way to write it."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import json
import lzma
import tarfile
import textwrap
import zipfile
import zlib
from base64 import b32encode, b64encode, encodebytes, urlsafe_b64encode
from collections.abc import Callable
from html import escape
from html.entities import codepoint2name
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from sample_stacks import Plain

from pytest_cdktf import Synth
from pytest_cdktf.secrecy import Secrets

TOKEN = 'hunter2 & "friends" <wörd>'
SHORT = "k3y+/=%"
LINE = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"
PEM = f"-----BEGIN PRIVATE KEY-----\n{LINE}\n{LINE[::-1]}\n-----END PRIVATE KEY-----\n"
VALUES = {"text": TOKEN, "short": SHORT, "PEM": PEM, "spaced": f"  {TOKEN}\n"}


def b64(value: str | bytes) -> str:
    return b64encode(value.encode() if isinstance(value, str) else value).decode()


def named(value: str) -> str:
    return "".join(
        f"&{codepoint2name[ord(char)]};" if ord(char) in codepoint2name else char for char in value
    )


def docker(value: str) -> str:
    auth = {"auths": {"registry.example": {"auth": b64(f"robot:{value}")}}}
    return json.dumps({"data": {".dockerconfigjson": b64(json.dumps(auth))}})


def separated(value: str, between: str) -> str:
    return between.join(f"{byte:02x}" for byte in value.encode())


FORMS: dict[str, Callable[[str], str]] = {
    "stripped": str.strip,
    "white space around it": lambda value: f"\n\t {value.strip()} \n",
    "CRLF": lambda value: value.replace("\n", "\r\n"),
    "indented": lambda value: textwrap.indent(value, "      "),
    "indented with tabs, CRLF": lambda value: textwrap.indent(value, "\t\t").replace("\n", "\r\n"),
    "one line": lambda value: value.replace("\n", ""),
    "one line with spaces": lambda value: value.replace("\n", " "),
    "escaped line ends": lambda value: value.replace("\n", "\\n"),
    "escaped line ends in JSON": lambda value: json.dumps(value.replace("\n", "\\n")),
    "JSON four times": lambda value: json.dumps(json.dumps(json.dumps(json.dumps(value)))),
    "base64": b64,
    "base64 wrapped": lambda value: encodebytes(f"{'x' * 60}{value}".encode()).decode(),
    "base64 wrapped in YAML": lambda value: (
        "key: |\n" + textwrap.indent(encodebytes((value * 3).encode()).decode(), "    ")
    ),
    "base64 wrapped, spaces": lambda value: encodebytes((value * 4).encode()).decode().replace("\n", " "),
    "base64 wrapped, JSON": lambda value: json.dumps(encodebytes((value * 3).encode()).decode()),
    "base64 in base64": lambda value: b64(b64(value)),
    "base64 three times": lambda value: b64(b64("xy" + b64("z" + value))),
    ".dockerconfigjson": docker,
    ".dockerconfigjson in base64": lambda value: b64(docker(value)),
    "basic authentication": lambda value: f"Authorization: Basic {b64(f'elastic:{value}')}",
    "base64 for URLs": lambda value: urlsafe_b64encode(value.encode()).decode().rstrip("="),
    "base64 in a URL": lambda value: quote(b64(value), safe=""),
    "base64 of JSON": lambda value: b64(json.dumps({"key": value})),
    "base64 of UTF-16-LE": lambda value: b64(value.encode("utf-16-le")),
    "base64 of UTF-16-BE": lambda value: b64(value.encode("utf-16-be")),
    "base64 of UTF-16 with BOM": lambda value: b64(codecs.BOM_UTF16_BE + value.encode("utf-16-be")),
    "base64 of UTF-32": lambda value: b64(value.encode("utf-32")),
    "base64 of UTF-16 behind text": lambda value: "run:" + b64(b"abc" + value.encode("utf-16-le")),
    "base64 of gzip": lambda value: b64(gzip.compress(value.encode())),
    "base64 of gzip, wrapped": lambda value: encodebytes(gzip.compress((value + "é").encode())).decode(),
    "base64 of gzip of base64": lambda value: b64(gzip.compress(b64(value).encode())),
    "base64 of gzip twice": lambda value: b64(gzip.compress(gzip.compress(value.encode()))),
    "base64 of zlib": lambda value: b64(zlib.compress(value.encode())),
    "base64 of bzip2": lambda value: b64(bz2.compress(value.encode())),
    "base64 of xz": lambda value: b64(lzma.compress(value.encode())),
    "base64 of a zip file": lambda value: b64(zipped({"a": value.encode()})),
    "base64 of Latin-1": lambda value: b64(value.encode("latin-1")),
    "percent": lambda value: quote(value, safe=""),
    "percent, as a form": quote_plus,
    "percent, each byte": lambda value: "".join(f"%{byte:02x}" for byte in value.encode()),
    "percent twice": lambda value: quote(quote(value, safe=""), safe=""),
    "percent, Latin-1": lambda value: quote(value.encode("latin-1")),
    "percent in HTML": lambda value: "".join(f"&#{ord(char)};" for char in quote(value)),
    "HTML": escape,
    "HTML, named": named,
    "HTML, decimal": lambda value: "".join(f"&#{ord(char)};" for char in value),
    "HTML, hexadecimal": lambda value: "".join(f"&#x{ord(char):X};" for char in value),
    "HTML twice": lambda value: escape(escape(value)),
    "HTML three times, named": lambda value: escape(escape(named(value))),
    "\\u of each": lambda value: "".join(f"\\u{ord(char):04x}" for char in value),
    "\\u of each, in JSON": lambda value: json.dumps("".join(f"\\u{ord(char):04X}" for char in value)),
    "\\u{} of each": lambda value: "".join(f"\\u{{{ord(char):x}}}" for char in value),
    "\\U of each": lambda value: "".join(f"\\U{ord(char):08x}" for char in value),
    "\\x of each": lambda value: "".join(f"\\x{byte:02x}" for byte in value.encode()),
    "octal": lambda value: "".join(f"\\{byte:03o}" for byte in value.encode()),
    "JSON of Go": lambda value: (
        json.dumps(value).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    ),
    "hex": lambda value: value.encode().hex(),
    "hex behind a digit": lambda value: "a" + value.encode().hex().upper(),
    "hex, colons": lambda value: separated(value, ":"),
    "hex, spaces": lambda value: separated(value, " "),
    "hex, wrapped": lambda value: "\n  ".join(textwrap.wrap(value.encode().hex(), 16)),
    "hex, 0x": lambda value: "0x" + separated(value, ", 0x"),
    "hex, 0x once": lambda value: "0x" + value.encode().hex(),
    "hex of base64": lambda value: b64(value).encode().hex(),
    "base64 of hex": lambda value: b64(value.encode().hex()),
    "a list of numbers": lambda value: json.dumps(list(value.encode())),
    "base32": lambda value: b32encode(value.encode()).decode(),
    "base32 behind text": lambda value: "AB" + b32encode(value.encode()).decode().rstrip("="),
    "Terraform's templates": lambda value: json.dumps(value).replace("%", "%%").replace("%%{", "%%{"),
    "in a function": lambda value: '${base64encode("' + json.dumps(value)[1:-1] + '")}',
    "in a heredoc": lambda value: '${join("", [<<-EOT\n' + textwrap.indent(value, "    ") + "\nEOT\n])}",
    "a shell's quotes": lambda value: "'" + value.replace("'", "'\\''") + "'",
    "YAML's quotes": lambda value: "'" + value.replace("'", "''") + "'",
    "CSV's quotes": lambda value: '"' + value.replace('"', '""') + '"',
    "quoted-printable": lambda value: codecs.encode((value * 3).encode(), "quopri").decode(),
}


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, held in members.items():
            archive.writestr(name, held)
    return data.getvalue()


def tarred(members: dict[str, bytes], mode: str) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=f"w:{mode}") as archive:  # type: ignore[call-overload]
        for name, held in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(held)
            archive.addfile(entry, io.BytesIO(held))
    return data.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_a_value_is_found_in_each_form(form: str) -> None:
    for name, value in VALUES.items():
        if form == "Terraform's templates" and "%" in value:
            continue
        written = FORMS[form](value)
        for text in (written, f"before {written}\nafter", json.dumps({"a": [written], "b": 'x\\"'})):
            assert [*Secrets({name: value, "other": "something-else"}).in_text(text)] == [name], text


HELD = f"<\n{TOKEN}\n>".encode()
FILES: dict[str, tuple[bytes, str]] = {
    "a.gz": (gzip.compress(HELD), ""),
    "two.gz": (gzip.compress(b"first") + gzip.compress(HELD), ""),
    "a.bz2": (bz2.compress(HELD), ""),
    "a.xz": (lzma.compress(HELD), ""),
    "a.tar": (tarred({"dir/one": HELD}, ""), " (dir/one)"),
    "a.tar.gz": (tarred({"dir/one": HELD}, "gz"), " (dir/one)"),
    "a.tgz": (tarred({"one.gz": gzip.compress(HELD)}, "gz"), " (one.gz)"),
    "a.tar.bz2": (tarred({"one": HELD}, "bz2"), " (one)"),
    "a.tar.xz": (tarred({"one": HELD}, "xz"), " (one)"),
    "zip-in-zip.zip": (zipped({"in.zip": zipped({"one": HELD})}), " (in.zip) (one)"),
    "stored.zip": (zipped({"in.zip": zipped({"one": HELD})}, zipfile.ZIP_STORED), " (in.zip) (one)"),
    "lzma.zip": (zipped({"one": HELD}, zipfile.ZIP_LZMA), " (one)"),
    "tar-in-zip.zip": (zipped({"in.tar.gz": tarred({"one": HELD}, "gz")}), " (in.tar.gz) (one)"),
    "zip-in-tar.tgz": (tarred({"in.zip": zipped({"one": HELD})}, "gz"), " (in.zip) (one)"),
    "self-extracting.run": (b"#!/bin/sh\n" + zipped({"one": HELD}), ""),
    "gzip-behind.bin": (b"\0\1\2" * 99 + gzip.compress(HELD), ""),
    "le.txt": (HELD.decode().encode("utf-16-le"), ""),
    "be.txt": (codecs.BOM_UTF16_BE + HELD.decode().encode("utf-16-be"), ""),
    "bom.txt": (HELD.decode().encode("utf-16"), ""),
    "latin.txt": (HELD.decode().encode("latin-1"), ""),
    "resource.dll": (b"\x7fELF\x90" + HELD.decode().encode("utf-16-le") + b"\xff\0\xff", ""),
    "utf-16.zip": (zipped({"one": HELD.decode().encode("utf-16")}), " (one)"),
    "base64.zip": (zipped({"one": encodebytes(HELD * 9)}), " (one)"),
}


def test_a_value_is_found_in_each_kind_of_asset(synth: Synth, tmp_path: Path) -> None:
    out = synth(Plain)
    folder = tmp_path / "cdktf.out/stacks/stack/assets"
    folder.mkdir()
    for name, (data, place) in FILES.items():
        (folder / name).write_bytes(data)
        with pytest.raises(AssertionError) as caught:
            out.assert_no_secrets({"the token": TOKEN})
        assert str(caught.value) == (
            f"secrets are in the output:\n  the token is in the file stacks/stack/assets/{name}{place}"
        )
        (folder / name).unlink()
    out.assert_no_secrets({"the token": TOKEN})


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("key-hush-hush", b"", ""),
        ("hush-hush/inside", b"", ""),
        ("a.zip", zipped({"hush-hush/": b""}), " ((hidden)/)"),
        ("a.tgz", tarred({"x/hush-hush": b""}, "gz"), " (x/(hidden))"),
    ],
    ids=["file", "folder", "folder in an archive", "member"],  # an archive's bytes hold the time
)
def test_names_of_files_folders_and_members(
    synth: Synth, tmp_path: Path, name: str, data: bytes, place: str
) -> None:
    out = synth(Plain)
    path = tmp_path / "cdktf.out" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    with pytest.raises(AssertionError, match="the name is in the file") as caught:
        out.assert_no_secrets({"the name": "hush-hush"})
    assert str(caught.value).endswith(place)
    assert "hush-hush" not in str(caught.value)


def test_the_key_of_a_pem_without_its_frame_and_as_bytes(synth: Synth, tmp_path: Path) -> None:
    out = synth(Plain)
    body = LINE + LINE[::-1]
    assert [*Secrets({"key": PEM}).in_text(f'{{"private": "{body}"}}')] == ["key"]
    (tmp_path / "cdktf.out/key.der").write_bytes(codecs.decode(body.encode(), "base64"))
    with pytest.raises(AssertionError, match=r"the key is in the file key\.der"):
        out.assert_no_secrets({"the key": PEM})


def test_a_value_that_is_given_with_escapes_itself() -> None:
    lines = "first line\nsecond line\nthird"
    for given in (lines.replace("\n", "\\n"), json.dumps(lines)[1:-1], quote(lines), escape(lines)):
        for text in (lines, lines.replace("\n", "\r\n"), lines.replace("\n", ""), b64(lines)):
            assert [*Secrets({"it": given}).in_text(text)] == ["it"], (given, text)


def test_json_with_other_spaces_and_another_order() -> None:
    account = '{"type": "service", "private_key": "a b c"}'
    secrets = Secrets({"account": account})
    for text in (
        '{"private_key":"a b c","type":"service"}',
        json.dumps(json.loads(account), indent=4),
        b64(json.dumps(json.loads(account), separators=(",", ":"))),
    ):
        assert [*secrets.in_text(text)] == ["account"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("my secret", "mysecret"),
        ("therapist", "the rapist"),
        ("abcdef", "ab cd ef"),
        ("hunter2", "hunter-2 hunter 2 HUNTER2 hunter%32x"[:17]),
        ("hushhush", "hush\0hush"),
        ("123+456", "123456"),
        ("a\nb\nc\nd", "abcd"),
        ("correct horse", "correcthorse correct-horse correct_horse"),
        ('{"a": 1}', '{"a": 12}'),
        (PEM, LINE),
        (PEM, PEM.replace(LINE, LINE[::-1])),
        ("deadbeef", "de:ad:be:ef:00:11:22"),
        (TOKEN, TOKEN.upper()),
        ("password", b64("passwort" * 9)),
    ],
)
def test_what_only_shares_characters_is_not_found(value: str, text: str) -> None:
    assert [*Secrets({"it": value}).in_text(text)] == []


def test_what_cannot_be_searched_is_told(
    synth: Synth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = synth(Plain)
    folder = tmp_path / "cdktf.out"
    (folder / "a.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + b"\0" * 99)
    encrypted = bytearray(zipped({"one": b"x" * 50}))
    for at in (6, encrypted.index(b"PK\x01\x02") + 8):
        encrypted[at] |= 1
    (folder / "b.zip").write_bytes(encrypted)
    monkeypatch.setattr("pytest_cdktf.secret_search.unpacking.MOST_UNPACKED", 2**20)
    for name, data in {
        "bomb.gz": gzip.compress(b"\0" * 2**22),
        "bomb.tar.gz": tarred({"a": b"\0" * 2**22}, "gz"),
        "bomb.xz": lzma.compress(b"\0" * 2**22),
        "bomb.zip": zipped({f"{n}.zip": zipped({"x": b"\0" * 2**19}) for n in range(4)}),
    }.items():
        (folder / name).write_bytes(data)
    with pytest.raises(AssertionError) as caught:
        out.assert_no_secrets({"the token": TOKEN})
    assert str(caught.value).splitlines() == [
        "these could not be searched for secrets:",
        "  a.7z: it is 7z, which Python cannot read",
        "  b.zip: one in it is encrypted",
        "  bomb.gz: it unpacks to more than 1 MiB",
        "  bomb.tar.gz: it unpacks to more than 1 MiB",
        "  bomb.xz: it unpacks to more than 1 MiB",
        "  bomb.zip: it unpacks to more than 1 MiB",
        "Search what they are made of, and leave them out here: assert_no_secrets(…, skip_files=[…])",
    ]
    out.assert_no_secrets({"the token": TOKEN}, skip_files=["a.7z", "b.zip", "bomb.*"])


def test_what_is_packed_too_often_is_told(synth: Synth, tmp_path: Path) -> None:
    out = synth(Plain)
    data = b"nothing to see"
    for _ in range(20):
        data = gzip.compress(data)
    (tmp_path / "cdktf.out/a.gz").write_bytes(data)
    with pytest.raises(AssertionError, match=r"a\.gz: it is packed or encoded more than 16 times"):
        out.assert_no_secrets({"the token": TOKEN})


def test_no_message_shows_the_value_in_any_form(synth: Synth) -> None:
    secrets = Secrets({"the key": PEM, "it": TOKEN})
    for form in FORMS.values():
        for value in (PEM, TOKEN):
            shown = secrets.redacted(f"one\ntwo {form(value)} three\nfour")
            assert shown.startswith("one\n"), shown
            assert shown.endswith("four"), shown
            assert not [*secrets.in_text(shown)]
            assert form(value).strip() not in shown


def test_a_form_deep_inside_a_stack_has_its_place(synth: Synth) -> None:
    held: Any = {"data": {"key": encodebytes((PEM * 2).encode()).decode()}}
    out = synth(lambda stack: stack.add_override("locals", {"held": json.dumps(held)}))
    with pytest.raises(AssertionError) as caught:
        out.assert_no_secrets({"the key": PEM})
    assert str(caught.value) == "secrets are in the output:\n  the key is at locals.held → data.key"
