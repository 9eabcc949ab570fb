/// The names of the schemas of what is written as JSON, with their versions. The schemas are files of the catalogue, in
/// `schema`; the README there says when a version changes.
public enum SchemaName {
  /// Of a finding on one organisation, or on the nation.
  public static let finding = "phaseline/finding/1"
  /// Of the authorities by how far they are from parity.
  public static let ranking = "phaseline/ranking/1"
  /// Of the authorities against what chance explains.
  public static let funnel = "phaseline/funnel/1"
  /// Of one row of any table.
  public static let row = "phaseline/row/1"

  /// All of them.
  public static let all = [finding, ranking, funnel, row]
}
