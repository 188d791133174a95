"""Writes the classes of connector types that Kibana defines as data, from Kibana's description."""
