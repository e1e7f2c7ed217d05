import { computed } from 'vue';
import { readPaperText } from '../../api/papers';
import { type FormOfYear, readSummary, readSummaryStatus } from '../../api/year-end/summary';
import type { Summary } from '../../../shared/contract/http';
import { pendingPoints, sectionsOf, tasksByCell, tasksOf } from '../../view-models/year-end/tasks';
import { useResource } from '../queries/useResource';

const parse = (key: string) => JSON.parse(key) as FormOfYear;
const keeps = (next: string, before: string) => next === before;

/** Every text that a form refers to: the words above it, reasons and statements. */
function papersOf({ words, rows }: Summary): string[] {
  const ofRows = rows.flatMap(({ reason, attestation }) => [reason, attestation?.statement]);
  return [...new Set([...Object.values(words), ...ofRows])].filter((ref) => ref !== undefined);
}

/** The form of a scope and year, what it lacks, and the texts in it; null: no scope is known yet. */
export function useYearEnd(form: () => FormOfYear | null) {
  const key = () => {
    const asked = form();
    return asked && JSON.stringify(asked);
  };
  const document = useResource({ key, keeps, read: (text, signal) => readSummary(parse(text), signal) });
  const status = useResource({ key, keeps, read: (text, signal) => readSummaryStatus(parse(text), signal) });

  const refs = computed(() => {
    const found = document.data.value && papersOf(document.data.value);
    return found && found.join(' ');
  });
  /** A text that cannot be read is absent: its cell says so. */
  const texts = useResource({
    key: () => refs.value,
    keeps: () => true,
    read: async (list, signal) => {
      const read = async (ref: string) => [ref, await readPaperText(ref, signal).catch(() => null)] as const;
      const found = await Promise.all(list.split(' ').filter(Boolean).map(read));
      return new Map(found.filter((one): one is [string, string] => one[1] !== null));
    },
  });

  const tasks = computed(() => tasksOf(status.data.value?.gaps ?? []));
  const sections = computed(() => sectionsOf(tasks.value));
  const cells = computed(() => tasksByCell(tasks.value));
  const pending = computed(() => pendingPoints(tasks.value));
  const failure = computed(() => document.failure.value ?? status.failure.value);

  function reload(): void {
    document.reload();
    status.reload();
  }

  return { document, status, texts: texts.data, tasks, sections, cells, pending, failure, reload };
}
