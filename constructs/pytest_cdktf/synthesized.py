"""What a stack synthesizes to, to look at and to assert on."""

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
    """A stack's JSON, what is to be found in it, and assertions on the whole."""

    def at(self, path: str) -> Block:
        """Give the block of a construct.

        Args:
            path: The construct's path, with or without the stack's id before it.

        Raises:
            AssertionError: No block, or more than one, comes from there.
        """
        __tracebackhide__ = True
        wanted = {path, f"{self._name}/{path}"}
        found = [block for block in self.blocks if block.path in wanted]
        if len(found) == 1:
            return found[0]
        from .explain import no_block_at

        raise AssertionError(no_block_at(path, found, self))

    def find(self, matcher: Matcher) -> list[Block]:
        """Give the blocks that match.

        Args:
            matcher: Such as `resource("null_resource")`.
        """
        return self._matching(self._checked(matcher))

    def one(self, matcher: Matcher) -> Block:
        """Give the only block that matches.

        Args:
            matcher: Such as `resource("null_resource")`.

        Raises:
            AssertionError: None matches, or more than one.
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
            matcher: Such as `resource("null_resource")`.
        """
        from .explain import Count

        resolved = self._checked(matcher)
        return Count.of(self._matching(resolved), resolved, self)

    def __contains__(self, matcher: Matcher) -> bool:
        return bool(self._matching(self._checked(matcher)))

    def resolve(self, matcher: Matcher) -> Matcher:
        """Put the values of CDKTF tokens into a matcher.

        Args:
            matcher: Any matcher.
        """
        return matcher.resolved(self._surroundings.resolve)

    def assert_no_secrets(self, values: Mapping[str, str] | Iterable[str]) -> None:
        """Demand that nothing in the output holds these values.

        Searched are the JSON, the JSON inside it, and every file in the output folder, for the values as they
        are and encoded: as JSON, base64, URL and HTML. A value that is found is named and never shown.

        Args:
            values: The secrets, best by name.

        Raises:
            AssertionError: A value is there.
            ValueError: A value is blank, or so short that it would be found by chance.
        """
        __tracebackhide__ = True
        from .secrecy import assert_no_secrets

        assert_no_secrets(values, self._json, self.text, self._surroundings.out)

    def assert_encrypted_backend(self) -> None:
        """Demand that the state is encrypted, by its backend or by OpenTofu.

        Raises:
            AssertionError: It is not, and what to do.
        """
        __tracebackhide__ = True
        from .encryption import assert_encrypted_backend

        assert_encrypted_backend(self.terraform)

    def assert_valid(self) -> None:
        """Demand that Terraform's own `validate` accepts the stack, with the providers' real schemas.

        Raises:
            AssertionError: It does not, or it cannot be run, and what to do.
        """
        __tracebackhide__ = True
        from .terraform.validation import assert_valid

        assert_valid(self, self._surroundings)

    def assert_plan_empty_after_apply(
        self, kibana: Sandbox | None = None, variables: Mapping[str, Any] | None = None
    ) -> None:
        """Apply the stack for real, and demand that the next plan is empty and no secret is in any file.

        The state is a file in the test's folder, whatever the stack's backend.

        Args:
            kibana: The stand-in Kibana, or none where the stack has nothing to do with Kibana.
            variables: Values of variables by name; those without are made up.

        Raises:
            AssertionError: A step fails, the plan is not empty, or a secret was left in a file.
        """
        __tracebackhide__ = True
        from .terraform.round_trip import assert_plan_empty_after_apply

        assert_plan_empty_after_apply(self, self._surroundings, kibana, variables or {})

    def _checked(self, matcher: Matcher) -> Matcher:
        from .block_matchers import names_blocks

        if not isinstance(matcher, Matcher) or not names_blocks(matcher):
            raise TypeError(
                f"expected a matcher of blocks, such as resource(…) or variable(…), got {matcher!r}"
            )
        matcher.mark_compared()
        return self.resolve(matcher)

    def _matching(self, matcher: Matcher) -> list[Block]:
        return [block for block in self.blocks if matcher.matches(block)]

    def candidates(self, expected: BlockMatcher) -> list[Block]:
        """Give the blocks of the kind and type that a matcher expects.

        Args:
            expected: A matcher of one block.
        """
        return [block for block in self.blocks if expected.is_candidate(block)]
