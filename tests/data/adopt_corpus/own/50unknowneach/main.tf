terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
variable "names" {
  type = set(string)
}
resource "elasticstack_kibana_action_connector" "a" {
  for_each = var.names
  name = each.key
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "ok" {
  name = "ok"
  connector_type_id = ".server-log"
}
