n = "one"
cfg = { host = "h.example", from = "a@example.com", hasAuth = "false", port = "25" }
