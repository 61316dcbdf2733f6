/** Opens .xlsx files part by part and closes them again; parts that nobody touches stay as they are, packed bytes and all. */
import { deflateSync, Inflate } from 'fflate';

/** Zip files begin in 1980; one fixed time makes the same workbook the same bytes. */
const FIXED_DATE = 0x21;

/** How much a workbook may unpack to where nobody says less: one part, and all of them. */
const MOST_A_PART = 400_000_000;
const MOST = 1_500_000_000;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const UTF8 = 0x0800;

/** A part as the file holds it packed. */
interface Packed {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly packed: Uint8Array;
  readonly size: number;
}

/** A part that was read, and what it was read from. */
interface Source extends Packed {
  readonly path: string;
  /** Undefined for a folder. */
  readonly data: Uint8Array | undefined;
}

/** The parts of a workbook by their paths. */
export class Parts extends Map<string, Uint8Array> {
  /** The entries of the file in their order. */
  readonly sources: Source[] = [];

  /** The path as the file writes it: paths that differ in capitals only are one. */
  find(path: string): string | undefined {
    if (this.has(path)) return path;
    const lower = path.toLowerCase();
    for (const key of this.keys()) if (key.toLowerCase() === lower) return key;
    return undefined;
  }

  /** The same parts, to be changed apart from these. */
  copy(): Parts {
    const parts = new Parts(this);
    parts.sources.push(...this.sources);
    return parts;
  }
}

/**
 * Unpacks a workbook and checks every part against the sum and size that the file states. One that is
 * no zip file, is damaged, or would unpack to more bytes than `most` throws.
 */
export function openParts(bytes: Uint8Array, most = MOST): Parts {
  const parts = new Parts();
  let size = 0;
  for (const entry of entriesOf(bytes)) {
    const path = pathOf(entry.name);
    size += entry.size;
    if (entry.size > MOST_A_PART || size > most)
      throw new Error('it unpacks to more than can be held');
    const folder = path.endsWith('/') || path === '';
    if (!folder && parts.has(path)) throw new Error(`it holds two parts called ${path}`);
    const data = folder ? undefined : unpacked(entry, path);
    parts.sources.push({ ...entry, path, data });
    if (data) parts.set(path, data);
  }
  return parts;
}

/** Paths have slashes, whatever the program that wrote the file thought. */
const pathOf = (name: Uint8Array): string =>
  new TextDecoder().decode(name).replace(/\\/g, '/').replace(/^\/+/, '');

function unpacked({ flags, method, packed, size, crc }: Packed, path: string): Uint8Array {
  if (flags & 1) throw new Error('it has a password');
  const data = method === 0 ? packed : inflated(packed, size, method, path);
  if (data.length !== size || sumOf(data) !== crc)
    throw new Error(`its part ${path} is damaged: the bytes are not those that were saved`);
  return data;
}

/** Unpacks step by step, so that a part that lies about its size is stopped at that size. */
function inflated(packed: Uint8Array, size: number, method: number, path: string): Uint8Array {
  const damaged = () => new Error(`its part ${path} is damaged and cannot be unpacked`);
  if (method !== 8) throw new Error(`its part ${path} is packed in a way that Excel does not use`);
  const data = new Uint8Array(size);
  let at = 0;
  const inflate = new Inflate((chunk) => {
    if (at + chunk.length > size) throw damaged();
    data.set(chunk, at);
    at += chunk.length;
  });
  try {
    for (let from = 0; from === 0 || from < packed.length; from += STEP)
      inflate.push(packed.subarray(from, from + STEP), from + STEP >= packed.length);
  } catch {
    throw damaged();
  }
  return at === size ? data : data.subarray(0, at);
}

/** What is unpacked at a time: larger steps enlarge their buffer, and copy it, more often. */
const STEP = 1 << 14;

/** The entries by the directory at the end of the file. */
function entriesOf(bytes: Uint8Array): Packed[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return directoryOf(view).map((at) => entryAt(bytes, view, at));
  } catch (error) {
    if (error instanceof RangeError) throw new Error('it is damaged or cut off');
    throw error;
  }
}

function directoryOf(view: DataView): number[] {
  let end = view.byteLength - 22;
  const lowest = Math.max(0, end - 0xffff);
  while (end >= lowest && view.getUint32(end, true) !== END) end -= 1;
  if (end < lowest) throw new Error('it is damaged or cut off');
  let count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if ((count === 0xffff || at === 0xffffffff) && view.getUint32(end - 20, true) === LOCATOR_64) {
    const end64 = Number(view.getBigUint64(end - 12, true));
    if (view.getUint32(end64, true) !== END_64) throw new Error('it is damaged or cut off');
    count = Number(view.getBigUint64(end64 + 32, true));
    at = Number(view.getBigUint64(end64 + 48, true));
  }
  const found: number[] = [];
  for (let n = 0; n < count; n += 1) {
    if (view.getUint32(at, true) !== CENTRAL) throw new Error('it is damaged or cut off');
    found.push(at);
    const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    at += 46 + lengths.reduce((a, b) => a + b, 0);
  }
  return found;
}

function entryAt(bytes: Uint8Array, view: DataView, at: number): Packed {
  const nameLength = view.getUint16(at + 28, true);
  const long = longSizes(view, at, nameLength);
  const packedSize = long(view.getUint32(at + 20, true), 1);
  const size = long(view.getUint32(at + 24, true), 0);
  const local = long(view.getUint32(at + 42, true), 2);
  if (view.getUint32(local, true) !== LOCAL) throw new Error('it is damaged or cut off');
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (from + packedSize > bytes.length) throw new Error('it is damaged or cut off');
  return {
    name: bytes.subarray(at + 46, at + 46 + nameLength),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    time: view.getUint16(at + 12, true),
    date: view.getUint16(at + 14, true),
    crc: view.getUint32(at + 16, true),
    packed: bytes.subarray(from, from + packedSize),
    size,
  };
}

/** Sizes beyond four bytes stand in a field of their own: size, packed size, place, each only where needed. */
function longSizes(view: DataView, at: number, nameLength: number) {
  const end = at + 46 + nameLength + view.getUint16(at + 30, true);
  const wide = [24, 20, 42].map((field) => view.getUint32(at + field, true) === 0xffffffff);
  return (short: number, which: 0 | 1 | 2): number => {
    if (!wide[which]) return short;
    for (let extra = at + 46 + nameLength; extra + 4 <= end;) {
      const length = view.getUint16(extra + 2, true);
      const before = wide.slice(0, which).filter(Boolean).length;
      if (view.getUint16(extra, true) === 1)
        return Number(view.getBigUint64(extra + 4 + 8 * before, true));
      extra += 4 + length;
    }
    return short;
  };
}

/** The bytes of the file: parts that were not touched as they were packed, others packed anew, new ones last. */
export function closeParts(parts: Parts): Uint8Array {
  const entries: Packed[] = [];
  const kept = new Set<string>();
  for (const source of parts.sources) {
    const data = source.data && parts.get(source.path);
    if (source.data && !data) continue;
    kept.add(source.path);
    entries.push(data === source.data ? source : packedAnew(source.name, source.flags, data!));
  }
  for (const [path, data] of parts)
    if (!kept.has(path))
      entries.push(packedAnew(new TextEncoder().encode(path), isPlain(path) ? 0 : UTF8, data));
  return written(entries);
}

const isPlain = (path: string): boolean => /^[\x20-\x7e]*$/.test(path);

function packedAnew(name: Uint8Array, flags: number, data: Uint8Array): Packed {
  const packed = deflateSync(data, { level: 6 });
  const size = data.length;
  return {
    name,
    flags: flags & UTF8,
    method: 8,
    time: 0,
    date: FIXED_DATE,
    crc: sumOf(data),
    packed,
    size,
  };
}

function written(entries: readonly Packed[]): Uint8Array {
  const total = entries.reduce(
    (sum, { name, packed }) => sum + 76 + 2 * name.length + packed.length,
    22,
  );
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  const places: number[] = [];
  let at = 0;
  for (const entry of entries) {
    places.push(at);
    view.setUint32(at, LOCAL, true);
    head(view, at + 4, entry);
    bytes.set(entry.name, at + 30);
    bytes.set(entry.packed, at + 30 + entry.name.length);
    at += 30 + entry.name.length + entry.packed.length;
  }
  const directory = at;
  entries.forEach((entry, n) => {
    view.setUint32(at, CENTRAL, true);
    view.setUint16(at + 4, 20, true);
    head(view, at + 6, entry);
    view.setUint32(at + 42, places[n] as number, true);
    bytes.set(entry.name, at + 46);
    at += 46 + entry.name.length;
  });
  view.setUint32(at, END, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, at - directory, true);
  view.setUint32(at + 16, directory, true);
  return bytes;
}

/** What the head of a part and its entry in the directory have in common. Sums and sizes stand there, not behind the part. */
function head(view: DataView, at: number, { name, packed, size, ...entry }: Packed): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, entry.flags & ~0x8, true);
  view.setUint16(at + 4, entry.method, true);
  view.setUint16(at + 6, entry.time, true);
  view.setUint16(at + 8, entry.date, true);
  view.setUint32(at + 10, entry.crc, true);
  view.setUint32(at + 14, packed.length, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, name.length, true);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let sum = n;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** CRC-32, the check sum of zip files. */
function sumOf(data: Uint8Array): number {
  let sum = 0xffffffff;
  for (let at = 0; at < data.length; at += 1)
    sum = (TABLE[(sum ^ (data[at] as number)) & 0xff] as number) ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
