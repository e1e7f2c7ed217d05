import type { Store } from '../../store/store';
import { imageType } from './image-type';

/** Longer texts are read one by one. */
const TEXT_MAX = 1000;

/** The texts of papers of at most so many bytes by their references; photos, erased papers and those that have not come yet are left out. */
export async function smallTexts(
  { papers }: Pick<Store, 'papers'>,
  refs: readonly string[],
  most = TEXT_MAX,
): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const { ref, bytes } of await papers.small([...new Set(refs)], most)) {
    if (imageType(bytes, bytes.length) === null) texts[ref] = Buffer.from(bytes).toString('utf8');
  }
  return texts;
}
