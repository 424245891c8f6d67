import { Tabs } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { LiveRegion } from '../../components/live-region.tsx';
import { Paged } from '../../components/paged.tsx';
import { useCorrections, type Box } from '../../queries/credits.ts';
import { MusicBar } from '../../shell/music-bar.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { CorrectionCard } from './correction-card.tsx';
import './corrections.css';

const route = getRouteApi('/shell/corrections');

const EMPTY: Record<Box, string> = {
  'to-decide':
    'No corrections to decide. When somebody says that a credit of your music is wrong, it appears here.',
  asked: 'You asked for no correction yet. Every flip has a way to ask beneath its credits.',
};

function Corrections({ box }: { box: Box }) {
  const corrections = useCorrections(box);
  const items = corrections.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <LiveRegion>{corrections.isSuccess ? `${items.length} corrections shown` : ''}</LiveRegion>
      <Paged pages={corrections} skeleton="corrections-skeleton" empty={EMPTY[box]}>
        {() => (
          <ul className="correction-list">
            {items.map((correction) => (
              <CorrectionCard key={correction.id} correction={correction} box={box} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

/** What is said to be wrong in credits: what one decides, and what one asked. */
export function CorrectionsScreen() {
  useDocumentTitle('Credit corrections · Flipside');
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/corrections' });
  const box: Box = search.box === 'asked' ? 'asked' : 'to-decide';
  return (
    <SignedInOnly title="Credit corrections" reason="Sign in to put credits right, or to ask for it.">
      {({ parties }) => (
        <div className="page">
          {parties[0] !== undefined && (
            <MusicBar
              current="corrections"
              parties={parties}
              party={(parties.find(({ id }) => id === search.party) ?? parties[0]).id}
            />
          )}
          <div className="page-head">
            <div>
              <h1 className="title">Credit corrections</h1>
              <p className="secondary">
                Credits stay as they were published. A correction that is accepted stands beside them.
              </p>
            </div>
          </div>
          <Tabs
            className="correction-boxes"
            value={box}
            onChange={(next) =>
              void navigate({
                search: {
                  ...(search.party === undefined ? {} : { party: search.party }),
                  ...(next === 'asked' ? { box: 'asked' } : {}),
                },
              })
            }
          >
            <Tabs.List>
              <Tabs.Tab value="to-decide">To decide</Tabs.Tab>
              <Tabs.Tab value="asked">Asked by you</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value={box}>
              <Corrections key={box} box={box} />
            </Tabs.Panel>
          </Tabs>
        </div>
      )}
    </SignedInOnly>
  );
}
