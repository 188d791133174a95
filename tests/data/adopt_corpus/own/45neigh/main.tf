terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
/* resource "elasticstack_kibana_action_connector" "no" {
  name = "x"
} */
# resource "elasticstack_kibana_action_connector" "no2" { }
locals {
  decoy = <<EOT
resource "elasticstack_kibana_action_connector" "no3" {
}
EOT
}
resource "elasticstack_kibana_import_saved_objects" "s" {
  file_contents = jsonencode({type="action"})
}
resource "elasticstack_kibana_action_connector" "yes" {
  name = "y"
  connector_type_id = ".server-log"
}
