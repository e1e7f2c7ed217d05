import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import decode from 'qr/decode.js';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PASSWORD, type PageServer, openBrowser, startPageServer, visitor } from './kit';
import { roomWorld, seatOf } from './phone/kit';

let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(roomWorld(Date.now()));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A page of a PDF as an image: 3 bytes a pixel. */
function render(pdf: Buffer, page: number): { width: number; height: number; data: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'kaodian-labels-'));
  try {
    const out = join(folder, 'page');
    execFileSync('pdftoppm', ['-r', '200', '-f', String(page), '-l', String(page), '-singlefile', '-', out], {
      input: pdf,
    });
    const ppm = readFileSync(`${out}.ppm`);
    const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString('latin1'))!;
    return { width: Number(head[1]), height: Number(head[2]), data: ppm.subarray(head[0].length) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One label of the sheet, cropped, as pixels with alpha. */
function crop({ width, height, data }: ReturnType<typeof render>, column: number, row: number) {
  const [w, h] = [Math.floor(width / 3), Math.floor(height / 8)];
  const out = new Uint8ClampedArray(w * h * 4).fill(255);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const from = ((row * h + y) * width + column * w + x) * 3;
      out.set(data.subarray(from, from + 3), (y * w + x) * 4);
    }
  }
  return { width: w, height: h, data: out };
}

it('a sheet is one A4 page, and each of its 24 codes is read from the picture', { timeout: 120_000 }, async () => {
  const context = await visitor(browser, server.url);
  const page = await context.newPage();
  await page.goto('/login');
  await page.locator('#username').fill('admin');
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
  await page.goto('/labels?scope=room:R1');
  await page.locator('.sheet').first().waitFor();
  // 53 seats, 3 spare ones and ten devices: 66 labels on three sheets.
  expect(await page.locator('.sheet').count()).toBe(3);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(3);

  const sheet = render(pdf, 1);
  // A4 at 200 dots an inch.
  expect(Math.abs(sheet.width - 1654)).toBeLessThanOrEqual(1);
  expect(Math.abs(sheet.height - 2339)).toBeLessThanOrEqual(1);
  const found = Array.from({ length: 24 }, (_, index) => decode(crop(sheet, index % 3, Math.floor(index / 3))));
  const ids = found.map((text) => {
    expect(text.startsWith(`${server.url}/v/`)).toBe(true);
    return text.slice(`${server.url}/v/`.length);
  });
  expect(new Set(ids).size).toBe(24);
  const shown = await page.locator('.sheet').first().locator('code').allInnerTexts();
  expect(ids).toEqual(shown);
  expect(shown).toContain(seatOf(1));
  await context.close();
});
