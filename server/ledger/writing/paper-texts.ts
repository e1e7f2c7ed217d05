import { createHash, randomBytes } from 'node:crypto';
import type { Entry } from '../../../shared/model/entry';
import type { Paper } from '../../store/store';

/** Free-text fields of a body, at any depth: the ledger holds the salted hash of the paper instead. */
const TEXTS = new Set(['note', 'reason', 'statement', 'override']);

export const SALT_BYTES = 16;

/** `what` of the entry `config.changed` that an erased paper leaves; its `id` is the paper's hash. */
export const ERASED_WHAT = 'paper';

export function paperRef(salt: Uint8Array, bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(salt).update(bytes).digest('hex')}`;
}

/** Copies a body with every text replaced; `replace` gets the text and its path in the body. */
export function mapTexts(
  value: unknown,
  replace: (text: string, path: string) => unknown,
  path = '',
  field = '',
): unknown {
  if (typeof value === 'string') return TEXTS.has(field) ? replace(value, path) : value;
  if (Array.isArray(value)) return value.map((one, index) => mapTexts(one, replace, `${path}/${index}`));
  if (value === null || typeof value !== 'object') return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    copy[key] = mapTexts((value as Record<string, unknown>)[key], replace, `${path}/${key}`, key);
  }
  return copy;
}

/** The papers that a body of the ledger refers to: in the place of its texts, and in `papers`. No other field refers. */
export function papersOf(body: object): string[] {
  const { papers = [] } = body as { papers?: readonly string[] };
  return [...new Set([...textRefs(body), ...papers])];
}

/** The paper that an entry says was erased; null for every other entry. */
export function erasedPaper({ kind, body }: Entry): string | null {
  return kind === 'config.changed' && body.what === ERASED_WHAT ? `sha256:${body.id}` : null;
}

/** The references in a body that replace its texts. */
export function textRefs(body: unknown): string[] {
  const refs: string[] = [];
  mapTexts(body, (ref) => refs.push(ref));
  return refs;
}

/** Replaces the texts of a body by references to papers (semantics 2: no personal data in the ledger). */
export function takeTexts(body: unknown): { body: unknown; papers: Paper[] } {
  const papers: Paper[] = [];
  const taken = mapTexts(body, (text) => {
    const salt = randomBytes(SALT_BYTES);
    const bytes = Buffer.from(text, 'utf8');
    const ref = paperRef(salt, bytes);
    papers.push({ ref, salt, bytes });
    return ref;
  });
  return { body: taken, papers };
}
