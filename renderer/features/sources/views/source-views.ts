export const sourceViews = ['fields', 'matrix', 'flows', 'questions', 'coverage', 'changes'] as const;
export type SourceView = (typeof sourceViews)[number];
