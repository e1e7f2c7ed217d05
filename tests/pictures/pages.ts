import type { Page } from 'playwright-core';
import { TECHNICIAN } from './demo-server';

export interface Picture {
  /** The file's name: `NAME.webp`, and `NAME-dark.webp`. */
  name: string;
  path: string;
  width: number;
  height: number;
  /** Who looks at it; the administrator when absent. */
  who?: typeof TECHNICIAN;
  /** Waits until the page shows what the picture is of. */
  until(page: Page): Promise<unknown>;
}

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const seen = (selector: string) => (page: Page) => page.locator(selector).first().waitFor();

/** The pictures of the README, a line each. */
export const PICTURES: readonly Picture[] = [
  { name: 'overview', path: '/', ...desk, until: seen('[data-window="year"] .rate') },
  { name: 'site', path: '/sites/K07', ...desk, until: seen('tr[data-device] .word') },
  { name: 'device', path: '/devices/K07-1-PC23', ...desk, until: seen('.entries tbody tr') },
  { name: 'indicators', path: '/indicators?row=fault-rate', ...desk, until: seen('[data-record]') },
  { name: 'phone-round', path: '/m/rounds/K01-1', ...phone, who: TECHNICIAN, until: seen('main button') },
];
