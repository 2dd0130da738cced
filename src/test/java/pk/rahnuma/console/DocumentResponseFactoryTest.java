package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.vault.SubjectEncryptionService;

class DocumentResponseFactoryTest {

    @Test
    void aPageThatCannotBeDrawnSaysSoAndIsNoFaultOfTheDesk() throws Exception {
        try (TestServer server = TestServer.onH2().shareServer()) {
            long person = new ConsoleTestServer(server).createPerson("en");
            Document broken = server.getBean(DocumentService.class)
                    .saveDocument(
                            SubjectEncryptionService.newId(),
                            person,
                            "letter.pdf",
                            SampleFiles.pdf(),
                            server.getBean(Clock.class).instant());
            HttpRequest<?> request =
                    HttpRequest.GET("/desk/tickets/1/files/1/pages/2").header("HX-Request", "true");
            HttpResponse<?> response =
                    server.getBean(DocumentResponseFactory.class).drawPage(request, broken, 2);
            assertThat(response.status().getCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY.getCode());
            assertThat(response.body()).asString().contains("cannot be shown as a picture");
        }
    }
}
