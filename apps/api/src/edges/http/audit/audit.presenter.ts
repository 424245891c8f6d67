import type { AuditEvent } from '../../../modules/audit/index.ts';

/** Proxies give up on answers that are silent for longer. */
const BEAT_MS = 10_000;
const BEAT = '\n';

/** One line for each event, and an empty one when there is nothing to tell for a while. */
export async function* presentAudit(
  events: AsyncGenerator<AuditEvent>,
  beatMs = BEAT_MS,
): AsyncGenerator<string> {
  try {
    for (let next = events.next(); ;) {
      const result = await withBeat(next, beatMs);
      if (result === null) {
        yield BEAT;
        continue;
      }
      if (result.done === true) return;
      yield `${JSON.stringify(result.value)}\n`;
      next = events.next();
    }
  } finally {
    // Whoever listened may have gone: what is held for the audit is given back.
    await events.return(undefined);
  }
}

async function withBeat<T>(work: Promise<T>, beatMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const beat = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), beatMs);
  });
  try {
    return await Promise.race([work, beat]);
  } finally {
    clearTimeout(timer);
  }
}
