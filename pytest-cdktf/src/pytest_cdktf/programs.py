"""Runs a whole program as the cdktf CLI would, and leaves this process as it was."""

from __future__ import annotations

import ast
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
        main: Its path; a folder means `main.py` in it, or `__main__.py`.
        folders: Where a relative path may begin.

    Raises:
        FileNotFoundError: There is none.
    """
    __tracebackhide__ = True
    tried = [*dict.fromkeys((folder / main).resolve() for folder in folders)]
    files = [
        file
        for path in tried
        for file in ([path / "main.py", path / "__main__.py"] if path.is_dir() else [path])
    ]
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
def modules_of(entry: Path) -> Iterator[None]:
    """Let a program import its own modules, and forget them afterwards.

    Its own are those that Python finds by the program's entry in `sys.path`, or by one that it adds. Modules
    of the same name from elsewhere, such as another project's, step aside meanwhile. What a test imported
    before stays, what is installed too, and so do generated bindings, which are registered with jsii.

    Args:
        entry: The program's entry in `sys.path`.
    """
    before, path = dict(sys.modules), {*sys.path}
    names = {each.stem for each in entry.iterdir() if each.suffix == ".py" or each.is_dir()}
    aside = {
        name
        for name in names - {"__main__", "__init__"}
        if _folder(before.get(name)) not in (None, entry) and not _is_installed(before[name])
    }
    for name in before:
        if name.partition(".")[0] in aside:
            del sys.modules[name]
    importlib.invalidate_caches()
    try:
        yield
    finally:
        entries = {entry, *(Path(each).resolve() for each in {*sys.path} - path)}
        bindings = {name.partition(".")[0] for name in sys.modules if name.endswith("._jsii")}
        new = {name for name, module in sys.modules.items() if before.get(name) is not module}
        own = {
            name
            for name in new - bindings
            if _folder(sys.modules[name]) in entries and not _is_installed(sys.modules[name])
        }
        for name in new:
            if name.partition(".")[0] in own:
                del sys.modules[name]
        for name, module in before.items():
            sys.modules.setdefault(name, module)


def _folder(module: ModuleType | None) -> Path | None:
    """Return the folder in which Python finds a module, if it is from a file."""
    inside = next(iter(getattr(module, "__path__", [])), None)
    file = inside or getattr(module, "__file__", None)
    return Path(file).resolve().parent if isinstance(file, str) else None


def _is_installed(module: ModuleType) -> bool:
    return _has_installed(_folder(module) or Path())


def _has_installed(folder: Path) -> bool:
    return "site-packages" in folder.parts or "dist-packages" in folder.parts


def _hides(folder: Path, entry: Path) -> bool:
    """Whether an entry of `sys.path` that tests brought has a package in place of one of a program's folders.

    Python prefers a package anywhere in `sys.path` to a folder without `__init__.py`.
    """
    bare = (each for each in entry.iterdir() if each.is_dir() and not (each / "__init__.py").is_file())
    return not _has_installed(folder) and any(
        (folder / each.name / "__init__.py").is_file() and any(each.rglob("*.py")) for each in bare
    )


def package_of(file: Path) -> tuple[str | None, Path]:
    """Return the package of a program that only `python -m` can run, and the program's entry in `sys.path`.

    Args:
        file: The program's file. It needs its package if it is a `__main__.py` or has relative imports.
    """
    names: list[str] = []
    entry = file.parent
    while (entry / "__init__.py").is_file():
        names.insert(0, entry.name)
        entry = entry.parent
    if names and (file.name == "__main__.py" or _imports_relatively(file)):
        return ".".join(names), entry
    return None, file.parent


def _imports_relatively(file: Path) -> bool:
    try:
        tree = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError):  # running it says so
        return False
    return any(isinstance(node, ast.ImportFrom) and node.level > 0 for node in ast.walk(tree))


def run_file(file: Path, folder: Path) -> None:
    """Run a file in a folder as `python main.py` does, or as `python -m` if it needs its package.

    Args:
        file: The program's file.
        folder: The working folder.
    """
    __tracebackhide__ = True
    package, entry = package_of(file)
    os.chdir(folder)
    sys.path[:] = [str(entry), *(each for each in sys.path if not _hides(Path(each), entry))]
    sys.dont_write_bytecode = True
    module = ModuleType("__main__")
    module.__file__ = str(file)
    if package is not None:
        importlib.import_module(package)
        module.__package__ = package
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
