import type { Answer, Asked } from './asked';
import { nothingHere } from './page';
import type { PublicFiles } from './public-files';
export async function answerDemo(_files: PublicFiles, _asked: Asked): Answer {
  return nothingHere();
}
