import type {
  ClearanceExplanation as Explanation,
  RecordingDetail,
  RecordingSummary,
} from '../../../modules/consent/index.ts';
import { reportSide } from '../../../modules/consent/index.ts';

export function presentRecordingItem({
  id: _id,
  createdAt: _createdAt,
  closesAt,
  ...item
}: RecordingSummary) {
  return { ...item, closesAt: closesAt?.toISOString() ?? null };
}

export function presentRecording({
  id: _id,
  createdAt: _createdAt,
  closesAt,
  ...recording
}: RecordingDetail) {
  return { ...recording, closesAt: closesAt?.toISOString() ?? null };
}

export function presentExplanation({ decision, at, ...explanation }: Explanation) {
  const { state, sides } = decision;
  return { ...explanation, at: at.toISOString(), state, sides: sides.map(reportSide) };
}
