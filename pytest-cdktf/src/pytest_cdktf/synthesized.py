"""The result of `synth`: a stack's JSON, with searches and assertions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .searches import Searches
from .view import View

if TYPE_CHECKING:
    from .applied import Applied
    from .encryption import Level
    from .terraform.kibana import Kibana


class Synthesized(Searches, View):
    """A stack's JSON, searches in it, and assertions on the whole."""

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

    def assert_encrypted_backend(self, level: Level = "kms") -> None:
        """Check that the state is encrypted, by its backend or by OpenTofu.

        Args:
            level: What counts: `kms`, a key that the user controls; `any`, a key of the storage's own too.

        Raises:
            AssertionError: It is not. The message says what to do.
            ValueError: The level is none of these.
        """
        __tracebackhide__ = True
        from .encryption import assert_encrypted_backend

        assert_encrypted_backend(self._json.get("terraform"), level)

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

    def apply_mocked(
        self,
        *,
        variables: Mapping[str, Any] | None = None,
        mocks: Mapping[str, Mapping[str, Any]] | None = None,
        overrides: Mapping[str, Mapping[str, Any]] | None = None,
        expect_failures: Iterable[str] = (),
    ) -> Applied:
        """Apply the stack with Terraform's or OpenTofu's own `test`, with all providers mocked.

        Nothing outside the machine is reached, and nothing is left. All conditions are checked: validations
        of variables, preconditions, postconditions and checks.

        Args:
            variables: Values of variables by name. Others get their defaults, or made-up values.
            mocks: Values of attributes that the provider computes, by type, as in
                `{"aws_s3_bucket": {"arn": "…"}}`; of a data source by `data.aws_ami`, of an ephemeral
                resource by `ephemeral.random_password`. Others get values that the tool makes up.
            overrides: The same for one block, by its address or construct path; for a module, its outputs.
            expect_failures: Addresses or construct paths of what has to fail.

        Returns:
            The values after the apply.

        Raises:
            AssertionError: Conditions fail, expected failures are missing, or it cannot be run.
            TypeError: An argument is of the wrong type.
            ValueError: An argument names what the stack does not have.
        """
        __tracebackhide__ = True
        from .terraform.mocked_run import mocked

        return mocked(
            self,
            self._origin,
            plan=False,
            variables=variables,
            mocks=mocks,
            overrides=overrides,
            expect_failures=expect_failures,
        )

    def plan_mocked(
        self,
        *,
        variables: Mapping[str, Any] | None = None,
        mocks: Mapping[str, Mapping[str, Any]] | None = None,
        overrides: Mapping[str, Mapping[str, Any]] | None = None,
        expect_failures: Iterable[str] = (),
    ) -> Applied:
        """Plan the stack with Terraform's or OpenTofu's own `test`, with all providers mocked.

        As `apply_mocked`, without values that only an apply makes, and without data sources.

        Args:
            variables: As in `apply_mocked`.
            mocks: As in `apply_mocked`.
            overrides: As in `apply_mocked`.
            expect_failures: As in `apply_mocked`.

        Returns:
            The values in the plan.

        Raises:
            AssertionError: Conditions fail, expected failures are missing, or it cannot be run.
            TypeError: An argument is of the wrong type.
            ValueError: An argument names what the stack does not have.
        """
        __tracebackhide__ = True
        from .terraform.mocked_run import mocked

        return mocked(
            self,
            self._origin,
            plan=True,
            variables=variables,
            mocks=mocks,
            overrides=overrides,
            expect_failures=expect_failures,
        )
