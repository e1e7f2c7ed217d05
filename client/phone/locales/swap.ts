import { type Pair, flat } from '../../locales/pairs';

/** Swapping a device with a spare; the notes stand in the ledger as they are here. */
const SWAP = {
  which: ['换上哪一台', 'Which spare takes its place'],
  none: ['本考点没有能用的同类备用机。', 'There is no usable spare of this category at the site.'],
  down: ['另有 {n} 台备用机停用，没有列出。', '{n} more spare(s) are down and not listed.'],
  lastNote: ['最近备注：{note}', 'last note: {note}'],
  submit: ['换上{spare}', 'Swap with {spare}'],
  hint: [
    '记为：原机报修（已有未结故障的，添一条备注），备用机正常。两台的位置由考务办登记，在那之前名单不变。',
    'Records a report of the old device (with an open fault, a note on it), and that the spare works. The exam office records where the two stand; until then the list stays as it is.',
  ],
  hintPlaces: [
    '记为：原机报修（已有未结故障的，添一条备注），备用机正常，两台互换位置。',
    'Records a report of the old device (with an open fault, a note on it), that the spare works, and that the two have changed places.',
  ],
  named: ['{name}（{id}）', '{name} ({id})'],
  noteDevice: ['已换上{spare}，它原在{place}。', 'Swapped with {spare}, which stood at {place}.'],
  noteOffice: ['请考务办登记移位。', 'Exam office: please record the move.'],
  noteSpare: ['换到{place}，替下{device}。', 'Moved to {place} in place of {device}.'],
  done: ['{device}换上{spare}', '{device} swapped with {spare}'],
} satisfies Record<string, Pair>;

export const swapTexts = flat(SWAP, 0);
export const swapTextsEn = flat(SWAP, 1);
