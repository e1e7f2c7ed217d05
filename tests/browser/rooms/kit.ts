import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { type Look, PASSWORD, visitor } from '../kit';
import { roomWorld, seatOf } from '../phone/kit';
import type { Sent } from '../world';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const DOWN = seatOf(23);
export const DEGRADED = seatOf(41);
/** A device whose year holds one outage of a minute. */
export const BRIEF = seatOf(5);
/** One whose observation was taken back. */
export const CORRECTED = seatOf(6);

export const sent = (kind: string, at: number, body: Record<string, unknown>): Sent => ({
  id: randomUUID(),
  kind,
  at: new Date(at).toISOString(),
  body,
});

/**
 * The room of the phone's tests (53 seats, 3 spare ones, ten devices around), with an overdue fault, a degraded device,
 * an inspection of yesterday, service hours, and two sittings of tomorrow.
 */
export function seatWorld(now: number): Sent[] {
  const fault = (faultId: string, deviceId: string, impact: string, hours: number) =>
    sent('fault.reported', now - hours * HOUR, { faultId, deviceId, impact, severity: 'major' });
  const sitting = (sittingId: string, from: number, placed: number) =>
    sent('exam.scheduled', now - HOUR, {
      sittingId,
      exam: '英语听说模拟',
      siteId: 'S1',
      rooms: [{ roomId: 'R1', placed }],
      from: new Date(from).toISOString(),
      to: new Date(from + HOUR).toISOString(),
    });
  // At 08:00 and 10:00 of the next day of the business zone.
  const morning = Math.floor((now + 8 * HOUR) / DAY) * DAY + DAY;
  const requires = [
    { category: 'computer', count: 1, per: 'seat' },
    { category: 'camera', count: 2, per: 'room' },
    { category: 'ups', count: 1, per: 'room' },
  ];
  return [
    ...roomWorld(now),
    sent('site.scheduleSet', now - 30 * HOUR, {
      siteId: 'S1',
      schedule: {
        weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
        except: [{ from: '2099-02-01', to: '2099-02-15', windows: [] }],
      },
    }),
    sent('profile.set', now - 30 * HOUR, { profileId: 'computer-room', requires }),
    sent('room.changed', now - 29 * HOUR, { roomId: 'R1', profile: 'computer-room' }),
    sent('device.changed', now - 29 * HOUR, { deviceId: seatOf(1), domestic: true }),
    // The inspection of yesterday counts for the sittings of tomorrow, at whatever hour the tests run.
    sent('setting.set', now - 21 * HOUR, { name: 'readinessHours', value: 72 }),
    sent('room.inspected', now - 20 * HOUR, { roomId: 'R1', exceptions: [] }),
    // Reported 25 hours and 3 minutes ago with a limit of 24: more than an hour over, also by the page's whole minutes.
    fault('F-DOWN', DOWN, 'down', 25.05),
    fault('F-DEG', DEGRADED, 'degraded', 2),
    sent('status.observed', now - 10 * HOUR, { deviceId: BRIEF, status: 'down' }),
    sent('status.observed', now - 10 * HOUR + 60_000, { deviceId: BRIEF, status: 'up' }),
    sitting('E-1', morning, 53),
    sitting('E-2', morning + 2 * HOUR, 40),
  ];
}

/** A page of somebody who is logged in. */
export async function openAs(browser: Browser, url: string, name: string, look: Look = {}): Promise<Page> {
  const context = await visitor(browser, url, look);
  const page = await context.newPage();
  await page.goto('/login');
  await page.locator('#username').fill(name);
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => !address.pathname.startsWith('/login'));
  return page;
}

export const tile = (page: Page, id: string) => page.locator(`[data-device="${id}"]`);
