import { describe, expect, it } from 'vitest';
import type { VoiceProblem } from '../../../shared/model/vocabulary';
import { PAPER } from '../../helpers/entries';
import { type SmallWorld, local, smallWorld } from '../../helpers/small-world';
import { newFold } from '../../helpers/subject';

const at = (time: string) => local(`2023-06-05 ${time}`);
let ids = 0;

function world(): SmallWorld & { say(time: string, ...problems: VoiceProblem[]): void } {
  const base = smallWorld();
  base.device('D1');
  base.device('D2', { roomId: '' });
  return {
    ...base,
    say(time, ...problems) {
      base.add('fault.voiced', { voiceId: `V${++ids}`, deviceId: 'D1', problems }, { at: at(time) });
    },
  };
}
const report = (w: SmallWorld, time: string, recorded = time, deviceId = 'D1') =>
  w.add(
    'fault.reported',
    { faultId: `F${++ids}`, deviceId, impact: 'down', severity: 'minor' },
    { at: at(time), recordedAt: at(recorded) },
  );
const dismiss = (w: SmallWorld, time: string, recorded = time) =>
  w.add('fault.voiceDismissed', { deviceId: 'D1', reason: PAPER }, { at: at(time), recordedAt: at(recorded) });
/** How many voices of D1 are open at an instant. */
const open = (w: SmallWorld, time = '20:00') => newFold(w.entries).fold.item('voices', 'D1', at(time))?.count ?? 0;

describe('the open voices of a device', () => {
  it('are one item, with what was said by how many, and when first and last', () => {
    const w = world();
    w.say('08:00', 'slow', 'noSound');
    w.say('09:00', 'noSound');
    w.add('fault.voiced', { voiceId: 'V', deviceId: 'D1', problems: ['other'], note: PAPER }, { at: at('10:00') });
    const { fold } = newFold(w.entries);
    expect(fold.list('voices', null, at('11:00'))).toEqual([
      {
        id: 'D1',
        siteId: 'S1',
        roomId: 'R1',
        count: 3,
        firstAt: '2023-06-05T00:00:00.000Z',
        lastAt: '2023-06-05T02:00:00.000Z',
        problems: [
          { problem: 'noSound', count: 2 },
          { problem: 'slow', count: 1 },
          { problem: 'other', count: 1 },
        ],
        notes: [PAPER],
      },
    ]);
    expect(open(w, '09:30')).toBe(2);
    expect(open(w, '07:00')).toBe(0);
  });

  it('a report of the device closes them, one of another device does not; later ones are open again', () => {
    const w = world();
    w.say('08:00', 'slow');
    report(w, '08:30', '08:30', 'D2');
    expect(open(w)).toBe(1);
    report(w, '09:00');
    expect(open(w)).toBe(0);
    w.say('10:00', 'slow');
    expect(open(w)).toBe(1);
    expect(open(w, '09:30')).toBe(0);
  });

  it('a dismissal closes them, without one too', () => {
    const w = world();
    dismiss(w, '07:00');
    w.say('08:00', 'slow');
    w.say('08:10', 'slow');
    dismiss(w, '09:00');
    expect([open(w), open(w, '08:30')]).toEqual([0, 2]);
  });

  it('a late report closes those before its own time only', () => {
    const w = world();
    w.say('08:00', 'slow');
    w.say('10:00', 'slow');
    // Recorded without a network at 09:00, sent at 12:00.
    report(w, '09:00', '12:00');
    expect(open(w)).toBe(1);
    dismiss(w, '11:00', '13:00');
    expect(open(w)).toBe(0);
  });

  it('within one instant the order of the ledger decides', () => {
    const w = world();
    w.say('08:00', 'slow');
    dismiss(w, '08:00');
    expect(open(w)).toBe(0);
    w.say('08:00', 'slow');
    expect(open(w)).toBe(1);
  });

  it('the void of a report or of a dismissal opens them again; a cancelled report was looked at', () => {
    const w = world();
    w.say('08:00', 'slow');
    const reported = report(w, '09:00');
    w.void(reported, { at: at('10:00') });
    expect(open(w)).toBe(1);
    const dismissed = dismiss(w, '11:00');
    expect(open(w)).toBe(0);
    w.void(dismissed, { at: at('12:00') });
    expect(open(w)).toBe(1);
    const { body } = report(w, '13:00');
    w.add('fault.cancelled', { faultId: body.faultId, reason: PAPER }, { at: at('14:00') });
    expect(open(w)).toBe(0);
  });

  it('stand where the device stands now, and are none once it is retired', () => {
    const w = world();
    w.say('08:00', 'slow');
    w.add('device.moved', { deviceId: 'D1', siteId: 'S1' }, { at: at('09:00') });
    expect(newFold(w.entries).fold.item('voices', 'D1', at('10:00'))?.roomId).toBe(undefined);
    w.add('device.retired', { deviceId: 'D1' }, { at: at('11:00') });
    expect([open(w, '10:59'), open(w, '11:00')]).toEqual([1, 0]);
  });

  it('do not keep a wrong registration from being voided, as a fault would', () => {
    const w = world();
    const [wrong] = [
      w.add('device.registered', { deviceId: 'D9', siteId: 'S1', category: 'clock' }, { at: at('07:00') }),
    ];
    w.add('fault.voiced', { voiceId: 'V9', deviceId: 'D9', problems: ['slow'] }, { at: at('08:00') });
    w.add('fault.voiceDismissed', { deviceId: 'D9', reason: PAPER }, { at: at('08:30') });
    w.void(wrong!, { at: at('09:00') });
    const { fold } = newFold(w.entries);
    expect(fold.contested()).toEqual([]);
    expect(fold.item('devices', 'D9', at('10:00'))).toBe(null);
    expect(fold.list('voices', null, at('10:00'))).toEqual([]);
  });

  it('a voice cannot be voided', () => {
    const w = world();
    const voice = w.add('fault.voiced', { voiceId: 'V0', deviceId: 'D1', problems: ['slow'] }, { at: at('08:00') });
    const voided = w.void(voice, { at: at('09:00') });
    expect(open(w)).toBe(1);
    expect(newFold(w.entries).fold.contested()).toEqual([{ seq: voided.seq, reason: 'written-by-server' }]);
  });
});
