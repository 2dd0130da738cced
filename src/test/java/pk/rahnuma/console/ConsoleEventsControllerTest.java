package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.staff.StaffRole;

class ConsoleEventsControllerTest {

    /// Value of docs/limits.md.
    private static final int MAX_STREAMS_PER_MEMBER = 12;

    @Test
    void aMemberListensOnTwelvePagesAndAClosedOneFreesAPlace() throws IOException {
        try (TestServer server = TestServer.onH2().shareServer()) {
            ConsoleTestServer office = new ConsoleTestServer(server);
            ConsoleHttpClient sana = office.signIn("Sana", StaffRole.SUPERVISOR);
            ConsoleHttpClient omar = office.signIn("Omar", StaffRole.AGENT);
            List<InputStream> streams = new ArrayList<>();
            for (int i = 0; i < MAX_STREAMS_PER_MEMBER; i++) {
                streams.add(sana.openStream("/desk/events"));
            }
            sana.getPage("/desk/events").requireStatus(429);
            assertThat(sana.headersOfGet("/desk/events").firstValue("Retry-After"))
                    .isPresent();
            omar.getPage("/desk/events").requireStatus(200);
            sana.getPage("/desk/tickets").requireStatus(200);

            streams.removeLast().close();
            AwaitSupport.await().until(() -> sana.getPage("/desk/events").status() == 200);
            for (InputStream stream : streams) {
                stream.close();
            }
        }
    }
}
