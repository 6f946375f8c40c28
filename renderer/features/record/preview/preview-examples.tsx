import { IconTrophy } from '@tabler/icons-react';
import type { AttributePreview } from '../../../../shared/population/preview';
import { useEngagement } from '../../../store/session';
import { dayWords, today } from '../../../ui/dates';
import { useWords } from '../../../ui/words';
import classes from './preview.module.css';

/** Some people: the value of each, and beside it what every source says, the one that won marked. */
export function PreviewExamples({ examples }: Pick<AttributePreview, 'examples'>) {
  const { t, text, locale } = useWords();
  const sources = useEngagement((e) => e.sources);
  if (examples.length === 0) return null;
  const hasCandidates = examples.some(({ candidates }) => candidates.length > 0);
  const nameOf = (id: string) => text(sources.find((source) => source.id === id)?.name) || id;
  return (
    <table className={classes.examples}>
      <caption>{t('preview.examples')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('preview.value')}</th>
          {hasCandidates && <th scope="col">{t('preview.says')}</th>}
        </tr>
      </thead>
      <tbody>
        {examples.map(({ value, candidates }, i) => (
          // People have no names here; they are told apart by their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={i}>
            <td>{value === '' ? <em>{t('preview.none')}</em> : <bdi className="mono">{value}</bdi>}</td>
            {hasCandidates && (
              <td>
                <ul>
                  {candidates.map((candidate, n) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two rows of one source may say the same
                    <li key={n} data-won={candidate.won}>
                      {candidate.won && <IconTrophy size={12} aria-label={t('preview.won')} />}
                      <span>{nameOf(candidate.source)}</span>
                      <bdi className="mono">{candidate.value || '–'}</bdi>
                      {candidate.at !== undefined && <small>{dayWords(new Date(candidate.at).toISOString().slice(0, 10), locale, today())}</small>}
                    </li>
                  ))}
                </ul>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
