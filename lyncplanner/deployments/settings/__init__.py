"""A deployment's name, and its end."""
