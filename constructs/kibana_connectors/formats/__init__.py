"""Pure predicates that answer as Kibana's Node.js server would: one idea per module, cheap to import."""
