// What axe and a keyboard find.
import assert from "node:assert/strict";

import { AxeBuilder } from "@axe-core/playwright";

export async function assertAccessible(page, where) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  const told = grave.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  assert.deepEqual(told, []);
}

// How far the page can be scrolled sideways, in pixels.
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

// Tabs until the element that has focus is the one looked for.
export async function tabTo(page, locator, key = "Tab") {
  for (let presses = 0; presses < 90; presses += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${locator} is not reached by ${key}`);
}

// Whether the middle of an element is within the window and covered by nothing.
export const inSight = (locator) => locator.evaluate((element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
});
