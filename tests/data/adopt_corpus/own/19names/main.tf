terraform {
  required_providers {
    elasticstack = { source = "elastic/elasticstack" }
  }
}
provider "elasticstack" {
  kibana {}
}
resource "elasticstack_kibana_action_connector" "a" {
  name = "q \"x\" \n $${a} %%{b} \u00fc \U0001F525 ‮</script>"
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "b" {
  name = <<EOT
here
doc
EOT
  connector_type_id = ".server-log"
}
resource "elasticstack_kibana_action_connector" "für" {
  for_each = toset(["", "a/b", "x[0]", "d\"q", "$${z}", "a.b"])
  name = "n ${each.key}"
  connector_type_id = ".server-log"
}
