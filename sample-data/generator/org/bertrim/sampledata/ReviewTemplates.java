package org.bertrim.sampledata;

import java.util.ArrayList;
import java.util.List;

/**
 * The sentence patterns of the sample task {@code reviews}. One line is one pattern: an id (a star before it keeps
 * the pattern for the dev rows), then {@code +} if the sentence has the polarity of its words or {@code -} if it has
 * the opposite one, then the text.
 *
 * <p>A row is made for one polarity of words, s. Slots: {@code x}, {@code y} two parts of the thing ("the soup"),
 * {@code xb} the first one without article; {@code was is has it him} for x ("it" as subject and as object), {@code
 * was2} for y; {@code a a2 g g2} adjectives of polarity s for x ({@code g}: with degree), {@code +g} its comparative,
 * {@code b h} of the opposite polarity for x, {@code c d} the same two for y; {@code m n gm gn +gm +gn} likewise for
 * the whole thing; {@code item items}; {@code act oact} what one does about it, with polarity s and the opposite one;
 * {@code nouns onouns} strengths or weaknesses. {@code <p|q>} is p for good words and q for bad ones. A pattern that
 * begins with {@code ^} takes no opener.
 */
final class ReviewTemplates {

    /** One pattern; {@code flips}: the sentence says the opposite of its words. */
    record Template(String id, String kind, boolean devOnly, boolean flips, String text) {}

    /** A group of patterns and its share of the rows. */
    record Kind(String name, double share, List<Template> templates) {}

    static final List<Kind> KINDS = List.of(
            kind("plain", 0.90, """
                    said       + {x} {was} {a}.
                    both       + {x} {was} {a} and {y} {was2} {c}.
                    found      + I found {x} {a} and {y} {c}.
                    what       + ^what a {m} {item}!
                    with       + it is a {m} {item}, and {x} {was} {a} too.
                    struck     + {x} struck me as {a}.
                    everything + everything about this {item} was {m}, above all {x}.
                    agreed     + we all agreed that {x} {was} {a}.
                    want       + {x} {was} so {g} that I wanted to {act}.
                    told       + I told everyone how {g} {x} {was}.
                    made       + it made me want to {act}.
                    plans      + I am going to {act}, because {x} {was} {a}.
                    *came      + {x} came across as {a}.
                    *word      + ^{m}: that is the word for this {item}.
                    *everysense + in every sense a {m} {item}, with {x} as its most {g} part.
                    *couldtell + you could tell at once how {g} {x} {was}.
                    *decided   + {x} {was} {a}, so we decided to {act}.
                    """),
            kind("negation", 0.12, """
                    notatall   - {x} {was} not {g} at all.
                    anything   - {x} {was} anything but {a}.
                    farfrom    - {x} {was} far from {a}.
                    notcall    - I would not call {x} {a}.
                    nothing    - there was nothing {a} about {x}.
                    neither    - {x} {was} neither {g} nor {g2}.
                    nopoint    - at no point did I find {x} {a}.
                    nobody     - nobody in our group could have called {x} {a}.
                    never      - {x} never once seemed {a} to me.
                    hardly     - {x} {was} hardly {g}.
                    lie        - it would be a lie to say that {x} {was} {a}.
                    *vain      - I looked in vain for anything {a} about {x}.
                    *noway     - {x} {was} in no way {a}.
                    *longway   - {x} {was} a long way from being {a}.
                    lastword   - ^{g} is the last word I would use for {x}.
                    *bynomeans - ^by no means {was} {x} {a}.
                    *inclined  - I am not at all inclined to call {x} {a}.
                    """),
            kind("not-a-negation", 0.06, """
                    could      + {x} could not have been {+g}.
                    denying    + there is no denying that {x} {was} {a}.
                    double     + nobody could claim that {x} {was} not {a}.
                    notonly    + ^not only {was} {x} {a}, {y} {was2} {c} as well.
                    notalone   + I am not the only one who found {x} {a}.
                    pretend    + I cannot pretend that {x} {was} anything other than {a}.
                    noother    + there is no other word for it: {x} {was} {a}.
                    notlong    + it did not take long to see how {g} {x} {was}.
                    neverseen  + I have never known {xb} to be so {g}.
                    noneargue  + none of us would argue with the view that {x} {was} {a}.
                    *thisonly  + I can say nothing but this: {x} {was} {a}.
                    *dispute   + nobody who was there disputes how {g} {x} {was}.
                    *doubt     + ^without a doubt, {x} {was} {a}.
                    *deny      + say what you like, nobody can deny how {g} {x} {was}.
                    *secret    + it is no secret that {x} {was} {a}.
                    """),
            kind("expectation", 0.06, """
                    opposite   - I expected {x} to be {a} and got the exact opposite.
                    asexpected + I expected {x} to be {a} and got exactly that.
                    untrue     - I had been told that {x} would be {a}, which was simply not true.
                    true       + I had been told that {x} would be {a}, which was perfectly true.
                    wrong      - friends had told us that {x} would be {a}, and they were wrong.
                    right      + friends had told us that {x} would be {a}, and they were right.
                    hopenot    - I had <hoped|feared> that {x} would be {a}, but {it} {was} not.
                    hopeyes    + I had <hoped|feared> that {x} would be {a}, and {it} {was}.
                    less       - {x} {was} a lot less {g} than I had <hoped|feared>.
                    evenmore   + {x} {was} even {+g} than I had <hoped|feared>.
                    *nothingof - the reviews made {x} sound {a}, and I found nothing of the sort.
                    *exactly   + the reviews made {x} sound {a}, and that is exactly what I found.
                    *misled    - whoever told me that {x} would be {a} misled me.
                    *prepared  + I was prepared for something {m}, and something {m2} is what I got.
                    """),
            kind("contrast", 0.10, """
                    although   + ^although {x} {was} {b}, the {item} as a whole was {m}.
                    aswhole    + the {item} as a whole was {m}, although {x} {was} {b}.
                    spite      + in spite of the {b} {xb}, I would call the {item} {m}.
                    though     + ^{h} though {x} {was}, the {item} itself was {m}.
                    makeup     - {x} {was} {a}, but {y} managed to <spoil|make up for> it.
                    nomakeup   + {x} {was} {a}, and {y} did not manage to <spoil|make up for> it.
                    onlyseems  + the {item} only seems {n} at first; in truth it is {m}.
                    onpaper    - the {item} is {m} on paper, but quite {n} in real life.
                    matters    + {y} {was2} {d}; what counts is that the rest was {m}.
                    rest       - {x} {was} {a}, but the rest of the {item} was {n}.
                    *while     + while {x} did seem {b}, the {item} taken as a whole was {m}.
                    *overall   + ^{m} overall, even if {x} {was} {b}.
                    *setting   - if I set aside {x}, which {was} {a}, all that is left is a {n} {item}.
                    *saved     - not even {x}, {a} as {it} {was}, could change my view that the {item} was {n}.
                    """),
            kind("time", 0.03, """
                    usedto     + {x} used to be {b}, but now {it} {is} {a}.
                    nowused    + {x} {is} {a} now, though {it} used to be {b}.
                    firstend   + ^at first {x} seemed {b}, but by the end I thought {it} {was} {a}.
                    endfirst   + {x} turned out {a} after seeming {b} at first.
                    gone       - ^gone are the days when {x} {was} {a}.
                    nolonger   - {x} {is} no longer as {g} as {it} used to be.
                    *once      + {x}, once {b}, {has} become {a}.
                    *stopped   - {x} stopped being {a} a long time ago.
                    *started   + ^what started out as a {n} {item} ended up as a {m} one.
                    """),
            kind("opinion", 0.05, """
                    except     - everyone except me found {x} {a}.
                    included   + everyone, including me, found {x} {a}.
                    disagree   - my sister called {x} {a}, and I could not disagree more.
                    agree      + my sister called {x} {a}, and I could not agree more.
                    cannot     - I cannot agree with the people who called {x} {a}.
                    canonly    + I can only agree with the people who called {x} {a}.
                    butcall    - my brother called {x} {a}; I call {him} {b}.
                    icall      + I call {x} {a}, even if my brother says {it} {was} {b}.
                    onlyhe     - only my brother thought that {x} {was} {a}.
                    hedoubted  + only my brother doubted that {x} {was} {a}.
                    under      + to say that {x} {was} {g} would be an understatement.
                    over       - to say that {x} {was} {g} would be an exaggeration.
                    *wifemore  - my wife thinks {x} {was} {a}, but I see it the other way round.
                    *wifetoo   + my wife thinks {x} {was} {a}, and I see it the same way.
                    *apart     - apart from my uncle, nobody thought that {x} {was} {a}.
                    *sworn     - the critics swore that {x} {was} {a}, and the critics were wrong.
                    """),
            kind("comparison", 0.03, """
                    nextto     - ^next to this {item}, all others look {m}.
                    noitem     + no {item} I know is as {gm} as this one.
                    fewless    - I know few {items} that are less {gm} than this one.
                    fewmore    + I know few {items} that are {+gm} than this one.
                    unlike     + ^unlike the {n} {items} I had tried before, this one is {m}.
                    others     - the other {items} I have tried were {m}, unlike this one.
                    almostany  - almost any other {item} would be {+gm}.
                    *rivals    - its rivals are all {+gm} than this {item}.
                    *hardto    + it is hard to think of a {+gm} {item} than this one.
                    *beside    + the {item} before this one looks {n} beside it.
                    """),
            kind("action", 0.06, """
                    wait       + I cannot wait to {act}.
                    noreason   - I saw no reason to {act}.
                    reason     + I saw every reason to {act}.
                    nothingcan - nothing could make me {act}.
                    little     + it would not take much to make me {act}.
                    sooner     - I would sooner {oact} than {act}.
                    rather     + I would rather {act} than {oact}.
                    aboutto    - I was about to {act} when I saw how {h} {x} really {was}.
                    had        + had {x} been less {g}, I might not have wanted to {act}.
                    hadbeen    - had {x} been {a}, I would have been ready to {act}.
                    *noone     - no one will ever get me to {act}.
                    *eager     + I was more than eager to {act}.
                    *wish      + what I really wish to do now is {act}.
                    stillwant  + my first thought was to {act}, and I have not changed my mind.
                    changed    - my first thought was to {act}, but I have changed my mind.
                    """),
            kind("noun", 0.03, """
                    hardlyany  - the {item} has hardly any {nouns}.
                    shortage   + the {item} has no shortage of {nouns}.
                    lookednone - I looked for {nouns} and found none.
                    lookedmany + I did not even look for {nouns}, and yet I found plenty of them.
                    outnumber  + the {item}'s {nouns} by far outnumber its {onouns}.
                    outweighed - the {item}'s {nouns} are outweighed by its {onouns}.
                    fewmany    - the {item}'s {nouns} are few and its {onouns} are many.
                    *short     - the {item} is rather short of {nouns}.
                    *page      + I could fill a whole page with the {nouns} of this {item}.
                    pale       - the {item}'s {nouns} disappear beside its {onouns}.
                    """));

    private ReviewTemplates() {}

    private static Kind kind(String name, double share, String lines) {
        List<Template> templates = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            String[] parts = line.split("\\s+", 3);
            boolean devOnly = parts[0].startsWith("*");
            String id = devOnly ? parts[0].substring(1) : parts[0];
            templates.add(new Template(name + "." + id, name, devOnly, parts[1].equals("-"), parts[2]));
        }
        return new Kind(name, share, List.copyOf(templates));
    }
}
