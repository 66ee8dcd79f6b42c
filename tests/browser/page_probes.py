"""What every built page is asked in the browser, whichever part of the site it belongs to."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def open_page(tab: Page, site: Path, name: str, width: int) -> None:
    """Open a page at a width, with all that is folded away opened."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto((site / f"{name}.html").as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def violations(tab: Page) -> list[str]:
    """Rules of accessibility that the page breaks, and where."""
    tab.evaluate(AXE)
    found = tab.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{v['id']} at {[n['target'] for n in v['nodes']][:3]}" for v in found["violations"]]


def sideways(tab: Page) -> int:
    """Pixels by which the page is wider than the window."""
    wide, seen = tab.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return int(wide - seen)


def cut_words(tab: Page, layout: str) -> list[str]:
    """Words that reach beyond the edge of a picture of a layout, `wide` or `narrow`."""
    found: list[str] = tab.evaluate(
        """layout => [...document.querySelectorAll(`.picture.${layout} svg`)].flatMap(svg => {
          const box = svg.getBoundingClientRect();
          return box.width ? [...svg.querySelectorAll('text')].filter(t => {
            const b = t.getBoundingClientRect();
            return b.left < box.left - 1 || b.right > box.right + 1
                || b.top < box.top - 1 || b.bottom > box.bottom + 1;
          }).map(t => t.textContent) : [];
        })""",
        layout,
    )
    return found
