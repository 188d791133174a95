resource "elasticstack_kibana_action_connector" "a" {
  name = "A",
  connector_type_id = ".index",
}
