import type { Locator, Page } from 'playwright-core';

export interface NamedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** How somebody works a page: by the keyboard alone, or by touch alone. */
export interface Hand {
  page: Page;
  /** A button, a link, a check box, or one of a group of radio buttons. */
  press(control: Locator): Promise<void>;
  /** In place of what the field holds; Tab or the next touch leaves it. */
  type(field: Locator, text: string): Promise<void>;
  /** A field of the browser's own calendar, `2027-07-10`. */
  date(field: Locator, date: string): Promise<void>;
  /** One of a list that opens below its field. */
  pick(field: Locator, option: string): Promise<void>;
  /** One of the browser's own list. */
  choose(field: Locator, option: string): Promise<void>;
  /** A file in the browser's own dialog, which the button opens. */
  file(button: Locator, file: NamedFile): Promise<void>;
}
