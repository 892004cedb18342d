package org.bertrim.engine.task.augment;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * English words that carry grammar rather than meaning. The released script leaves such words alone; its list is not repeated here, this
 * one was put together from the closed classes of English grammar.
 */
final class StopWords {

    /** Personal, possessive, reflexive, demonstrative, interrogative and indefinite pronouns, articles and determiners. */
    private static final String PRONOUNS =
            """
            i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
            herself it its itself they them their theirs themselves this that these those who whom whose which what whoever
            whatever whichever a an the some any each every either neither both all few several many much more most less least
            other another such own same one none no""";

    private static final String VERBS =
            """
            am is are was were be been being have has had having do does did doing done will would shall should can could may
            might must ought""";

    /** What a tokenizer leaves of contracted verbs and negations at the apostrophe. */
    private static final String CONTRACTED =
            """
            s t d m ll re ve don doesn didn isn aren wasn weren haven hasn hadn won wouldn shan shouldn couldn mightn mustn
            needn ain ma""";

    private static final String PREPOSITIONS =
            """
            about above across after against along among around at before behind below beneath beside besides between beyond by
            down during except for from in inside into like near of off on onto out outside over past per since through
            throughout till to toward towards under until up upon via with within without""";

    private static final String CONJUNCTIONS =
            "and but or nor so yet because although though while whereas if unless than as whether";

    private static final String ADVERBS =
            "not only too very just now then here there when where why how again further once ever also";

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** All of them, in lower case. */
    static final Set<String> ENGLISH = Arrays.stream(new String[] {
                PRONOUNS, VERBS, CONTRACTED, PREPOSITIONS, CONJUNCTIONS, ADVERBS
            })
            .flatMap(SPACE::splitAsStream)
            .collect(Collectors.toUnmodifiableSet());

    private StopWords() {}
}
