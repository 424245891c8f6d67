/** A rule that something breaks. */
export interface AuditFinding {
  readonly rule: string;
  readonly subject: string;
  readonly detail: string;
}

/** How far an audit has come. */
export interface AuditProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** What an audit says while it goes on; `end` is last, and without it the audit has not been to its end. */
export type AuditEvent =
  | ({ readonly event: 'progress' } & AuditProgress)
  | ({ readonly event: 'finding' } & AuditFinding)
  | { readonly event: 'end'; readonly rules: number; readonly findings: number };

export const progress = (step: string, done: number, total: number): AuditEvent => ({
  event: 'progress',
  step,
  done,
  total,
});

export const finding = (rule: string, subject: string, detail: string): AuditEvent => ({
  event: 'finding',
  rule,
  subject,
  detail,
});
