"""What programs may ask: deployments, topologies, plans, revisions, decisions, exports."""
