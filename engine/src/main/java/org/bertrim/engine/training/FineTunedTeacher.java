package org.bertrim.engine.training;

import java.util.Map;
import org.bertrim.engine.format.StoredTensor;
import org.bertrim.engine.model.BertConfig;

/**
 * A teacher after fine-tuning.
 *
 * @param config its exact shape
 * @param weights its weights
 * @param devScores its scores by dev set and metric, the first of each first
 */
public record FineTunedTeacher(
        BertConfig config, Map<String, StoredTensor> weights, Map<String, Map<String, Double>> devScores) {}
