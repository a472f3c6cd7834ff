import { FieldPacket } from 'mysql2';

const BINARY_CHARSET = 63;

/** What the numbers of the protocol are called in SQL. */
const TYPE_NAMES: Readonly<Record<number, string>> = {
  0: 'decimal',
  1: 'tinyint',
  2: 'smallint',
  3: 'int',
  4: 'float',
  5: 'double',
  6: 'null',
  7: 'timestamp',
  8: 'bigint',
  9: 'mediumint',
  10: 'date',
  11: 'time',
  12: 'datetime',
  13: 'year',
  15: 'varchar',
  16: 'bit',
  242: 'vector',
  245: 'json',
  246: 'decimal',
  247: 'enum',
  248: 'set',
  249: 'tinyblob',
  250: 'mediumblob',
  251: 'longblob',
  252: 'blob',
  253: 'varchar',
  254: 'char',
  255: 'geometry',
};

/** Texts and blobs share their numbers; the character set tells them apart. */
const AS_BINARY: Readonly<Record<string, string>> = {
  varchar: 'varbinary',
  char: 'binary',
};
const AS_TEXT: Readonly<Record<string, string>> = {
  tinyblob: 'tinytext',
  mediumblob: 'mediumtext',
  longblob: 'longtext',
  blob: 'text',
};

const ALWAYS_HEX = new Set(['bit', 'vector', 'geometry']);

export type Column = { name: string; dataType: string; hex: boolean };

export function columnOf(field: FieldPacket): Column {
  const type = TYPE_NAMES[field.columnType ?? -1] ?? `type ${field.columnType}`;
  const binary = field.characterSet === BINARY_CHARSET;
  const stringy = type in AS_BINARY || type in AS_TEXT;
  return {
    name: field.name,
    dataType: (binary ? AS_BINARY[type] : AS_TEXT[type]) ?? type,
    hex: ALWAYS_HEX.has(type) || (binary && stringy),
  };
}

/** The server's own text; bytes that are no text in hexadecimal. */
export function textOf(value: Buffer | null, column: Column): string | null {
  if (value === null) {
    return null;
  }
  return column.hex ? `0x${value.toString('hex')}` : value.toString('utf8');
}
