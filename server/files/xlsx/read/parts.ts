import { FileRefused } from '../../refused';
import { readXml } from './xml';
import type { Zip } from './zip';

/** Where the parts of a workbook lie in its file. */
export interface Parts {
  workbook: string;
  styles: string | null;
  strings: string | null;
  /** The worksheets by the id of their relationship. */
  sheets: ReadonlyMap<string, string>;
}

const MACROS = /(^|\/)(vbaProject\.bin|macrosheets\/|intlMacroSheets\/)/i;
const LINKED = /^xl\/(externalLinks\/|connections\.xml$)/i;

/** Refuses what a file may not bring along, and finds the parts. @throws FileRefused */
export async function partsOf(zip: Zip): Promise<Parts> {
  for (const name of zip.names) {
    if (MACROS.test(name)) throw new FileRefused('macro');
    if (LINKED.test(name)) throw new FileRefused('external-link');
  }
  if (!zip.has('[Content_Types].xml') || !zip.has('_rels/.rels')) throw new FileRefused('not-a-workbook');
  await readXml(zip, '[Content_Types].xml', {
    open(_, { ContentType = '' }) {
      if (/macroEnabled|vbaProject|macrosheet/i.test(ContentType)) throw new FileRefused('macro');
    },
  });
  const root = await relationships(zip, '_rels/.rels', '');
  const workbook = root.find(({ type }) => type === 'officeDocument')?.target;
  if (workbook === undefined || !zip.has(workbook) || !workbook.endsWith('.xml')) {
    throw new FileRefused('not-a-workbook');
  }
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const own = `${folder}_rels/${workbook.slice(folder.length)}.rels`;
  const found = zip.has(own) ? await relationships(zip, own, folder) : [];
  const one = (sort: string) => found.find(({ type, target }) => type === sort && zip.has(target))?.target ?? null;
  return {
    workbook,
    styles: one('styles'),
    strings: one('sharedStrings'),
    sheets: new Map(found.flatMap(({ type, id, target }) => (type === 'worksheet' ? [[id, target] as const] : []))),
  };
}

interface Relationship {
  id: string;
  /** The last part of its address: the strict and the usual form of the format agree in it. */
  type: string;
  /** The name of the part in the file. */
  target: string;
}

async function relationships(zip: Zip, part: string, folder: string): Promise<Relationship[]> {
  const found: Relationship[] = [];
  await readXml(zip, part, {
    open(name, { Id = '', Type = '', Target = '', TargetMode }) {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : resolved(folder + Target);
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return found;
}

function resolved(path: string): string {
  const out: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') out.pop();
    else if (step !== '.' && step !== '') out.push(step);
  }
  return out.join('/');
}
