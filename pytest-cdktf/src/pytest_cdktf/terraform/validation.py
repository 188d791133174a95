"""`terraform validate`, with the providers' real schemas."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..view import Origin, View
from . import command
from .command import run
from .diagnostics import errors, format_all
from .kept_files import write_whole
from .providers import LOCK_FILE, Providers, providers_for


def assert_valid(stack: View, origin: Origin) -> None:
    """Check that `validate` accepts a stack. The result is cached for the same stack.

    Args:
        stack: The stack.
        origin: Where its JSON comes from.

    Raises:
        AssertionError: It does not, or `init` fails, or there is no Terraform.
    """
    __tracebackhide__ = True
    directory = origin.directory
    providers = providers_for(stack.json, directory, origin.cache)
    cached = origin.cache / f"{providers.key}-{_fingerprint(stack.text, directory)}.json"
    if not cached.exists():
        write_whole(_validate(directory, providers), cached)
    problems = errors(json.loads(cached.read_text())["diagnostics"])
    if problems:
        count = "1 error" if len(problems) == 1 else f"{len(problems)} errors"
        raise AssertionError(
            f"{command.name()} validate refuses the stack, {count}:{format_all(problems, stack, stack.text)}"
        )


def _validate(directory: Path, providers: Providers) -> dict[str, Any]:
    __tracebackhide__ = True
    shutil.copyfile(providers.lock_file, directory / LOCK_FILE)
    done = run("validate", "-json", directory=directory, data=providers.data)
    try:
        result: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        result = {}
    if "diagnostics" not in result:
        raise AssertionError(
            f"{command.name()} validate printed no result\n{done.stdout.strip()}\n{done.stderr.strip()}"
        )
    return result


def _fingerprint(text: str, directory: Path) -> str:
    """Return a hash of the stack's JSON text and of the files that it may read.

    The text and not only the values: diagnostics refer to its lines.
    """
    digest = hashlib.sha256(text.encode())
    for path in _files(directory):
        digest.update(str(path.relative_to(directory)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _files(directory: Path) -> Iterator[Path]:
    own = (LOCK_FILE, "cdk.tf.json")
    return (path for path in sorted(directory.rglob("*")) if path.is_file() and path.name not in own)
