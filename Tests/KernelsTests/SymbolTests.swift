#if os(Linux) && arch(x86_64)
  import Foundation
  import Testing

  /// That no instruction of AVX2 is reached on a processor without it: neither compiled into another
  /// module, nor brought in by the linker, which takes one copy of a weak symbol for the whole program.
  /// Reads the object files that these tests were linked from.
  struct SymbolTests {
    @Test(arguments: ["KernelsPortable", "Tensors", "Attention"])
    func usesNoVectorsOfAVX(_ module: String) throws {
      #expect(try !usesAVX(module))
    }

    @Test func onlyTheKernelsForItDo() throws {
      #expect(try usesAVX("KernelsFMA"))
    }

    /// The entry points of both builds are the same; beside them there is the compiler's mark of a
    /// version, which is no code.
    @Test func theKernelsForAVXDefineTheirEntryPointsAndNothingElse() throws {
      let portable = try symbols("KernelsPortable").subtracting(["__swift_reflection_version"])
      let vectorised = try symbols("KernelsFMA").subtracting(["__swift_reflection_version"])
      #expect(vectorised.allSatisfy { $0.hasPrefix("$s10KernelsFMA") })
      #expect(!portable.isEmpty)
      #expect(
        Set(vectorised.map { $0.replacing("10KernelsFMA", with: "") })
          == Set(portable.map { $0.replacing("15KernelsPortable", with: "") }))
    }

    /// A fused multiply-add that the target does not have is a call for each number.
    @Test(arguments: ["KernelsPortable", "KernelsFMA"])
    func callsNoFunctionToMultiplyAndAdd(_ module: String) throws {
      let wanted = try run("nm", ["--undefined-only", "--format=just-symbols"], module)
      #expect(!wanted.contains("fma\n") && !wanted.contains("fmaf\n"))
    }

    /// The names that the linker sees of a module.
    private func symbols(_ module: String) throws -> Set<String> {
      let list = try run(
        "nm", ["--defined-only", "--extern-only", "--format=just-symbols"], module)
      return Set(
        list.split(separator: "\n").map(String.init).filter { !$0.hasSuffix(".o:") && $0 != "" })
    }

    private func usesAVX(_ module: String) throws -> Bool {
      let code = try run("objdump", ["--disassemble", "--no-show-raw-insn"], module)
      #expect(code.contains("ret"), "\(module) has code")
      return code.contains("%ymm") || code.contains("%zmm")
    }

    private func run(_ tool: String, _ arguments: [String], _ module: String) throws -> String {
      let build = Command.tests.deletingLastPathComponent().appending(path: "\(module).build")
      let objects = try FileManager.default.contentsOfDirectory(atPath: build.path)
        .filter { $0.hasSuffix(".o") }
        .map { build.appending(path: $0).path }
      return try Command(path: "/usr/bin/\(tool)", arguments: arguments + objects).run().output
    }
  }
#endif
