/** The files that a page's HTML names: another list is another version of the pages. */
export function assetsOf(html: string): string {
  const found = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file!);
  return [...new Set(found)].sort().join(' ');
}
