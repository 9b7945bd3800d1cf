// Writes small ZIP files for the tests of reading them, whole ones and broken ones.
import { crc32, deflateRawSync } from 'node:zlib';

export type Packed = { name: string; content: Buffer; flags?: number; checksum?: number; declaredBytes?: number };

export function zipOf(...files: Packed[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const data = deflateRawSync(file.content);
    const common = commonHeader(file, data.length, name.length);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, name, data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, place, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function commonHeader(file: Packed, compressedBytes: number, nameBytes: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(file.flags ?? 0, 2);
  header.writeUInt16LE(8, 4);
  header.writeUInt32LE(file.checksum ?? crc32(file.content), 10);
  header.writeUInt32LE(compressedBytes, 14);
  header.writeUInt32LE(file.declaredBytes ?? file.content.length, 18);
  header.writeUInt16LE(nameBytes, 22);
  return header;
}
