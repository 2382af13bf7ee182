/** What a pickle of PyTorch's may call, as plain data: tensors, storages, dictionaries, and nothing that runs. */

import { WorkbenchError } from '../contract/errors';
import { Global, PickledObject, type PickleValue } from './pickle-machine';
import type { PickleHooks } from './pickle';

/** A stretch of values in the file, named and still unread. */
export class Storage {
  constructor(
    readonly key: string,
    /** As safetensors calls it. */
    readonly dtype: string,
    /** How many values. */
    readonly count: number,
  ) {}
}

/** Values of a storage seen as a tensor: `shape` and `strides` in values. */
export class StoredTensor {
  constructor(
    readonly storage: Storage,
    readonly offset: number,
    readonly shape: number[],
    readonly strides: number[],
  ) {}
}

/** Storage classes by their type's name in safetensors. */
const STORAGES: Record<string, string> = {
  'torch.DoubleStorage': 'F64',
  'torch.FloatStorage': 'F32',
  'torch.HalfStorage': 'F16',
  'torch.BFloat16Storage': 'BF16',
  'torch.LongStorage': 'I64',
  'torch.IntStorage': 'I32',
  'torch.ShortStorage': 'I16',
  'torch.CharStorage': 'I8',
  'torch.ByteStorage': 'U8',
  'torch.BoolStorage': 'BOOL',
  'torch.QInt8Storage': 'QI8',
  'torch.QUInt8Storage': 'QU8',
  'torch.QInt32Storage': 'QI32',
};

/** Calls that give nothing a tensor could be in, and are answered with nothing. */
const IDLE = new Set([
  'torch.device',
  'torch.Size',
  'torch._utils._rebuild_device_tensor_from_numpy',
  'torch._utils._rebuild_sparse_tensor',
  'torch._utils._rebuild_meta_tensor_no_storage',
  'numpy.core.multiarray.scalar',
  'numpy._core.multiarray.scalar',
  'numpy.core.multiarray._reconstruct',
  'numpy._core.multiarray._reconstruct',
  'numpy.dtype',
  'numpy.ndarray',
  '_codecs.encode',
  'builtins.bytes',
  'builtins.set',
  'builtins.frozenset',
  'builtins.slice',
  'builtins.range',
  'builtins.xrange',
  'builtins.complex',
  'builtins.bytearray',
  'datetime.datetime',
  'datetime.date',
  'datetime.time',
  'datetime.timedelta',
  'datetime.timezone',
  'decimal.Decimal',
  'fractions.Fraction',
  'functools.partial',
  'uuid.SafeUUID',
  'pandas._libs.tslibs.timestamps._unpickle_timestamp',
  'pathlib.PosixPath',
  'pathlib.WindowsPath',
  'pathlib.PurePosixPath',
  'pathlib.PureWindowsPath',
  'collections.Counter',
  'collections.deque',
]);

const REBUILT = new Set([
  'torch._utils._rebuild_tensor',
  'torch._utils._rebuild_tensor_v2',
  'torch._utils._rebuild_tensor_v3',
  // Its scale and zero point are of no use: whole numbers are no weights here.
  'torch._utils._rebuild_qtensor',
]);
/** Calls that stand for their first argument: parameters, and the typed lists and dictionaries of TorchScript. */
const WRAPPED = new Set([
  'torch._utils._rebuild_parameter',
  'torch._utils._rebuild_parameter_with_state',
  'torch.jit._pickle.restore_type_tag',
  'torch.jit._pickle.build_intlist',
  'torch.jit._pickle.build_doublelist',
  'torch.jit._pickle.build_boollist',
  'torch.jit._pickle.build_tensorlist',
]);

/** A tensor of a class of its own: how it is rebuilt, the class, with which arguments, its attributes. */
const OWN_CLASS = 'torch._tensor._rebuild_from_type_v2';

/** Modules whose classes do more than hold a value. */
const ACTING = new Set(
  `_io _posixsubprocess asyncio builtins code codeop concurrent ctypes distutils ftplib http imaplib importlib io logging mmap
  multiprocessing nntplib nt ntpath numpy os pandas pathlib pickle pip pkgutil poplib posix posixpath pty pydoc runpy setuptools shelve
  shutil site smtplib socket socketserver sqlite3 ssl subprocess sys tarfile telnetlib tempfile threading timeit torch turtle
  types urllib venv webbrowser winreg xmlrpc zipfile zipimport`.split(/\s+/),
);

/** @throws pytorch/forbidden for a call of anything that is not named here, pytorch/pickle */
export function pytorchHooks(file: string): PickleHooks {
  const malformed = (reason: string) => new WorkbenchError('pytorch/pickle', { file, reason, byte: 0 });

  function persistent(id: PickleValue): PickleValue {
    const [kind, type, key, , count] = Array.isArray(id) ? id : [];
    // Until version 1.6 a class of modules came with its source text, which is let lie.
    if (kind === 'module' && type instanceof Global) return type;
    const dtype = type instanceof Global && Object.hasOwn(STORAGES, type.path) ? STORAGES[type.path] : null;
    if (kind !== 'storage' || (typeof key !== 'string' && typeof key !== 'number')) throw malformed('storage');
    // A type that is not known has no tensors that could be read.
    return new Storage(String(key), dtype ?? '?', isCount(count) ? count : 0);
  }

  function rebuild([storage, offset, shape, strides]: PickleValue[]): PickleValue {
    if (!(storage instanceof Storage)) return null;
    if (!isCount(offset) || !isCounts(shape) || !isCounts(strides) || shape.length !== strides.length)
      throw malformed('tensor');
    return new StoredTensor(storage, offset, shape, strides);
  }

  function call(callable: PickleValue, args: PickleValue[]): PickleValue {
    if (!(callable instanceof Global)) throw malformed('call');
    const path = callable.path.replace(/^__builtin__\./, 'builtins.').replace(/^copy_reg\./, 'copyreg.');
    const [inner = null, , innerArgs] = args;
    const isSubclass = path === OWN_CLASS && inner instanceof Global && inner.path !== OWN_CLASS;
    if (isSubclass && Array.isArray(innerArgs)) return call(inner, innerArgs);
    if (path === 'collections.OrderedDict' || path === 'builtins.dict') return ordered(args);
    if (path === 'collections.defaultdict') return new Map();
    if (REBUILT.has(path)) return rebuild(args);
    if (WRAPPED.has(path)) return args[0] ?? null;
    if (path === 'copyreg._reconstructor') {
      return args[0] instanceof Global ? new PickledObject(args[0], args.slice(1)) : null;
    }
    if (IDLE.has(path) || isMember(path, args)) return new PickledObject(callable, args);
    throw new WorkbenchError('pytorch/forbidden', { file, name: callable.path });
  }

  return { persistent, call };
}

/**
 * Whether a call can only be a member of an enumeration of the user's own, as checkpoints have them among their settings: a
 * class by its name, of no module of Python's or PyTorch's that does anything, made of one number or text; or got from its
 * class by name. Nothing is called; it is kept as what it is, since no tensor can be in it.
 */
function isMember(path: string, args: readonly PickleValue[]): boolean {
  if (path === 'builtins.getattr') {
    const [type, name] = args;
    return args.length === 2 && type instanceof Global && isOwnClass(type.path) && /^[A-Za-z]\w*$/.test(String(name));
  }
  const [value] = args;
  return args.length === 1 && isOwnClass(path) && (typeof value === 'string' || typeof value === 'number');
}

function isOwnClass(path: string): boolean {
  const parts = path.split('.');
  return parts.length > 1 && /^[A-Z]\w*$/.test(parts.at(-1)!) && !ACTING.has(parts[0]);
}

/** Python 2 gives the pairs as an argument; later ones set them one by one. */
function ordered([pairs]: PickleValue[]): Map<PickleValue, PickleValue> {
  const made = new Map<PickleValue, PickleValue>();
  if (Array.isArray(pairs)) for (const pair of pairs) if (Array.isArray(pair)) made.set(pair[0], pair[1]);
  return made;
}

function isCount(value: PickleValue | undefined): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isCounts(value: PickleValue | undefined): value is number[] {
  return Array.isArray(value) && value.every(isCount);
}
