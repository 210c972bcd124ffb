import { textReply } from './reply.ts';
import type { Reply } from './reply.ts';

const errors = {
  expired: [403, 'AccessDenied', 'Request has expired'],
  wrong: [403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.'],
  absent: [403, 'AccessDenied', 'Access Denied'],
  missing: [404, 'NoSuchKey', 'The specified key does not exist.'],
} as const;

/** Makes a storage host's error: XML, as S3 sends it (Amazon S3 API reference, "Error responses"). */
export function s3Error(reason: keyof typeof errors): Reply {
  const [status, code, message] = errors[reason];
  return textReply(
    status,
    'application/xml',
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>FIXTURE</RequestId></Error>`,
  );
}
