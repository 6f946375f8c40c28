import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconEyeOff, IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Audience, AudienceRow } from '../../../../shared/executor/audiences';
import type { Speaker } from '../../../../shared/journey/node-label';
import { ok, type Problem } from '../../../../shared/problem';
import { platform } from '../../../platform/platform';
import { usePolled } from '../../../store/use-polled';
import { namesOf } from '../../../ui/condition/condition-names';
import { ConditionText } from '../../../ui/condition-text';
import { useWords } from '../../../ui/words';
import page from '../executor-page.module.css';
import { AudienceChange } from './audience-change';
import { AudienceDays } from './audience-days';
import { AudienceExport } from './audience-export';
import { AudienceJourneys } from './audience-journeys';
import { AudienceMembers } from './audience-members';
import { AudienceMoves } from './audience-moves';
import { AudienceWhy } from './audience-why';
import classes from './audiences.module.css';

/** As the open plan has it, and what it would be published as. */
export type Planned = { audience: Audience; hash: string };

type Props = {
  row: AudienceRow;
  name: string;
  planned: Planned | undefined;
  customer: string | undefined;
  speaker: Speaker;
  showsNames: boolean;
  onShow: (customer: string) => void;
  onTell: (problems: readonly Problem[]) => void;
  onChanged: () => void;
};

const tabs = ['members', 'moves', 'journeys', 'days'] as const;
type Tab = (typeof tabs)[number];
/** Journeys are counted over all members: not asked as often as the rest. */
const detailEveryMs = 10_000;

/** Who is in one watched segment, who came and went and why, and the journeys that start with it. */
export function AudienceDetail({ row, name, planned, customer, speaker, showsNames, onShow, onTell, onChanged }: Props) {
  const { t } = useWords();
  const { engagementId } = useParams();
  const { segment } = row;
  const [tab, setTab] = useState<Tab>('members');
  const [asked, setAsked] = useState<'export' | 'stop'>();
  const [busy, setBusy] = useState(false);
  const names = namesOf(speaker.context);
  const detail = usePolled(
    `audience ${segment} ${row.definition}`,
    async () => {
      const reply = await platform['executor.audience']({ segment });
      return reply.ok ? ok({ told: reply.value }) : reply;
    },
    detailEveryMs,
  ).value?.told;

  async function stop() {
    setBusy(true);
    const reply = await platform['executor.unwatch']({ segment });
    setBusy(false);
    setAsked(undefined);
    if (!reply.ok) onTell(reply.problems);
    onChanged();
  }

  return (
    <div className={classes.detail}>
      {detail && (
        <p className={classes.rule}>
          <ConditionText condition={detail.when} names={names} />
          {planned && (
            <>
              {' · '}
              <Link to={`/e/${engagementId}/segments/${segment}`} className={classes.link}>
                {t('audiences.to-segment')}
              </Link>
            </>
          )}
        </p>
      )}
      {planned && planned.hash !== row.definition && (
        <AudienceChange key={planned.hash} planned={planned.audience} watched={detail?.when} names={names} onTell={onTell} onChanged={onChanged} />
      )}
      {customer && <AudienceWhy segment={segment} customer={customer} names={names} speaker={speaker} />}
      <div className={classes.tools}>
        <SegmentedControl
          value={tab}
          onChange={(next) => setTab(tabs.find((one) => one === next) ?? 'members')}
          data={tabs.map((one) => ({ value: one, label: t(`audiences.tab.${one}`) }))}
          aria-label={t('audiences.tabs', { name })}
        />
        <span className={page.space} />
        <Button size="compact-sm" variant="default" leftSection={<IconFileExport size={15} />} disabled={row.size === 0} onClick={() => setAsked('export')}>
          {t('audiences.export')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="pomegranate" leftSection={<IconEyeOff size={15} />} onClick={() => setAsked('stop')}>
          {t('audiences.stop')}
        </Button>
      </div>
      {asked === 'stop' && (
        <div className={classes.ask} role="alert">
          <p>{t('audiences.stop-ask')}</p>
          <Group gap={6}>
            <Button size="compact-sm" color="pomegranate" loading={busy} onClick={() => void stop()}>
              {t('audiences.stop')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsked(undefined)}>
              {t('common.cancel')}
            </Button>
          </Group>
        </div>
      )}
      {tab === 'members' && <AudienceMembers row={row} shown={customer} names={names} speaker={speaker} showsNames={showsNames} onShow={onShow} />}
      {tab === 'moves' && <AudienceMoves row={row} names={names} speaker={speaker} showsNames={showsNames} onShow={onShow} />}
      {tab === 'journeys' && <AudienceJourneys journeys={detail?.journeys} />}
      {tab === 'days' && <AudienceDays row={row} />}
      {asked === 'export' && <AudienceExport row={row} name={name} onClose={() => setAsked(undefined)} />}
    </div>
  );
}
