import type { KnownPoint } from '../../../../shared/checklist/point-groups';
import type { TemplateParts } from '../../../../shared/checklist/template-schema';
import type { TemplateChange, TemplateChanges } from '../../../../shared/checklist/templates';
import type { Text } from '../../../../shared/text';
import { useWords } from '../../../ui/words';
import classes from './templates.module.css';

type Props = { changes: TemplateChanges; known: ReadonlyMap<string, KnownPoint>; template: TemplateParts; reasons?: ReadonlyMap<string, Text> | undefined };

/** What applying would change, point by point, with the reason where there is one. */
export function ChangeList({ changes, known, template, reasons }: Props) {
  const { t, text } = useWords();
  const byPoint = new Map<string, TemplateChange[]>();
  for (const change of changes.points) byPoint.set(change.point, [...(byPoint.get(change.point) ?? []), change]);
  const own = new Map(template.points.map((point) => [point.id, point.own?.question]));
  return (
    <ul className={classes.changes}>
      {changes.order && <li>{t('gap.templates.order')}</li>}
      {changes.tasks > 0 && <li>{t('gap.templates.tasks', { count: changes.tasks })}</li>}
      {[...byPoint].map(([point, some]) => (
        <li key={point}>
          <strong>{text(known.get(point)?.label ?? own.get(point)) || point}</strong>
          <span className={classes.what}>
            {some.map((change) => (
              <Change key={change.kind} change={change} />
            ))}
          </span>
          {reasons?.get(point) && <p>{text(reasons.get(point))}</p>}
        </li>
      ))}
    </ul>
  );
}

function Change({ change }: { change: TemplateChange }) {
  const { t, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  const score = (value: number | undefined) => (value === undefined ? t('gap.templates.usual') : number.format(value));
  switch (change.kind) {
    case 'weight':
      return <FromTo what={t('gap.weight')} from={number.format(change.from)} to={number.format(change.to)} />;
    case 'priority':
      return <FromTo what={t('gap.priority')} from={t(`priority.${change.from}`)} to={t(`priority.${change.to}`)} />;
    case 'wanted':
      return <FromTo what={t('gap.wanted')} from={score(change.from)} to={score(change.to)} />;
    case 'off':
      return <span>{t('gap.off', { reason: change.reason })}</span>;
    case 'on':
      return <span>{t('gap.switch-on')}</span>;
    case 'new':
      return <span>{t('gap.templates.new-point')}</span>;
  }
}

/** Old → new; of words the arrow goes the way they are read. */
function FromTo({ what, from, to }: { what: string; from: string; to: string }) {
  const { direction } = useWords();
  return (
    <span>
      {what} <bdi>{from}</bdi> {direction === 'rtl' ? '←' : '→'} <bdi className={classes.to}>{to}</bdi>
    </span>
  );
}
