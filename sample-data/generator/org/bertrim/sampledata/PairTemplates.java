package org.bertrim.sampledata;

import java.util.ArrayList;
import java.util.List;

/**
 * The patterns of the sample task {@code pairs}. One line is one pattern: an id (a star before it keeps the pattern for the dev
 * rows), a first sentence, a second one that follows from it and one that does not. With five fields the row that does not
 * follow has its own first sentence, the fourth.
 *
 * <p>Slots: {@code p q r} three persons; {@code tv tvp} what one person does to another, past tense and participle;
 * {@code did do done} what one person does, past tense, infinitive and participle, {@code did2 do2} another such thing;
 * {@code iv} an event of one moment; {@code obj kind} a thing and its kind, {@code obj2 kind2} others, {@code get got} what one
 * does with it; {@code tall taller shorter} an adjective, its comparative and the comparative of its opposite;
 * {@code place open closed} a place, a state of it and the opposite; {@code group one} people, plural and singular;
 * {@code six four nine} numbers, the second smaller and the third larger than the first; {@code when} a time or nothing;
 * {@code adj} a colour or a size; {@code yes no} verbs that say that something was done or was not done; {@code knows} verbs
 * whose complement is true; {@code thinks} verbs whose complement need not be.
 */
final class PairTemplates {

    /** One pattern. */
    record Template(
            String id, boolean devOnly, String premise, String follows, String otherPremise, String doesNotFollow) {}

    /** A group of patterns and its share of the rows. */
    record Kind(String name, double share, List<Template> templates) {}

    static final List<Kind> KINDS = List.of(
            kind("detail", 0.22, """
                    thing | {p} {got} {adj} {obj}{when}. | {p} {got} {an obj}. | {p} {got} {an obj2}.
                    person | {p} {did} with {q}{when}. | {p} {did}. | {r} {did}.
                    deed | {p} {did}{when}. | {p} {did}. | {p} {did2}.
                    state | the {place} was {open}{when}. | the {place} was not {closed}. | the {place} was {closed}.
                    notstate | the {place} was not {open}{when}. | the {place} was {closed}. | the {place} was {open}.
                    both | {p} {did} and {did2}{when}. | {p} {did2}. | {p} did not {do2}.
                    *where | {p} met {q} near the {place}{when}. | {p} met {q}. | {p} met {r}.
                    *attic | the {obj} that {p} {got} years ago is in the attic. | {p} {got} {an obj}. | {p} {got} {an obj2}.
                    *nolonger | the {place} is no longer {open}. | the {place} is {closed}. | the {place} is {open}.
                    """),
            kind("roles", 0.14, """
                    passive | {p} {tv} {q}{when}. | {q} was {tvp} by {p}. | {p} was {tvp} by {q}.
                    active | {p} was {tvp} by {q}{when}. | {q} {tv} {p}. | {p} {tv} {q}.
                    cleft | it was {p} who {tv} {q}{when}. | {p} {tv} {q}. | {q} {tv} {p}.
                    lend | {p} lent {q} {an obj}{when}. | {q} borrowed {an obj} from {p}. | {p} borrowed {an obj} from {q}.
                    borrow | {p} borrowed {an obj} from {q}{when}. | {q} lent {p} {an obj}. | {p} lent {q} {an obj}.
                    sell | {p} sold {q} {an obj}{when}. | {q} bought {an obj} from {p}. | {p} bought {an obj} from {q}.
                    teach | {p} gives lessons to {q}. | {q} takes lessons from {p}. | {p} takes lessons from {q}.
                    *whom | it was {p} whom {q} {tv}{when}. | {q} {tv} {p}. | {p} {tv} {q}.
                    *hand | {p} handed {q} {an obj}{when}. | {q} was given {an obj} by {p}. | {p} was given {an obj} by {q}.
                    *follow | {p} walked behind {q}{when}. | {q} walked in front of {p}. | {p} walked in front of {q}.
                    """),
            kind("comparison", 0.11, """
                    opposite | {p} is {taller} than {q}. | {q} is {shorter} than {p}. | {p} is {shorter} than {q}.
                    same | {p} is much {taller} than {q}. | {p} is {taller} than {q}. | {q} is {taller} than {p}.
                    notas | {p} is not as {tall} as {q}. | {q} is {taller} than {p}. | {p} is {taller} than {q}.
                    less | {p} is less {tall} than {q}. | {q} is {taller} than {p}. | {p} is {taller} than {q}.
                    *two | of the two, {p} and {q}, the {taller} one is {q}. | {q} is {taller} than {p}. | {p} is {taller} than {q}.
                    *noteven | not even {p} is as {tall} as {q}. | {p} is {shorter} than {q}. | {q} is {shorter} than {p}.
                    """),
            kind("time", 0.09, """
                    before | {p} {iv} before {q}{when}. | {q} {iv} after {p}. | {p} {iv} after {q}.
                    after | {p} {iv} after {q}{when}. | {q} {iv} before {p}. | {p} {iv} before {q}.
                    earlier | {p} {iv} earlier than {q}. | {q} {iv} later than {p}. | {p} {iv} later than {q}.
                    later | {p} {iv} later than {q}. | {q} {iv} earlier than {p}. | {p} {iv} earlier than {q}.
                    *first | first {p} {iv}, then {q}. | {q} {iv} after {p}. | {p} {iv} after {q}.
                    *hour | {p} {iv} an hour before {q}. | {q} {iv} later than {p}. | {p} {iv} later than {q}.
                    """),
            kind("doing", 0.15, """
                    yes | {p} {yes} {do}{when}. | {p} {did}. | {p} did not {do}.
                    no | {p} {no} {do}{when}. | {p} did not {do}. | {p} {did}.
                    notyes | {p} did not manage to {do}{when}. | {p} did not {do}. | {p} {did}.
                    notno | {p} did not forget to {do}{when}. | {p} {did}. | {p} did not {do}.
                    would | {p} would have {done} if there had been time. | {p} did not {do}. | {p} {did}.
                    without | without {q}, {p} would not have {done}. | {p} {did}. | {p} did not {do}.
                    *nearly | {p} very nearly {did}, but then changed plans. | {p} did not {do}. | {p} {did}.
                    *insist | {p} did not fail to {do}, as promised. | {p} {did}. | {p} did not {do}.
                    """),
            kind("belief", 0.09, """
                    knows | {p} {knows} that {q} {did}. | {q} {did}. | it is not certain that {q} {did}.
                    thinks | {p} {thinks} that {q} {did}. | it is not certain that {q} {did}. | {q} {did}.
                    perhaps | perhaps {q} {did}{when}. | it is not certain that {q} {did}. | {q} {did}.
                    clearly | it is a fact that {q} {did}{when}. | {q} {did}. | it is not certain that {q} {did}.
                    *rumour | there is a rumour that {q} {did}. | it is not certain that {q} {did}. | {q} {did}.
                    *proof | there is proof that {q} {did}. | {q} {did}. | it is not certain that {q} {did}.
                    """),
            kind("quantity", 0.13, """
                    all | all of the {group} {did}{when}. | some of the {group} {did}. | none of the {group} {did}.
                    allnot | all of the {group} {did}{when}. | every {one} {did}. | not every {one} {did}.
                    none | none of the {group} {did}{when}. | not every {one} {did}. | every {one} {did}.
                    nosome | not one of the {group} {did}{when}. | none of the {group} {did}. | some of the {group} {did}.
                    few | only a few of the {group} {did}. | not every {one} {did}. | every {one} {did}.
                    most | most of the {group} {did}{when}. | some of the {group} {did}. | none of the {group} {did}.
                    more | {six} {group} {did}{when}. | more than {four} {group} {did}. | more than {nine} {group} {did}.
                    fewer | {six} {group} {did}{when}. | fewer than {nine} {group} {did}. | fewer than {four} {group} {did}.
                    *without | without exception, the {group} {did}. | every {one} {did}. | not every {one} {did}.
                    *nobody | nobody among the {group} {did}. | none of the {group} {did}. | some of the {group} {did}.
                    *half | only half of the {group} {did}. | not every {one} {did}. | every {one} {did}.
                    """),
            kind("kinds", 0.1, """
                    up | {p} {got} {an obj}{when}. | {p} {got} {an kind}. | {p} {got} {an kind}{when}. | {p} {got} {an obj}.
                    notup | {p} never {got} {an kind}. | {p} never {got} {an obj}. | {p} never {got} {an obj}. | {p} never {got} {an kind}.
                    other | {p} {got} {an obj}{when}. | {p} {got} {an kind}. | {p} {got} {an kind2}.
                    *all | {p} likes every {kind}. | {p} likes every {obj}. | {p} likes every {obj}. | {p} likes every {kind}.
                    *looking | {p} has found {an obj}. | {p} has found {an kind}. | {p} has found {an kind}. | {p} has found {an obj}.
                    """),
            kind("joining", 0.15, """
                    and | {p} and {q} {did}{when}. | {q} {did}. | {q} did not {do}.
                    neither | neither {p} nor {q} {did}{when}. | {q} did not {do}. | {q} {did}.
                    butnot | {p} {did}, but {q} did not. | {p} {did}. | {q} {did}.
                    butyes | {p} did not {do}, but {q} did. | {q} {did}. | {p} {did}.
                    or | either {p} or {q} {did}{when}. | it is not certain that {q} {did}. | {q} {did}.
                    insteadof | {p} {did} instead of {q}. | {q} did not {do}. | {q} {did}.
                    except | everyone except {p} {did}{when}. | {p} did not {do}. | {p} {did}.
                    nobodybut | nobody but {p} {did}{when}. | {p} {did}. | {p} did not {do}.
                    nottrue | it is not true that {p} {did}. | {p} did not {do}. | {p} {did}.
                    notnot | it is not true that {p} did not {do}. | {p} {did}. | {p} did not {do}.
                    *unlike | unlike {p}, {q} {did}. | {p} did not {do}. | {p} {did}.
                    *like | like {p}, {q} {did}. | {p} {did}. | {p} did not {do}.
                    *ratherthan | {p} rather than {q} {did}. | {p} {did}. | {q} {did}.
                    *together | {p} {did}, and so did {q}. | {q} {did}. | {q} did not {do}.
                    """));

    private PairTemplates() {}

    private static Kind kind(String name, double share, String lines) {
        List<Template> templates = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            String[] parts = line.split(" \\| ");
            boolean devOnly = parts[0].startsWith("*");
            String id = name + "." + (devOnly ? parts[0].substring(1) : parts[0]);
            boolean own = parts.length == 5;
            templates.add(new Template(
                    id, devOnly, parts[1], parts[2], own ? parts[3] : parts[1], own ? parts[4] : parts[3]));
        }
        return new Kind(name, share, List.copyOf(templates));
    }
}
