import type {
  ClearanceExplanation as Explanation,
  RecordingDetail,
  RecordingSummary,
} from '../../../modules/consent/index.ts';
import { reportSide } from '../../../modules/consent/index.ts';

export function presentRecordingItem({ id: _id, createdAt: _createdAt, ...item }: RecordingSummary) {
  return item;
}

export function presentRecording({ id: _id, createdAt: _createdAt, ...recording }: RecordingDetail) {
  return recording;
}

export function presentExplanation({ decision, at, ...explanation }: Explanation) {
  const { state, sides } = decision;
  return { ...explanation, at: at.toISOString(), state, sides: sides.map(reportSide) };
}
