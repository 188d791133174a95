"""What an import would do, told before anything is sent."""

from __future__ import annotations

import pytest

from kibana_connectors.transfer.export_file import ExportedConnector, SpaceExport
from kibana_connectors.transfer.import_plan import Effect, Mode, Present, plan_import, spaces_of

ONE = ExportedConnector("c1", "n", ".slack", {}, True, {})


def present(**spaces: str) -> Present:
    return Present(spaces, frozenset({"mail"}), {".slack": True, ".jira": False})


@pytest.mark.parametrize(
    ("there", "mode", "effect", "note"),
    [
        ({}, Mode.REFUSE, Effect.CREATE, "needs its secrets again"),
        ({"c1": "ops"}, Mode.REFUSE, Effect.CONFLICT, "the space has this id"),
        ({"c1": "ops"}, Mode.OVERWRITE, Effect.OVERWRITE, "the secrets that it has are lost"),
        ({"c1": "ops"}, Mode.COPY, Effect.COPY, "needs its secrets again"),
        ({"c1": "sec"}, Mode.REFUSE, Effect.NEW_ID, "the space sec has this id"),
        ({"c1": "sec"}, Mode.OVERWRITE, Effect.NEW_ID, "the space sec has this id"),
        ({}, Mode.COPY, Effect.COPY, "needs its secrets again"),
    ],
)
def test_an_id_that_is_free_or_taken(there: dict[str, str], mode: Mode, effect: Effect, note: str) -> None:
    (planned,) = plan_import({"ops": [ONE]}, present(**there), mode)

    assert planned.effect is effect
    assert note in planned.notes


@pytest.mark.parametrize("mode", Mode)
def test_what_cannot_be_imported(mode: Mode) -> None:
    mail = ExportedConnector("mail", "n", ".slack", {}, False, {})
    gone = ExportedConnector("c2", "n", ".gone", {}, False, {})

    effects = [each.effect for each in plan_import({"ops": [mail, gone]}, present(), mode)]

    assert effects == [Effect.REFUSED, Effect.REFUSED]


def test_a_type_that_is_not_enabled_is_told() -> None:
    jira = ExportedConnector("c2", "n", ".jira", {}, False, {})

    (planned,) = plan_import({"ops": [jira]}, present(), Mode.REFUSE)

    assert planned.effect is Effect.CREATE
    assert planned.notes == ("its type is not enabled, or above the license",)


def test_where_each_goes() -> None:
    exports = [SpaceExport("ops", (ONE,)), SpaceExport(None, (ONE,))]

    assert list(spaces_of(exports, None, "default")) == ["ops", "default"]
    assert spaces_of(exports, "sec", "default") == {"sec": [ONE, ONE]}
