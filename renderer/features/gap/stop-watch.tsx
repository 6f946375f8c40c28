import { Button } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useWords } from '../../ui/words';

type Props = {
  label: string;
  disabled: boolean;
  /** Minutes to a tenth, at least one tenth. */
  onStopped: (minutes: number) => void;
};

/** Starts and stops; what it shows in between is only for the eye. */
export function StopWatch({ label, disabled, onStopped }: Props) {
  const { locale } = useWords();
  const [started, setStarted] = useState<number>();
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (started === undefined) return;
    const ticks = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(ticks);
  }, [started]);
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  const seconds = started === undefined ? 0 : Math.max(0, Math.floor((now - started) / 1000));
  return (
    <Button
      variant={started === undefined ? 'default' : 'filled'}
      px={8}
      disabled={disabled}
      aria-label={label}
      aria-pressed={started !== undefined}
      leftSection={started === undefined ? <IconPlayerPlay size={14} /> : <IconPlayerStop size={14} />}
      onClick={() => {
        const at = Date.now();
        setNow(at);
        setStarted(started === undefined ? at : undefined);
        if (started !== undefined) onStopped(Math.max(0.1, Math.round((at - started) / 6000) / 10));
      }}
    >
      <bdi dir="ltr">
        {new Intl.NumberFormat(locale).format(Math.floor(seconds / 60))}:{two.format(seconds % 60)}
      </bdi>
    </Button>
  );
}
