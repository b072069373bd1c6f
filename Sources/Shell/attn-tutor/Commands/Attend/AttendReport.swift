import Attention
import Course
import Figures
import Tensors

/// What `attend` prints: the output in three figures, and the statistics that were asked for.
struct AttendReport: Encodable {
  var shape: [Int]
  var mean: JSONNumber
  var largestMagnitude: JSONNumber
  var stats: AttendStats?

  init(_ results: AttendResults, stats: AttendStats?) {
    let numbers = results.output.storage
    shape = results.output.shape.axes
    mean = JSONNumber(numbers.reduce(0.0) { $0 + Double($1) } / Double(numbers.count))
    // A NaN is larger than all, since it must not be overlooked.
    largestMagnitude = JSONNumber(
      numbers.reduce(0.0) { $1.isNaN || $0.isNaN ? .nan : max($0, Double($1.magnitude)) })
    self.stats = stats
  }

  func text(in language: Language, withOutput: Bool) -> String {
    var rows: [(Localized<String>, String)] = []
    if withOutput {
      rows = [
        (Localized(en: "output", zh: "输出"), "\(Shape(shape))"),
        (Localized(en: "mean", zh: "均值"), mean.value.compact(6)),
        (Localized(en: "largest magnitude", zh: "最大绝对值"), largestMagnitude.value.compact(6)),
      ]
    }
    rows += stats?.rows(in: language) ?? []
    return TextTable(rows.map { [$0[language], $1] }).text
  }
}

/// Names of what is measured end in `Seconds`; the rest is the same on every run.
struct AttendStats: Encodable {
  struct Traffic: Encodable {
    var order: String
    var sramBytes: Int
    var blockQueries: Int
    var blockKeys: Int
    var readBytes: Int
    var writeBytes: Int
    /// Of the plain algorithm, which writes and reads the whole matrix twice
    var standardReadBytes: Int
    var standardWriteBytes: Int
  }

  var algorithm: String
  var kernels: String
  var threads: Int
  var forwardSeconds: Double
  var forwardGflop: Double
  var forwardGflopPerSeconds: Double
  var backwardSeconds: Double?
  var backwardGflop: Double?
  var backwardGflopPerSeconds: Double?
  var peakExtraBytes: Int
  var hbm: Traffic

  init(
    _ results: AttendResults, _ computation: AttendComputation, _ dimensions: AttentionDimensions,
    _ traffic: AttendTraffic
  ) {
    let work = AttentionWork(dimensions, computation.options.mask)
    algorithm = computation.algorithm.rawValue
    kernels = Kernels.path.rawValue
    threads = computation.options.threads
    forwardSeconds = results.forwardTime.inSeconds
    forwardGflop = work.forward / 1e9
    forwardGflopPerSeconds = forwardGflop / max(forwardSeconds, 1e-9)
    if let time = results.backwardTime?.inSeconds {
      backwardSeconds = time
      backwardGflop = work.backward / 1e9
      backwardGflopPerSeconds = work.backward / 1e9 / max(time, 1e-9)
    }
    peakExtraBytes = results.peakBytes
    hbm = Traffic(
      order: traffic.order.rawValue, sramBytes: traffic.sram, blockQueries: traffic.blocks.queries,
      blockKeys: traffic.blocks.keys, readBytes: traffic.flash.readBytes,
      writeBytes: traffic.flash.writeBytes, standardReadBytes: traffic.standard.readBytes,
      standardWriteBytes: traffic.standard.writeBytes)
  }

  func rows(in language: Language) -> [(Localized<String>, String)] {
    func speed(_ seconds: Double, _ rate: Double) -> String {
      "\((seconds * 1000).fixed(3)) ms, \(rate.fixed(2)) GFLOP/s"
    }
    func traffic(_ read: Int, _ write: Int) -> String {
      Localized(en: "\(read) bytes read, \(write) written", zh: "读 \(read) 字节，写 \(write) 字节")[
        language]
    }
    var rows = [
      (
        Localized(en: "algorithm", zh: "算法"),
        Localized(
          en: "\(algorithm), \(kernels) kernels, threads: \(threads)",
          zh: "\(algorithm)，\(kernels) 内核，线程数 \(threads)")[language]
      ),
      (Localized(en: "forward", zh: "前向"), speed(forwardSeconds, forwardGflopPerSeconds)),
    ]
    if let backwardSeconds, let backwardGflopPerSeconds {
      rows.append(
        (Localized(en: "backward", zh: "反向"), speed(backwardSeconds, backwardGflopPerSeconds)))
    }
    return rows + [
      (
        Localized(en: "extra memory", zh: "额外内存"),
        Localized(en: "\(peakExtraBytes) bytes", zh: "\(peakExtraBytes) 字节")[language]
      ),
      (
        Localized(en: "blocks", zh: "分块"),
        Localized(
          en: "\(hbm.blockQueries) queries × \(hbm.blockKeys) keys, \(hbm.order)",
          zh: "\(hbm.blockQueries) 个 query × \(hbm.blockKeys) 个 key，\(hbm.order)")[language]
      ),
      (
        Localized(en: "HBM, block loop", zh: "HBM，分块循环"),
        traffic(hbm.readBytes, hbm.writeBytes)
      ),
      (
        Localized(en: "HBM, whole matrix", zh: "HBM，整个矩阵"),
        traffic(hbm.standardReadBytes, hbm.standardWriteBytes)
      ),
    ]
  }
}
