terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
variable "s" {
  type = object({ user = string, password = string })
  ephemeral = true
  sensitive = true
}
variable "v" {
  default = 3
}
resource "elasticstack_kibana_action_connector" "w" {
  connector_id = "2c2a5b2e-1f0e-4b7e-8a41-7d5e2f9b3c22"
  name = "W"
  connector_type_id = ".xmatters"
  config = jsonencode({ configUrl = "https://x.example", usesBasic = true })
  secrets_wo = jsonencode(var.s)
  secrets_wo_version = "v${var.v}"
}
