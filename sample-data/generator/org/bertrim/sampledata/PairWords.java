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
            + "the baker; the nurse; the pilot; the teacher; the farmer; the lawyer; the singer; the driver; "
            + "the doctor; the cook; the painter; the judge; the gardener; the engineer; *Laura; *Martin; *Nora; "
            + "*Oscar; *Paula; *Simon; *the butcher; *the actor; *the tailor; *the librarian; *the plumber; "
            + "*the dentist");

    /** Past tense, participle. */
    static final List<Entry> DEEDS_TO_PERSONS = read("thanked; helped; followed; invited; praised; visited; called; "
            + "ignored; interrupted; recognised; blamed; hired; warned; saw/seen; chose/chosen; beat/beaten; "
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

    /** Who, what they do in past tense, to whom, participle where it differs. */
    static final List<Entry> TYPICAL = read("the police officer/arrested/the thief; the doctor/treated/the patient; "
            + "the waiter/served/the customer; the cat/chased/the mouse; the teacher/taught/the pupil; "
            + "the hunter/shot/the deer; the judge/sentenced/the robber; the fisherman/caught/the trout; "
            + "the mother/fed/the baby; the firefighter/rescued/the child; the barber/shaved/the guest; "
            + "the dog/bit/the postman/bitten; the manager/hired/the assistant; the reporter/interviewed/the mayor; "
            + "*the vet/examined/the horse; *the owl/ate/the frog/eaten; *the guard/caught/the burglar; "
            + "*the coach/trained/the swimmer; *the nurse/bandaged/the soldier; *the lion/attacked/the zebra");

    static final List<Entry> EVENTS = read("arrived; left; spoke; finished; woke up; came home; started work; "
            + "*went to bed; *got married; *retired; *fell asleep");

    /** Thing, kind. */
    static final List<Entry> THINGS = read("violin/instrument; guitar/instrument; trumpet/instrument; rose/flower; "
            + "tulip/flower; hammer/tool; screwdriver/tool; saw/tool; apple/fruit; pear/fruit; parrot/bird; "
            + "pigeon/bird; sofa/piece of furniture; table/piece of furniture; wardrobe/piece of furniture; "
            + "necklace/piece of jewellery; ring/piece of jewellery; bus/vehicle; van/vehicle; *flute/instrument; "
            + "*lily/flower; *spanner/tool; *banana/fruit; *canary/bird; *lorry/vehicle; "
            + "*bracelet/piece of jewellery; *desk/piece of furniture; *poodle/dog; *terrier/dog; *novel/book; "
            + "*dictionary/book");

    static final List<Entry> GETTING = read("bought; found; drew; lost; sold; chose; *ordered; *noticed; "
            + "*photographed");

    static final List<Entry> MODIFIERS = read("a big; a small; a red; a white; a beautiful; a new; a cheap; "
            + "*an expensive; *a green; *a heavy; *an ugly");

    /** Adjective, comparative, comparative of the opposite. */
    static final List<Entry> MEASURES = read("tall/taller/shorter; short/shorter/taller; old/older/younger; "
            + "young/younger/older; fast/faster/slower; slow/slower/faster; rich/richer/poorer; poor/poorer/richer; "
            + "strong/stronger/weaker; weak/weaker/stronger; happy/happier/sadder; sad/sadder/happier; "
            + "*loud/louder/quieter; *quiet/quieter/louder; *thin/thinner/fatter; *fat/fatter/thinner; "
            + "*polite/more polite/ruder; *rude/ruder/more polite");

    static final List<Entry> PLACES = read("shop; bank; school; library; market hall; church; *bakery; *pharmacy; "
            + "*theatre; *swimming pool");

    /** State, its opposite. */
    static final List<Entry> STATES = read("open/closed; closed/open; full/empty; empty/full; clean/dirty; "
            + "dirty/clean; *quiet/noisy; *noisy/quiet; *warm/cold; *cold/warm");

    /** Plural, singular. */
    static final List<Entry> GROUPS = read("students/student; players/player; guests/guest; neighbours/neighbour; "
            + "tourists/tourist; workers/worker; *sailors/sailor; *soldiers/soldier; *pupils/pupil; *members/member");

    static final List<Entry> TIMES = read("on Monday; on Friday; last week; after lunch; in the morning; yesterday; "
            + "last summer; *on Sunday; *before dinner; *at noon; *the day before");

    static final List<Entry> YES = read("managed to; remembered to; happened to; took the time to; was quick to; "
            + "was at last able to; had the patience to; was made to; chose to; did not forget to; "
            + "found the courage to; *was kind enough to; *made sure to; *took the trouble to; *was forced to");

    static final List<Entry> NO = read("failed to; forgot to; refused to; decided not to; was unable to; "
            + "was too late to; did not bother to; declined to; did not manage to; was not allowed to; was afraid to; "
            + "*neglected to; *was too busy to; *lacked the time to; *omitted to");

    /** What one person knows and what two do. */
    static final List<Entry> KNOWS = read("knows/know; is glad/are glad; remembers/remember; "
            + "is surprised/are surprised; has found out/have found out; can prove/can prove; has seen/have seen; "
            + "is relieved/are relieved; *is aware/are aware; *is pleased/are pleased; "
            + "*has discovered/have discovered");

    static final List<Entry> THINKS = read("thinks/think; hopes/hope; claims/claim; suspects/suspect; "
            + "is afraid/are afraid; supposes/suppose; doubts/doubt; would guess/would guess; *believes/believe; "
            + "*assumes/assume; *fears/fear");

    static final List<Entry> PROOF = read("proof; clear evidence; no doubt; *no denying; *no question");

    static final List<Entry> RUMOURS = read("a rumour; some hope; no proof; *no evidence; *a suspicion");

    static final List<Entry> SURELY = read("as everybody saw; in fact; as a witness confirmed; without a doubt; "
            + "*as was proved; *as we now know");

    static final List<Entry> PERHAPS = read("perhaps; in all likelihood; if the rumour is right; according to some; "
            + "*possibly; *if the gossip is true");

    static final List<Entry> TRUE = read("true; certain; a fact; beyond doubt; *correct; *undeniable");

    static final List<Entry> FALSE = read("false; doubtful; a lie; possible; *untrue; *questionable");

    static final List<Entry> AND = read("and also; as well as; together with; along with; and even; *in company with; "
            + "*accompanied by");

    static final List<Entry> INSTEAD = read("instead of; but not; in place of; and not; unlike; *rather than; "
            + "*in lieu of");

    static final List<Entry> LIKE = read("like; just like; together with; in the same way as; *similarly to; "
            + "*along with");

    static final List<Entry> UNLIKE = read("unlike; instead of; in place of; in contrast to; *rather than; "
            + "*as opposed to");

    static final List<Entry> ALL = read("all of; every one of; each of; one hundred per cent of; *absolutely all of; "
            + "*every last one of");

    static final List<Entry> NONE = read("none of; not one of; not a single one of; zero per cent of; "
            + "*absolutely none of; *not any of");

    static final List<Entry> FEW = read("few of; only some of; not all of; one half of; *only a handful of; "
            + "*barely a third of");

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
