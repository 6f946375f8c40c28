/**
 * Writes documents beside the page: joining the text of 5,000 fields, handing it to the browser's storage and sending it to
 * the host took frames away from whoever was typing.
 */
import { createPartsReader, type DocumentParts, partsOf } from '../../shared/engagement/document-parts';
import { platformContract } from '../../shared/platform';
import { createClient } from '../../shared/rpc';
import { createHttpTransport } from '../platform/http-transport';
import { newId } from './new-id';
import type { SaveAnswer, SaveOrder } from './save-messages';
import { writeCopy } from './working-copy';

const { 'engagements.saveParts': saveParts } = createClient(
  { 'engagements.saveParts': platformContract['engagements.saveParts'] },
  createHttpTransport(location.origin),
);
const reader = createPartsReader();
const writer = newId();
/** The parts the host knows from us. */
let atHost: ReadonlySet<number> = new Set();

addEventListener('message', ({ data }: MessageEvent<SaveOrder>) => {
  void answer(data);
});

async function answer(order: SaveOrder): Promise<void> {
  const { number } = order;
  let said: SaveAnswer;
  try {
    // Before anything is waited for: the parts of the next order build on these.
    const document = reader.read(order.document);
    if (document === undefined) throw new Error('a part was never sent');
    const reply = order.to === 'copy' ? await writeCopy({ ...order.row, document }) : await writeFile(order.document, order.overwrite);
    said = { number, reply };
  } catch (error) {
    said = { number, failed: error instanceof Error ? error.message : String(error) };
  }
  postMessage(said);
}

/** A host that was started again, or that served too many windows since, has forgotten what we sent it: it gets all of it. */
async function writeFile(document: DocumentParts, overwrite: boolean) {
  const whole = reader.passOn(document);
  let reply = await saveParts({ writer, document: reader.passOn(document, atHost), overwrite });
  if (!reply.ok && reply.problems.some(({ code }) => code === 'parts-unknown')) reply = await saveParts({ writer, document: whole, overwrite });
  atHost = reply.ok ? partsOf(document) : new Set();
  return reply;
}
