terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
variable "s" {
  sensitive = true
}
locals {
  s = var.s
}
resource "elasticstack_kibana_action_connector" "a" {
  name = "A"
  connector_type_id = ".pagerduty"
  secrets = jsonencode({ routingKey = var.s })
}
resource "elasticstack_kibana_action_connector" "b" {
  name = "B"
  connector_type_id = ".pagerduty"
  secrets = jsonencode({ routingKey = local.s })
}
resource "elasticstack_kibana_action_connector" "c" {
  name = "C"
  connector_type_id = ".pagerduty"
  secrets = jsonencode({ routingKey = "literal-not-real" })
}
resource "elasticstack_kibana_action_connector" "d" {
  name = "D"
  connector_type_id = ".pagerduty"
  secrets = "{\"routingKey\": \"literal-not-real\"}"
}
