package pk.rahnuma.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pk.rahnuma.TestScriptFolder;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;

/// Tables of addresses through the HTTP API, which the chat page uses too.
class AddressTableUploadTest {

    @TempDir
    private static Path folder;

    private static TestServer server;

    @BeforeAll
    static void open() {
        Path scripts = TestScriptFolder.copyWithScript(folder, "lines", """
                script: lines
                menu: 11
                steps:
                  - ask: addresses
                    type: ips
                  - ask: remark
                    type: text
                  - end: all
                """, """
                lines:
                  title: "Lines"
                  words: [lines]
                  addresses: {ask: "Addresses?", label: "Addresses"}
                  remark: {ask: "Remark?", label: "Remark"}
                  all: {say: "All here."}
                """);
        server = TestServer.onH2()
                .withVariable("BOT_SCRIPTS", scripts.toString())
                .startServer();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static ApiClient asked() {
        ApiClient visitor = ApiPersons.openChat(server);
        visitor.sendText("English");
        assertThat(visitor.tapData("!start=lines").lastText()).contains("Addresses?");
        return visitor;
    }

    private static ApiClient.ApiResponse put(ApiClient visitor, String table) {
        return visitor.uploadFile("a.csv", BodyPublishers.ofString(table, StandardCharsets.UTF_8));
    }

    private static String say(ApiClient visitor, String table) {
        ApiClient.ApiResponse put = put(visitor, table).requireStatus(201);
        assertThat(put.text("/type")).isEqualTo("text/csv");
        return visitor.sendFile(put.text("/file")).lastText();
    }

    @Test
    void aTableIsPutThenSaidAndItsAddressesAreTheAnswer() {
        assertThat(say(asked(), "address\n39.32.1.7\n39.32.1.8\n")).contains("Remark?");
    }

    @Test
    void mistakesAreReportedByRowAndTheTableCanBeSentAgain() {
        ApiClient visitor = asked();
        assertThat(say(visitor, "39.32.1.7\n\n10.0.0.3\n"))
                .contains("Row 3: 10.0.0.3", "So far: 39.32.1.7", "Addresses?");
        assertThat(say(visitor, "39.32.1.7\n\n39.32.1.9\n")).contains("Remark?");
    }

    @Test
    void oneWithTooManyRowsIsRefusedWhenItIsPut() {
        ApiClient.ApiResponse put = put(asked(), "39.32.1.7\n".repeat(5_001)).requireStatus(422);
        assertThat(put.text("/type")).endsWith("file-table-too-large");
    }

    @Test
    void whereATextIsAskedATableIsNoAnswer() {
        ApiClient visitor = asked();
        visitor.sendText("39.32.1.7");
        assertThat(say(visitor, "39.32.1.7\n")).contains("not as a file", "Remark?");
    }
}
