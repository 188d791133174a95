"""The result of `synth_app`: a program's stacks by name, with assertions on all of them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from .remote_states import dangling
from .synthesized import Synthesized

if TYPE_CHECKING:
    from .encryption import Level


class SynthesizedApp(Mapping[str, Synthesized]):
    """The stacks of a program by name: `app["network"]` is what `synth` gives of one stack.

    Args:
        stacks: What each stack synthesizes to.
        dependencies: The names of the stacks that each stack needs.
    """

    def __init__(self, stacks: Mapping[str, Synthesized], dependencies: Mapping[str, Iterable[str]]) -> None:
        self._stacks = dict(stacks)
        self._dependencies = {name: tuple(needed) for name, needed in dependencies.items()}

    def __getitem__(self, name: str) -> Synthesized:
        __tracebackhide__ = True
        if not isinstance(name, str):
            raise TypeError(
                f"expected the name of a stack, got {name!r}. Ask one stack: … in app[{self._example!r}], or "
                "each one: for out in app.values()"
            )
        if name not in self._stacks:
            raise KeyError(f"no stack is called {name!r}; the stacks are: {', '.join(self._stacks)}")
        return self._stacks[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stacks)

    def __len__(self) -> int:
        return len(self._stacks)

    def __repr__(self) -> str:
        return f"<SynthesizedApp {', '.join(self._stacks)}>"

    @property
    def dependencies(self) -> dict[str, tuple[str, ...]]:
        """The names of the stacks that each stack needs directly, as `cdktf deploy` sees it."""
        return dict(self._dependencies)

    @property
    def order(self) -> list[str]:
        """The names of the stacks, each one after those that it needs."""
        return [*TopologicalSorter(self._dependencies).static_order()]

    def assert_no_secrets(
        self, values: Mapping[str, str] | Iterable[str], *, skip_files: Iterable[str] = ()
    ) -> None:
        """Check that nothing in the output of any stack contains these values.

        Args:
            values: The secrets, preferably by name.
            skip_files: Files that are not searched: paths in the output folder, or patterns such as `*.7z`.

        Raises:
            AssertionError: A value was found, or a file cannot be searched. The message names each stack.
            TypeError: The values are not texts.
            ValueError: There are no values, or one is blank or too short.
        """
        __tracebackhide__ = True
        given = dict(values) if isinstance(values, Mapping) else values
        if not isinstance(given, (dict, str)):
            given = [*given]  # each stack reads them
        skipped = skip_files if isinstance(skip_files, str) else [*skip_files]
        self._each(lambda stack: stack.assert_no_secrets(given, skip_files=skipped))

    def assert_encrypted_backend(self, level: Level = "kms") -> None:
        """Check that the state of every stack is encrypted, by its backend or by OpenTofu.

        Args:
            level: What counts: `kms`, a key that the user controls; `any`, a key of the storage's own too.

        Raises:
            AssertionError: That of some stack is not. The message names each one.
            ValueError: The level is none of these.
        """
        __tracebackhide__ = True
        self._each(lambda stack: stack.assert_encrypted_backend(level))

    def assert_valid(self) -> None:
        """Check that Terraform's own `validate` accepts every stack, with the providers' real schemas.

        Raises:
            AssertionError: It does not, or it cannot be run. The message names each stack.
        """
        __tracebackhide__ = True
        self._each(lambda stack: stack.assert_valid())

    def assert_remote_states(self) -> None:
        """Check that stacks read only outputs that the stacks have, wherever one reads another one's state.

        A remote state belongs to the stack whose backend has the same type and place. The state of what is no
        stack of this program is not looked at.

        Raises:
            AssertionError: An output is not there. The message says who reads what of whom.
        """
        __tracebackhide__ = True
        found = [*dangling({name: stack.json for name, stack in self._stacks.items()})]
        if found:
            raise AssertionError("\n".join(found))

    @property
    def _example(self) -> str:
        return next(iter(self._stacks), "name")

    def _each(self, check: Callable[[Synthesized], None]) -> None:
        __tracebackhide__ = True
        failures = []
        for name, stack in self._stacks.items():
            try:
                check(stack)
            except AssertionError as error:
                failures.append(f"{name}:\n{textwrap.indent(str(error), '  ')}")
        if failures:
            raise AssertionError("\n".join(failures))
