import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** Every server and client of today knows it, and its keys are made at once. */
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' };
const DAY_MS = 86_400_000;
/** Clocks differ; a certificate shall count as soon as it is there. */
const CLOCK_SKEW_MS = 3_600_000;
const MAX_COMMON_NAME = 64;

/** A certificate and its key, as PEM texts. */
export type Pair = { certificate: string; key: string };

function newKeys() {
  return crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
}

async function keyPem(key: CryptoKey): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', key);
  return `${PemConverter.encode(der, 'PRIVATE KEY')}\n`;
}

function common(name: string, days: number) {
  const serial = randomBytes(16);
  // eslint-disable-next-line no-bitwise
  serial[0] = (serial[0] & 0x3f) | 0x40; // Positive and of full length.
  return {
    serialNumber: serial.toString('hex'),
    name: [{ CN: [name.slice(0, MAX_COMMON_NAME)] }],
    notBefore: new Date(Date.now() - CLOCK_SKEW_MS),
    notAfter: new Date(Date.now() + days * DAY_MS),
  };
}

/** Makes a new authority: a key, and a certificate that it signs itself. */
export async function makeAuthority(name: string, days: number): Promise<Pair> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...common(name, days),
    keys,
    signingAlgorithm: SIGNING,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(
        // eslint-disable-next-line no-bitwise
        KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign,
        true,
      ),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    certificate: `${certificate.toString('pem')}\n`,
    key: await keyPem(keys.privateKey),
  };
}

/** Makes a key for a server, and a certificate that an authority signs. */
export async function makeServerPair(
  authority: Pair,
  server: { name: string; hosts: string[]; days: number },
): Promise<Pair> {
  const issuer = new X509Certificate(authority.certificate);
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    PemConverter.decodeFirst(authority.key),
    CURVE,
    false,
    ['sign'],
  );
  const keys = await newKeys();
  const { name: subject, ...rest } = common(server.name, server.days);
  const certificate = await X509CertificateGenerator.create({
    ...rest,
    subject,
    issuer: issuer.subjectName,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: SIGNING,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      // Members are each other's clients, too.
      new ExtendedKeyUsageExtension([
        ExtendedKeyUsage.serverAuth,
        ExtendedKeyUsage.clientAuth,
      ]),
      new SubjectAlternativeNameExtension(server.hosts.map(nameOf)),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return {
    certificate: `${certificate.toString('pem')}\n`,
    key: await keyPem(keys.privateKey),
  };
}

function nameOf(host: string) {
  return { type: isIP(host) ? ('ip' as const) : ('dns' as const), value: host };
}

/** The host names and addresses that a certificate holds for. */
export function hostsOf(certificate: string): string[] {
  const names = new X509Certificate(certificate).getExtension(
    SubjectAlternativeNameExtension,
  );
  return names?.names.items.map(({ value }) => value) ?? [];
}
