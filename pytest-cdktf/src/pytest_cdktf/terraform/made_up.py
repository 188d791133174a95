"""Made-up values for variables that have no value."""

from __future__ import annotations

import json
import re
import secrets
from base64 import b64encode
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..blocks import Variable

_WORD = re.compile(r'"((?:[^"\\$%{}]|\\.)+)"')


class Candidate(NamedTuple):
    """A value to try.

    Attributes:
        value: The value, as Terraform takes it from the environment.
        secret: Its random part; None if the value is a word from the stack.
    """

    value: str
    secret: str | None


class MadeUp:
    """The values to try for one variable, until its validations accept one.

    Args:
        variable: The variable.
    """

    def __init__(self, variable: Variable) -> None:
        self._candidates = _candidates(variable, secrets.token_hex(16))
        self.current = next(self._candidates, None)

    def try_next(self) -> None:
        """Take the next value; after the last one, `current` is None."""
        self.current = next(self._candidates, None)


class MadeUpValues(dict[str, MadeUp]):
    """Made-up values by name, for the variables that have no default and get no value from a test.

    Args:
        variables: The stack's variables.
        given: The names of those that get a value.
    """

    def __init__(self, variables: Iterable[Variable], given: Container[str]) -> None:
        super().__init__(
            (each.name, MadeUp(each))
            for each in variables
            if "default" not in each and each.name not in given
        )

    def environment(self, given: Mapping[str, str]) -> dict[str, str]:
        """Return the environment variables that give all values to Terraform.

        Args:
            given: The values that the test gives.
        """
        made_up = {name: each.current.value for name, each in self.items() if each.current}
        return {f"TF_VAR_{name}": value for name, value in {**given, **made_up}.items()}

    def require(self, asks: str = "") -> None:
        """Check that there is a value to try for each.

        Args:
            asks: What the message begins with.

        Raises:
            AssertionError: Nothing could be made up for one.
        """
        __tracebackhide__ = True
        without = [name for name, each in self.items() if each.current is None]
        if without:
            example = ", ".join(f"{name!r}: …" for name in without)
            raise AssertionError(
                f"{asks}no made-up value is of the right type and passes the validations of "
                f"{', '.join(f'var.{name}' for name in without)}: give one, variables={{{example}}}"
            )


def is_secret(variable: Variable) -> bool:
    """Whether a variable's value must not be written to a file.

    Args:
        variable: A variable.
    """
    return bool(variable.get("sensitive") or variable.get("ephemeral"))


def _candidates(variable: Variable, token: str) -> Iterator[Candidate]:
    """Yield values of the variable's type."""
    kind = re.sub(r"\s", "", str(variable.get("type", "string")))
    texts = _texts(variable, token)
    if kind == "string":
        yield from texts
    elif kind == "any":  # Terraform reads its value as an expression
        yield from (Candidate(json.dumps(text), secret) for text, secret in texts)
    elif kind == "number":
        yield from (Candidate(number, None) for number in ("1", "443", "1000"))
    elif kind == "bool":
        yield from (Candidate(truth, None) for truth in ("true", "false"))
    elif kind in ("list(string)", "set(string)"):
        yield from (Candidate(json.dumps([text]), secret) for text, secret in texts)
    elif kind == "map(string)":
        yield from (Candidate(json.dumps({"made_up": text}), secret) for text, secret in texts)


def _texts(variable: Variable, token: str) -> Iterator[Candidate]:
    """Yield texts in common formats. Formats that the variable's validations seem to require come first."""
    conditions = " ".join(str(each.get("condition", "")) for each in variable.get("validation", []))
    hints = [word for word in ("jsondecode", "BEGIN", "@") if word in conditions]
    formats = _formats(token)
    for hint in hints:
        yield from (Candidate(text, secret) for required_by, text, secret in formats if required_by == hint)
    yield from (Candidate(text, secret) for required_by, text, secret in formats if required_by not in hints)
    # A validation often contains the words that it accepts, or the beginning of a text.
    for word in _WORD.findall(conditions):
        yield Candidate(f"{word}{token}", token)
        yield Candidate(word, None)


def _formats(token: str) -> list[tuple[str, str, str]]:
    """Return for each format: the word in conditions that require it, the text, and its random part."""
    encoded = b64encode(token.encode()).decode()
    pems = [
        f"-----BEGIN {label}-----\n{encoded}\n-----END {label}-----\n"
        for label in ("CERTIFICATE", "PRIVATE KEY", "RSA PRIVATE KEY")
    ]
    return [
        ("", f"https://made-up.example/{token}", token),  # most secrets may be a URL, and some have to be one
        ("", f"made-up-{token}", token),
        ("", token, token),
        ("@", f"{token}@made-up.example", token),
        ("jsondecode", json.dumps({"type": "service_account", "made_up": token}), token),
        *(("BEGIN", pem, encoded) for pem in pems),
        *(("BEGIN", b64encode(pem.encode()).decode(), encoded) for pem in pems),
    ]
