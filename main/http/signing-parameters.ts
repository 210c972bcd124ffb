/**
 * The query parameters that S3, CloudFront, Google Cloud Storage and Azure sign with (avala-api §5), as a regular
 * expression's alternatives, in lower case: what an address may lose without meaning another file, and what no log may
 * hold.
 */
export const signingParameters =
  'x-amz-[\\w-]+|x-goog-[\\w-]+|awsaccesskeyid|googleaccessid|signature|expires|key-pair-id|policy|sig|se|sv|sp|sr|st|spr|ske|skoid|sktid|skt|sks|skv|token';
