"""What axe finds on a page, at a fraction of its price: what is there many times over is looked at once.

Four fifths of axe's time go into the contrast of each piece of text with what lies behind it, and a lesson has
thousands of pieces, each letter of a formula among them. Whether the contrast is enough follows from the color of the
text, from whether it counts as large, and from what it lies on: axe is given a few pieces of each such appearance.
"""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LOOK = """([seen, each]) => {
  const known = new Set(seen), found = new Map(), behind = new Map([[null, ""]]);
  const layers = (element) => {
    if (!behind.has(element)) {
      const style = getComputedStyle(element);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.position].join();
      const plain = own === "rgba(0, 0, 0, 0),none,1,none,static";
      behind.set(element, layers(element.parentElement) + (plain ? "" : "/" + own));
    }
    return behind.get(element);
  };
  const appearance = (element) => {
    const style = getComputedStyle(element), size = parseFloat(style.fontSize);
    const large = size >= 24 || (style.fontWeight >= 700 && size >= 56 / 3);  // 18 and 14 points: WCAG's large text
    return [style.color, large, style.textShadow, layers(element)].join();
  };
  const kind = (element) => {
    const attributes = [...element.attributes].map((one) => one.name).sort();
    return [element.localName, ...element.classList, element.getAttribute("role"), ...attributes].join(".");
  };
  for (const element of document.querySelectorAll("*")) {
    // The letters of a formula and of code differ in their colors only.
    if (!element.parentElement?.closest("math, pre")) found.set(kind(element), []);
    const texts = [...element.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE);
    const written = texts.some((one) => one.data.trim().length > 1);  // of a single letter, axe says nothing
    if ((written || element.matches("input, select, textarea")) && element.checkVisibility()) {
      const of = appearance(element);
      found.set(of, [...(found.get(of) ?? []), element]);
    }
  }
  const fresh = [...found.keys()].filter((one) => !known.has(one));
  for (const one of fresh) for (const element of found.get(one).slice(0, each)) element.dataset.appears = "";
  return fresh;
}"""

VIOLATIONS = """async () => {
  axe.configure({rules: [{id: "color-contrast", selector: "[data-appears]"}]});
  // Most elements of a page are letters of code and formulas: meanwhile, those that are not looked at are plain text.
  const aside = [];
  for (const box of document.querySelectorAll("pre, math")) {
    if (!box.querySelector("[data-appears]")) {
      aside.push([box, [...box.childNodes]]);
      box.replaceChildren(box.textContent);
    }
  }
  // `preload` would fetch the style sheets, which no page lets anybody do.
  const found = await axe.run({resultTypes: ["violations"], preload: false});
  for (const [box, nodes] of aside) box.replaceChildren(...nodes);
  return found.violations.flatMap((one) => one.nodes.map((node) => [one.id, node.html]));
}"""

OF_EACH_APPEARANCE = 3
"""axe cannot tell the contrast of what is covered, and one of these is not."""


def violations(page: Page, seen: set[str] | None = None) -> list[str]:
    """The rules that a page breaks, each with the element that does.

    Args:
        page: An open page.
        seen: The kinds of elements and the appearances of text that were looked at on other pages; those of this page
            are added. A page that brings nothing new is not looked at. None: whatever it brings, the page is looked at.
    """
    known = sorted(seen or ())
    fresh = page.evaluate(LOOK, [known, OF_EACH_APPEARANCE])
    if seen is not None:
        if not fresh:
            return []
        seen.update(fresh)
    page.evaluate(Axe().axe_script)
    found = page.evaluate(VIOLATIONS)
    # axe does not read MathML: a heading that is a formula is empty to it.
    return [f"{rule}: {html[:200]}" for rule, html in found if not (rule == "empty-table-header" and "<math" in html)]
