import type { RecordingFacts, SubjectRef } from '@flipside/royalty';
import type { KnownRecording, PeerFacts } from './peer-rights.repository.ts';
import { scopedId } from './scoped-id.ts';

/** A work that this catalogue does not have, in a recording that it has. */
export interface BorrowedWork {
  readonly id: string;
  readonly peerId: string;
  readonly remoteId: string;
  readonly iswc: string | null;
  readonly ppm: number;
}

interface Rows {
  readonly recordings: readonly KnownRecording[];
  readonly links: readonly PeerFacts<'recording-work'>[];
  readonly works: readonly PeerFacts<'work'>[];
}

/**
 * What recordings and works of peers are called here. Recordings are the same by ISRC, works by ISWC within a
 * recording. Where this catalogue knows works of a recording, those are its works; where it knows none, the peers' are.
 */
export class SubjectMap {
  readonly #subjects = new Map<string, SubjectRef[]>();
  readonly #borrowed = new Map<string, BorrowedWork[]>();

  /** @param origins of peers, by their ids. */
  constructor(
    { recordings, links, works }: Rows,
    here: ReadonlyMap<string, RecordingFacts>,
    private readonly origins: ReadonlyMap<string, string>,
  ) {
    const byIsrc = new Map([...here.values()].map((facts) => [facts.isrc as string, facts]));
    const codes = new Map(works.map(({ peerId, body }) => [`${peerId} ${body.id}`, body.iswc]));
    for (const { peerId, id, isrc } of recordings) {
      const facts = byIsrc.get(isrc);
      if (facts === undefined) continue;
      this.#add(peerId, id, { kind: 'RECORDING', id: facts.recordingId });
      for (const { body } of links.filter((one) => one.peerId === peerId && one.body.recording === id))
        this.#work(facts, {
          peerId,
          remoteId: body.work,
          ppm: body.ppm,
          iswc: codes.get(`${peerId} ${body.work}`) ?? null,
        });
    }
  }

  /** What a recording or work of a peer is here; nothing when it is none of those in question. */
  of(
    peerId: string,
    { recording, work }: { readonly recording: string | null; readonly work: string | null },
  ): SubjectRef[] {
    return this.#subjects.get(`${peerId} ${recording ?? work ?? ''}`) ?? [];
  }

  /** Everything in question that a peer keeps rights in. */
  all(peerId: string): SubjectRef[] {
    return [...this.#subjects].flatMap(([key, subjects]) => (key.startsWith(`${peerId} `) ? subjects : []));
  }

  /** Works of recordings for which this catalogue has none, by the recording. */
  borrowed(): [string, readonly BorrowedWork[]][] {
    return [...this.#borrowed];
  }

  #add(peerId: string, remoteId: string, subject: SubjectRef): void {
    const key = `${peerId} ${remoteId}`;
    const known = this.#subjects.get(key) ?? [];
    if (!known.some(({ id }) => id === subject.id)) this.#subjects.set(key, [...known, subject]);
  }

  #work(facts: RecordingFacts, work: Omit<BorrowedWork, 'id'>): void {
    const { peerId, remoteId, iswc } = work;
    if (facts.works.length > 0) {
      const same = facts.works.find((one) => one.iswc !== undefined && one.iswc === iswc);
      if (same !== undefined) this.#add(peerId, remoteId, { kind: 'WORK', id: same.workId });
      return;
    }
    const known = this.#borrowed.get(facts.recordingId) ?? [];
    // Two registries speak of one work when its code is the same.
    const same = known.find((one) => iswc !== null && one.iswc === iswc);
    const id = same?.id ?? scopedId(this.origins.get(peerId) ?? '', remoteId);
    this.#add(peerId, remoteId, { kind: 'WORK', id });
    if (same === undefined) this.#borrowed.set(facts.recordingId, [...known, { ...work, id }]);
  }
}
