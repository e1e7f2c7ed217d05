import type { SummaryGap } from '../../../shared/contract/http';
import type { IndicatorId } from '../../../shared/model/vocabulary';

const TASK_GROUPS = ['condition', 'reason', 'attestation', 'month', 'attendance', 'check'] as const;
type TaskGroup = (typeof TASK_GROUPS)[number];

/** The columns of the form in which something can be missing. */
export type FormCell = 'value' | 'reason';

/** One thing that the form lacks, with the cell that it is about. */
export interface Task {
  /** Stays the same while the others are done. */
  key: string;
  no: number;
  what: SummaryGap['what'];
  group: TaskGroup;
  blocks: boolean;
  indicator?: IndicatorId;
  /** A month, a sitting. */
  id?: string;
  /** How many things a task is about that is not split up. */
  count?: number;
  points?: number;
  cell?: FormCell;
}

const GROUP: Record<SummaryGap['what'], TaskGroup> = {
  notOver: 'condition',
  target: 'condition',
  weights: 'condition',
  reason: 'reason',
  noData: 'reason',
  attestation: 'attestation',
  contradiction: 'attestation',
  month: 'month',
  attendance: 'attendance',
  coverage: 'check',
  openFaults: 'check',
};

const CELL: Partial<Record<SummaryGap['what'], FormCell>> = {
  reason: 'reason',
  noData: 'value',
  attestation: 'value',
  contradiction: 'value',
  month: 'reason',
  attendance: 'reason',
  coverage: 'value',
  openFaults: 'value',
};

/** Gaps that are done one by one. */
const SPLIT: ReadonlySet<SummaryGap['what']> = new Set(['month', 'attendance']);

/** What is missing as a numbered list by kind of work: months and sittings one by one. */
export function tasksOf(gaps: readonly SummaryGap[]): Task[] {
  const tasks = gaps.flatMap((gap): Omit<Task, 'no'>[] => {
    const { what, blocks, points, ids = [] } = gap;
    const indicator = gap.indicator ?? (what === 'openFaults' ? 'timely-repair' : undefined);
    const cell = CELL[what];
    const task = {
      what,
      blocks,
      group: GROUP[what],
      ...(indicator && { indicator }),
      ...(cell && { cell }),
      ...(points !== undefined && { points }),
    };
    const key = [what, indicator].filter(Boolean).join(' ');
    if (SPLIT.has(what)) return ids.map((id) => ({ ...task, key: `${key} ${id}`, id }));
    return [{ ...task, key, ...(ids.length > 0 && { count: ids.length }) }];
  });
  const order = (task: Omit<Task, 'no'>) => TASK_GROUPS.indexOf(task.group);
  return tasks.sort((a, b) => order(a) - order(b)).map((task, index) => ({ ...task, no: index + 1 }));
}

export interface TaskSection {
  group: TaskGroup;
  tasks: Task[];
}

export function sectionsOf(tasks: readonly Task[]): TaskSection[] {
  return TASK_GROUPS.map((group) => ({ group, tasks: tasks.filter((task) => task.group === group) })).filter(
    ({ tasks: own }) => own.length > 0,
  );
}

export const cellKey = (indicator: IndicatorId, cell: FormCell): string => `${indicator} ${cell}`;

/** The tasks of each cell of the form. */
export function tasksByCell(tasks: readonly Task[]): Map<string, Task[]> {
  const cells = new Map<string, Task[]>();
  for (const task of tasks) {
    if (!task.indicator || !task.cell) continue;
    const key = cellKey(task.indicator, task.cell);
    cells.set(key, [...(cells.get(key) ?? []), task]);
  }
  return cells;
}

/** The task to go on with after one is done: the one that took its place in the list, else the last. */
export function nextAfter(before: readonly Task[], done: string, now: readonly Task[]): Task | undefined {
  const index = before.findIndex(({ key }) => key === done);
  const later = new Set(before.slice(index + 1).map(({ key }) => key));
  return now.find(({ key }) => later.has(key)) ?? now.at(-1);
}

/** Points that are not decided before somebody attests, or explains. */
export function pendingPoints(tasks: readonly Task[]): number {
  const open = tasks.filter(({ what }) => what === 'attestation' || what === 'noData');
  return open.reduce((sum, { points = 0 }) => sum + points, 0);
}
