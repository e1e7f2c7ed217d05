const MOST = 6;

/**
 * The areas that a text may mean: those whose code begins with it, or whose name in any of the given languages contains
 * it. A code of six digits that no list has is taken as it is (GB/T 2260 has more than 3,000).
 */
export function areasLike(text: string, names: readonly Readonly<Record<string, string>>[]): string[] {
  const asked = text.trim().toLowerCase();
  if (asked === '') return [];
  const codes = [...new Set(names.flatMap((list) => Object.keys(list)))].sort();
  const found = codes.filter(
    (code) => code.startsWith(asked) || names.some((list) => list[code]?.toLowerCase().includes(asked)),
  );
  if (/^\d{6}$/.test(asked) && !codes.includes(asked)) return [asked];
  return found.slice(0, MOST);
}
