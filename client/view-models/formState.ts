/** What a form in a dialog shows beside its values. */
export interface FormState {
  /** Sentences by the name of the value that they are about. */
  errors: Readonly<Record<string, string>>;
  /** Sentences that belong to no value of the form. */
  problems: readonly string[];
  /** The entries are on their way. */
  busy: boolean;
  /** An answer was lost: only the same content can be sent again. */
  locked: boolean;
  /** How often a submission brought errors or problems: the focus follows it. */
  attempt: number;
}

export const IDLE: FormState = { errors: {}, problems: [], busy: false, locked: false, attempt: 0 };

/** What the device page's forms hold. Times are ms; null is now. */
export interface StatusValues {
  status: 'up' | 'degraded' | 'down' | 'unknown';
  at: number | null;
  note: string;
}
export interface ReportValues {
  impact: 'down' | 'degraded' | 'none';
  severity: 'minor' | 'major' | 'critical';
  startedAt: number | null;
  note: string;
}
export interface RepairValues {
  faultIds: string[];
  at: number | null;
  note: string;
}
export interface VerifyValues {
  faultId: string;
  note: string;
}
export interface VoidValues {
  reason: string;
}
export interface CorrectValues {
  status: StatusValues['status'];
  at: number | null;
  reason: string;
  note: string;
}
export interface MoveValues {
  siteId: string;
  /** Empty: in no room. */
  roomId: string;
  seat: string;
  at: number | null;
}
