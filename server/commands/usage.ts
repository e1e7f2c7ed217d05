/** Wrong usage: exit code 2 (contract 1). */
export class Usage extends Error {}

export const HELP = `kaodian — the ledger's commands; DATA_DIR names the data folder (./data)

  export [--to FILE] [--papers DIR]             the ledger as NDJSON, beside a running server too
  import FILE [--dry-run] [--papers DIR]        takes such a file into an empty ledger, the server stopped
  verify FILE                                   checks such a file; needs no database (- reads stdin)
  user add NAME --role ROLE [--scope SCOPE]…    makes an account, and says its password once; the server stopped
  backup FILE                                   everything as one checked file, beside a running server too
  restore FILE                                  puts such a file into an empty DATA_DIR, the server stopped
  drill [FILE]                                  restores it aside and compares its figures; the newest of BACKUP_DIR
  clock accept --reason TEXT                    takes the clock as it stands, by an entry; the server stopped
  summary YEAR --scope SCOPE --to FILE          the year's form, beside a running server too
    [--format xlsx|docx|csv|json]               xlsx unless said otherwise
    [--form FORM] [--option OPTION]… [--period 2023-01..2023-07] [--edition N|draft]
    [--as-of SEQ|INSTANT]                       as it was known then: 2023-03-31T23:59:59+08:00
  verify-summary FILE --ledger EXPORT           works such a json file out again from an export; needs no database
  help                                          this page

ROLE: technician or agent (SCOPE: sites, site:ID), office or viewer (SCOPE: areas, 440781), admin (no scope).
FORM: self-evaluation, monitoring, regional, regional-2018, targets; OPTION: points, unsigned, this-year, one-outlook.
Exit codes: 0 done, 1 refused or not verified, 2 wrong usage.
`;
