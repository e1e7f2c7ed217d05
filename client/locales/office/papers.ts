import { type Pair, flat } from '../pairs';

/** Photos of entries, for the phone and the desk. */
const PAPERS = {
  name: ['照片', 'Photo'],
  kept: ['这份材料不是图片', 'This paper is not an image'],
  absent: ['照片还没有传到', 'The photo has not come yet'],
  erased: ['已删除', 'Erased'],
  erasedWhy: ['已删除：{reason}（{who}，{at}）', 'Erased: {reason} ({who}, {at})'],
  erasedBy: ['已删除（{who}，{at}）', 'Erased ({who}, {at})'],
  unknown: ['照片现在读不到，联网后再看', 'The photo cannot be read now; look again with a network'],
  erase: ['删除照片', 'Erase the photo'],
  eraseLead: [
    '照片删除后不能恢复。谁删的、什么时候、为什么，留在台账里。',
    'An erased photo cannot be brought back. Who erased it, when and why stays in the ledger.',
  ],
  reason: ['为什么删除', 'Why it is erased'],
  reasonHelp: ['例如：拍到了考生。', 'For example: it shows an examinee.'],
  notErased: [
    '没有收到服务器的回答，不能确定是否删除。请再试一次。',
    'The server did not answer: the photo may not be erased. Try again.',
  ],
} satisfies Record<string, Pair>;

export const paperTexts = flat(PAPERS, 0);
export const paperTextsEn = flat(PAPERS, 1);
