"""`make types`: writes what is generated here, with the generator `kibana_connectors.generate`."""
