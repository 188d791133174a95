"""The result of `synth`: a stack's JSON, with searches and assertions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .blocks import Block
from .matching import Matcher
from .view import View

if TYPE_CHECKING:
    from kibana_connectors.sandbox import Sandbox

    from .block_matchers import BlockMatcher
    from .explain import Count


class Synthesized(View):
    """A stack's JSON, searches in it, and assertions on the whole."""

    def at(self, path: str) -> Block:
        """Return the block of a construct.

        Args:
            path: The construct's path, with or without the stack's id before it.

        Raises:
            AssertionError: No block, or more than one, comes from the construct.
        """
        __tracebackhide__ = True
        wanted = {path, f"{self._name}/{path}"}
        found = [block for block in self.blocks if block.path in wanted]
        if len(found) == 1:
            return found[0]
        from .explain import no_block_at

        raise AssertionError(no_block_at(path, found, self))

    def find(self, matcher: Matcher) -> list[Block]:
        """Return the blocks that match.

        Args:
            matcher: A matcher of blocks, such as `resource("null_resource")`.
        """
        return self._matching(self._checked(matcher))

    def one(self, matcher: Matcher) -> Block:
        """Return the only block that matches.

        Args:
            matcher: A matcher of blocks, such as `resource("null_resource")`.

        Raises:
            AssertionError: No block matches, or more than one.
        """
        __tracebackhide__ = True
        resolved = self._checked(matcher)
        found = self._matching(resolved)
        if len(found) == 1:
            return found[0]
        from .explain import missing, several

        raise AssertionError("\n".join(several(resolved, found) if found else missing(resolved, self)))

    def count(self, matcher: Matcher) -> Count:
        """Count the blocks that match.

        Args:
            matcher: A matcher of blocks, such as `resource("null_resource")`.
        """
        from .explain import Count

        resolved = self._checked(matcher)
        return Count.of(self._matching(resolved), resolved, self)

    def __contains__(self, matcher: Matcher) -> bool:
        return bool(self._matching(self._checked(matcher)))

    def resolve(self, matcher: Matcher) -> Matcher:
        """Return a matcher with CDKTF tokens replaced by their values.

        Args:
            matcher: Any matcher.
        """
        return matcher.resolved(self._origin.resolve)

    def assert_no_secrets(
        self, values: Mapping[str, str] | Iterable[str], *, skip_files: Iterable[str] = ()
    ) -> None:
        """Check that nothing in the output contains these values.

        It searches the JSON, the JSON inside it, and every file in the output folder, for the values as they
        are, escaped, encoded and packed, in any order. Messages name a value, and never show it.

        Args:
            values: The secrets, preferably by name.
            skip_files: Files that are not searched: paths in the output folder, or patterns such as `*.7z`.

        Raises:
            AssertionError: A value was found, or a file cannot be searched.
            TypeError: The values are not texts.
            ValueError: There are no values, or one is blank or too short.
        """
        __tracebackhide__ = True
        from .secrecy import assert_no_secrets

        assert_no_secrets(values, self._json, self.text, self._origin.out, skip_files)

    def assert_encrypted_backend(self) -> None:
        """Check that the state is encrypted, by its backend or by OpenTofu.

        Raises:
            AssertionError: It is not. The message says what to do.
        """
        __tracebackhide__ = True
        from .encryption import assert_encrypted_backend

        assert_encrypted_backend(self.terraform)

    def assert_valid(self) -> None:
        """Check that Terraform's own `validate` accepts the stack, with the providers' real schemas.

        Raises:
            AssertionError: It does not, or it cannot be run. The message says what to do.
        """
        __tracebackhide__ = True
        from .terraform.validation import assert_valid

        assert_valid(self, self._origin)

    def assert_plan_empty_after_apply(
        self, kibana: Sandbox | None = None, variables: Mapping[str, Any] | None = None
    ) -> None:
        """Apply the stack, and check that the next plan is empty and that no file contains a secret.

        The state is a file in the test's folder, whatever backend the stack has.

        Args:
            kibana: The stand-in Kibana; None for a stack that does not use Kibana.
            variables: Values of variables by name. Others get made-up values.

        Raises:
            AssertionError: A step fails, the plan is not empty, or a file contains a secret.
        """
        __tracebackhide__ = True
        from .terraform.round_trip import assert_plan_empty_after_apply

        assert_plan_empty_after_apply(self, self._origin, kibana, variables or {})

    def _checked(self, matcher: Matcher) -> Matcher:
        from .block_matchers import is_block_matcher

        if not isinstance(matcher, Matcher) or not is_block_matcher(matcher):
            raise TypeError(
                f"expected a matcher of blocks, such as resource(…) or variable(…), got {matcher!r}"
            )
        matcher.mark_compared()
        return self.resolve(matcher)

    def _matching(self, matcher: Matcher) -> list[Block]:
        return [block for block in self.blocks if matcher.matches(block)]

    def candidates(self, expected: BlockMatcher) -> list[Block]:
        """Return the blocks of the kind and type that a matcher expects.

        Args:
            expected: A matcher of one block.
        """
        return [block for block in self.blocks if expected.is_candidate(block)]
