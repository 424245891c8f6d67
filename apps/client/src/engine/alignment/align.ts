export { alignPcm } from './align-pcm.ts';
export { alignToAnchors, makeAnchors } from './align-to-anchors.ts';
export { describeRefusal } from './describe-refusal.ts';
export { compareFingerprints, fingerprint, type Fingerprint, type FingerprintMatch } from './fingerprint.ts';
export { compressFingerprint, decompressFingerprint } from './fingerprint-code.ts';
export type { Aligned, AlignmentAnchor, AlignResult, EditRegion, RefusalReason, Refused } from './result.ts';
