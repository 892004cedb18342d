  # Scales the gradients so that their global L2 norm is at most `limit`; returns the norm before.
  def clip(self, grads: List[Tensor], limit: float) -> Tensor:
    norms = torch._foreach_norm(grads, 2)
    norm = torch.linalg_vector_norm(torch.stack(norms), 2)
    scale = limit / (float(norm) + 1e-6)
    if scale < 1.0:
      torch._foreach_mul_(grads, scale)
    return norm

  # One step of AdamW (decoupled decay) on a group; `steps` hold the number of this step, from 1.
  def adamw(self, weights: List[Tensor], grads: List[Tensor], first: List[Tensor], second: List[Tensor], steps: List[Tensor], rate: float, beta1: float, beta2: float, eps: float, decay: float) -> Tensor:
    torch._fused_adamw_(weights, grads, first, second, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
    return steps[0]

  def zero(self, tensors: List[Tensor]) -> Tensor:
    torch._foreach_zero_(tensors)
    return tensors[0]

  def values(self, scalars: List[Tensor]) -> Tensor:
    return torch.stack(scalars)

  def element(self, tensors: List[Tensor], index: int) -> Tensor:
    return tensors[index]

  def elements(self, tensors: List[Tensor], indices: List[int]) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for i in indices:
      out.append(tensors[i])
    return out

  def scaled(self, a: Tensor, weight: float) -> Tensor:
    return torch.mul(a, weight)

  def ones(self, sizes: List[int]) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for n in sizes:
      out.append(torch.requires_grad_(torch.ones([n], dtype=6), True))
    return out

  def gradients(self, loss: Tensor, leaves: List[Tensor]) -> List[Tensor]:
    grads = torch.grad([loss], leaves, None, False, False, True)
    out = annotate(List[Tensor], [])
    for i in range(torch.len(grads)):
      g = grads[i]
      if g is None:
        out.append(torch.zeros_like(leaves[i]))
      else:
        out.append(g)
    return out

  # |sum_j W1[i,j] dW1[i,j] + b1[i] db1[i]| + |sum_k W2[k,i] dW2[k,i]| of each neuron i of each layer.
  def neuron_importance(self, w: List[Tensor], g: List[Tensor], layers: int, prefix: int) -> List[Tensor]:
    out = annotate(List[Tensor], [])
    for n in range(layers):
      o = prefix + 16 * n
      inward = torch.add(torch.sum(torch.mul(w[o + 10].to(6), g[o + 10].to(6)), [1]), torch.mul(w[o + 11], g[o + 11]))
      outward = torch.sum(torch.mul(w[o + 12].to(6), g[o + 12].to(6)), [0])
      out.append(torch.add(torch.abs(inward), torch.abs(outward)))
    return out

  def product(self, a: Tensor, b: Tensor, low: bool) -> Tensor:
    if low:
      return torch.matmul(a.to(15), b.to(15)).to(6)
    return torch.matmul(a, b)

  def joined(self, a: List[Tensor], b: List[Tensor]) -> List[Tensor]:
    return torch.add(a, b)

  def tail(self, tensors: List[Tensor], start: int) -> List[Tensor]:
    return tensors[start:]
