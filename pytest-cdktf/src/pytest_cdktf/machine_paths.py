"""Paths of this machine in texts, such as that of the project's folder."""

from __future__ import annotations

import os
import re
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

_BEFORE = r"(?:(?<![\w./~-])|(?<=file://))"
_AFTER = r"(?![\w.-])"
_PART = r"""[^\s"'`,;:(){}$<>|&*?\\/]+"""
_SHORTEST = 2
"""The fewest parts of a path that is not likely to be one on a server too, as /app or /root is."""
_USERS_OF_IMAGES = frozenset(
    (
        "admin",
        "azureuser",
        "bitnami",
        "centos",
        "core",
        "debian",
        "ec2-user",
        "fedora",
        "opc",
        "rocky",
        "ubuntu",
    )
)
"""The users that images of servers come with: a path in the home of one may be one on a server."""

_run: list[tuple[Path, Path]] = []


class _Root(NamedTuple):
    """A folder of this machine.

    Attributes:
        path: The folder.
        word: What stands for it.
        below: The pattern of the name of a folder in it, if that is what the word stands for.
        is_common: Whether it may be meant on another machine, unless the whole path exists on this one.
    """

    path: str
    word: str
    below: str = ""
    is_common: bool = False

    @property
    def pattern(self) -> str:
        """A regular expression."""
        return re.escape(self.path) + (f"/{self.below}" if self.below else "")


def know(project: Path, temporary: Path) -> None:
    """Note the folders of this test run.

    Args:
        project: pytest's root folder.
        temporary: The folder that has a folder for each test.
    """
    _run[:] = [(project, temporary)]


def without_machine_paths(text: str) -> str:
    """Return a text with `<project>` and such words in place of this machine's folders.

    Args:
        text: The text.
    """
    if "/" not in text:
        return text
    roots, pattern = _compiled(tuple(_run), os.getcwd(), os.path.expanduser("~"), tempfile.gettempdir())

    def replaced(match: re.Match[str]) -> str:
        index = next(number for number, found in enumerate(match.groups()) if found is not None)
        root, below = roots[index], match["below"]
        if root.is_common and not (below and os.path.lexists(match[0])):
            return match[0]
        return f"{root.word}{below}"

    return pattern.sub(replaced, text)


@lru_cache(maxsize=8)
def _compiled(
    run: tuple[tuple[Path, Path], ...], working: str, home: str, temporary: str
) -> tuple[list[_Root], re.Pattern[str]]:
    named = [*_named(run, working, home, temporary)]
    roots = [*{each.pattern: each for each in reversed([*_real(named)])}.values()][::-1]
    # A folder in a folder has a word of its own.
    roots.sort(key=lambda each: -each.pattern.count("/"))
    alternatives = "|".join(f"({each.pattern}){_AFTER}" for each in roots)
    return roots, re.compile(f"{_BEFORE}(?:{alternatives})(?P<below>(?:/{_PART})*)")


def _named(run: Iterable[tuple[Path, Path]], working: str, home: str, temporary: str) -> Iterator[_Root]:
    """Yield the folders; of two equal ones the first counts."""
    for project, tests in run:
        yield _Root(str(project), "<project>")
        yield _Root(str(tests), "<tmp>", _PART)
        repository = next((each for each in project.parents if (each / ".git").exists()), None)
        if repository is not None:
            yield _Root(str(repository), "<repository>")
    yield _Root(temporary, "<tmp>", r"tmp[a-z0-9_]{8}")  # as Python's tempfile names them
    for scheme in ("purelib", "platlib"):
        yield _Root(sysconfig.get_path(scheme), "<site-packages>")
    yield _Root(working, "<cwd>")
    yield _Root(home, "<home>", is_common=os.path.basename(home) in _USERS_OF_IMAGES)


def _real(roots: Iterable[_Root]) -> Iterator[_Root]:
    """Yield the folders as they are written, and as they are called without symbolic links."""
    for root in roots:
        for path in dict.fromkeys((root.path, os.path.realpath(root.path))):
            if path.strip("/"):
                is_short = not root.below and len(path.strip("/").split("/")) < _SHORTEST
                yield root._replace(path=path.rstrip("/"), is_common=root.is_common or is_short)
