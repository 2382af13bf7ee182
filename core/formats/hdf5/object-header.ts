/** The messages of an HDF5 object, in both forms of its header. Format specification, section IV.A. */

import type { Cursor, Hdf5Bytes } from './cursor';

export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

export interface Message {
  type: number;
  /** Whether the message lies elsewhere and is only named here. */
  shared: boolean;
  body: Cursor;
}

/** @throws hdf5/broken */
export function readMessages(whole: Hdf5Bytes, address: number): Message[] {
  const start = whole.at(address);
  const isNew = whole.bytes[start.place] === 0x4f;
  return isNew ? newMessages(start) : oldMessages(start);
}

function oldMessages(cursor: Cursor): Message[] {
  const { whole } = cursor;
  if (cursor.u8() !== 1) throw whole.broken('hdf5-version', cursor.place - 1);
  cursor.skip(1);
  const count = cursor.u16();
  cursor.skip(4);
  const size = cursor.u32();
  cursor.skip(4);
  return collect(cursor.part(size), count, (block) => {
    const type = block.u16();
    const length = block.u16();
    const flags = block.u8();
    block.skip(3);
    return { type, shared: (flags & 2) !== 0, body: block.part(length) };
  });
}

function newMessages(cursor: Cursor): Message[] {
  const { whole } = cursor;
  cursor.signature('OHDR');
  if (cursor.u8() !== 2) throw whole.broken('hdf5-version', cursor.place - 1);
  const flags = cursor.u8();
  if ((flags & 0x20) !== 0) cursor.skip(16);
  if ((flags & 0x10) !== 0) cursor.skip(4);
  const size = cursor.uint(1 << (flags & 3));
  const read = (block: Cursor): Message => {
    const type = block.u8();
    const length = block.u16();
    const messageFlags = block.u8();
    if ((flags & 4) !== 0) block.skip(2);
    return { type, shared: (messageFlags & 2) !== 0, body: block.part(length) };
  };
  return collect(cursor.part(size), Number.POSITIVE_INFINITY, read, true);
}

/** The messages of the first block and of those that continue it. */
function collect(first: Cursor, most: number, read: (block: Cursor) => Message, isNew = false): Message[] {
  const { whole } = first;
  const messages: Message[] = [];
  const blocks = [first];
  const visited = new Set<number>();
  /** Fewer bytes than a message's own header are a gap. */
  const smallest = isNew ? 4 : 8;
  for (let number = 0; number < blocks.length; number++) {
    const block = blocks[number];
    while (block.end - block.place >= smallest && messages.length < most) {
      whole.count(block.place);
      const message = read(block);
      messages.push(message);
      if (message.type !== MESSAGE.continuation) continue;
      const address = message.body.address();
      const length = message.body.length();
      if (address === null || visited.has(address)) throw whole.broken('hdf5-cycle', block.place);
      visited.add(address);
      const next = whole.at(address);
      if (!isNew) blocks.push(next.part(length));
      else {
        next.signature('OCHK');
        // The signature before and the checksum behind.
        blocks.push(next.part(length - 8));
      }
    }
  }
  return messages;
}
