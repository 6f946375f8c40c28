import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconFingerprint, IconPlayerPlay, IconRestore } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import { compileIdentity } from '../../../shared/catalogue/compile-attributes';
import { resetIdentity } from '../../../shared/identity/edit-identity';
import { lineageOf, useCatalogue } from '../../store/derived';
import { isOutdated, tryIdentity, useIdentityRun } from '../../store/identity-run';
import { run, useEngagement, useReadOnly } from '../../store/session';
import { EmptyState } from '../../ui/empty-state';
import { Panel } from '../../ui/panel';
import { RecordViews, recordViewPaths } from '../../ui/record-views';
import { useWords } from '../../ui/words';
import { AddIdentifier } from './rules/add-identifier';
import { AlarmCard } from './rules/alarm-card';
import { PolicyCard } from './rules/policy-card';
import { RuleInspector } from './rules/rule-inspector';
import { RuleTable } from './rules/rule-table';
import classes from './rules/rules.module.css';
import { RunLine } from './run-line';

/** Who is whom: by which identifiers, in which order, within which limits; and what may be done when two turn out to be one. */
export function IdentityPage() {
  const { t } = useWords();
  const { engagementId, attributeId } = useParams();
  const navigate = useNavigate();
  const engagement = useEngagement();
  const readOnly = useReadOnly();
  const catalogue = useCatalogue();
  const lineage = lineageOf(engagement);
  const { rules } = engagement.identity;
  const last = useIdentityRun(engagement.id);
  const report = last.finished && !isOutdated(last.finished, engagement) ? last.finished.report : undefined;
  const selected = rules.find(({ attribute }) => attribute === attributeId);
  const go = (path: string) => navigate(`/e/${engagementId}/${path}`);
  const select = (attribute: string | undefined) => go(`${recordViewPaths.identity}${attribute === undefined ? '' : `/${attribute}`}`);
  const fed = rules.filter(({ attribute }) => (lineage.attributes.get(attribute)?.fields.length ?? 0) > 0).length;
  const reset = () => catalogue && run({ key: 'identity.step.reset' }, (e) => resetIdentity(e, { identity: compileIdentity(catalogue) }));

  return (
    <Panel
      title={t('station.record')}
      facts={t('identity.facts', { count: rules.length, fed })}
      views={<RecordViews view="identity" onView={go} />}
      actions={
        <>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t('identity.more-actions')}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconRestore size={15} />} disabled={readOnly || !catalogue} onClick={reset}>
                {t('identity.reset')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <AddIdentifier onAdded={select} />
          <Button
            leftSection={<IconPlayerPlay size={16} />}
            disabled={rules.length === 0}
            onClick={() => {
              tryIdentity();
              go(recordViewPaths['dry-run']);
            }}
          >
            {t('identity.try')}
          </Button>
        </>
      }
      toolbar={(last.finished || last.running) && <RunLine run={last} onShow={() => go(recordViewPaths['dry-run'])} />}
      inspectorWidth={340}
      inspector={
        selected && (
          <RuleInspector
            key={selected.attribute}
            rule={selected}
            found={lineage.attributes.get(selected.attribute)}
            others={rules}
            onClose={() => select(undefined)}
          />
        )
      }
    >
      {rules.length === 0 ? (
        <EmptyState
          icon={<IconFingerprint size={32} />}
          title={t('identity.no-rules')}
          text={t('identity.no-rules-text')}
          actions={
            <Button leftSection={<IconRestore size={16} />} disabled={readOnly || !catalogue} onClick={reset}>
              {t('identity.reset')}
            </Button>
          }
        />
      ) : (
        <RuleTable rules={rules} lineage={lineage} report={report} selected={selected?.attribute} onSelect={select} />
      )}
      <div className={classes.cards}>
        <PolicyCard />
        <AlarmCard />
      </div>
    </Panel>
  );
}
