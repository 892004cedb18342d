package org.bertrim.sampledata;

import java.util.ArrayList;
import java.util.List;

/** The words of the sample task {@code pairs}. A star before an entry keeps it for the dev rows. */
final class PairWords {

    /** Forms of one word that belong together, and whether only dev rows may use it. */
    record Entry(List<String> forms, boolean devOnly) {
        String form(int index) {
            return forms.get(index);
        }
    }

    static final List<Entry> PERSONS = read("Anna; Ben; Clara; David; Emma; Felix; Grace; Henry; Ida; Jack; "
            + "the baker; the nurse; the pilot; the teacher; the farmer; the lawyer; the singer; the driver; the doctor; "
            + "the cook; the painter; the judge; the gardener; the engineer; "
            + "*Laura; *Martin; *Nora; *Oscar; *Paula; *Simon; *the butcher; *the actor; *the tailor; *the librarian; "
            + "*the plumber; *the dentist");

    /** Past tense, participle. */
    static final List<Entry> DEEDS_TO_PERSONS = read("thanked; helped; followed; invited; praised; visited; called; ignored; "
            + "interrupted; recognised; blamed; hired; warned; saw/seen; chose/chosen; beat/beaten; "
            + "*greeted; *rescued; *welcomed; *criticised; *forgave/forgiven; *accused");

    /** Past tense, infinitive, participle. */
    static final List<Entry> DEEDS = read("repaired the fence/repair the fence; signed the letter/sign the letter; "
            + "passed the test/pass the test; locked the door/lock the door; painted the wall/paint the wall; "
            + "opened the window/open the window; cleaned the kitchen/clean the kitchen; "
            + "watered the flowers/water the flowers; visited the castle/visit the castle; "
            + "answered the question/answer the question; crossed the river/cross the river; "
            + "won the race/win the race/won the race; paid the bill/pay the bill/paid the bill; "
            + "read the report/read the report/read the report; sold the car/sell the car/sold the car; "
            + "caught the train/catch the train/caught the train; ate the soup/eat the soup/eaten the soup; "
            + "wrote the speech/write the speech/written the speech; found the key/find the key/found the key; "
            + "*washed the dishes/wash the dishes; *climbed the tower/climb the tower; "
            + "*fixed the computer/fix the computer; *booked the tickets/book the tickets; "
            + "*lost the map/lose the map/lost the map; *sang the song/sing the song/sung the song; "
            + "*drove the lorry/drive the lorry/driven the lorry; *fed the horses/feed the horses/fed the horses");

    static final List<Entry> EVENTS = read("arrived; left; spoke; finished; woke up; came home; started work; "
            + "*went to bed; *got married; *retired; *fell asleep");

    /** Thing, kind. */
    static final List<Entry> THINGS = read("violin/instrument; guitar/instrument; trumpet/instrument; rose/flower; "
            + "tulip/flower; hammer/tool; screwdriver/tool; saw/tool; apple/fruit; pear/fruit; parrot/bird; pigeon/bird; "
            + "sofa/piece of furniture; table/piece of furniture; wardrobe/piece of furniture; necklace/piece of jewellery; "
            + "ring/piece of jewellery; bus/vehicle; van/vehicle; "
            + "*flute/instrument; *lily/flower; *spanner/tool; *banana/fruit; *canary/bird; *lorry/vehicle; "
            + "*bracelet/piece of jewellery; *desk/piece of furniture; *poodle/dog; *terrier/dog; *novel/book; *dictionary/book");

    static final List<Entry> GETTING = read("bought; found; drew; lost; sold; chose; *ordered; *noticed; *photographed");

    static final List<Entry> MODIFIERS = read("a big; a small; a red; a white; a beautiful; a new; a cheap; "
            + "*an expensive; *a green; *a heavy; *an ugly");

    /** Adjective, comparative, comparative of the opposite. */
    static final List<Entry> MEASURES = read("tall/taller/shorter; short/shorter/taller; old/older/younger; "
            + "young/younger/older; fast/faster/slower; slow/slower/faster; rich/richer/poorer; poor/poorer/richer; "
            + "strong/stronger/weaker; weak/weaker/stronger; happy/happier/sadder; sad/sadder/happier; "
            + "*loud/louder/quieter; *quiet/quieter/louder; *thin/thinner/fatter; *fat/fatter/thinner; "
            + "*polite/more polite/ruder; *rude/ruder/more polite");

    static final List<Entry> PLACES = read("shop; bank; school; library; market hall; church; *bakery; *pharmacy; *theatre; "
            + "*swimming pool");

    /** State, its opposite. */
    static final List<Entry> STATES = read("open/closed; closed/open; full/empty; empty/full; clean/dirty; dirty/clean; "
            + "*quiet/noisy; *noisy/quiet; *warm/cold; *cold/warm");

    /** Plural, singular. */
    static final List<Entry> GROUPS = read("students/student; players/player; guests/guest; neighbours/neighbour; "
            + "tourists/tourist; workers/worker; *sailors/sailor; *soldiers/soldier; *pupils/pupil; *members/member");

    static final List<Entry> TIMES = read("on Monday; on Friday; last week; after lunch; in the morning; yesterday; "
            + "last summer; *on Sunday; *before dinner; *at noon; *the day before");

    static final List<Entry> YES = read("managed to; remembered to; happened to; took the time to; was quick to; "
            + "*was kind enough to; *did not hesitate to; *succeeded in the attempt to");

    static final List<Entry> NO = read("failed to; forgot to; refused to; decided not to; was unable to; "
            + "*neglected to; *was too busy to; *never got round to");

    static final List<Entry> KNOWS = read("knows; is glad; remembers; is surprised; has found out; "
            + "*is aware; *regrets; *has discovered");

    static final List<Entry> THINKS = read("thinks; hopes; claims; suspects; is afraid; *believes; *assumes; *fears");

    static final List<String> NUMBERS = List.of("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "fifteen", "twenty", "thirty", "fifty");

    private PairWords() {}

    private static List<Entry> read(String entries) {
        List<Entry> list = new ArrayList<>();
        for (String part : entries.split(";")) {
            String entry = part.strip();
            boolean devOnly = entry.startsWith("*");
            list.add(new Entry(List.of((devOnly ? entry.substring(1) : entry).split("/")), devOnly));
        }
        return List.copyOf(list);
    }
}
