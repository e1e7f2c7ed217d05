/** The patterns of the contract's texts, without a schema library: the client imports these. */

/** An id: the writer's string of 1–64 of `A-Za-z0-9._-` (contract 4). */
export const ID = /^[A-Za-z0-9._-]{1,64}$/;
/** An id that a request may carry: `.` and `..` cannot stand in the path of an address. */
export const ADDRESSABLE_ID = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/;
export const PAPER_REF = /^sha256:[0-9a-f]{64}$/;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
