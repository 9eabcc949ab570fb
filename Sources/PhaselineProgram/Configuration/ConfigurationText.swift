/// The file that `config --init` writes: every setting, explained, commented out.
enum ConfigurationText {
  static var text: String { ([heading] + Setting.all.map(paragraph)).joined(separator: "\n") }

  private static let heading = """
    # Settings of Phaseline, in YAML. A line after its explanation says what holds anyway, or gives an example: to set
    # something else, take the # before it away and change it.
    # An option comes before the environment, the environment before this file; `config` shows what holds, and why.

    """

  private static func paragraph(_ setting: Setting) -> String {
    let ways = ([setting.option?.name] + [setting.variable]).compactMap { $0 }.joined(separator: ", ")
    return """
      # \(setting.meaning)
      # Takes \(setting.values.words). Also by: \(ways)
      # \(setting.key): \(setting.example ?? setting.usual)

      """
  }
}
