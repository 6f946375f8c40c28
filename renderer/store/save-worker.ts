/**
 * Writes documents beside the page: joining the text of 5,000 fields, handing it to the browser's storage and sending it to
 * the host took frames away from whoever was typing.
 */
import { createPieceReader } from '../../shared/engagement/compact-text';
import { createHttpTransport } from '../platform/http-transport';
import type { SaveAnswer, SaveOrder } from './save-messages';
import { writeCopy } from './working-copy';

const read = createPieceReader();
const call = createHttpTransport(location.origin);

addEventListener('message', ({ data }: MessageEvent<SaveOrder>) => {
  void answer(data);
});

async function answer(order: SaveOrder): Promise<void> {
  const { number } = order;
  let said: SaveAnswer;
  try {
    // Before anything is waited for: the pieces of the next order build on these.
    const document = read(order.document);
    const reply = order.to === 'copy' ? await writeCopy({ ...order.row, document }) : await call('engagements.save', { document, overwrite: order.overwrite });
    said = { number, reply };
  } catch (error) {
    said = { number, failed: error instanceof Error ? error.message : String(error) };
  }
  postMessage(said);
}
