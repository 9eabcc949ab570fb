import Foundation

/// Where the configuration file is, or would be.
enum ConfigurationPlace: Sendable, Hashable {
  /// PHASELINE_CONFIG names it: it has to be there.
  case named(String)
  /// In the folder of a person's settings.
  case usual(String)
  /// PHASELINE_CONFIG is empty: there is to be none.
  case refused
  /// There is no home folder.
  case homeless

  static let variable = "PHASELINE_CONFIG"

  init(_ environment: [String: String]) {
    func folder(_ variable: String) -> URL? {  // a folder that is not absolute counts as none, by the standard of XDG
      environment[variable].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0, isDirectory: true) : nil }
    }
    if let named = environment[Self.variable] {
      self = named.isEmpty ? .refused : .named(named)
    } else if let settings = folder("XDG_CONFIG_HOME") ?? folder("HOME")?.appendingPathComponent(".config") {
      self = .usual(settings.appendingPathComponent("phaseline/config.yaml").path)
    } else {
      self = .homeless
    }
  }

  var path: String? {
    switch self {
    case .named(let path), .usual(let path): path
    case .refused, .homeless: nil
    }
  }

  /// Why there is no file.
  var absence: String {
    switch self {
    case .named(let path), .usual(let path): "There is no configuration file: `config --init` writes \(path)."
    case .refused: "\(Self.variable) is empty, so there is no configuration file."
    case .homeless: "There is no home folder, so there is no configuration file; \(Self.variable) can name one."
    }
  }
}
