import Attention
import Course
import Figures
import Tensors

/// What one run of the lab of the memory hierarchy counted, and what it measured where the device is
/// this machine.
struct HierarchyRun: Sendable {
  var device: Device
  /// The speeds behind a measured device
  var reading: ReadingSpeed?
  var length: Int
  var headDim: Int
  var traffic: AttentionTraffic
  /// By length, 16 to 65,536
  var sweep: [AttentionTraffic]

  static let lengths = (4...16).map { 1 << $0 }

  init(_ settings: Settings, seed: UInt64) throws {
    (length, headDim) = (settings.integer("N"), settings.integer("d"))
    switch settings.text("device") {
    case "a100": device = .a100
    case "h100": device = .h100
    default:
      let measured = try Device.thisMachine(seed: seed)
      device = measured.device
      reading = measured.reading
    }
    let (device, headDim) = (device, headDim)
    func traffic(_ length: Int) throws -> AttentionTraffic {
      let traffic = AttentionTraffic(
        length: length, headDim: headDim, bytesPerNumber: device.bytesPerNumber,
        blockBytes: device.blockBytes)
      guard let traffic else {
        throw LabError.impossible(
          Localized(
            en:
              "\(device.blockBytes) bytes hold no block of a query and a key of \(headDim) numbers",
            zh: "\(device.blockBytes) 字节放不下各 \(headDim) 个数的一个 query 和一个 key"))
      }
      return traffic
    }
    self.traffic = try traffic(length)
    sweep = try HierarchyRun.lengths.map(traffic)
  }

  var naiveRoof: Double { device.roof(traffic.naiveIntensity) }
  var flashRoof: Double { device.roof(traffic.flashIntensity) }

  var results: [Scalar] {
    [
      Scalar("arithmeticIntensityNaive", traffic.naiveIntensity),
      Scalar("arithmeticIntensityFlash", traffic.flashIntensity),
      Scalar("ridge", device.ridge),
      Scalar("FLOPs", traffic.operations),
      Scalar("naiveBytes", traffic.naiveBytes),
      Scalar("flashBytes", traffic.flashBytes),
      Scalar("blockBytes", Double(device.blockBytes)),
      Scalar("bytesPerNumber", Double(device.bytesPerNumber)),
      Scalar("peakFLOPs", device.peak),
      Scalar("naiveFLOPs", naiveRoof),
      Scalar("flashFLOPs", flashRoof),
      Scalar("speedRatio", device.levels[0].bytesPerSecond / device.memory.bytesPerSecond),
    ]
  }

  var tensors: [NamedTensor] {
    [
      NamedTensor("levels", levels), NamedTensor("traffic", trafficTable),
      NamedTensor(
        "byLength",
        Tensor(rows: sweep.count, columns: 3) { row, column in
          let traffic = sweep[row]
          return [
            Float(traffic.length), Float(traffic.naiveIntensity), Float(traffic.flashIntensity),
          ][
            column]
        }),
    ]
      + [
        NamedTensor("roofline", roofline),
        NamedTensor(
          "readingSpeed",
          Tensor(rows: reading?.points.count ?? 0, columns: 2) { row, column in
            guard let point = reading?.points[row] else { return .nan }
            return column == 0 ? Float(point.bytes) : Float(point.bytesPerSecond / 1e9)
          }),
      ]
  }

  /// The scale of the roofline: of GPUs in TFLOP/s, of a core in GFLOP/s.
  var rooflineUnit: (flops: Double, name: String) {
    device.peak >= 1e12 ? (1e12, "TFLOP/s") : (1e9, "GFLOP/s")
  }

  /// FLOPs a byte, and what reading the matrices' memory and the first level then allow: at both ends of
  /// the picture, where the roofs bend, and where the two algorithms stand.
  var roofline: Tensor {
    let low = 0.25
    let fast = device.levels[0]
    let high = 4 * max(device.ridge, traffic.flashIntensity, traffic.naiveIntensity)
    let places = [
      low, max(low, device.peak / fast.bytesPerSecond), device.ridge, traffic.naiveIntensity,
      traffic.flashIntensity, high,
    ].sorted()
    return Tensor(rows: places.count, columns: 3) { row, column in
      let place = places[row]
      switch column {
      case 0: return Float(place)
      case 1: return Float(device.roof(place) / rooflineUnit.flops)
      default: return Float(min(device.peak, place * fast.bytesPerSecond) / rooflineUnit.flops)
      }
    }
  }

  var levels: Tensor {
    Tensor(rows: device.levels.count, columns: 2) { level, column in
      Float(column == 0 ? device.levels[level].bytes : device.levels[level].bytesPerSecond)
    }
  }

  /// Naive and flash: MFLOP, kB, FLOP a byte, the most that memory then allows of the peak, in percent.
  var trafficTable: Tensor {
    let rows = [
      (traffic.naiveBytes, traffic.naiveIntensity, naiveRoof),
      (traffic.flashBytes, traffic.flashIntensity, flashRoof),
    ]
    return Tensor(rows: 2, columns: 4) { row, column in
      let (bytes, intensity, roof) = rows[row]
      return [
        Float(traffic.operations / 1e6), Float(bytes / 1e3), Float(intensity),
        Float(100 * roof / device.peak),
      ][column]
    }
  }
}
