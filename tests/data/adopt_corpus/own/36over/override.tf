resource "elasticstack_kibana_action_connector" "a" {
  name = "Over"
}
