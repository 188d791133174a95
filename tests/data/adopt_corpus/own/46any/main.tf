terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
variable "c" {
  type = map(object({ type = string, config = optional(any) }))
  default = {
    a = { type = ".index", config = { index = "x" } }
    b = { type = ".webhook", config = { url = "u", hasAuth = false } }
  }
}
resource "elasticstack_kibana_action_connector" "a" {
  for_each = var.c
  name = each.key
  connector_type_id = each.value.type
  config = jsonencode(each.value.config)
}
