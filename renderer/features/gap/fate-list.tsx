import { Popover, UnstyledButton } from '@mantine/core';
import type { VendorAnalysis } from '../../../shared/checklist/gap-analysis';
import { useEngagement } from '../../store/session';
import { UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './decision-panel.module.css';
import type { Place } from './heat-map';
import type { GapModel } from './use-gap';

type Props = { model: GapModel; nameOf: (point: string) => string; onSelect: (place: Place) => void };

const order = { stopped: 0, limited: 1, unknown: 2, runs: 3 } as const;

/** Per vendor one mark a journey, worst first; each opens what it lacks and leads to the point. */
export function FateList({ model, nameOf, onSelect }: Props) {
  const { t } = useWords();
  return (
    <ul className={classes.fates}>
      {model.vendors.map((one) => (
        <li key={one.vendor.id}>
          <Popover width={310} position="bottom-end" shadow="md" radius="md">
            <Popover.Target>
              <UnstyledButton className={classes.fate} aria-label={t('gap.decision.fate-of', { vendor: one.vendor.name })}>
                <span className={classes.fateName}>
                  <UserText>{one.vendor.name}</UserText>
                </span>
                <span className={classes.pips} aria-hidden>
                  {sorted(one).map(({ journey, fate }) => (
                    <i key={journey} data-fate={fate} />
                  ))}
                </span>
                <FateLine one={one} />
              </UnstyledButton>
            </Popover.Target>
            <Popover.Dropdown>
              <Fates one={one} nameOf={nameOf} onSelect={onSelect} />
            </Popover.Dropdown>
          </Popover>
        </li>
      ))}
    </ul>
  );
}

/** The worst that is known, in a few words. */
function FateLine({ one: { consequences } }: { one: VendorAnalysis }) {
  const { t } = useWords();
  const journeys = useEngagement((e) => e.journeys);
  const { text } = useWords();
  const stopped = consequences.journeys.filter(({ fate }) => fate === 'stopped');
  const fields = consequences.limits.find(({ point }) => point === 'custom-field-capacity')?.over ?? 0;
  const name = text(journeys.find(({ id }) => id === stopped[0]?.journey)?.name);
  const words = [
    ...(stopped.length === 1 ? [t('gap.decision.not', { name })] : stopped.length > 1 ? [t('gap.decision.stopped', { count: stopped.length })] : []),
    ...(fields > 0 ? [t('gap.decision.fields-over', { count: fields })] : []),
  ];
  const open = consequences.journeys.filter(({ fate }) => fate === 'unknown').length;
  return (
    <span className={classes.fateLine} data-tone={words.length > 0 ? 'blocking' : undefined}>
      {words.length > 0 ? words.join(' · ') : open > 0 ? t('gap.decision.open', { count: open }) : t('gap.decision.all-run')}
    </span>
  );
}

function Fates({ one, nameOf, onSelect }: { one: VendorAnalysis } & Omit<Props, 'model'>) {
  const { t, text, locale } = useWords();
  const journeys = useEngagement((e) => e.journeys);
  const currency = useEngagement((e) => e.client.currency);
  const number = new Intl.NumberFormat(locale);
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 2 });
  const go = (point: string) => onSelect({ point, vendor: one.vendor.id });
  const { limits, extra } = one.consequences;
  const over = limits.filter((limit) => limit.over > 0);
  return (
    <div className={classes.detail}>
      <ul>
        {sorted(one).map(({ journey, fate, because }) => (
          <li key={journey}>
            <i data-fate={fate} aria-hidden />
            <span>
              <strong>{text(journeys.find(({ id }) => id === journey)?.name)}</strong> <span className={classes.fateWord}>{t(`gap.fate.${fate}`)}</span>
              {because.map(({ point, missing }) => (
                <UnstyledButton key={point} className={classes.because} onClick={() => go(point)}>
                  {nameOf(point)}
                  {missing && `: ${missing.map((kind) => t(point === 'journey-logic' ? `node.kind.${kind}` : `trigger.${kind}`)).join(', ')}`}
                </UnstyledButton>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {over.map(({ point, allowed, needed, over: count }) => (
        <UnstyledButton key={point} className={classes.because} onClick={() => go(point)}>
          {t('gap.decision.limit', { point: nameOf(point), allowed: number.format(allowed), needed: number.format(needed), over: number.format(count) })}
        </UnstyledButton>
      ))}
      {extra.map(({ channel, point, price, perMonth, once, words }) => (
        <UnstyledButton key={channel} className={classes.because} onClick={() => go(point)}>
          {t('gap.decision.extra', { channel: t(`channel.${channel}`) })}{' '}
          <bdi>
            {[
              price !== undefined && t('gap.decision.price', { amount: money.format(price) }),
              perMonth !== undefined && t('gap.decision.per-month', { amount: money.format(perMonth) }),
              once !== undefined && t('gap.decision.once', { amount: money.format(once) }),
              price === undefined && perMonth === undefined && once === undefined && words,
            ]
              .filter(Boolean)
              .join(' · ')}
          </bdi>
        </UnstyledButton>
      ))}
    </div>
  );
}

function sorted({ consequences }: VendorAnalysis) {
  return [...consequences.journeys].sort((a, b) => order[a.fate] - order[b.fate]);
}
