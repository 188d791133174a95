variable "label" {}
variable "s" {}
resource "elasticstack_kibana_action_connector" "p" {
  count = 2
  name = "${var.label} ${count.index}"
  connector_type_id = ".pagerduty"
  secrets = jsonencode({ routingKey = var.s })
}
output "id" {
  value = elasticstack_kibana_action_connector.p[*].connector_id
}
