import GRDB

/// The schema of a workspace, append-only: a correction is a new migration, never an edit of a shipped one.
package enum Migrations {
  /// Marks a file as ours: "PHSL".
  static let applicationID = 0x5048_534C

  /// Shipped migrations, oldest first. `PRAGMA user_version` holds how many a workspace has had.
  package static let all: [(name: String, sql: String)] = [
    ("0.1 spine", spine), ("0.2 files and twins", filesAndTwins), ("0.3 disclosure", disclosure),
    ("0.4 cycle", cycle), ("0.5 programme", programme), ("0.6 seals", seals),
    ("0.6 proof", proof),
  ]

  /// Runs the migrations that a file has not had yet, within the transaction that is open.
  /// - Parameter last: The version to stop at.
  package static func run(_ db: Database, upTo last: Int = all.count) throws {
    for version in try version(of: db)..<last {
      try db.execute(sql: all[version].sql)
      if all[version].sql == seals { try RegisterSeals.closeAll(in: db) }
      if all[version].sql == proof { try sumAnew(db) }
      try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version + 1)")
    }
  }

  /// Before version 0.6 the sums left out who has nobody of a group.
  private static func sumAnew(_ db: Database) throws {
    for standard in try String.fetchAll(db, sql: "SELECT key FROM standard") {
      try NationalTotals.sum(nil, of: standard, in: db)
    }
  }

  /// How many migrations a file has had.
  static func version(of db: Database) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }

  /// Phase and indicator come first in the key of an observation, so that one authority's history is a handful of seeks,
  /// a new phase is written in one stretch, and a phase's totals are summed in one pass. Its checks say OR: with IN, SQLite
  /// builds a small table for every row that comes.
  private static let spine = """
    CREATE TABLE standard (
      key TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL, hash TEXT NOT NULL, definition TEXT NOT NULL
    ) STRICT;
    CREATE TABLE indicator (
      standard TEXT NOT NULL REFERENCES standard(key), key TEXT NOT NULL, ordinal INTEGER NOT NULL, number INTEGER,
      title TEXT NOT NULL, definition TEXT NOT NULL, kind TEXT NOT NULL, event TEXT NOT NULL,
      numerator TEXT NOT NULL, denominator TEXT NOT NULL, denominator_base TEXT NOT NULL,
      PRIMARY KEY (standard, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE phase (
      standard TEXT NOT NULL REFERENCES standard(key), key TEXT NOT NULL, ordinal INTEGER NOT NULL, label TEXT NOT NULL,
      period TEXT NOT NULL, first_day TEXT, last_day TEXT, registered INTEGER, took_part INTEGER, submitted INTEGER,
      PRIMARY KEY (standard, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE series_break (
      standard TEXT NOT NULL, indicator TEXT NOT NULL, before_phase TEXT NOT NULL, reason TEXT NOT NULL,
      PRIMARY KEY (standard, indicator, before_phase),
      FOREIGN KEY (standard, indicator) REFERENCES indicator(standard, key) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE change (
      id INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL, command TEXT NOT NULL, kind TEXT NOT NULL,
      standard TEXT NOT NULL REFERENCES standard(key), reverses INTEGER REFERENCES change(id),
      added INTEGER NOT NULL DEFAULT 0, replaced INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0,
      removed INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE change_file (
      change INTEGER NOT NULL REFERENCES change(id), number INTEGER NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
      kind TEXT NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (change, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE change_scope (
      change INTEGER NOT NULL REFERENCES change(id), phase TEXT NOT NULL, indicator TEXT NOT NULL,
      PRIMARY KEY (change, phase, indicator)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE organisation (
      standard TEXT NOT NULL REFERENCES standard(key), code TEXT NOT NULL, name TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('authority', 'employer', 'illustrative')), region TEXT NOT NULL,
      type TEXT NOT NULL, change INTEGER NOT NULL REFERENCES change(id), PRIMARY KEY (standard, code)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX organisation_name ON organisation(standard, name COLLATE NOCASE);
    CREATE TABLE participation (
      standard TEXT NOT NULL, organisation TEXT NOT NULL, phase TEXT NOT NULL, registered INTEGER, took_part INTEGER,
      submitted INTEGER, may_be_named INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (standard, organisation, phase)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE observation (
      standard TEXT NOT NULL, phase TEXT NOT NULL, indicator TEXT NOT NULL, organisation TEXT NOT NULL,
      category TEXT NOT NULL,
      service TEXT NOT NULL CHECK (service = 'adults' OR service = 'children' OR service = 'all'),
      ethnicity TEXT NOT NULL CHECK (ethnicity = 'bame' OR ethnicity = 'white' OR ethnicity = 'unknown'),
      numerator_low INTEGER NOT NULL CHECK (numerator_low >= 0), numerator_high INTEGER NOT NULL,
      denominator_low INTEGER NOT NULL, denominator_high INTEGER NOT NULL,
      as_received TEXT, source TEXT, change INTEGER NOT NULL,
      CHECK (numerator_low <= numerator_high AND denominator_low <= denominator_high
        AND numerator_high <= denominator_high),
      PRIMARY KEY (standard, phase, indicator, organisation, category, service, ethnicity),
      FOREIGN KEY (standard, organisation) REFERENCES organisation(standard, code) DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE published_figure (
      standard TEXT NOT NULL REFERENCES standard(key), phase TEXT NOT NULL, area TEXT, organisation TEXT,
      service TEXT NOT NULL, indicator TEXT NOT NULL, category TEXT NOT NULL, measure TEXT NOT NULL,
      value TEXT NOT NULL, printed_as TEXT NOT NULL, source TEXT NOT NULL,
      change INTEGER NOT NULL REFERENCES change(id), CHECK ((area IS NULL) <> (organisation IS NULL)),
      FOREIGN KEY (standard, organisation) REFERENCES organisation(standard, code) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE UNIQUE INDEX published_figure_key ON published_figure(
      standard, phase, indicator, category, service, measure, ifnull(area, ''), ifnull(organisation, ''));
    CREATE TABLE replaced_organisation (
      standard TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, region TEXT NOT NULL,
      type TEXT NOT NULL, change INTEGER NOT NULL, replaced_by INTEGER NOT NULL REFERENCES change(id),
      PRIMARY KEY (replaced_by, standard, code)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE replaced_observation (
      standard TEXT NOT NULL, phase TEXT NOT NULL, indicator TEXT NOT NULL, organisation TEXT NOT NULL,
      category TEXT NOT NULL, service TEXT NOT NULL, ethnicity TEXT NOT NULL, numerator_low INTEGER NOT NULL,
      numerator_high INTEGER NOT NULL, denominator_low INTEGER NOT NULL, denominator_high INTEGER NOT NULL,
      as_received TEXT, source TEXT, change INTEGER NOT NULL, replaced_by INTEGER NOT NULL REFERENCES change(id),
      PRIMARY KEY (replaced_by, standard, phase, indicator, organisation, category, service, ethnicity)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE replaced_published_figure (
      standard TEXT NOT NULL, phase TEXT NOT NULL, area TEXT, organisation TEXT, service TEXT NOT NULL,
      indicator TEXT NOT NULL, category TEXT NOT NULL, measure TEXT NOT NULL, value TEXT NOT NULL,
      printed_as TEXT NOT NULL, source TEXT NOT NULL, change INTEGER NOT NULL,
      replaced_by INTEGER NOT NULL REFERENCES change(id)
    ) STRICT;
    CREATE INDEX replaced_published_figure_by ON replaced_published_figure(replaced_by);
    CREATE TABLE national_total (
      standard TEXT NOT NULL, phase TEXT NOT NULL, indicator TEXT NOT NULL, category TEXT NOT NULL,
      service TEXT NOT NULL, ethnicity TEXT NOT NULL, numerator_low INTEGER NOT NULL, numerator_high INTEGER NOT NULL,
      denominator_low INTEGER NOT NULL, denominator_high INTEGER NOT NULL, organisations INTEGER NOT NULL,
      PRIMARY KEY (standard, phase, indicator, category, service, ethnicity)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    """

  /// An index by which a load finds at once whether its file was loaded before. The twins anew, their keys first: where
  /// they are not, the integrity check of SQLite 3.40 sees nulls that are not there. The table that goes held the names of
  /// migrations, which `user_version` tells as well, in the same transaction.
  private static let filesAndTwins = """
    CREATE INDEX change_file_sha256 ON change_file(sha256);
    CREATE TABLE new_organisation (
      replaced_by INTEGER NOT NULL REFERENCES change(id), standard TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
      kind TEXT NOT NULL, region TEXT NOT NULL, type TEXT NOT NULL, change INTEGER NOT NULL,
      PRIMARY KEY (replaced_by, standard, code)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO new_organisation (standard, code, name, kind, region, type, change, replaced_by)
      SELECT standard, code, name, kind, region, type, change, replaced_by FROM replaced_organisation;
    DROP TABLE replaced_organisation;
    ALTER TABLE new_organisation RENAME TO replaced_organisation;
    CREATE TABLE new_observation (
      replaced_by INTEGER NOT NULL REFERENCES change(id), standard TEXT NOT NULL, phase TEXT NOT NULL,
      indicator TEXT NOT NULL, organisation TEXT NOT NULL, category TEXT NOT NULL, service TEXT NOT NULL,
      ethnicity TEXT NOT NULL, numerator_low INTEGER NOT NULL, numerator_high INTEGER NOT NULL,
      denominator_low INTEGER NOT NULL, denominator_high INTEGER NOT NULL, as_received TEXT, source TEXT,
      change INTEGER NOT NULL,
      PRIMARY KEY (replaced_by, standard, phase, indicator, organisation, category, service, ethnicity)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO new_observation
      SELECT replaced_by, standard, phase, indicator, organisation, category, service, ethnicity, numerator_low,
        numerator_high, denominator_low, denominator_high, as_received, source, change FROM replaced_observation;
    DROP TABLE replaced_observation;
    ALTER TABLE new_observation RENAME TO replaced_observation;
    DROP TABLE IF EXISTS grdb_migrations;
    """

  /// Plans of what an audience may know, each of one state of the workspace: they hold the counts as shown beside those that
  /// came, since a later state is compared with what was shared of this one. And the register of what was shared.
  private static let disclosure = """
    CREATE TABLE disclosure_plan (
      id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, standard TEXT NOT NULL REFERENCES standard(key),
      rules TEXT NOT NULL, after_share INTEGER NOT NULL, rules_hash TEXT NOT NULL, is_rounding INTEGER NOT NULL, register TEXT NOT NULL, state TEXT NOT NULL,
      at TEXT NOT NULL, hidden INTEGER NOT NULL, counts INTEGER NOT NULL,
      UNIQUE (standard, rules_hash, state)
    ) STRICT;
    CREATE TABLE protected_count (
      plan INTEGER NOT NULL REFERENCES disclosure_plan(id) ON DELETE CASCADE, phase TEXT NOT NULL,
      indicator TEXT NOT NULL, organisation TEXT NOT NULL, category TEXT NOT NULL, service TEXT NOT NULL,
      ethnicity TEXT NOT NULL, numerator_low INTEGER NOT NULL, numerator_high INTEGER NOT NULL,
      denominator_low INTEGER NOT NULL, denominator_high INTEGER NOT NULL, received_numerator_low INTEGER NOT NULL,
      received_numerator_high INTEGER NOT NULL, received_denominator_low INTEGER NOT NULL,
      received_denominator_high INTEGER NOT NULL,
      PRIMARY KEY (plan, phase, indicator, organisation, category, service, ethnicity)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE protected_total (
      plan INTEGER NOT NULL REFERENCES disclosure_plan(id) ON DELETE CASCADE, phase TEXT NOT NULL,
      indicator TEXT NOT NULL, area TEXT NOT NULL, category TEXT NOT NULL, service TEXT NOT NULL,
      ethnicity TEXT NOT NULL, numerator_low INTEGER NOT NULL, numerator_high INTEGER NOT NULL,
      denominator_low INTEGER NOT NULL, denominator_high INTEGER NOT NULL, organisations INTEGER NOT NULL,
      PRIMARY KEY (plan, phase, indicator, area, category, service, ethnicity)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE share (
      id INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL, standard TEXT NOT NULL REFERENCES standard(key),
      scope TEXT NOT NULL, rules TEXT NOT NULL, plan INTEGER NOT NULL REFERENCES disclosure_plan(id),
      figures INTEGER NOT NULL, sha256 TEXT NOT NULL, UNIQUE (standard, sha256, scope, rules)
    ) STRICT;
    """

  /// Participation as days, in rows that belong to changes. Nothing but by hand was ever kept in the old table: what it says
  /// of names becomes a change of its own for each standard, which an `undo` takes back before those that it rests on.
  private static let cycle = """
    CREATE TABLE new_participation (
      standard TEXT NOT NULL, organisation TEXT NOT NULL, phase TEXT NOT NULL, registered TEXT, took_part TEXT,
      submitted TEXT, reported TEXT, plan_agreed TEXT, may_be_named INTEGER CHECK (may_be_named IN (0, 1)), asked TEXT,
      change INTEGER NOT NULL REFERENCES change(id), PRIMARY KEY (standard, organisation, phase),
      FOREIGN KEY (standard, organisation) REFERENCES organisation(standard, code) DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;
    DELETE FROM participation WHERE (standard, organisation) NOT IN (SELECT standard, code FROM organisation);
    INSERT INTO change (at, command, kind, standard, added)
      SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), 'names from before version 0.4', 'record', standard, count(*)
      FROM participation GROUP BY standard;
    INSERT INTO new_participation (standard, organisation, phase, may_be_named, change)
      SELECT standard, organisation, phase, may_be_named <> 0,
        (SELECT max(id) FROM change WHERE change.standard = participation.standard) FROM participation;
    DROP TABLE participation;
    ALTER TABLE new_participation RENAME TO participation;
    CREATE TABLE replaced_participation (
      replaced_by INTEGER NOT NULL REFERENCES change(id), standard TEXT NOT NULL, organisation TEXT NOT NULL,
      phase TEXT NOT NULL, registered TEXT, took_part TEXT, submitted TEXT, reported TEXT, plan_agreed TEXT,
      may_be_named INTEGER, asked TEXT, change INTEGER NOT NULL,
      PRIMARY KEY (replaced_by, standard, organisation, phase)
    ) STRICT, WITHOUT ROWID;
    """

  /// Actions, the states of their plans, sessions, who came to them, and practices: rows that belong to changes, each with
  /// its twin. And whom a share named, so that one can say where a name was once its consent is withdrawn.
  private static let programme = """
    CREATE TABLE action (
      standard TEXT NOT NULL REFERENCES standard(key), number INTEGER NOT NULL, organisation TEXT NOT NULL, title TEXT NOT NULL, indicators TEXT NOT NULL,
      term TEXT NOT NULL CHECK (term IN ('short', 'medium', 'long')), owner TEXT, start TEXT NOT NULL, due TEXT,
      aim TEXT CHECK (aim IN ('ratio', 'people')), target REAL,
      status TEXT NOT NULL CHECK (status IN ('planned', 'under-way', 'done', 'stopped')), evidence TEXT, closed TEXT,
      may_be_shared INTEGER NOT NULL,
      change INTEGER NOT NULL REFERENCES change(id), PRIMARY KEY (standard, number),
      FOREIGN KEY (standard, organisation) REFERENCES organisation(standard, code) DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE replaced_action (
      replaced_by INTEGER NOT NULL REFERENCES change(id), standard TEXT NOT NULL, number INTEGER NOT NULL, organisation TEXT NOT NULL, title TEXT NOT NULL, indicators TEXT NOT NULL,
      term TEXT NOT NULL, owner TEXT, start TEXT NOT NULL, due TEXT,
      aim TEXT, target REAL, status TEXT NOT NULL, evidence TEXT, closed TEXT,
      may_be_shared INTEGER NOT NULL,
      change INTEGER NOT NULL, PRIMARY KEY (replaced_by, standard, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE action_plan (
      standard TEXT NOT NULL REFERENCES standard(key), organisation TEXT NOT NULL, phase TEXT NOT NULL, drafted TEXT, senior_leaders TEXT,
      staff_networks TEXT, published TEXT,
      change INTEGER NOT NULL REFERENCES change(id), PRIMARY KEY (standard, organisation, phase),
      FOREIGN KEY (standard, organisation) REFERENCES organisation(standard, code) DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE replaced_action_plan (
      replaced_by INTEGER NOT NULL REFERENCES change(id), standard TEXT NOT NULL, organisation TEXT NOT NULL, phase TEXT NOT NULL, drafted TEXT, senior_leaders TEXT,
      staff_networks TEXT, published TEXT,
      change INTEGER NOT NULL, PRIMARY KEY (replaced_by, standard, organisation, phase)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE session (
      standard TEXT NOT NULL REFERENCES standard(key), number INTEGER NOT NULL, phase TEXT NOT NULL, day TEXT NOT NULL, title TEXT NOT NULL,
      indicators TEXT NOT NULL, speakers TEXT NOT NULL, may_be_shared INTEGER NOT NULL,
      change INTEGER NOT NULL REFERENCES change(id), PRIMARY KEY (standard, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE replaced_session (
      replaced_by INTEGER NOT NULL REFERENCES change(id), standard TEXT NOT NULL, number INTEGER NOT NULL, phase TEXT NOT NULL, day TEXT NOT NULL, title TEXT NOT NULL,
      indicators TEXT NOT NULL, speakers TEXT NOT NULL, may_be_shared INTEGER NOT NULL,
      change INTEGER NOT NULL, PRIMARY KEY (replaced_by, standard, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE attendance (
      standard TEXT NOT NULL REFERENCES standard(key), session INTEGER NOT NULL,
      organisation TEXT NOT NULL, came INTEGER NOT NULL,
      change INTEGER NOT NULL REFERENCES change(id), PRIMARY KEY (standard, session, organisation),
      FOREIGN KEY (standard, session) REFERENCES session(standard, number) DEFERRABLE INITIALLY DEFERRED,
      FOREIGN KEY (standard, organisation) REFERENCES organisation(standard, code) DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE replaced_attendance (
      replaced_by INTEGER NOT NULL REFERENCES change(id), standard TEXT NOT NULL, session INTEGER NOT NULL,
      organisation TEXT NOT NULL, came INTEGER NOT NULL,
      change INTEGER NOT NULL, PRIMARY KEY (replaced_by, standard, session, organisation)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE practice (
      standard TEXT NOT NULL REFERENCES standard(key), number INTEGER NOT NULL, organisation TEXT NOT NULL, title TEXT NOT NULL, indicators TEXT NOT NULL,
      text TEXT NOT NULL, start TEXT NOT NULL, action INTEGER, may_be_shared INTEGER NOT NULL,
      change INTEGER NOT NULL REFERENCES change(id), PRIMARY KEY (standard, number),
      FOREIGN KEY (standard, action) REFERENCES action(standard, number) DEFERRABLE INITIALLY DEFERRED,
      FOREIGN KEY (standard, organisation) REFERENCES organisation(standard, code) DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE replaced_practice (
      replaced_by INTEGER NOT NULL REFERENCES change(id), standard TEXT NOT NULL, number INTEGER NOT NULL, organisation TEXT NOT NULL, title TEXT NOT NULL, indicators TEXT NOT NULL,
      text TEXT NOT NULL, start TEXT NOT NULL, action INTEGER, may_be_shared INTEGER NOT NULL,
      change INTEGER NOT NULL, PRIMARY KEY (replaced_by, standard, number)
    ) STRICT, WITHOUT ROWID;

    """ + namesInShares

  private static let namesInShares = """
    CREATE TABLE share_name (
      share INTEGER NOT NULL REFERENCES share(id), organisation TEXT NOT NULL, PRIMARY KEY (share, organisation)
    ) STRICT, WITHOUT ROWID;
    """

  /// The rules of a plan, since a count that they rounded tells something too: plans from before have none. And the seals of
  /// the register, by which it shows where an entry is altered or gone, or a row of a plan that something was shared of.
  private static let seals = """
    ALTER TABLE disclosure_plan ADD COLUMN definition TEXT;
    ALTER TABLE disclosure_plan ADD COLUMN digest TEXT;
    ALTER TABLE share ADD COLUMN seal TEXT;
    CREATE TABLE register_seal (
      id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1), shares INTEGER NOT NULL, seal TEXT NOT NULL, altered_plan INTEGER
    ) STRICT;
    INSERT INTO register_seal (id, shares, seal) VALUES (1, 0, '');
    CREATE TRIGGER protected_count_altered AFTER UPDATE ON protected_count WHEN OLD.plan IN (SELECT plan FROM share)
      BEGIN UPDATE register_seal SET altered_plan = OLD.plan; END;
    CREATE TRIGGER protected_count_gone AFTER DELETE ON protected_count WHEN OLD.plan IN (SELECT plan FROM share)
      BEGIN UPDATE register_seal SET altered_plan = OLD.plan; END;
    CREATE TRIGGER protected_total_altered AFTER UPDATE ON protected_total WHEN OLD.plan IN (SELECT plan FROM share)
      BEGIN UPDATE register_seal SET altered_plan = OLD.plan; END;
    CREATE TRIGGER protected_total_gone AFTER DELETE ON protected_total WHEN OLD.plan IN (SELECT plan FROM share)
      BEGIN UPDATE register_seal SET altered_plan = OLD.plan; END;
    """

  /// How many counts of a plan are hidden with all around them, since no proof was found in time; and how many are known
  /// better than the rules promise, from what was shared before.
  private static let proof = """
    ALTER TABLE disclosure_plan ADD COLUMN unproven INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE disclosure_plan ADD COLUMN narrowed INTEGER NOT NULL DEFAULT 0;
    """

  /// Makes the register of what was shared anew, with nothing in it, whatever is left of it.
  static func renewRegister(in db: Database) throws {
    let last = try Int64.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'disclosure_plan'") ?? 0
    for table in RegisterSeals.tables.reversed() { try db.execute(sql: "DROP TABLE IF EXISTS \(table)") }
    try db.execute(sql: disclosure + namesInShares + seals + proof)
    // No number of a plan is given twice.
    try db.execute(literal: "INSERT INTO sqlite_sequence (name, seq) VALUES ('disclosure_plan', \(last))")
  }
}
