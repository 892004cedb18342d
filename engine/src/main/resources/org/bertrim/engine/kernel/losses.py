  # Losses are means over the batch, in float32.

  # logits (B,C), labels (B) int64.
  def cross_entropy(self, logits: Tensor, labels: Tensor) -> Tensor:
    return torch.nll_loss(torch.log_softmax(logits, 1), labels)

  # prediction (B,1), target (B) float32.
  def squared_error(self, prediction: Tensor, target: Tensor) -> Tensor:
    return torch.mse_loss(torch.view(prediction, [-1]), target)

  # SCE(student, teacher): - sum_c softmax(teacher)_c log softmax(student)_c, averaged over the batch.
  def soft_cross_entropy(self, student: Tensor, teacher: Tensor) -> Tensor:
    return torch.neg(torch.mean(torch.sum(torch.mul(torch.softmax(teacher, 1), torch.log_softmax(student, 1)), [1])))

  # Mean squared difference of logits, for regression.
  def squared_logits(self, student: Tensor, teacher: Tensor) -> Tensor:
    return torch.mse_loss(student, teacher)

  # Sum over pairs of states of the mean squared difference over tokens and hidden units; padding does not count.
  def hidden_error(self, student: List[Tensor], teacher: List[Tensor], mask: List[Tensor]) -> Tensor:
    total = torch.zeros([], dtype=6, device=student[0].device)
    for i in range(torch.len(student)):
      if torch.len(mask) == 0:
        total = torch.add(total, torch.mse_loss(student[i], teacher[i]))
      else:
        wide = torch.unsqueeze(mask[0], 2).to(6)
        difference = torch.mul(torch.sub(student[i], teacher[i]), wide)
        total = torch.add(total, torch.div(torch.sum(torch.mul(difference, difference)), torch.mul(torch.sum(wide), float(student[i].size(2)))))
    return total

  def weighted(self, a: Tensor, wa: float, b: Tensor, wb: float) -> Tensor:
    return torch.add(torch.mul(a, wa), torch.mul(b, wb))

