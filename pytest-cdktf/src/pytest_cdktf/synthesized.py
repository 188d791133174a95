"""The result of `synth`: a stack's JSON, with searches and assertions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from . import coverage
from .annotations import is_annotation_matcher
from .block_matchers import every_block, is_block_matcher
from .blocks import Block
from .comparisons import remember
from .explain import missing, no_block_at, not_all, several
from .ledger import compared, decided
from .matching import Matcher, matching
from .results import Count, Found
from .view import View

if TYPE_CHECKING:
    from .terraform.kibana import Kibana


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
        # A stack in a stack is below the other one's path.
        above = self._origin.path.split("/")
        wanted = {
            path,
            f"{self._name}/{path}",
            *("/".join([*above[:end], path]) for end in range(len(above) + 1)),
        }
        found = [block for block in self.blocks if block.path in wanted]
        if len(found) == 1:
            coverage.touch(found)
            return found[0]
        raise AssertionError(no_block_at(path, found, self))

    def find(self, matcher: Matcher) -> list[Block]:
        """Return the blocks that match.

        Args:
            matcher: A matcher of blocks, such as `resource("null_resource")`.
        """
        return Found.of(self._matching(matcher), matcher)

    def one(self, matcher: Matcher) -> Block:
        """Return the only block that matches.

        Args:
            matcher: A matcher of blocks, such as `resource("null_resource")`.

        Raises:
            AssertionError: No block matches, or more than one.
        """
        __tracebackhide__ = True
        found = self._matching(matcher)
        decided(matcher, found)
        if len(found) == 1:
            return found[0]
        resolved = self.resolve(matcher)
        raise AssertionError("\n".join(several(resolved, found) if found else missing(resolved, self)))

    def count(self, matcher: Matcher) -> Count:
        """Count the blocks that match.

        Args:
            matcher: A matcher of blocks, such as `resource("null_resource")`.
        """
        count = Count.of(self._matching(matcher), matcher, self)
        remember("count", count, None)
        return count

    def __contains__(self, matcher: Matcher) -> bool:
        found = self._matching(matcher)
        compared(matcher, found)
        remember("in", matcher, self, held=bool(found))
        return bool(found)

    def assert_all(
        self, matcher: Matcher, attributes: Mapping[str, Any] | None = None, /, **more: Any
    ) -> None:
        """Check that each block that matches also has these attributes, and that there is one.

        Args:
            matcher: A matcher of blocks, such as `resource("aws_s3_bucket")`.
            attributes: Expected attributes, values or matchers; others may have any value.
            more: Expected attributes as keyword arguments.

        Raises:
            AssertionError: A block has not the attributes, or no block matches. The message names each block.
            TypeError: No attributes are expected, or the matcher is none of blocks.
        """
        __tracebackhide__ = True
        expected = every_block(attributes, more)
        found = self._matching(matcher)
        decided(matcher, found)
        resolved = self.resolve(matcher)
        if not found:
            raise AssertionError("\n".join(["assert_all: no block matches", *missing(resolved, self)]))
        every = expected.resolved(self._origin.resolve)
        right = {id(block) for block in matching(every, found)}
        wrong = [block for block in found if id(block) not in right]
        if wrong:
            raise AssertionError("\n".join(not_all(every, wrong, resolved, found)))

    def assert_no_secrets(self, values: Mapping[str, str] | Iterable[str]) -> None:
        """Check that nothing in the output contains these values.

        It searches the JSON, the JSON inside it, and every file in the output folder, for the values as they
        are and encoded: as JSON, base64, URL, HTML and hexadecimal. Messages name a value, and never show it.

        Args:
            values: The secrets, preferably by name.

        Raises:
            AssertionError: A value was found.
            TypeError: The values are not texts.
            ValueError: There are no values, or one is blank or too short.
        """
        __tracebackhide__ = True
        from .secrecy import assert_no_secrets

        assert_no_secrets(values, self._json, self.text, self._origin.out)

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
        self,
        kibana: Kibana | tuple[str, str] | None = None,
        variables: Mapping[str, Any] | None = None,
        *,
        may_be_in_state: Mapping[str, str] | Iterable[str] = (),
    ) -> None:
        """Apply the stack, and check that the next plan is empty and that no file contains a secret.

        Stacks of the same app that it needs are applied before it. States are files in the test's folder,
        whatever backends the stacks have.

        Args:
            kibana: The Kibana to use in place of the one that the stack names: an object with `.url` and
                `.api_key`, such as the fixture `sandbox`, or a pair `(url, key)`.
            variables: Values of variables by name, or by `stack/name` for one stack alone. Others get made-up
                values.
            may_be_in_state: Variables whose secret values may be in a state, with the reasons:
                `{"var.password": "the database keeps it"}`. They have to be in one.

        Raises:
            AssertionError: A step fails, the plan is not empty, or a file contains a secret.
            TypeError: `kibana` is neither, or another argument is something else.
            ValueError: There is no such variable, or URL or key cannot be one.
        """
        __tracebackhide__ = True
        from .terraform.round_trip import assert_plan_empty_after_apply

        assert_plan_empty_after_apply(self, self._origin, kibana, variables or {}, may_be_in_state)

    def _matching(self, matcher: Matcher) -> list[Block]:
        if not isinstance(matcher, Matcher) or not is_block_matcher(matcher):
            is_annotation = isinstance(matcher, Matcher) and is_annotation_matcher(matcher)
            advice = ": compare it with .warnings, .errors or .infos" if is_annotation else ""
            raise TypeError(
                f"expected a matcher of blocks, such as resource(…) or variable(…), got {matcher!r}{advice}"
            )
        try:
            return matching(self.resolve(matcher), self.blocks)
        except Exception:
            decided(matcher)  # a test may expect the error
            raise
