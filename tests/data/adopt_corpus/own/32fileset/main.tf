terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
locals {
  files = { for f in fileset("${path.module}/connectors", "*.json") : trimsuffix(f, ".json") => jsondecode(file("${path.module}/connectors/${f}")) }
}
variable "tokens" {
  type = map(string)
  sensitive = true
}
resource "elasticstack_kibana_action_connector" "f" {
  for_each = local.files
  name = each.value.name
  connector_type_id = ".webhook"
  config = jsonencode(merge(each.value.config, { headers = { Authorization = "Bearer ${var.tokens[each.key]}" } }))
}
