/**
 * The first letter of an ideograph's pinyin, from the order in which the runtime sorts Chinese (CLDR, by pinyin): each
 * letter begins at the first ideograph of its kind. No syllable begins with i, u or v.
 */
const LETTERS = 'abcdefghjklmnopqrstwxyz';
const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥撒它穵夕丫帀';

/** Ideographs of names that are also read with another first letter: 厦门 is found by `xm` and by `sm`. */
const ALSO: Readonly<Record<string, string>> = {
  长: 'cz',
  重: 'cz',
  朝: 'cz',
  传: 'cz',
  藏: 'cz',
  查: 'cz',
  曾: 'cz',
  翟: 'dz',
  调: 'dt',
  石: 'ds',
  单: 'ds',
  盛: 'cs',
  沈: 'cs',
  宿: 'sx',
  厦: 'sx',
  莘: 'sx',
  行: 'hx',
  系: 'jx',
  校: 'jx',
  解: 'jx',
  降: 'jx',
  车: 'cj',
  仇: 'cq',
  贾: 'gj',
  会: 'hk',
  乐: 'ly',
  角: 'jl',
  番: 'fp',
  区: 'oq',
  铅: 'qy',
  尉: 'wy',
  浒: 'hx',
  折: 'sz',
  秘: 'bm',
};

/** More readings of one name than this are not tried. */
const READINGS_MAX = 8;

const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin');
const known = new Map<string, string>();

/** The letters that a character may stand for: itself where it is no ideograph, nothing for a blank. */
function lettersOf(char: string): string {
  if (/\s/.test(char)) return '';
  if (!/\p{Script=Han}/u.test(char)) return char.toLowerCase();
  let letters = ALSO[char] ?? known.get(char);
  if (letters === undefined) {
    const behind = [...FIRST].findIndex((first) => collator.compare(char, first) < 0);
    letters = LETTERS.charAt((behind < 0 ? LETTERS.length : behind) - 1);
    known.set(char, letters);
  }
  return letters;
}

/** The initials of a name, one text a reading: 台山一中 → `tsyz`. Empty where there is no ideograph in it. */
export function initialsOf(name: string): string[] {
  if (!/\p{Script=Han}/u.test(name)) return [];
  let readings = [''];
  for (const char of name) {
    const letters = [...lettersOf(char)];
    if (letters.length === 0) continue;
    const kept = readings.length * letters.length > READINGS_MAX ? letters.slice(0, 1) : letters;
    readings = readings.flatMap((before) => kept.map((letter) => before + letter));
  }
  return readings;
}
