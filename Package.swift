// swift-tools-version: 6.1
import PackageDescription

// The engine's inner loops run hundreds of times slower without the optimiser; tests call them, so
// they are optimised in debug builds too.
let optimisedInDebug: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "attn-tutor",
  products: [.executable(name: "attn-tutor", targets: ["attn-tutor"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Engine: knows numbers.
    .target(name: "CPUFeatures", path: "Sources/Engine/CPUFeatures"),
    .target(
      name: "KernelsPortable", path: "Sources/Engine/KernelsPortable",
      swiftSettings: [.unsafeFlags(["-Ounchecked"])]),
    // The same files, for processors with AVX2 and FMA.
    .target(
      name: "KernelsFMA", path: "Sources/Engine/KernelsFMA",
      swiftSettings: [
        .unsafeFlags(["-Ounchecked"]),
        .unsafeFlags(["-Xcc", "-mavx2", "-Xcc", "-mfma"], .when(platforms: [.linux])),
        .define("HAS_FMA"),
      ]),
    .target(
      name: "Tensors", dependencies: ["CPUFeatures", "KernelsPortable", "KernelsFMA"],
      path: "Sources/Engine/Tensors", swiftSettings: optimisedInDebug),
    .target(
      name: "Attention", dependencies: ["Tensors"], path: "Sources/Engine/Attention",
      swiftSettings: optimisedInDebug),

    // Teaching: knows lessons and learners.
    .systemLibrary(
      name: "CMarkdown", path: "Sources/Teaching/CMarkdown", providers: [.apt(["libmd4c-dev"])]),
    .target(
      name: "Course", dependencies: ["CMarkdown", "Yams"], path: "Sources/Teaching/Course"),
    .target(name: "Quiz", dependencies: ["Course", "Yams"], path: "Sources/Teaching/Quiz"),
    .target(
      name: "Progress", dependencies: ["Quiz", .product(name: "GRDB", package: "GRDB.swift")],
      path: "Sources/Teaching/Progress"),
    .target(name: "Figures", path: "Sources/Teaching/Figures"),
    .target(
      name: "Labs", dependencies: ["Attention", "Tensors", "Figures", "Course"],
      path: "Sources/Teaching/Labs", swiftSettings: optimisedInDebug),

    // Shell: turns values into cells.
    .systemLibrary(
      name: "CNcurses", path: "Sources/Shell/CNcurses", providers: [.apt(["libncurses-dev"])]),
    .target(name: "CTerminalGuard", path: "Sources/Shell/CTerminalGuard"),
    .target(
      name: "Canvas", dependencies: ["Figures", "Course"], path: "Sources/Shell/Canvas",
      swiftSettings: optimisedInDebug),
    .target(
      name: "Terminal", dependencies: ["Canvas", "CNcurses", "CTerminalGuard"],
      path: "Sources/Shell/Terminal", swiftSettings: optimisedInDebug),
    .target(
      name: "Tutor",
      dependencies: [
        "Canvas", "Figures", "Labs", "Course", "Quiz", "Progress",
      ],
      path: "Sources/Shell/Tutor"),
    .executableTarget(
      name: "attn-tutor",
      dependencies: [
        "Tutor", "Terminal", "Attention", "Tensors",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/Shell/attn-tutor",
      // At a fixed address nothing is relocated at the start, which saves 90,000 writes to pages
      // that would otherwise be shared with the file: 3 ms and 6 MB.
      linkerSettings: [.unsafeFlags(["-Xclang-linker", "-no-pie"], .when(configuration: .release))]),

    // Benchmarks
    .executableTarget(
      name: "AttentionBench", dependencies: ["Attention", "Tensors"],
      path: "Benchmarks/AttentionBench"),

    // Tests
    .systemLibrary(
      name: "CVterm", path: "Tests/CVterm", providers: [.apt(["libvterm-dev"])]),
    .target(
      name: "CPseudoTerminal", dependencies: ["CVterm"], path: "Tests/CPseudoTerminal",
      linkerSettings: [.linkedLibrary("vterm"), .linkedLibrary("util")]),
    .target(
      name: "PseudoTerminal", dependencies: ["CPseudoTerminal"], path: "Tests/PseudoTerminal"),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Terminal", "Canvas"], path: "Tests/TerminalProbe"),
    .executableTarget(
      name: "ProgressProbe", dependencies: ["Progress", "Quiz"], path: "Tests/ProgressProbe"),
    .testTarget(
      name: "KernelsTests",
      dependencies: ["Attention", "Tensors", "KernelsPortable", "CPUFeatures"]),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
    // The float64 reference visits every pair of query and key.
    .testTarget(
      name: "AttentionTests", dependencies: ["Attention"], swiftSettings: optimisedInDebug),
    .testTarget(name: "CourseTests", dependencies: ["Course"]),
    .testTarget(name: "QuizTests", dependencies: ["Quiz"]),
    .testTarget(
      name: "ProgressTests",
      dependencies: ["Progress", "ProgressProbe", .product(name: "GRDB", package: "GRDB.swift")]),
    .testTarget(name: "FiguresTests", dependencies: ["Figures"]),
    .testTarget(name: "LabsTests", dependencies: ["Labs"]),
    .testTarget(name: "CanvasTests", dependencies: ["Canvas"]),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["Terminal", "Canvas", "PseudoTerminal", "TerminalProbe"]),
    .testTarget(name: "TutorTests", dependencies: ["Tutor", "Terminal"]),
    .testTarget(name: "ContentTests", dependencies: ["Quiz", "Labs"]),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(name: "EndToEndTests", dependencies: ["attn-tutor", "PseudoTerminal"]),
  ],
  swiftLanguageModes: [.v6]
)

// The sanitisers of `make check` make everything they are built into many times slower: there the
// engine is built with its tests and nothing else.
if Context.environment["ATTN_TUTOR_PART"] == "engine" {
  let engine: Set = [
    "CPUFeatures", "KernelsPortable", "KernelsFMA", "Tensors", "Attention", "KernelsTests",
    "TensorsTests", "AttentionTests",
  ]
  package.targets.removeAll { !engine.contains($0.name) }
  package.products = []
  package.dependencies = []
}
