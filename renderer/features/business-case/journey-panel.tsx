import { Link, useParams } from 'react-router';
import { setJourneyFigure, setJourneySource } from '../../../shared/business-case/edit-business-case';
import { type JourneyFigureName, type JourneyModel, journeyFigureNames } from '../../../shared/business-case/journey-case';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { Inspector, InspectorFields, InspectorHead, InspectorSection } from '../../ui/inspector';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import classes from './case-views.module.css';
import { FigureField } from './figure-field';
import { SourceNote } from './source-note';
import { Sum } from './sum';
import { useAmounts } from './use-amounts';
import type { Case } from './use-case';

const measures = { perMonth: 'count', reach: 'share', conversion: 'share', incremental: 'share', value: 'money' } as const;

/** A journey's money as a formula, and each number in it to be changed. */
export function JourneyPanel({ of, journey, onClose }: { of: Case; journey: JourneyModel; onClose: () => void }) {
  const { t, text } = useWords();
  const { engagementId } = useParams();
  const readOnly = useReadOnly();
  const name = text(useEngagement((e) => e.journeys.find(({ id }) => id === journey.journey)?.name));
  const own = useEngagement((e) => e.businessCase.journeys.find((one) => one.journey === journey.journey));
  const id = journey.journey;
  const step = (what: string) => ({ key: 'case.step.figure', params: { what, name } });
  return (
    <Inspector of={id}>
      <InspectorHead title={name} facts={t('case.journeys.facts')} onClose={onClose} />
      <InspectorSection title={t('case.formula')}>
        <Worked of={of} journey={journey} />
        <Quiet>
          <Link to={`/e/${engagementId}/journeys/${id}`}>{t('case.journeys.open')}</Link>
        </Quiet>
      </InspectorSection>
      <InspectorSection title={t('case.made-of')}>
        <InspectorFields disabled={readOnly}>
          {journeyFigureNames.map((figure) => (
            <FigureField
              key={`${id} ${figure}`}
              label={t(`case.figure.${figure}`)}
              measure={measures[figure]}
              figure={journey.figures[figure]}
              span={own?.[figure]}
              onChange={(span) =>
                run(
                  step(t(`case.figure.${figure}`)),
                  (e) => setJourneyFigure(e, { journey: id, name: figure, span }),
                  `case:${id}:${figure}:${Object.keys(span)}`,
                )
              }
            >
              <p className={classes.quiet}>{t(`case.figure.${figure}.hint`)}</p>
            </FigureField>
          ))}
          <SourceNote value={own?.source} what={name} onChange={(source) => run(step(t('case.source')), (e) => setJourneySource(e, { journey: id, source }))} />
        </InspectorFields>
      </InspectorSection>
    </Inspector>
  );
}

/** The formula in words, and with the numbers in it. */
function Worked({ of: { model, range }, journey }: { of: Case; journey: JourneyModel }) {
  const { t } = useWords();
  const amounts = useAmounts();
  const now = range.expected.journeys.find((one) => one.journey === journey.journey);
  const { margin } = model.inputs;
  const part = (name: JourneyFigureName) => {
    const found = journey.figures[name];
    return found ? amounts.of(found.measure, found.expected) : '?';
  };
  const factors = [...journeyFigureNames.map(part), margin ? amounts.share(margin.expected) : '?'];
  return (
    <>
      <p className={classes.words}>{t('case.journeys.formula')}</p>
      <p className={classes.worked}>
        <Sum>
          {factors.join(' × ')} − {amounts.money(now?.messages ?? 0)} = {now?.contribution === undefined ? '?' : amounts.money(now.contribution)}
        </Sum>
      </p>
    </>
  );
}
