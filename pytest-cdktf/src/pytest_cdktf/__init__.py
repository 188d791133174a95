"""Tests of CDKTF stacks and constructs with pytest.

```python
from pytest_cdktf import json_with, resource


def test_logs(synth):
    out = synth(Logs)
    assert resource("aws_s3_bucket_policy", bucket="logs", policy=json_with(Version="2012-10-17")) in out
    out.assert_valid()
```

pytest finds the fixtures when the package is installed. Everything public is named here and loaded when it is
first used, so that pytest starts as fast as without this plugin.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .annotations import Annotation as Annotation
    from .annotations import annotation as annotation
    from .applied import Applied as Applied
    from .block_matchers import backend as backend
    from .block_matchers import check as check
    from .block_matchers import data_source as data_source
    from .block_matchers import ephemeral as ephemeral
    from .block_matchers import import_block as import_block
    from .block_matchers import local as local
    from .block_matchers import module as module
    from .block_matchers import moved as moved
    from .block_matchers import output as output
    from .block_matchers import provider as provider
    from .block_matchers import removed as removed
    from .block_matchers import resource as resource
    from .block_matchers import variable as variable
    from .blocks import Backend as Backend
    from .blocks import Block as Block
    from .blocks import Blocks as Blocks
    from .blocks import Check as Check
    from .blocks import DataSource as DataSource
    from .blocks import Ephemeral as Ephemeral
    from .blocks import Import as Import
    from .blocks import Local as Local
    from .blocks import Module as Module
    from .blocks import Moved as Moved
    from .blocks import Output as Output
    from .blocks import Provider as Provider
    from .blocks import Removed as Removed
    from .blocks import Resource as Resource
    from .blocks import Variable as Variable
    from .captures import Capture as Capture
    from .captures import capture as capture
    from .concealed import Sensitive as Sensitive
    from .errors import MixedEngines as MixedEngines
    from .errors import SynthesisError as SynthesisError
    from .expressions import Expression as Expression
    from .json_matchers import json_equal as json_equal
    from .json_matchers import json_with as json_with
    from .list_matchers import has_items as has_items
    from .list_matchers import unordered as unordered
    from .matching import Matcher as Matcher
    from .predicates import satisfies as satisfies
    from .synthesis import Synth as Synth
    from .synthesized import Synthesized as Synthesized
    from .synthesized_app import SynthesizedApp as SynthesizedApp
    from .value_matchers import absent as absent
    from .value_matchers import anything as anything
    from .value_matchers import exactly as exactly
    from .value_matchers import partial as partial
    from .value_matchers import ref as ref
    from .value_matchers import regex as regex
else:

    def __getattr__(name: str) -> Any:
        # Type checkers must not see it: they would take any name for one that exists.
        return _loaded(name)


_MODULES = {
    "Annotation": "annotations",
    "Applied": "applied",
    "Backend": "blocks",
    "Block": "blocks",
    "Blocks": "blocks",
    "Capture": "captures",
    "Check": "blocks",
    "DataSource": "blocks",
    "Ephemeral": "blocks",
    "Expression": "expressions",
    "Import": "blocks",
    "Local": "blocks",
    "Matcher": "matching",
    "MixedEngines": "errors",
    "Module": "blocks",
    "Moved": "blocks",
    "Output": "blocks",
    "Provider": "blocks",
    "Removed": "blocks",
    "Resource": "blocks",
    "Sensitive": "concealed",
    "Synth": "synthesis",
    "SynthesisError": "errors",
    "Synthesized": "synthesized",
    "SynthesizedApp": "synthesized_app",
    "Variable": "blocks",
    "absent": "value_matchers",
    "annotation": "annotations",
    "anything": "value_matchers",
    "backend": "block_matchers",
    "capture": "captures",
    "check": "block_matchers",
    "data_source": "block_matchers",
    "ephemeral": "block_matchers",
    "exactly": "value_matchers",
    "has_items": "list_matchers",
    "import_block": "block_matchers",
    "json_equal": "json_matchers",
    "json_with": "json_matchers",
    "local": "block_matchers",
    "module": "block_matchers",
    "moved": "block_matchers",
    "output": "block_matchers",
    "partial": "value_matchers",
    "provider": "block_matchers",
    "ref": "value_matchers",
    "regex": "value_matchers",
    "removed": "block_matchers",
    "resource": "block_matchers",
    "satisfies": "predicates",
    "unordered": "list_matchers",
    "variable": "block_matchers",
}

__all__ = sorted(_MODULES)  # pyright: ignore[reportUnsupportedDunderAll]


def _loaded(name: str) -> Any:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{module}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
