import { describe, expect, test } from 'vitest';
import { tryListing } from '../../../../../main/sources/load/listing.ts';
import { withAddress } from '../../../../../main/sources/load/opened-address.ts';
import { readS3Page } from '../../../../../main/sources/load/s3-listing.ts';
import { example, siteOf, type Pages } from '../in-process-site.ts';

async function list(path: string, pages: Pages, frameCount: number | null = null) {
  const site = siteOf(pages);
  const context = site.context(`${example}${path}`, frameCount);
  const result = await withAddress(context.load, context, (opened) => tryListing(opened, context));
  return { result, urls: result.outcome === 'used' ? result.frames.map(({ url }) => url) : [], asked: site.asked };
}

// The forms that nginx 1.26 (autoindex), Apache 2.4 (mod_autoindex, FancyIndexing) and Python 3.13 (http.server) write.
const nginx = `<html>
<head><title>Index of /cam/</title></head>
<body>
<h1>Index of /cam/</h1><hr><pre><a href="../">../</a>
<a href="calibration/">calibration/</a>                                       01-Nov-2026 10:00                   -
<a href="a%20long%20name%20that%20the%20page%20cuts%20in%20its%20text_10.jpg">a long name that the page cuts in its text_10..&gt;</a> 01-Nov-2026 10:00  91234
<a href="a%20long%20name%20that%20the%20page%20cuts%20in%20its%20text_2.jpg">a long name that the page cuts in its text_2.j..&gt;</a> 01-Nov-2026 10:00  91234
</pre><hr></body>
</html>`;
const apache = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">
<html><head><title>Index of /cam</title></head><body><h1>Index of /cam</h1>
<table><tr><th><a href="?C=N;O=D">Name</a></th><th><a href="?C=M;O=A">Last modified</a></th></tr>
<tr><td><img src="/icons/back.gif" alt="[PARENTDIR]"></td><td><a href="/">Parent Directory</a></td></tr>
<tr><td><a href="000000.pcd"><img src="/icons/unknown.gif"></a></td><td><a href="000000.pcd">000000.pcd</a></td></tr>
<tr><td><a href="000001.pcd"><img src="/icons/unknown.gif"></a></td><td><a href="000001.pcd">000001.pcd</a></td></tr>
</table></body></html>`;
const python = `<!DOCTYPE HTML>
<html lang="en"><head><meta charset="utf-8"><title>Directory listing for /cam/</title></head>
<body><h1>Directory listing for /cam/</h1><hr><ul>
<li><a href="left%20%26%20right%231.png">left &amp; right#1.png</a></li>
<li><a href="notes.md">notes.md</a></li>
</ul><hr></body></html>`;

const s3 = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</ListBucketResult>`;
const contents = (...keys: string[]) => keys.map((key) => `<Contents><Key>${key}</Key><Size>12</Size></Contents>`).join('');

describe('HTML indexes', () => {
  test('of nginx: whole names, in natural order', async () => {
    const { urls } = await list('/cam/', { '/cam/': { body: nginx } });
    expect(urls).toEqual([2, 10].map((n) => `${example}/cam/a%20long%20name%20that%20the%20page%20cuts%20in%20its%20text_${n}.jpg`));
  });

  test('of Apache: each file once, though its icon is a link too', async () => {
    const { urls } = await list('/cam/', { '/cam/': { body: apache } });
    expect(urls).toEqual([`${example}/cam/000000.pcd`, `${example}/cam/000001.pcd`]);
  });

  test('of Python: names with characters of addresses stay encoded', async () => {
    const { urls } = await list('/cam/', { '/cam/': { body: python } });
    expect(urls).toEqual([`${example}/cam/left%20%26%20right%231.png`]);
  });

  test('entries that climb, leave the origin or hide a slash are dropped', async () => {
    const hrefs = ['../0.jpg', '/0.jpg', '/cam/../0.jpg', '%2e%2e/0.jpg', '..%2f0.jpg', '..%5c0.jpg', 'https://evil.example/cam/0.jpg', '//evil.example/cam/0.jpg', 'file:///cam/0.jpg', 'javascript:0.jpg', 'ok.jpg'];
    const { urls } = await list('/cam/', { '/cam/': { body: `<html>${hrefs.map((href) => `<a href="${href}">x</a>`).join('')}</html>` } });
    expect(urls).toEqual([`${example}/cam/ok.jpg`]);
  });

  test('a page without media is no listing', async () => {
    const { result } = await list('/cam/', { '/cam/': { body: '<html><a href="/login">Log in</a></html>' } });
    expect(result.outcome).toBe('failed');
  });

  test('files of a folder with a folder-wide signature inherit it; one signed for itself does not', async () => {
    const body = '<a href="0.jpg">0</a>';
    const azure = await list('/cam/?sv=2026&sig=abc', { '/cam/?sv=2026&sig=abc': { body } });
    expect(azure.urls).toEqual([`${example}/cam/0.jpg?sv=2026&sig=abc`]);
    const amazon = await list('/cam/?X-Amz-Signature=abc', { '/cam/?X-Amz-Signature=abc': { body } });
    expect(amazon.urls).toEqual([`${example}/cam/0.jpg`]);
  });
});

describe('S3 listings', () => {
  test('are followed page by page, by token', async () => {
    const page = (keys: string, token: string) => ({ body: s3(`<Name>b</Name><Prefix>cam/</Prefix>${keys}${token}`) });
    const { urls, asked } = await list('/?list-type=2&prefix=cam%2F', {
      '/?list-type=2&prefix=cam%2F': page(contents('cam/10.jpg', 'cam/2.jpg'), '<IsTruncated>true</IsTruncated><NextContinuationToken>t/1=</NextContinuationToken>'),
      '/?list-type=2&prefix=cam%2F&continuation-token=t%2F1%3D': page(contents('cam/1.jpg'), '<IsTruncated>false</IsTruncated>'),
    });
    expect(urls).toEqual([`${example}/cam/1.jpg`, `${example}/cam/2.jpg`, `${example}/cam/10.jpg`]);
    expect(asked).toHaveLength(2);
  });

  test('of version 1 go on after the last key', async () => {
    const truncated = '<IsTruncated>true</IsTruncated>';
    const { urls } = await list('/b/?prefix=cam/', {
      '/b/?prefix=cam/': { body: s3(`<Name>b</Name><Prefix>cam/</Prefix>${truncated}${contents('cam/1.jpg')}`) },
      '/b/?prefix=cam%2F&marker=cam%2F1.jpg': { body: s3(`<Name>b</Name><Prefix>cam/</Prefix>${contents('cam/2.jpg')}`) },
    });
    expect(urls).toEqual([`${example}/b/cam/1.jpg`, `${example}/b/cam/2.jpg`]);
  });

  test('that never end, or break off, fail instead of showing half', async () => {
    const body = s3(`<Prefix>cam/</Prefix><IsTruncated>true</IsTruncated><NextContinuationToken>same</NextContinuationToken>${contents('cam/1.jpg')}`);
    const endless = await list('/', { '/': { body }, '/?list-type=2&continuation-token=same': { body } });
    expect(endless.result.outcome).toBe('failed');
    expect(endless.asked.length).toBeLessThan(5);
    const broken = await list('/', { '/': { body } });
    expect(broken.result.outcome).toBe('failed');
  });

  test('keys keep their characters, are never numbers, and do not climb', () => {
    const page = readS3Page(s3(contents('cam/a &amp; b #1.jpg', '000', '../../etc/0.jpg')));
    expect(page?.keys).toEqual(['cam/a & b #1.jpg', '000', '../../etc/0.jpg']);
    const encoded = readS3Page(s3(`<EncodingType>url</EncodingType>${contents('cam/a+%26+b.jpg')}`));
    expect(encoded?.keys).toEqual(['cam/a & b.jpg']);
  });

  test('keys that climb are dropped', async () => {
    const { urls } = await list('/b/', { '/b/': { body: s3(`<Name>b</Name>${contents('../0.jpg', 'cam/1 %.jpg', 'x/../../2.jpg')}`) } });
    expect(urls).toEqual([`${example}/b/cam/1%20%25.jpg`]);
  });

  test('entities of the document’s own are not expanded, and nothing is decoded twice', () => {
    const own = `<!DOCTYPE x [<!ENTITY who "aaaa">]>${s3(contents('&who;.jpg', 'a &amp;lt; &#98;.jpg'))}`;
    expect(readS3Page(own)?.keys).toEqual(['&who;.jpg', 'a &lt; b.jpg']);
  });

  test('other XML is none', () => {
    expect(readS3Page('<Error><Code>AccessDenied</Code></Error>')).toBeNull();
    expect(readS3Page('<<ListBucketResult')).toBeNull();
  });
});
