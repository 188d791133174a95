"""All HTTP routes, area by area."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.routing import Route

from .cases import CaseRoutes, Cases
from .catalog import Catalog, Validator
from .connector_routes import ConnectorRoutes
from .connectors import Connectors, SecretsListener
from .control import ControlRoutes
from .event_log import EventLogRoutes, ExecutionLog
from .execution import Execution
from .faults import Faults
from .judging import Judge
from .monitoring import MonitoringRoutes
from .other_objects import OtherObjectRoutes, SavedObjects
from .outcomes import Outcomes
from .roles import RoleRoutes, Roles
from .rules import RuleRoutes, Rules
from .saved_objects import SavedObjectRoutes
from .settings import Settings
from .spaces import SpaceRoutes, Spaces
from .spec_route import SpecRoutes
from .store import Store
from .workflows import WorkflowRoutes, Workflows


@dataclass
class Held:
    """Everything that the stand-in holds.

    Attributes:
        settings: The simulated deployment.
        store: Connectors.
        spaces: What is known of each space.
        rules: Rules.
        roles: Roles.
        workflows: Workflows.
        cases: Cases and their settings.
        objects: Saved objects that are no connectors.
        log: Runs of connectors.
        faults: The pending faults.
        outcomes: The pending outcomes.
        last_used: When licensed connector types were last used.
    """

    settings: Settings
    store: Store = field(default_factory=Store)
    spaces: Spaces = field(default_factory=Spaces)
    rules: Rules = field(default_factory=Rules)
    roles: Roles = field(default_factory=Roles)
    workflows: Workflows = field(default_factory=Workflows)
    cases: Cases = field(default_factory=Cases)
    objects: SavedObjects = field(default_factory=SavedObjects)
    log: ExecutionLog = field(default_factory=ExecutionLog)
    faults: Faults = field(default_factory=Faults)
    outcomes: Outcomes = field(default_factory=Outcomes)
    last_used: dict[str, str] = field(default_factory=dict)

    def clear(self) -> None:
        """Remove everything but the settings."""
        for part in (
            self.store,
            self.spaces,
            self.rules,
            self.roles,
            self.workflows,
            self.cases,
            self.objects,
            self.log,
            self.faults,
            self.outcomes,
            self.last_used,
        ):
            part.clear()

    def remove_space(self, space: str) -> None:
        """Remove everything in a space.

        Args:
            space: Space id.
        """
        self.store.remove_space(space)
        self.rules.remove_space(space)
        self.workflows.remove_space(space)
        self.cases.remove_space(space)
        self.objects.remove_space(space)


def all_routes(held: Held, catalog: Catalog, validator: Validator, listener: SecretsListener) -> list[Route]:
    """Return the routing table.

    Args:
        held: Everything that the stand-in holds.
        catalog: The connector types.
        validator: Validates payloads.
        listener: Called with the secrets that were saved.
    """
    settings = held.settings
    judge = Judge(settings, catalog, validator)
    connectors = Connectors(held.store, settings, judge, listener, held.last_used)
    execution = Execution(connectors, judge, held.outcomes, held.log)
    areas = (
        ConnectorRoutes(settings, connectors, execution, held.rules, held.cases),
        SpecRoutes(settings, catalog),
        RuleRoutes(settings, held.rules, connectors),
        RoleRoutes(settings, held.roles),
        WorkflowRoutes(settings, held.workflows),
        CaseRoutes(settings, held.cases),
        SavedObjectRoutes(settings, connectors, judge),
        OtherObjectRoutes(settings, held.objects, connectors, judge),
        EventLogRoutes(settings, held.log),
        SpaceRoutes(settings, held.spaces, held.remove_space),
        MonitoringRoutes(settings, catalog, held.last_used),
        ControlRoutes(settings, held.faults, held.outcomes),
    )
    return [route for area in areas for route in area.table()]
