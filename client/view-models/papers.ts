/** A paper of an entry as it is shown. */
export interface ShownPaper {
  ref: string;
  address: string;
  /** Why it cannot be shown; null: it is an image, as far as is known. */
  trouble: string | null;
}

/** The papers that an entry refers to beside its texts. */
export function paperRefsOf(body: object): readonly string[] {
  const { papers } = body as { papers?: unknown };
  return Array.isArray(papers) ? papers.filter((ref): ref is string => typeof ref === 'string') : [];
}
