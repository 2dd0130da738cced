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

    /// As docs/limits.md says.
    private static final int MAX_STREAMS_PER_MEMBER = 12;

    @Test
    void aMemberListensOnTwelvePagesAndAClosedOneMakesRoom() throws IOException {
        try (TestServer house = TestServer.onH2().start()) {
            ConsoleTestServer office = new ConsoleTestServer(house);
            ConsoleHttpClient sana =
                    ConsoleHttpClient.of(office.address(), office.signedIn("Sana", StaffRole.SUPERVISOR));
            ConsoleHttpClient omar = ConsoleHttpClient.of(office.address(), office.signedIn("Omar", StaffRole.AGENT));
            List<InputStream> streams = new ArrayList<>();
            for (int i = 0; i < MAX_STREAMS_PER_MEMBER; i++) {
                streams.add(sana.open("/desk/events"));
            }
            assertThat(sana.get("/desk/events").status()).isEqualTo(429);
            assertThat(sana.headers("/desk/events").firstValue("Retry-After")).isPresent();
            assertThat(omar.get("/desk/events").status()).isEqualTo(200);
            assertThat(sana.get("/desk/tickets").status()).isEqualTo(200);

            streams.removeLast().close();
            AwaitSupport.await().until(() -> sana.get("/desk/events").status() == 200);
            for (InputStream stream : streams) {
                stream.close();
            }
        }
    }
}
