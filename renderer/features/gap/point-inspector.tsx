import { IconAlertTriangle } from '@tabler/icons-react';
import type { KnownPoint } from '../../../shared/checklist/point-groups';
import type { Vendor } from '../../../shared/checklist/schema';
import { gapOf, standingOf } from '../../../shared/checklist/score';
import { useReadOnly } from '../../store/session';
import { Badge } from '../../ui/badge';
import { Inspector, InspectorFields, InspectorHead } from '../../ui/inspector';
import { UserText } from '../../ui/isolate';
import { Quiet } from '../../ui/quiet';
import { useWords } from '../../ui/words';
import { PointAnswer } from './answer/point-answer';
import heat from './heat-map.module.css';
import classes from './point-inspector.module.css';
import { PointRequirement } from './point-requirement';
import { PointSettings } from './point-settings';
import { type GapModel, shadeOf } from './use-gap';

type Props = { model: GapModel; known: KnownPoint; vendor: Vendor | undefined; onVendor: (id: string) => void; onClose: () => void };

/** One point: what is asked and why, what this vendor says, what the plan needs, and how much it counts. */
export function PointInspector({ model, known, vendor, onVendor, onClose }: Props) {
  const { t, text, locale } = useWords();
  const readOnly = useReadOnly();
  const number = new Intl.NumberFormat(locale);
  const { point, known: published } = known;
  const evidence = text(published?.evidence ?? point.own?.evidence);
  const redFlag = text(published?.redFlag ?? point.own?.redFlag);
  const category = model.groups.find((group) => group.category === known.category)?.label;
  return (
    <Inspector>
      <InspectorHead
        title={
          <>
            <span className={classes.number}>{number.format(known.number)}</span> {published ? text(known.label) : t('gap.own-point')}
          </>
        }
        facts={
          <>
            {text(category)} <Badge tone={published?.published ? 'accent' : 'quiet'}>{t(published?.published ? 'gap.published' : 'gap.ours')}</Badge>
          </>
        }
        onClose={onClose}
      />
      <p className={classes.question} dir="auto">
        {text(known.question)}
      </p>
      {(published?.why ?? point.own?.why) && <Quiet>{text(published?.why ?? point.own?.why)}</Quiet>}

      {model.vendors.length > 1 && point.switchedOff === undefined && (
        <div className={classes.vendors} role="group" aria-label={t('gap.vendor')}>
          {model.vendors.map(({ vendor: one }) => {
            const answer = model.answerOf(one.id, point.id);
            return (
              <button type="button" key={one.id} className={classes.vendor} aria-pressed={one.id === vendor?.id} onClick={() => onVendor(one.id)}>
                <UserText>{one.name}</UserText>
                <span className={heat.chip} data-gap={shadeOf(gapOf(point, answer, model.required))} data-standing={standingOf(point, answer)}>
                  {standingOf(point, answer) === 'scored' ? number.format(answer?.score ?? 0) : standingOf(point, answer) === 'not-applicable' ? '–' : ''}
                </span>
              </button>
            );
          })}
        </div>
      )}

      <InspectorFields disabled={readOnly}>
        {vendor && point.switchedOff === undefined && <PointAnswer key={`${point.id} ${vendor.id}`} model={model} known={known} vendor={vendor} />}
        {(evidence || redFlag) && (
          <dl className={classes.guide}>
            {evidence && (
              <div>
                <dt>{t('gap.evidence-to-ask')}</dt>
                <dd dir="auto">{evidence}</dd>
              </div>
            )}
            {redFlag && (
              <div data-tone="waiting">
                <dt>
                  <IconAlertTriangle size={14} aria-hidden /> {t('gap.red-flag')}
                </dt>
                <dd dir="auto">{redFlag}</dd>
              </div>
            )}
          </dl>
        )}
        <PointRequirement key={`${point.id} requirement`} known={known} requirement={model.requirements.get(point.id)} catalogue={model.catalogue} />
        <PointSettings key={`${point.id} settings`} model={model} known={known} onRemoved={onClose} />
      </InspectorFields>
    </Inspector>
  );
}
