import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { formatPpm } from '../../components/micros.ts';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useTariff, useTariffs } from '../../queries/consent.ts';
import { dayWords, isToCome } from '../../words/dates.ts';
import { KINDS, TariffForm } from './tariff-form.tsx';

/** What a play pays on this instance, and how it is split, by the tariff in force. */
export function TariffCard() {
  const tariff = useTariff();
  const versions = useTariffs();
  const [isEntering, setIsEntering] = useState(false);
  const announced = versions.data?.filter(({ effectiveFrom }) => isToCome(effectiveFrom)) ?? [];
  return (
    <section className="operator-section" aria-labelledby="tariff-title">
      <h2 className="heading" id="tariff-title">
        Tariff in force
      </h2>
      {tariff.isPending && <div className="hatched operator-skeleton" aria-busy="true" />}
      {tariff.isError && <ProblemMessage error={tariff.error} onRetry={() => void tariff.refetch()} />}
      {tariff.data && (
        <dl className="operator-facts">
          <div>
            <dt className="label">A play pays</dt>
            <dd className="operator-value">
              {tariff.data.perPlayMicros === null ? (
                'a share of the pool'
              ) : (
                <Money micros={tariff.data.perPlayMicros} currency={tariff.data.currency} precision="play" />
              )}
            </dd>
          </div>
          {(
            [
              ['Recording', tariff.data.masterPpm],
              ['Composition', tariff.data.compositionPpm],
              ['Producer', tariff.data.remixerPpm],
              ['Instance', tariff.data.platformPpm],
            ] as const
          ).map(([name, ppm]) => (
            <div key={name}>
              <dt className="label">{name}</dt>
              <dd className="operator-value mono">{formatPpm(ppm)}</dd>
            </div>
          ))}
          <div>
            <dt className="label">Version {tariff.data.version}, since</dt>
            <dd className="operator-value">{dayWords(tariff.data.effectiveFrom)}</dd>
          </div>
        </dl>
      )}
      {announced.length > 0 && (
        <ul className="operator-stated" aria-label="Announced versions">
          {announced.map(({ version, kind, effectiveFrom }) => (
            <li key={version}>
              <span>
                Version {version}: {KINDS[kind]}
              </span>
              <span className="tertiary">from {dayWords(effectiveFrom)}</span>
            </li>
          ))}
        </ul>
      )}
      <Button className="operator-enter" onClick={() => setIsEntering(true)}>
        Enter the next version
      </Button>
      <Modal opened={isEntering} onClose={() => setIsEntering(false)} title="The next version of the tariff">
        <TariffForm currency={tariff.data?.currency ?? 'EUR'} onDone={() => setIsEntering(false)} />
      </Modal>
    </section>
  );
}
