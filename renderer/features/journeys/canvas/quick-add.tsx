import { TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowRight, IconPlugConnectedX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { portLabel, type Speaker } from '../../../../shared/journey/node-label';
import { type Journey, portsOf } from '../../../../shared/journey/schema';
import { useWords } from '../../../ui/words';
import { kindGroups } from '../kinds';
import { addStep, cutEdges, leadTo, wireAt } from './canvas-commands';
import { kindLook, lookOf } from './node-look';
import type { Place } from './place';
import classes from './quick-add.module.css';
import { labelOf } from './to-flow';

type Props = {
  journey: Journey;
  speaker: Speaker;
  rtl: boolean;
  place: Place;
  /** In the canvas, from its top left corner. */
  at: { x: number; y: number };
  /** Something was chosen or nothing; `added`: the step that is new. */
  onClose: (added?: string) => void;
};

type Choice = { key: string; icon: ReactNode; label: string; choose: () => void };

/** So many steps of the journey are offered at once; more are found by typing. */
const STEPS_SHOWN = 8;

/** A small palette at one place of the way: a new step, a step that is there already, or nothing. */
export function QuickAdd({ journey, speaker, rtl, place, at, onClose }: Props) {
  const { t } = useWords();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  // After every key: what is chosen stays in view.
  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });

  function lead(to: string): void {
    leadTo(journey, place, to);
    onClose();
  }
  function disconnect(): void {
    if (wired) cutEdges(journey, [wired.id]);
    onClose();
  }

  const words = query.trim().toLocaleLowerCase();
  const fits = (...texts: string[]) => texts.some((text) => text.toLocaleLowerCase().includes(words));
  const from = journey.nodes.find((node) => node.id === place.node);
  const wired = wireAt(journey, place);

  const kinds: Choice[] = kindGroups
    .flat()
    .filter((kind) => kind !== 'trigger' && fits(t(`node.kind.${kind}`), kind))
    .map((kind) => {
      const Icon = kindLook(kind).icon;
      return { key: kind, icon: <Icon size={16} stroke={1.7} />, label: t(`node.kind.${kind}`), choose: () => onClose(addStep(journey, kind, { place, t })) };
    });
  const steps: Choice[] = journey.nodes
    .filter((node) => node.kind !== 'trigger' && node.id !== place.node && node.id !== wired?.to && fits(labelOf(node, speaker).title, node.id))
    .slice(0, STEPS_SHOWN)
    .map((node) => {
      const Icon = lookOf(node).icon;
      return { key: node.id, icon: <Icon size={16} stroke={1.7} />, label: labelOf(node, speaker).title, choose: () => lead(node.id) };
    });
  const cut: Choice[] =
    wired && fits(t('canvas.disconnect'))
      ? [{ key: '-', icon: <IconPlugConnectedX size={16} stroke={1.7} />, label: t('canvas.disconnect'), choose: disconnect }]
      : [];
  const groups = [
    { title: undefined, choices: kinds },
    { title: t('canvas.lead-to'), choices: steps },
    { title: undefined, choices: cut },
  ].filter((group) => group.choices.length > 0);
  const choices = groups.flatMap((group) => group.choices);
  const current = Math.min(chosen, choices.length - 1);

  function onKeyDown(event: KeyboardEvent) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps) setChosen((current + steps + choices.length) % Math.max(1, choices.length));
    else if (event.key === 'Enter') choices[current]?.choose();
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      ref={box}
      className={classes.quickAdd}
      dir={rtl ? 'rtl' : 'ltr'}
      style={{ left: at.x, top: at.y }}
      role="dialog"
      aria-label={t('canvas.quick-add')}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      {from && portsOf(from).length > 1 && <p className={classes.port}>{t('canvas.after-port', { port: portLabel(from, place.port, speaker) })}</p>}
      <TextInput
        ref={input}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        placeholder={t('canvas.quick-add')}
        aria-label={t('canvas.quick-add')}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={choices[current] ? `${list}-${current}` : undefined}
        size="xs"
      />
      <div id={list} role="listbox" aria-label={t('canvas.quick-add')} className={classes.choices}>
        {groups.map(({ title, choices: some }) => (
          <div key={some[0]?.key} role="group" aria-label={title ?? t('canvas.palette')} className={classes.group}>
            {title && (
              <p className={classes.groupTitle}>
                <IconArrowRight size={13} className={classes.arrow} /> {title}
              </p>
            )}
            {some.map((choice) => {
              const index = choices.indexOf(choice);
              return (
                <UnstyledButton
                  key={choice.key}
                  id={`${list}-${index}`}
                  role="option"
                  aria-selected={index === current}
                  tabIndex={-1}
                  className={classes.choice}
                  // The input keeps the focus; a press that took it would close this first.
                  onMouseDown={(event) => event.preventDefault()}
                  onMouseMove={() => setChosen(index)}
                  onClick={choice.choose}
                >
                  {choice.icon}
                  <span dir="auto">{choice.label}</span>
                </UnstyledButton>
              );
            })}
          </div>
        ))}
        {choices.length === 0 && <p className={classes.port}>{t('palette.nothing')}</p>}
      </div>
    </div>
  );
}
