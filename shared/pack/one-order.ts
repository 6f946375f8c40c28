import { toCanonicalJson } from '../canonical-json';
import { openEngagement } from '../engagement/open-engagement';
import type { Engagement } from '../engagement/schema';

/**
 * The same engagement with its keys in one order. Where documents are written key by key, two copies that differ only in the
 * order in which somebody's keys came would give different bytes.
 */
export function inOneOrder(engagement: Engagement): Engagement {
  const opened = openEngagement(JSON.parse(toCanonicalJson(engagement)));
  if (!opened.ok) throw new Error('an engagement that was open no longer opens');
  return opened.value;
}
