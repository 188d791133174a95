terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
variable "other" {
  default = null
}
variable "pw" {
  sensitive = true
  default = "p"
}
resource "elasticstack_kibana_action_connector" "a" {
  name = "A"
  connector_type_id = ".server-log"
  kibana_connection {
    endpoints = ["https://o.example"]
    password = var.pw
  }
}
resource "elasticstack_kibana_action_connector" "d" {
  name = "D"
  connector_type_id = ".server-log"
  dynamic "kibana_connection" {
    for_each = var.other == null ? [] : [var.other]
    content {
      endpoints = [kibana_connection.value]
    }
  }
}
