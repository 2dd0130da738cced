package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import pk.rahnuma.House;
import pk.rahnuma.ScriptsFolder;
import pk.rahnuma.documents.Document;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.documents.Files;
import pk.rahnuma.post.Channel;
import pk.rahnuma.post.Chats;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// Files by Telegram, from the picture to the answer, over HTTP.
class SendsFilesTest {

    @TempDir
    private Path folder;

    private final Said said = Said.in("en");

    enum Base {
        H2,
        MARIADB,
        H2_BY_WEBHOOK;

        House.Plan plan() {
            return switch (this) {
                case H2 -> House.onH2();
                case MARIADB -> House.onMariaDb();
                case H2_BY_WEBHOOK -> WebhookDoorTest.byWebhook(House.onH2());
            };
        }
    }

    private House start(House.Plan plan, BotApi api) {
        return RegistersByTelegramTest.start(
                plan.with("BOT_SCRIPTS", ScriptsFolder.withCard(folder).toString())
                        .property("rahnuma.turn.sweep", "50ms")
                        .property("rahnuma.turn.lease", "1s"),
                api);
    }

    private BotApiPerson asked(BotApi api) {
        BotApiPerson amna = api.person(7001, "en");
        RegistersByTelegramTest.greet(amna, said);
        amna.says("card");
        amna.awaits("Front?");
        return amna;
    }

    private static List<Document> kept(House house) {
        Chats.Address amna = new Chats.Address(Channel.TELEGRAM, "7001");
        long person = house.get(Chats.class).find(List.of(amna)).get(amna).conversation();
        return house.get(Documents.class).page(person, null, 1_000);
    }

    private static byte[] content(House house, Document document) throws Exception {
        return house.get(Documents.class).open(document).readAllBytes();
    }

    @ParameterizedTest
    @EnumSource
    void a_photo_and_a_document_are_fetched_kept_and_are_the_answers(Base base) throws Exception {
        byte[] letter = Files.pdf();
        byte[] photo = Files.pngOf(900_000);
        try (BotApi api = BotApi.start();
                House house = start(base.plan(), api)) {
            BotApiPerson amna = asked(api);
            amna.sendsPhoto(photo, null);
            amna.awaits(said.text("engine.fetching"));
            amna.awaits("Back?");
            amna.sendsDocument("letter.pdf", "application/pdf", letter);
            amna.awaits(said.text("engine.fetching"));
            amna.awaits("Remark?");
            List<Document> kept = kept(house);
            assertThat(kept).extracting(Document::fileName).endsWith("letter.pdf");
            assertThat(content(house, kept.get(0))).isEqualTo(photo);
            assertThat(content(house, kept.get(1))).isEqualTo(letter);
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void an_album_answers_both_questions_and_a_picture_changed_in_its_message_replaces_the_first() throws Exception {
        byte[] front = Files.picture("png", 50, 40, 1);
        byte[] back = Files.picture("png", 50, 40, 2);
        byte[] other = Files.picture("png", 50, 40, 3);
        try (BotApi api = BotApi.start();
                House house = start(House.onH2(), api)) {
            BotApiPerson amna = asked(api);
            BotApi.Written first = amna.sendsPhoto(front, "album");
            amna.sendsPhoto(back, "album");
            amna.awaits("Back?");
            amna.awaits("Remark?");
            assertThat(content(house, kept(house).get(0))).isEqualTo(front);
            assertThat(content(house, kept(house).get(1))).isEqualTo(back);
            amna.changesPhoto(first, other);
            amna.awaits(said.text("engine.fetching"));
            amna.awaits("Remark?");
            assertThat(content(house, kept(house).get(2))).isEqualTo(other);
            assertThat(api.complaints()).isEmpty();
        }
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of("empty", new byte[0]),
                Arguments.of("type", "words".getBytes()),
                Arguments.of("unreadable", Files.cut(Files.jpeg())),
                Arguments.of("locked", Files.lockedPdf()),
                Arguments.of("too_big", Arrays.copyOf(Files.jpeg(), 6_000_000)),
                Arguments.of("too_big", new byte[21 * 1024 * 1024]));
    }

    @Test
    void what_cannot_be_taken_is_told_with_its_reason_and_nothing_is_kept() {
        try (BotApi api = BotApi.start();
                House house = start(House.onH2(), api)) {
            BotApiPerson amna = asked(api);
            for (Arguments refusal : refusals()) {
                amna.sendsDocument("card.jpg", "image/jpeg", (byte[]) refusal.get()[1]);
                amna.awaits(said.texts().say("en", "errors.file." + refusal.get()[0], java.util.Map.of("most", 5L)));
            }
            assertThat(kept(house)).isEmpty();
            amna.sendsPhoto(Files.jpeg(), null);
            amna.awaits("Back?");
            assertThat(api.complaints()).isEmpty();
        }
    }

    @Test
    void what_the_network_breaks_is_tried_again_and_what_is_written_meanwhile_waits() {
        try (BotApi api = BotApi.start();
                House house = start(House.onH2(), api)) {
            BotApiPerson amna = asked(api);
            api.fault("getFile", 1, BotApi.Fault.gateway(502));
            api.fault("file", 1, BotApi.Fault.cutAfter());
            amna.sendsPhoto(Files.jpeg(), null);
            amna.awaits(said.text("engine.fetching"));
            amna.says("did you get it?");
            amna.awaits(said.text("engine.fetching"));
            amna.awaits("Back?");
            assertThat(kept(house)).hasSize(1);
        }
    }

    @Test
    void one_that_is_not_to_be_had_is_asked_for_again() {
        try (BotApi api = BotApi.start();
                House house = start(House.onH2(), api)) {
            BotApiPerson amna = asked(api);
            amna.sendsPhoto("a photo that the stub does not hold");
            amna.awaits(said.text("errors.file.gone"));
            assertThat(kept(house)).isEmpty();
        }
    }

    @Test
    void while_room_is_short_a_file_is_not_fetched_and_its_sender_hears_why() {
        try (BotApi api = BotApi.start();
                House house = start(
                        House.onH2()
                                .property("rahnuma.storage.file-reserve", Long.toString(Long.MAX_VALUE))
                                .property("rahnuma.storage.file-reserve-percent", 100),
                        api)) {
            BotApiPerson amna = asked(api);
            amna.sendsPhoto(Files.jpeg(), null);
            amna.awaits(said.text("errors.file.storage_full"));
            assertThat(kept(house)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "H2_BY_WEBHOOK"})
    void a_desk_that_stops_while_it_fetches_goes_on_when_it_is_back(Base base) {
        try (BotApi api = BotApi.start();
                House house = start(base.plan(), api)) {
            BotApiPerson amna = asked(api);
            api.fault("file", 1, BotApi.Fault.hangs());
            amna.sendsPhoto(Files.jpeg(), null);
            amna.awaits(said.text("engine.fetching"));
            api.awaitCalls("file", 1);
            house.stop();
            house.start();
            amna.awaits("Back?");
            assertThat(kept(house)).hasSize(1);
            assertThat(api.calls("file")).hasSize(2);
        }
    }
}
