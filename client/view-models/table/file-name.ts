/** A file name of its parts, without what one of the usual file systems refuses: `设备-演示考点01-2026-11-26.csv`. */
export function fileName(parts: readonly string[], ending: string): string {
  const clean = parts
    .map((part) => part.replace(/[\\/:*?"<>|\s]+/g, '-').replace(/^[-.]+|[-.]+$/g, ''))
    .filter(Boolean);
  return `${clean.join('-') || 'kaodian'}.${ending}`;
}
