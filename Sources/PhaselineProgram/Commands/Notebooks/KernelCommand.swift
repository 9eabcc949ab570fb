import ArgumentParser

/// The kernel that Jupyter starts.
struct KernelCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "kernel", abstract: "Make Phaseline a kernel of Jupyter.",
    discussion: """
      `kernel install` tells Jupyter where Phaseline is; then choose Phaseline where Jupyter asks for a kernel.

      Example: phaseline kernel install --user
      """,
    subcommands: [KernelInstall.self, KernelStart.self])
  @OptionGroup var globals: Globals
}
