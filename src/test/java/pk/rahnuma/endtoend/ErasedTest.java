package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.House;
import pk.rahnuma.audit.Audit;
import pk.rahnuma.audit.AuditChains;
import pk.rahnuma.faults.Applicant;
import pk.rahnuma.people.Erasure;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.ChatTokenRepository;
import pk.rahnuma.post.Chats;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Reason;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Status;
import pk.rahnuma.registration.decisions.Dossiers;
import pk.rahnuma.registration.decisions.Proposals;
import pk.rahnuma.support.Member;
import pk.rahnuma.support.desk.Presence;
import pk.rahnuma.support.records.Queue;
import pk.rahnuma.support.work.Claims;
import pk.rahnuma.support.work.Closing;
import pk.rahnuma.support.work.Sorting;
import pk.rahnuma.support.work.Tickets;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;
import pk.rahnuma.vault.Vault;

/// From "delete everything" to a database that holds no trace, over HTTP.
class ErasedTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Said SAID = Said.in("en");

    static Stream<Named<Supplier<House.Plan>>> houses() {
        return Stream.of(
                Named.of("H2", House::onH2),
                Named.of("MariaDB", House::onMariaDb),
                Named.of("H2 by webhook", () -> WebhookDoorTest.byWebhook(House.onH2())));
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("houses")
    void after_an_erasure_a_dump_of_the_database_holds_no_trace_of_the_person(Supplier<House.Plan> plan)
            throws Exception {
        try (BotApi api = BotApi.start();
                House house = plan.get()
                        .with("TELEGRAM_BOT_TOKEN", api.token())
                        .with("TELEGRAM_API_URL", api.url())
                        .start()) {
            Applicant byMobile = lives(api, house, 7001);
            Applicant byAddress = lives(api, house, 7002);
            Applicant other = lives(api, house, 7003);
            long ali = person(house, 7001);
            long bilal = person(house, 7002);
            long sana = person(house, 7003);
            // Alone in one organisation, and the only owner of another.
            Reference alone = ActsForOrganisationTest.applies(house, ali, "39.61.1.1");
            Reference shared = ActsForOrganisationTest.applies(house, bilal, "39.61.1.2");
            long organisation = letIn(house, bilal, sana);
            long stays = house.get(Dossiers.class)
                    .open(shared, false, "sana", house.get(Clock.class).instant())
                    .application()
                    .id();
            leaves(byMobile.person);
            leaves(byAddress.person);
            letterOf(house, ali);
            Erasure erasure = house.get(Erasure.class);
            Instant asked = house.get(Clock.class).instant();

            assertThat(erasure.run(asked.plus(DAY.multipliedBy(5)))).isZero();
            erasure.run(asked.plus(DAY.multipliedBy(6)).plusSeconds(60));
            for (Applicant leaving : List.of(byMobile, byAddress)) {
                BotApi.Said reminder = leaving.person.awaits("Tomorrow, on");
                assertThat(reminder.data("My data")).isEqualTo("!start=my-data");
            }

            Dump before = Dump.of(house.get(Jdbi.class));
            Object[] numbers = numbers(house, ali, bilal);
            Set<String> wordsOfOthers = before.rows().stream()
                    .filter(row -> row.table().equals("search_term")
                            && !before.about(numbers).contains(row))
                    .flatMap(row -> row.binary().stream())
                    .collect(Collectors.toSet());
            List.of("alif", "software")
                    .forEach(word -> wordsOfOthers.add(
                            hash(house, "search", "word " + word).substring(0, 32)));
            assertThat(before.about(numbers)).extracting(Dump.Row::table).contains("search_term");
            Set<String> sealedAndHashed = before.about(numbers).stream()
                    .filter(row -> !row.table().equals("audit"))
                    // What is the organisation's.
                    .filter(row -> !row.holds(organisation) && !row.holds(stays))
                    .flatMap(row -> row.binary().stream())
                    .filter(hex -> hex.length() >= 8)
                    // A word of somebody else's name too.
                    .filter(hex -> !wordsOfOthers.contains(hex))
                    .collect(Collectors.toSet());
            assertThat(sealedAndHashed)
                    .hasSizeGreaterThan(100)
                    .contains(hash(house, "chat", "TELEGRAM 7001"), hash(house, "chat", "TELEGRAM 7002"))
                    .contains(
                            hash(house, "vpn_mobile", "+923217657001"),
                            address(byAddress.answers().get("register-individual.ips")));
            assertThat(before.rows())
                    .filteredOn(row -> row.table().equals("missed_question"))
                    .hasSize(3)
                    .allMatch(row -> row.holds("does … of … want … vpn"));
            assertThat(before.about(numbers)).extracting(Dump.Row::table).doesNotContain("missed_question");
            Object[] numbersBefore = numbers(house, sana);
            List<Dump.Row> othersBefore = before.about(numbersBefore);

            Instant due = asked.plus(DAY.multipliedBy(7)).plusSeconds(60);
            assertThat(erasure.run(due)).isZero();
            byMobile.person.awaits("This was the last message.");
            byAddress.person.awaits("This was the last message.");
            // An hour later at the latest: the outcome of sending may not be written down yet.
            assertThat(erasure.run(due.plus(Duration.ofMinutes(61)))).isEqualTo(2);

            other.person.awaits("Your role for Alif Software is now: owner");
            Dump after = Dump.of(house.get(Jdbi.class));
            assertThat(after.rows())
                    .filteredOn(row -> row.binary().stream().anyMatch(sealedAndHashed::contains))
                    .isEmpty();
            plain(byMobile)
                    .forEach(
                            value -> assertThat(after.contains(value)).as(value).isFalse());
            plain(byAddress)
                    .forEach(
                            value -> assertThat(after.contains(value)).as(value).isFalse());
            assertThat(after.about(numbers)).extracting(Dump.Row::table).doesNotContain("proposal");
            assertThat(after.about(ali, bilal)).extracting(Dump.Row::table).containsOnly("subject", "audit");
            Dossiers.Dossier kept = house.get(Dossiers.class).open(shared, true, "sana", due);
            assertThat(kept.application().conversation()).isEqualTo(sana);
            assertThat(kept.answers()).containsEntry("legal_name", "Alif Software");
            assertThat(house.get(Dossiers.class)
                            .open(alone, true, "sana", due)
                            .application()
                            .forgotten())
                    .isTrue();
            assertThat(after.contains(address("39.61.1.1"))).isFalse();
            assertThat(after.contains(address("39.61.1.2"))).isTrue();
            List<Dump.Row> othersAfter = new ArrayList<>(after.about(numbersBefore));
            for (Dump.Row row : othersBefore) {
                othersAfter.remove(othersAfter.stream()
                        .filter(same -> same.table().equals(row.table())
                                && same.binary().equals(row.binary()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("changed: " + row)));
            }
            // What was handed over, and word of it.
            assertThat(othersAfter)
                    .extracting(Dump.Row::table)
                    .containsExactlyInAnyOrder("application", "audit", "message", "message_about");
            assertThat(other.person.heard()).noneMatch(said -> said.text().contains("This was the last message"));
            assertThat(AuditChains.faults(house.get(Audit.class), ali)).isEmpty();

            assertThat(erasure.run(due.plus(DAY))).isZero();
            byMobile.person.says("Salam");
            byMobile.person.awaits("Which language?");
            assertThat(person(house, 7001)).isNotEqualTo(ali);
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest(name = "on {0}")
    @MethodSource("houses")
    void what_is_left_of_an_application_is_its_number_its_states_and_times(Supplier<House.Plan> plan) throws Exception {
        try (BotApi api = BotApi.start();
                House house = plan.get()
                        .with("TELEGRAM_BOT_TOKEN", api.token())
                        .with("TELEGRAM_API_URL", api.url())
                        .start()) {
            Applicant applicant = lives(api, house, 7002);
            Reference reference = reference(house, person(house, 7002));
            suspended(house, reference);
            leaves(applicant.person);
            Erasure erasure = house.get(Erasure.class);
            Instant now = house.get(Clock.class).instant();
            Instant due = now.plus(DAY.multipliedBy(8));
            erasure.run(due);
            applicant.person.awaits("This was the last message.");
            assertThat(erasure.run(due.plus(Duration.ofHours(2)))).isEqualTo(1);
            Dossiers.Dossier left = house.get(Dossiers.class).open(reference, true, "sana", due);
            assertThat(left.application().status()).isEqualTo(Status.CANCELLED);
            assertThat(left.application().authorityReference()).isNull();
            assertThat(left.application().forgotten()).isTrue();
            assertThat(left.answers()).isEmpty();
            assertThat(left.checks()).isEmpty();
            assertThat(left.history()).hasSizeGreaterThan(5).allMatch(event -> event.note() == null);
            assertThat(AuditChains.faults(
                            house.get(Audit.class), left.application().id()))
                    .isEmpty();
        }
    }

    /// Somebody with an application that was asked about, a draft, a ticket with an answer, and a look-up in vain.
    static Applicant lives(BotApi api, House house, long chat) {
        Applicant applicant = new Applicant(api, chat, 1);
        applicant.fill();
        BotApiPerson person = applicant.person;
        Instant now = house.get(Clock.class).instant();
        Reference reference = reference(house, person(house, chat));
        house.get(Proposals.class).decide(reference, new Decision(Move.SCREEN), "omar", now);
        Decision ask = new Decision(Move.ASK, List.of(Reason.values()[0]), "Please call us, Mr Khan " + chat, null);
        house.get(Proposals.class).decide(reference, ask, "omar", now);
        person.awaits("Please call us");
        person.says("human");
        person.awaits(SAID.text("human.topic.ask"));
        person.taps(SAID.text("human.topic.options.complaint"));
        person.awaits(SAID.text("human.story.ask"));
        person.says("It is about my line, " + chat);
        String number =
                person.awaits("Your ticket number is").text().replaceFirst("(?s).*number is ([A-Z0-9-]+)\\..*", "$1");
        house.get(Tickets.class).answer(Reference.read(number).orElseThrow(), "We look, " + chat, "omar", now);
        person.awaits("We look, " + chat);
        worked(house, Reference.read(number).orElseThrow(), chat, now);
        person.awaits("is marked as solved");
        person.says("rate");
        person.awaits("is it solved");
        person.taps(SAID.text("rate.stars.options.2"));
        person.awaits(SAID.text("rate.word.ask"));
        person.says("Not solved for " + chat);
        person.awaits("I am sorry");
        person.says("status");
        person.awaits(SAID.text("status.more.ask"));
        person.taps(SAID.text("status.more.options.other"));
        person.awaits("Example");
        person.says(Reference.forApplication(new java.util.Random(chat)).grouped());
        person.awaits(SAID.text("status.proof.ask"));
        person.says("123456");
        person.awaits("nothing was found");
        person.says("/ask");
        person.awaits(SAID.text("ask.question.ask"));
        person.says("does Zulfi Khan, " + chat + ", of " + applicant.answers().get("register-individual.id_number")
                + " want a vpn");
        person.awaits(SAID.text("ask.meant.ask"));
        person.says("/menu");
        person.awaits(SAID.text("engine.menu"));
        person.says("register");
        person.awaits(SAID.text("register-individual.work_type.ask"));
        person.taps(SAID.text("register-individual.work_type.options.freelancer"));
        person.awaits(SAID.text("register-individual.full_name.ask"));
        person.says("Draft Khan");
        person.awaits(SAID.text("register-individual.id_type.ask"));
        return applicant;
    }

    /// All that staff can leave on a ticket.
    private static void worked(House house, Reference ticket, long chat, Instant now) {
        Chats.Address address = new Chats.Address(Channel.TELEGRAM, Long.toString(chat));
        house.get(ChatTokenRepository.class)
                .noteUse(house.get(Chats.class).find(List.of(address)).get(address), address, "Firefox", now);
        Member omar = new Member(7, "omar");
        Sorting sorting = house.get(Sorting.class);
        sorting.note(ticket, omar, "Mr Khan " + chat + " calls often", now);
        sorting.tag(ticket, pk.rahnuma.support.work.Hand.own(omar), "khan", now);
        house.get(Presence.class)
                .looks(
                        house.get(Queue.class)
                                .list(Queue.Filter.open(), 0, 100, now)
                                .getFirst()
                                .id(),
                        omar,
                        true,
                        now);
        house.get(Claims.class).claim(ticket, omar, now);
        house.get(Closing.class).resolve(ticket, omar, now);
    }

    private static void leaves(BotApiPerson person) {
        person.says("menu");
        person.awaits(SAID.text("engine.menu"));
        person.taps(SAID.text("my-data.title"));
        person.awaits(SAID.text("my-data.wish.ask"));
        person.taps(SAID.text("my-data.wish.options.erase"));
        person.awaits("Your application is withdrawn");
        person.taps(SAID.text("options.yes_no.yes"));
        person.awaits("Everything about you is deleted on");
    }

    private static void suspended(House house, Reference reference) {
        Instant now = house.get(Clock.class).instant();
        Proposals decisions = house.get(Proposals.class);
        for (Move act : List.of(Move.RECEIVE, Move.VERIFY, Move.CONFIRM)) {
            decisions.decide(reference, new Decision(act), "omar", now);
        }
        decisions.decide(reference, new Decision(Move.APPROVE, List.of(), null, "PTA-77"), "omar", now);
        decisions.decide(reference, new Decision(Move.SUSPEND, List.of(), "It moved", null), "omar", now);
    }

    /// Nothing that a script does by itself leads to a message that cannot be worked on.
    private static void letterOf(House house, long person) {
        byte[] body = sealed(house, person, "dead letter", "{}");
        house.get(Jdbi.class)
                .useHandle(handle -> handle.execute(
                        "insert into dead_letter (id, conversation_id, body, failure, created_at) values (?, ?, ?, ?, ?)",
                        Vault.newId(),
                        person,
                        body,
                        "a.Failure",
                        house.get(Clock.class).instant()));
    }

    private static byte[] sealed(House house, long subject, String field, String text) {
        return house.get(Vault.class)
                .keys(List.of(subject))
                .seal(subject, field, text.getBytes(StandardCharsets.UTF_8));
    }

    static long letIn(House house, long owner, long person) {
        return house.get(Jdbi.class).withHandle(handle -> {
            long organisation = handle.createQuery("select organisation_id from membership where person_id = ?")
                    .bind(0, owner)
                    .mapTo(Long.class)
                    .one();
            handle.execute(
                    "insert into membership (organisation_id, person_id, role, state, name, since) values (?, ?, ?, ?, ?, ?)",
                    organisation,
                    person,
                    "REPRESENTATIVE",
                    "ACTIVE",
                    sealed(house, organisation, "member name", "Sana"),
                    house.get(Clock.class).instant());
            return organisation;
        });
    }

    static long person(House house, long chat) {
        byte[] hash = house.get(Vault.class).hash("chat", "TELEGRAM " + chat);
        return house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select conversation_id from chat where address_hash = ?")
                        .bind(0, hash)
                        .mapTo(Long.class)
                        .one());
    }

    static Reference reference(House house, long person) {
        return house.get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select reference from application where conversation_id = ?")
                        .bind(0, person)
                        .mapTo(String.class)
                        .map(Reference::new)
                        .one());
    }

    /// Their own, and those of all that is theirs.
    private static Object[] numbers(House house, Long... persons) {
        return house.get(Jdbi.class).withHandle(handle -> {
            Stream<Long> own = Stream.of(persons);
            Stream<Long> theirs = Stream.of("application", "ticket", "chat")
                    .flatMap(table -> handle
                            .createQuery("select id from " + table + " where conversation_id in (<persons>)")
                            .bindList("persons", List.of(persons))
                            .mapTo(Long.class)
                            .list()
                            .stream());
            return Stream.concat(own, theirs).toArray();
        });
    }

    private static String hash(House house, String purpose, String value) {
        return HexFormat.of().formatHex(house.get(Vault.class).hash(purpose, value));
    }

    private static String address(String text) {
        try {
            return HexFormat.of().formatHex(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> plain(Applicant applicant) {
        return Stream.concat(
                        applicant.answers().values().stream()
                                .filter(answer -> answer.length() > 5 && !answer.startsWith("@")),
                        Stream.of("Draft Khan", "Zulfi", "about my line", "Please call us"))
                .toList();
    }
}
