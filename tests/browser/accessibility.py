"""axe-core's judgement of a page, light, dark and narrow."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE

LOOKS = [("light", WIDE), ("dark", WIDE), ("light", NARROW), ("dark", NARROW)]


def assert_accessible(page: Page) -> None:
    """Fails on any violation, in every look; leaves the page wide and as it was."""
    theme = page.evaluate("document.documentElement.dataset.bsTheme")
    found = "".join(_violations(page, theme, size) for theme, size in LOOKS)
    _look(page, theme, WIDE)
    assert not found, found


def _violations(page: Page, theme: str, size: dict[str, int]) -> str:
    _look(page, theme, size)
    results = Axe().run(page)
    if not results.violations_count:
        return ""
    return f"\n{page.url}, {theme}, {size['width']} pixels:\n{results.generate_report()}"


def _look(page: Page, theme: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]  # a typed dict
    page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)
