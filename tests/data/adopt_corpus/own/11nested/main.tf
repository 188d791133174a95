terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
provider "elasticstack" {
  alias = "b"
  kibana {
    endpoints = ["https://b.example"]
  }
}
variable "key" {
  type = string
  sensitive = true
}
module "outer" {
  source = "./modules/outer"
  for_each = toset(["x", "y.z"])
  providers = { elasticstack.main = elasticstack.b }
  name = each.key
  secret = var.key
}
resource "elasticstack_kibana_action_connector" "b" {
  provider = elasticstack.b
  name = "B"
  connector_type_id = ".server-log"
}
