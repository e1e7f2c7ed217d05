import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  devOptional?: boolean;
  link?: boolean;
}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const locked = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);

it('low: every package of the lock file has an integrity, for every platform, and none names where it came from', () => {
  expect(locked.length).toBeGreaterThan(500);
  expect(locked.flatMap(([path, { integrity }]) => (integrity ? [] : [path]))).toEqual([]);
  expect(locked.flatMap(([path, { resolved }]) => (resolved ? [path] : []))).toEqual([]);
});

it('low: an installed server has neither the builder nor what is built into the pages', () => {
  const installed = locked.flatMap(([path, { dev, devOptional }]) => (dev || devOptional ? [] : [path]));
  expect(installed).toContain('node_modules/express');
  const unwanted = /node_modules\/(vite|rolldown|vue|vue-router|element-plus|echarts|typescript)$/;
  expect(installed.filter((path) => unwanted.test(path))).toEqual([]);
});
