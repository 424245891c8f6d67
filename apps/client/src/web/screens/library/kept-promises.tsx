import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideGlyph } from '../../components/side-glyph.tsx';
import {
  evidenceOf,
  useBelieveKey,
  useCheckPromises,
  useKeptPromises,
  type PromiseOverview,
} from '../../queries/promises.ts';
import { momentWords } from '../../words/dates.ts';
import { promiseWords } from '../../words/promise-words.ts';

function Broken({ broken }: Pick<PromiseOverview, 'broken'>) {
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(evidenceOf(broken))}`;
  return (
    <div role="alert" className="library-broken">
      <p className="row strong stop">
        <SideGlyph recording="conflict" composition="conflict" size={20} />
        {broken.length === 1 ? 'One promise was not kept' : `${broken.length} promises were not kept`}
      </p>
      <p>
        {window.location.host} signed that it counted these plays, and its public log does not have them. The
        file proves it to anybody: the artists of the flip, their society, or whoever runs this instance.
      </p>
      <Button component="a" href={file} download="broken-promises.json">
        Download the proof
      </Button>
    </div>
  );
}

/** What came as a promise and is none: there is nothing to prove, and the play may be in the log all the same. */
function Worthless({ worthless }: Pick<PromiseOverview, 'worthless'>) {
  const one = worthless.length === 1;
  return (
    <div role="alert" className="library-broken">
      <p className="row strong stop">
        <SideGlyph recording="conflict" composition="conflict" size={20} />
        {one ? 'One promise does not hold' : `${worthless.length} promises do not hold`}
      </p>
      <p>
        What {window.location.host} sent as its promise for {one ? 'this play' : 'these plays'} is not signed
        by it, or is of another log. Tell whoever runs it: {one ? 'the play' : 'they'} may be counted, and
        nothing here proves it.
      </p>
    </div>
  );
}

/** The instance signs with another key than before: an attack, or a change that its operator has to announce. */
function OtherKey({ strangers }: Pick<PromiseOverview, 'strangers'>) {
  const believe = useBelieveKey();
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(evidenceOf(strangers))}`;
  return (
    <div role="alert" className="library-broken">
      <p className="row strong stop">
        <SideGlyph recording="conflict" composition="conflict" size={20} />
        Signed with another key
      </p>
      <p>
        {strangers.length === 1 ? 'One promise is' : `${strangers.length} promises are`} signed with another
        key than {window.location.host} had when this device saw it first. Ask whoever runs it, by another way
        than this site, whether the key was changed. Until you know, do not rely on these promises.
      </p>
      {believe.isError && <ProblemMessage error={believe.error} />}
      <div className="library-actions">
        <Button component="a" href={file} download="promises-with-another-key.json">
          Download them
        </Button>
        <Button variant="subtle" loading={believe.isPending} onClick={() => believe.mutate(strangers)}>
          The key was changed: rely on the new one
        </Button>
      </div>
    </div>
  );
}

/** What was promised for the plays of this device, and whether the public log keeps it. */
export function KeptPromises() {
  const kept = useKeptPromises();
  const check = useCheckPromises();
  const open =
    kept.data === undefined
      ? 0
      : kept.data.counts.waiting +
        kept.data.worthless.length +
        kept.data.broken.length +
        kept.data.strangers.length;
  return (
    <section className="library-section" aria-labelledby="promises-title">
      <div>
        <h2 className="heading" id="promises-title">
          Promised plays
        </h2>
        <p className="secondary">
          For each counted play this instance signs a promise. This device keeps it, and checks that the play
          is in the <Link to="/logs">public log</Link> that artists are paid by.
        </p>
      </div>
      <div className="library-body">
        {kept.isError && <ProblemMessage error={kept.error} onRetry={() => void kept.refetch()} />}
        {check.isError && <ProblemMessage error={check.error} />}
        {kept.data && (
          <>
            <p className="library-bytes" role="status">
              {promiseWords(kept.data.counts)}
              {kept.data.lastCheckedAt !== null && (
                <span className="secondary">
                  {' '}
                  Last checked {momentWords(new Date(kept.data.lastCheckedAt).toISOString())}.
                </span>
              )}
            </p>
            {kept.data.worthless.length > 0 && <Worthless worthless={kept.data.worthless} />}
            {kept.data.broken.length > 0 && <Broken broken={kept.data.broken} />}
            {kept.data.strangers.length > 0 && <OtherKey strangers={kept.data.strangers} />}
          </>
        )}
        <div className="library-actions">
          <Button onClick={() => check.mutate()} loading={check.isPending} disabled={open === 0}>
            Check now
          </Button>
        </div>
      </div>
    </section>
  );
}
