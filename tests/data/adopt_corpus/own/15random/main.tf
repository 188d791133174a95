terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
resource "random_password" "p" {
  length = 20
}
resource "random_uuid" "u" {}
resource "random_pet" "n" {
  for_each = toset(["a","b"])
}
ephemeral "random_password" "e" {
  length = 10
}
resource "elasticstack_kibana_action_connector" "r" {
  connector_id = random_uuid.u.result
  name = "R ${random_pet.n["a"].id}"
  connector_type_id = ".webhook"
  config = jsonencode({ url = "https://x.example/${random_uuid.u.result}", method="post", hasAuth = true, authType="webhook-authentication-basic" })
  secrets = jsonencode({ user = "u", password = random_password.p.result })
}
resource "elasticstack_kibana_action_connector" "e" {
  for_each = random_pet.n
  name = each.key
  connector_type_id = ".slack"
  secrets_wo = jsonencode({ webhookUrl = "https://h.example/${ephemeral.random_password.e.result}" })
  secrets_wo_version = 1
}
