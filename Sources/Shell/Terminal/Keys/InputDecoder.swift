import Canvas

/// Makes inputs of what the terminal sends: scalars, and keys that the terminfo entry knows.
///
/// The entry knows few of the sequences that terminals really send (arrows with modifiers, arrows in
/// the mode that it does not ask for, the mouse, pasting), so control sequences are read here. One that
/// means nothing to us is swallowed whole: its tail must not act as keys.
struct InputDecoder {
  /// What has been understood, in order. Whoever takes it empties it.
  var inputs: [Input] = []
  /// How many status reports have come. They are the driver's business and not input.
  var statusReports = 0

  /// Whether a paste has begun whose end has not come.
  var isPasting: Bool { pasted != nil }

  private enum State {
    case ground
    case escape
    /// After `ESC O`.
    case singleShift
    /// After `ESC [`, with what has come since.
    case controlSequence(String.UnicodeScalarView)
    /// After `ESC [ M` of the oldest mouse protocol: button, column and row follow.
    case oldMouse([UInt32])
  }

  private var state = State.ground
  private var pasted: String?

  private static let maximumSequence = 64
  /// Larger pastes are cut; nobody writes a megabyte as an answer.
  static let maximumPaste = 1 << 20

  mutating func take(_ key: Key) {
    state = .ground
    if pasted == nil { inputs.append(.key(key)) }
  }

  mutating func take(_ scalar: Unicode.Scalar) {
    switch state {
    case .ground: takePlain(scalar)
    case .escape:
      switch scalar {
      case "[": state = .controlSequence(.init())
      case "O": state = .singleShift
      default:
        state = .ground
        emit(.escape)
        takePlain(scalar)
      }
    case .singleShift:
      state = .ground
      if let key = Self.keyOfSingleShift(scalar) { emit(key) }
    case .controlSequence(var text):
      switch scalar.value {
      case 0x20...0x3F where text.count < Self.maximumSequence:
        text.append(scalar)
        state = .controlSequence(text)
      case 0x40...0x7E:
        state = .ground
        takeSequence(ControlSequence(parameters: text, final: scalar))
      default:
        // Not a control sequence after all, or a broken one.
        state = .ground
        takePlain(scalar)
      }
    case .oldMouse(var values):
      values.append(scalar.value)
      state = values.count == 3 ? .ground : .oldMouse(values)
      if values.count == 3 { takeMouse(oldStyle: values) }
    }
  }

  /// Nothing more is there: an escape that stands alone was the key.
  mutating func endOfBatch() {
    switch state {
    case .escape:
      state = .ground
      emit(.escape)
    case .singleShift:
      state = .ground
      emit(.escape)
      emit(.character("O"))
    case .controlSequence(let text) where text.isEmpty:
      state = .ground
      emit(.escape)
      emit(.character("["))
    case .ground, .controlSequence, .oldMouse: break
    }
  }

  /// Ends a paste whose end was lost, so that keys are keys again.
  mutating func endPaste() {
    guard let text = pasted else { return }
    pasted = nil
    inputs.append(.paste(text))
  }

  private mutating func emit(_ key: Key) {
    if pasted == nil { inputs.append(.key(key)) }
  }

  private mutating func takePlain(_ scalar: Unicode.Scalar) {
    if scalar == "\u{1B}" {
      state = .escape
    } else if pasted != nil {
      paste(scalar)
    } else if let key = Key(scalar) {
      inputs.append(.key(key))
    } else if scalar.value >= 0xA0 || (0x20..<0x7F).contains(scalar.value) {
      type(scalar)
    }
  }

  /// Marks join the character before them: one key stroke of an input method may be several scalars.
  private mutating func type(_ scalar: Unicode.Scalar) {
    if scalar.value >= 0x300, case .key(.character(let base)) = inputs.last {
      let joined = String(base) + String(scalar)
      if joined.count == 1 {
        inputs[inputs.count - 1] = .key(.character(Character(joined)))
        return
      }
    }
    inputs.append(.key(.character(Character(scalar))))
  }

  /// Terminals send a line's end as the Enter key, or as the clipboard has it.
  private mutating func paste(_ scalar: Unicode.Scalar) {
    guard let count = pasted?.utf8.count, count < Self.maximumPaste else { return }
    switch scalar {
    case "\r": pasted?.unicodeScalars.append("\n")
    case "\n" where followsCarriageReturn: break
    case "\n", "\t": pasted?.unicodeScalars.append(scalar)
    case _ where scalar.value >= 0xA0 || (0x20..<0x7F).contains(scalar.value):
      pasted?.unicodeScalars.append(scalar)
    default: break
    }
    followsCarriageReturn = scalar == "\r"
  }

  private var followsCarriageReturn = false

  private mutating func takeSequence(_ sequence: ControlSequence) {
    switch sequence.meaning {
    case .key(let key): emit(key)
    case .mouse(let mouse): if pasted == nil { inputs.append(.mouse(mouse)) }
    case .statusReport: statusReports += 1
    case .pasteBegins:
      pasted = pasted ?? ""
      followsCarriageReturn = false
    case .pasteEnds: endPaste()
    case .oldMouse: state = .oldMouse([])
    case .unknown: break
    }
  }

  private mutating func takeMouse(oldStyle values: [UInt32]) {
    let numbers = values.map { Int($0) - 32 }
    guard pasted == nil,
      let mouse = Mouse(button: numbers[0], column: numbers[1], row: numbers[2])
    else { return }
    inputs.append(.mouse(mouse))
  }

  private static func keyOfSingleShift(_ final: Unicode.Scalar) -> Key? {
    // The keypad's Enter in application mode; the rest has the same letters as control sequences.
    if final == "M" { return .enter }
    guard case .key(let key) = ControlSequence(parameters: .init(), final: final).meaning else {
      return nil
    }
    return key
  }
}

extension Key {
  /// The key of a control character.
  fileprivate init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0: self = .control(" ")
    case 8, 0x7F: self = .backspace
    case 9: self = .tab
    case 10, 13: self = .enter
    case 1...26: self = .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
    case 28...31: self = .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x40)))
    default: return nil
    }
  }
}
