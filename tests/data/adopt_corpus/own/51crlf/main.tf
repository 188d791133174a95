terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
resource "elasticstack_kibana_action_connector" "a" {
  name = <<EOT
x
EOT
  connector_type_id = ".server-log"
}
