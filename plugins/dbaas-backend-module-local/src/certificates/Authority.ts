import { createPrivateKey, X509Certificate } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readText, writeAtomic } from '../files/atomic';
import { makeAuthority, makeServerPair, Pair } from './x509';

const AUTHORITY_DAYS = 20 * 365;
/** The longest that every client accepts for a certificate of a server. */
const SERVER_DAYS = 825;
/** A server reads its certificate at its start, so it may need it for long. */
const RENEW_DAYS = 365;
const DAY_MS = 86_400_000;

const shape = z.object({ certificate: z.string(), key: z.string() });

/** Whether a certificate belongs to its key and is good for a while. */
export function isSound({ certificate, key }: Pair): boolean {
  try {
    const read = new X509Certificate(certificate);
    return (
      read.checkPrivateKey(createPrivateKey(key)) &&
      Date.parse(read.validFrom) <= Date.now() &&
      Date.parse(read.validTo) - Date.now() > RENEW_DAYS * DAY_MS
    );
  } catch {
    return false; // Damaged, or none at all.
  }
}

/**
 * The location's own authority, which signs the certificates of its members.
 * It is made when it is needed first; its key never leaves its file.
 */
export class Authority {
  private made: Promise<Pair> | undefined;

  constructor(
    private readonly file: string,
    private readonly location: string,
  ) {}

  /** What clients check servers against. */
  async certificate(): Promise<string> {
    return (await this.pair()).certificate;
  }

  /** Whether it has signed a certificate. */
  async hasSigned(certificate: string): Promise<boolean> {
    const { publicKey } = new X509Certificate(await this.certificate());
    return new X509Certificate(certificate).verify(publicKey);
  }

  async sign(name: string, hosts: string[]): Promise<Pair> {
    return makeServerPair(await this.pair(), {
      name,
      hosts,
      days: SERVER_DAYS,
    });
  }

  private async pair(): Promise<Pair> {
    this.made ??= this.readOrMake();
    try {
      const pair = await this.made;
      if (isSound(pair)) {
        return pair;
      }
    } catch (error) {
      this.made = undefined; // The disk may have room the next time.
      throw error;
    }
    this.made = this.readOrMake();
    return this.made;
  }

  private async readOrMake(): Promise<Pair> {
    const text = await readText(this.file);
    const known = text === undefined ? undefined : parse(text);
    if (known && isSound(known)) {
      return known;
    }
    const made = await makeAuthority(
      `Database portal, location ${this.location}`,
      AUTHORITY_DAYS,
    );
    await fs.mkdir(path.dirname(this.file), { recursive: true, mode: 0o700 });
    // One file for both: there is never a key without its certificate.
    await writeAtomic(this.file, JSON.stringify(made, null, 1));
    return made;
  }
}

function parse(text: string): Pair | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
