import { Group, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { editMessage, setMessageText } from '../../../../shared/journey/edit-messages';
import { readable, type Speaker } from '../../../../shared/journey/node-label';
import {
  type Channel,
  channels,
  type Journey,
  type Message,
  type MessageClass,
  type MessagePart,
  type Node,
  type NodeOf,
} from '../../../../shared/journey/schema';
import { type Language, languages, textIn } from '../../../../shared/text';
import { run, useEngagement } from '../../../store/session';
import { InspectorRow } from '../../../ui/inspector';
import { Code } from '../../../ui/isolate';
import { Quiet } from '../../../ui/quiet';
import { TypedInput, TypedTextarea } from '../../../ui/typed-input';
import { useWords } from '../../../ui/words';
import { BodyInput } from './body-input';
import { MessageAsSent } from './message-as-sent';
import { PreheaderInput } from './preheader-input';

const ownName: Record<Language, string> = { en: 'En', he: 'עב', fa: 'فا' };
type Props = { node: NodeOf<'send'>; journey: Journey; speaker: Speaker; onChange: (node: Node) => void };

/** How it goes out, and what it says in each language. */
export function SendSettings({ node, speaker, onChange }: Props) {
  const { t } = useWords();
  const message = speaker.context.messages.get(node.message);
  /** What goes for the message goes for how it is sent. */
  const set = (patch: Partial<Pick<Message, 'channel' | 'class'>>) => {
    onChange({ ...node, ...patch });
    run({ key: 'canvas.step.edit', params: { node: node.id } }, (e) => editMessage(e, { id: node.message, message: patch }));
  };
  const channelOptions = channels.map((value) => ({ value, label: t(`channel.${value}`) }));
  return (
    <>
      {message ? <MessageText message={message} /> : <Quiet>{t('canvas.message-missing', { message: node.message })}</Quiet>}
      <Select
        label={t('node.kind.send')}
        value={message ? node.message : null}
        onChange={(id) => id && onChange({ ...node, message: id })}
        data={[...speaker.context.messages.values()].map((one) => ({
          value: one.id,
          label: readable(textIn(one.subject, speaker.language), speaker) || textIn(one.name, speaker.language) || one.id,
        }))}
        dir="auto"
        renderOption={({ option }) => <span dir="auto">{option.label}</span>}
        searchable
        allowDeselect={false}
      />
      <InspectorRow>
        <Select
          label={t('canvas.channel')}
          value={node.channel}
          onChange={(channel) => channel && set({ channel: channel as Channel })}
          data={channelOptions}
          allowDeselect={false}
        />
        <Select
          label={t('canvas.class')}
          value={node.class}
          onChange={(value) => value && set({ class: value as MessageClass })}
          data={(['marketing', 'service'] as const).map((value) => ({ value, label: t(`message-class.${value}`) }))}
          allowDeselect={false}
        />
      </InspectorRow>
      <Select
        label={t('canvas.fallback')}
        value={node.fallbackChannel ?? null}
        onChange={(channel) => {
          const { fallbackChannel: _, ...rest } = node;
          onChange(channel ? { ...node, fallbackChannel: channel as Channel } : rest);
        }}
        data={channelOptions.filter((option) => option.value !== node.channel)}
        clearable
        placeholder={t('canvas.no-fallback')}
      />
    </>
  );
}

function MessageText({ message }: { message: Message }) {
  const { t, language } = useWords();
  const wanted = useEngagement((e) => e.languages.customers);
  const [shown, setShown] = useState<Language>(wanted.includes(language) ? language : (wanted[0] ?? 'en'));
  const write = (part: MessagePart, words: string) =>
    run(
      { key: 'canvas.step.message', params: { message: message.id } },
      (e) => setMessageText(e, { id: message.id, part, language: shown, words }),
      `message:${message.id}:${part}:${shown}`,
    );
  return (
    <>
      <Group justify="space-between" gap={8} wrap="nowrap">
        <SegmentedControl
          value={shown}
          onChange={(value) => setShown(value as Language)}
          data={languages.map((value) => ({ value, label: `${ownName[value]}${wanted.includes(value) && !message.subject[value] ? ' •' : ''}` }))}
          aria-label={t('canvas.message-language')}
        />
        <Select
          value={message.status}
          aria-label={t('journeys.status')}
          onChange={(status) =>
            run({ key: 'canvas.step.message', params: { message: message.id } }, (e) =>
              editMessage(e, { id: message.id, message: { status: status === 'approved' ? 'approved' : 'draft' } }),
            )
          }
          data={(['draft', 'approved'] as const).map((value) => ({ value, label: t(`message-status.${value}`) }))}
          allowDeselect={false}
          w={110}
        />
      </Group>
      <TypedInput
        key={`subject-${shown}`}
        label={t('canvas.subject')}
        value={message.subject[shown] ?? ''}
        onType={(words) => write('subject', words)}
        lang={shown}
        maxLength={1000}
      />
      {message.channel === 'email' && (
        <PreheaderInput key={`preheader-${shown}`} value={message.preheader?.[shown] ?? ''} onType={(words) => write('preheader', words)} language={shown} />
      )}
      <BodyInput
        key={`body-${shown}`}
        label={t('canvas.body')}
        value={message.body[shown] ?? ''}
        onType={(words) => write('body', words)}
        lang={shown}
        minRows={4}
        maxRows={14}
      />
      <MessageAsSent message={message} language={shown} />
      <TypedTextarea
        label={t('brief.message-purpose')}
        value={message.purpose?.[language] ?? ''}
        placeholder={textIn(message.purpose, language)}
        onType={(words) =>
          run(
            { key: 'canvas.step.message', params: { message: message.id } },
            (e) => setMessageText(e, { id: message.id, part: 'purpose', language, words }),
            `message:${message.id}:purpose:${language}`,
          )
        }
        maxLength={5000}
      />
      <Quiet>
        <Code>{message.id}</Code>
      </Quiet>
    </>
  );
}
