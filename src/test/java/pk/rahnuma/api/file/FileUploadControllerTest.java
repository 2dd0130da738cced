package pk.rahnuma.api.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.document.SampleFiles;

/// Files that arrive in parts.
class FileUploadControllerTest {

    private static final String PART_TYPE = "application/offset+octet-stream";

    private static TestServer server;

    private final ApiClient owner = newChat();

    @BeforeAll
    static void open() {
        server = TestServer.onH2().startServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static ApiClient newChat() {
        ApiClient app = ApiClient.asBrowser(server.address());
        String token = app.send(app.request("/token").POST(BodyPublishers.noBody()), true)
                .body()
                .path("token")
                .asText();
        return ApiClient.asApp(server.address(), token);
    }

    private ApiClient.ApiResponse begin(String... headers) {
        return owner.send(owner.request("/uploads").POST(BodyPublishers.noBody()), false, headers);
    }

    private String begin(int size) {
        ApiClient.ApiResponse begun = begin(
                "Upload-Length",
                Integer.toString(size),
                "Tus-Resumable",
                "1.0.0",
                "Upload-Metadata",
                "filename " + Base64.getEncoder().encodeToString("front.jpg".getBytes(StandardCharsets.UTF_8))
                        + ",is_confidential");
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(201);
        assertThat(begun.header("Tus-Resumable")).isEqualTo("1.0.0");
        String location = begun.header("Location");
        assertThat(location).startsWith("/" + ApiClient.PATH + "/uploads/");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static ApiClient.ApiResponse head(ApiClient client, String id) {
        return client.send(client.request("/uploads/" + id).method("HEAD", BodyPublishers.noBody()), false);
    }

    private int offset(String id) {
        return Integer.parseInt(head(owner, id).header("Upload-Offset"));
    }

    private ApiClient.ApiResponse patch(String id, int offset, byte[] part) {
        return owner.send(
                owner.request("/uploads/" + id).method("PATCH", BodyPublishers.ofByteArray(part)),
                false,
                "Content-Type",
                PART_TYPE,
                "Upload-Offset",
                Integer.toString(offset));
    }

    /// Announces the rest of a file, sends some bytes of it, and closes the connection.
    private void interrupt(String id, int offset, byte[] file, int sent) throws Exception {
        try (Socket socket =
                new Socket(server.address().getHost(), server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PATCH /" + ApiClient.PATH + "/uploads/" + id + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + owner.token() + "\r\nContent-Type: " + PART_TYPE + "\r\nUpload-Offset: " + offset
                            + "\r\nContent-Length: " + (file.length - offset) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(file, offset, sent);
            out.flush();
            // The bytes arrive before the connection ends: a reset would discard them.
            socket.shutdownOutput();
            while (socket.getInputStream().read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aPhotoArrivesAlthoughItIsInterruptedTenTimes() throws Exception {
        byte[] photo = SampleFiles.pngOf(5_000_000);
        String id = begin(photo.length);
        Random random = new Random(7);
        int offset = 0;
        int sentUpTo = 0;
        for (int i = 0; i < 10; i++) {
            int sent = 50_000 + random.nextInt(400_000);
            interrupt(id, offset, photo, sent);
            sentUpTo = Math.max(sentUpTo, offset + sent);
            int next = offset(id);
            // The end of an interrupted part can still arrive after the answer.
            assertThat(next).isBetween(offset, sentUpTo);
            offset = next;
        }
        assertThat(offset).isGreaterThan(1_000_000);
        ApiClient.ApiResponse last = patch(id, offset, Arrays.copyOfRange(photo, offset, photo.length));
        if (last.status() == 409) {
            offset = offset(id);
            last = patch(id, offset, Arrays.copyOfRange(photo, offset, photo.length));
        }
        assertThat(last.status()).as(last.response().body()).isEqualTo(204);
        assertThat(last.header("Upload-Offset")).isEqualTo(Integer.toString(photo.length));
        assertThat(owner.get("/files/" + id).body()).isEqualTo(photo);
        assertThat(head(owner, id).header("Upload-Offset"))
                .isEqualTo(head(owner, id).header("Upload-Length"));
        assertThat(server.sql()
                        .queryOne(Integer.class, "select count(*) from file_upload_part where upload_id = ?", id))
                .isZero();
    }

    @Test
    void aFileCanComeInOnePartWithItsName() {
        byte[] photo = SampleFiles.jpeg();
        String id = begin(photo.length);
        assertThat(patch(id, 0, photo).status()).isEqualTo(204);
        assertThat(owner.get("/files/" + id).header("Content-Disposition")).contains("front.jpg");
        assertThat(patch(id, 0, photo).status()).as("it is complete").isEqualTo(404);
    }

    @Test
    void aPartAtAnotherPlaceIsRefused() {
        byte[] photo = SampleFiles.jpeg();
        String id = begin(photo.length);
        assertThat(patch(id, 0, Arrays.copyOf(photo, 100)).header("Upload-Offset"))
                .isEqualTo("100");
        assertThat(patch(id, 0, Arrays.copyOf(photo, 100)).type()).isEqualTo("/problems/wrong-offset");
        assertThat(patch(id, 101, Arrays.copyOf(photo, 100)).type()).isEqualTo("/problems/wrong-offset");
        assertThat(offset(id)).isEqualTo(100);
    }

    @Test
    void moreThanWasAnnouncedIsRefused() {
        String id = begin(SampleFiles.jpeg().length);
        assertThat(patch(id, 0, Arrays.copyOf(SampleFiles.jpeg(), SampleFiles.jpeg().length + 1))
                        .type())
                .isEqualTo("/problems/too-large");
        assertThat(offset(id)).isZero();
    }

    @Test
    void anUnacceptableFileIsRefusedWithItsLastPart() {
        String id = begin(20);
        assertThat(patch(id, 0, new byte[20]).type()).isEqualTo("/problems/file-type");
        assertThat(head(owner, id).status()).isEqualTo(404);
    }

    @Test
    void anUploadCanBeDeleted() {
        String id = begin(1_000);
        patch(id, 0, new byte[10]);
        assertThat(owner.send(owner.request("/uploads/" + id).DELETE(), false).status())
                .isEqualTo(204);
        assertThat(head(owner, id).status()).isEqualTo(404);
        assertThat(owner.send(owner.request("/uploads/" + id).DELETE(), false).status())
                .isEqualTo(404);
    }

    @Test
    void onlyItsOwnerReachesAnUpload() {
        String id = begin(1_000);
        ApiClient stranger = newChat();
        assertThat(head(stranger, id).status()).isEqualTo(404);
        assertThat(stranger.send(stranger.request("/uploads/" + id).DELETE(), false)
                        .status())
                .isEqualTo(404);
        assertThat(head(owner, id).status()).isEqualTo(200);
    }

    @Test
    void ofTooManyUploadsTheOldestIsDeleted() {
        String first = begin(1_000);
        String second = begin(1_000);
        for (int i = 0; i < 4; i++) {
            begin(1_000);
        }
        assertThat(head(owner, first).status()).isEqualTo(404);
        assertThat(head(owner, second).status()).isEqualTo(200);
    }

    @Test
    void aRepeatedBeginningIsTheSameUpload() {
        ApiClient.ApiResponse first = begin("Upload-Length", "1000", "Idempotency-Key", "abcdefgh-1");
        assertThat(begin("Upload-Length", "1000", "Idempotency-Key", "abcdefgh-1")
                        .header("Location"))
                .isEqualTo(first.header("Location"));
        assertThat(begin("Upload-Length", "1001", "Idempotency-Key", "abcdefgh-1")
                        .type())
                .isEqualTo("/problems/idempotency-key-reused");
    }

    @ParameterizedTest
    @CsvSource({
        "Upload-Length,0,file-empty",
        "Upload-Length,5242881,too-large",
        "Upload-Length,999999999999999999,too-large",
        "Upload-Length,-1,bad-request",
        "Upload-Length,1e3,bad-request",
        "Upload-Defer-Length,1,bad-request",
        "Tus-Resumable,0.2.2,precondition-failed"
    })
    void anImpossibleUploadIsRefused(String header, String value, String type) {
        assertThat(begin(header, value).type()).isEqualTo("/problems/" + type);
    }

    @Test
    void aPartHasItsMediaType() {
        String id = begin(1_000);
        ApiClient.ApiResponse answer = owner.send(
                owner.request("/uploads/" + id).method("PATCH", BodyPublishers.ofByteArray(new byte[10])),
                true,
                "Upload-Offset",
                "0");
        assertThat(answer.type()).isEqualTo("/problems/wrong-content-type");
    }

    @Test
    void theProtocolIsDescribedToAnyone() {
        ApiClient stranger = ApiClient.asBrowser(server.address());
        ApiClient.ApiResponse answer =
                stranger.send(stranger.request("/uploads").method("OPTIONS", BodyPublishers.noBody()), false);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Tus-Version")).isEqualTo("1.0.0");
        assertThat(answer.header("Tus-Extension")).isEqualTo("creation,expiration,termination");
        assertThat(answer.header("Tus-Max-Size")).isEqualTo("5242880");
        assertThat(answer.header("Tus-Resumable")).isEmpty();
    }

    @Test
    void refusalsNameTheVersionToo() {
        ApiClient stranger = ApiClient.asApp(server.address(), "x".repeat(43));
        String id = begin(1_000);
        for (ApiClient.ApiResponse refused : List.of(
                begin("Upload-Length", "0"),
                begin("Tus-Resumable", "0.2.2", "Upload-Length", "1"),
                head(owner, "1"),
                head(stranger, id),
                patch(id, 7, new byte[10]),
                owner.send(owner.request("/uploads/1").DELETE(), false),
                owner.send(owner.request("/uploads/" + id).PUT(BodyPublishers.noBody()), false))) {
            assertThat(refused.status()).isGreaterThanOrEqualTo(400);
            assertThat(refused.header("Tus-Resumable"))
                    .as(refused.response().toString())
                    .isEqualTo("1.0.0");
            assertThat(refused.header("Tus-Version")).isEqualTo(refused.status() == 412 ? "1.0.0" : "");
        }
    }

    @Test
    void anUploadTellsWhenItExpiresUntilItIsComplete() {
        byte[] photo = SampleFiles.jpeg();
        ApiClient.ApiResponse begun = begin("Upload-Length", Integer.toString(photo.length));
        String id = begun.header("Location").replaceFirst(".*/", "");
        assertThat(begun.header("Upload-Expires")).endsWith(" GMT");
        assertThat(patch(id, 0, Arrays.copyOf(photo, 10)).header("Upload-Expires"))
                .isEqualTo(begun.header("Upload-Expires"));
        assertThat(patch(id, 10, Arrays.copyOfRange(photo, 10, photo.length)).header("Upload-Expires"))
                .isEmpty();
    }
}
