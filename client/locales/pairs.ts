/** One word in Chinese and English. */
export type Pair = readonly [zh: string, en: string];
type Language = 0 | 1;

/** The words of one language, by key. */
export function flat<K extends string>(pairs: Readonly<Record<K, Pair>>, language: Language): Record<K, string> {
  const entries = Object.entries<Pair>(pairs).map(([key, pair]) => [key, pair[language]]);
  return Object.fromEntries(entries) as Record<K, string>;
}

/** The words of one language for keys of two parts (`fault.verified`), as messages under their first part. */
export function nested(
  pairs: Readonly<Record<string, Pair>>,
  language: Language,
): Record<string, Record<string, string>> {
  const out: Record<string, Record<string, string>> = {};
  for (const [key, pair] of Object.entries(pairs)) {
    const [head, tail] = key.split('.') as [string, string];
    (out[head] ??= {})[tail] = pair[language];
  }
  return out;
}
