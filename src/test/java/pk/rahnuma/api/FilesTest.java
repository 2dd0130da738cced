package pk.rahnuma.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.House;
import pk.rahnuma.ScriptsFolder;
import pk.rahnuma.documents.Files;

/// Files by the door for programs.
class FilesTest {

    @TempDir
    private static Path folder;

    private static House house;

    @BeforeAll
    static void open() {
        house = House.onH2()
                .with("BOT_SCRIPTS", ScriptsFolder.withCard(folder).toString())
                .start();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static Visitor asked() {
        Visitor visitor = Visitor.browser(house.address());
        visitor.say("/start");
        visitor.say("English");
        Visitor.Answer asked = visitor.post(Visitor.object()
                .put("id", Visitor.newId())
                .put("tap", "!start=card")
                .toString());
        assertThat(asked.last().path("text").asText()).contains("Front?");
        assertThat(asked.last().path("asks").asText()).isEqualTo("file");
        return visitor;
    }

    private static Visitor.Answer put(Visitor visitor, byte[] file) {
        return visitor.put("card.jpg", BodyPublishers.ofByteArray(file));
    }

    private static Visitor.Answer say(Visitor visitor, String id, String file) {
        return visitor.post(Visitor.object().put("id", id).put("file", file).toString());
    }

    private static String kept(Visitor visitor, byte[] file) {
        Visitor.Answer answer = put(visitor, file);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.body().path("file").asText();
    }

    @Test
    void aFileIsPutThenSaidAndIsTheAnswer() {
        Visitor visitor = asked();
        Visitor.Answer put = put(visitor, Files.png());
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.body().path("type").asText()).isEqualTo("image/png");
        assertThat(put.body().path("name").asText()).isEqualTo("card.png");
        assertThat(put.body().path("size").asInt()).isEqualTo(Files.png().length);
        String id = Visitor.newId();
        Visitor.Answer said = say(visitor, id, put.body().path("file").asText());
        assertThat(said.last().path("text").asText()).contains("Back?");
        assertThat(said.messages().path(0).path("kind").asText()).isEqualTo("file");
        assertThat(said.messages().path(0).path("text").asText()).isEqualTo("card.png");
        assertThat(said.messages().path(0).path("id").asText()).isEqualTo(id);
        Visitor.Answer again = say(visitor, id, put.body().path("file").asText());
        assertThat(again.last()).as("the same again is done once").isEqualTo(said.last());
    }

    @Test
    void whoSentItGetsItBackToBeSavedAndNobodyElseDoes() {
        Visitor visitor = asked();
        byte[] large = Files.pngOf(2_000_000);
        String file = kept(visitor, large);
        Visitor.Bytes back = visitor.get("/files/" + file);
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.body()).isEqualTo(large);
        assertThat(back.header("Content-Type")).isEqualTo("image/png");
        assertThat(back.header("Content-Disposition")).isEqualTo("attachment; filename*=UTF-8''card.png");
        assertThat(back.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(back.header("Content-Security-Policy"))
                .contains("sandbox", "default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");
        assertThat(back.header("Cache-Control")).isEqualTo("no-store");
        Visitor other = asked();
        for (String id : List.of(file, "1", "x", "9223372036854775808", "-1", "..%2f..")) {
            assertThat(other.get("/files/" + id).status()).as(id).isEqualTo(404);
        }
        assertThat(Visitor.browser(house.address()).get("/files/" + file).status())
                .isEqualTo(404);
    }

    @Test
    void somebodyElsesFileCannotBeSaidNorOneThatIsNotThere() {
        String file = kept(asked(), Files.jpeg());
        Visitor other = asked();
        for (String id : List.of(file, "1", "", "x", "photo-l")) {
            Visitor.Answer answer = say(other, Visitor.newId(), id);
            assertThat(answer.status()).as(id).isEqualTo(422);
            assertThat(answer.type()).isEqualTo("/problems/invalid");
        }
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of("file-empty", 422, new byte[0]),
                Arguments.of("file-type", 422, "just words".getBytes()),
                Arguments.of("file-unreadable", 422, Files.cut(Files.jpeg())),
                Arguments.of("file-locked", 422, Files.lockedPdf()),
                Arguments.of("too-large", 413, Arrays.copyOf(Files.jpeg(), 5 * 1024 * 1024 + 1)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCannotBeTakenIsRefusedWithItsReason(String type, int status, byte[] file) {
        Visitor visitor = asked();
        for (BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(file), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file)))) {
            Visitor.Answer answer = visitor.put("card.jpg", body);
            assertThat(answer.type()).isEqualTo("/problems/" + type);
            assertThat(answer.status()).isEqualTo(status);
        }
    }

    @Test
    void aFileOfTheGreatestSizeIsTaken() {
        kept(asked(), Arrays.copyOf(Files.jpeg(), 5 * 1024 * 1024));
    }

    @Test
    void withoutAConversationThereIsNowhereToPutIt() {
        assertThat(put(Visitor.browser(house.address()), Files.jpeg()).status()).isEqualTo(404);
    }

    @Test
    void anotherSiteCannotPutOneWithTheCookieOfThis() {
        Visitor.Answer answer =
                asked().put("x", BodyPublishers.ofByteArray(Files.jpeg()), "Sec-Fetch-Site", "cross-site");
        assertThat(answer.type()).isEqualTo("/problems/cross-site");
    }

    @Test
    void aFormIsNoFile() {
        Visitor.Answer answer = asked().put(
                        "x",
                        BodyPublishers.ofByteArray(Files.jpeg()),
                        "Content-Type",
                        "multipart/form-data; boundary=x");
        assertThat(answer.type()).isEqualTo("/problems/wrong-content-type");
    }

    @Test
    void whoSendsVeryManyHasToWait() {
        Visitor visitor = asked();
        Visitor.Answer answer = put(visitor, new byte[0]);
        for (int i = 0; i < 60 && answer.status() == 422; i++) {
            answer = put(visitor, new byte[0]);
        }
        assertThat(answer.type()).isEqualTo("/problems/too-many");
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    @Test
    void aFileWhereNoneIsAskedForIsAnsweredKindly() {
        Visitor visitor = asked();
        visitor.say("skip");
        visitor.say("cancel");
        String file = kept(visitor, Files.jpeg());
        assertThat(say(visitor, Visitor.newId(), file).last().path("text").asText())
                .contains("not as a file");
    }
}
