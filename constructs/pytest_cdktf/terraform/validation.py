"""`terraform validate`, with the providers' real schemas."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..synthesized import Synthesized
from ..view import Surroundings
from .command import binary, run
from .diagnostics import errors, told
from .providers import LOCK, Providers, providers_for


def assert_valid(stack: Synthesized, surroundings: Surroundings) -> None:
    """Demand that `validate` accepts a stack. A verdict is kept, and given again for the same stack.

    Args:
        stack: The stack.
        surroundings: Where it was synthesized.

    Raises:
        AssertionError: It does not; or `init` fails, or there is no Terraform.
    """
    __tracebackhide__ = True
    document, directory = stack.json, surroundings.directory
    providers = providers_for(document, directory, surroundings.cache)
    kept = surroundings.cache / f"{providers.key}-{_fingerprint(document, directory)}.json"
    if not kept.exists():
        _keep(_verdict(directory, providers), kept)
    problems = errors(json.loads(kept.read_text())["diagnostics"])
    if problems:
        count = "1 error" if len(problems) == 1 else f"{len(problems)} errors"
        raise AssertionError(
            f"{Path(binary()).name} validate refuses the stack, {count}:{told(problems, stack, stack.text)}"
        )


def _verdict(directory: Path, providers: Providers) -> dict[str, Any]:
    __tracebackhide__ = True
    shutil.copyfile(providers.lock_file, directory / LOCK)
    done = run("validate", "-json", directory=directory, data=providers.data)
    try:
        verdict: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        verdict = {}
    if "diagnostics" not in verdict:
        raise AssertionError(
            f"{Path(binary()).name} validate gives no verdict\n{done.stdout.strip()}\n{done.stderr.strip()}"
        )
    return verdict


def _keep(verdict: dict[str, Any], path: Path) -> None:
    """Write a verdict at once, for another process may be reading it."""
    written = path.with_suffix(f".{secrets.token_hex(4)}")
    written.write_text(json.dumps(verdict))
    written.replace(path)


def _fingerprint(document: dict[str, Any], directory: Path) -> str:
    """Tell one stack from another, by its JSON and by the files that it may read."""
    digest = hashlib.sha256(json.dumps(document, sort_keys=True).encode())
    for path in _files(directory):
        digest.update(str(path.relative_to(directory)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _files(directory: Path) -> Iterator[Path]:
    own = (LOCK, "cdk.tf.json")
    return (path for path in sorted(directory.rglob("*")) if path.is_file() and path.name not in own)
