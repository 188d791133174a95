"""What an HTTP answer means: a result to read, or an error that says what to do."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Mapping
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from .call import Answer, Call
from .errors import (
    BadRequest,
    Conflict,
    Forbidden,
    NotFound,
    NotKibana,
    Refusal,
    ServerError,
    TooManyRequests,
    Unauthorized,
    UnexpectedAnswer,
    UnsupportedByKibana,
)
from .shown_text import one_line

if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")

_PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Payload Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
_CLASSES: dict[int, type[Refusal]] = {
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    429: TooManyRequests,
}
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_SHOWN_FIELDS = 3
_NO_ROUTE = "Not Found"
"""All that Kibana says where it has no such route; of a missing object it names type and id."""
_NOT_A_PRIVILEGE = ("is not enabled in the Kibana config", "license")
"""Parts of messages of status 403 that have to do with other things than privileges."""


def read(call: Call[T], status: int, headers: Mapping[str, str], content: bytes, hidden: Iterable[str]) -> T:
    """Return the result of a call.

    Args:
        call: What was asked.
        status: The answer's status.
        headers: Its headers, which are found in any case.
        content: Its body, decompressed.
        hidden: Texts that must appear in no message.

    Raises:
        KibanaError: The answer is an error, or cannot be used.
    """
    where = f"{call.method} {path_of(call)}"
    hidden = (*hidden, *call.secrets)
    if 200 <= status < 300 or status in call.accepts:
        if content and not _is_json(headers):
            problem = _not_kibana(where, status, headers, content, hidden)
            # Something before Kibana answers so while Kibana is away.
            raise problem if status < 500 else ServerError(str(problem), status=status)
        return call.read(Answer(status, content, where))
    if 300 <= status < 400:
        raise _redirect(where, status, headers, hidden)
    raise _refusal(call, where, status, headers, content, hidden)


def path_of(call: Call[Any]) -> str:
    """Return the path of a call as messages show it, with its space and without its query."""
    prefix = f"/s/{call.space}" if call.has_spaces and call.space not in (None, "default") else ""
    return f"{prefix}{call.path}"


def as_(form: Any) -> Callable[[Answer], Any]:
    """Return what reads an answer's JSON as a type that pydantic knows.

    Args:
        form: The type.
    """

    def reading(answer: Answer) -> Any:
        from pydantic import ValidationError

        try:
            return _adapter(form).validate_json(answer.content)
        except ValidationError as error:
            raise _another_form(answer.where, error) from None

    return reading


def nothing(answer: Answer) -> None:
    """Read an answer that has no body."""


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(form)


def _another_form(where: str, error: ValidationError) -> UnexpectedAnswer:
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    if problems[0]["type"] == "json_invalid":
        return NotKibana(
            f"{where}: expected JSON, and got something that is not whole or not JSON; "
            "check that the endpoint is Kibana's"
        )
    told = [
        f"{'.'.join(str(part) for part in problem['loc']) or 'the whole'}: {problem['msg'].lower()}"
        for problem in problems[:_SHOWN_FIELDS]
    ]
    more = f" and {len(problems) - len(told)} more" if len(problems) > len(told) else ""
    return UnexpectedAnswer(
        f"{where}: the answer has another form than Kibana's: {one_line('; '.join(told))}{more}; "
        "check that the endpoint is Kibana's, and that its version is 8.8 or later"
    )


def _is_json(headers: Mapping[str, str]) -> bool:
    return "json" in headers.get("content-type", "json")


def _not_kibana(
    where: str, status: int, headers: Mapping[str, str], content: bytes, hidden: Iterable[str]
) -> NotKibana:
    return NotKibana(
        f"{where}: expected Kibana's JSON, and got {_described(headers, content, hidden)} with status "
        f"{status}; check the endpoint (its port, its base path) and what stands between you and Kibana"
    )


def _described(headers: Mapping[str, str], content: bytes, hidden: Iterable[str]) -> str:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if "html" not in kind:
        return f"{one_line(kind, hidden, 60)}" if kind else "an answer without a type"
    title = _TITLE.search(content[:20_000])
    if title is None:
        return "a web page"
    return f'a web page, "{one_line(title[1].decode("utf-8", "replace"), hidden, 80)}",'


def _redirect(where: str, status: int, headers: Mapping[str, str], hidden: Iterable[str]) -> NotKibana:
    # Its query may hold what a single sign-on needs to let somebody in.
    target = re.split(r"[?#]", headers.get("location", ""))[0]
    to = f" to {one_line(re.sub(r'//[^/]*@', '//', target), hidden, 120)}" if target else ""
    return NotKibana(
        f"{where}: redirected with status {status}{to}; redirects are not followed: "
        "give the final address of Kibana as the endpoint"
    )


def _refusal(
    call: Call[Any],
    where: str,
    status: int,
    headers: Mapping[str, str],
    content: bytes,
    hidden: tuple[str, ...],
) -> Refusal | NotKibana:
    raw = _kibana_message(content) if _is_json(headers) else None
    if raw is None and status == 404 and not _is_json(headers):
        return _not_kibana(where, status, headers, content, hidden)
    message = one_line(raw or "", hidden)
    kind = _CLASSES.get(status) or (ServerError if status >= 500 else BadRequest)
    if status == 404 and raw == _NO_ROUTE and call.since:
        kind = UnsupportedByKibana
    asked = retry_after(headers.get("retry-after"))
    phrase = _PHRASES.get(status, "")
    said = f' "{message}"' if message and message != phrase else ""
    if raw is None and content:
        said = f" in {_described(headers, content, hidden).rstrip(',')}, which is not Kibana's form"
    text = f"{where}: {status} {phrase}".rstrip() + f"{said}; {_advice(kind, call, message, asked)}"
    return kind(text, status=status, kibana_message=message, retry_after=asked)


def _advice(kind: type[Refusal], call: Call[Any], message: str, asked: float | None) -> str:
    if kind is Unauthorized:
        return "check the credential: that it is whole, of this Kibana, and neither expired nor revoked"
    if kind is Forbidden:
        if any(part in message for part in _NOT_A_PRIVILEGE):
            return "it is up to Kibana's settings or license, not to the credential"
        space = "" if not call.has_spaces else f" in the space {call.space or 'default'}"
        return f"give the credential's role {call.needs or 'the privilege'}{space}"
    if kind is UnsupportedByKibana:
        return (
            f"this Kibana has no such route: Kibana {call.since} or later has it, if its license and "
            "settings allow"
        )
    if kind is NotFound:
        return "check the id and the space: other spaces are not searched"
    if kind is Conflict:
        return "choose another id, for ids are unique across all spaces; or read it again, and then change it"
    if kind is TooManyRequests:
        return f"try again in {asked:.0f} seconds" if asked is not None else "try again later"
    if kind is ServerError:
        return "look into Kibana's own log, or try again later"
    return "change what is sent"


def _kibana_message(content: bytes) -> str | None:
    """Return what an error of Kibana's says; None if it is not in Kibana's form."""
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(body, dict) or not {"statusCode", "error", "message"} & body.keys():
        return None
    for key in ("message", "error"):
        if isinstance(body.get(key), str) and body[key]:
            return str(body[key])
    return None if "statusCode" not in body else ""


def retry_after(value: str | None, now: Callable[[], float] = time.time) -> float | None:
    """Return the seconds that a `Retry-After` header asks to wait; None where it says nothing usable.

    Args:
        value: The header: seconds, or an HTTP date.
        now: The clock.
    """
    if value is None:
        return None
    text = value.strip()
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", text):
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now())
    except (ValueError, TypeError, OverflowError):
        return None
