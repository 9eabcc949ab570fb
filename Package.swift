// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
/// Optimised for tests too, which decide for whole nations what is hidden, and lay out charts of them, a hundred times over;
/// checked as if it were not.
let fast: [SwiftSetting] =
  strict + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

let package = Package(
  name: "Phaseline",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "phaseline", targets: ["PhaselineProgram"]),
    .library(name: "IndicatorStatistics", targets: ["IndicatorStatistics"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/ordo-one/TextTable", from: "0.0.2"),
    .package(url: "https://github.com/onevcat/Rainbow", from: "4.2.0"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  ],
  targets: [
    .target(
      name: "IndicatorStatistics",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")], swiftSettings: fast),
    .target(
      name: "Phaseline",
      dependencies: [
        "IndicatorStatistics", "Yams", "CGLPK", "CXlsxWriter", "CZip",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], swiftSettings: fast),
    .target(
      name: "Charting",
      dependencies: [
        "Phaseline", "Yams",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: fast),
    .target(
      name: "Reporting",
      dependencies: [
        "Phaseline", "Charting",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),
    .systemLibrary(name: "CGLPK", providers: [.apt(["libglpk-dev"])]),
    .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CEdit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CICal", providers: [.apt(["libical-dev"])]),
    .systemLibrary(name: "CMarkdown", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
    .executableTarget(
      name: "PhaselineProgram",
      dependencies: [
        "Phaseline", "Charting", "Reporting", "CEdit", "CICal", "CMarkdown", "CXML2", "CZeroMQ", "TextTable", "Rainbow",
        "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "Calibration", dependencies: ["IndicatorStatistics", "Phaseline", "TestSupport"], path: "Tests/Calibration",
      swiftSettings: strict),
    .executableTarget(
      name: "StatisticsBenchmark", dependencies: ["IndicatorStatistics"], path: "Tests/Benchmarks/Statistics",
      swiftSettings: strict),
    .testTarget(name: "IndicatorStatisticsTests", dependencies: ["IndicatorStatistics"], swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Phaseline", "CZip", .product(name: "GRDB", package: "GRDB.swift")],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "PhaselineTests", dependencies: ["Phaseline", "TestSupport", "Calibration"], swiftSettings: strict),
    .testTarget(
      name: "ChartingTests",
      dependencies: [
        "Charting", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ], swiftSettings: strict),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Reporting", "Charting", "IndicatorStatistics", "Phaseline", "TestSupport"], swiftSettings: strict
    ),
    .systemLibrary(name: "CTerminal", path: "Tests/CTerminal"),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "PhaselineProgram", "Charting", "CICal", "CTerminal", "Phaseline", "Reporting", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Golden"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
