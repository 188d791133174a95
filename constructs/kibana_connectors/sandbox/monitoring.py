"""What Kibana says of itself: status, statistics, task manager, license, features."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..schema.licenses import allows
from .area import Area
from .catalog import Catalog
from .responses import ApiError, answer, json_response

_NAME = "kibana-connectors-sandbox"
_COLORS = {"available": "green", "degraded": "yellow", "unavailable": "red", "critical": "red"}
_PLUGINS = ("actions", "alerting", "licensing", "security", "spaces", "taskManager")
_FEATURES = {
    "actions": "Actions and Connectors",
    "advancedSettings": "Advanced Settings",
    "dashboard_v2": "Dashboard",
    "discover_v2": "Discover",
    "savedObjectsManagement": "Saved Objects Management",
}


@dataclass
class MonitoringRoutes(Area):
    """Routes about the deployment as a whole.

    Attributes:
        catalog: The connector types, which licensing counts.
        last_used: When a type above basic was last created, updated or run; by type id.
        instance: Id of this Kibana, the same as long as it lives.
    """

    catalog: Catalog
    last_used: dict[str, str]
    instance: str = field(default_factory=lambda: str(uuid.uuid4()))
    started: datetime = field(default_factory=lambda: datetime.now(timezone.utc))

    def table(self) -> list[Route]:
        """Return the routes."""
        return [
            Route("/api/status", self.status, methods=["GET"]),
            Route("/api/stats", self.stats, methods=["GET"]),
            Route("/api/features", self.features, methods=["GET"]),
            Route("/api/task_manager/_health", self.task_manager, methods=["GET"]),
            Route("/api/licensing/info", self.license, methods=["GET"]),
            Route("/api/licensing/feature_usage", self.feature_usage, methods=["GET"]),
        ]

    async def status(self, request: Request) -> Response:
        """Serve Kibana's version and health. Callers without valid credentials see no version."""
        query = self.query(request)
        v7, v8 = query.flag("v7format", False), query.flag("v8format", False)
        query.refuse_other_keys()
        if v7 and v8:
            raise ApiError(400, "[request query]: provide only one format option: v7format or v8format")
        level = self.settings.level
        code = 503 if level in ("unavailable", "critical") else 200
        if not request.state.authenticated:
            return self._answer({"status": {"overall": {"level": level}}}, code)
        view: dict[str, Any] = {
            "name": _NAME,
            "uuid": self.instance,
            "version": {
                "number": self.settings.version,
                "build_hash": "0" * 40,
                "build_number": 0,
                "build_snapshot": "SNAPSHOT" in self.settings.version,
                "build_flavor": self.settings.build_flavor,
                "build_date": "2026-01-01T00:00:00.000Z",
            },
            "status": self._old_format() if v7 else self._parts(),
            "metrics": self._metrics(),
        }
        return self._answer(view, code)

    def _answer(self, view: dict[str, Any], code: int) -> Response:
        return json_response(view, code, {"elastic-api-version": "2023-10-31"})

    def _parts(self) -> dict[str, Any]:
        good = {"level": "available", "summary": "Everything is good", "meta": {}}
        level = self.settings.level
        summary = "All services and plugins are available" if level == "available" else f"Kibana is {level}"
        return {
            "overall": {"level": level, "summary": summary, "meta": {}},
            "core": {name: dict(good) for name in ("elasticsearch", "savedObjects", "http")},
            "plugins": {name: dict(good) for name in _PLUGINS},
        }

    def _old_format(self) -> dict[str, Any]:
        since = _iso(self.started)
        state = _COLORS[self.settings.level]
        overall = {
            "since": since,
            "state": state,
            "title": state.capitalize(),
            "nickname": "Looking good",
            "icon": "success",
            "uiColor": "success",
        }
        ids = [f"core:{name}@{self.settings.version}" for name in ("elasticsearch", "savedObjects")]
        ids += [f"plugin:{name}@{self.settings.version}" for name in _PLUGINS]
        statuses = [
            {
                "id": one,
                "message": "Everything is good",
                "since": since,
                "state": "green",
                "icon": "success",
                "uiColor": "success",
            }
            for one in ids
        ]
        return {"overall": overall, "statuses": statuses}

    def _metrics(self) -> dict[str, Any]:
        return {
            "last_updated": _iso(datetime.now(timezone.utc)),
            "collection_interval_in_millis": 5000,
            "elasticsearch_client": {
                "totalActiveSockets": 0,
                "totalIdleSockets": 1,
                "totalQueuedRequests": 0,
            },
            "process": self._process(),
            "os": _OS,
        }

    def _process(self) -> dict[str, Any]:
        up = max(1, int((datetime.now(timezone.utc) - self.started).total_seconds() * 1000))
        heap = {"total_bytes": 500_000_000, "used_bytes": 400_000_000, "size_limit": 4_000_000_000}
        return {
            "memory": {"heap": heap, "resident_set_size_bytes": 700_000_000},
            "pid": 1,
            "event_loop_delay": 10.0,
            "uptime_ms": up,
        }

    async def stats(self, request: Request) -> Response:
        """Serve statistics. The numbers say nothing about this machine."""
        query = self.query(request)
        extended, legacy = query.flag("extended", False), query.flag("legacy", False)
        query.flag("exclude_usage", True)
        query.refuse_other_keys()
        view: dict[str, Any] = {
            "kibana": {
                "uuid": self.instance,
                "name": _NAME,
                "index": ".kibana",
                "host": "localhost",
                "locale": "en",
                "transport_address": "localhost:5601",
                "version": self.settings.version,
                "snapshot": False,
                "status": _COLORS[self.settings.level],
            },
            "last_updated": _iso(datetime.now(timezone.utc)),
            "collection_interval_ms": 5000,
            "process": self._process(),
            "os": _OS,
            "requests": {"disconnects": 0, "total": 1},
            "response_times": {"avg_ms": 1, "max_ms": 1},
            "concurrent_connections": 1,
        }
        if extended:
            view |= {"clusterUuid" if legacy else "cluster_uuid": self.instance, "usage": {}}
        return answer(view)

    async def features(self, request: Request) -> Response:
        """Serve a few of Kibana's features, that of connectors among them."""
        query = self.query(request)
        query.flag("ignoreValidLicenses", False)
        query.refuse_other_keys()
        privilege = {"savedObject": {"all": [], "read": []}, "ui": []}
        return answer(
            [
                {
                    "id": feature,
                    "name": name,
                    "category": {"id": "management", "label": "Management"},
                    "app": [],
                    "order": 1000 + index,
                    "privileges": {"all": privilege, "read": privilege},
                }
                for index, (feature, name) in enumerate(_FEATURES.items())
            ]
        )

    async def task_manager(self, _request: Request) -> Response:
        """Serve the health of Task Manager: it is well, whatever connectors do."""
        now = _iso(datetime.now(timezone.utc))

        def part(value: dict[str, Any]) -> dict[str, Any]:
            return {"timestamp": now, "status": "OK", "value": value}

        stats = {
            "configuration": part(
                {
                    "poll_interval": 500,
                    "capacity": {"config": 10, "as_workers": 10, "as_cost": 20},
                    "claim_strategy": "mget",
                }
            ),
            "runtime": part(
                {
                    "polling": {"last_successful_poll": now, "result_frequency_percent_as_number": {}},
                    "drift": {"p50": 100, "p90": 200, "p95": 250, "p99": 400},
                }
            ),
            "workload": part({"count": 0, "overdue": 0, "schedule": [], "task_types": {}}),
            "capacity_estimation": part({"observed": {"observed_kibana_instances": 1}, "proposed": {}}),
        }
        return json_response(
            {"id": self.instance, "timestamp": now, "status": "OK", "last_update": now, "stats": stats}
        )

    async def license(self, _request: Request) -> Response:
        """Serve the license, as far as Kibana knows it."""
        settings = self.settings
        view: dict[str, Any] = {"features": {}, "signature": self.instance.replace("-", "")}
        if settings.license_status != "unavailable":
            expired = settings.license_status == "expired"
            expiry = datetime.now(timezone.utc) + timedelta(days=-1 if expired else 30)
            view["license"] = {
                "uid": self.instance,
                "type": settings.license,
                "mode": settings.license,
                "status": settings.license_status,
                "expiryDateInMillis": int(expiry.timestamp() * 1000),
            }
            has = not expired and allows(settings.license, "gold")
            view["features"] = {
                "actions": {"isAvailable": True, "isEnabled": True},
                "security": {"isAvailable": True, "isEnabled": True},
                "watcher": {"isAvailable": has, "isEnabled": has},
            }
        return json_response(view)

    async def feature_usage(self, _request: Request) -> Response:
        """Serve when connector types above basic were last used."""
        features = [
            {
                "name": f"Connector: {entry.name}",
                "last_used": self.last_used.get(entry.type_id),
                "license_level": entry.license,
            }
            for entry in self.catalog.all()
            if entry.license != "basic"
        ]
        return json_response({"features": features})


_OS = {
    "platform": "linux",
    "platform_release": "linux-0",
    "load": {"1m": 0.0, "5m": 0.0, "15m": 0.0},
    "memory": {"total_bytes": 8_000_000_000, "free_bytes": 4_000_000_000, "used_bytes": 4_000_000_000},
    "uptime_ms": 1_000_000,
}


def _iso(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
