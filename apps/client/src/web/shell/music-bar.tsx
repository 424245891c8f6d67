import { TabLink } from '../components/tab-link.tsx';
import type { User } from '../queries/session.ts';
import { PartyPicker } from './party-picker.tsx';
import { SectionBar } from './section-bar.tsx';

/** Where the choice of another party leads, which is the same page for that party. */
const PICKS = {
  music: '/artist',
  catalogue: '/artist/catalogue',
  requests: '/artist',
  derivatives: '/derivatives',
  disputes: '/disputes',
  mandates: '/artist/mandates',
  imports: '/imports',
} as const;

interface MusicBarProps {
  /** Corrections come to a person for all parties together; a party's own page is about that party. */
  readonly current: keyof typeof PICKS | 'corrections' | 'party';
  readonly parties: User['parties'];
  /** Id of the party in whose name one looks; the section keeps it from page to page. */
  readonly party: string;
}

/** Everything a party does about its music. */
export function MusicBar({ current, parties, party }: MusicBarProps) {
  const search = { party };
  const picker =
    current === 'corrections' || current === 'party' ? undefined : (
      <PartyPicker
        parties={parties}
        to={PICKS[current]}
        party={party}
        {...(current === 'requests' && { tab: 'requests' })}
      />
    );
  return (
    <SectionBar label="Your music" current={current} aside={picker}>
      <TabLink current={current === 'music'} to="/artist" search={search}>
        Music
      </TabLink>
      <TabLink current={current === 'catalogue'} to="/artist/catalogue" search={search}>
        Many at once
      </TabLink>
      <TabLink current={current === 'requests'} to="/artist" search={{ party, tab: 'requests' }}>
        Requests
      </TabLink>
      <TabLink current={current === 'derivatives'} to="/derivatives" search={search}>
        Flips of it
      </TabLink>
      <TabLink current={current === 'corrections'} to="/corrections" search={search}>
        Corrections
      </TabLink>
      <TabLink current={current === 'disputes'} to="/disputes" search={search}>
        Disputes
      </TabLink>
      <TabLink current={current === 'mandates'} to="/artist/mandates" search={search}>
        Mandates
      </TabLink>
      <TabLink current={current === 'imports'} to="/imports" search={search}>
        Import
      </TabLink>
      <TabLink current={current === 'party'} to="/parties/$id" params={{ id: party }}>
        Party and claims
      </TabLink>
    </SectionBar>
  );
}
