"""The domain: what a deployment is, which DNS records it needs, and why. Standard library only."""
