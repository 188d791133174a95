terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
variable "sp" {
  default = ["_", "-", "0", "__proto__", "class", "Bad", "a b", ""]
}
resource "elasticstack_kibana_action_connector" "a" {
  for_each = toset(var.sp)
  name = "s"
  space_id = each.key
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "n" {
  name = "n"
  space_id = null
  connector_type_id = ".server-log"
}
