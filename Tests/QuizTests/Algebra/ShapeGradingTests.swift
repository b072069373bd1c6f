import Testing

@testable import Quiz

/// Shapes as learners write them.
struct ShapeGradingTests {
  @Test(
    arguments: [
      (
        "[B, h, N, d/h]",
        [
          "[B, h, N, d/h]", "[B,h,N,d/h]", "(B,h,N,d/h)", "B×h×N×d/h", "B × h × N × d/h",
          "B, h, N, d/h", "［Ｂ，ｈ，Ｎ，ｄ／ｈ］", "（B， h， N， d/h）", "[B、h、N、d/h]",
          #"[B, h, N, \frac{d}{h}]"#, #"B \times h \times N \times \frac{d}{h}"#,
          #"\left(B, h, N, d/h\right)"#, "[ B , h , N , d ÷ h ]", "(B, h, N, d/h,)",
          "{B, h, N, d/h}",
          "[B, h, N, d*h^-1]", "[B, h, N, dh/h^2]", "[B×h×N×d/h]", "[B, h*1, N, 2d/(2h)]",
          "[B, 2h - h, N, d/h]", "【B，h，N，d/h】", "$[B, h, N, d/h]$",
          "B x h x N x d/h", "B X h X N X (d/h)", "[B x h x N x d/h]",
        ],
        [
          "[B, N, h, d/h]", "[B, h, N, d]", "[B, h, N]", "[B, h, N, d/h, 1]", "[B, h, N, h/d]",
          "[]", "[b, h, N, d/h]", "BxhxNxd/h", "B x h * N x d/h", "[B, h, N, d_k]", "B*h*N*d/h",
          "[B, h, N, 64]", "7",
          "[B, h, N, d/(h+1)]",
        ]
      ),
      (
        "[B, N, h*d]", ["[B, N, hd]", "[B, N, dh]", "[B,N,d·h]", "[B, N, h d]", "[B, N, h×d]"],
        ["[B, N, h, d]", "[B, N, h+d]"]
      ),
      (
        "[N*d/h]", ["[d*N/h]", "N d/h", "[Nd/h]", "(N/h)*d", "dN/h", "N*(d/h)"],
        ["[N/d*h]", "N×d/h"]
      ),
      ("[2h]", ["[h*2]", "2·h", "[h+h]", "[4h/2]", "(2h)", "[2 h]"], ["[h^2]", "[2]"]),
      ("[d]", ["[h*(d/h)]", "[(d/h)*h]", "[d^2/d]", "[d+0]", "[sd/s]"], ["[d/h]", "[-d]"]),
      (
        "[(N + 1)^2, d]", ["[N^2 + 2N + 1, d]", "[(1+N)(N+1), d]", "(N²+2N+1)×d"],
        ["[N^2 + 1, d]"]
      ),
      ("[N, 0.5d]", ["[N, d/2]", "[N, .5 d]", "[N, d·2⁻¹]"], ["[N, 2d]"]),
      (
        "[batch, heads, d_model/heads]",
        ["(batch, heads, d_model/heads)", "[batch,heads,dmodel / heads]"],
        ["[batch, d_model]"]
      ),
      ("[B, N_q, d_k]", ["[B, N_{q}, dₖ]", "[B, Nq, dk]"], ["[B, N_k, d_k]"]),
      ("[]", ["[]", "()"], ["[1]", "1"]),
      ("[1, N]", ["1×N", "(1,N)", "1 x N"], ["[N, 1]", "[N]", "1 + x N"]),
      // Where an axis is called so, the letter is that.
      ("[x, N]", ["x × N", "[x, N]"], ["x x N", "[x N]"]),
      ("[N x]", ["N x", "x N"], ["[N, x]", "N × x"]),
    ] as [(String, [String], [String])])
  func isRightOrWrong(key: String, right: [String], wrong: [String]) throws {
    let item = try #require(read(Sample.shape(key)).item)
    for text in right {
      let grade = try item.grade(.text(text))
      #expect(grade.isCorrect, "\(text): \(String(describing: grade.detail))")
      #expect(grade.detail == nil)
    }
    for text in wrong {
      let grade = try item.grade(.text(text))
      #expect(grade.score == 0, "\(text)")
      #expect(grade.detail != nil)
    }
  }

  @Test(arguments: [
    (
      "[B, h, N, N/h]", "Axis 4 of [B, h, N, N/h] is N/h, expected d/h.",
      "[B, h, N, N/h] 的第 4 维是 N/h，应为 d/h。"
    ),
    (
      "[B, N, h, d/h]", "The axes of [B, N, h, d/h] are the right ones in another order.",
      "[B, N, h, d/h] 各维都对，但顺序不对。"
    ),
    (
      "(B, N, d)", "Your shape [B, N, d] has 3 axes, the right one 4.",
      "你的形状 [B, N, d] 是 3 维，正确的是 4 维。"
    ),
    ("d", "Your shape [d] has 1 axis, the right one 4.", "你的形状 [d] 是 1 维，正确的是 4 维。"),
  ])
  func saysWhichAxisDiffers(text: String, english: String, chinese: String) throws {
    let item = try #require(read(Sample.shape()).item)
    guard case .remark(let remark)? = try item.grade(.text(text)).detail else {
      Issue.record("nothing is said")
      return
    }
    #expect(remark.english == english)
    #expect(remark.chinese == chinese)
  }

  static let place = "The shape cannot be read. Character"

  @Test(arguments: [
    ("", "The shape cannot be read. nothing is written."),
    ("[B,, h]", "\(place) 4: axis 2 is empty."),
    ("[,]", "\(place) 2: axis 1 is empty."),
    ("[B, h", "\(place) 1: '[' is not closed."),
    ("[B, (h]", "\(place) 5: '(' is not closed before ']'."),
    ("B, h]", "\(place) 5: found ']', expected an operator as + or *."),
    ("[B, h/0]", "\(place) 5: this divides by zero."),
    ("[B, h/(d-d)]", "\(place) 5: this divides by zero."),
    ("[B, sqrt(d)]", "\(place) 5: √ is no size: write sizes with +, -, *, / and whole powers."),
    ("[B, d^(1/2)]", "\(place) 5: ^ is no size: write sizes with +, -, *, / and whole powers."),
    ("[B, 2^N]", "\(place) 5: ^ is no size: write sizes with +, -, *, / and whole powers."),
    ("[(a+b+c+d+f+g)^60]", "The shape cannot be read. That is too large to multiply out."),
    ("[99999999999999999999]", "The shape cannot be read. That is too large to multiply out."),
    (
      "[9999999999999 * 9999999999999]",
      "The shape cannot be read. That is too large to multiply out."
    ),
    ("[B^1000000]", "The shape cannot be read. That is too large to multiply out."),
    ("[B = h]", "\(place) 4: write only one side, without '='."),
  ])
  func whatCannotBeReadIsAskedAgain(text: String, sentence: String) throws {
    let item = try #require(read(Sample.shape()).item)
    #expect {
      _ = try item.grade(.text(text))
    } throws: { ($0 as? AnswerError)?.message.english == sentence }
  }

  @Test(arguments: [
    ("(B,h,N,d/h)", "[B, h, N, d/h]", "B·N·d"), ("[B, N, hd]", "[B, N, h·d]", "B·N·d·h"),
    ("N×N", "[N, N]", "N^2"), ("[2h, 3]", "[2·h, 3]", "6·h"), ("[N+1, d]", "[N + 1, d]", nil),
    ("[]", "[]", "1"), ("[d/h]", "[d/h]", "d/h"),
    ("[(N+1)/h, -(d-1)]", "[(N + 1)/h, -(d - 1)]", nil),
  ])
  func saysWhatWasUnderstood(text: String, shape: String, count: String?) throws {
    guard case .shape(let item)? = read(Sample.shape()).item else {
      Issue.record("no shape")
      return
    }
    let reading = try item.reading(of: text)
    #expect(reading.text == shape)
    #expect(reading.count == count)
    #expect(try item.reading(of: reading.text) == reading)
  }

  @Test(arguments: [
    (
      Sample.shape("[B, h"),
      "a.md:13:11: error: 'answer' cannot be read. Character 1: '[' is not closed."
    ),
    (
      Sample.shape("[B, √d]"),
      "a.md:13:11: error: 'answer' cannot be read. Character 5: √ is no size: write sizes with +, -, *, / and whole powers."
    ),
    (
      Sample.shape("[B, k]", variables: "[B, N]"),
      "a.md:13:11: error: 'answer' cannot be read. Character 5: 'k' is not known here, expected B, N."
    ),
  ])
  func aBadKeyIsReported(yaml: String, sentence: String) {
    let (item, sentences) = read(yaml)
    #expect(item == nil)
    #expect(sentences == [sentence])
  }
}
