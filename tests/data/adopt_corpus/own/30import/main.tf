terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
import {
  to = elasticstack_kibana_action_connector.a
  id = "default/my-slack"
}
import {
  for_each = { x = "ops/slug-x", y = "ops/slug-y" }
  to = elasticstack_kibana_action_connector.f[each.key]
  id = each.value
}
moved {
  from = elasticstack_kibana_action_connector.old
  to = elasticstack_kibana_action_connector.a
}
removed {
  from = elasticstack_kibana_action_connector.gone
  lifecycle {
    destroy = false
  }
}
resource "elasticstack_kibana_action_connector" "a" {
  name = "A"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "f" {
  for_each = toset(["x", "y"])
  space_id = "ops"
  name = each.key
  connector_type_id = ".server-log"
}
