import GRDB

// What a Swift program with GRDB costs before it does anything: it opens a workspace, reads one value, and ends.
let queue = try DatabaseQueue(path: CommandLine.arguments[1])
_ = try queue.read { db in try String.fetchOne(db, sql: "SELECT title FROM standard") }
