terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
resource "elasticstack_kibana_action_connector" "a" {
  name = "A"
  connector_type_id = ".index"
  config = { index = "x" }
}
resource "elasticstack_kibana_action_connector" "b" {
  name = "A"
  connector_type_id = ".index"
  colour = "x"
}
resource "elasticstack_kibana_action_connector" "c" {
  name = "A"
  connector_type_id = ".index"
  config = "not json"
}
