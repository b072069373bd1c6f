import CMarkdown

/// Runs md4c and hands what it finds to a `BlockBuilder`.
///
/// md4c gives no positions, but the text that it calls back with lies in the buffer that it was
/// given; the distance to the buffer's start is the offset in the file.
struct MarkdownParser {
  var source: SourceText
  var math: MathScan
  /// What md4c reads: the text with its math hidden, `shift` bytes behind its beginning.
  var input: [UInt8]
  var shift: Int

  func parse() -> (blocks: [Block], diagnostics: [Diagnostic]) {
    let builder = BlockBuilder(source: source, math: math)
    let status = input.withUnsafeBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return 0 }
      let callbacks = MarkdownRun(builder: builder, input: buffer, shift: shift)
      var parser = MD_PARSER()
      parser.flags = UInt32(
        MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTMLBLOCKS | MD_FLAG_NOHTMLSPANS)
      parser.enter_block = { run(of: $2).enterBlock($0, $1) }
      parser.leave_block = { type, _, data in run(of: data).leaveBlock(type) }
      parser.enter_span = { run(of: $2).enterSpan($0, $1) }
      parser.leave_span = { _, _, data in run(of: data).leaveSpan() }
      parser.text = { run(of: $3).text($0, $1, $2) }
      return withExtendedLifetime(callbacks) {
        base.withMemoryRebound(to: MD_CHAR.self, capacity: buffer.count) {
          md_parse(
            $0, MD_SIZE(buffer.count), &parser, Unmanaged.passUnretained(callbacks).toOpaque())
        }
      }
    }
    if status != 0 { builder.stop() }
    return builder.finish()
  }
}

private func run(of data: UnsafeMutableRawPointer?) -> MarkdownRun {
  // md4c hands back what `parse` gave it, which is never nil.
  Unmanaged<MarkdownRun>.fromOpaque(data.unsafelyUnwrapped).takeUnretainedValue()
}

/// md4c's callbacks, with its pointers made offsets. Each returns 0 to go on.
private final class MarkdownRun {
  let builder: BlockBuilder
  let input: UnsafeBufferPointer<UInt8>
  let shift: Int
  /// A table of many columns makes cells out of nothing, and a link that is referred to is read
  /// again each time; text as people write it stays far below this.
  private var workLeft: Int

  init(builder: BlockBuilder, input: UnsafeBufferPointer<UInt8>, shift: Int) {
    self.builder = builder
    self.input = input
    self.shift = shift
    workLeft = 64 * input.count + 4096
  }

  private func goOn(after work: Int = 8) -> Int32 {
    workLeft -= work
    return workLeft > 0 ? 0 : 1
  }

  func enterBlock(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
    switch type {
    case MD_BLOCK_QUOTE: builder.enter(.quote)
    case MD_BLOCK_UL: builder.enter(.list(start: nil))
    case MD_BLOCK_OL:
      let start = detail?.load(as: MD_BLOCK_OL_DETAIL.self).start ?? 1
      builder.enter(.list(start: Int(start)))
    case MD_BLOCK_LI: builder.enter(.item)
    case MD_BLOCK_HR: builder.enter(.rule)
    case MD_BLOCK_H:
      let level = detail?.load(as: MD_BLOCK_H_DETAIL.self).level ?? 1
      builder.enter(.heading(level: Int(level)))
    case MD_BLOCK_CODE:
      let detail = detail?.load(as: MD_BLOCK_CODE_DETAIL.self)
      builder.enter(
        .code(language: detail.map { string($0.lang) } ?? ""),
        at: detail.flatMap { $0.info.size > 0 ? offset(of: $0.info.text) : nil })
    case MD_BLOCK_P: builder.enter(.paragraph)
    case MD_BLOCK_TABLE: builder.enter(.table)
    case MD_BLOCK_TR: builder.enter(.row)
    case MD_BLOCK_TH, MD_BLOCK_TD:
      let align = detail?.load(as: MD_BLOCK_TD_DETAIL.self).align ?? MD_ALIGN_DEFAULT
      let alignment: Table.Alignment =
        switch align {
        case MD_ALIGN_CENTER: .center
        case MD_ALIGN_RIGHT: .trailing
        default: .leading
        }
      builder.enter(.cell(alignment))
    default: break
    }
    return goOn()
  }

  func leaveBlock(_ type: MD_BLOCKTYPE) -> Int32 {
    switch type {
    case MD_BLOCK_DOC, MD_BLOCK_HTML, MD_BLOCK_THEAD, MD_BLOCK_TBODY: break
    default: builder.leave()
    }
    return goOn()
  }

  func enterSpan(_ type: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
    switch type {
    case MD_SPAN_EM: builder.enter(.emphasis)
    case MD_SPAN_STRONG: builder.enter(.strong)
    case MD_SPAN_DEL: builder.enter(.strikethrough)
    case MD_SPAN_CODE: builder.enter(.code)
    case MD_SPAN_IMG: builder.enter(.image)
    case MD_SPAN_A:
      let href = detail?.load(as: MD_SPAN_A_DETAIL.self).href
      builder.enter(.link(to: href.map(string) ?? ""))
      return goOn(after: 8 + Int(href?.size ?? 0))
    default: builder.enter(.emphasis)
    }
    return goOn()
  }

  func leaveSpan() -> Int32 {
    builder.leaveSpan()
    return goOn()
  }

  func text(_ type: MD_TEXTTYPE, _ text: UnsafePointer<MD_CHAR>?, _ size: MD_SIZE) -> Int32 {
    guard let text else { return goOn() }
    switch type {
    case MD_TEXT_BR: builder.append(.lineBreak)
    case MD_TEXT_SOFTBR: builder.append(.softBreak)
    case MD_TEXT_NULLCHAR: builder.append(text: "\u{FFFD}")
    case MD_TEXT_ENTITY: builder.append(text: Entity.text(of: string(text, Int(size))))
    default:
      if let offset = offset(of: text) {
        builder.append(source: max(offset, 0)..<offset + Int(size))
      } else {
        builder.append(text: string(text, Int(size)))
      }
    }
    return goOn()
  }

  private func offset(of pointer: UnsafePointer<MD_CHAR>?) -> Int? {
    guard let pointer, let base = input.baseAddress else { return nil }
    let distance = UnsafeRawPointer(pointer) - UnsafeRawPointer(base)
    return distance >= 0 && distance < input.count ? distance - shift : nil
  }

  /// A link may be referred to a million times; a destination that long is none.
  private static let longestAttribute = 2048

  private func string(_ attribute: MD_ATTRIBUTE) -> String {
    guard let text = attribute.text else { return "" }
    let size = min(Int(attribute.size), MarkdownRun.longestAttribute)
    guard let offset = offset(of: text), offset >= 0 else { return string(text, size) }
    return builder.original(offset..<offset + size)
  }

  private func string(_ text: UnsafePointer<MD_CHAR>, _ size: Int) -> String {
    let bytes = UnsafeRawBufferPointer(start: text, count: size)
    return String(decoding: bytes, as: UTF8.self)
  }
}
