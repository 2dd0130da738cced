package pk.rahnuma.endtoend;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestServer;

/// Database of a server, and how it hears of Telegram's updates.
public enum ServerVariant {
    H2,
    H2_BY_WEBHOOK,
    /// In the full run.
    MARIADB;

    /// Builder of a server with a bot.
    public TestServer.Builder builder() {
        return switch (this) {
            case H2 -> TestServer.onH2().withBot();
            case H2_BY_WEBHOOK -> TestServer.onH2().withWebhook();
            case MARIADB -> TestServer.onMariaDb().withBot();
        };
    }

    public static Stream<ServerVariant> all() {
        return Stream.of(values()).filter(ServerVariant::isInThisRun);
    }

    private boolean isInThisRun() {
        return this != MARIADB || OnEachDatabase.IN_FULL_RUN;
    }

    public static Stream<ServerVariant> databases() {
        return all().filter(each -> each != H2_BY_WEBHOOK);
    }

    /// Each variant and each language in pairs: the languages differ in texts alone, the variants in what carries them.
    public static Stream<Arguments> withLanguages() {
        return Stream.of(
                        Arguments.of(H2, "en"),
                        Arguments.of(H2_BY_WEBHOOK, "ur"),
                        Arguments.of(H2, "ur-Latn"),
                        Arguments.of(MARIADB, "en"))
                .filter(each -> ((ServerVariant) each.get()[0]).isInThisRun());
    }
}
