"""Who works on a deployment: its members and their roles."""
