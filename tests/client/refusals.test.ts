import { createI18n } from 'vue-i18n';
import { describe, expect, it } from 'vitest';
import { refusalText } from '../../client/format/refusals';
import en from '../../client/locales/en';
import zhCN from '../../client/locales/zh-CN';
import { API_ERROR_CODES } from '../../shared/contract/vocabulary';
import { ALL_KINDS, isRecordable, requestBodies } from '../../shared/model/kinds';
import { REFUSAL_CODES } from '../../shared/model/vocabulary';

const i18n = createI18n({ legacy: false, locale: 'zh-CN', messages: { 'zh-CN': zhCN, en } });

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
  const { te, t } = i18n.global;
  const say = (key: string, params: Record<string, unknown> = {}) => t(key, params, { locale });

  it('every refusal is a sentence that names the field by its label', () => {
    const label = say('field.startedAt');
    for (const code of REFUSAL_CODES) {
      const { key, path } = refusalText({ code, message: '', field: 'body.startedAt' }, 'fault.reported');
      expect(te(key, locale), code).toBe(true);
      expect(path).toEqual(['startedAt']);
      const sentence = say(key, { field: label });
      expect(sentence, code).toContain(label);
      expect(sentence, code).not.toContain('startedAt');
      expect(sentence, code).toMatch(/[.。]$/);
    }
  });

  it('every way in which a request fails is a sentence', () => {
    for (const code of [...API_ERROR_CODES, 'offline', 'timeout']) {
      expect(te(`recordFailure.${code}`, locale), code).toBe(true);
      expect(say(`recordFailure.${code}`), code).toMatch(/[.。]$/);
    }
  });

  it('every field of every kind has a label', () => {
    const names = ALL_KINDS.filter(isRecordable).flatMap((kind) => Object.keys(requestBodies[kind].shape));
    for (const name of new Set([...names, 'id', 'kind', 'at', 'other'])) {
      expect(te(`field.${name}`, locale), name).toBe(true);
    }
  });
});

describe('a refusal', () => {
  it('names the field inside a list', () => {
    const field = 'body.exceptions.0.deviceId';
    expect(refusalText({ code: 'unknown-device', message: '', field }, 'room.inspected').path).toEqual([
      'exceptions',
      'deviceId',
    ]);
  });
  it('without a field is about the time, the id or the kind', () => {
    expect(refusalText({ code: 'order', message: '' }, 'fault.repaired').path).toEqual(['at']);
    expect(refusalText({ code: 'exists', message: '' }, 'fault.reported').path).toEqual(['id']);
    expect(refusalText({ code: 'forbidden', message: '' }, 'fault.paused').path).toEqual(['kind']);
  });
  it('has more exact words where the kind allows them', () => {
    const field = 'body.entryId';
    expect(refusalText({ code: 'order', message: '', field }, 'entry.voided').key).toBe('refusalOf.voidOrder');
    expect(refusalText({ code: 'forbidden', message: '', field }, 'fault.verified').key).toBe(
      'refusalOf.verifyForbidden',
    );
  });
});
