"""One page of HTML that shows all connectors of a Kibana, and needs nothing else."""
