import type { Request, Response } from 'express';
import { z } from 'zod';
import { PaperErasure, PaperUpload } from '../../../../shared/contract/work/papers';
import { ROUTES } from '../../../../shared/contract/routes';
import { PAPER_REF } from '../../../../shared/model/patterns';
import { requestDialect } from '../../../../shared/model/shapes';
import type { Upload } from '../../../store/store';
import type { Context } from '../../../services/context';
import { erasePaper, erasureOf } from '../../../services/papers/erase-paper';
import { ApiFailure } from '../../../services/failure';
import { imageType } from '../../../services/papers/image-type';
import { paperFor } from '../../../services/papers/papers';
import { CHUNK_MAX, type Range, WrongOffset } from '../../../services/papers/uploads';
import { Routes } from '../../routes';

const absent = () => new ApiFailure('not-found', 'there is no such paper');
const erased = () => new ApiFailure('erased', 'this paper was erased');
const awaited = () => new ApiFailure('not-found', 'this paper has not come yet: its writer still has to send it');

/** @throws ApiFailure not-found */
function refOf(req: Request): string {
  const ref = `sha256:${String(req.params['id'])}`;
  if (!PAPER_REF.test(ref)) throw absent();
  return ref;
}

const RANGE = /^bytes (\d{1,8})-(\d{1,8})\/(\d{1,8})$/;

/** @throws ApiFailure bad-request */
function rangeOf(req: Request): Range {
  const [, start, end, total] = RANGE.exec(req.get('Content-Range') ?? '') ?? [];
  if (total !== undefined) return { start: Number(start), end: Number(end), total: Number(total) };
  const message = 'Content-Range: a chunk says where it lies, such as bytes 0-524287/900000';
  throw new ApiFailure('bad-request', message, 'Content-Range');
}

const whole = (ref: string, size: number): PaperUpload => ({ ref, size, offset: size, complete: true });
const progressOf = ({ ref, size, received, doneAt }: Upload): PaperUpload =>
  doneAt === null ? { ref, size, offset: received, complete: false } : whole(ref, size);

/** Texts and photos kept beside the ledger, by their hash (contract 5). */
export function paperRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { uploads, store } = context;

  function tell(res: Response, { size, offset }: PaperUpload): Response {
    return res.set('Upload-Offset', String(offset)).set('Upload-Length', String(size));
  }

  routes.on(
    'read',
    {
      method: 'head',
      path: ROUTES.paper,
      does: 'How much of a paper is kept: Upload-Offset of Upload-Length, bytes.',
    },
    async ({ req, res, account }) => {
      const ref = refOf(req);
      const upload = await uploads.get(account.id, ref);
      if (upload) return void tell(res, progressOf(upload)).end();
      const found = await paperFor(context, account, ref);
      if (found?.state === 'erased') throw erased();
      if (found?.state !== 'kept') throw found ? awaited() : absent();
      tell(res, whole(ref, found.size)).end();
    },
  );

  const type = 'application/octet-stream';
  routes.on('read', { method: 'get', path: ROUTES.paper, does: 'A paper by its hash.', type }, async (asked) => {
    const { req, res, account } = asked;
    const ref = refOf(req);
    const found = await paperFor(context, account, ref);
    if (!found) throw absent();
    if (found.state === 'awaited') throw awaited();
    const paper = (await store.papers.byRefs([ref])).get(ref);
    if (!paper || paper.erased) throw erased();
    const image = imageType(paper.bytes, paper.bytes.length);
    // A browser must not run what a paper holds: it shows images of the sniffed type and saves everything else.
    res.set('X-Content-Type-Options', 'nosniff').set('Content-Disposition', image ? 'inline' : 'attachment');
    res.type(image ?? type).send(Buffer.from(paper.bytes));
  });

  routes.on(
    'send-papers',
    {
      method: 'post',
      path: ROUTES.papers,
      does: 'Announces a paper: its writer may refer to it from now on, and sends it within a day.',
      body: {
        ref: z.string().regex(PAPER_REF, 'a reference is sha256: and the hash of salt and bytes, 64 hex digits'),
        size: z.int().min(1),
        salt: z.string().regex(/^[0-9a-f]{32}$/, 'a salt is 16 bytes, as 32 hex digits'),
      },
      answer: PaperUpload,
    },
    async ({ res, account, body: { ref, size, salt } }) => {
      const found = await paperFor(context, account, ref);
      if (found?.state === 'erased') throw erased();
      if (found?.state === 'kept') return void res.json(whole(ref, found.size));
      res.json(progressOf(await uploads.announce(account.id, { ref, size, salt: Buffer.from(salt, 'hex') })));
    },
  );

  routes.on(
    'send-papers',
    {
      method: 'put',
      path: ROUTES.paper,
      does: 'The next chunk of an announced paper, with Content-Range; JPEG, PNG or WebP, 8 MB at most.',
      bytes: CHUNK_MAX,
      answer: PaperUpload,
    },
    async ({ req, res, account }) => {
      const ref = refOf(req);
      const range = rangeOf(req);
      const upload = await uploads.get(account.id, ref);
      if (!upload) {
        const found = await paperFor(context, account, ref);
        if (found?.state === 'erased') throw erased();
        if (found?.state !== 'kept')
          throw new ApiFailure('not-found', 'this paper is not announced: announce it first');
        return void tell(res, whole(ref, found.size)).json(whole(ref, found.size));
      }
      try {
        const progress = progressOf(await uploads.append(upload, range, req.body as Buffer));
        tell(res, progress).json(progress);
      } catch (error) {
        if (error instanceof WrongOffset) res.set('Upload-Offset', String(error.offset));
        throw error;
      }
    },
  );

  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.paperErasure,
      does: 'Who erased a paper, when and why.',
      answer: PaperErasure,
    },
    async ({ req, res, account }) => void res.json(await erasureOf(context, account, refOf(req))),
  );

  routes.on(
    'erase-papers',
    {
      method: 'post',
      path: ROUTES.paperErase,
      does: 'Erases a paper, with a reason that stays in the ledger.',
      body: { reason: requestDialect.text },
      status: 204,
    },
    async ({ req, res, account, body: { reason } }) => {
      await erasePaper(context, account, refOf(req), reason);
      res.status(204).end();
    },
  );
  return routes;
}
