import type { ImportDraft, ImportDraftAnswer, ImportItem } from '../../../shared/contract/http';
import type { Reply, TestServer } from '../kit';

type Ask = <T>(path: string, init?: RequestInit & { json?: unknown }) => Promise<Reply<T>>;

/** An account at the routes of the workbooks. */
export class Importer {
  constructor(
    private readonly server: TestServer,
    private readonly ask: Ask = (path, init) => server.ask(path, init),
    private readonly headers: Record<string, string> = { cookie: server.cookie },
  ) {}

  /** A file of the server, as bytes. */
  async bytes(path: string): Promise<Buffer> {
    const response = await fetch(this.server.url + path, { headers: this.headers });
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }

  async send(file: Buffer, query = 'name=a.xlsx'): Promise<ImportDraftAnswer> {
    const headers = { 'content-type': 'application/octet-stream' };
    const reply = await this.ask<ImportDraftAnswer>(`/api/import-drafts?${query}`, {
      method: 'POST',
      body: Uint8Array.from(file),
      headers,
    });
    if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
    return reply.body;
  }

  /** A file that is not refused as a whole. */
  async draft(file: Buffer, query?: string): Promise<ImportDraft> {
    const { draft, refused } = await this.send(file, query);
    if (!draft) throw new Error(JSON.stringify(refused));
    return draft;
  }

  fix(id: string, fixes: { sheet: string; cell: string; text: string }[]): Promise<Reply<ImportDraftAnswer>> {
    return this.ask(`/api/import-drafts/${id}`, { method: 'PATCH', json: { fixes } });
  }

  write({ id, plan }: Pick<ImportDraft, 'id' | 'plan'>, skip = false): Promise<Reply<ImportItem>> {
    return this.ask('/api/imports', { json: { draft: id, plan, skip } });
  }

  async list(): Promise<ImportItem[]> {
    return (await this.ask<{ items: ImportItem[] }>('/api/imports')).body.items;
  }

  /** Waits until an import is written or taken back. */
  async ended(id: string): Promise<ImportItem> {
    for (;;) {
      const { body } = await this.ask<ImportItem>(`/api/imports/${id}`);
      if (body.state !== 'writing' && body.state !== 'undoing') return body;
    }
  }

  /** Reads a file, writes it, and waits. */
  async import(file: Buffer, skip = false, query?: string): Promise<{ draft: ImportDraft; item: ImportItem }> {
    const draft = await this.draft(file, query);
    const { status, body } = await this.write(draft, skip);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)} ${JSON.stringify(draft.findings)}`);
    return { draft, item: await this.ended(draft.id) };
  }

  async undo(id: string): Promise<ImportItem> {
    const { status, body } = await this.ask<ImportItem>(`/api/imports/${id}/undo`, { method: 'POST', json: {} });
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return this.ended(id);
  }
}

/** The counts of a draft by sheet: rows added, changed, the same, in error. */
export const countsOf = ({ sheets }: ImportDraft) =>
  Object.fromEntries(sheets.map(({ sheet, added, changed, same, bad }) => [sheet, [added, changed, same, bad]]));

export const findingsOf = ({ findings }: Pick<ImportDraft, 'findings'>) =>
  findings.map(({ sheet, cell, code }) => `${sheet}!${cell} ${code}`);
