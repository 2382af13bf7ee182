/** The views of the window, in the order of the rail. */

export const VIEWS = [
  'welcome',
  'data',
  'model',
  'run',
  'insight',
  'features',
  'evaluate',
  'experiments',
  'lesson',
] as const;
export type ViewName = (typeof VIEWS)[number];
