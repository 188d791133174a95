"""A connector type whose class is made while the program runs, from Kibana's description of it.

The class is the one that `kibana-connectors generate` would write: the same text, which is executed here.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from ..errors import UnusableSpec
from ..schema.spec_type import SpecType
from .catalog import Catalog, Spec, frozen, read_spec
from .modules import shared_classes, type_module
from .sources import read_description, read_file
from .style import LIBRARY, outside

_numbers = itertools.count(1)
_made: dict[str, type[SpecType[Any, Any]]] = {}


def type_from(spec: object, type_id: str | None = None) -> type[SpecType[Any, Any]]:
    """Return the class of a type that a file, or what was read from one, describes.

    Args:
        spec: The path of an answer of the spec route or of a definition, or its parsed content.
        type_id: The type that it must describe; where it describes several, which of them.

    Returns:
        The class; the same one for the same description.

    Raises:
        UnreadableFile: The file cannot be read.
        UnusableSpec: It describes no such type, or one that no class can be made of.
        MissingExtra: It is YAML, and the extra `cli` is not installed.
    """
    if isinstance(spec, (str, os.PathLike)):
        where = os.fspath(spec)
        entries = read_file(Path(spec))
    elif isinstance(spec, (Mapping, list, tuple)):
        where = "the description"
        entries = read_description(spec, where=where)
    else:
        raise UnusableSpec(
            "expected the path of a file with Kibana's description of the type, or its parsed content"
        )
    ids = sorted({entry["id"] for entry in entries})
    chosen = [entry for entry in entries if type_id is None or entry["id"] == type_id]
    if not chosen:
        raise UnusableSpec(f"{where}: it describes {', '.join(ids)}, and the type_id is another")
    if len(chosen) > 1:
        raise UnusableSpec(
            f"{where}: it describes several types ({', '.join(ids)}): give one of them as type_id"
        )
    read = read_spec(chosen[0], frozen().auth_types)
    text = type_module(read, Catalog((read,), frozen().auth_types), outside({}, shared_classes(frozen())))
    if text not in _made:
        _made[text] = _class_of(read, text)
    return _made[text]


def _class_of(spec: Spec, text: str) -> type[SpecType[Any, Any]]:
    name = f"{LIBRARY}.types._given_{next(_numbers)}"
    module = ModuleType(name, f"The type {spec.id}, made of {spec.source}.")
    sys.modules[name] = module  # where pydantic looks up what the annotations name
    # The text is made by our generator, in which every text of Kibana's is a literal.
    exec(compile(text, f"<{spec.id}, made of {spec.source}>", "exec"), module.__dict__)  # noqa: S102
    found: type[SpecType[Any, Any]] = module.__dict__[f"{spec.class_name}Type"]
    return found
