"""Aspects that tag and judge everything, and escape hatches over what constructs write."""

from __future__ import annotations

import jsii
from constructs import Construct, IConstruct
from corpus_bindings import Resource
from either_engine import Annotations, Aspects, IAspect, TerraformResource, TerraformStack

TAGGED = ("aws_s3_bucket", "aws_instance")


@jsii.implements(IAspect)
class Tags:
    """Adds tags to everything that takes some."""

    def __init__(self, **tags: str) -> None:
        self._tags = tags

    def visit(self, node: IConstruct) -> None:
        if isinstance(node, TerraformResource) and node.terraform_resource_type in TAGGED:
            for name, value in self._tags.items():
                node.add_override(f"tags.{name}", value)


@jsii.implements(IAspect)
class NoPublicAddress:
    """Refuses machines with a public address, and warns of those that say nothing."""

    def visit(self, node: IConstruct) -> None:
        if not isinstance(node, Resource) or node.terraform_resource_type != "aws_instance":
            return
        public = node._own_attributes.get("associate_public_ip_address")
        if public:
            Annotations.of(node).add_error("a machine must have no public address")
        elif public is None:
            Annotations.of(node).add_warning("say associate_public_ip_address=False")


class Fleet(Construct):
    """What somebody else wrote, and cannot be changed."""

    def __init__(self, scope: Construct, id: str, *, public: bool | None) -> None:
        super().__init__(scope, id)
        self.store = Resource(self, "store", type="aws_s3_bucket", bucket="fleet", tags={"Name": "store"})
        self.machine = Resource(
            self, "machine", type="aws_instance", ami="ami-1", associate_public_ip_address=public
        )
        Resource(self, "key", type="aws_key_pair", public_key="ssh-ed25519 AAAA")


class Tagged(TerraformStack):
    def __init__(self, scope: Construct, id: str, *, team: str, public: bool | None = False) -> None:
        super().__init__(scope, id)
        fleet = Fleet(self, "fleet", public=public)
        fleet.store.override_logical_id("store")
        fleet.store.add_override("lifecycle.prevent_destroy", True)
        fleet.machine.add_override("ami", "${data.aws_ami.latest.id}")
        fleet.machine.add_override("root_block_device.0.encrypted", True)
        self.add_override("data.aws_ami.latest", {"owners": ["self"], "most_recent": True})
        self.add_override("terraform.required_version", ">= 1.9")
        fleet.store.move_from_id("aws_s3_bucket.old")
        Aspects.of(self).add(Tags(Team=team, Stage="test"))
        Aspects.of(self).add(NoPublicAddress())
