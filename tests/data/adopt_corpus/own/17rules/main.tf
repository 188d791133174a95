terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
resource "elasticstack_kibana_space" "s" {
  for_each = toset(["one", "two"])
  space_id = each.key
  name = title(each.key)
}
resource "elasticstack_kibana_space" "single" {
  space_id = "solo"
  name = "Solo"
}
data "elasticstack_kibana_action_connector" "mail" {
  name = "Elastic"
}
resource "elasticstack_kibana_action_connector" "a" {
  for_each = elasticstack_kibana_space.s
  space_id = each.value.space_id
  name = "A in ${each.value.name}"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "b" {
  space_id = elasticstack_kibana_space.single.space_id
  name = "B"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_alerting_rule" "r" {
  name = "r"
  actions {
    id = elasticstack_kibana_action_connector.b.connector_id
  }
  dynamic "actions" {
    for_each = elasticstack_kibana_action_connector.a
    content {
      id = actions.value.connector_id
    }
  }
}
