import { type Result, refuse } from '../../shared/problem';
import { createEventReader, type RecordedEvents } from '../../shared/simulation/replay-events';
import { MOST_FILE_BYTES } from '../../shared/sources/file-size';

/** A recorded file, one event per line. Fails with `events-file-too-large`, and as `createEventReader` does. */
export function readEventLines(bytes: Uint8Array): Result<RecordedEvents> {
  if (bytes.length > MOST_FILE_BYTES) return refuse('events-file-too-large', { limit: Math.round(MOST_FILE_BYTES / 1024 / 1024) });
  const reader = createEventReader();
  const decoder = new TextDecoder();
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const to = end < 0 ? bytes.length : end;
    reader.add(decoder.decode(bytes.subarray(from, to)));
    from = to + 1;
  }
  return reader.finish();
}
