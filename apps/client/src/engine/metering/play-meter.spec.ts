import { describe, expect, test } from '@jest/globals';
import { didKeyFromPublicKey, publicKeyOf, signBytes } from '@flipside/recipe';
import { Emitter } from '../playback/emitter.ts';
import type { HeardTotals, SessionEvents, SessionState, SourceStatus } from '../playback/session.types.ts';
import type { GrantAnswer, MeteringApi, PlayReceipt, ReceiptAnswer } from './metering-api.ts';
import { PlayMeter, type MeteredSession } from './play-meter.ts';
import { ReceiptOutbox, type ReceiptStore } from './receipt-outbox.ts';
import { trialRecipe } from './trial-recipe.fixture.ts';

const SEED = new Uint8Array(32).fill(7);
const DID = didKeyFromPublicKey(publicKeyOf(SEED));
const HASH = `sha256-${'a'.repeat(64)}`;

class TrialSession extends Emitter<SessionEvents> implements MeteredSession {
  state: SessionState = {
    playing: false,
    positionSeconds: 0,
    durationSeconds: 40,
    buffering: false,
    underruns: 0,
    ended: false,
    loop: null,
  };
  recipe = trialRecipe();
  sources: readonly SourceStatus[] = ['s1', 's2'].map((sourceId) => ({
    sourceId,
    stage: 'ready',
    progress: 1,
    secondsLeft: 0,
    provider: 'files',
  }));
  totals: HeardTotals = { totalMs: 0, sources: {} };
  heard = (): HeardTotals => this.totals;

  set(change: Partial<SessionState>): void {
    this.state = { ...this.state, ...change };
    this.emit('state', this.state);
  }

  hear(totalMs: number, sources: Record<string, number>): void {
    this.totals = { totalMs, sources };
    this.emit('heard', []);
  }
}

/** Keeps nothing: what waits in it is tested with the outbox. */
class TrialStore implements ReceiptStore {
  waiting: Parameters<ReceiptStore['put']>[0] = [];
  put = (receipts: Parameters<ReceiptStore['put']>[0]): Promise<void> => {
    this.waiting = receipts;
    return Promise.resolve();
  };
  due = () => Promise.resolve(this.waiting);
  nextDue = () => Promise.resolve(null);
  remove = (): Promise<void> => {
    this.waiting = [];
    return Promise.resolve();
  };
  keepPromise = () => Promise.resolve();
}

const granted = (id: string, lifetimeMs = 3_600_000): GrantAnswer => ({
  kind: 'granted',
  grant: {
    id,
    home: 'https://flips.example',
    issuedAt: '2026-11-22T10:00:00Z',
    expiresAt: new Date(Date.parse('2026-11-22T10:00:00Z') + lifetimeMs).toISOString(),
  },
});

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp(grants: (GrantAnswer | Error)[], status: ReceiptAnswer['status'] = 'counted') {
  const clock = { time: 0 };
  const asked: { recipe: string; device: string }[] = [];
  const sent: PlayReceipt[] = [];
  const api: MeteringApi = {
    requestGrant: (request) => {
      asked.push(request);
      const answer = grants.shift() ?? new Error('no more grants');
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    submitReceipts: (receipts) => {
      sent.push(...receipts);
      return Promise.resolve(
        receipts.map(({ grant }): ReceiptAnswer => {
          if (status === 'rejected') return { grant, status, reason: 'caps' };
          return status === 'quarantined' ? { grant, status, until: null } : { grant, status };
        }),
      );
    },
  };
  const session = new TrialSession();
  const meter = new PlayMeter({
    session,
    api,
    recipeHash: HASH,
    app: 'trial/1',
    now: () => clock.time,
    outbox: new ReceiptOutbox(new TrialStore(), api),
    signer: { did: DID, sign: (bytes) => Promise.resolve(signBytes(bytes, SEED)) },
  });
  const events: string[] = [];
  meter.on('refused', ({ reason }) => events.push(`refused ${reason}`));
  meter.on('queued', ({ grant }) => events.push(`queued ${grant}`));
  meter.on('counted', ({ grant }) => events.push(`counted ${grant}`));
  meter.on('error', ({ message }) => events.push(`error ${message}`));
  return { clock, asked, sent, session, meter, events };
}

describe('PlayMeter', () => {
  test('asks for a grant when sound starts and signs what was heard from then on', async () => {
    const { asked, sent, session, meter, events } = setUp([granted('g1')]);
    expect(meter.state.phase).toBe('idle');
    session.hear(500, { s1: 500 });
    session.set({ playing: true });
    await settle();
    expect(asked).toEqual([{ recipe: HASH, device: DID }]);
    expect(meter.state).toEqual({ phase: 'counting', heardMs: 0, neededMs: 20_000 });
    session.hear(20_499, { s1: 19_000, s2: 1000 });
    await settle();
    expect(sent).toEqual([]);
    session.hear(20_500, { s1: 19_000, s2: 1000 });
    await settle();
    expect(events).toEqual(['queued g1', 'counted g1']);
    expect(sent).toMatchObject([
      {
        v: 1,
        home: 'https://flips.example',
        grant: 'g1',
        recipe: HASH,
        device: DID,
        app: 'trial/1',
        start: '2026-11-22T10:00:00.000Z',
        heardMs: 20_000,
        sources: [
          { isrc: 'GBAAA2400001', provider: 'files', heardMs: 18_500 },
          { isrc: 'GBAAA2400002', provider: 'files', heardMs: 1000 },
        ],
      },
    ]);
    expect(meter.state.phase).toBe('counted');
  });

  test('one grant gives one receipt; the next play begins after the end', async () => {
    const { asked, sent, session } = setUp([granted('g1'), granted('g2')]);
    session.set({ playing: true });
    await settle();
    for (const ms of [20_000, 25_000, 30_000]) session.hear(ms, { s1: ms });
    await settle();
    session.set({ playing: false });
    session.set({ playing: true });
    await settle();
    expect(asked).toHaveLength(1);
    session.set({ playing: false, ended: true });
    session.set({ playing: true, ended: false });
    await settle();
    expect(asked).toHaveLength(2);
    session.hear(50_000, { s1: 50_000 });
    await settle();
    expect(sent.map(({ grant, heardMs }) => [grant, heardMs])).toEqual([
      ['g1', 20_000],
      ['g2', 20_000],
    ]);
  });

  test('a refusal is told and nothing is sent', async () => {
    const { sent, session, meter, events } = setUp([
      { kind: 'refused', reason: 'NOT_CLEARED', detail: 'Withdrawn.' },
    ]);
    session.set({ playing: true });
    await settle();
    session.hear(60_000, { s1: 60_000 });
    await settle();
    expect(events).toEqual(['refused NOT_CLEARED']);
    expect(meter.state.phase).toBe('refused');
    expect(sent).toEqual([]);
  });

  test('asks again while sound goes on when the instance could not be reached', async () => {
    const { asked, clock, session, meter } = setUp([new Error('offline'), granted('g1')]);
    session.set({ playing: true });
    await settle();
    session.hear(1000, { s1: 1000 });
    await settle();
    expect(asked).toHaveLength(1);
    clock.time = 5000;
    session.hear(6000, { s1: 6000 });
    await settle();
    expect(asked).toHaveLength(2);
    session.hear(25_999, { s1: 25_999 });
    expect(meter.state).toMatchObject({ phase: 'counting', heardMs: 19_999 });
  });

  test('a grant that expires before enough was heard is replaced and counting begins anew', async () => {
    const { asked, clock, session, meter } = setUp([granted('g1', 10_000), granted('g2')]);
    session.set({ playing: true });
    await settle();
    session.hear(9000, { s1: 9000 });
    clock.time = 10_000;
    session.hear(10_000, { s1: 10_000 });
    await settle();
    expect(asked).toHaveLength(2);
    session.hear(12_000, { s1: 12_000 });
    expect(meter.state).toMatchObject({ phase: 'counting', heardMs: 2000 });
  });

  test('a rejected receipt is told', async () => {
    const { session, meter, events } = setUp([granted('g1')], 'rejected');
    session.set({ playing: true });
    await settle();
    session.hear(20_000, {});
    await settle();
    expect(events).toEqual(['queued g1', 'refused caps']);
    expect(meter.state.phase).toBe('refused');
  });

  test('so is a play that is kept aside, with what becomes of it', async () => {
    const { session, meter } = setUp([granted('g1')], 'quarantined');
    const details: string[] = [];
    meter.on('refused', ({ reason, detail }) => details.push(`${reason}: ${detail}`));
    session.set({ playing: true });
    await settle();
    session.hear(20_000, {});
    await settle();
    expect(details).toEqual(['quarantined: Not yet: the instance keeps it, and counts it later.']);
  });
});
