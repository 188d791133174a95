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
  connector_type_id = ".bedrock"
  config = "{\"apiUrl\":\"https://b.example\",\"defaultModel\":\"x\",\"defaultModel\":\"m\",\"temperature\":1.0,\"contextWindowLength\":2e5}"
  secrets = jsonencode({ accessKey = "a-not-real", secret = "s-not-real" })
}
