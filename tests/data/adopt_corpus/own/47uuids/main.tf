terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
resource "elasticstack_kibana_action_connector" "a" {
  connector_id = "2C2A5B2E-1F0E-4B7E-8A41-7D5E2F9B3C22"
  name = "A"
  connector_type_id = ".server-log"
}
