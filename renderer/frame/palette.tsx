import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconColumns,
  IconDatabase,
  IconFingerprint,
  IconKeyboard,
  IconListDetails,
  IconPresentation,
  IconRoute,
  IconSearch,
  IconTestPipe,
  IconUser,
} from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Engagement } from '../../shared/engagement/schema';
import { openSession } from '../store/session';
import { recordViewPaths } from '../ui/record-views';
import { keysText, shortcuts } from '../ui/shortcuts';
import { atHand, method } from '../ui/stations';
import { useWords, type Words } from '../ui/words';
import { showCheatSheet } from './cheat-sheet';
import { toggleProjector } from './projector/projecting';

/** Search and commands are one: stations, journeys, sources, fields, attributes. `#` narrows to fields and attributes. */
export const Palette = memo(function Palette() {
  const words = useWords();
  const { t } = words;
  const navigate = useNavigate();
  // Gathered when it opens: thousands of things after every keystroke elsewhere would be felt.
  const [groups, setGroups] = useState<SpotlightActionGroupData[]>([]);
  const [query, setQuery] = useState('');

  return (
    <Spotlight
      query={query}
      onQueryChange={setQuery}
      actions={groups}
      onSpotlightOpen={() => {
        // Opened again while it still fades out, it would hold the search of before.
        setQuery('');
        const engagement = openSession()?.history.present;
        if (engagement) setGroups(gather(engagement, words, (path) => navigate(`/e/${engagement.id}/${path}`)));
      }}
      shortcut={shortcuts.everywhere.palette.keys.map((key) => `mod + ${key.replace('Key', '')}`)}
      limit={12}
      nothingFound={groups.length > 0 ? t('palette.nothing') : undefined}
      highlightQuery
      scrollable
      maxHeight={440}
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: t('frame.search'), 'aria-label': t('frame.search') }}
    />
  );
});

function gather(engagement: Engagement, { t, text }: Words, open: (path: string) => void): SpotlightActionGroupData[] {
  const go = (path: string) => () => open(path);
  const stations: SpotlightActionData[] = [...method, ...atHand].map((s) => ({
    id: s.path,
    label: t(s.label),
    leftSection: <s.icon size={16} />,
    onClick: go(s.path),
    keywords: `G ${keysText(shortcuts.go[s.path])}`,
  }));
  const recordPages: SpotlightActionData[] = (['identity', 'dry-run'] as const).map((view) => ({
    id: recordViewPaths[view],
    label: t(`record.view.${view}`),
    description: t('station.record'),
    leftSection: view === 'identity' ? <IconFingerprint size={16} /> : <IconTestPipe size={16} />,
    onClick: go(recordViewPaths[view]),
  }));
  const journeys: SpotlightActionData[] = engagement.journeys.map((j) => ({
    id: j.id,
    label: text(j.name),
    description: j.key,
    leftSection: <IconRoute size={16} />,
    onClick: go(`journeys/${j.id}`),
  }));
  const sources: SpotlightActionData[] = engagement.sources.map((s) => ({
    id: s.id,
    label: text(s.name),
    leftSection: <IconDatabase size={16} />,
    onClick: go(`sources/${s.id}`),
  }));
  const fields: SpotlightActionData[] = engagement.sources.flatMap((s) =>
    s.objects.flatMap((o) =>
      o.fields.map((f) => ({
        id: f.id,
        label: f.nativeName,
        description: `${text(s.name)} · ${o.nativeName}${text(f.label) ? ` · ${text(f.label)}` : ''}`,
        leftSection: <IconColumns size={16} />,
        onClick: go(`sources/${s.id}/${f.id}`),
        keywords: '#',
      })),
    ),
  );
  const attributes: SpotlightActionData[] = engagement.record.attributes.map((a) => ({
    id: a.id,
    label: text(a.label) || a.id,
    description: a.id,
    leftSection: <IconUser size={16} />,
    onClick: go(`record/${a.id}`),
    keywords: '#',
  }));
  const points: SpotlightActionData[] = engagement.checklist.vendors.map((v) => ({
    id: v.id,
    label: v.name,
    leftSection: <IconListDetails size={16} />,
    onClick: go('gap'),
  }));
  const help: SpotlightActionData = {
    id: 'cheat-sheet',
    label: t('shortcut.title'),
    leftSection: <IconKeyboard size={16} />,
    rightSection: <kbd>{keysText(shortcuts.everywhere['cheat-sheet'])}</kbd>,
    onClick: () => showCheatSheet(),
    keywords: '?',
  };
  const projector: SpotlightActionData = {
    id: 'projector',
    label: t('projector.show'),
    leftSection: <IconPresentation size={16} />,
    rightSection: <kbd>{keysText(shortcuts.everywhere.projector)}</kbd>,
    onClick: toggleProjector,
    keywords: '>',
  };
  return [
    { group: t('palette.pages'), actions: [...stations, ...recordPages, projector, help] },
    { group: t('station.journeys'), actions: journeys },
    { group: t('palette.sources'), actions: sources },
    { group: t('palette.attributes'), actions: attributes },
    { group: t('palette.fields'), actions: fields },
    { group: t('palette.vendors'), actions: points },
  ];
}
