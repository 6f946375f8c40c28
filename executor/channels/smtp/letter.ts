import { Readable } from 'node:stream';

const piece = 64 * 1024;

/**
 * A mail as it is written to a connection, in pieces. `handedOver` turns true with the last one: before that the closing dot has not left, and
 * no server may deliver; from then on nobody but the server knows.
 */
export class Letter extends Readable {
  handedOver = false;
  private at = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly onHandOver: () => void,
  ) {
    super();
  }

  override _read(): void {
    const next = this.bytes.subarray(this.at, this.at + piece);
    this.at += next.length;
    if (this.at < this.bytes.length) {
      this.push(next);
      return;
    }
    // First said, then done: pushing may write on the spot.
    this.handedOver = true;
    this.onHandOver();
    this.push(next);
    this.push(null);
  }
}
