terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
variable "k" {
  sensitive = true
}
resource "elasticstack_kibana_action_connector" "h" {
  name = "H"
  connector_type_id = ".webhook"
  config = <<-EOT
    {
      "url": "https://x.example/$${a}", "method": "post",
      %{ if true ~}
      "hasAuth": true
      %{ endif ~}
    }
  EOT
  secrets = <<EOT
{"user": "u", "password": ${jsonencode(var.k)}}
EOT
}
resource "elasticstack_kibana_action_connector" "q" {
  name = "Q"
  connector_type_id = ".index"
  config = "{\"index\": \"a\"}"
}
