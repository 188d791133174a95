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
  connector_type_id = ".server-log"
  lifecycle {
    ignore_changes = [secrets, config]
    prevent_destroy = true
    precondition {
      condition = true
      error_message = "x"
    }
  }
  depends_on = [elasticstack_kibana_action_connector.b]
}
resource "elasticstack_kibana_action_connector" "b" {
  name = elasticstack_kibana_action_connector.c.name
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "c" {
  name = "C"
  connector_type_id = ".server-log"
  lifecycle {
    ignore_changes = all
    replace_triggered_by = [elasticstack_kibana_action_connector.b.id]
  }
}
