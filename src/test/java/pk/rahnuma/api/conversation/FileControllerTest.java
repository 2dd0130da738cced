package pk.rahnuma.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestScriptFolder;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.api.RawConnection;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.http.IdempotencyKeys;

/// Files through the HTTP API.
class FileControllerTest {

    @TempDir
    private static Path folder;

    private static TestServer server;

    @BeforeAll
    static void open() {
        server = TestServer.onH2()
                .withVariable(
                        "BOT_SCRIPTS",
                        TestScriptFolder.copyWithCardScript(folder).toString())
                .startServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static int countFiles(ApiClient visitor) {
        return server.sql()
                .queryOne(
                        Integer.class,
                        "select count(*) from document where subject_id = ?",
                        ApiPersons.personOf(server, visitor));
    }

    private static ApiClient asked() {
        ApiClient visitor = ApiPersons.openChat(server);
        visitor.sendText("English");
        ApiClient.ApiResponse asked = visitor.tapData("!start=card");
        assertThat(asked.lastText()).contains("Front?");
        assertThat(asked.lastMessage().path("asks").asText()).isEqualTo("file");
        return visitor;
    }

    private static ApiClient.ApiResponse put(ApiClient visitor, byte[] file) {
        return visitor.uploadFile("card.jpg", file);
    }

    private static ApiClient.ApiResponse say(ApiClient visitor, String id, String file) {
        return visitor.post(ApiClient.object().put("id", id).put("file", file).toString());
    }

    private static String kept(ApiClient visitor, byte[] file) {
        return put(visitor, file).requireStatus(201).text("/file");
    }

    @Test
    void aRepeatedUploadGetsTheSameFileAndAnotherFileIsRefused() {
        ApiClient visitor = ApiPersons.createPerson(server);
        String[] key = {"Idempotency-Key", ApiClient.newId()};
        byte[] card = SampleFiles.jpeg();
        assertThat(visitor.uploadFile("card.jpg", BodyPublishers.ofString("no picture"), key)
                        .type())
                .as("a refused file uses no key up")
                .isEqualTo("/problems/file-type");
        ApiClient.ApiResponse first = visitor.uploadFile("card.jpg", card, key).requireStatus(201);
        assertThat(visitor.uploadFile("card.jpg", card, key).body()).isEqualTo(first.body());
        visitor.uploadFile("other.jpg", card, key).requireProblem("idempotency-key-reused");
        visitor.uploadFile("card.jpg", SampleFiles.cardFor("id_front"), key).requireProblem("idempotency-key-reused");
        assertThat(countFiles(visitor)).isOne();
    }

    @Test
    void aBrokenUploadStoresNothingAndTheSameRequestIsTakenAfterwards() {
        ApiClient visitor = ApiPersons.createPerson(server);
        String key = ApiClient.newId();
        byte[] card = SampleFiles.jpeg();
        try (RawConnection connection = RawConnection.connectTo(server.address())) {
            connection
                    .sendBytes("POST /" + ApiClient.PATH
                            + "/files?name=card.jpg HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + visitor.token() + "\r\nIdempotency-Key: " + key + "\r\nContent-Length: " + card.length
                            + "\r\n\r\n")
                    .sendBytes(Arrays.copyOf(card, card.length / 2));
        }
        ApiClient.ApiResponse again = visitor.uploadFile("card.jpg", card, IdempotencyKeys.HEADER, key)
                .requireStatus(201);
        assertThat(visitor.get("/files/" + again.text("/file")).body()).isEqualTo(card);
        assertThat(countFiles(visitor)).isOne();
    }

    @Test
    void aFileIsPutThenSaidAndIsTheAnswer() {
        ApiClient visitor = asked();
        ApiClient.ApiResponse put = put(visitor, SampleFiles.png()).requireStatus(201);
        assertThat(put.text("/type")).isEqualTo("image/png");
        assertThat(put.text("/name")).isEqualTo("card.png");
        assertThat(put.at("/size").asInt()).isEqualTo(SampleFiles.png().length);
        String id = ApiClient.newId();
        ApiClient.ApiResponse said = say(visitor, id, put.text("/file"));
        assertThat(said.lastText()).contains("Back?");
        assertThat(said.messages().path(0).path("kind").asText()).isEqualTo("file");
        assertThat(said.messages().path(0).path("text").asText()).isEqualTo("card.png");
        assertThat(said.messages().path(0).path("id").asText()).isEqualTo(id);
        ApiClient.ApiResponse again = say(visitor, id, put.text("/file"));
        assertThat(again.lastMessage()).as("the same again is done once").isEqualTo(said.lastMessage());
    }

    @Test
    void onlyTheSenderDownloadsTheFile() {
        ApiClient visitor = asked();
        byte[] large = SampleFiles.pngOf(2_000_000);
        String file = kept(visitor, large);
        ApiClient.BinaryResponse back = visitor.get("/files/" + file);
        back.requireStatus(200);
        assertThat(back.body()).isEqualTo(large);
        assertThat(back.header("Content-Type")).isEqualTo("image/png");
        assertThat(back.header("Content-Disposition")).isEqualTo("attachment; filename*=UTF-8''card.png");
        assertThat(back.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(back.header("Content-Security-Policy"))
                .contains("sandbox", "default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'");
        assertThat(back.header("Cache-Control")).isEqualTo("no-store");
        ApiClient other = asked();
        for (String id : List.of(file, "1", "x", "9223372036854775808", "-1", "..%2f..")) {
            other.get("/files/" + id).requireStatus(404);
        }
        ApiClient.asBrowser(server.address()).get("/files/" + file).requireStatus(401);
    }

    @Test
    void onlyTheSenderSeesTheSmallPictureOfAPhoto() {
        ApiClient visitor = asked();
        String photo = kept(visitor, SampleFiles.cardPhoto(1));
        ApiClient.BinaryResponse small = visitor.get("/files/" + photo + "/thumbnail");
        small.requireStatus(200);
        assertThat(small.body()).startsWith(0xff, 0xd8, 0xff).hasSizeBetween(500, 16 * 1024);
        assertThat(small.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(small.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(small.header("Content-Security-Policy")).contains("sandbox", "default-src 'none'");
        assertThat(small.header("Cache-Control")).isEqualTo("no-store");
        String unknown = problem(visitor.get("/files/1/thumbnail"));
        for (String id : List.of(photo, kept(visitor, SampleFiles.pdf()), "1", "x", "9223372036854775808", "-1")) {
            ApiClient client = id.equals(photo) ? asked() : visitor;
            ApiClient.BinaryResponse none = client.get("/files/" + id + "/thumbnail");
            none.requireStatus(404);
            assertThat(problem(none)).as(id).isEqualTo(unknown);
        }
        ApiClient stranger = ApiClient.asBrowser(server.address());
        stranger.get("/files/" + photo + "/thumbnail").requireStatus(401);
    }

    /// A problem document without the number of the request.
    private static String problem(ApiClient.BinaryResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8).replaceFirst("\"number\":\"[^\"]*\"", "");
    }

    @Test
    void foreignAndMissingFilesCannotBeSent() {
        String file = kept(asked(), SampleFiles.jpeg());
        ApiClient other = asked();
        for (String id : List.of(file, "1", "", "x", "photo-l")) {
            other.sendFile(id).requireProblem(422, "invalid");
        }
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of("file-empty", 422, new byte[0]),
                Arguments.of("file-type", 422, "just words".getBytes()),
                Arguments.of("file-type", 422, SampleFiles.voice()),
                Arguments.of("file-unreadable", 422, SampleFiles.firstHalf(SampleFiles.jpeg())),
                Arguments.of("file-locked", 422, SampleFiles.lockedPdf()),
                Arguments.of("too-large", 413, Arrays.copyOf(SampleFiles.jpeg(), 5 * 1024 * 1024 + 1)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void anUnacceptableValueIsRefusedWithItsReason(String type, int status, byte[] file) {
        ApiClient visitor = asked();
        for (BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(file), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file)))) {
            visitor.uploadFile("card.jpg", body).requireProblem(status, type);
        }
    }

    @Test
    void anotherSiteCannotPutOneWithTheCookieOfThis() {
        asked().uploadFile("x", SampleFiles.jpeg(), "Sec-Fetch-Site", "cross-site")
                .requireProblem("cross-site");
    }

    private static byte[] form(String... parts) {
        StringBuilder form = new StringBuilder();
        for (String part : parts) {
            form.append("--edge\r\nContent-Disposition: form-data; ")
                    .append(part)
                    .append("\r\n");
        }
        return form.append("--edge--\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String filePart(String name, byte[] file) {
        return "name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: text/plain\r\n\r\n"
                + new String(file, StandardCharsets.ISO_8859_1);
    }

    private static ApiClient.ApiResponse putForm(ApiClient visitor, BodyPublisher body) {
        return visitor.send(
                visitor.request("/files").POST(body), false, "Content-Type", "multipart/form-data; boundary=edge");
    }

    @Test
    void aFormWithOneFileIsTaken() {
        ApiClient visitor = asked();
        byte[] large = SampleFiles.pngOf(2_000_000);
        byte[] form = form("name=\"note\"\r\n\r\nhello", filePart("front.png", large));
        for (BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(form), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)))) {
            ApiClient.ApiResponse answer = putForm(visitor, body).requireStatus(201);
            assertThat(answer.text("/name")).isEqualTo("front.png");
            assertThat(visitor.get("/files/" + answer.text("/file")).body()).isEqualTo(large);
        }
    }

    @Test
    void aFileOfAFormMayBeAsLargeAsAnyOther() {
        byte[] largest = Arrays.copyOf(SampleFiles.jpeg(), 5 * 1024 * 1024);
        putForm(asked(), BodyPublishers.ofByteArray(form(filePart("x", largest))))
                .requireStatus(201);
        byte[] larger = Arrays.copyOf(SampleFiles.jpeg(), 5 * 1024 * 1024 + 1);
        putForm(asked(), BodyPublishers.ofByteArray(form(filePart("x", larger))))
                .requireProblem("too-large");
    }

    static List<byte[]> malformedForms() {
        String file = filePart("x", SampleFiles.jpeg());
        return List.of(
                new byte[0],
                SampleFiles.jpeg(),
                form(),
                form("name=\"note\"\r\n\r\nhello"),
                form(file, file),
                Arrays.copyOf(form(file), form(file).length / 2),
                form(IntStream.range(0, 20)
                        .mapToObj(i -> "name=\"" + i + "\"\r\n\r\nx")
                        .toArray(String[]::new)));
    }

    @ParameterizedTest
    @MethodSource("malformedForms")
    void aFormWithoutOneFileIsRefused(byte[] form) {
        putForm(asked(), BodyPublishers.ofByteArray(form)).requireProblem("bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/json", "image/gif"})
    void theMediaTypeOfAFileDoesNotCount(String type) {
        asked().uploadFile("x", SampleFiles.jpeg(), "Content-Type", type).requireStatus(201);
    }
}
