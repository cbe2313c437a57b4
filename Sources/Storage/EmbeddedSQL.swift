/// The text of an SQL file that is embedded in the program: `sql(PackageResources.job_claim_sql)`.
func sql(_ file: [UInt8]) -> String { String(decoding: file, as: UTF8.self) }
