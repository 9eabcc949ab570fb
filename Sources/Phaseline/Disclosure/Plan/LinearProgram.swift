import CGLPK

/// What is least under linear conditions, by the simplex method and, where whole numbers are wanted, branch and bound: GLPK,
/// https://www.gnu.org/software/glpk/.
///
/// Of one thread: GLPK keeps its memory for each.
final class LinearProgram {
  /// What came of it.
  enum Outcome: Equatable {
    case optimal
    case infeasible
    /// There is no least: it falls for ever.
    case unbounded
    /// The limits were reached.
    case unfinished
  }
  /// After so many milliseconds a programme is given up.
  private static let longest: Int32 = 2000
  /// A column or row with its factor.
  typealias Term = (column: Int, factor: Double)

  private let problem: OpaquePointer
  private var columns = 0

  init() {
    glp_term_out(GLP_OFF)
    problem = glp_create_prob()
    glp_set_obj_dir(problem, GLP_MIN)
  }

  deinit { glp_delete_prob(problem) }

  // MARK: - What is asked

  /// Adds a number that is to be found.
  /// - Returns: Its index, from 0.
  func addColumn(_ low: Double, _ high: Double, cost: Double) -> Int {
    let column = glp_add_cols(problem, 1)
    glp_set_obj_coef(problem, column, cost)
    columns += 1
    bound(columns - 1, low, high)
    return columns - 1
  }

  /// Between which numbers one lies.
  func bound(_ column: Int, _ low: Double, _ high: Double) {
    glp_set_col_bnds(problem, Int32(column + 1), Self.kind(low, high), low, high)
  }

  /// What finding one as 1 adds to what is to be least.
  func cost(_ column: Int, _ cost: Double) { glp_set_obj_coef(problem, Int32(column + 1), cost) }

  /// Adds a condition: a weighted sum lies between two numbers.
  func addRow(_ terms: [Term], _ low: Double, _ high: Double) {
    let row = glp_add_rows(problem, 1)
    glp_set_row_bnds(problem, row, Self.kind(low, high), low, high)
    // GLPK counts from 1, and looks at what stands there only.
    let indices = [0] + terms.map { Int32($0.column + 1) }
    glp_set_mat_row(problem, row, Int32(terms.count), indices, [0] + terms.map(\.factor))
  }

  /// Between which numbers the sum of a condition lies; conditions count from 0, as they were added.
  func boundRow(_ row: Int, _ low: Double, _ high: Double) {
    glp_set_row_bnds(problem, Int32(row + 1), Self.kind(low, high), low, high)
  }

  private static func kind(_ low: Double, _ high: Double) -> Int32 {
    if low == high { return GLP_FX }
    return switch (low.isFinite, high.isFinite) {
    case (true, true): GLP_DB
    case (true, false): GLP_LO
    case (false, true): GLP_UP
    case (false, false): GLP_FR
    }
  }

  // MARK: - What is found

  /// Forgets where the last search ended, so that what is found does not hang on it.
  func restart() { glp_std_basis(problem) }

  /// Finds the least.
  /// - Parameter isDual: Whether nothing costs less than nothing, so that the dual method has its start.
  func solve(isDual: Bool) -> Outcome {
    var parameters = glp_smcp()
    glp_init_smcp(&parameters)
    parameters.msg_lev = GLP_MSG_OFF
    parameters.meth = isDual ? GLP_DUALP : GLP_PRIMAL
    parameters.tm_lim = Self.longest
    guard glp_simplex(problem, &parameters) == 0 else { return .unfinished }
    return switch glp_get_status(problem) {
    case GLP_OPT: .optimal
    case GLP_NOFEAS: .infeasible
    case GLP_UNBND: .unbounded
    default: .unfinished
    }
  }

  /// What each column was found as.
  var values: [Double] { (0..<columns).map { glp_get_col_prim(problem, Int32($0 + 1)) } }

  /// The columns that were not found as 0.
  var nonzero: [(column: Int, value: Double)] {
    var found: [(column: Int, value: Double)] = []
    var column = 0
    while column < columns {
      let value = glp_get_col_prim(problem, Int32(column + 1))
      if value != 0 { found.append((column, value)) }
      column += 1
    }
    return found
  }

  /// What one column was found as.
  func value(_ column: Int) -> Double { glp_get_col_prim(problem, Int32(column + 1)) }

  /// The least.
  var objective: Double { glp_get_obj_val(problem) }

  /// The least in whole numbers, or the least that was found in time.
  var objectiveInWholeNumbers: Double { glp_mip_obj_val(problem) }

  /// What the least rests on: for each row by how much it would change with it.
  var multipliers: [Double] { (0..<Int(glp_get_num_rows(problem))).map { glp_get_row_dual(problem, Int32($0 + 1)) } }

  /// Finds the least in whole numbers, after `solve` has found it in any.
  /// - Returns: What came of it, and what each column was found as: where it is unfinished, some that are possible, if there
  ///   are any.
  func solveInWholeNumbers() -> (outcome: Outcome, values: [Double]) {
    for column in 0..<columns { glp_set_col_kind(problem, Int32(column + 1), GLP_IV) }
    var parameters = glp_iocp()
    glp_init_iocp(&parameters)
    parameters.msg_lev = GLP_MSG_OFF
    parameters.tm_lim = Self.longest
    let isFinished = glp_intopt(problem, &parameters) == 0
    let status = glp_mip_status(problem)
    guard status == GLP_OPT || status == GLP_FEAS else {
      return (isFinished && status == GLP_NOFEAS ? .infeasible : .unfinished, [])
    }
    let values = (0..<columns).map { glp_mip_col_val(problem, Int32($0 + 1)) }
    return (isFinished && status == GLP_OPT ? .optimal : .unfinished, values)
  }
}
