# ruff: noqa: RUF001 - look-alike characters are what this corpus is about
"""Holds the checks against the real Node.js 22, over a few thousand texts that are the same on every run.

Left out of the corpus are the corners of IDNA that `checks/urls.py` names, and a login that ends in half a
surrogate pair (`url.parse` throws, we do not).
"""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kibana_connectors.formats.javascript import WHITESPACE, is_blank, length, to_number
from kibana_connectors.formats.pem import base64_bytes
from kibana_connectors.formats.urls import is_legacy_url, is_url, is_web_url, url_hostname

NODE = Path(
    os.environ.get("KIBANA_CONNECTORS_NODE") or Path(__file__).parents[2] / "node_modules" / ".bin" / "node"
)

ASK = """
process.on("warning", () => {});
const legacy = require("url");
const { texts, values, encoded } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const attempt = (f) => { try { return f(); } catch { return null; } };
const isWeb = ({ protocol, hostname }) => ["http:", "https:"].includes(protocol) && hostname !== "";
const number = (n) => Number.isNaN(n) ? null : Number.isFinite(n) ? n : String(n);
process.stdout.write(JSON.stringify({
  version: process.version,
  hostnames: texts.map((text) => attempt(() => new URL(text).hostname)),
  web: texts.map((text) => attempt(() => isWeb(new URL(text))) === true),
  lengths: texts.map((text) => text.length),
  decoded: encoded.map((text) => Buffer.from(text, "base64").toString("hex")),
  legacy: texts.map((text) => attempt(() => legacy.parse(text)) !== null),
  blank: values.map((value) => typeof value === "string" ? value.trim() === "" : null),
  numbers: values.map((value) => number(Number(value))),
}));
"""

SCHEMES = [
    "http:", "https:", "HTTP:", "ftp:", "ws:", "file:", "mailto:", "foo:", "a+b.c-1:", "1a:", "javascript:",
    "data:", "", ":", "h\ttp:", "http", "gopher:", " https:", "blob:", "-a:", "é:",
]  # fmt: skip
SLASHES = ["//", "//", "/", "", "\\\\", "///", "/\\", "\\", "\t//", "//\n", " //"]
LOGINS = [
    "u@",
    "u:p@",
    "u%40:p@",
    "%@",
    "%zz@",
    "%ff@",
    "a@b@",
    ":@",
    "@",
    "%E4%BD%A0@",
    "u%2@",
    "é@",
    "/@",
    "%C3é@",
]
HOSTS = [
    "example.com", "a.b-c.d", "localhost", "", "127.0.0.1", "1.2.3", "256.1.1.1", "1.2.3.4.5", "0x7f.1",
    "08.1", "0xffffffff", "0x100000000", "1.0x", "a.1", "1..2", "a..b", ".", "..", ".a", "a.", "[::1]",
    "[::]", "[::1", "[]", "[1:2:3:4:5:6:7:8]", "[1::2::3]", "[::1.2.3.4]", "[::256.2.3.4]",
    "[fe80::1%25eth0]", "[g]", "[", "]", "a[b]", "ex ample.com", "ex%20ample.com", "ex%61mple.com", "%zz",
    "a%", "a<b", "a|b", "a^b", "a`b", "a{b}", "a_b", "a;b", "a'b", 'a"b', "a!b", "a$b", "a&b", "a(b)",
    "a*b", "a+b", "a,b", "a=b", "a~b", "-a-", "a--b", "xn--", "xn--a", "xn--n3h", "xn--maana-pta",
    "XN--MAANA-PTA", "xn--ls8h", "xn--a-ecp.ru", "xn--0", "straße.de", "mañana.com", "münchen", "пример.рф",
    "例え。jp", "例え．jp", "１２７.0.0.1", "１.２", "ａ.b", "a\u00adb", "\u00ad", "a\u200db", "a\u200cb",
    "\u200d", "नी\u200d", "☃.net", "😀.com", "א.com", "אב.גד", "אa.com", "\u0301a", "ﬁ.com", "℀.com", "⒈a",
    "≠", "㋀", "％41.com", "\uff0f", "a\uff05b", "\u3002", "\ufffd", "\ud800", "a\x00b", "a\x01b", "a\x7fb",
    "a\tb", "a\nb", "\x1f", "\u0080", "\u0378", "ς", "İ", "\u2126", "ſ", "ªb", "①", "㏂", "\ufe0fa",
    "🏳️‍🌈", "C:", "c|", "a" * 64, "é" * 60, "é" * 300, "a." * 130, "x" * 256,
]  # fmt: skip
MORE_LABELS = [f".{host}" for host in HOSTS if "xn--" not in host and "א" not in host]
PORTS = [
    ":80", ":0", ":65535", ":65536", ":99999999999", ":", ":a", ":-1", ":8a", ":80:80", ": 80", ":8\t0",
    ":８０", ":080", ":00000000080",
]  # fmt: skip
TAILS = [
    "/", "/p", "/a b", "?q", "#f", "/é", "/%zz", "/\ud800", "?\ud800#\udfff", "\\p", "/x@y", "?@", "#@",
    "/[x]", "/\x00", "/<>", "/:80/", "//@/", "/{t}", " ", "\t", "\x00", "\u00a0", "\ufeff", "/..", "/C|/",
    "?a=b&c", "/../..",
]  # fmt: skip
CHARACTERS = [
    *"abz09.-_~:/?#[]@!$&'()*+,;=% \\^`{|}<>\"\t\n\r\x00\x01\x1f\x7f", "é", "ß", "。", "％", "\u00ad",
    "\u200d", "☃", "\ufeff", "\u00a0", "\u2028", "İ", "😀", "//", "http:", "1", "0x", "℀",
]  # fmt: skip

NUMERALS = [
    "", "Infinity", "-Infinity", "+Infinity", "0x1F", "0X", "0b101", "0O17", "-0x1", "1e400", "-1e400",
    "1e-400", "5.", ".5", ".", "1_000", "1e", "1e+", "00012", "0.1e1", "7", "9" * 400, "0x" + "f" * 300,
    "1e21", "-0", "+0", "1 2", "NaN", "null", "true", "0b2", "0o8", "inf", "infinity", "1n",
    "123456789012345678901234567890",
]  # fmt: skip
NUMBERS = [0, 1, -1, 10**300, 2**53 + 1, -0.0, 1.5, 1e308, 5e-324, 10**21, -7]
DIGITS = [
    *"0123456789+-.eExXbBoO_,aAfFn",
    *WHITESPACE,
    "\x1c",
    "\x1f",
    "\x85",
    "\u180e",
    "\u200b",
    "\u0661",
    "\uff11",
]


BASE64 = [*"AQgw09zZ+/-_AQgw09", "=", "==", "\n", " ", "ü", "✓", "😀", ".", "LS0t", "QUJD"]


def base64_like_texts(count: int, seed: int = 22) -> list[str]:
    rng = random.Random(seed)
    return ["".join(rng.choices(BASE64, k=rng.randint(0, 12))) for _ in range(count)]


def url_like_texts(count: int, seed: int = 22) -> list[str]:
    rng = random.Random(seed)

    def sometimes(chance: float, choices: list[str], otherwise: str = "") -> str:
        return rng.choice(choices) if rng.random() < chance else otherwise

    def text() -> str:
        if rng.random() < 0.2:
            start = rng.choice(["http://", "https://", "foo://", "//", "", "http:", "mailto:", "foo:"])
            return start + "".join(rng.choices(CHARACTERS, k=rng.randint(0, 7)))
        host = rng.choice(HOSTS)
        if host.isascii():
            host += sometimes(0.2, MORE_LABELS)
        start = sometimes(0.5, SCHEMES, "https:") + sometimes(0.4, SLASHES, "//") + sometimes(0.4, LOGINS)
        end = sometimes(0.5, PORTS) + sometimes(0.5, TAILS)
        return sometimes(0.05, [" ", "\x01", "\u00a0", "\n", "\ufeff", "\x85"]) + start + host + end

    return [text() for _ in range(count)]


def json_values(count: int, seed: int = 22) -> list[Any]:
    rng = random.Random(seed)

    def value(depth: int = 0) -> Any:
        kind = rng.choice("dddtttovaa" if depth < 4 else "dtov")
        if kind == "d":
            return "".join(rng.choices(DIGITS, k=rng.randint(0, 5)))
        if kind == "t":
            around = ["", "", " ", "\ufeff", "\n", "\x85", "\u2029"]
            return rng.choice(around) + rng.choice(NUMERALS) + rng.choice(around)
        if kind == "o":
            return rng.choice([None, True, False, {}, {"a": 1}])
        return (
            rng.choice(NUMBERS)
            if kind == "v"
            else [value(depth + 1) for _ in range(rng.choice([0, 1, 1, 2]))]
        )

    return [value() for _ in range(count)]


TEXTS = url_like_texts(8000)
VALUES = json_values(4000)
ENCODED = base64_like_texts(4000)


@pytest.fixture(scope="module")
def node() -> dict[str, Any]:
    if not NODE.exists():
        pytest.fail(f"{NODE} is missing: run `npm ci`, or set KIBANA_CONNECTORS_NODE to a Node.js 22")
    question = json.dumps({"texts": TEXTS, "values": VALUES, "encoded": ENCODED})
    answer = subprocess.run([NODE, "-e", ASK], input=question, capture_output=True, text=True, check=True)
    verdicts: dict[str, Any] = json.loads(answer.stdout)
    assert verdicts["version"].startswith("v22."), "Node releases differ; Kibana runs on 22"
    return verdicts


def disagreements(items: list[Any], theirs: list[Any], ours: list[Any]) -> list[tuple[Any, Any, Any]]:
    return [row for row in zip(items, theirs, ours, strict=True) if row[1] != row[2]]


def test_urls(node: dict[str, Any]) -> None:
    accepted = [hostname is not None for hostname in node["hostnames"]]
    assert 0.2 < sum(accepted) / len(TEXTS) < 0.8, "the corpus is lopsided"
    assert disagreements(TEXTS, accepted, [is_url(text) for text in TEXTS]) == []


def test_hostnames(node: dict[str, Any]) -> None:
    assert disagreements(TEXTS, node["hostnames"], [url_hostname(text) for text in TEXTS]) == []


def test_web_urls(node: dict[str, Any]) -> None:
    assert disagreements(TEXTS, node["web"], [is_web_url(text) for text in TEXTS]) == []


def test_lengths(node: dict[str, Any]) -> None:
    assert disagreements(TEXTS, node["lengths"], [length(text) for text in TEXTS]) == []


def test_base64(node: dict[str, Any]) -> None:
    assert disagreements(ENCODED, node["decoded"], [base64_bytes(text).hex() for text in ENCODED]) == []


def test_legacy_urls(node: dict[str, Any]) -> None:
    assert disagreements(TEXTS, node["legacy"], [is_legacy_url(text) for text in TEXTS]) == []


def test_blanks(node: dict[str, Any]) -> None:
    ours = [is_blank(value) if isinstance(value, str) else None for value in VALUES]
    assert disagreements(VALUES, node["blank"], ours) == []


def test_numbers(node: dict[str, Any]) -> None:
    infinities = {"Infinity": math.inf, "-Infinity": -math.inf}
    theirs = [infinities.get(number, number) for number in node["numbers"]]
    assert disagreements(VALUES, theirs, [to_number(value) for value in VALUES]) == []
