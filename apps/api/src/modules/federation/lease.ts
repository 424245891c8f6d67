/** Until when a registry is believed without being heard; null when it never was. */
export const leaseEnd = (heardAt: Date | null, leaseMs: number): Date | null =>
  heardAt === null ? null : new Date(heardAt.getTime() + leaseMs);

/** Whether a registry has not been heard for longer than its lease: what it says is then unknown. */
export function isSilent(heardAt: Date | null, at: Date, leaseMs: number): boolean {
  const end = leaseEnd(heardAt, leaseMs);
  return end === null || at >= end;
}
