from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kibana_connectors.formats.urls import is_legacy_url, is_url, is_web_url, url_hostname


@pytest.mark.parametrize(
    ("text", "hostname"),
    [
        ("https://example.com", "example.com"),
        ("HTTPS://user:pass@Example.COM:8443/path?q#f", "example.com"),
        ("  https://example.com\n", "example.com"),
        ("https:example.com", "example.com"),
        ("https:\\\\example.com\\x", "example.com"),
        ("ht\ntps://exa\tmple.com", "example.com"),
        ("https://a b@example.com", "example.com"),
        ("https://a@b@example.com", "example.com"),
        ("https://münchen.example", "xn--mnchen-3ya.example"),
        ("https://ex%61mple.com", "example.com"),
        ("https://a_b.example", "a_b.example"),
        ("http://127.1", "127.0.0.1"),
        ("http://0x7f.0.0.1", "127.0.0.1"),
        ("http://[::1]:80/", "[::1]"),
        ("http://localhost:65535", "localhost"),
        ("http://h:", "h"),
        ("http://h:000000000080", "h"),
        ("http://example.com/{template}", "example.com"),
        ("http://example.com/\ud800", "example.com"),
        ("mailto:someone@example.com", ""),
        ("data:,x", ""),
        ("a:", ""),
        ("foo://", ""),
        ("foo:///path", ""),
        ("foo://Bar%zz:1", "Bar%zz"),
        ("foo://é", "%C3%A9"),
        ("foo://[::1]", "[::1]"),
        ("file:///etc/passwd", ""),
        ("file://localhost/x", ""),
        ("file://server/share", "server"),
        ("file://C:/x", ""),
        ("file:x", ""),
    ],
)
def test_url(text: str, hostname: str) -> None:
    assert is_url(text)
    assert url_hostname(text) == hostname


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "not a url", "example.com", "//example.com", "/path", "1a:", ":x", "ünï✓",
        "user@example.com", "http:", "http://", "https://?q", "https://#f", "http://:80", "http://user@",
        "http://user@/x", "foo://@", "foo://user@/x", "foo://:80", "http://a b", "http://a%20b",
        "http://a<b", "http://a|b", "http://a^b", "http://%zz", "http://a%", "http://a\x00b",
        "http://a\x7fb", "http://[", "http://[]", "http://[::1", "http://[::1]x", "http://[g]",
        "http://[fe80::1%25eth0]", "http://a]", "http://h:65536", "http://h:a", "http://h:-1",
        "http://h: 80", "http://h:80:80", f"http://h:{'9' * 5000}", "http://256.1.1.1", "http://1.2.3.4.5",
        "http://0x100000000", "http://xn--", "http://xn--a", "http://\u00ad", "http://a\u200db",
        "http://\ufffd", "http://℀.com", "foo://a b", "foo://a:b", "foo://h:80\\x", "foo://[g]",
        "foo://[::1", "file://h:80/x", "file://u@h/x",
    ],
)  # fmt: skip
def test_no_url(text: str) -> None:
    assert not is_url(text)
    assert url_hostname(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "not a url", "example.com", "https://", "http://a b", "http://h:a", "http://h:99999",
        "http://1.2.3.4.5", "http://a<b", "http://%zz", "http://[g]", "//\u2100?b@c", "javascript://\u2100",
        "http:\u2100", "http:%zz@h", "user@example.com", "/%zz@h", "//a:b", "http://a\x01b",
        "http://" + "\u2100" * 256, "http://u%40:p@h", "http://%E4%BD%A0@h", "https://example.com/%zz@",
        "http://xn--maana-pta", "http://256.1.1.1", "\u00a0https://h",
    ],
)  # fmt: skip
def test_legacy_url(text: str) -> None:
    assert is_legacy_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "http://%zz@h", "http://%@h", "http://%ff@h", "http://%C3é@h", "http://%ED%A0%80@h", "//%zz@h",
        "HTTP:%zz@h", "mailto:%zz@h", "http:\\\\%zz@h", "http://a[b", "http://a]", "http://[::1",
        "http://a\x00b", "http://[\x00]", "http://\u2100", "HTTP:\u2100", "foo:\u2100", "http://xn--a",
        "http://xn--", "http://\u00ad", "http://\ufffd", "http://a\uff05b", "http://a\u200db",
    ],
)  # fmt: skip
def test_no_legacy_url(text: str) -> None:
    assert not is_legacy_url(text)


def test_import_is_light() -> None:
    code = "import sys, kibana_connectors.formats.urls; sys.exit('pydantic_core' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.from_regex(r"https?://[a-z0-9.-]{1,20}[a-z](:[0-9]{1,5})?([/?#].{0,10})?", fullmatch=True))
def test_the_short_cut_gives_the_same_verdict(text: str) -> None:
    long_way = f" {text}"  # leading space changes nothing but the way

    assert url_hostname(text) == url_hostname(long_way)
    assert is_web_url(text) is is_web_url(long_way)
    assert is_legacy_url(text) is is_legacy_url(long_way)
