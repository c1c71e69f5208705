"""Topology Builder's two XML forms → `Imported`: a topology, and what to know of it."""
