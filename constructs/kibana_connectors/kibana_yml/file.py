"""Reads the settings below `xpack.actions` of an existing kibana.yml, nested and dotted keys alike.

Kibana splits each key at its dots, at every depth, and lets what comes later win. A Kubernetes manifest of
ECK, with the settings below `spec.config` or `spec.kibana.config`, is read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import UnreadableFile
from .known_settings import PREFIX

ENVIRONMENT = re.compile(r"\$\{(\w+)(?::\w+)?\}")
"""What Kibana replaces in every text of the file: `${NAME}`, and in newer versions `${NAME:default}`."""


@dataclass(frozen=True)
class KibanaYml:
    """The connector settings of a kibana.yml.

    Attributes:
        name: The file's name, as it was given.
        settings: Each setting by its full name.
    """

    name: str
    settings: Mapping[str, Any] = field(repr=False)

    def get(self, setting: str) -> Any:
        """Return a setting's value; None where it is not set."""
        return self.settings.get(setting)

    def has(self, setting: str) -> bool:
        """Whether a setting is set."""
        return setting in self.settings

    def texts(self, setting: str) -> tuple[str, ...] | None:
        """Return a setting that is a list of texts; None where it is not set, or is something else."""
        value = self.settings.get(setting)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        return None

    def is_from_environment(self, setting: str) -> bool:
        """Whether a setting, or a part of it, comes from Kibana's environment."""
        return any(ENVIRONMENT.search(text) for text in _texts_in(self.settings.get(setting)))


def read_kibana_yml(path: str) -> KibanaYml:
    """Read a kibana.yml, or a manifest of ECK.

    Args:
        path: Its path.

    Raises:
        UnreadableFile: It cannot be read, or is no YAML of this form.
    """
    try:
        with open(path, encoding="utf-8-sig") as opened:
            text = opened.read()
    except OSError as error:
        raise UnreadableFile(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UnreadableFile(f"{path}: expected YAML in UTF-8") from None
    return parse_kibana_yml(path, text)


def parse_kibana_yml(name: str, text: str) -> KibanaYml:
    """Read the text of a kibana.yml, or of a manifest of ECK.

    Args:
        name: The file's name.
        text: What is in it.

    Raises:
        UnreadableFile: It is no YAML of this form.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    reader = YAML(typ="safe", pure=True)
    reader.allow_duplicate_keys = False
    try:
        documents = list(reader.load_all(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}: " if mark is not None else ""
        problem = "a key is there twice" if "duplicate key" in str(error.problem) else "expected YAML"
        raise UnreadableFile(f"{name}: {where}{problem}") from None
    except (YAMLError, ValueError, RecursionError):
        raise UnreadableFile(f"{name}: expected YAML") from None
    found: dict[str, Any] = {}
    for document in documents:
        if document is None:
            continue
        if not isinstance(document, Mapping):
            raise UnreadableFile(f"{name}: expected settings and their values, as in kibana.yml")
        for key, value in _flat(_settings_of(document)):
            found[key] = value
    return KibanaYml(name, found)


def _settings_of(document: Mapping[Any, Any]) -> Mapping[Any, Any]:
    if "apiVersion" not in document or "kind" not in document:
        return document
    spec = document.get("spec")
    spec = spec if isinstance(spec, Mapping) else {}
    if document["kind"] == "StackConfigPolicy":
        kibana = spec.get("kibana")
        spec = kibana if isinstance(kibana, Mapping) else {}
    config = spec.get("config")
    return config if isinstance(config, Mapping) else {}


def _flat(tree: Mapping[Any, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the settings below `xpack.actions`: full name and value."""
    for key, value in tree.items():
        name = f"{above}.{key}" if above else str(key)
        if not (name.startswith(PREFIX) or PREFIX.startswith(f"{name}.")):
            continue
        if isinstance(value, Mapping) and value:
            yield from _flat(value, name)
        elif name.startswith(PREFIX):
            yield name, value


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts_in(item)
