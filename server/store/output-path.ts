import { type BigIntStats, readdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** An output that would damage the data folder; the message is the one line that the command prints. */
export class OutputRefused extends Error {}

const LINKS_MAX = 40;

function statOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** Where a path leads to: every link followed, also those whose end does not exist yet. */
function followed(path: string, links = 0): string {
  if (links > LINKS_MAX) throw new OutputRefused(`${path} is a circle of links: name a file`);
  const absolute = resolve(path);
  try {
    return realpathSync(absolute);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const link = linkOf(absolute);
  if (link !== null) return followed(resolve(dirname(absolute), link), links + 1);
  return join(followed(dirname(absolute), links), basename(absolute));
}

const isSame = (a: BigIntStats, b: BigIntStats) => a.dev === b.dev && a.ino === b.ino;

/** Compared by identity on the disk and not by name: the folder may be mounted twice, or its name written in another case. */
function isWithin(path: string, folder: BigIntStats): boolean {
  for (let at = path; ; at = dirname(at)) {
    const stats = statOf(at);
    if (stats && isSame(stats, folder)) return true;
    if (at === dirname(at)) return false;
  }
}

/** Whether a file is another name (a hard link) of a file in a folder. */
function isLinkedInto(file: BigIntStats, folder: string): boolean {
  if (file.nlink < 2n) return false;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => {
    const stats = statOf(join(folder, name));
    return stats !== null && isSame(stats, file);
  });
}

function refuseInside(path: string, target: string, dataFolder: string): BigIntStats | null {
  const folder = statOf(dataFolder);
  const stats = statOf(target);
  if (folder === null) return stats;
  if (isWithin(target, folder) || (stats?.isFile() && isLinkedInto(stats, dataFolder))) {
    throw new OutputRefused(`${path} is part of the data folder ${dataFolder}: name a place outside it`);
  }
  return stats;
}

/**
 * The file that an output is written to, all links followed.
 * @throws OutputRefused when it lies in the data folder, is a file of it under another name, or is no regular file.
 */
export function outputFile(path: string, dataFolder: string): string {
  const target = followed(path);
  const stats = refuseInside(path, target, dataFolder);
  if (stats && !stats.isFile()) throw new OutputRefused(`${path} is no file: name a file to write`);
  return target;
}

/** The folder that an output is written into. @throws OutputRefused when it lies in the data folder, or is no folder. */
export function outputFolder(path: string, dataFolder: string): string {
  const target = followed(path);
  const stats = refuseInside(path, target, dataFolder);
  if (stats && !stats.isDirectory()) throw new OutputRefused(`${path} is no folder: name a folder to write into`);
  return target;
}
