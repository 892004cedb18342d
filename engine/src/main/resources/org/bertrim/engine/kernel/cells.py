
  # Convolutional cells. Letters as in encoder.py, and D width, K cells, N inner nodes, O candidates of an edge, J teacher layers.
  # Activations are (B,D,S), zero at padding; a mask is (B,1,S), 1 for tokens, in the activations' type.
  # Weights in this order: word (U,E), position (P,E), [projection (D,E), its bias (D)], norm weight (D), norm bias (D);
  # of each cell: node weights (N), then of each edge and each candidate that convolves:
  #   weight (D,D,k), scale (D), shift (D), mean (D), variance (D); of each head: attention (depth+1), classifier (C,D), bias (C).
  # Codes of operations: 0-2 convolutions of 3, 5, 7 positions, 3-5 the same at dilation 2, 6 max pool, 7 average pool, 8 skip, 9 zero.

  # Tokens of one sentence -> (B,D,S). The first token has position 1, as it has behind a [CLS].
  def cells_embed(self, w: List[Tensor], projected: bool, ids: Tensor, mask: Tensor, p: float, eps: float) -> Tensor:
    length = ids.size(1)
    x = torch.add(torch.embedding(w[0], ids), w[1][1:length + 1])
    o = 2
    if projected:
      x = torch.linear(x, w[2], w[3])
      o = 4
    x = self.drop(torch.layer_norm(x, [x.size(2)], w[o], w[o + 1], eps), p)
    return torch.mul(torch.contiguous(torch.transpose(x, 1, 2)), mask)

  # Batch norm over the tokens of a batch, padding left out; w[o]: scale, shift, mean, variance.
  # batch: by this batch's statistics, which replace `momentum` of the stored ones where momentum > 0; else by the stored ones.
  def cells_norm(self, z: Tensor, mask: Tensor, w: List[Tensor], o: int, batch: bool, momentum: float) -> Tensor:
    mean = w[o + 2]
    variance = w[o + 3]
    if batch:
      count = torch.sum(mask)
      mean = torch.div(torch.sum(torch.mul(z, mask), [0, 2]), count)
      centred = torch.mul(torch.sub(z, torch.view(mean, [1, -1, 1])), mask)
      variance = torch.div(torch.sum(torch.mul(centred, centred), [0, 2]), count)
      if momentum > 0.0:
        w[o + 2].mul_(1.0 - momentum).add_(torch.detach(mean), alpha=momentum)
        w[o + 3].mul_(1.0 - momentum).add_(torch.detach(variance), alpha=momentum)
      factor = torch.mul(w[o], torch.rsqrt(torch.add(variance, 1.0e-5)))
      return torch.add(torch.mul(centred, torch.view(factor, [1, -1, 1])), torch.mul(torch.view(w[o + 1], [1, -1, 1]), mask))
    factor = torch.mul(w[o], torch.rsqrt(torch.add(variance, 1.0e-5)))
    shift = torch.sub(w[o + 1], torch.mul(mean, factor))
    return torch.mul(torch.add(torch.mul(z, torch.view(factor, [1, -1, 1])), torch.view(shift, [1, -1, 1])), mask)

  # One operation on x; r is relu(x). Where it convolves, w[o] is its first weight.
  def cells_operate(self, x: Tensor, r: Tensor, mask: Tensor, code: int, w: List[Tensor], o: int, batch: bool, momentum: float) -> Tensor:
    if code < 6:
      kernel = 3 + 2 * (code % 3)
      dilation = 1 + code // 3
      z = torch.conv1d(r, w[o], None, [1], [(kernel - 1) * dilation // 2], [dilation], 1)
      return self.cells_norm(z, mask, w, o + 1, batch, momentum)
    if code == 6:
      outside = torch.eq(mask, 0)
      top = torch.max_pool1d(torch.masked_fill(x, outside, -inf), [3], [1], [1], [1], False)
      return torch.masked_fill(top, outside, 0)
    if code == 7:
      total = torch.avg_pool1d(x, [3], [1], [1], False, True)
      count = torch.clamp(torch.avg_pool1d(mask, [3], [1], [1], False, True), 0.25, None)
      return torch.mul(torch.div(total, count), mask)
    if code == 8:
      return x
    return torch.zeros_like(x)

  # Mean over the tokens of each row: (B,D).
  def cells_mean(self, x: Tensor, mask: Tensor) -> Tensor:
    return torch.div(torch.sum(x, [2]), torch.sum(mask, [2]))

  # Runs `depth` of `total` cells.
  # ids, masks: one (B,S) or two, for the sentences of a pair.
  # froms, tos: edges ordered by end, then start; codes: `per_edge` candidates of each edge; selected: one of them for each edge, below 0 for none.
  # gates: empty, or one (E,O) whose value is one-hot at `selected`: then its gradient is that of every candidate's share.
  # active: cells that learn; later ones, and heads of greater depth, run without recording gradients.
  # every: heads for the depths 0 to total, whose logits (B,C) are returned up to `depth`; else the one head of depth `total`.
  def cells_forward(self, w: List[Tensor], projected: bool, ids: List[Tensor], token_masks: List[Tensor], depth: int, total: int, nodes: int, froms: List[int], tos: List[int], codes: List[int], per_edge: int, selected: List[int], gates: List[Tensor], active: int, every: bool, batch: bool, momentum: float, p: float, eps: float) -> List[Tensor]:
    fixed = annotate(List[Tensor], [])
    for t in w:
      fixed.append(torch.detach(t))
    type_of = w[2].dtype
    mask0 = torch.unsqueeze(token_masks[0], 1).to(type_of)
    mask1 = mask0
    either = mask0
    previous = self.cells_embed(w, projected, ids[0], mask0, p, eps)
    current = previous
    mean = self.cells_mean(previous, mask0)
    if torch.len(ids) > 1:
      mask1 = torch.unsqueeze(token_masks[1], 1).to(type_of)
      either = torch.maximum(mask0, mask1)
      current = self.cells_embed(w, projected, ids[1], mask1, p, eps)
      mean = torch.mul(torch.add(mean, self.cells_mean(current, mask1)), 0.5)
    means = annotate(List[Tensor], [mean])
    o = 4
    if projected:
      o = 6
    edges = torch.len(froms)
    size = 1
    for i in range(torch.len(codes)):
      if codes[i] < 6:
        size = size + 5
    heads = o + total * size
    for c in range(depth):
      learns = c < active
      full = learns and torch.len(gates) > 0
      own = w
      if not learns:
        own = fixed
        previous = torch.detach(previous)
        current = torch.detach(current)
      values = annotate(List[Tensor], [previous, current])
      masks = annotate(List[Tensor], [mask0, mask1])
      for n in range(nodes):
        values.append(torch.zeros_like(current))
        masks.append(either)
      shares = torch.softmax(own[o], 0)
      o = o + 1
      for e in range(edges):
        x = values[froms[e]]
        mask = masks[froms[e]]
        r = torch.relu(x)
        still = torch.detach(x)
        still_r = torch.detach(r)
        chosen = x
        if selected[e] < 0:
          chosen = torch.zeros_like(x)
        outs = annotate(List[Tensor], [])
        for q in range(per_edge):
          code = codes[e * per_edge + q]
          if q == selected[e]:
            chosen = self.cells_operate(x, r, mask, code, own, o, batch, momentum)
            if full:
              outs.append(torch.detach(chosen))
          else:
            if full:
              outs.append(self.cells_operate(still, still_r, mask, code, fixed, o, batch, -1.0))
          if code < 6:
            o = o + 5
        if full:
          stacked = torch.view(torch.stack(outs), [per_edge, -1])
          mixed = torch.view(torch.matmul(gates[0][e], stacked), chosen.size())
          chosen = torch.add(mixed, torch.sub(chosen, torch.detach(chosen)))
        values[tos[e]] = torch.add(values[tos[e]], chosen)
      out = torch.mul(values[2], shares[0])
      for n in range(1, nodes):
        out = torch.add(out, torch.mul(values[2 + n], shares[n]))
      previous = current
      mask0 = mask1
      current = out
      mask1 = either
      means.append(self.cells_mean(out, either))
    first = total
    last = total
    if every:
      first = 0
      last = depth
    logits = annotate(List[Tensor], [])
    for d in range(first, last + 1):
      at = heads
      if every:
        at = heads + 3 * d
      own = w
      if d > active:
        own = fixed
      state = torch.zeros_like(mean)
      attention = torch.softmax(own[at], 0)
      for i in range(d + 1):
        m = means[i]
        if d > active:
          m = torch.detach(m)
        state = torch.add(state, torch.mul(m, attention[i]))
      logits.append(torch.linear(self.drop(torch.tanh(state), p), own[at + 1], own[at + 2]))
    return logits

  # Leaves for one pass: where flags say 1 a tensor whose gradient is wanted, else the tensor itself.
  # rows: the distinct tokens of the batch, one tensor (U), where the word table learns; else empty.
  def cells_leaves(self, full: List[Tensor], flags: List[int], rows: List[Tensor]) -> List[Tensor]:
    leaves = annotate(List[Tensor], [])
    for i in range(torch.len(full)):
      t = full[i]
      if i == 0 and torch.len(rows) > 0:
        t = torch.index_select(t, 0, rows[0])
      if flags[i] == 1:
        t = torch.requires_grad_(torch.detach(t), True)
      leaves.append(t)
    return leaves

  # Adds the gradients of loss with respect to the leaves that flags mark to `grads`, one tensor for each of those.
  def cells_accumulate(self, loss: Tensor, leaves: List[Tensor], flags: List[int], rows: List[Tensor], grads: List[Tensor]) -> Tensor:
    wanted = annotate(List[Tensor], [])
    for i in range(torch.len(leaves)):
      if flags[i] == 1:
        wanted.append(leaves[i])
    found = torch.grad([loss], wanted, None, False, False, True)
    for i in range(torch.len(found)):
      maybe = found[i]
      if maybe is not None:
        g = maybe
        if i == 0 and torch.len(rows) > 0:
          grads[0].index_add_(0, rows[0], g)
        else:
          grads[i].add_(g)
    return torch.detach(loss)

  # Gumbel-softmax over the last axis: softmax((log softmax(theta) + noise) / tau).
  def gumbel(self, theta: Tensor, noise: Tensor, tau: float) -> Tensor:
    return torch.softmax(torch.div(torch.add(torch.log_softmax(theta, -1), noise), tau), -1)

  # One-hot at `picked` going forward, the gradient of `soft` going back.
  def straight_through(self, soft: Tensor, picked: Tensor) -> Tensor:
    hard = torch.one_hot(picked, soft.size(-1)).to(soft.dtype)
    return torch.add(hard, torch.sub(soft, torch.detach(soft)))

  def label_loss(self, logits: Tensor, target: Tensor, regression: bool) -> Tensor:
    if regression:
      return torch.mse_loss(torch.view(logits, [-1]), target.to(logits.dtype))
    return torch.nll_loss(torch.log_softmax(logits, 1), target)

  # KL divergence of the student's distribution from the teacher's, or squared difference of predictions: mean over the batch.
  def knowledge_loss(self, student: Tensor, teacher: Tensor, regression: bool) -> Tensor:
    if regression:
      return torch.mse_loss(student, teacher)
    known = torch.log_softmax(teacher, 1)
    return torch.mean(torch.sum(torch.mul(torch.exp(known), torch.sub(known, torch.log_softmax(student, 1))), [1]))

  # (1-gamma) label loss + gamma knowledge loss of the teacher's own logits: the total, and both.
  def taught_loss(self, logits: Tensor, target: Tensor, regression: bool, teacher: Tensor, gamma: float) -> List[Tensor]:
    labels = self.label_loss(logits, target, regression)
    known = self.knowledge_loss(logits, teacher, regression)
    return [torch.add(torch.mul(labels, 1.0 - gamma), torch.mul(known, gamma)), torch.detach(labels), torch.detach(known)]

  # Loss of a sampled architecture: sum_k depth_gate[k] * ((1-gamma) CE_k + gamma KD_k) + beta * L_E.
  # logits: of the depths 0 to K; answers (B,J+2,C): the teacher's probes 0 to J, then its own logits.
  # costs (O): of each candidate. hierarchical: KD is half final logits, half probes, else final logits alone.
  # Student layer i of k learns from teacher layer (2iJ + k) // 2k, weighted by the softmax of minus the probe's label loss.
  # Returns the total, then of the chosen depth CE, KD of final logits, KD of probes; L_E; the probes' weights (chosen+1).
  def search_loss(self, logits: List[Tensor], target: Tensor, regression: bool, answers: Tensor, depth_gate: Tensor, chosen: int, edge_gate: Tensor, costs: Tensor, gamma: float, beta: float, hierarchical: bool) -> List[Tensor]:
    last = answers.size(1) - 2
    known = torch.unbind(answers, 1)
    trust = annotate(List[Tensor], [])
    for j in range(last + 1):
      trust.append(torch.neg(self.label_loss(known[j], target, regression)))
    total = torch.zeros([], dtype=logits[0].dtype, device=logits[0].device)
    terms = annotate(List[Tensor], [])
    for k in range(1, torch.len(logits)):
      labels = self.label_loss(logits[k], target, regression)
      final = self.knowledge_loss(logits[k], known[last + 1], regression)
      scores = annotate(List[Tensor], [])
      losses = annotate(List[Tensor], [])
      for i in range(k + 1):
        j = (2 * i * last + k) // (2 * k)
        scores.append(trust[j])
        losses.append(self.knowledge_loss(logits[i], known[j], regression))
      weights = torch.softmax(torch.stack(scores), 0)
      probes = torch.sum(torch.mul(weights, torch.stack(losses)))
      taught = final
      if hierarchical:
        taught = torch.mul(torch.add(final, probes), 0.5)
      each = torch.add(torch.mul(labels, 1.0 - gamma), torch.mul(taught, gamma))
      if k == chosen:
        terms = annotate(List[Tensor], [torch.detach(labels), torch.detach(final), torch.detach(probes), weights])
      else:
        each = torch.detach(each)
      total = torch.add(total, torch.mul(depth_gate[k - 1], each))
    efficiency = self.efficiency(depth_gate, edge_gate, costs)
    total = torch.add(total, torch.mul(efficiency, beta))
    return [total, terms[0], terms[1], terms[2], torch.detach(efficiency), terms[3]]

  # L_E = K / K_max * mean over edges of the chosen operation's cost.
  def efficiency(self, depth_gate: Tensor, edge_gate: Tensor, costs: Tensor) -> Tensor:
    most = depth_gate.size(0)
    share = torch.zeros([], dtype=depth_gate.dtype, device=depth_gate.device)
    for k in range(most):
      share = torch.add(share, torch.mul(depth_gate[k], float(k + 1) / float(most)))
    return torch.mul(share, torch.mean(torch.matmul(edge_gate, costs)))

  # What probes see of a teacher's states (B,S,H), the embedding layer's first: the mean token, then each layer's first token, (B,J+1,H);
  # with a pooler (weight, bias) its activation of the mean token, then the pooler's output of each first token.
  def probe_features(self, states: List[Tensor], mask: List[Tensor], pooler: List[Tensor], activation: int) -> Tensor:
    first = torch.mean(states[0], [1])
    if torch.len(mask) > 0:
      wide = torch.unsqueeze(mask[0], 2).to(states[0].dtype)
      first = torch.div(torch.sum(torch.mul(states[0], wide), [1]), torch.sum(wide, [1]))
    if torch.len(pooler) > 0:
      first = self.activate(first, activation)
    seen = annotate(List[Tensor], [first])
    for j in range(1, torch.len(states)):
      token = torch.select(states[j], 1, 0)
      if torch.len(pooler) > 0:
        token = self.activate(torch.linear(token, pooler[0], pooler[1]), activation)
      seen.append(token)
    return torch.stack(seen, 1)

  # features (B,J+1,H), weight (J+1,C,H), bias (J+1,C) -> logits (B,J+1,C).
  def probe_logits(self, features: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    each = torch.matmul(torch.transpose(features, 0, 1), torch.transpose(weight, 1, 2))
    return torch.add(torch.transpose(each, 0, 1), bias)

  # Sum over layers of the label loss of logits (B,J+1,C).
  def probe_loss(self, logits: Tensor, target: Tensor, regression: bool) -> Tensor:
    total = torch.zeros([], dtype=logits.dtype, device=logits.device)
    for each in torch.unbind(logits, 1):
      total = torch.add(total, self.label_loss(each, target, regression))
    return total

  # The teacher's answers (B,J+2,C): probes, then its own logits (B,C).
  def answers(self, probes: Tensor, logits: Tensor) -> Tensor:
    return torch.cat([probes, torch.unsqueeze(logits, 1)], 1)

  def listed(self, a: Tensor) -> List[Tensor]:
    return [a]

  def put_rows(self, table: Tensor, rows: Tensor, values: Tensor) -> Tensor:
    table.index_copy_(0, rows, torch.detach(values))
    return table

  def take_rows(self, table: Tensor, rows: Tensor) -> Tensor:
    return torch.index_select(table, 0, rows)

  # Principal directions of a table (V,E) without its mean, the strongest first: (D,E), orthonormal, computed in float64. The largest
  # entry of each is positive, so that they do not depend on the library's choice of sign.
  def cells_principal(self, word: Tensor, width: int) -> Tensor:
    wide = word.to(7)
    centred = torch.sub(wide, torch.mean(wide, [0], True))
    found = torch.linalg_eigh(torch.matmul(torch.t(centred), centred))
    rows = torch.flip(torch.t(found[1]), [0])
    rows = torch.slice(rows, 0, 0, width)
    at = torch.argmax(torch.abs(rows), 1, True)
    return torch.mul(rows, torch.sign(torch.gather(rows, 1, at))).to(word.dtype)

  # The tables of a small model: (word W', position W' + b), computed in float64.
  def cells_tables(self, word: Tensor, position: Tensor, weight: Tensor, bias: Tensor) -> List[Tensor]:
    across = weight.to(7)
    small = torch.linear(word.to(7), across, None).to(word.dtype)
    return [small, torch.linear(position.to(7), across, bias.to(7)).to(word.dtype)]

  # Stochastic gradient descent with momentum and L2 decay: m = mu m + (g + decay w); w -= rate m.
  def sgd(self, weights: List[Tensor], grads: List[Tensor], momenta: List[Tensor], rate: float, mu: float, decay: float) -> Tensor:
    torch._foreach_add_(grads, weights, alpha=decay)
    torch._foreach_mul_(momenta, mu)
    torch._foreach_add_(momenta, grads, alpha=1)
    torch._foreach_add_(weights, momenta, alpha=-rate)
    return weights[0]

  # One step of Adam with L2 decay; `steps` hold the number of this step, from 1.
  def adam(self, weights: List[Tensor], grads: List[Tensor], first: List[Tensor], second: List[Tensor], steps: List[Tensor], rate: float, beta1: float, beta2: float, eps: float, decay: float) -> Tensor:
    torch._fused_adam_(weights, grads, first, second, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
    return steps[0]
