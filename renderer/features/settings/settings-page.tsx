import { useEngagement } from '../../store/session';
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
