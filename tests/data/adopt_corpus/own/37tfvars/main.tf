terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
variable "n" {}
variable "cfg" {
  type = map(string)
}
resource "elasticstack_kibana_action_connector" "a" {
  name = var.n
  connector_type_id = ".email"
  config = jsonencode(var.cfg)
}
