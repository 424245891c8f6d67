import { Button } from '@mantine/core';
import { currencySign, formatMicros } from '../../components/micros.ts';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import { useAnswerLine, type ClearanceRequest, type RequestLine } from '../../queries/requests.ts';
import { termsSentences } from '../../words/terms-words.ts';
import { AnswerLine } from './answer-line.tsx';
import { LineBadge } from './request-badge.tsx';

interface LineProps {
  readonly request: ClearanceRequest;
  readonly line: RequestLine;
}

/** The terms that a party offers, what of the draft goes beyond them, and the producer's yes. */
function Offer({ request, line }: LineProps) {
  const accept = useAnswerLine(request.id, line.id);
  const { offer } = line;
  if (offer === null || line.state !== 'COUNTERED') return null;
  const { scope, minimumRate } = offer.terms;
  return (
    <div className="request-offer">
      <p className="label">Terms offered</p>
      {termsSentences({ ...scope, stems: scope.allowedStems }).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {minimumRate !== null && (
        <p>
          A play pays this side at least {currencySign(minimumRate.currency)}
          <span className="mono">{formatMicros(minimumRate.perPlayMicros, 6)}</span>.
        </p>
      )}
      {offer.note !== null && <p className="request-quote">{offer.note}</p>}
      {offer.breaks.length > 0 && (
        <>
          <p className="strong">The draft goes beyond them:</p>
          <ul className="request-reasons">
            {offer.breaks.map(({ code, detail }) => (
              <li key={`${code}${detail}`}>it {detail}</li>
            ))}
          </ul>
        </>
      )}
      {request.isMine && (
        <div className="request-actions">
          <Button
            variant="filled"
            disabled={offer.breaks.length > 0}
            loading={accept.isPending}
            onClick={() => accept.mutate({ kind: 'accept' })}
          >
            Take these terms
          </Button>
          {offer.breaks.length > 0 && (
            <span className="small secondary">
              {offer.breaks.some(({ code }) => code === 'MINIMUM_RATE_NOT_MET')
                ? 'No draft makes the tariff pay more: write to them about it.'
                : 'Change the draft in the studio, then ask again.'}
            </span>
          )}
        </div>
      )}
      {accept.isError && <ProblemMessage error={accept.error} />}
    </div>
  );
}

const NOBODY = 'Nobody has claimed this. It cannot be cleared until somebody does.';
const UNATTENDED = 'Nobody acts for them here yet. Whoever runs this instance has been shown this.';

function waitingWords(line: RequestLine): string | null {
  if (line.party === null) return NOBODY;
  return line.reachable ? null : UNATTENDED;
}

const isOpenLine = ({ state }: RequestLine): boolean => state === 'REQUESTED' || state === 'COUNTERED';

function Line({ request, line, primary }: LineProps & { readonly primary: boolean }) {
  const isOpen = request.state === 'OPEN' && isOpenLine(line);
  const words = waitingWords(line);
  return (
    <li className="request-line">
      <div className="request-line-head">
        <SideMark side={line.side === 'MASTER' ? 'A' : 'B'} />
        <h3 className="request-line-name">
          {line.party?.name ?? 'Nobody yet'}
          <span className="secondary">
            {' '}
            {line.side === 'MASTER' ? 'recording' : 'composition'} of “{line.title}”
          </span>
        </h3>
        <LineBadge line={line} />
      </div>
      {isOpen && line.state === 'REQUESTED' && (
        <ul className="request-reasons small secondary">
          {line.reasons.map(({ code, detail, territory }) => (
            <li key={`${code}${territory}${detail}`}>{detail}</li>
          ))}
        </ul>
      )}
      {isOpen && words !== null && <p className="small secondary">{words}</p>}
      <Offer request={request} line={line} />
      {isOpen && line.mine && <AnswerLine request={request} line={line} primary={primary} />}
    </li>
  );
}

/** Who is asked for what, one line each; the reader's own first. */
export function RequestLines({ request }: { request: ClearanceRequest }) {
  const lines = [...request.lines].sort((a, b) => Number(b.mine) - Number(a.mine));
  if (lines.length === 0) return null;
  const first = lines.find((line) => line.mine && isOpenLine(line));
  return (
    <section aria-labelledby="lines-title">
      <div className="ruled-head">
        <h2 className="heading" id="lines-title">
          Who is asked
        </h2>
        <span className="spacer" />
        <span className="small secondary">
          {lines.filter(({ state }) => state === 'GRANTED').length} of {lines.length} agreed
        </span>
      </div>
      <ul>
        {lines.map((line) => (
          <Line key={line.id} request={request} line={line} primary={line.id === first?.id} />
        ))}
      </ul>
    </section>
  );
}
