package org.bertrim.engine.task.table;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What people call the columns of their tables, in English and Chinese, most telling names first. Upper case, spaces,
 * hyphens and underscores make no difference.
 */
final class ColumnNames {

    static final List<String> LABELS = List.of(
            "label", "goldlabel", "labels", "labelid", "class", "category", "target", "sentiment", "polarity", "quality",
            "isduplicate", "intent", "topic", "score", "similarity", "rating", "stars", "y", "标签", "类别", "分类",
            "情感", "标注", "评分", "得分", "打分", "相似度", "意图");

    static final List<String> SPLITS = List.of("split", "subset", "partition", "fold", "set", "数据集", "划分");

    static final List<String> TEXTS = List.of(
            "text", "sentence", "review", "comment", "content", "headline", "title", "utterance", "query", "question",
            "document", "message", "tweet", "body", "文本", "句子", "内容", "评论", "正文", "标题", "问题", "语句");

    static final List<List<String>> PAIRS = List.of(
            List.of("sentence1", "sentence2"),
            List.of("text1", "text2"),
            List.of("texta", "textb"),
            List.of("sentencea", "sentenceb"),
            List.of("premise", "hypothesis"),
            List.of("question1", "question2"),
            List.of("query1", "query2"),
            List.of("#1string", "#2string"),
            List.of("sent1", "sent2"),
            List.of("s1", "s2"),
            List.of("q1", "q2"),
            List.of("question", "sentence"),
            List.of("query", "passage"),
            List.of("question", "passage"),
            List.of("query", "document"),
            List.of("text", "textpair"),
            List.of("句子1", "句子2"),
            List.of("文本1", "文本2"),
            List.of("问题1", "问题2"));

    static final Set<String> TRAIN = Set.of("train", "training", "trn", "训练", "训练集");
    static final Set<String> DEV =
            Set.of("dev", "development", "valid", "validation", "val", "eval", "evaluation", "验证", "验证集", "开发集");
    static final Set<String> TEST = Set.of("test", "testing", "heldout", "unlabelled", "unsupervised", "测试", "测试集");

    private ColumnNames() {}

    /** A name without what makes no difference. */
    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }

    /** Whether it is such a name as only a header has. */
    static boolean isKnown(String name) {
        String plain = plain(name);
        return LABELS.contains(plain) || SPLITS.contains(plain) || TEXTS.contains(plain)
                || PAIRS.stream().anyMatch(pair -> pair.contains(plain));
    }

    /** Whether a value tells the part of the data that a row belongs to. */
    static boolean isPart(String value) {
        String plain = plain(value);
        return TRAIN.contains(plain) || DEV.contains(plain) || TEST.contains(plain);
    }

    /** The place of the most telling of these names that exactly one column has. */
    static Optional<Integer> find(List<String> plainNames, List<String> telling) {
        return telling.stream()
                .filter(name -> Collections.frequency(plainNames, name) == 1)
                .map(plainNames::indexOf)
                .findFirst();
    }
}
