import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { DESKTOP, keepScreen, PHONE } from './browser.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What the colours decide. Everything else in a page is the same in both schemes. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Every screen is opened once at each size and looked at in both schemes: as it was opened, and after the person's system
 * changes over. One size starts dark and the other light, so that the first paint is seen in both, and all rules are asked in both.
 */
export const SIZES = [
  { size: 'desktop', viewport: DESKTOP, schemes: ['dark', 'light'] },
  { size: 'phone', viewport: PHONE, schemes: ['light', 'dark'] },
] as const;
export type Size = (typeof SIZES)[number];

/** Faults that axe finds, and sideways scrolling. Keeps a picture. */
export async function faultsOf(page: Page, name: string, onlyColours = false): Promise<string[]> {
  await keepScreen(page, name);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  // In the page itself: no page here frames another origin, and a second page for each look costs as much as the look.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (onlyColours ? axe.withRules(COLOUR_RULES) : axe.withTags(WCAG)).analyze();
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id} at ${target.join(' ')}`),
  );
  return [...faults, ...(overflow > 0 ? [`scrolls sideways by ${overflow} px`] : [])].map(
    (fault) => `${name}: ${fault}`,
  );
}

/** Colours fade when the scheme changes: none may be judged half way. So they are sent to their end. */
async function endFading(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
  });
}

/** Faults of what the page shows now, in both schemes, ending in the one that this size starts with. */
export async function faultsInBothSchemes(page: Page, name: string, size: Size): Promise<string[]> {
  const faults: string[] = [];
  await page.waitForLoadState('networkidle');
  for (const [place, colorScheme] of size.schemes.entries()) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme='${colorScheme}']`).waitFor({ state: 'attached' });
    await endFading(page);
    faults.push(...(await faultsOf(page, `${name}-${size.size}-${colorScheme}`, place > 0)));
  }
  await page.emulateMedia({ colorScheme: size.schemes[0] });
  return faults;
}
