import { z } from 'zod';
import { parseInstant } from '../../shared/model/instant';
import { parseScope } from '../../shared/model/scope';
import { ROLES } from '../../shared/model/vocabulary';
import { parseAsOf } from '../ledger/querying/as-of';
import { ApiFailure } from '../services/failure';

/** A parameter that a parser accepts; otherwise an issue that names it. */
function parsedBy<T>(parse: (text: string) => T | null, message: string) {
  return z.string().transform((text, ctx) => {
    const value = parse(text);
    if (value !== null) return value;
    ctx.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** An unescaped + in a query arrives as a blank; in an instant it can only be the sign of the offset. */
const withPlus = (text: string) => text.replace(/ (\d{2}:\d{2})$/, '+$1');

export const instantParam = parsedBy(
  (text) => parseInstant(withPlus(text)),
  'an instant is ISO 8601 with an offset, such as 2023-06-07T09:00:00+08:00',
);

export const scopeParam = parsedBy(parseScope, 'a scope is an area code or kind:id, such as 440781 or site:S1');

/** The scope of an account or a token: one or a list (contract 3). The role decides what is allowed. */
export const scopeList = z
  .union([z.string().max(80), z.array(z.string().max(80)).max(1000)])
  .transform((given) => (typeof given === 'string' ? [given] : given));

/** The filters of accounts and tokens: a role, and a scope that theirs has to cover. */
export const accountFilter = { role: z.enum(ROLES).optional(), scope: scopeParam.optional() };

/** The rows of the form are of an area, a site, a project or a grant (semantics 9). */
export const formScopeParam = parsedBy((text) => {
  const scope = parseScope(text);
  return scope === null || scope.kind === 'room' || scope.kind === 'device' ? null : scope;
}, 'the form is of an area code, or site:, project: or grant: with an id');

export const password = z.string().min(1).max(1000);

/** A code of a second factor, or one of its recovery codes; blanks and dashes are ignored. */
export const secondFactorCode = z.string().min(1).max(40);

/** A seq, or an instant (contract 5). */
export const asOfParam = parsedBy(
  (text) => parseAsOf(withPlus(text)),
  'asOf is a seq, or an instant as ISO 8601 with an offset',
);

export const limitParam = (most: number) =>
  parsedBy((text) => (/^[1-9]\d{0,6}$/.test(text) && Number(text) <= most ? Number(text) : null), `limit is 1–${most}`);

export const seqParam = parsedBy((text) => (/^\d{1,15}$/.test(text) ? Number(text) : null), 'after is a seq');

/** A parameter that may stand several times: `status=down&status=unknown`. */
export const severalParam = <T extends z.ZodType<string>>(one: T) =>
  z.union([one.transform((value) => [value]), z.array(one).min(1).max(100)]);

/** @throws ApiFailure naming `to`. */
export function inOrder(from: number, to: number): void {
  if (from >= to) throw new ApiFailure('bad-request', 'to: a window ends after it begins', 'to');
}

/**
 * Parses what a request sends. Unknown names are refused too, so that a misspelt parameter is never ignored.
 * @throws ApiFailure naming the field.
 */
export function parse<Shape extends z.ZodRawShape>(
  shape: Shape,
  value: unknown,
  whole: string,
): z.output<z.ZodObject<Shape>> {
  const parsed = z.strictObject(shape).safeParse(value);
  if (parsed.success) return parsed.data as z.output<z.ZodObject<Shape>>;
  const issue = parsed.error.issues[0]!;
  const field = [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])].join('.') || whole;
  const top = (value as Record<string, unknown> | undefined)?.[field];
  const missing = issue.code === 'invalid_type' && issue.path.length === 1 && top === undefined;
  throw new ApiFailure('bad-request', missing ? `${field} is wanted` : `${field}: ${issue.message}`, field);
}
