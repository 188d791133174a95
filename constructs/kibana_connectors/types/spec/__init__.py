"""The connector types that Kibana defines as data: one module each.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""
