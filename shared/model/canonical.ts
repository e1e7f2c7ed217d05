/**
 * RFC 8785 (JCS) canonical JSON: object keys sorted by UTF-16 code units, ECMAScript number and string forms, no white
 * space. The bytes that the chain hashes and that an export carries (semantics 2, contract 7).
 *
 * @throws TypeError on what JSON cannot carry exactly (NaN, infinities, undefined inside an array, lone surrogates).
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`canonical JSON cannot carry ${value}`);
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('canonical JSON cannot carry a lone surrogate');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object') {
    const record = value as Record<string, unknown>;
    const parts: string[] = [];
    // The default sort compares UTF-16 code units, which is what JCS asks for.
    for (const key of Object.keys(record).sort()) {
      if (record[key] !== undefined) parts.push(`${canonical(key)}:${canonical(record[key])}`);
    }
    return `{${parts.join(',')}}`;
  }
  throw new TypeError(`canonical JSON cannot carry a ${typeof value}`);
}
