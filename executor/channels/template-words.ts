/** What is put into an approved template of WhatsApp's, by whatever provider it goes. */
import type { TemplateParameters } from '../../shared/executor/channels';
import { unmarked } from '../../shared/messages/sender';
import type { Outgoing } from './adapter';

/**
 * One text for each parameter; undefined where one would be empty, which no template takes. They take neither line breaks nor tabs nor more than
 * four spaces in a row. The mark of an advertisement stays out: the template was approved with its own, where it begins.
 */
export function templateWords(message: Outgoing, parameters: TemplateParameters): string[] | undefined {
  const words = parameters.map((part) =>
    unmarked(message[part], message.mark ?? '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return words.includes('') ? undefined : words;
}
