/** Wrong usage: exit code 2 (contract 1). */
export class Usage extends Error {}

export const HELP = `kaodian — the ledger's commands; DATA_DIR names the data folder (./data)

  export [--to FILE] [--papers DIR]             the ledger as NDJSON, beside a running server too
  import FILE [--dry-run] [--papers DIR]        takes such a file into an empty ledger, the server stopped
  verify FILE                                   checks such a file; needs no database (- reads stdin)
  help                                          this page

Not in this version yet: backup, restore, user add, summary.
Exit codes: 0 done, 1 refused or not verified, 2 wrong usage.
`;
