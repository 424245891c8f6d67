import { writeFileSync } from 'node:fs';
import { makeAnchors } from '../apps/client/src/engine/alignment/align-to-anchors.ts';
import { demoCatalogue, renderDemoMix } from '../apps/client/src/engine/demo/index.ts';

const TARGET = 'prisma/demo/sources.json';

/** Describes the demo library as recipes name their sources: with the fingerprint and anchors of each piece. */
async function main(): Promise<void> {
  const sources = [];
  for (const { isrc, title, artist, durationMs, bpm, key, beatgrid } of demoCatalogue) {
    const { fingerprint, onsetEnvelope } = await makeAnchors(await renderDemoMix(isrc));
    sources.push({
      isrc: [isrc],
      title,
      artist,
      durationMs,
      fingerprint,
      anchors: { onsetEnvelope },
      beatgrid,
      bpm,
      key,
    });
    console.log(`${title}: described`);
  }
  writeFileSync(TARGET, `${JSON.stringify(sources, null, 2)}\n`);
}

await main();
