import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { FlipWorld } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import type { User } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { RecordingClearanceService } from '../../apps/api/src/modules/consent/index.ts';
import { TailService } from '../../apps/api/src/modules/federation/index.ts';
import { SuspenseService } from '../../apps/api/src/modules/royalty/index.ts';
import { SequencerService } from '../../apps/api/src/modules/transparency/index.ts';
import type { LogName } from '../../apps/api/src/modules/transparency/index.ts';
import type { Config } from '../../apps/api/src/platform/config/config.ts';
import { Clock } from '../../apps/api/src/platform/clock/clock.ts';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** An instance that others reach over HTTP on loopback, on a clock that a test puts on. */
export class PeerWorld {
  private shiftMs = 0;

  private constructor(
    readonly world: FlipWorld,
    readonly url: string,
    readonly operator: User,
  ) {
    const clock = world.app.get(Clock);
    clock.now = () => new Date(Date.now() + this.shiftMs);
  }

  static async open(overrides: Partial<Config> = {}): Promise<PeerWorld> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const world = await FlipWorld.open({ baseUrl: url, allowPrivateNetworks: true, ...overrides });
    await world.app.listen(port, '127.0.0.1');
    const operator = await world.user('olga', { operator: true });
    await world.tariff(operator);
    const peer = new PeerWorld(world, url, operator);
    await peer.sequence();
    return peer;
  }

  pass(milliseconds: number): void {
    this.shiftMs += milliseconds;
  }

  async close(): Promise<void> {
    await this.world.close();
  }

  /** Gives what is pending its place in both logs. */
  async sequence(): Promise<void> {
    for (const log of ['consent', 'plays'] as const)
      while ((await this.world.app.get(SequencerService).sequence(log)).more);
  }

  /** Lists another instance and confirms its keys, as its operator reads them out. @returns the peer's id here. */
  async befriend(other: PeerWorld): Promise<string> {
    const proposed = await this.world.post('/api/federation/peers', this.operator, { url: other.url });
    if (proposed.status !== 201) throw new Error(proposed.text);
    const { id } = proposed.json as { id: string };
    const { fingerprint } = (await other.world.get('/api/federation/peers', other.operator)).json as {
      fingerprint: string;
    };
    const confirmed = await this.world.post(`/api/federation/peers/${id}/confirm`, this.operator, {
      keys: fingerprint,
    });
    if (confirmed.status !== 200) throw new Error(confirmed.text);
    return id;
  }

  /** One turn of the loop for one log, and what follows from it here. */
  async tail(peerId: string, log: LogName = 'consent'): Promise<string> {
    const outcome = await this.world.app.get(TailService).tail(peerId, log);
    await this.follow();
    return outcome;
  }

  /** Runs what the outbox would hand to the queue about shares that changed. */
  async follow(): Promise<void> {
    const { rows } = await this.world.database.pool.query<{ payload: { recordingIds: string[] } }>(
      `UPDATE outbox_event SET dispatched_at = now() WHERE topic = 'catalogue.shares-changed' AND dispatched_at IS NULL
       RETURNING payload`,
    );
    for (const { payload } of rows)
      await this.world.app
        .get(RecordingClearanceService)
        .refreshSubjects({ recordingIds: payload.recordingIds, workIds: [] });
    for (const { payload } of rows)
      await this.world.app.get(SuspenseService).release({ recordingIds: payload.recordingIds, workIds: [] });
  }
}
