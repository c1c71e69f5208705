"""Topology documents in and out: YAML, JSON, and the two XML forms of Topology Builder."""
