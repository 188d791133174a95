"""The exit codes of every command; docs/commands.md has the same table.

| code | name | meaning |
|---|---|---|
| 0 | `OK` | done, and nothing was found that needs doing |
| 1 | `FINDINGS` | done, and something was found; or the command could not do its work |
| 2 | `USAGE` | wrong arguments, a wrong environment or a wrong profile; nothing was sent |
| 3 | `UNAVAILABLE` | Kibana was not reached, or cannot answer now: trying later may help |
| 4 | `REFUSED` | Kibana refused: the credential, a privilege, the license, or what was asked for |
| 5 | `UNEXPECTED` | what answered is not Kibana, or its answer cannot be used |
"""

from __future__ import annotations

from ..errors import KibanaConnectorsError, UnreadableFile

OK = 0
FINDINGS = 1
USAGE = 2
UNAVAILABLE = 3
REFUSED = 4
UNEXPECTED = 5
INTERRUPTED = 130
"""Ctrl+C, as shells have it."""


def code_of(error: KibanaConnectorsError) -> int:
    """Return the exit code for an error of this library's."""
    from ..kibana import errors

    if isinstance(error, (errors.InvalidRequest, UnreadableFile)):
        return USAGE
    if isinstance(error, (errors.NoAnswer, errors.TooManyRequests, errors.ServerError)):
        return UNAVAILABLE
    if isinstance(error, errors.Refusal):
        return REFUSED
    if isinstance(error, errors.UnexpectedAnswer):
        return UNEXPECTED
    return FINDINGS
