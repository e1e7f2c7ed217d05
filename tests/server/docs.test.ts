import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HELP } from '../../server/commands/usage';
import { PASSWORD, discard, startServer } from './kit';

const documents = [
  ...readdirSync('.').filter((name) => /^(README|CONTRIBUTING|CHANGELOG).*\.md$/.test(name)),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];
const textOf = (file: string) => readFileSync(file, 'utf8');

/** The blocks of one language in a document, in their order. */
const blocksOf = (file: string, language: string) =>
  [...textOf(file).matchAll(/^[ ]*```(\w+)\n([\s\S]*?)^[ ]*```$/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? '');

describe('the documents', () => {
  it.each(documents)('%s: every relative link leads to a file', (file) => {
    const text = textOf(file).replaceAll(/```[\s\S]*?```/g, '');
    const targets = [
      ...[...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? ''),
      ...[...text.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map((match) => match[1] ?? ''),
    ].filter((target) => !/^[a-z]+:/.test(target));
    const broken = targets.filter((target) => {
      const [path = '', fragment] = target.split('#');
      const to = path === '' ? file : resolve(dirname(file), path);
      if (!existsSync(to)) return true;
      const anchors = [...textOf(to).matchAll(/^#+ (.*)$/gm)].map((match) => anchorOf(match[1] ?? ''));
      return fragment !== undefined && !anchors.includes(fragment);
    });
    expect(broken).toEqual([]);
  });

  it('every command that they name exists', () => {
    const scripts = Object.keys((JSON.parse(textOf('package.json')) as { scripts: object }).scripts);
    const commands = [...HELP.matchAll(/^ {2}([a-z-]+)/gm)].map((match) => match[1] ?? '');
    const unknown: string[] = [];
    for (const file of documents) {
      for (const [, name = ''] of textOf(file).matchAll(/npm run (?:-s |--silent )?([a-z:-]+)/g)) {
        if (!scripts.includes(name)) unknown.push(`${file}: npm run ${name}`);
      }
      for (const [, name = ''] of textOf(file).matchAll(/kaodian -- ([a-z-]+)/g)) {
        if (!commands.includes(name)) unknown.push(`${file}: kaodian ${name}`);
      }
    }
    expect(unknown).toEqual([]);
  });

  it('stand in both languages', () => {
    const own = readdirSync('docs').filter((name) => name.endsWith('.md'));
    // The glossary has both in one table.
    const english = own.filter((name) => name !== 'glossary.md');
    expect(readdirSync('docs/zh').toSorted()).toEqual(english.toSorted());
    for (const name of english) expect(textOf(join('docs', name)), name).toContain(`zh/${name}`);
  });
});

/** As a heading's anchor is made of its text. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

describe('the API by example', () => {
  it.each(['docs', 'docs/zh'])(
    'every block of %s runs against an empty server',
    { timeout: 60_000 },
    async (folder) => {
      const server = await startServer();
      const cwd = mkdtempSync(join(tmpdir(), 'kaodian-docs-'));
      const lines = ['api.md', 'from-an-uptime-tool.md']
        .flatMap((name) => blocksOf(join(folder, name), 'sh'))
        .flatMap((block) => block.split('\n'))
        // The two that the reader fills in.
        .filter((line) => !/^(KAODIAN|PASSWORD)=/.test(line));
      expect(lines.filter((line) => line.includes('curl ')).length).toBeGreaterThan(14);
      // The server answers in this process: the shell must not block it.
      const env = { ...process.env, KAODIAN: server.url, PASSWORD };
      const shell = spawn('bash', ['-euo', 'pipefail', '-c', lines.join('\n')], { cwd, env });
      const said: string[] = [];
      shell.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
      shell.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
      const code = await new Promise((done) => shell.once('exit', done));
      const text = said.join('');
      expect([code, code === 0 ? '' : text]).toEqual([0, '']);
      expect(text).not.toContain('"refused":[{');
      expect(text).not.toContain('"outcome":"refused"');
      expect(text).toContain('{"ok":true}');
      rmSync(cwd, { recursive: true, force: true });
      await discard(server);
    },
  );
});
