"""A place where a stack's state is kept: how a stack says so, and what is stored there, byte by byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from harness.cdk import TerraformStack


@dataclass
class StoredState:
    """One kind of backend on a real server.

    Attributes:
        add_backend: Gives a stack its backend.
        environment: What the tool needs in its environment.
        stored: Returns all that the server has stored, in raw bytes.
        how_encrypted: Returns how the server encrypts what it has stored, as far as it was told to.
        keeps_lock: Whether the lock of a killed process stays.
    """

    add_backend: Callable[[TerraformStack], object]
    environment: Mapping[str, str]
    stored: Callable[[], bytes]
    how_encrypted: Callable[[], str] = lambda: ""
    keeps_lock: bool = True
