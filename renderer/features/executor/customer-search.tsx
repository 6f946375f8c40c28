import { Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { IconSearch, IconUser } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { platform } from '../../platform/platform';
import { Code, UserText } from '../../ui/isolate';
import { useWords } from '../../ui/words';
import classes from './executor-page.module.css';

type Found = { customer: string; label: string };
const WAIT_MS = 200;

const searchId = 'customer-search';

/** Leads to the search, opened. On the next frame: a menu that closes gives the focus back first. */
export function searchCustomer(): void {
  requestAnimationFrame(() => {
    const input = document.getElementById(searchId);
    input?.focus();
    input?.click();
  });
}

/** Finds a customer by the beginning of an identifier. Names stay hidden until the eye is pressed. */
export function CustomerSearch({ showsNames, disabled, onPick }: { showsNames: boolean; disabled: boolean; onPick: (customer: string) => void }) {
  const { t } = useWords();
  const box = useCombobox();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found[]>([]);
  const [asking, setAsking] = useState(false);
  const isOpen = box.dropdownOpened;

  useEffect(() => {
    if (!isOpen) return;
    let wanted = true;
    setAsking(true);
    const timer = setTimeout(async () => {
      const reply = await platform['executor.findCustomers']({ text, limit: 12 });
      if (!wanted) return;
      setAsking(false);
      setFound(reply.ok ? reply.value : []);
    }, WAIT_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, isOpen]);

  return (
    <Combobox
      store={box}
      onOptionSubmit={(customer) => {
        box.closeDropdown();
        setText('');
        onPick(customer);
      }}
      shadow="md"
    >
      <Combobox.Target>
        <TextInput
          id={searchId}
          aria-label={t('executor.find-customer')}
          placeholder={t('executor.find-customer')}
          leftSection={<IconSearch size={15} />}
          rightSection={asking && isOpen ? <Loader size={12} /> : undefined}
          value={text}
          disabled={disabled}
          flex="0 1 300px"
          miw={120}
          dir="auto"
          onChange={(event) => {
            setText(event.currentTarget.value);
            box.openDropdown();
          }}
          onClick={() => box.openDropdown()}
          onBlur={() => box.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options>
          {found.map(({ customer, label }) => (
            <Combobox.Option key={customer} value={customer}>
              <span className={classes.found}>
                <IconUser size={14} aria-hidden />
                <Code>{customer}</Code>
                <span className={classes.quiet}>{showsNames ? <UserText>{label}</UserText> : t('executor.hidden')}</span>
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && !asking && <Combobox.Empty>{t('executor.nobody-found')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
