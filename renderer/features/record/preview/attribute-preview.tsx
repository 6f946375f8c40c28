import { ActionIcon, Button } from '@mantine/core';
import { IconEye, IconEyeOff, IconUsers } from '@tabler/icons-react';
import { numberFormat } from '../../../../shared/i18n/number-format';
import { problemText } from '../../../../shared/i18n/translator';
import type { AttributePreview as Preview } from '../../../../shared/population/preview';
import { useProjecting } from '../../../store/projector';
import { useEngagement } from '../../../store/session';
import { Private } from '../../../ui/private';
import { useWords } from '../../../ui/words';
import classes from './preview.module.css';
import { PreviewExamples } from './preview-examples';
import { useAttributePreview } from './use-attribute-preview';

/** What the attribute comes to on the sample: how many have a value, which, and for some people who said what and who won. */
export function AttributePreview({ attribute }: { attribute: string }) {
  const { t } = useWords();
  const { state, ask } = useAttributePreview(attribute);
  const isProjecting = useProjecting();
  const record = useEngagement((e) => e.record);
  const sources = useEngagement((e) => e.sources);
  const isOutdated = state.kind === 'done' && (state.of.record !== record || state.of.sources !== sources);
  return (
    <section className={classes.section} aria-label={t('preview')}>
      <header className={classes.head}>
        <h3>{t('preview')}</h3>
        {state.kind === 'done' && !isProjecting && (
          <ActionIcon
            size={24}
            aria-label={t(state.bare ? 'preview.hide' : 'preview.show')}
            title={t(state.bare ? 'preview.hide' : 'preview.show')}
            onClick={() => void ask(!state.bare)}
          >
            {state.bare ? <IconEyeOff size={15} /> : <IconEye size={15} />}
          </ActionIcon>
        )}
        {state.kind !== 'running' && (state.kind !== 'done' || isOutdated) && (
          <Button size="compact-xs" variant="default" leftSection={<IconUsers size={14} />} onClick={() => void ask(state.kind === 'done' && state.bare)}>
            {t(state.kind === 'done' ? 'preview.again' : 'preview.try')}
          </Button>
        )}
      </header>
      <div role="status" className={classes.quiet}>
        {state.kind === 'running' && t('preview.running')}
        {isOutdated && t('preview.outdated')}
        {state.kind === 'failed' && state.problems.map((problem) => problemText(problem, t)).join(' ')}
      </div>
      {state.kind === 'done' && state.bare && <Private>{null}</Private>}
      {state.kind === 'done' && !(state.bare && isProjecting) && <Found preview={state.preview} attribute={attribute} />}
    </section>
  );
}

function Found({ preview: { people, filled, disagreeing, top, examples, problems }, attribute }: { preview: Preview; attribute: string }) {
  const { t, locale } = useWords();
  // The whole sample is read for it; what was wrong with other attributes is said beside those. Events are those its formula looks at.
  const own = problems.filter(({ code, path }) => path.length === 0 || path.includes(attribute) || code === 'events-from-rows');
  const most = top[0]?.people ?? 1;
  const isEmpty = people > 0 && filled === 0 && examples.every(({ candidates }) => candidates.length === 0);
  return (
    <>
      <p className={classes.facts}>
        {isEmpty ? t('preview.nobody', { people }) : t('preview.filled', { filled, people })}
        {disagreeing > 0 && ` · ${t('preview.disagreeing', { count: disagreeing })}`}
      </p>
      {own.map((problem) => (
        <p key={problem.code + JSON.stringify(problem.params)} className={classes.quiet}>
          {problemText(problem, t)}
        </p>
      ))}
      {top.length > 0 && (
        <table className={classes.top}>
          <caption>{t('preview.top')}</caption>
          <tbody>
            {top.map(({ value, people: count }) => (
              <tr key={value}>
                <th scope="row">
                  <bdi className="mono">{value}</bdi>
                </th>
                <td>
                  <span className={classes.bar} style={{ inlineSize: `${(count / most) * 100}%` }} aria-hidden />
                </td>
                <td>{numberFormat(locale).format(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!isEmpty && <PreviewExamples examples={examples} />}
    </>
  );
}
