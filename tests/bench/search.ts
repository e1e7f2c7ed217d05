import type { SearchAnswer } from '../../shared/contract/http';
import { Fold } from '../../shared/fold/fold';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import { ledger } from '../helpers/entries';
import { line } from './report';

const DEVICES = 10_000;
const SITES = 100;
const ROUNDS = 20;
const AT = Date.parse('2025-03-01T08:00:00+08:00');
const AIM_MS = 50;
/** Found at once, found in many, found by initials with a place, and not found at all. */
const QUESTIONS = ['K042-3-PC07', '号机', 'd1kc tsdjzx', 'SN-0042', '没有这样的东西'];

/** A fold of 100 schools with 100 devices each. */
function bigFold(): Fold {
  const world = ledger();
  for (let n = 1; n <= SITES; n += 1) {
    const siteId = `K${String(n).padStart(3, '0')}`;
    world.add('site.registered', { siteId, name: `台山第 ${n} 中学`, area: '440781' }, { at: AT });
    for (const roomNo of [1, 2, 3, 4]) {
      const roomId = `${siteId}-${roomNo}`;
      const room = { roomId, siteId, name: `第 ${roomNo} 考场`, origin: 'new', seats: 25 } as const;
      world.add('room.registered', room, { at: AT });
    }
    for (let one = 0; one < DEVICES / SITES; one += 1) {
      const roomNo = 1 + Math.floor(one / 25);
      const seat = String((one % 25) + 1).padStart(2, '0');
      const deviceId = `${siteId}-${roomNo}-PC${seat}`;
      const place = { siteId, roomId: `${siteId}-${roomNo}`, seat };
      const serial = `SN-${String(n * 100 + one).padStart(6, '0')}`;
      const device = { deviceId, ...place, category: 'computer', label: `${seat} 号机`, serial };
      world.add('device.registered', device, { at: AT });
      world.add('device.commissioned', { deviceId }, { at: AT });
    }
  }
  const fold = new Fold({ zone: 'Asia/Shanghai', find: () => undefined });
  for (const entry of world.entries) fold.apply(entry);
  return fold;
}

/** A whole search; `step`: the longest piece of it, ms. */
function ask(fold: Fold, q: string, visibility: Visibility): { ms: number; step: number; found: SearchAnswer } {
  const began = performance.now();
  const steps = fold.names.search({ q, limit: 6, visibility, now: AT + 1 });
  let step = 0;
  for (let last = began; ;) {
    const { done, value } = steps.next();
    const now = performance.now();
    step = Math.max(step, now - last);
    last = now;
    if (done) return { ms: now - began, step, found: value };
  }
}

function median(fold: Fold, q: string, visibility: Visibility): { ms: number; step: number } {
  const runs = Array.from({ length: ROUNDS }, () => ask(fold, q, visibility)).sort((a, b) => a.ms - b.ms);
  return { ms: runs[ROUNDS >> 1]!.ms, step: Math.max(...runs.map((run) => run.step)) };
}

/** Find anything at 10,000 devices: against its aim, against a list's own search, and within one site. */
export function searchBench(): void {
  const fold = bigFold();
  // As a server's is: what the entries lead to is derived.
  fold.advance(AT + 1);
  const peer = { name: 'aim', value: AIM_MS, aim: `≤ ${AIM_MS} ms` };
  line('search at 10,000 devices, the first (the index is made)', ask(fold, '号机', null).ms, 'ms', peer);
  for (const q of QUESTIONS) {
    const { ms, step } = median(fold, q, null);
    line(`search “${q}”`, ms, 'ms', peer);
    line('  its longest piece', step, 'ms');
  }
  const began = performance.now();
  fold.listPage('devices', { scope: null, q: '没有这样的东西', limit: 6 }, AT + 1);
  const list = performance.now() - began;
  const all = median(fold, '没有这样的东西', null).ms;
  line('  the same by the list of devices', list, 'ms', { name: 'search', value: all });
  const one = median(fold, '号机', [{ kind: 'site', id: 'K042' }]).ms;
  line('search within one site of a hundred', one, 'ms', { name: 'everywhere', value: median(fold, '号机', null).ms });
}
