import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { HealthAnswer } from '../../../shared/contract/http';
import type { Fact } from '../../components/health/FactCard.vue';
import { byteSize } from '../../format/bytes';
import { coarse } from '../../format/duration';
import { dateTime, shortInstant } from '../../format/instant';
import { grouped, ledgerNumber } from '../../format/numbers';
import { intervalOf, isLate, levelsOf } from '../../view-models/health/health';

/** How many figures that differ are named. */
const NAMED = 3;

/** The state of the system as lines of text, card by card. */
export function useHealthFacts(options: { health: () => HealthAnswer | null; zone: () => string }) {
  const { t } = useI18n();
  const now = () => Date.parse(options.health()!.now);
  const at = (iso: string) => shortInstant(Date.parse(iso), now(), options.zone());
  const ms = (value: number) => t('health.server.ms', { n: grouped(Math.round(value)) });

  const levels = computed(() => {
    const health = options.health();
    return health && levelsOf(health, now());
  });

  function ledger({ ledger: of }: HealthAnswer): Fact[] {
    const entries = (n: number) => t('health.ledger.entries', { n: grouped(n) });
    return [
      { key: 'head', title: t('health.ledger.head'), text: ledgerNumber(of.seq) },
      {
        key: 'last',
        title: t('health.ledger.last'),
        text: of.recordedAt ? at(of.recordedAt) : t('health.ledger.none'),
      },
      {
        key: 'size',
        title: t('health.ledger.size'),
        text: of.bytes === null ? t('health.unknown') : byteSize(of.bytes),
      },
      { key: 'hour', title: t('health.ledger.lastHour'), text: entries(of.lastHour) },
      { key: 'day', title: t('health.ledger.lastDay'), text: entries(of.lastDay) },
    ];
  }

  function server({ disk, storage, clock, lag, memory, version, node, startedAt }: HealthAnswer): Fact[] {
    const found = levels.value!;
    const space = disk && { free: byteSize(disk.freeBytes), total: byteSize(disk.totalBytes) };
    const away = clock && coarse(Math.abs(clock.offMs));
    const delay = lag.loopP99Ms === null ? t('health.unknown') : ms(lag.loopP99Ms);
    return [
      {
        key: 'storage',
        title: t('health.server.storage'),
        text: storage === null ? t('health.server.storageOk') : t(`health.storage.${storage}`),
        level: found.storage,
      },
      {
        key: 'clock',
        title: t('health.server.clock'),
        text: away
          ? t('health.server.clockOff', { time: t(`unit.${away.unit}`, { n: away.value }) })
          : t('health.server.clockOk'),
        level: found.clock,
      },
      {
        key: 'disk',
        title: t('health.server.disk'),
        text: space ? t(`health.server.${disk.low ? 'diskLow' : 'diskFree'}`, space) : t('health.unknown'),
        level: found.disk,
      },
      {
        key: 'loop',
        title: t('health.server.loop'),
        text: found.loop === 'degraded' ? t('health.server.loopSlow', { ms: delay }) : delay,
        level: found.loop,
      },
      {
        key: 'commit',
        title: t('health.server.commit'),
        text:
          lag.commitP99Ms === null
            ? t('health.server.noCommit')
            : t('health.server.commitUnder', { ms: ms(lag.commitP99Ms) }),
      },
      { key: 'memory', title: t('health.server.memory'), text: byteSize(memory.usedBytes) },
      {
        key: 'version',
        title: t('health.server.version'),
        text: `kaodian ${version}, Node.js ${node.replace(/^v/, '')}`,
      },
      {
        key: 'started',
        title: t('health.server.started'),
        text: dateTime(Date.parse(startedAt), options.zone(), false),
      },
    ];
  }

  function clients({ clients: of }: HealthAnswer): Fact[] {
    return [
      { key: 'watching', title: t('health.client.watching'), text: grouped(of.watching) },
      { key: 'behind', title: t('health.client.behind'), text: grouped(of.behind), level: levels.value!.behind },
      { key: 'sessions', title: t('health.client.sessions'), text: grouped(of.sessions) },
      { key: 'accounts', title: t('health.client.accounts'), text: grouped(of.accounts) },
      { key: 'tokens', title: t('health.client.tokens'), text: grouped(of.tokens) },
    ];
  }

  function backup({ backup: of }: HealthAnswer): Fact[] {
    if (!of) return [];
    const { unit, n } = intervalOf(of.everyMs);
    const late = isLate(of.last, of.everyMs, now());
    const last = of.last && { at: at(of.last.at), size: byteSize(of.last.bytes) };
    return [
      {
        key: 'last',
        title: t('health.backup.last'),
        text: last ? t(`health.backup.${late ? 'overdue' : 'lastText'}`, last) : t('health.backup.never'),
        level: levels.value!.backup,
      },
      {
        key: 'next',
        title: t('health.backup.next'),
        text:
          of.progress === null ? at(of.nextAt) : t('health.backup.running', { percent: Math.floor(of.progress * 100) }),
      },
      { key: 'every', title: t('health.backup.every'), text: t(`health.backup.${unit}`, { n }) },
      { key: 'count', title: t('health.backup.count'), text: t('health.backup.countText', { n: of.count }) },
      { key: 'folder', title: t('health.backup.folder'), text: of.folder },
    ];
  }

  function drill({ drill: of }: HealthAnswer): Fact[] {
    if (!of) return [];
    const level = levels.value!.drill;
    const word = level === 'down' ? 'failed' : level === 'degraded' ? 'old' : 'passed';
    const n = level === 'down' ? of.differs.length : of.figures;
    const named = of.differs.slice(0, NAMED).join(t('accounts.list'));
    const rest = of.differs.length - NAMED;
    const list = rest > 0 ? `${named} ${t('health.drill.more', { n: rest })}` : named;
    return [
      { key: 'last', title: t('health.drill.last'), text: t(`health.drill.${word}`, { at: at(of.at), n }), level },
      ...(of.differs.length > 0 ? [{ key: 'differs', title: '', text: t('health.drill.differs', { list }) }] : []),
      { key: 'file', title: t('health.drill.file'), text: of.file },
      { key: 'upTo', title: t('health.drill.upTo'), text: ledgerNumber(of.seq) },
    ];
  }

  const cards = computed(() => {
    const health = options.health();
    if (!health) return null;
    return {
      server: server(health),
      ledger: ledger(health),
      clients: clients(health),
      backup: backup(health),
      drill: drill(health),
    };
  });
  const backupFailure = computed(() => {
    const failed = options.health()?.backup?.failed;
    return failed ? t('health.backup.failed', { at: at(failed.at), message: failed.message }) : null;
  });
  return { levels, cards, backupFailure, at };
}
