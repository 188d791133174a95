terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
locals {
  doc = yamldecode(file("${path.module}/c.yaml"))
}
resource "elasticstack_kibana_action_connector" "y" {
  for_each = { for c in local.doc.connectors : c.name => c if c.enabled }
  name = each.key
  connector_type_id = each.value.type
  config = jsonencode(each.value.config)
}
