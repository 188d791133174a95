terraform {
  required_providers {
    elasticstack = {
      source = "elastic/elasticstack"
      configuration_aliases = [elasticstack.main]
    }
  }
}
variable "name" {}
variable "secret" {
  sensitive = true
}
module "inner" {
  source = "../inner"
  providers = { elasticstack = elasticstack.main }
  label = "${var.name} in"
  s = var.secret
}
output "id" {
  value = module.inner.id
}
