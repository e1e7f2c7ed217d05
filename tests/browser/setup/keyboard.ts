import type { Locator, Page } from 'playwright-core';
import type { Hand } from './hand';

/** More stops between two controls than this are nobody's patience. */
const MOST_STOPS = 60;
/** A list of this length is not walked by arrows. */
const MOST_STEPS = 40;

/** What somebody without a mouse does. It fails where a control cannot be reached, is covered, or where the focus is lost. */
export function keyboardOf(page: Page): Hand {
  const key = (name: string) => page.keyboard.press(name);
  const isFocused = (control: Locator) => control.evaluate((one) => one === document.activeElement);
  const focusName = () =>
    page.evaluate(() => {
      const one = document.activeElement;
      const text = one?.getAttribute('aria-label') ?? (one instanceof HTMLElement ? one.innerText : '');
      return `${one?.tagName.toLowerCase()} “${text.trim().slice(0, 30)}”`;
    });
  // Chromium opens a dialog of its own unless somebody listens before it would.
  page.on('filechooser', () => undefined);
  let loaded = '';

  /** At a page that was just loaded nothing has the focus yet; later that is a focus that was lost. */
  async function startsSomewhere(control: Locator): Promise<void> {
    const at = await page.evaluate(() => ({
      lost: document.activeElement === document.body || document.activeElement === null,
      load: String(performance.timeOrigin),
    }));
    if (at.lost && at.load === loaded) throw new Error(`the focus was lost before ${control}`);
    loaded = at.load;
  }

  async function reach(control: Locator): Promise<void> {
    await control.waitFor({ state: 'attached' });
    await startsSomewhere(control);
    const stops: string[] = [];
    while (!(await isFocused(control))) {
      if (stops.length === MOST_STOPS) throw new Error(`${control} is not reached by Tab: ${stops.join(', ')}`);
      const isBehind = await control.evaluate(
        (one) =>
          document.activeElement !== document.body &&
          (document.activeElement!.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING) !== 0,
      );
      await key(isBehind ? 'Shift+Tab' : 'Tab');
      stops.push(await focusName());
    }
    await isInSight(control);
  }

  /**
   * The ring of what has the focus is of no use where a bar covers it. Radio buttons and selects are seen by what is drawn
   * around them.
   */
  async function isInSight(control: Locator): Promise<void> {
    const cover = await control.evaluate((one) => {
      const seen = one.closest('label, .el-select__wrapper') ?? one;
      const box = seen.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, innerHeight / 2)];
      const top = document.elementFromPoint(x, y);
      return top === null || seen.contains(top) || top.contains(seen) ? null : top.outerHTML.slice(0, 160);
    });
    if (cover !== null) throw new Error(`${control} has the focus and is covered by ${cover}`);
  }

  async function type(field: Locator, text: string): Promise<void> {
    await reach(field);
    await key('Control+a');
    await page.keyboard.type(text);
  }

  /** By arrows until it is there. */
  async function arrowsTo(isThere: () => Promise<boolean>, what: string, arrow = 'ArrowDown'): Promise<void> {
    for (let steps = 0; !(await isThere()); steps += 1) {
      if (steps === MOST_STEPS) throw new Error(`${what} is not reached by arrows`);
      await key(arrow);
    }
  }

  async function press(control: Locator): Promise<void> {
    await control.waitFor({ state: 'attached' });
    const type = await control.getAttribute('type');
    if (type === 'radio') {
      const name = await control.getAttribute('name');
      await reach(page.locator(`input[name="${name}"]:checked`));
      return arrowsTo(() => control.isChecked(), String(control), 'ArrowRight');
    }
    await reach(control);
    await key(type === 'checkbox' ? 'Space' : 'Enter');
  }

  return {
    page,
    press,
    type,
    async date(field, date) {
      await reach(field);
      // Month, day and year are fields of their own; in Chromium without a screen they stand in the order of America.
      const [year, month, day] = date.split('-');
      await page.keyboard.type(`${month}${day}${year}`);
      if ((await field.inputValue()) !== date) throw new Error(`${field} took ${await field.inputValue()} for ${date}`);
    },
    async pick(field, option) {
      await reach(field);
      if ((await field.getAttribute('aria-expanded')) !== 'true') await key('Enter');
      await page.getByRole('option', { name: option, exact: true }).waitFor();
      const marked = async () => {
        const id = await field.getAttribute('aria-activedescendant');
        return id ? (await page.locator(`[id="${id}"]`).innerText()).trim() === option : false;
      };
      await arrowsTo(marked, option);
      await key('Enter');
      // A list of several stays open.
      if ((await field.getAttribute('aria-expanded')) === 'true') await key('Escape');
    },
    async choose(field, option) {
      await reach(field);
      const shown = () => field.evaluate((one) => (one as HTMLSelectElement).selectedOptions[0]?.label ?? '');
      await arrowsTo(async () => (await shown()) === option, option);
    },
    async file(button, file) {
      await reach(button);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), key('Enter')]);
      await chooser.setFiles(file);
    },
  };
}
