import Foundation

/// Where the program begins: the arguments are a command, or there is none and commands come from somebody.
@main
struct Main {
  static func main() async {
    signal(SIGPIPE, SIG_IGN)  // a gnuplot that ends early must not end this program
    let (words, environment) = (Array(CommandLine.arguments.dropFirst()), ProcessInfo.processInfo.environment)
    if words.first == ShellCompletion.mark {
      let workbench = Workbench(environment: environment, executable: Executable.url)
      return print(ShellCompletion.words(Array(words.dropFirst()), in: workbench).joined(separator: "\n"))
    }
    var session = Session(environment: environment, executable: Executable.url, words: words)
    session.workbench.configuration.export()
    exit(await session.run())
  }
}

/// Where this program's file is.
enum Executable {
  static var url: URL {
    let path =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: path)
  }
}
