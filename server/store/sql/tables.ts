import type { Generated } from 'kysely';

export interface Tables {
  meta: { name: string; value: string };
  entries: { seq: number; id: string; kind: string; recorded_at: number; sent_at: number | null; line: string };
  entry_entities: { entity: string; seq: number };
  entry_marks: { mark: string; seq: number; actor: string };
  cursors: { name: string; epoch: string; seq: number; hash: string };
  papers: { ref: string; salt: Uint8Array | null; bytes: Uint8Array | null; erased_at: number | null };
  uploads: {
    account_id: string;
    ref: string;
    salt: Uint8Array;
    size: number;
    received: number;
    touched_at: number;
    done_at: number | null;
  };
  upload_chunks: { account_id: string; ref: string; start: number; bytes: Uint8Array };
  imports: {
    id: string;
    account_id: string;
    file: string;
    digest: string;
    started_at: number;
    state: string;
    total: number;
    done: number;
    undone: number;
    counts: string;
    troubles: string;
    plan: Uint8Array | null;
    undo_by: string | null;
  };
  accounts: {
    id: string;
    name: string;
    name_key: string;
    role: string;
    scope: string;
    password_hash: string;
    one_time_until: number | null;
    created_at: number;
    disabled_at: number | null;
  };
  tokens: {
    id: string;
    name: string;
    role: string;
    scope: string;
    digest: string;
    created_at: number;
    expires_at: number | null;
    made_by: string | null;
    last_used_at: number | null;
    page: string | null;
    link_until: number | null;
  };
  sign_ins: { id: Generated<number>; at: number; name: string | null; address: string; outcome: string };
  hearings: { device_id: string; at: number };
  push_tokens: {
    id: string;
    device_id: string;
    digest: string;
    created_at: number;
    made_by: string | null;
    last_used_at: number | null;
  };
  second_factors: { account_id: string; sealed: string; confirmed_at: number | null; last_step: number };
  recovery_codes: { account_id: string; digest: string };
  sessions: {
    id: string;
    digest: string;
    account_id: string;
    started_at: number;
    last_used_at: number | null;
    expires_at: number;
    address: string;
    client: string;
  };
}
