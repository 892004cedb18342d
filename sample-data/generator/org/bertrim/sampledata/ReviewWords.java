package org.bertrim.sampledata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The words of the sample task {@code reviews}: things that are reviewed, what one can say about their parts, and
 * what one does when one likes or dislikes them. A star before a word or a domain keeps it for the dev rows.
 */
final class ReviewWords {

    /** A word or phrase and whether only dev rows may use it. */
    record Word(String text, boolean devOnly) {
        static Word of(String text) {
            return text.startsWith("*") ? new Word(text.substring(1), true) : new Word(text, false);
        }

        static List<Word> list(String commaSeparated) {
            List<Word> words = new ArrayList<>();
            for (String part : commaSeparated.split(",")) {
                words.add(of(part.strip()));
            }
            return List.copyOf(words);
        }
    }

    /**
     * One part of a thing under review, plural after a plus sign, with its pronoun and the gradable adjectives that
     * fit it.
     */
    record Aspect(String noun, boolean plural, String pronoun, List<Word> good, List<Word> bad) {}

    /** One kind of thing under review. */
    record Domain(
            String item,
            String items,
            String preposition,
            boolean devOnly,
            List<Word> openers,
            List<Word> goodActs,
            List<Word> badActs,
            List<Aspect> aspects) {}

    /** Adjectives for anything, which take "more", "less" and "enough". */
    static final List<Word> GOOD = Word.list("good, enjoyable, impressive, pleasant, satisfying, nice, *rewarding, "
            + "*admirable, *agreeable, *appealing");

    static final List<Word> BAD = Word.list("bad, poor, disappointing, unpleasant, annoying, frustrating, tiresome, "
            + "*irritating, *unsatisfying, *infuriating, *disagreeable");

    /** Adjectives for anything, which do not take a degree. */
    static final List<Word> SUPERB = Word.list("excellent, wonderful, superb, fantastic, brilliant, *marvellous, "
            + "*outstanding, *terrific, *magnificent");

    static final List<Word> AWFUL = Word.list("awful, terrible, dreadful, horrible, lousy, *atrocious, *abysmal, "
            + "*appalling, *horrendous");

    static final List<Word> MERITS = Word.list("strengths, merits, strong points, good sides, virtues, *delights, "
            + "*advantages");

    static final List<Word> FLAWS = Word.list("weaknesses, faults, weak points, bad sides, flaws, *shortcomings, "
            + "*drawbacks");

    /** Openers that fit every domain. */
    static final List<Word> OPENERS = Word.list("to my mind, in my opinion, for what it is worth, I must say, "
            + "as far as I can tell, speaking for myself, looking back, in short, *all things considered, "
            + "*frankly speaking, *by my standards");

    /** Comparatives that are not made with "more". */
    static final Map<String, String> COMPARATIVES = Map.ofEntries(
            Map.entry("good", "better"), Map.entry("bad", "worse"), Map.entry("poor", "poorer"),
            Map.entry("nice", "nicer"), Map.entry("dull", "duller"), Map.entry("sharp", "sharper"),
            Map.entry("slow", "slower"), Map.entry("rude", "ruder"), Map.entry("silly", "sillier"),
            Map.entry("weak", "weaker"), Map.entry("fresh", "fresher"), Map.entry("tasty", "tastier"),
            Map.entry("funny", "funnier"), Map.entry("clumsy", "clumsier"), Map.entry("dirty", "dirtier"),
            Map.entry("noisy", "noisier"), Map.entry("friendly", "friendlier"), Map.entry("lovely", "lovelier"),
            Map.entry("strong", "stronger"), Map.entry("clear", "clearer"), Map.entry("smooth", "smoother"),
            Map.entry("greasy", "greasier"), Map.entry("witty", "wittier"), Map.entry("clean", "cleaner"),
            Map.entry("sturdy", "sturdier"), Map.entry("flimsy", "flimsier"), Map.entry("sloppy", "sloppier"),
            Map.entry("cosy", "cosier"), Map.entry("shabby", "shabbier"), Map.entry("kind", "kinder"));

    static final List<Domain> DOMAINS = read("""
            film, films | in
              openers: after the opening scene, on a rainy Sunday, in a full cinema, *at the late showing
              good: watch it again, recommend it to my friends, see it a second time, *buy the disc
              bad: walk out, ask for my money back, leave before the end, *switch it off
              acting: convincing, moving, natural, *compelling / wooden, lifeless, clumsy, *stilted
              plot: gripping, clever, original, *riveting / predictable, tedious, silly, *contrived
              dialogue: witty, sharp, funny, *snappy / stale, corny, dull, *cringeworthy
              soundtrack: lovely, stirring, fitting, *enchanting / grating, dull, intrusive, *monotonous
              ending: touching, clever, believable, *uplifting / lame, confusing, predictable, *unconvincing
              +jokes: funny, clever, fresh, *hilarious / stale, corny, silly, *unfunny
            novel, novels | of
              openers: after the first chapter, on a long flight, in a single weekend, *by the last page
              good: read it again, lend it to my sister, look for the author's other books, *keep it on my shelf
              bad: give it away, stop reading, throw it across the room, *skip whole chapters
              prose: elegant, vivid, clear, *lyrical / clumsy, wordy, dull, *overwrought
              story: gripping, moving, original, *absorbing / predictable, tedious, confusing, *far-fetched
              heroine (she): likeable, believable, clever, *captivating / insufferable, lifeless, silly, *whiny
              translation: careful, smooth, elegant, *faithful / careless, clumsy, sloppy, *inaccurate
              +chapters: gripping, lively, vivid, *spellbinding / tedious, wordy, dull, *plodding
            restaurant, restaurants | at
              openers: on our second visit, on a quiet Tuesday, with a table of six, *at lunchtime
              good: come back soon, book another table, leave a large tip, *bring the whole family
              bad: complain to the manager, eat somewhere else, leave without paying, *warn the neighbours
              soup: tasty, fresh, fragrant, *flavourful / bland, salty, lukewarm, *watery
              waiter (he): friendly, polite, attentive, *courteous / rude, slow, careless, *surly
              dessert: tasty, lovely, fresh, *scrumptious / bland, stale, sickly, *disgusting
              wine list: impressive, clever, interesting, *enticing / dull, overpriced, limited, *uninspired
              +vegetables: fresh, tasty, crisp, *succulent / bland, limp, greasy, *mushy
            hotel, hotels | at
              openers: during our three nights there, after a long drive, in the low season, *on arrival
              good: stay there again, extend our stay, recommend it to my parents, *book the same room
              bad: check out early, move to another place, write to the owner, *sleep in the car
              room: clean, cosy, comfortable, *spotless / dirty, shabby, noisy, *filthy
              breakfast: tasty, fresh, generous, *plentiful / bland, stale, meagre, *inedible
              bathroom: clean, modern, comfortable, *immaculate / dirty, cramped, shabby, *mouldy
              receptionist (she): friendly, helpful, polite, *welcoming / rude, unhelpful, slow, *unfriendly
              +beds: comfortable, clean, cosy, *restful / lumpy, noisy, uncomfortable, *saggy
            phone, phones | of
              openers: after two weeks of daily use, out of the box, with the latest update, *on the road
              good: buy the same model again, recommend it to my colleagues, keep it for years, *order a second one
              bad: send it back, ask for a refund, go back to my old one, *give it to charity
              screen: sharp, clear, smooth, *vibrant / blurry, dim, unreliable, *pixelated
              camera: sharp, fast, reliable, *versatile / blurry, slow, unreliable, *grainy
              battery: reliable, strong, durable, *long-lasting / weak, unreliable, feeble, *short-lived
              keyboard: comfortable, smooth, responsive, *intuitive / sluggish, clumsy, fiddly, *awkward
              +speakers: clear, strong, rich, *crisp / tinny, weak, muffled, *distorted
            drill, drills | of
              openers: after a month in the workshop, on hard concrete, for small repairs at home, *up on a ladder
              good: buy from this brand again, recommend it to my neighbour, use it every weekend, *get one for my son
              bad: return it to the shop, claim on the warranty, borrow my neighbour's one, *throw it in the bin
              motor: strong, smooth, reliable, *powerful / weak, noisy, unreliable, *underpowered
              grip: comfortable, sturdy, secure, *well-shaped / slippery, flimsy, uncomfortable, *wobbly
              manual: clear, helpful, careful, *readable / confusing, unhelpful, sloppy, *incomprehensible
              case: sturdy, handy, durable, *robust / flimsy, clumsy, useless, *rickety
              +switches: sturdy, smooth, handy, *precise / flimsy, fiddly, unreliable, *jammed
            coffee machine, coffee machines | of
              openers: after fifty cups, on busy mornings, with fresh beans, *in our small kitchen
              good: give one to my mother, recommend it at work, use it every day, *buy a spare
              bad: send it back, ask for a refund, go back to instant powder, *put it in the cellar
              espresso: rich, tasty, fragrant, *delicious / weak, bitter, lukewarm, *watery
              design: elegant, clever, compact, *sleek / clumsy, ugly, flimsy, *hideous
              water tank: handy, sturdy, generous, *well-made / flimsy, fiddly, leaky, *cumbersome
              milk foam: smooth, rich, lovely, *silky / thin, lumpy, weak, *soupy
              +buttons: clear, handy, sturdy, *intuitive / fiddly, confusing, unreliable, *unresponsive
            evening class, evening classes | of
              openers: after ten weeks, as a complete beginner, with a full-time job, *by the final lesson
              good: sign up for the next level, recommend it to a colleague, thank the organisers, \
                *bring my cousin along
              bad: drop out, ask for the fee back, look for another school, *skip the last weeks
              teacher (she): patient, friendly, helpful, *inspiring / impatient, rude, careless, *condescending
              textbook: clear, helpful, interesting, *well-written / confusing, dull, sloppy, *outdated
              feedback: helpful, careful, kind, *constructive / careless, unhelpful, rude, *superficial
              pace: comfortable, sensible, natural, *manageable / hectic, tiring, slow, *exhausting
              +exercises: clever, helpful, interesting, *stimulating / dull, confusing, useless, *pointless
            concert, concerts | at
              openers: from the third row, on a warm evening, after a long delay, *on the closing night
              good: buy the album, see the band again, cheer until the end, *ask for an encore
              bad: leave during the break, ask for my money back, cover my ears, *slip out quietly
              singer (he): charming, lively, convincing, *charismatic / lifeless, careless, bored, *off-key
              sound: clear, rich, lovely, *crystal-clear / muddy, muffled, grating, *deafening
              lighting: clever, lovely, fitting, *atmospheric / dim, clumsy, distracting, *glaring
              support act: lively, charming, funny, *energetic / dull, noisy, lifeless, *amateurish
              +seats: comfortable, clean, cosy, *luxurious / uncomfortable, cramped, shabby, *painful
            ferry, ferries | on
              openers: on the night crossing, with two small children, in rough weather, *in the middle of August
              good: travel with this line again, recommend it to my family, book the return trip, \
                *sail with them every summer
              bad: take the plane next time, complain to the company, ask for compensation, *swim home instead
              cabin: clean, comfortable, cosy, *spacious / dirty, cramped, stuffy, *musty
              crew: friendly, helpful, polite, *obliging / rude, unhelpful, careless, *grumpy
              canteen: clean, generous, cosy, *inviting / dirty, overpriced, greasy, *unhygienic
              boarding: smooth, quick, easy, *orderly / slow, confusing, hectic, *chaotic
              +announcements: clear, helpful, polite, *informative / muffled, confusing, rude, *garbled
            museum, museums | in
              openers: on a free Sunday, with a school class, after the rebuilding, *on a winter afternoon
              good: come back with friends, buy a yearly ticket, spend another day there, *praise it to everyone
              bad: leave after ten minutes, ask for the entrance fee back, warn other visitors, *wait outside
              exhibition: interesting, clever, vivid, *fascinating / dull, confusing, careless, *lacklustre
              guide (she): friendly, patient, lively, *knowledgeable / bored, impatient, rude, *ill-informed
              audio tour: clear, lively, helpful, *informative / tedious, confusing, wordy, *repetitive
              cafe: cosy, clean, friendly, *inviting / dirty, overpriced, noisy, *gloomy
              +labels: clear, helpful, witty, *legible / confusing, wordy, sloppy, *unreadable
            tent, tents | of
              openers: after a week in the rain, on a family trip, at a windy campsite, *in the mountains
              good: take it on every trip, recommend it to the scouts, buy the larger size, *camp all summer
              bad: sleep in the car, return it at once, ask for a refund, *head for a hotel
              fabric: sturdy, strong, durable, *robust / flimsy, weak, thin, *leaky
              zip: smooth, sturdy, reliable, *hard-wearing / fiddly, flimsy, unreliable, *stuck
              porch: handy, generous, clever, *spacious / cramped, useless, clumsy, *poky
              frame: sturdy, strong, clever, *solid / flimsy, weak, clumsy, *wobbly
              +poles: sturdy, strong, durable, *rugged / weak, flimsy, useless, *bendy
            *board game, board games | of
              openers: after five rounds, with four players, on a family evening, for beginners
              good: play another round, buy the extension, bring it to every party, teach it to my nephews
              bad: put it back in the box, sell it online, play cards instead, stop halfway
              artwork: lovely, elegant, *charming, *gorgeous / ugly, dull, *gaudy, *drab
              rule book: clear, helpful, *concise, *instructive / confusing, wordy, *baffling, *muddled
              pace: lively, smooth, *brisk, *thrilling / slow, tedious, *sluggish, *sleepy
              +pieces: sturdy, lovely, *polished, *exquisite / flimsy, ugly, *shoddy, *brittle
            *bicycle, bicycles | of
              openers: after a thousand kilometres, on steep hills, in city traffic, with heavy bags
              good: ride it every day, buy a second one, recommend it to my club, take it on holiday
              bad: take the bus instead, return it to the dealer, sell it again, ask for a repair
              saddle: comfortable, sturdy, *soft, *well-shaped / uncomfortable, slippery, *painful, *saggy
              paintwork: lovely, durable, *glossy, *flawless / dull, sloppy, *scratched, *patchy
              ride: smooth, comfortable, *effortless, *nimble / tiring, noisy, *bumpy, *jerky
              +brakes: reliable, strong, *dependable, *responsive / weak, unreliable, *squeaky, *dangerous
            *podcast, podcasts | of
              openers: during my morning run, after three episodes, on the way to work, as a long-time listener
              good: listen to every episode, support it with money, wait eagerly for each new part, \
                share it with friends
              bad: cancel my subscription, skip to the end, listen to music instead, delete it
              host (he): charming, witty, *engaging, *insightful / rude, bored, *arrogant, *smug
              sound quality: clear, rich, *crisp, *pristine / muffled, tinny, *crackly, *dreadful
              editing: careful, smooth, *tight, *masterly / sloppy, clumsy, *slapdash, *haphazard
              +interviews: interesting, lively, *probing, *captivating / dull, tedious, *shallow, *rambling
            """);

    private ReviewWords() {}

    private static List<Domain> read(String text) {
        List<Domain> domains = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (!line.startsWith(" ") && !block.isEmpty()) {
                domains.add(domain(block));
                block.clear();
            }
            block.add(line.strip());
        }
        domains.add(domain(block));
        return List.copyOf(domains);
    }

    private static Domain domain(List<String> block) {
        String[] head = block.get(0).split("[,|]");
        boolean devOnly = head[0].startsWith("*");
        List<Aspect> aspects = new ArrayList<>();
        for (String line : block.subList(4, block.size())) {
            int colon = line.indexOf(':');
            String noun = line.substring(0, colon);
            String[] sides = line.substring(colon + 1).split("/");
            boolean plural = noun.startsWith("+");
            String pronoun = "it";
            if (noun.endsWith(")")) {
                int open = noun.indexOf(" (");
                pronoun = noun.substring(open + 2, noun.length() - 1);
                noun = noun.substring(0, open);
            }
            noun = plural ? noun.substring(1) : noun;
            aspects.add(new Aspect(noun, plural, pronoun, Word.list(sides[0]), Word.list(sides[1])));
        }
        return new Domain(
                devOnly ? head[0].substring(1) : head[0],
                head[1].strip(),
                head[2].strip(),
                devOnly,
                labelled(block.get(1), "openers:"),
                labelled(block.get(2), "good:"),
                labelled(block.get(3), "bad:"),
                List.copyOf(aspects));
    }

    private static List<Word> labelled(String line, String label) {
        if (!line.startsWith(label)) {
            throw new IllegalStateException("expected " + label + " in: " + line);
        }
        return Word.list(line.substring(label.length()));
    }
}
