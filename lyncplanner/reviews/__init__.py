"""Revisions of a deployment: proposing, reviewing, deciding, and its history."""
