"""Runs a whole program as the cdktf CLI would, and leaves this process as it was."""

from __future__ import annotations

import importlib
import inspect
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from .engine import ENGINES
from .errors import SynthesisError

SETTINGS = "cdktf.json"
"""The file that marks a project's folder; the cdktf CLI runs programs there."""


def file_of(main: str | os.PathLike[str], folders: Sequence[Path]) -> Path:
    """Return the file of a program.

    Args:
        main: Its path; a folder means `main.py` in it.
        folders: Where a relative path may begin.

    Raises:
        FileNotFoundError: There is none.
    """
    __tracebackhide__ = True
    tried = [*dict.fromkeys((folder / main).resolve() for folder in folders)]
    files = [path / "main.py" if path.is_dir() else path for path in tried]
    found = next((path for path in files if path.is_file()), None)
    if found is None:
        raise FileNotFoundError(f"synth_app: there is no program {' or '.join(map(str, files))}")
    return found


def project_of(file: Path) -> Path:
    """Return the folder in which the cdktf CLI runs a program: the nearest with a `cdktf.json`, else its own.

    Args:
        file: The program's file.
    """
    return next((folder for folder in file.parents if (folder / SETTINGS).is_file()), file.parent)


def needs_app(main: Callable[..., Any], kwargs: Mapping[str, Any]) -> bool:
    """Whether a function cannot be called without an app.

    Args:
        main: The function.
        kwargs: Its other arguments.
    """
    try:
        signature = inspect.signature(main)
    except (TypeError, ValueError):  # some callables written in C
        return True
    try:
        signature.bind(**kwargs)
    except TypeError:
        return True
    return False


@contextmanager
def undisturbed(program: str, arguments: Sequence[str]) -> Iterator[None]:
    """Restore the working folder, `sys.argv`, `sys.path` and the environment after a program.

    Args:
        program: Its name or file, for `sys.argv`.
        arguments: Its arguments.
    """
    folder = Path.cwd()
    argv, path, environment = [*sys.argv], [*sys.path], dict(os.environ)
    aliases = {name: sys.modules.get(name) for name in ENGINES}
    writes_no_bytecode = sys.dont_write_bytecode
    sys.argv[:] = [program, *arguments]
    try:
        yield
    finally:
        os.chdir(folder)
        sys.argv[:] = argv
        sys.path[:] = path
        sys.dont_write_bytecode = writes_no_bytecode
        for name in set(os.environ) - set(environment):
            del os.environ[name]
        os.environ.update(environment)
        for name, module in aliases.items():
            _restore_alias(name, module)


def _restore_alias(name: str, before: ModuleType | None) -> None:
    """Undo that a program put one engine in the other's place. An engine that it imported stays."""
    now = sys.modules.get(name)
    if now is before or (before is None and getattr(now, "__name__", name) == name):
        return
    if before is None:
        del sys.modules[name]
    else:
        sys.modules[name] = before


@contextmanager
def modules_of(folder: Path) -> Iterator[None]:
    """Let a program import its own modules, and forget them afterwards.

    Modules of the same name from elsewhere, such as another project's, step aside meanwhile. What is
    installed stays imported, and so do generated bindings: they are registered with jsii, and slow to load.

    Args:
        folder: The program's folder.
    """
    before = dict(sys.modules)
    own = {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.is_dir()}
    for name, module in before.items():
        if name.partition(".")[0] in own and _place(sys.modules.get(name.partition(".")[0])) is not None:
            top = before[name.partition(".")[0]]
            if not _is_below(top, folder) and not _is_installed(top):
                del sys.modules[name]
        del module
    importlib.invalidate_caches()
    try:
        yield
    finally:
        bindings = {name.removesuffix("._jsii") for name in sys.modules if name.endswith("._jsii")}
        for name, module in [*sys.modules.items()]:
            is_new = before.get(name) is not module
            is_binding = any(name == each or name.startswith(f"{each}.") for each in bindings)
            if is_new and not is_binding and _is_below(module, folder) and not _is_installed(module):
                del sys.modules[name]
        for name, module in before.items():
            sys.modules.setdefault(name, module)


def _place(module: ModuleType | None) -> str | None:
    if module is None:
        return None
    file: str | None = getattr(module, "__file__", None)
    return file or next(iter(getattr(module, "__path__", [])), None)


def _is_below(module: ModuleType | None, folder: Path) -> bool:
    place = _place(module)
    return place is not None and Path(place).resolve().is_relative_to(folder)


def _is_installed(module: ModuleType | None) -> bool:
    parts = Path(_place(module) or "").parts
    return "site-packages" in parts or "dist-packages" in parts


def run_file(file: Path, folder: Path) -> None:
    """Run a file as `python main.py` does, in a folder.

    Args:
        file: The program's file.
        folder: The working folder.
    """
    module = ModuleType("__main__")
    module.__file__ = str(file)
    os.chdir(folder)
    sys.path.insert(0, str(file.parent))
    sys.dont_write_bytecode = True
    before = sys.modules["__main__"]
    sys.modules["__main__"] = module
    try:
        # Not by runpy: its frames would stand between the test and the program in every traceback.
        exec(compile(file.read_bytes(), str(file), "exec", dont_inherit=True), module.__dict__)  # noqa: S102
    finally:
        sys.modules["__main__"] = before


def finished(program: str, error: SystemExit) -> None:
    """Take the end of a program that calls `sys.exit`.

    Args:
        program: Its name.
        error: What it raised.

    Raises:
        SynthesisError: It says that it failed.
    """
    __tracebackhide__ = True
    if error.code not in (None, 0):
        raise SynthesisError(f"synth_app: {program} exited with {error.code!r}") from None
