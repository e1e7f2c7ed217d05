import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Every formula is worked out as a file is opened; by default the kept values of a file stand. */
const RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** The forms are set in fonts that this machine does not have. */
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${[
  ['宋体', 'Noto Serif CJK SC'],
  ['黑体', 'Noto Sans CJK SC'],
]
  .map(
    ([from, to]) =>
      `<match target="pattern"><test name="family"><string>${from}</string></test><edit name="family" mode="assign" binding="strong"><string>${to}</string></edit></match>`,
  )
  .join('')}</fontconfig>`;

/** A folder with LibreOffice's settings for these tests. */
export class Office {
  readonly folder = mkdtempSync(join(tmpdir(), 'kaodian-office-'));

  constructor() {
    mkdirSync(join(this.folder, 'profile/user'), { recursive: true });
    writeFileSync(join(this.folder, 'profile/user/registrymodifications.xcu'), RECALCULATE);
    writeFileSync(join(this.folder, 'fonts.conf'), FONTS);
  }

  /** Opens files and writes them as another type; returns their paths. */
  convert(files: Readonly<Record<string, Uint8Array>>, to: 'xlsx' | 'pdf'): Map<string, string> {
    const from = mkdtempSync(join(this.folder, 'in-'));
    const out = mkdtempSync(join(this.folder, 'out-'));
    const names = Object.entries(files).map(([name, bytes]) => {
      writeFileSync(join(from, name), bytes);
      return name;
    });
    const args = [
      '--headless',
      '--norestore',
      `-env:UserInstallation=file://${join(this.folder, 'profile')}`,
      '--convert-to',
      to,
      '--outdir',
      out,
      ...names.map((name) => join(from, name)),
    ];
    execFileSync(process.env['SOFFICE']!, args, {
      env: { ...process.env, FONTCONFIG_FILE: join(this.folder, 'fonts.conf') },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 120_000,
    });
    return new Map(names.map((name) => [name, join(out, name.replace(/\.\w+$/, `.${to}`))]));
  }
}

export const pdfText = (path: string): string =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, '');

export const pdfPages = (path: string): number =>
  Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', [path], { encoding: 'utf8' }))?.[1]);

/** The size of the first page in points. */
export const pdfSize = (path: string): [number, number] => {
  const [, width, height] = /^Page size:\s+([\d.]+) x ([\d.]+)/m.exec(
    execFileSync('pdfinfo', [path], { encoding: 'utf8' }),
  )!;
  return [Math.round(Number(width)), Math.round(Number(height))];
};

/** A workbook with every kept value of a formula replaced by a wrong one. */
export function withWrongValues(bytes: Uint8Array): { bytes: Uint8Array; formulas: number } {
  let formulas = 0;
  const parts = Object.entries(unzipSync(bytes)).map(([name, content]): [string, Uint8Array] => {
    if (!name.startsWith('xl/worksheets/')) return [name, content];
    const xml = strFromU8(content).replace(/(<\/f><v>)[^<]*(<\/v>)/g, (_, before: string, after: string) => {
      formulas += 1;
      return `${before}999${after}`;
    });
    return [name, strToU8(xml)];
  });
  return { bytes: zipSync(Object.fromEntries(parts)), formulas };
}
