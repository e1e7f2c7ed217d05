import type { Locator, Page } from 'playwright-core';
import type { Hand } from './hand';

/** The least that a thumb hits, and the least size of text in a field at which a phone does not zoom in, px. */
const TARGET = 44;
const FIELD_TEXT = 16;

/** What somebody with a phone does. It fails where a control is too small, covered, or outside the screen. */
export function thumbOf(page: Page): Hand {
  page.on('filechooser', () => undefined);

  /** What is touched for a control: Element Plus and our own radio buttons draw around the input. */
  const touched = (control: Locator) =>
    control.evaluateHandle((one) => one.closest('.el-select__wrapper, .el-input__wrapper, .el-textarea, label') ?? one);

  async function isLargeEnough(control: Locator): Promise<void> {
    const { width, height, html } = await (
      await touched(control)
    ).evaluate((one) => {
      // The border of a group of radio buttons is hit as well.
      const own = one as HTMLElement;
      const around = one.closest<HTMLElement>('fieldset.group') ?? own;
      // As it is laid out: a list that opens grows.
      const height = Math.max(own.offsetHeight, around.offsetHeight);
      return { width: own.offsetWidth, height, html: own.outerHTML.slice(0, 160) };
    });
    if (width < TARGET - 0.5 || height < TARGET - 0.5) {
      throw new Error(`${control} is ${width} × ${height} px: ${html}`);
    }
  }

  async function touch(control: Locator): Promise<void> {
    await control.waitFor({ state: 'attached' });
    await isLargeEnough(control);
    await (await touched(control)).asElement()!.tap();
  }

  /** A list of several, or a calendar, stays open over what comes next until something else is touched. */
  async function close(field: Locator): Promise<void> {
    if ((await field.getAttribute('aria-expanded')) !== 'true') return;
    // The area's own list is part of the page.
    const title = page.getByRole('dialog').locator('.el-dialog__title');
    if ((await title.count()) > 0) await title.tap();
  }

  return {
    page,
    press: touch,
    async type(field, text) {
      await touch(field);
      const size = await field.evaluate((one) => parseFloat(getComputedStyle(one).fontSize));
      if (size < FIELD_TEXT) throw new Error(`${field} has text of ${size} px: a phone zooms in`);
      await field.evaluate((one) => (one as HTMLInputElement).select());
      await page.keyboard.type(text);
      await close(field);
    },
    async date(field, date) {
      // The wheel of the phone is no part of the page: it leaves the date in the field.
      await isLargeEnough(field);
      await field.fill(date);
    },
    async pick(field, option) {
      if ((await field.getAttribute('aria-expanded')) !== 'true') await touch(field);
      const wanted = page.getByRole('option', { name: option, exact: true });
      await wanted.waitFor();
      await isLargeEnough(wanted);
      await wanted.tap();
      await close(field);
      await wanted.waitFor({ state: 'hidden' });
    },
    async choose(field, option) {
      // So is its list.
      await isLargeEnough(field);
      await field.selectOption({ label: option });
    },
    async file(button, file) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), touch(button)]);
      await chooser.setFiles(file);
    },
  };
}
