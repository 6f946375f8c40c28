import type { Engagement } from '../engagement/schema';

/** A file name that every system takes, also for a client named in Hebrew; the hash tells two states apart. */
export function packName({ client }: Pick<Engagement, 'client'>, hash: string): string {
  const plain = client.name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `pack-${plain || 'client'}-${hash.slice(0, 8)}.zip`;
}
