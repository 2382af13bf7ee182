/** A folder of files as a dataset: what its files are, where labels come from, and what is left out of it. */

/** A file holds series, or some channels of series that its folder, or the rest of its name, names. */
export const FILE_CONTENTS = ['series', 'channels-of-folder', 'channels-of-name'] as const;
export type FileContents = (typeof FILE_CONTENTS)[number];

/** A series' label is its folder's name, a part of its file's name, a column's value, or there is none. */
export const LABEL_ORIGINS = ['folder', 'name', 'column', 'none'] as const;
export type LabelOrigin = (typeof LABEL_ORIGINS)[number];

/** The parts are named by the subfolders TRAIN and TEST or by names that end in `_TRAIN` and `_TEST`; or all is one part. */
export const FOLDER_PARTS = ['named', 'none'] as const;
export type FolderParts = (typeof FOLDER_PARTS)[number];

/** Extensions of files that can be data, in the order in which they are preferred where a folder holds as many of each. */
export const DATA_EXTENSIONS = [
  'ts',
  'tsf',
  'arff',
  'csv',
  'tsv',
  'npy',
  'npz',
  'json',
  'ndjson',
  'jsonl',
  'parquet',
  'xlsx',
  'txt',
  'dat',
] as const;

export const FOLDER_LIMITS = {
  /** Files and folders, at any depth. */
  entries: 100_000,
  /** Parts of a name, counted from 1, or from the end as -1, -2 and so on. */
  namePart: { min: -100, max: 100 },
} as const;

/** What of a folder can be set; an absent field is recognised and reported as an assumption. */
export interface FolderSettings {
  /** Lower-case extension of the files that belong, without the dot; of a packed file (`.gz`) that of what it holds. */
  extension?: string;
  contents?: FileContents;
  labelFrom?: LabelOrigin;
  /** Which part of the name is the label: names are cut where letters and digits begin and end. */
  namePart?: number;
  parts?: FolderParts;
}

/** Why a file is left out: its extension, a hidden name, a link, a pipe or device, or it lies outside of the TRAIN and TEST folders. */
export const LEFT_OUT_REASONS = ['extension', 'hidden', 'link', 'special', 'no-part'] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** What was understood of a folder. */
export interface FolderView extends Required<FolderSettings> {
  /** Files that were read. */
  files: number;
  /** What else could be read, the most frequent first. */
  extensions: { extension: string; files: number }[];
  /** The folder that the test part was read from, where it is another one. */
  test?: string;
  /** The parts of the first file's name, to choose from. */
  nameParts: string[];
  leftOut: {
    count: number;
    /** The first of them, as paths below the folder. */
    files: { path: string; reason: LeftOutReason }[];
  };
}
