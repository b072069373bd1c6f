/// The formulas of the notes that the course grew from.
enum NotesFormulas {
  static let display = [
    #"Attention(Q,K,V)=softmax(\frac{QK^T}{\sqrt{d_k}})V"#,
    #"MultiHead(Q,K,V)=Concat(head_1,...,head_h)W^O \\"#
      + "\n" + #"where ~ head_i = Attention(QW_i^Q, KW_i^K, VW_i^V)"#,
    #"m(x):=\max _{i} ~ x_{i} \\"#
      + "\n" + #"f(x):=\left[\begin{array}{llll}e^{x_{1}-m(x)} & \ldots & "#
      + #"e^{x_{B}-m(x)}\end{array}\right] \\"#
      + "\n" + #"\ell(x):=\sum_{i} f(x)_{i} \\"#
      + "\n" + #"\operatorname{softmax}(x):=\frac{f(x)}{\ell(x)}"#,
    #"\begin{aligned} m^{m\left(x^{(1)}\right)-m(x)} f\left(x^{(1)}\right) & "#
      + #"=e^{m\left(x^{(1)}\right)-m(x)}\left[e^{x_{1}^{(1)}-m\left(x^{(1)}\right)}, \ldots, "#
      + #"e^{x_{B}^{(1)}-m\left(x^{(1)}\right)}\right] \\ & "#
      + #"=\left[e^{x_{1}^{(1)}-m(x)}, \ldots, e^{x_{B}^{(1)}-m(x)}\right]\end{aligned}"#,
    #"FFN(x)=max(0,~ xW_1+b_1)W_2+b_2"#,
  ]

  static let inline = [
    "O(d^2)", "O(hd^2)", "W_q", "W_k", "W_v", #"(h\hat d ^ 2)"#, #"\hat d"#, #"e^{q \cdot k}"#,
    #"-3\sqrt{d}"#, #"3\sqrt{d}"#, #"e^{3\sqrt{d}}"#, #"e^{-3\sqrt{d}}"#, #"\sqrt{d}"#,
    "e^3,e^{−3}", #" W^Q_i \in \mathbb{R}^{d_{{model}} \times d_k}"# + "\n  ",
    #"W^K_i \in \mathbb{R}^{d_{\text{model}} \times d_k}"#,
    #"W^V_i \in \mathbb{R}^{d_{\text{model}} \times d_v}"#,
    #"W^O_i \in \mathbb{R}^{hd_v \times d_{\text{model}} }"#, #"192KB\times 108 = 20MB"#,
    #"x \in \mathbb{R}^{2 B}=\left[x^{(1)}, x^{(2)}\right]"#, "f(x)", "x^{(1)}", "e^0=1",
    #"e^{-\infty} = 0"#,
  ]

  static let all = display + inline
}
