"""Views, a module a page."""
