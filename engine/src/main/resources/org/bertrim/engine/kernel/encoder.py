  # Letters: B batch, S positions, H hidden, E embedding, h heads, d head size, a = h*d, f feed-forward neurons, n layers, U distinct tokens.
  # Weights of one network, in this order (prefix of 5 or 7, then 16 of each layer, then a suffix of 4 or 2):
  #   0 word (U,E)  1 position (>=S,E)  2 segment (types,E)  3 norm weight (E)  4 norm bias (E)
  #   only where the embeddings are factorised, else E = H:  5 projection (H,E)  6 its bias (H)
  #   0 Q (a,H) 1 Q bias (a)  2 K (a,H) 3 K bias  4 V (a,H) 5 V bias  6 attention output (H,a) 7 its bias (H)
  #   8 norm weight 9 norm bias  10 FFN in (f,H) 11 its bias (f)  12 FFN out (H,f) 13 its bias (H)  14 norm weight 15 norm bias
  #   either pooler (H,H), pooler bias, classifier (C,H), classifier bias, or span output (2,H), its bias
  # A whole model holds one set of 16 for each parameter set; layers that share a set read the same 16.

  # Keep mask of dropout with probability p (to 2^-16): four 16-bit draws out of each 64-bit one; true = keep.
  def keep_mask(self, like: Tensor, p: float) -> Tensor:
    count = torch.numel(like)
    quarter = (count + 3) // 4
    draws = torch.empty([quarter], dtype=4, device=like.device).random_(-9223372036854775807 - 1, None)
    limit = (int(p * 65536.0 + 0.5) - 32768) * 281474976710656
    keep = torch.empty([4, quarter], dtype=11, device=like.device)
    for i in range(4):
      torch.ge(draws, limit, out=keep[i])
      draws.bitwise_left_shift_(16)
    return torch.view(torch.view(keep, [-1])[0:count], like.size())

  # x with dropout; scaled by 1/(1-p) like the textbook's.
  def drop(self, x: Tensor, p: float) -> Tensor:
    if p <= 0.0:
      return x
    return torch.mul(torch.where(self.keep_mask(x, p), x, 0.0), 1.0 / (1.0 - p))

  # Activations by number: 0 gelu, 1 gelu by its tanh approximation, 2 relu, 3 tanh.
  def activate(self, x: Tensor, kind: int) -> Tensor:
    if kind == 0:
      return torch.gelu(x)
    if kind == 1:
      return torch.gelu(x, approximate="tanh")
    if kind == 2:
      return torch.relu(x)
    return torch.tanh(x)

  # Linear layer in the precision of x; weight and bias are brought to it.
  def project(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.linear(x, weight.to(x.dtype), bias.to(x.dtype))

  # Attention without the output projection: (B,S,H) -> (B,S,a). mask (B,1,1,S) bool, true = token.
  def attend(self, x: Tensor, mask: Optional[Tensor], w: List[Tensor], o: int, head_size: int, p: float, head_mask: Optional[Tensor]) -> Tensor:
    batch = x.size(0)
    length = x.size(1)
    width = w[o].size(0)
    heads = width // head_size
    weight = torch.cat([w[o], w[o + 2], w[o + 4]]).to(x.dtype)
    bias = torch.cat([w[o + 1], w[o + 3], w[o + 5]]).to(x.dtype)
    qkv = torch.linear(x, weight, bias)
    qkv = torch.view(qkv, [batch, length, 3, heads, head_size])
    parts = torch.unbind(qkv, 2)
    q = torch.transpose(parts[0], 1, 2)
    k = torch.transpose(parts[1], 1, 2)
    v = torch.transpose(parts[2], 1, 2)
    context = q
    # the fused kernel takes no dropout, and in bfloat16 its backward pass is slower than the products
    if p <= 0.0 and x.dtype != 15:
      context = torch.scaled_dot_product_attention(q, k, v, mask, 0.0, False)
    else:
      scores = torch.matmul(torch.mul(q, torch.pow(float(head_size), -0.5)), torch.transpose(k, 2, 3))
      if mask is not None:
        scores = torch.masked_fill(scores, torch.logical_not(mask), -inf)
      weights = torch.softmax(scores, -1)
      if p <= 0.0:
        context = torch.matmul(weights, v)
      else:
        kept = torch.where(self.keep_mask(weights, p), weights, 0.0)
        context = torch.mul(torch.matmul(kept, v), 1.0 / (1.0 - p))
    if head_mask is not None:
      context = torch.mul(context, torch.view(head_mask, [1, heads, 1, 1]).to(context.dtype))
    return torch.reshape(torch.transpose(context, 1, 2), [batch, length, width])

  # One encoder layer, post-norm: (B,S,H) -> (B,S,H), both float32, or float64 where the weights are.
  def layer(self, x: Tensor, mask: Optional[Tensor], w: List[Tensor], o: int, head_size: int, eps: float, p_attention: float, p_hidden: float, low: bool, head_mask: Optional[Tensor], activation: int) -> Tensor:
    hidden = [x.size(2)]
    dtype = x.dtype
    if low:
      dtype = 15
    context = self.attend(x.to(dtype), mask, w, o, head_size, p_attention, head_mask)
    attention = self.project(context, w[o + 6], w[o + 7]).to(x.dtype)
    x1 = torch.layer_norm(torch.add(x, self.drop(attention, p_hidden)), hidden, w[o + 8], w[o + 9], eps)
    inner = self.activate(self.project(x1.to(dtype), w[o + 10], w[o + 11]), activation)
    outer = self.project(inner, w[o + 12], w[o + 13]).to(x.dtype)
    return torch.layer_norm(torch.add(x1, self.drop(outer, p_hidden)), hidden, w[o + 14], w[o + 15], eps)

  # Start and end logits of each position, padding at -1e4: (B,S,H) -> (2B,S), the B rows of starts first.
  def spans(self, x: Tensor, mask: List[Tensor], weight: Tensor, bias: Tensor) -> Tensor:
    logits = torch.linear(x, weight, bias)
    both = torch.cat([torch.select(logits, 2, 0), torch.select(logits, 2, 1)])
    if torch.len(mask) > 0:
      both = torch.masked_fill(both, torch.logical_not(torch.cat([mask[0], mask[0]])), -10000.0)
    return both

  # ids (B,S) are rows of w[0]; mask holds one tensor (B,S) bool, true = token, or nothing where no
  # row is padded. A segment table of one row serves every segment.
  # Returns logits (B,C), or (2B,S) of spans, then the n+1 hidden states (B,S,H), the embedding layer's first.
  def encode(self, w: List[Tensor], ids: Tensor, types: Tensor, mask: List[Tensor], layers: int, head_size: int, eps: float, p_attention: float, p_hidden: float, low: bool, head_masks: List[Tensor], prefix: int, activation: int, pooler: int) -> List[Tensor]:
    length = ids.size(1)
    x = torch.embedding(w[0], ids)
    if w[2].size(0) == 1:
      x = torch.add(x, w[2][0])
    else:
      x = torch.add(x, torch.embedding(w[2], types))
    x = torch.add(x, w[1][0:length])
    x = self.drop(torch.layer_norm(x, [x.size(2)], w[3], w[4], eps), p_hidden)
    if prefix > 5:
      x = torch.linear(x, w[5], w[6])
    wide = annotate(Optional[Tensor], None)
    if torch.len(mask) > 0:
      wide = torch.unsqueeze(torch.unsqueeze(mask[0], 1), 1)
    states = annotate(List[Tensor], [x])
    for i in range(layers):
      head_mask = annotate(Optional[Tensor], None)
      if torch.len(head_masks) > 0:
        head_mask = head_masks[i]
      x = self.layer(x, wide, w, prefix + 16 * i, head_size, eps, p_attention, p_hidden, low, head_mask, activation)
      states.append(x)
    o = prefix + 16 * layers
    logits = x
    if torch.len(w) == o + 2:
      logits = self.spans(x, mask, w[o], w[o + 1])
    else:
      pooled = self.activate(torch.linear(torch.select(x, 1, 0), w[o], w[o + 1]), pooler)
      logits = torch.linear(self.drop(pooled, p_hidden), w[o + 2], w[o + 3])
    return torch.add([logits], states)

  # How many weights follow those of the layers.
  def suffix(self, full: List[Tensor], prefix: int) -> int:
    return (torch.len(full) - prefix) % 16

  # The weights of a sub-network as views of the full ones (no copies): parameter set of each kept layer (counted from 0), its heads and
  # neurons.
  # matrices: the same list with its 2-D encoder weights in the precision of the products.
  def slice(self, full: List[Tensor], matrices: List[Tensor], rows: List[Tensor], sets: List[int], heads: List[int], neurons: List[int], head_size: int, prefix: int, train: bool) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    word = full[0]
    if torch.len(rows) > 0:
      word = torch.index_select(word, 0, rows[0])
    out.append(word)
    for i in range(1, prefix):
      out.append(full[i])
    for i in range(torch.len(sets)):
      o = prefix + 16 * sets[i]
      a = heads[i] * head_size
      f = neurons[i]
      for j in range(3):
        out.append(matrices[o + 2 * j][0:a])
        out.append(full[o + 2 * j + 1][0:a])
      out.append(torch.slice(matrices[o + 6], 1, 0, a))
      for j in range(7, 10):
        out.append(full[o + j])
      out.append(matrices[o + 10][0:f])
      out.append(full[o + 11][0:f])
      out.append(torch.slice(matrices[o + 12], 1, 0, f))
      for j in range(13, 16):
        out.append(full[o + j])
    for i in range(torch.len(full) - self.suffix(full, prefix), torch.len(full)):
      out.append(full[i])
    if train:
      leaves = annotate(List[Tensor], [])
      for t in out:
        leaves.append(torch.requires_grad_(torch.detach(t), True))
      return leaves
    return out

  # The weights whose products run in bfloat16, cast; the others are the same tensors.
  def cast_matrices(self, full: List[Tensor], prefix: int) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    last = torch.len(full) - self.suffix(full, prefix)
    for i in range(torch.len(full)):
      t = full[i]
      if i >= prefix and i < last and t.dim() == 2:
        out.append(t.to(15))
      else:
        out.append(t)
    return out

  # Refreshes the casts in place after the weights changed.
  def recast_matrices(self, full: List[Tensor], cast: List[Tensor]) -> Tensor:
    for i in range(torch.len(full)):
      if cast[i].dtype != full[i].dtype:
        cast[i].copy_(full[i])
    return full[0]

  # Adds the gradients of loss to the full-size ones, each at the place that `slice` took its weight from. Layers that share
  # a set add up there.
  def accumulate(self, loss: Tensor, leaves: List[Tensor], full: List[Tensor], rows: List[Tensor], sets: List[int], prefix: int) -> Tensor:
    grads = torch.grad([loss], leaves, None, False, False, True)
    for i in range(torch.len(grads)):
      maybe = grads[i]
      if maybe is not None:
        g = maybe
        at = i
        if i >= prefix:
          place = (i - prefix) // 16
          if place < torch.len(sets):
            at = prefix + 16 * sets[place] + (i - prefix) % 16
          else:
            at = torch.len(full) - torch.len(grads) + i
        if i == 0 and torch.len(rows) > 0:
          full[0].index_add_(0, rows[0], g)
        else:
          if g.dim() == 2:
            torch.slice(torch.slice(full[at], 0, 0, g.size(0)), 1, 0, g.size(1)).add_(g)
          else:
            full[at][0:g.size(0)].add_(g)
    return torch.detach(loss)

