terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
resource "elasticstack_kibana_action_connector" "a" {
  connector_id = "my-slug"
  name = "A"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "b" {
  connector_id = "{2c2a5b2e-1f0e-4b7e-8a41-7d5e2f9b3c22}"
  name = "B"
  connector_type_id = ".server-log"
}
