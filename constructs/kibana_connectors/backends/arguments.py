"""Judges the arguments of a backend, and says everything that is wrong with them at once."""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeGuard

import constructs

from .._cdk import DefaultTokenResolver, StringConcat, TerraformStack, Tokenization
from ..cdk.scope import scope_of
from ..cdk.stack_setup import record_of
from ..errors import InvalidBackend
from ..formats.javascript import is_blank
from ..formats.urls import has_login, is_web_url
from ..gate.backend_credentials import THE_BACKENDS, instead_of_argument, reads_like_a_credential
from ..gate.backend_tools import is_known_in_time
from ..tokens import contains_token, is_token

KNOWN_TEXT = (
    "expected a text that is known at synth and not blank: Terraform reads a backend before it computes "
    "anything"
)
IS_WEB_URL = "expected a URL that starts with https:// or http://, without user and password"
_LIST = "expected a list of texts that are known at synth and not blank"
_OBJECT = "expected a dict of settings"
_NOT_BOTH = "exclude each other: give one of them"


class Arguments:
    """What a backend's constructor was given: good ones are collected, bad ones are told together.

    None means that an argument was left out. Nothing that is told holds a value.

    Args:
        construct: The class, for messages.
        kind: The backend's kind in Terraform.
        scope: Where it is made.

    Attributes:
        settings: The good arguments that were given.
    """

    def __init__(self, construct: str, kind: str, scope: constructs.Construct) -> None:
        around = scope_of(scope)
        # The stack gets its gate, which judges the backend as it is finally written.
        self._record = record_of(around)
        self._stack = around.stack
        self._where = f"{around.path} ({construct})"
        self._kind = kind
        self._problems: list[str] = []
        self.settings: dict[str, Any] = {}

    def refuse(self, name: str, message: str) -> None:
        """Remember that an argument is wrong."""
        self._problems.append(f"{name}: {message}")

    def settle(self) -> dict[str, Any]:
        """Return the settings.

        Raises:
            InvalidBackend: Something is wrong: all of it.
        """
        if self._problems:
            raise InvalidBackend(told(self._where, self._problems))
        return self.settings

    def no_others(self, given: Mapping[str, Any], known: object) -> None:
        """Refuse arguments that the constructor does not have: credentials with what serves instead.

        Args:
            given: What was given by these names.
            known: The constructor.
        """
        names = [name for name in inspect.signature(known).parameters if name not in ("self", "scope")]  # type: ignore[arg-type]
        for name in given:
            self._no_other("", name, names[:-1], given)

    def _no_other(self, path: str, name: str, known: Collection[str], given: Mapping[str, Any]) -> None:
        instead = instead_of_argument(self._kind, name, {**given, **self.settings})
        close = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
        if instead is None and not close and reads_like_a_credential(name):
            instead = THE_BACKENDS
        if instead is not None:
            self.refuse(
                f"{path}{name}",
                "expected no credential: a setting lies in the file and in .terraform, in plain text. Set "
                f"{instead} in the environment instead",
            )
            return
        hint = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}"
        self.refuse(f"{path}{name}", f"unknown; {hint}")

    def text(
        self,
        name: str,
        value: Any,
        *,
        is_required: bool = False,
        pattern: str | None = None,
        expected: str = "",
        setting: str | None = None,
    ) -> None:
        """Take a text.

        Args:
            name: The argument's name.
            value: Its value.
            is_required: Whether it must be given.
            pattern: What the whole of it must match.
            expected: What it must be, in words.
            setting: The setting's name in Terraform, if it is another.
        """
        if value is None and not is_required:
            return
        if not self._is_known_text(value):
            self.refuse(name, KNOWN_TEXT)
        elif pattern is not None and not _has_expression(value) and not re.fullmatch(pattern, value):
            self.refuse(name, f"expected {expected}")
        else:
            self.settings[setting or name] = value

    def url(self, name: str, value: Any, *, setting: str | None = None) -> None:
        """Take a web URL without a login."""
        if value is None:
            return
        if not self._is_known_text(value):
            self.refuse(name, KNOWN_TEXT)
        elif not _has_expression(value) and (not is_web_url(value) or has_login(value)):
            self.refuse(name, IS_WEB_URL)
        else:
            self.settings[setting or name] = value

    def flag(self, name: str, value: Any) -> None:
        """Take true or false."""
        if value is None:
            return
        if isinstance(value, bool):
            self.settings[name] = value
        else:
            self.refuse(name, "expected True or False")

    def number(self, name: str, value: Any, *, least: int) -> None:
        """Take a whole number."""
        if value is None:
            return
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            self.settings[name] = value
        else:
            self.refuse(name, f"expected a whole number, {least} or more")

    def texts(self, name: str, value: Any) -> None:
        """Take a list of texts, at least one."""
        if value is None:
            return
        if self._are_known_texts(value):
            self.settings[name] = list(value)
        else:
            self.refuse(name, _LIST)

    def object(
        self,
        name: str,
        value: Any,
        *,
        patterns: Mapping[str, tuple[str, str]],
        needed: Collection[str] = (),
        lists: Collection[str] = (),
        maps: Collection[str] = (),
        urls: Collection[str] = (),
    ) -> None:
        """Take an object; a key that it cannot have is refused: both tools would drop it without a word.

        Args:
            name: The argument's name.
            value: A mapping.
            patterns: Its texts: what each must match, and that in words; empty for any text.
            needed: The keys that must be there.
            lists: The keys of lists of texts.
            maps: The keys of maps of texts.
            urls: The keys of URLs.
        """
        if value is None:
            return
        if (
            not isinstance(value, Mapping)
            or is_token(value)
            or not all(isinstance(key, str) for key in value)
        ):
            self.refuse(name, _OBJECT)
            return
        inner = Arguments.__new__(Arguments)
        inner.__dict__.update(self.__dict__, settings={})
        for key in needed:
            if value.get(key) is None:
                self.refuse(f"{name}.{key}", "missing")
        for key, item in value.items():
            path = f"{name}.{key}"
            if key in patterns:
                pattern, expected = patterns[key]
                inner.text(path, item, pattern=pattern or None, expected=expected, setting=key)
            elif key in urls:
                inner.url(path, item, setting=key)
            elif key in lists:
                inner.texts(path, item)
                if path in inner.settings:
                    inner.settings[key] = inner.settings.pop(path)
            elif key in maps:
                if isinstance(item, Mapping) and not is_token(item) and self._are_known_texts(item.values()):
                    inner.settings[key] = dict(item)
                elif item is not None:
                    self.refuse(path, "expected a dict of texts that are known at synth and not blank")
            else:
                self._no_other(f"{name}.", key, [*patterns, *urls, *lists, *maps], value)
        self.settings[name] = inner.settings

    def one_of(self, given: Mapping[str, Any], *, is_required: bool, purpose: str) -> None:
        """Make sure that not more than one of these arguments is given, and one if one is needed.

        Args:
            given: The arguments by name; None and False are not given.
            is_required: Whether one must be given.
            purpose: What it is for.
        """
        names = [name for name, value in given.items() if value is not None and value is not False]
        if len(names) > 1:
            self.refuse(" and ".join(names), _NOT_BOTH)
        elif not names and is_required:
            self.refuse(" or ".join(given), f"expected one of them: {purpose}")

    def _is_known_text(self, value: Any) -> TypeGuard[str]:
        """Whether a value is a text that the tool knows when it reads the backend.

        OpenTofu evaluates variables and locals there. Which tool it is may be said later; then the gate
        judges.
        """
        if not isinstance(value, str) or is_blank(value):
            return False
        if not _has_expression(value):
            return True
        if self._record.tool == "terraform":
            return False
        resolved = _resolved(value, self._stack) if contains_token(value) else value
        return isinstance(resolved, str) and is_known_in_time(resolved)

    def _are_known_texts(self, value: Any) -> bool:
        if isinstance(value, str) or is_token(value):
            return False
        if not isinstance(value, (Sequence, type({}.values()))):
            return False
        return len(value) > 0 and all(self._is_known_text(item) for item in value)


def told(where: str, problems: Sequence[str]) -> str:
    """Return the message for everything that is wrong at one place."""
    if len(problems) == 1:
        return f"{where}: {problems[0]}"
    return f"{where}: {len(problems)} problems" + "".join(f"\n  - {problem}" for problem in problems)


def _resolved(value: str, stack: TerraformStack) -> object:
    """Return what the engine writes for a text with tokens; None where it cannot tell yet."""
    resolver: Any = DefaultTokenResolver(StringConcat())  # its protocol's arguments are named otherwise
    try:
        return Tokenization.resolve(value, scope=stack, resolver=resolver)
    except RuntimeError:  # what jsii makes of any error in Node
        return None


def _is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, Mapping) and not is_token(value) and all(isinstance(key, str) for key in value)


def _has_expression(value: str) -> bool:
    return "${" in value or "%{" in value


def native(engines: type, settings: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the settings that the engine's class takes, and the others.

    Objects are among the others: the engine would change the case of the keys in them.

    Args:
        engines: The engine's class of the backend.
        settings: The settings by their names in Terraform.
    """
    known = inspect.signature(vars(engines)["__init__"]).parameters
    taken = {
        name: value for name, value in settings.items() if name in known and not isinstance(value, Mapping)
    }
    return taken, {name: value for name, value in settings.items() if name not in taken}


def add_overrides(element: Any, settings: Mapping[str, Any], prefix: str = "") -> None:
    """Set what the engine's class does not take; a user's own override comes later, and wins."""
    for name, value in settings.items():
        element.add_override(f"{prefix}{name}", value)
