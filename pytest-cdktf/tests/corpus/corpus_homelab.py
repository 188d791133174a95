"""Docker: a network, images and containers of an application and its database."""

from __future__ import annotations

from typing import Any

from constructs import Construct
from corpus_bindings import Provider, Resource
from either_engine import TerraformStack, TerraformVariable


class Container(Construct):
    """An image and a container of it."""

    def __init__(self, scope: Construct, id: str, *, image: str, network: Resource, **options: Any) -> None:
        super().__init__(scope, id)
        pulled = Resource(self, "image", type="docker_image", name=image, keep_locally=True)
        self.container = Resource(
            self,
            "container",
            type="docker_container",
            name=id,
            image=pulled.text("image_id"),
            networks_advanced=[{"name": network.text("name")}],
            restart="unless-stopped",
            **options,
        )


class Homelab(TerraformStack):
    def __init__(self, scope: Construct, id: str, *, port: int = 8080) -> None:
        super().__init__(scope, id)
        Provider(self, "docker", type="docker", source="kreuzwerker/docker", version="3.0")
        password = TerraformVariable(self, "db_password", type="string", sensitive=True)
        network = Resource(self, "network", type="docker_network", name="homelab", internal=False)
        volume = Resource(
            self, "data", type="docker_volume", name="data", lifecycle={"prevent_destroy": True}
        )
        database = Container(
            self,
            "database",
            image="postgres:17",
            network=network,
            env=["POSTGRES_USER=app", f"POSTGRES_PASSWORD={password.string_value}"],
            volumes=[{"volume_name": volume.text("name"), "container_path": "/var/lib/postgresql/data"}],
            healthcheck={"test": ["CMD", "pg_isready"], "interval": "10s", "retries": 5},
        )
        Container(
            self,
            "web",
            image="example/web:1.4",
            network=network,
            ports=[{"internal": 80, "external": port, "ip": "127.0.0.1"}],
            env=[f"DATABASE_URL=postgres://app:{password.string_value}@database/app"],
            depends_on=[database.container],
        )
