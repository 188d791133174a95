"""The connector types that Kibana defines as data: one module each.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""
