"""URLs, parsed like Node.js 22 does: by the WHATWG ``new URL(text)`` and by the older ``url.parse(text)``.

Only the scheme, the login, the host and the port can make either of them throw. So this module finds these
parts and ignores the rest. ``pydantic_core.Url`` (Rust's ``url`` crate) checks the host, because it knows IP
addresses and IDNA. It is stricter than Node 22 in three cases of IDNA: domains that mix writing directions
against RFC 5893, ``xn--`` labels that end in ``-``, and a few rare combining marks and new characters.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from .javascript import WHITESPACE

_C0_OR_SPACE = "".join(map(chr, range(0x21)))
_TABS_AND_NEWLINES = str.maketrans("", "", "\t\n\r")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

_PLAIN = re.compile(
    r"https?://((?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]+)(?::[0-9]{1,4})?(?:[/?#].*)?", re.DOTALL
)
"""Most URLs: no login; a domain in lower case, without `xn--`, whose last label is not a number."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SPECIAL_SCHEMES = frozenset({"http", "https", "ftp", "ws", "wss"})  # "file" too, but it has no port or login
_SPECIAL_AUTHORITY = re.compile(r"[^/\\?#]*")
_AUTHORITY = re.compile(r"[^/?#]*")
_DRIVE = re.compile(r"[A-Za-z][:|]")
_HOST_AND_PORT = re.compile(r"(?P<host>(?:\[[^\]]*\]?|[^:\[])+)(?::0*(?P<port>[0-9]{0,5}))?")
_HIGHEST_PORT = 65535
_BRACKETED = re.compile(r"\[[^\]]*\]")
_FORBIDDEN = re.compile(r"[\0\t\n\r #/:<>?@\[\\\]^|]")
_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))

_LEGACY_TRIMMED = _C0_OR_SPACE + "\u00a0\ufeff"
_BEFORE_QUERY = re.compile(r"[^?#]*")
_LEGACY_PATH = re.compile(rf"//?(?!/)[^?{WHITESPACE}]*(?:\?[^{WHITESPACE}]*)?")
_LEGACY_SCHEME = re.compile(r"[A-Za-z0-9.+-]+:")
_LEGACY_LOGIN = re.compile(r"//[^@/]+@[^@/]+")
# Compared with the scheme as it is written: url.parse looks for a host in "HTTP:x", but not in "http:x".
_LEGACY_SLASHED = frozenset({"http:", "https:", "ftp:", "gopher:", "file:", "ws:", "wss:"})
_LEGACY_HOST = re.compile(r"[^ \"%';<>\\^`{|}#/?]*")
_LEGACY_PORT = re.compile(r":[0-9]*\Z")
_LEGACY_LONGEST_HOST = 255
_CONTROL = re.compile(r"[\x01-\x1f\x7f]")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def is_url(text: str) -> bool:
    """Whether ``new URL(text)`` accepts ``text``, whatever its scheme."""
    return url_hostname(text) is not None


def is_web_url(text: str) -> bool:
    """Whether ``new URL(text)`` accepts ``text`` as an ``http:`` or ``https:`` URL, which has a host."""
    if _PLAIN.fullmatch(text):
        return True
    found = _SCHEME.match(text.strip(_C0_OR_SPACE).translate(_TABS_AND_NEWLINES))
    return found is not None and found[1].lower() in ("http", "https") and is_url(text)


def has_login(text: str) -> bool:
    """Whether a web URL has a user name, and maybe a password, before its host."""
    found = _SCHEME.match(text := text.strip(_C0_OR_SPACE).translate(_TABS_AND_NEWLINES))
    return found is not None and "@" in _leading(_SPECIAL_AUTHORITY, text[found.end() :].lstrip("/\\"))


def url_hostname(text: str) -> str | None:
    """Return ``new URL(text).hostname``: empty for a URL without a host, ``None`` if it is no URL."""
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        return plain[1]
    text = _well_formed(text).strip(_C0_OR_SPACE).translate(_TABS_AND_NEWLINES)
    found = _SCHEME.match(text)
    if found is None:
        return None
    scheme, rest = found[1].lower(), text[found.end() :]
    if scheme in _SPECIAL_SCHEMES:
        host = _host_in(_leading(_SPECIAL_AUTHORITY, rest.lstrip("/\\")))
        return None if host is None else _special_host(host)
    if scheme == "file":
        host = _leading(_SPECIAL_AUTHORITY, rest[2:]) if rest[:2].replace("\\", "/") == "//" else ""
        hostname = "" if not host or _DRIVE.fullmatch(host) else _special_host(host)
        return "" if hostname == "localhost" else hostname
    authority = _leading(_AUTHORITY, rest[2:]) if rest.startswith("//") else ""
    if not authority:
        return ""
    host = _host_in(authority)
    return None if host is None else _opaque_host(host)


def compared_hostname(text: str) -> str:
    """Return the host that Kibana looks for in its `allowedHosts`; empty where it finds none.

    It calls ``url.parse(text, false, true).hostname``: a text without a scheme has a host after ``//``, and
    IPv6 addresses have no brackets.
    """
    hostname = url_hostname(f"http:{text}" if text.startswith(("//", "\\\\")) else text) or ""
    return hostname.removeprefix("[").removesuffix("]")


def is_legacy_url(text: str) -> bool:
    """Whether ``url.parse(text)`` accepts ``text`` and does not throw.

    It accepts nearly any text. It throws if the login cannot be decoded, if IDNA refuses the host, or if the
    host contains a forbidden character.
    """
    if _PLAIN.fullmatch(text):
        return True
    text = _well_formed(text).strip(_LEGACY_TRIMMED)
    head = _leading(_BEFORE_QUERY, text)
    rest = head.replace("\\", "/") + text[len(head) :]
    if "#" not in rest and "@" not in head and _LEGACY_PATH.fullmatch(rest):
        return True
    found = _LEGACY_SCHEME.match(rest)
    scheme = found[0] if found else ""
    rest = rest[len(scheme) :]
    if scheme.lower() == "javascript:":
        return True
    slashes = rest.startswith("//") and bool(scheme or _LEGACY_LOGIN.match(rest))
    if not slashes and (not scheme or scheme in _LEGACY_SLASHED):
        return True
    authority = _leading(_AUTHORITY, rest[2:] if slashes else rest).translate(_TABS_AND_NEWLINES)
    login, _, host_and_port = authority.rpartition("@")
    return _decodes(login) and _is_legacy_host(_LEGACY_PORT.sub("", _leading(_LEGACY_HOST, host_and_port)))


def _well_formed(text: str) -> str:
    """Replace lone surrogates, as Node does: JSON can contain them, and UTF-8 cannot."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _leading(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return found[0] if found else ""


def _host_in(authority: str) -> str | None:
    """Return the host without login and port; ``None`` if there is no host or the port is invalid."""
    found = _HOST_AND_PORT.fullmatch(authority.rpartition("@")[2])
    return found["host"] if found and int(found["port"] or 0) <= _HIGHEST_PORT else None


def _special_host(host: str) -> str | None:
    """Return a normalized domain or address, as in ``http:`` URLs; ``None`` if it is invalid."""
    from pydantic_core import Url  # slow to import

    if not _BRACKETED.fullmatch(host) and re.search("[:@]", host):
        return None
    try:
        return Url(f"http://{host}/").host  # Url would trim a host that stands alone
    except ValueError:
        return None


def _opaque_host(host: str) -> str | None:
    """Return the escaped host of a scheme that the standard does not know; ``None`` if it is invalid."""
    if host.startswith("["):
        return _special_host(host) if _BRACKETED.fullmatch(host) else None
    return None if _FORBIDDEN.search(host) else quote(host, safe=_PRINTABLE)


def _is_legacy_host(host: str) -> bool:
    if len(host) > 1 and host[0] == "[" and host[-1] == "]":
        return "\0" not in host
    host = host.partition(":")[0]
    if len(host.encode("utf-16-le")) // 2 > _LEGACY_LONGEST_HOST:
        return True  # url.parse drops it and does not throw
    if _FORBIDDEN.search(host):
        return False
    if not host or (host.isascii() and not re.search(r"(?i)(?:\A|\.)xn--", host)):
        return True
    # url.parse accepts control characters, http: URLs do not. With the suffix, no number is an IPv4 address.
    domain = _special_host(_CONTROL.sub("_", host.lower()) + ".a")
    return domain is not None and domain != ".a"


def _decodes(login: str) -> bool:
    """Whether ``decodeURIComponent(login)`` succeeds: escapes are complete, and each run of them is UTF-8."""
    if _BAD_ESCAPE.search(login):
        return False
    try:
        for run in _ESCAPES.findall(login):
            bytes.fromhex(run.replace("%", "")).decode()
    except UnicodeDecodeError:
        return False
    return True
