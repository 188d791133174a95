"""Which tool the command is, and whether it can mock providers."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from .command import binary, run

_FIRST_WITH_MOCKS = {"Terraform": (1, 7), "OpenTofu": (1, 8)}


def require_mocks(function: str) -> None:
    """Check that the command's `test` has `mock_provider`.

    Args:
        function: The function that a test called, for the message.

    Raises:
        AssertionError: It has not, or there is no command.
    """
    __tracebackhide__ = True
    path = binary()
    printed = _printed(path, Path(path).stat().st_mtime_ns)
    found = re.match(r"(Terraform|OpenTofu) v(\d+)\.(\d+)\S*", printed)
    if found is None:
        return  # another build of one of them: its `test` says what it cannot do
    first = _FIRST_WITH_MOCKS[found[1]]
    if (int(found[2]), int(found[3])) < first:
        raise AssertionError(
            f"{function} needs mock_provider, which {found[1]} has since {first[0]}.{first[1]}; {path} is "
            f"{found[0]}: install a later one, or set TERRAFORM_BINARY_NAME"
        )


@lru_cache
def _printed(path: str, changed: int) -> str:
    del changed  # a part of the key: a file that is replaced is another command
    return run("version", directory=Path(path).parent, data=Path(path).parent).stdout
