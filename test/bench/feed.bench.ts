import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstanceProcess } from '../support/instance.ts';
import { measure, rate, type Bench } from './measure.ts';

const LOAD = { seconds: 5, parallel: 16 };

/** The public feed of a seeded instance against the same server's cheapest answer. */
const feed: Bench = {
  name: 'feed',
  run: async () => {
    const state = mkdtempSync(join(tmpdir(), 'flipside-bench-'));
    chmodSync(state, 0o755);
    const instance = await startInstanceProcess({ state });
    try {
      const get = (path: string) => async () => {
        const response = await fetch(`${instance.baseUrl}${path}`);
        if (!response.ok) throw new Error(`${path} answered ${response.status}`);
        await response.arrayBuffer();
      };
      const limit = await rate(get('/api/health'), LOAD);
      const reads = await rate(get('/api/feed'), LOAD);
      return [measure('feed.read_ratio', 'requests/s', reads, limit)];
    } finally {
      await instance.stop();
      rmSync(state, { recursive: true, force: true });
    }
  },
};

export default feed;
