"""Every error of the client.

```
KibanaError                       of KibanaConnectorsError, as all errors of this library
├── InvalidRequest                an argument or a setting that cannot work; nothing was sent (ValueError)
├── NoAnswer                      nothing arrived, or only a part: refused, not found, cut
│   ├── TimedOut                  not in time
│   └── TLSFailure                no trusted, or no encrypted, connection
├── Refusal                       Kibana answered with an error
│   ├── BadRequest                400: it does not take what was sent
│   ├── Unauthorized              401: it does not know the credential
│   ├── Forbidden                 403: a privilege is missing, or a license, or the type is switched off
│   ├── NotFound                  404: there is no such thing in this space
│   │   └── UnsupportedByKibana   404: this version of Kibana has no such route
│   ├── Conflict                  409: the id is taken, or somebody else was quicker
│   ├── TooManyRequests           429: try again later
│   └── ServerError               500 to 599: Kibana, or what stands before it, has failed
└── UnexpectedAnswer              an answer that cannot be used
    ├── NotKibana                 a web page, a redirect, or the JSON of something else
    └── AnswerTooLarge            more than the client reads
```

A message is one line: method, path without its query, what happened or what Kibana said, what to do. What
Kibana said is cut to a bounded length, its control characters are escaped, and secrets that were sent are
blacked out.
"""

from __future__ import annotations

from ..errors import KibanaConnectorsError


class KibanaError(KibanaConnectorsError):
    """Base of every error of the client."""


class InvalidRequest(KibanaError, ValueError):
    """An argument or a setting that cannot work; nothing was sent."""


class NoAnswer(KibanaError):
    """No whole answer arrived: the name is unknown, the connection was refused or cut."""


class TimedOut(NoAnswer):
    """The answer, or the connection, took too long."""


class TLSFailure(NoAnswer):
    """There is no trusted connection: the certificate, its name, or TLS itself is wrong."""


class Refusal(KibanaError):
    """Kibana answered with an error.

    Attributes:
        status: The HTTP status; 0 where the client found by itself that there is no such thing.
        kibana_message: What Kibana said, as the error's own text shows it; empty if it said nothing.
        retry_after: Seconds after which Kibana asks to try again; None if it did not say.
    """

    def __init__(
        self, text: str, *, status: int = 0, kibana_message: str = "", retry_after: float | None = None
    ) -> None:
        super().__init__(text)
        self.status = status
        self.kibana_message = kibana_message
        self.retry_after = retry_after


class BadRequest(Refusal):
    """Status 400, or another below 500 that has no class of its own: Kibana does not take what was sent."""


class Unauthorized(Refusal):
    """Status 401: Kibana does not know the credential."""


class Forbidden(Refusal):
    """Status 403: the credential lacks a privilege, the license is too low, or the type is switched off."""


class NotFound(Refusal):
    """Status 404: there is no such thing in this space."""


class UnsupportedByKibana(NotFound):
    """Status 404: this version of Kibana, or this license, has no such route."""


class Conflict(Refusal):
    """Status 409: the id is taken, maybe in another space, or a change came in between."""


class TooManyRequests(Refusal):
    """Status 429: Kibana, or what stands before it, asks to try again later."""


class ServerError(Refusal):
    """Status 500 to 599."""


class UnexpectedAnswer(KibanaError):
    """An answer that cannot be used."""


class NotKibana(UnexpectedAnswer):
    """A web page, a redirect, or the JSON of something that is not Kibana."""


class AnswerTooLarge(UnexpectedAnswer):
    """An answer with more bytes than the client reads."""
