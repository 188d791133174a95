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
  config = jsonencode({ index = "x", foo = 1 })
}
resource "elasticstack_kibana_action_connector" "b" {
  name = "B"
  connector_type_id = ".slack"
  secrets = jsonencode({ webhookUrl = "https://h.example/abc", token = "t" })
}
resource "elasticstack_kibana_action_connector" "g" {
  name = "G"
  connector_type_id = ".gemini"
  config = jsonencode({ apiUrl = "https://g.example", gcpRegion = "us", gcpProjectID = "p", temperature = 0.2 })
  secrets = jsonencode({ credentialsJson = "{}" })
}
resource "elasticstack_kibana_action_connector" "c" {
  name = "C"
  connector_type_id = ".index"
  config = jsonencode({ __tf_provider_context = ".index", index = "x", refresh = false })
}
resource "elasticstack_kibana_action_connector" "u" {
  name = "U"
  connector_type_id = ".brand-new"
  config = jsonencode({ a = 1, b = null })
  secrets = jsonencode({ k = "lit-secret" })
}
