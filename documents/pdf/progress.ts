/**
 * How far a document is. pdfmake only tells while it writes; before that it goes over all parts twice, to measure and to place them,
 * which takes longer. At private seams as in ./pdfmake-adapter, the parts are counted when they are prepared, and those that are done.
 */
import { DocMeasure, DocPreprocessor, LayoutBuilder } from './pdfmake-parts';

/** Told again and again, 0–1. */
export type OnShare = (share: number) => void;

/** Share of the time in which everything is measured, and in which it is placed; the rest is writing. */
const [MEASURED, PLACED] = [0.35, 0.6];

/** By a document's content. */
const listeners = new WeakMap<object, OnShare>();

/** `onShare` hears how far the document with this content is until it is laid out. Returns what is to be told of writing. */
export function listen(content: object, onShare: OnShare): OnShare {
  listeners.set(content, onShare);
  return (share) => onShare(PLACED + share * (1 - PLACED));
}

/** Of the document that is laid out now: pdfmake does that in one go. */
let counting: { parts: number; measured: number; placed: number; onShare: OnShare } | undefined;

/** Heads, feet and backgrounds come on top. */
function shareOf(done: number, parts: number): number {
  return Math.min(1, done / parts);
}

const plainLayoutDocument = LayoutBuilder.prototype.layoutDocument;
LayoutBuilder.prototype.layoutDocument = function (content, ...rest) {
  const onShare = listeners.get(content);
  counting = onShare && { parts: 0, measured: 0, placed: 0, onShare };
  try {
    return plainLayoutDocument.call(this, content, ...rest);
  } finally {
    counting = undefined;
  }
};

const plainPreprocessNode = DocPreprocessor.prototype.preprocessNode;
DocPreprocessor.prototype.preprocessNode = function (...args) {
  // What comes on top later is none of those that are waited for.
  if (counting?.measured === 0) counting.parts++;
  return plainPreprocessNode.apply(this, args);
};

const plainPreprocessText = DocPreprocessor.prototype.preprocessText;
DocPreprocessor.prototype.preprocessText = function (node) {
  const parts = counting?.parts ?? 0;
  const prepared = plainPreprocessText.call(this, node);
  // The runs of a text are measured and placed with it.
  if (counting) counting.parts = parts;
  return prepared;
};

const plainMeasureNode = DocMeasure.prototype.measureNode;
DocMeasure.prototype.measureNode = function (node) {
  const measured = plainMeasureNode.call(this, node);
  if (counting && counting.placed === 0) counting.onShare(shareOf(++counting.measured, counting.parts) * MEASURED);
  return measured;
};

const plainProcessNode = LayoutBuilder.prototype.processNode;
LayoutBuilder.prototype.processNode = function (...args) {
  plainProcessNode.apply(this, args);
  if (counting) counting.onShare(MEASURED + shareOf(++counting.placed, counting.parts) * (PLACED - MEASURED));
};
