import type { Isrc } from '@flipside/royalty';
import { FieldReading } from '../field-reading.ts';
import { FileFault } from '../file-fault.ts';
import type { Deal, FileNote, ReaderItem } from '../subject.types.ts';
import { ErnParties } from './ern-parties.ts';
import { readSoundRecording } from './ern-recording.ts';
import { addDeals, readPurged, readRelease, withDeals } from './ern-release.ts';
import type { ErnRelease } from './ern-release.ts';
import { ernVersion } from './ern-version.ts';
import { textAt, xmlNodes } from './xml-nodes.ts';
import type { XmlNode } from './xml-nodes.ts';

const WANTED: ReadonlySet<string> = new Set([
  'MessageHeader',
  'Party',
  'SoundRecording',
  'Release',
  'TrackRelease',
  'ReleaseDeal',
  'PurgedRelease',
]);
const MOST_RECORDINGS = 500_000;
const MOST_RELEASES = 50_000;

const DEALS_NOTE: FileNote = {
  code: 'DEALS_ARE_NO_CONSENT',
  reason:
    'Deals say where and how a release is distributed. They are kept, and grant no flips: each party opts in under Your music.',
};
const NO_SHARES_NOTE: FileNote = {
  code: 'RIGHTS_NOT_STATED',
  reason:
    'Some recordings of the message name no rights controller with a share: nobody holds them yet by this import.',
};

/**
 * Reads a DDEX ERN message: recordings with the works they perform as they come, releases at the end, when their
 * deals are known. 4.3 and the differences of 4.2, 4.1 and 3.8.2.
 *
 * @throws {FileFault}
 */
export async function* readErn(text: AsyncIterable<string>): AsyncGenerator<ReaderItem> {
  const message = new ErnMessage();
  yield { type: 'NOTE', note: DEALS_NOTE };
  for await (const item of xmlNodes(text, WANTED)) {
    if (item.type === 'ROOT') ernVersion(item.root);
    else yield* message.read(item.node);
  }
  yield* message.releasesWithDeals();
}

class ErnMessage {
  private readonly parties = new ErnParties();
  private readonly isrcs = new Map<string, Isrc>();
  private readonly releases: ErnRelease[] = [];
  private readonly deals = new Map<string, Deal[]>();
  private readonly saidWorks = new Set<string>();
  private saidNoShares = false;

  *read(node: XmlNode): Generator<ReaderItem> {
    if (node.name === 'MessageHeader') yield* readHeader(node);
    else if (node.name === 'Party') this.parties.add(node);
    else if (node.name === 'SoundRecording') yield* this.recording(node);
    else if (node.name === 'Release') this.release(node);
    else if (node.name === 'ReleaseDeal') this.deal(node);
    else if (node.name === 'PurgedRelease') yield { type: 'SUBJECT', subject: readPurged(node) };
  }

  *releasesWithDeals(): Generator<ReaderItem> {
    for (const release of this.releases) yield { type: 'SUBJECT', subject: withDeals(release, this.deals) };
  }

  private *recording(node: XmlNode): Generator<ReaderItem> {
    if (this.isrcs.size >= MOST_RECORDINGS)
      throw new FileFault('XML_TOO_LARGE', `The message has more than ${MOST_RECORDINGS} recordings.`, {
        line: node.line,
      });
    const { recording, work, reference } = readSoundRecording(node, this.parties);
    if (recording.isrc !== null && reference !== '') this.isrcs.set(reference, recording.isrc);
    if (recording.shares === null && !this.saidNoShares) {
      this.saidNoShares = true;
      yield { type: 'NOTE', note: NO_SHARES_NOTE };
    }
    // Several recordings of one work repeat it; the first says who holds it.
    if (work !== null && !this.saidWorks.has(work.key)) {
      this.saidWorks.add(work.key);
      yield { type: 'SUBJECT', subject: work };
    }
    yield { type: 'SUBJECT', subject: recording };
  }

  private release(node: XmlNode): void {
    if (this.releases.length >= MOST_RELEASES)
      throw new FileFault('XML_TOO_LARGE', `The message has more than ${MOST_RELEASES} releases.`, {
        line: node.line,
      });
    const release = readRelease(node, this.isrcs);
    if (release !== null) this.releases.push(release);
  }

  private deal(node: XmlNode): void {
    const reading = new FieldReading();
    addDeals(node, this.deals, reading);
    const [fault] = reading.problems;
    if (fault !== undefined)
      throw new FileFault(fault.code, fault.reason, {
        line: fault.line,
        field: fault.field ?? 'ReleaseDeal',
      });
  }
}

function* readHeader(node: XmlNode): Generator<ReaderItem> {
  if (textAt(node, 'MessageControlType') === 'TestMessage')
    yield {
      type: 'NOTE',
      note: {
        code: 'TEST_MESSAGE',
        reason: 'The message says that it is a test. It is taken in like any other.',
      },
    };
}
