import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import type { EntriesAnswer } from '../../shared/contract/http';
import type { Sent } from './world';

export const PASSWORD = 'a password of the tests';
const MOST = 1000;

/** A real server in a process of its own, so that it can fall silent as a real one does. */
export interface PageServer {
  url: string;
  /** What a first start without ADMIN_PASSWORD prints. */
  setUpLink: string | null;
  /** Asks as the administrator. */
  ask<T>(method: 'POST' | 'PATCH', path: string, json: unknown): Promise<T>;
  /** Sends entries that have to be recorded. */
  must(entries: readonly Sent[]): Promise<void>;
  /** It stops answering, without closing a connection. */
  freeze(): void;
  thaw(): void;
  /** It ends as at an update; `start` begins it again at the same address, on the same data. */
  end(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** @param more variables of its environment. */
export async function startPageServer(
  password: string | null = PASSWORD,
  more: Record<string, string> = {},
): Promise<PageServer> {
  const folder = mkdtempSync(join(tmpdir(), 'kaodian-pages-'));
  const { ADMIN_PASSWORD: _ours, ...env } = process.env;
  const admin = password === null ? {} : { ADMIN_PASSWORD: password };
  const begin = (port: string) =>
    spawn(process.execPath, ['dist/server/main.js'], {
      env: { ...env, ...admin, PORT: port, DATA_DIR: folder, LOG_LEVEL: 'warn', ...more },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  let child = begin('0');
  const { url, setUpLink } = await addressOf(child, password === null);
  const cookie = password === null ? '' : await cookieOf(url, password);

  async function ask<T>(method: string, path: string, json: unknown): Promise<T> {
    const headers = { 'content-type': 'application/json', cookie };
    const answer = await fetch(url + path, { method, headers, body: JSON.stringify(json) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async function must(entries: readonly Sent[]): Promise<void> {
    for (let from = 0; from < entries.length; from += MOST) {
      const sent = { entries: entries.slice(from, from + MOST) };
      const { results } = await ask<EntriesAnswer>('POST', '/api/entries', sent);
      const refused = results.find((one) => one.outcome !== 'recorded');
      if (refused) throw new Error(JSON.stringify(refused));
    }
  }

  return {
    url,
    setUpLink,
    ask,
    must,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    end: () => ended(child),
    async start() {
      child = begin(new URL(url).port);
      await addressOf(child, false);
    },
    async stop() {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGCONT');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

async function cookieOf(url: string, password: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function addressOf(child: ChildProcess, first: boolean): Promise<{ url: string; setUpLink: string | null }> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const url = /kaodian is at (\S+)/.exec(text)?.[1];
      const setUpLink = /\S+\/setup#\S+/.exec(text)?.[0] ?? null;
      if (url && (setUpLink || !first)) resolve({ url, setUpLink });
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it listened`)));
  });
}

export async function openBrowser(...args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PAGES'] ?? process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', ...args],
  });
}

export interface Look {
  theme?: 'light' | 'dark';
  locale?: 'zh-CN' | 'en';
  width?: number;
  height?: number;
}

/** A visitor with his own cookies, whose theme and language are already chosen. */
export async function visitor(browser: Browser, url: string, look: Look = {}): Promise<BrowserContext> {
  const { theme = 'light', locale = 'zh-CN', width = 1366, height = 768 } = look;
  const context = await browser.newContext({ baseURL: url, viewport: { width, height }, locale: 'zh-CN' });
  await context.addInitScript(
    ([chosenTheme, chosenLocale]) => {
      localStorage.setItem('kaodian.theme', chosenTheme!);
      localStorage.setItem('kaodian.locale', chosenLocale!);
    },
    [theme, locale],
  );
  return context;
}

export async function logIn(page: Page, password = PASSWORD): Promise<void> {
  await page.goto('/login');
  await page.locator('#username').fill('admin');
  await page.locator('#password').fill(password);
  await page.locator('form button').click();
  await page.locator('table tbody tr[data-row]').first().waitFor();
}

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on the open page, a line each. */
export async function axeFinds(page: Page): Promise<string[]> {
  // The pages have no frames: without the extra page in which axe would gather them there is nothing to wait for.
  // What passes is not written down: that is half of the time.
  const options = { runOnly: { type: 'tag' as const, values: AXE_TAGS }, resultTypes: ['violations' as const] };
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options(options).analyze();
  return violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`,
  );
}
