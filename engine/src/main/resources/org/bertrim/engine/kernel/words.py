
  # Rows of a table that are most like some of its rows. table (n,d) with rows of length 1, rows (q) int64; -> (q,count) int64, the most
  # alike first, which is the row itself.
  def nearest(self, table: Tensor, rows: Tensor, count: int) -> Tensor:
    alike = torch.matmul(torch.index_select(table, 0, rows), torch.t(table))
    top = torch.topk(alike, count, -1, True, True)
    return top[1]

  # Logits of all pieces at one position of each row, by BERT's masked language model head: linear, activation, layer norm, product with
  # the word embeddings. states (B,S,H), at (B) int64 -> (B,V).
  # w: transform (E,H), its bias (E), norm weight (E), norm bias (E), word embeddings (V,E), bias (V), -inf where a piece is not wanted.
  def masked_logits(self, states: Tensor, at: Tensor, w: List[Tensor], eps: float, activation: int) -> Tensor:
    hidden = states.size(2)
    place = torch.expand(torch.view(at, [-1, 1, 1]), [-1, 1, hidden])
    x = torch.squeeze(torch.gather(states, 1, place), 1)
    x = self.activate(torch.linear(x, w[0], w[1]), activation)
    x = torch.layer_norm(x, [x.size(1)], w[2], w[3], eps)
    return torch.linear(x, w[4], w[5])

  # The pieces with the largest of these logits: (B,count) int64, the most likely first.
  def masked_words(self, states: Tensor, at: Tensor, w: List[Tensor], eps: float, count: int, activation: int) -> Tensor:
    top = torch.topk(self.masked_logits(states, at, w, eps, activation), count, -1, True, True)
    return top[1]
