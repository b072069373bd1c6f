/// The sizes of a model as its authors published them, in the `config.json` beside the weights
/// (meta-llama/Llama-2-7b-hf and Llama-2-70b-hf, mistralai/Mistral-7B-v0.1, tiiuae/falcon-7b; compared
/// with the copies of them in Lightning-AI/litgpt, `litgpt/config.py`). The papers: Touvron et al. 2023
/// (2307.09288), Jiang et al. 2023 (2310.06825), Almazrouei et al. 2023 (2311.16867).
struct PublishedModel: Sendable {
  var name: String
  var layers: Int
  var queryHeads: Int
  var groups: Int
  var headDim: Int

  static let all = [
    PublishedModel(name: "Llama 2 7B", layers: 32, queryHeads: 32, groups: 32, headDim: 128),
    PublishedModel(name: "Llama 2 70B", layers: 80, queryHeads: 64, groups: 8, headDim: 128),
    PublishedModel(name: "Mistral 7B", layers: 32, queryHeads: 32, groups: 8, headDim: 128),
    PublishedModel(name: "Falcon 7B", layers: 32, queryHeads: 71, groups: 1, headDim: 64),
  ]

  func cacheBytesPerToken(bytesPerNumber: Int) -> Int {
    2 * groups * headDim * layers * bytesPerNumber
  }
}
