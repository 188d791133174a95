resource "elasticstack_kibana_action_connector" "class" {
  name = "class"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "import" {
  name = "import"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "none" {
  name = "none"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "a-b" {
  name = "a-b"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "a_b" {
  name = "a_b"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "A_b" {
  name = "A_b"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "für" {
  name = "für"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "通知" {
  name = "通知"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "self" {
  name = "self"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "kc_unknown" {
  name = "kc_unknown"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "local" {
  name = "local"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "var" {
  name = "var"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "each" {
  name = "each"
  connector_type_id = ".server-log"
}

variable "class" {
  default = "x"
}
locals {
  for = "y"
  kc_unknown2 = "z"
}
resource "elasticstack_kibana_action_connector" "use" {
  for_each = { for each_x in ["a"] : each_x => { my_thing = { name = each_x } } }
  name = "${each.value.my_thing.name} ${local.for} ${var.class}"
  connector_type_id = ".server-log"
}
