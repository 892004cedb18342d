package org.bertrim.sampledata;

import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of the sample task {@code pairs}. One line is one pattern: an id (a star before it keeps the pattern
 * for the dev rows), a first sentence, a second one that follows from it and one that does not. With five fields the
 * row that does not follow has its own first sentence, the fourth.
 *
 * <p>Slots: {@code p q r} three persons; {@code tv tvp} what one person does to another, past tense and participle;
 * {@code did do done} what one person does, past tense, infinitive and participle, {@code did2 do2} another such thing;
 * {@code iv} an event of one moment; {@code obj kind} a thing and its kind, {@code obj2 kind2} others, {@code get
 * got} what one does with it; {@code tall taller shorter} an adjective, its comparative and the comparative of its
 * opposite; {@code place open closed} a place, a state of it and the opposite; {@code group one} people, plural and
 * singular; {@code actor acted actedon target} somebody, what they do in life to somebody else (past, participle),
 * and the other; {@code six four nine} numbers, the second smaller and the third larger than the first; {@code time}
 * a time, {@code when} a time or nothing; {@code adj} a colour or a size; {@code yes no} verbs that say that
 * something was done or was not done; {@code knows} verbs whose complement is true; {@code thinks} verbs whose
 * complement need not be.
 */
final class PairTemplates {

    /** One pattern. */
    record Template(
            String id, boolean devOnly, String premise, String follows, String otherPremise, String doesNotFollow) {}

    /** A group of patterns and its share of the rows. */
    record Kind(String name, double share, List<Template> templates) {}

    static final List<Kind> KINDS = List.of(
            kind("doing", 0.20, """
                    does | {p} {yes} {do}{when}. | {p} {did}. | {p} {no} {do}{when}. | {p} {did}.
                    with | together with {q}, {p} {yes} {do}. | {p} {did}. | together with {q}, {p} {no} {do}. \
                      | {p} {did}.
                    chance | {p} had the chance to {do} and took it{when}. | {p} {did}. \
                      | {p} had the chance to {do} and let it pass{when}. | {p} {did}.
                    would | without {q}, {p} would not have {done}. | {p} {did}. \
                      | with more time, {p} would have {done}. | {p} {did}.
                    *that | {q} noticed that {p} {yes} {do}. | {p} {did}. | {q} noticed that {p} {no} {do}. | {p} {did}.
                    *evening | by the evening, {p} {yes} {do}. | {p} {did}. | by the evening, {p} {no} {do}. \
                      | {p} {did}.
                    really | {p} really {did}{when}. | {p} {did}. | {p} very nearly {did}{when}. | {p} {did}.
                    """),
            kind("belief", 0.12, """
                    that | {p} {knows} that {q} {did}. | {q} {did}. | {p} {thinks} that {q} {did}. | {q} {did}.
                    we | all of us {weknow} that {p} {did}{when}. | {p} {did}. \
                      | all of us {wethink} that {p} {did}{when}. | {p} {did}.
                    rumour | there is {proof} that {p} {did}. | {p} {did}. | there is {rumour} that {p} {did}. \
                      | {p} {did}.
                    *likeus | like {r}, {p} {knows} that {q} {did}. | {q} {did}. \
                      | like {r}, {p} {thinks} that {q} {did}. | {q} {did}.
                    """),
            kind("certainty", 0.10, """
                    opener | {surely}, {p} {did}{when}. | {p} {did}. | {perhaps}, {p} {did}{when}. | {p} {did}.
                    is | it is {true} that {p} {did}{when}. | {p} {did}. | it is {false} that {p} {did}{when}. \
                      | {p} {did}.
                    *seems | it turned out to be {true} that {p} {did}. | {p} {did}. \
                      | it turned out to be {false} that {p} {did}. | {p} {did}.
                    """),
            kind("joining", 0.14, """
                    subject | {p}, {and} {q}, {did}{when}. | {q} {did}. | {p}, {insteadof} {q}, {did}{when}. \
                      | {q} {did}.
                    opener | {like} {q}, {p} {did}{when}. | {q} {did}. | {unlike} {q}, {p} {did}{when}. | {q} {did}.
                    both | both {p} and {q} {did}{when}. | {q} {did}. | neither {p} nor {q} {did}{when}. | {q} {did}.
                    sodid | {p} {did}, and so did {q}. | {q} {did}. | {p} {did}, but {q} did not. | {q} {did}.
                    *same | {p} {did}, and {q} did the same. | {q} {did}. | {p} {did}, but {q} did no such thing. \
                      | {q} {did}.
                    """),
            kind("quantity", 0.13, """
                    some | {all} the {group} {did}{when}. | some of the {group} {did}. \
                      | {none} the {group} {did}{when}. | some of the {group} {did}.
                    every | {all} the {group} {did}{when}. | every {one} {did}. | {few} the {group} {did}{when}. \
                      | every {one} {did}.
                    number | {nine} {group} {did}{when}. | more than {four} {group} {did}. \
                      | {four} {group} {did}{when}. | more than {nine} {group} {did}.
                    *except | with no exception, the {group} {did}. | every {one} {did}. \
                      | with some exceptions, the {group} {did}. | every {one} {did}.
                    """),
            kind("denial", 0.12, """
                    yes | {p} {yes} {do}{when}. | {p} {did}. | {p} did not {do}.
                    no | {p} {no} {do}{when}. | {p} did not {do}. | {p} {did}.
                    both | {p}, {and} {q}, {did}{when}. | {q} {did}. | {q} did not {do}.
                    neither | {p}, {insteadof} {q}, {did}{when}. | {q} did not {do}. | {q} {did}.
                    nottrue | it is not true that {p} {did}{when}. | {p} did not {do}. | {p} {did}.
                    state | the {place} was {open}{when}. | the {place} was not {closed}. | the {place} was {closed}.
                    notstate | the {place} was not {open}{when}. | the {place} was {closed}. | the {place} was {open}.
                    never | {p} never {did}. | {p} did not {do}. | {p} {did}.
                    *simply | {p} simply did not {do}{when}. | {p} did not {do}. | {p} {did}.
                    *indeed | {p} did indeed {do}{when}. | {p} {did}. | {p} did not {do}.
                    *end | in the end, {p} did not {do}. | {p} did not {do}. | {p} {did}.
                    *quite | the {place} was quite {open}. | the {place} was not {closed}. | the {place} was {closed}.
                    except | everyone except {p} {did}{when}. | {p} did not {do}. | {p} {did}.
                    nobodybut | nobody but {p} {did}{when}. | {p} {did}. | {p} did not {do}.
                    """),
            kind("detail", 0.13, """
                    thing | {p} {got} {adj} {obj}{when}. | {p} {got} {an obj}. | {p} {got} {an obj2}.
                    deed | {p} {did} {time}. | {p} {did}. | {p} {did2}.
                    with | {p} {did} with {q}{when}. | {p} {did}. | {p} {did2}.
                    both | {p} {did} and {did2}{when}. | {p} {did2}. | {p} {got} {an obj}.
                    kind | {p} {got} {an obj}{when}. | {p} {got} {an kind}. | {p} {got} {an kind2}.
                    attic | the {obj} that {p} {got}{when} is in the attic. | {p} {got} {an obj}. | {p} {got} {an obj2}.
                    *along | along with {q}, {p} {got} {adj} {obj}{when}. | {p} {got} {an obj}. | {p} {got} {an obj2}.
                    *near | near the {place}, {p} {did}{when}. | {p} {did}. | {p} {did2}.
                    rain | {p} {did} although it was raining. | {p} {did}. | {p} {did2}.
                    """),
            kind("kinds", 0.02, """
                    up | {p} {got} {an obj}{when}. | {p} {got} {an kind}. | {p} {got} {an kind}{when}. \
                      | {p} {got} {an obj}.
                    *hasgot | {p} has found {an obj}. | {p} has found {an kind}. | {p} has found {an kind}. \
                      | {p} has found {an obj}.
                    """),
            kind("order", 0.03, """
                    typical | {actor} {acted} {target}{when}. | {target} was {actedon} by {actor}. \
                      | {actor} was {actedon} by {target}.
                    typical2 | {target} was {actedon} by {actor}{when}. | {actor} {acted} {target}. \
                      | {target} {acted} {actor}.
                    typical3 | {actor} {acted} {target} at last{when}. | {actor} {acted} {target}. \
                      | {target} {acted} {actor}.
                    passive | {p} {tv} {q}{when}. | {q} was {tvp} by {p}. | {p} was {tvp} by {q}.
                    lend | {p} lent {q} {an obj}{when}. | {q} borrowed {an obj} from {p}. \
                      | {p} borrowed {an obj} from {q}.
                    taller | {p} is much {taller} than {q}. | {p} is {taller} than {q}. | {q} is {taller} than {p}.
                    before | {p} {iv} before {q}{when}. | {q} {iv} after {p}. | {p} {iv} after {q}.
                    *typical4 | it was {actor} who {acted} {target}. | {target} was {actedon} by {actor}. \
                      | {actor} was {actedon} by {target}.
                    *typical5 | near the {place}, {actor} {acted} {target}. | {actor} {acted} {target}. \
                      | {target} {acted} {actor}.
                    *cleft | it was {p} who {tv} {q}{when}. | {p} {tv} {q}. | {q} {tv} {p}.
                    """));

    private PairTemplates() {}

    private static Kind kind(String name, double share, String lines) {
        List<Template> templates = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            String[] parts = line.split(" +\\| +");
            boolean devOnly = parts[0].startsWith("*");
            String id = name + "." + (devOnly ? parts[0].substring(1) : parts[0]);
            boolean own = parts.length == 5;
            templates.add(new Template(
                    id, devOnly, parts[1], parts[2], own ? parts[3] : parts[1], own ? parts[4] : parts[3]));
        }
        return new Kind(name, share, List.copyOf(templates));
    }
}
