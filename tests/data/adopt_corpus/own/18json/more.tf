resource "elasticstack_kibana_action_connector" "native" {
  name = local.p
  connector_type_id = ".server-log"
}
