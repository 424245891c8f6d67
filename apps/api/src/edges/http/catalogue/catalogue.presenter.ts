import type {
  ClearanceExplanation as Explanation,
  RecordingDetail,
  RecordingListing,
  RecordingSummary,
  TerritoryGroup,
} from '../../../modules/consent/index.ts';
import { reportReason, reportSide } from '../../../modules/consent/index.ts';
import { presentPage } from '../common/cursor.ts';

function presentRecordingItem(item: RecordingSummary) {
  const {
    isrc,
    title,
    versionTitle,
    artist,
    label,
    durationMs,
    bpm,
    key,
    clearance,
    terms,
    flips,
    closesAt,
  } = item;
  const facts = { isrc, title, versionTitle, artist, label, durationMs, bpm, key, clearance, terms, flips };
  return { ...facts, closesAt: closesAt?.toISOString() ?? null };
}

export function presentListing({ items, next, ...about }: RecordingListing) {
  return { ...presentPage({ items, next }, presentRecordingItem), ...about };
}

export function presentRecording({ createdAt: _createdAt, closesAt, ...recording }: RecordingDetail) {
  return { ...recording, closesAt: closesAt?.toISOString() ?? null };
}

function presentGroup({ territories, reasons, ...group }: TerritoryGroup) {
  return { ...group, territories, count: territories.length, reasons: reasons.map(reportReason) };
}

export function presentExplanation({ decision, at, everywhere, ...explanation }: Explanation) {
  const { state, sides } = decision;
  return {
    ...explanation,
    at: at.toISOString(),
    state,
    sides: sides.map(reportSide),
    everywhere: everywhere?.map(presentGroup) ?? null,
  };
}
