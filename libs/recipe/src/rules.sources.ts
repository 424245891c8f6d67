import { decodeBinaryField, fingerprintFault, onsetEnvelopeLayout } from './binary-fields.ts';
import type { PointerPart } from './json.pointer.ts';
import { LIMITS } from './limits.ts';
import { firstNotIncreasing, firstTooDense, reportRepeats, type RuleContext } from './rules.ts';
import type { Source } from './schema.ts';

/** A clock may run ahead of the reader's by this much. */
const CLOCK_TOLERANCE_MS = 5 * 60 * 1000;

function checkBinaryFields({ report }: RuleContext, source: Source, path: readonly PointerPart[]): void {
  if (source.fingerprint !== undefined) {
    const bytes = decodeBinaryField(source.fingerprint);
    const fault = bytes === null ? 'must be base64' : fingerprintFault(bytes, source.durationMs);
    if (fault !== null) report([...path, 'fingerprint'], fault);
  }
  if (source.anchors !== undefined) {
    const bytes = decodeBinaryField(source.anchors.onsetEnvelope);
    const expected = onsetEnvelopeLayout(source.durationMs).bytes;
    if (bytes?.length !== expected) {
      report([...path, 'anchors', 'onsetEnvelope'], `must hold exactly ${expected} bytes of base64`);
    }
  }
}

function checkBeatgrid({ report }: RuleContext, source: Source, path: readonly PointerPart[]): void {
  const grid = source.beatgrid ?? [];
  for (const column of [0, 1] as const) {
    const at = firstNotIncreasing(grid.map((point) => point[column]));
    if (at >= 0) report([...path, 'beatgrid', at, column], 'must be greater than the one before');
  }
  const dense = firstTooDense(
    grid.map(([, second]) => second),
    LIMITS.eventsPerLaneSecond,
  );
  if (dense >= 0) report([...path, 'beatgrid', dense], 'is one of more than 200 points in one second');
}

/** Rules of sources and layers: names are unique, each is used, binary fields are what they say. */
export function checkSources(context: RuleContext): void {
  const { recipe, report } = context;
  const layers = recipe.layers ?? [];
  reportRepeats(
    context,
    recipe.sources.map(({ id }) => id),
    (index) => ['sources', index, 'id'],
  );
  reportRepeats(
    context,
    layers.map(({ id }) => id),
    (index) => ['layers', index, 'id'],
  );
  // One recording is one source: its overlaps count once, so it may not hide behind two names.
  const codes = recipe.sources.flatMap(({ isrc }, index) =>
    isrc.map((code, at) => ({ code, path: ['sources', index, 'isrc', at] })),
  );
  reportRepeats(
    context,
    codes.map(({ code }) => code),
    (index) => codes[index]?.path ?? [],
  );
  const clips = recipe.tracks.flatMap((track) => track.clips ?? []);
  const used = new Set(
    clips.map((clip) => ('source' in clip ? `source ${clip.source}` : `layer ${clip.layer}`)),
  );
  recipe.sources.forEach((source, index) => {
    if (!used.has(`source ${source.id}`)) report(['sources', index], 'is used by no clip');
    checkBinaryFields(context, source, ['sources', index]);
    checkBeatgrid(context, source, ['sources', index]);
  });
  layers.forEach((layer, index) => {
    if (!used.has(`layer ${layer.id}`)) report(['layers', index], 'is used by no clip');
  });
}

/** Rules of the provenance and the proof. */
export function checkProvenance(context: RuleContext): void {
  const { recipe, now, report } = context;
  reportRepeats(context, recipe.provenance.parents, (index) => ['provenance', 'parents', index]);
  if (recipe.proof === undefined) return;
  const created = Date.parse(recipe.proof.created);
  if (Number.isNaN(created)) report(['proof', 'created'], 'must be a date that exists');
  else if (now !== null && created > now.getTime() + CLOCK_TOLERANCE_MS) {
    report(['proof', 'created'], 'must not lie in the future');
  }
}
