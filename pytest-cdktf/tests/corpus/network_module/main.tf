variable "name" {
  type = string
}

variable "sizes" {
  type    = map(number)
  default = {}
}

resource "terraform_data" "subnet" {
  for_each = var.sizes
  input    = { name = "${var.name}-${each.key}", size = each.value }
}

output "subnets" {
  value = { for key, subnet in terraform_data.subnet : key => subnet.output.name }
}
