package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.endtoend.RegistersByTelegramTest.decide;
import static pk.rahnuma.endtoend.RegistersByTelegramTest.greet;
import static pk.rahnuma.endtoend.RegistersByTelegramTest.register;
import static pk.rahnuma.endtoend.RegistersByTelegramTest.start;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.House;
import pk.rahnuma.documents.Files;
import pk.rahnuma.registration.Decision;
import pk.rahnuma.registration.Move;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.Status;
import pk.rahnuma.registration.decisions.Dossiers;
import pk.rahnuma.registration.decisions.Proposals;
import pk.rahnuma.support.Ticket;
import pk.rahnuma.support.work.Tickets;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// What people do about applications of their own, over HTTP: the real scripts, the real database, the Bot API's
/// stand-in.
class ActsOnRegistrationsTest {

    private static final String MINE = "my-registrations.";

    static Stream<Arguments> housesAndLanguages() {
        Named<Supplier<House.Plan>> h2 = Named.of("H2", House::onH2);
        Named<Supplier<House.Plan>> mariaDb = Named.of("MariaDB", House::onMariaDb);
        Named<Supplier<House.Plan>> byWebhook =
                Named.of("H2 by webhook", () -> WebhookDoorTest.byWebhook(House.onH2()));
        return Stream.of(
                Arguments.of(h2, "en"),
                Arguments.of(h2, "ur"),
                Arguments.of(h2, "ur-Latn"),
                Arguments.of(mariaDb, "en"),
                Arguments.of(byWebhook, "en"));
    }

    @ParameterizedTest(name = "on {0} in {1}")
    @MethodSource("housesAndLanguages")
    void a_request_for_information_is_answered_field_by_field(Supplier<House.Plan> plan, String language) {
        Said said = Said.in(language);
        try (BotApi api = BotApi.start();
                House house = start(plan.get(), api)) {
            BotApiPerson ali = api.person(7101, "en");
            greet(ali, said);
            String reference = register(ali, said, true);
            decide(house, reference, Move.SCREEN);
            ali.awaits(reference);
            ask(house, reference, "subscriber_id");
            ali.awaits(text -> text.text().contains(reference) && text.data(said.text(MINE + "title")) != null);
            ali.taps(said.text(MINE + "title"));
            ali.awaits(said.text(MINE + "way.ask"));
            ali.taps(said.text("values.answer"));
            ali.awaits(said.text("register-individual.subscriber_id.ask"));
            ali.says("NTL-990017");
            ali.awaits(text -> text.data(said.text(MINE + "check.send")) != null);
            ali.taps(said.text(MINE + "check.send"));
            ali.awaits(reference);
            assertThat(dossier(house, reference).application().status()).isEqualTo(Status.SCREENING);
            assertThat(dossier(house, reference).answers())
                    .containsEntry("subscriber_id", "NTL-990017")
                    .containsEntry("ips", "39.32.10.7");
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest(name = "on {0} in {1}")
    @MethodSource("housesAndLanguages")
    void a_change_is_approved_and_a_blocked_line_is_seen_first(Supplier<House.Plan> plan, String language) {
        Said said = Said.in(language);
        try (BotApi api = BotApi.start();
                House house = start(plan.get(), api)) {
            BotApiPerson sana = api.person(7102, "en");
            greet(sana, said);
            complain(sana, said);
            BotApiPerson ali = api.person(7103, "en");
            greet(ali, said);
            String reference = register(ali, said, true);
            for (Move move : List.of(Move.SCREEN, Move.VERIFY, Move.CONFIRM)) {
                decide(house, reference, move);
                ali.awaits(reference);
            }
            decide(house, reference, Move.APPROVE);
            ali.awaits("PTA-77");

            ali.taps(said.text(MINE + "title"));
            ali.awaits("39.32.10.7");
            ali.taps(said.text("values.change_line"));
            ali.awaits(said.text("register-individual.route.ask"));
            ali.taps(said.text("register-individual.route.options.static_ip"));
            ali.awaits(said.text("register-individual.isp.ask"));
            ali.taps(said.text("register-individual.isp.options.ptcl"));
            ali.awaits(said.text("register-individual.subscriber_id.ask"));
            ali.says("0421234567");
            ali.awaits(said.text("register-individual.ips.ask"));
            ali.says("39.32.10.8");
            ali.awaits(text -> text.data(said.text(MINE + "check.send")) != null);
            ali.taps(said.text(MINE + "check.send"));
            ali.awaits(reference);
            Dossiers.Dossier pending = dossier(house, reference);
            assertThat(pending.application().status()).isEqualTo(Status.CHANGE_PENDING);
            assertThat(pending.answers()).containsEntry("ips", "39.32.10.7");
            assertThat(pending.change()).containsOnlyKeys("isp", "subscriber_id", "ips");
            decide(house, reference, Move.ACCEPT_CHANGE);
            ali.awaits(reference);
            assertThat(dossier(house, reference).answers()).containsEntry("ips", "39.32.10.8");

            // Two taps.
            ali.taps(said.text(MINE + "title"));
            ali.awaits("39.32.10.8");
            ali.taps(said.text("values.line_blocked"));
            ali.awaits(said.text(MINE + "since.ask"));
            Ticket first = house.get(Tickets.class).list(10).getFirst();
            assertThat(first.topic()).isEqualTo("line_blocked");
            assertThat(first.application())
                    .isEqualTo(dossier(house, reference).application().id());
            ali.taps(said.text(MINE + "since.options.today"));
            ali.awaits(first.number().grouped());
            assertThat(house.get(Tickets.class)
                            .read(first.number(), "Tester", Instant.now())
                            .body()
                            .text())
                    .contains("ACTIVE since", "line 39.32.10.8", "changed ", "Since: today; protocol: openvpn");
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest(name = "on {0} in {1}")
    @MethodSource("housesAndLanguages")
    void one_of_two_applications_is_withdrawn(Supplier<House.Plan> plan, String language) {
        Said said = Said.in(language);
        try (BotApi api = BotApi.start();
                House house = start(plan.get(), api)) {
            BotApiPerson ali = api.person(7104, "en");
            greet(ali, said);
            String byAddress = register(ali, said, true);
            String byMobile = register(ali, said, false);
            ali.says("/menu");
            ali.awaits(text -> text.data(said.text(MINE + "title")) != null);
            ali.taps(said.text(MINE + "title"));
            ali.awaits(said.text(MINE + "which.ask"));
            ali.says("1");
            ali.awaits(byMobile);
            ali.taps(said.text("values.withdraw"));
            ali.awaits(byMobile);
            ali.taps(said.text("options.yes_no.yes"));
            ali.awaits(byMobile);
            assertThat(dossier(house, byMobile).application().status()).isEqualTo(Status.WITHDRAWN);
            assertThat(dossier(house, byAddress).application().status()).isEqualTo(Status.SUBMITTED);
            assertThat(api.complaints()).isEmpty();
        }
    }

    @ParameterizedTest(name = "on {0} in {1}")
    @MethodSource("housesAndLanguages")
    void the_files_that_were_sent_come_back_to_who_sent_them(Supplier<House.Plan> plan, String language) {
        Said said = Said.in(language);
        try (BotApi api = BotApi.start();
                House house = start(plan.get(), api)) {
            BotApiPerson ali = api.person(7105, "en");
            greet(ali, said);
            String reference = register(ali, said, true);
            api.fault("sendDocument", 1, BotApi.Fault.tooMany(1));
            ali.says(said.text(MINE + "title"));
            ali.awaits(said.text(MINE + "way.ask"));
            ali.taps(said.text("values.documents"));
            ali.awaits(said.text(MINE + "document.ask"));
            ali.taps(said.text("values.all"));
            for (String file : List.of("id_front", "id_back", "proof_file")) {
                BotApi.Said document = ali.awaits(text -> text.text().endsWith("\n" + said.text("values." + file)));
                assertThat(ali.saves(document)).isEqualTo(Files.cardFor("register-individual." + file));
            }
            assertThat(ali.awaits(reference).data(said.text(MINE + "title"))).isNotNull();
            assertThat(api.complaints()).isEmpty();
        }
    }

    private static void complain(BotApiPerson person, Said said) {
        person.says("/menu");
        person.awaits(text -> text.data(said.text("problem.title")) != null);
        person.taps(said.text("problem.title"));
        person.awaits(said.text("problem.contacted.ask"));
        person.taps(said.text("problem.contacted.options.no"));
        person.awaits(said.text("problem.kind.ask"));
        person.taps(said.text("problem.kind.options.slow"));
        person.awaits(said.text("problem.story.ask"));
        person.says("It breaks off every evening");
        person.awaits("complaint.pta.gov.pk");
    }

    private static void ask(House house, String reference, String field) {
        house.get(Proposals.class)
                .decide(
                        Reference.read(reference).orElseThrow(),
                        new Decision(Move.ASK, List.of(), null, null, List.of(field)),
                        "Tester",
                        Instant.now());
    }

    private static Dossiers.Dossier dossier(House house, String reference) {
        return house.get(Dossiers.class).open(Reference.read(reference).orElseThrow(), true, "Tester", Instant.now());
    }
}
