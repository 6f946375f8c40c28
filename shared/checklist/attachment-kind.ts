/** What can be attached to an answer, how much of it, and under what name. */

/** 20 MB: a screenshot has one, an offer as a PDF has five. */
export const mostAttachmentBytes = 20 * 1024 * 1024;
/** Of one engagement. */
export const mostAttachmentsBytes = 500 * 1024 * 1024;
export const mostAttachments = 1000;
/** At one answer. */
export const mostAttachmentsOfAnswer = 20;

/** Shown in the app itself: these hold pixels and nothing that runs. */
export const pictureTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export type FileKind = { mediaType: string; endings: readonly [string, ...string[]] };

const office = 'application/vnd.openxmlformats-officedocument';
export const fileKinds = {
  png: { mediaType: 'image/png', endings: ['png'] },
  jpeg: { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg', 'jfif'] },
  gif: { mediaType: 'image/gif', endings: ['gif'] },
  webp: { mediaType: 'image/webp', endings: ['webp'] },
  pdf: { mediaType: 'application/pdf', endings: ['pdf'] },
  docx: { mediaType: `${office}.wordprocessingml.document`, endings: ['docx'] },
  xlsx: { mediaType: `${office}.spreadsheetml.sheet`, endings: ['xlsx'] },
  pptx: { mediaType: `${office}.presentationml.presentation`, endings: ['pptx'] },
  zip: { mediaType: 'application/zip', endings: ['zip', 'odt', 'ods', 'odp'] },
  /** Word, Excel and PowerPoint as they were before 2007, and mails of Outlook. */
  compound: { mediaType: 'application/x-ole-storage', endings: ['doc', 'xls', 'ppt', 'msg'] },
  mp4: { mediaType: 'video/mp4', endings: ['mp4', 'm4v', 'mov'] },
  webm: { mediaType: 'video/webm', endings: ['webm', 'mkv'] },
  text: { mediaType: 'text/plain', endings: ['txt', 'csv', 'json', 'md', 'log', 'eml', 'xml'] },
} as const satisfies Record<string, FileKind>;

/**
 * The file's own name, fit to be shown and saved: no folders, no control or direction marks, at most 200 characters, and an
 * ending that says what is inside ("invoice.exe" that holds a picture becomes "invoice.exe.png").
 */
export function attachmentName(name: string, mediaType: string): string {
  const kind = Object.values<FileKind>(fileKinds).find((one) => one.mediaType === mediaType);
  const endings = kind?.endings ?? ['bin'];
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const tidy = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}<>:"|?*]+/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  const ending = /\.([a-z0-9]{1,5})$/i.exec(tidy)?.[1]?.toLowerCase();
  const fits = ending !== undefined && endings.includes(ending);
  const stem = [...(fits ? tidy.slice(0, -ending.length - 1) : tidy)]
    .slice(0, 190)
    .join('')
    .trim()
    .replaceAll(/[. ]+$/g, '');
  // Windows keeps these for devices.
  const safe = stem === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(stem) ? `file${stem && `-${stem}`}` : stem;
  return `${safe}.${fits ? ending : endings[0]}`;
}
