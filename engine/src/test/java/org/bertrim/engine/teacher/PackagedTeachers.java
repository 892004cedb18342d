package org.bertrim.engine.teacher;

import org.bertrim.engine.teacher.huggingface.TokenizerFiles;
import org.junit.jupiter.api.Assumptions;

/** The teachers in packages that a build may hold. */
final class PackagedTeachers {

    private PackagedTeachers() {}

    /** The description of one; skips the calling test where the build does not hold it. */
    static BuiltinTeacher require(String source) {
        BuiltinTeacher teacher = BuiltinTeacher.all().stream()
                .filter(each -> each.source().equals(source))
                .findFirst()
                .orElseThrow();
        Assumptions.assumeTrue(
                teacher.present(), () -> "skipped: this build has no " + source + "; run mvn -P" + teacher.profile());
        return teacher;
    }

    /** Opens one; skips the calling test where the build does not hold it. */
    static Teacher open(String source) {
        try (CheckpointFiles files = require(source).open()) {
            return HuggingFaceTeacher.read(
                    files.config(), files.tensors(), TokenizerFiles.read(files.tokenizer()::get, source), source);
        }
    }
}
