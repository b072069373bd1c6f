import CPUFeatures
import Foundation
import Tensors
import Testing

private let wish = ProcessInfo.processInfo.environment["ATTN_TUTOR_KERNELS"]

struct PathTests {
  @Test func theEnvironmentAndTheProcessorChooseTheKernels() {
    let best: Kernels.Path = cpu_has_avx2_and_fma() ? .fma : .portable
    #expect(Kernels.path == (wish == "portable" ? .portable : best))
  }
}

#if os(Linux)
  /// These tests are what a processor without AVX2 would run: the same program, told to do without.
  @Suite(.enabled(if: wish == nil, "the kernels have been chosen already"))
  struct PortableTests {
    @Test func everyBoundIsKeptWithoutAVX() throws {
      let suites = ["PathTests", "PropertyTests", "FlashTests", "GradientsTests"]
      let run = try Command(
        path: Command.tests.path,
        arguments: [
          "--testing-library", "swift-testing", "--filter", suites.joined(separator: "|"),
        ], environment: ["ATTN_TUTOR_KERNELS": "portable"]
      ).run()
      #expect(run.status == 0, "\(run.output.suffix(5000))")
      for suite in suites { #expect(run.output.contains("Suite \(suite) passed")) }
    }
  }
#endif
