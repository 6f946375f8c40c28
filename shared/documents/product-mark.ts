/** The product's own mark, on covers where nobody has put a logo. It keeps its colours. */
export const productMark =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3350C4"/><path d="M6 20c4.5 0 4.2-9 8.6-9s3.6 10 7.8 10" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/><circle cx="24.4" cy="13" r="2.6" fill="#E5A537"/></svg>';
