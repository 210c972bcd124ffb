import { generateKeyPairSync, sign } from 'node:crypto';

const sequence = 0x30;
const set = 0x31;
const integer = 0x02;
const bitString = 0x03;
const objectId = 0x06;
const utf8String = 0x0c;
const generalizedTime = 0x18;
const explicit0 = 0xa0;

/** A key and a certificate that it signed itself, in PEM, for as long as this process lives: nobody verifies it. */
export function makeCertificate(hostName: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // 1.2.840.10045.4.3.2, ecdsa-with-SHA256 (RFC 5758 §3.2); 2.5.4.3, commonName (RFC 4519 §2.3).
  const algorithm = der(sequence, der(objectId, bytes(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)));
  const name = der(sequence, der(set, der(sequence, der(objectId, bytes(0x55, 0x04, 0x03)), der(utf8String, Buffer.from(hostName)))));
  const validity = der(sequence, time('20200101000000Z'), time('20991231235959Z'));
  // TBSCertificate, version 3 (RFC 5280 §4.1).
  const body = der(
    sequence,
    der(explicit0, der(integer, bytes(2))),
    der(integer, bytes(1)),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const certificate = der(sequence, body, algorithm, der(bitString, bytes(0), sign('sha256', body, privateKey)));
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

const bytes = (...values: number[]) => Buffer.from(values);
const time = (text: string) => der(generalizedTime, Buffer.from(text));

/** A value of ASN.1 in its distinguished encoding (X.690 §10.1), below 64 KiB. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}
