n = "two"
