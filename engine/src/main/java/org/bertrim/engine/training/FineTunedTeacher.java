package org.bertrim.engine.training;

import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;

/**
 * A teacher after fine-tuning.
 *
 * @param config its exact shape
 * @param weights its weights
 * @param devScores its scores on the first dev set, the first metric first
 */
public record FineTunedTeacher(BertConfig config, Map<String, StoredTensor> weights, Map<String, Double> devScores) {}
