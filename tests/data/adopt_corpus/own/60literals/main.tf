resource "random_id" "r" {
  byte_length = 4
}
resource "elasticstack_kibana_action_connector" "a" {
  name = "a"
  connector_type_id = ".webhook"
  config = jsonencode({ url = "https://bot:pass-not-real@x.example/${random_id.r.hex}?token=tok-not-real", method="post", hasAuth=false, headers = { "X-Api-Key" = "key-not-real-${random_id.r.hex}" } })
}
resource "elasticstack_kibana_action_connector" "b" {
  name = "b"
  connector_type_id = ".webhook"
  config = "{\"url\": \"https://x.example/${random_id.r.hex}\", \"method\":\"post\", \"hasAuth\": false, \"headers\": {\"Authorization\": \"Bearer lit-not-real\"}}"
}
resource "elasticstack_kibana_action_connector" "c" {
  name = "c"
  connector_type_id = ".pagerduty"
  secrets = jsonencode({ routingKey = lookup({ k = "look-not-real" }, random_id.r.hex, "dflt-not-real") })
}
locals {
  creds = { routingKey = "loc-not-real" }
}
variable "dft" {
  sensitive = true
  default = "dft-not-real"
}
resource "elasticstack_kibana_action_connector" "d" {
  name = "d"
  connector_type_id = ".pagerduty"
  secrets = jsonencode(local.creds)
}
resource "elasticstack_kibana_action_connector" "e" {
  name = "e"
  connector_type_id = ".pagerduty"
  secrets = jsonencode({ routingKey = var.dft })
}
