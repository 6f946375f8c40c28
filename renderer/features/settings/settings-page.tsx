import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useEngagement } from '../../store/session';
import { highlight } from '../../ui/highlight';
import { UserText } from '../../ui/isolate';
import { Panel } from '../../ui/panel';
import { useWords } from '../../ui/words';
import { About } from './about';
import { AppSettings } from './app-settings';
import { Backups } from './backups';
import { Calendars } from './calendars';
import { EngagementSettings } from './engagement-settings';
import { SenderSettings } from './sender-settings';
import classes from './settings-page.module.css';

/** What belongs to this client, what to this install, and where both lie. */
export function SettingsPage() {
  const { t } = useWords();
  const id = useEngagement((e) => e.id);
  const name = useEngagement((e) => e.name);
  const { hash, key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever follows the same link again is led there again
  useEffect(() => {
    if (hash) highlight(hash.slice(1));
  }, [hash, key]);
  return (
    <Panel title={t('station.settings')} facts={<UserText>{name}</UserText>}>
      <div className={classes.page}>
        <EngagementSettings />
        <SenderSettings />
        <Calendars />
        <AppSettings />
        <Backups key={id} />
        <About />
      </div>
    </Panel>
  );
}
